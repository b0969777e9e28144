"""The first answer takes up the worry as it was put; drafts say whom, what and when."""

from __future__ import annotations

from datetime import date

import pytest

from planner.exchange import service_drafts
from planner.exchange.first_answer import first_answer, worry_of
from planner.exchange.service_drafts import Addressee, Case

HOLT = "Inserts chip after 20 parts. The line stands."


def test_that_line_4_4_the_worry_comes_first_as_it_was_put_then_the_fault() -> None:
    answer = first_answer(
        HOLT, "today at 16:25", ["A tougher grade held 340 parts at York Optics."]
    )
    assert answer.worry == "You say: “The line stands.” Getting you running comes first."
    assert answer.rest.startswith("I am with you today at 16:25. A tougher grade held 340 parts")
    assert answer.text.startswith(answer.worry)


@pytest.mark.parametrize(
    ("words", "quote", "theme"),
    [
        (HOLT, "The line stands.", "standing"),
        ("Feed stops each night. I cannot run two shifts.", "Feed stops each night.", "standing"),
        ("Third wrong delivery note. Does nobody read?", "Third wrong delivery note.", "unheard"),
        ("Holders later than you said.", "Holders later than you said.", "late"),
        ("A splinter hurt the setter. We wait.", "A splinter hurt the setter.", "danger"),
        ("The invoice is wrong", "The invoice is wrong.", "money"),
        ("It is all rather odd. I do not like it.", "I do not like it.", ""),
        ("机床停了。请尽快来。", "请尽快来。", ""),
        ("", "", ""),
    ],
)
def test_that_the_sentence_that_says_what_they_fear_is_taken(
    words: str, quote: str, theme: str
) -> None:
    assert worry_of(words) == (quote, theme)


def test_that_a_long_sentence_is_cut_between_words() -> None:
    quote, _theme = worry_of("word " * 100)
    assert len(quote) <= 161
    assert quote.endswith("word…")


def test_that_an_answer_without_words_still_says_something() -> None:
    assert first_answer("").worry == "I take that as seriously as you do."


def test_that_times_are_said_as_a_person_says_them() -> None:
    today = date(2026, 11, 30)
    assert service_drafts.when(today, 41_100, today) == "today at 11:25"
    later = service_drafts.when(date(2026, 12, 1), 31_800, today)
    assert later == "on Tuesday 1 December at 08:50"


def test_that_the_brief_tells_what_is_known_and_what_worked() -> None:
    case = Case(
        account="Holt Ltd", words=HOLT, where="Dewsbury", person="Ann Sykes", phone="01632 960135",
        machine="lathe 2", anxiety=5, difficulty=2, since="27 Nov 13:28",
        worked=["Tougher grade, honed edge: 20 → 340 parts (York Optics)"],
    )  # fmt: skip
    draft = service_drafts.brief("nora@loop.example", "Nora Bell", case, "Sarah")
    assert draft.to == ("nora@loop.example",)
    assert draft.subject == "Your help: Holt Ltd, lathe 2"
    for known in ("Dear Nora Bell,", "Ann Sykes, 01632 960135", f"“{HOLT}”", "5 of 5", "2 of 5",
                  "– Tougher grade, honed edge", "27 Nov 13:28", "Sarah"):  # fmt: skip
        assert known in draft.text


def test_that_who_is_moved_is_asked_for_the_new_time_and_who_has_none_for_theirs() -> None:
    kaye = Addressee("Kaye & Co", "Tom Ogden", "tom@kaye.example")
    draft = service_drafts.moved(kaye, "today at 10:55", "on Friday 4 December at 12:20", "")
    assert draft.subject == "May I come on Friday 4 December at 12:20?"
    assert "today at 10:55" in draft.text
    assert "new day" in service_drafts.moved(kaye, "today at 10:55", "", "").subject


def test_that_what_a_customer_wrote_cannot_address_a_draft() -> None:
    draft = service_drafts.first_answer(Addressee("x", "<b>a@b.c</b>", "no address"), "Sorry", "")
    assert draft.to == ()
