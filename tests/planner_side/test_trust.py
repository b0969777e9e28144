"""Trust: contact, promises and reaction, as figures, shares and trends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from planner.advice.trust import HALF_YEAR, Contacts, Reaction, Word, trust
from planner.exchange import trust_words
from planner.workspace import Workspace
from planner.workspace.key_accounts import read_trust, read_trusts

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)
HOUR, DAY = 3600, 86_400


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def moment(days: float) -> int:
    return int((NOW - timedelta(days=days)).timestamp())


days = st.integers(0, 800)
words = st.builds(
    Word,
    due=days.map(ago),
    kept=st.booleans(),
    closed_on=st.one_of(st.none(), days.map(ago)),
)
reactions = st.builds(
    Reaction, day=days.map(ago), seconds=st.floats(-10, 1e8), waiting=st.booleans()
)
contacts = st.builds(
    Contacts,
    now=st.integers(0, 500),
    before=st.integers(0, 500),
    agreed_a_month=st.floats(0, 1000),
    days=st.integers(0, HALF_YEAR),
    days_before=st.integers(0, HALF_YEAR),
)


@given(contacts, st.lists(words, max_size=20), st.lists(reactions, max_size=20))
def test_that_every_share_lies_between_none_and_all(
    made: Contacts, promised: list[Word], asked: list[Reaction]
) -> None:
    found = trust(made, promised, asked, TODAY)
    for measure in (found.contact, found.promises, found.reaction):
        assert measure.share is None or 0 <= measure.share <= 1
        assert measure.change is None or -1 <= measure.change <= 1
    for measure in (found.promises, found.reaction):
        assert 0 <= measure.good <= measure.of
        assert 0 <= measure.late <= measure.of
    assert found.known == (found.weakest != "")


@given(st.lists(words, min_size=1, max_size=20))
def test_that_keeping_one_more_promise_in_time_never_lowers_trust(promised: list[Word]) -> None:
    before = trust(Contacts(0, 0, 1), promised, (), TODAY).promises
    one_more = [*promised, Word(ago(1), True, ago(1))]
    after = trust(Contacts(0, 0, 1), one_more, (), TODAY).promises
    assert after.share is not None
    assert after.share >= (before.share or 0) - 1e-12


@given(st.lists(reactions, min_size=1, max_size=20), st.floats(1, 1e7))
def test_that_a_slower_answer_never_raises_trust(asked: list[Reaction], more: float) -> None:
    slower = [Reaction(one.day, max(0, one.seconds) + more, one.waiting) for one in asked]
    quick = trust(Contacts(0, 0, 1), (), asked, TODAY).reaction
    slow = trust(Contacts(0, 0, 1), (), slower, TODAY).reaction
    assert (quick.share is None) == (slow.share is None)
    assert quick.share is None or slow.share is None or slow.share <= quick.share


def test_that_contacts_are_measured_against_what_is_agreed() -> None:
    found = trust(Contacts(now=6, before=12, agreed_a_month=2), (), (), TODAY).contact
    assert found.of == 12
    assert found.share is not None
    assert abs(found.share - 0.5) < 0.01
    assert found.trend == "worse"
    assert found.figure is not None
    assert round(found.figure) == 30


def test_that_a_new_account_owes_only_the_time_it_has_been_one() -> None:
    found = trust(Contacts(2, 0, 2, days=30, days_before=0), (), (), TODAY).contact
    assert found.of == 2
    assert found.share == 1.0
    assert found.trend == ""  # there is nothing to compare with


def test_that_a_promise_kept_late_is_half_kept_and_one_overdue_is_not() -> None:
    kept, late = Word(ago(20), True, ago(20)), Word(ago(30), True, ago(25))
    overdue, broken = Word(ago(3), kept=False), Word(ago(9), False, ago(9))
    found = trust(Contacts(0, 0, 0), (kept, late, overdue, broken), (), TODAY).promises
    assert (found.good, found.of, found.late) == (2, 4, 2)
    assert found.share == 1.5 / 4


def test_that_a_day_to_the_first_answer_is_a_warning_and_an_hour_is_none() -> None:
    slow = trust(Contacts(0, 0, 0), (), [Reaction(ago(3), DAY)], TODAY).reaction
    quick = trust(Contacts(0, 0, 0), (), [Reaction(ago(3), HOUR)], TODAY).reaction
    assert slow.share == 0.5
    assert slow.is_weak
    assert not quick.is_weak


def test_that_the_trend_is_this_half_year_against_the_one_before() -> None:
    asked = [Reaction(ago(10), HOUR), Reaction(ago(HALF_YEAR + 10), 3 * DAY)]
    found = trust(Contacts(0, 0, 0), (), asked, TODAY).reaction
    assert found.trend == "better"
    assert found.figure_before == 3 * DAY
    assert trust(Contacts(0, 0, 0), (), asked[::-1], TODAY).reaction == found


def test_that_what_was_said_today_in_words_is_plain() -> None:
    assert trust_words.wait(None) == "–"
    assert trust_words.wait(25 * 60) == "25 min"
    assert trust_words.wait(3 * HOUR) == "3 h"
    assert trust_words.wait(5 * DAY) == "5 days"
    assert trust_words.kept(9, 10) == "9 of 10"
    assert trust_words.contact(0, 12, None) == "no contact in half a year, 12 agreed"
    assert trust_words.promises(2, 4, 2) == "2 of 4 promises kept, 2 late"
    assert trust_words.reaction(DAY, 1) == "24 h to the first answer, 1 still waits"


# ---- read from records -----------------------------------------------------------------


def make(workspace: Workspace, kind: str, /, **values: Any) -> int:
    return workspace.records.make(kind, values)[0].id


def test_that_calls_and_contacts_of_colleagues_count_alike(
    workspace: Workspace, six: list[int]
) -> None:
    one = six[0]
    workspace.records.change("account", one, {"contacts_agreed": 1.0})
    colleague = make(workspace, "colleague", name="Martin")
    make(workspace, "call", account=one, day=ago(20), state="made")
    make(workspace, "call", account=one, day=ago(10), state="missed")
    make(workspace, "call", account=one, day=ago(HALF_YEAR + 20), state="made")
    make(workspace, "touch", account=one, day=ago(5), colleague=colleague, kind="phone")
    make(workspace, "touch", account=one, day=ago(7), kind="favour")
    found = read_trust(workspace._engine, one).contact
    assert (found.good, found.of) == (3, 6)


def test_that_the_usual_frequency_holds_where_nothing_is_agreed(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.records.change("account", six[0], {"calls_per_cycle": 13.0})
    weeks = workspace.territory.cycle_weeks
    found = read_trust(workspace._engine, six[0]).contact
    assert found.of == round(13 * 26 / weeks)


def test_that_only_our_promises_that_can_be_judged_count(
    workspace: Workspace, six: list[int]
) -> None:
    one = six[0]
    for values in (
        {"due": ago(10), "state": "kept", "closed_on": ago(11)},
        {"due": ago(10), "state": "open"},
        {"due": TODAY + timedelta(days=9), "state": "open"},
        {"due": ago(10), "state": "dropped", "closed_on": ago(12)},
        {"due": ago(10), "state": "broken", "by": "them"},
    ):
        make(workspace, "promise", account=one, **values)
    found = read_trust(workspace._engine, one).promises
    assert (found.good, found.of, found.late) == (1, 2, 1)


def test_that_complaints_and_calls_for_help_run_until_somebody_answers(
    workspace: Workspace, six: list[int]
) -> None:
    one = six[0]
    worried = {"account": one, "anxiety": 4, "difficulty": 2}
    make(workspace, "complaint", **worried, opened_at=moment(9), answered_at=moment(8.5))
    make(workspace, "complaint", **worried, opened_at=moment(0.25))
    make(workspace, "job", account=one, kind="breakdown", opened_at=moment(2))
    make(workspace, "job", account=one, kind="installation", opened_at=moment(50))
    found = read_trust(workspace._engine, one).reaction
    assert (found.good, found.of, found.late) == (1, 3, 2)
    assert found.figure == (0.5 + 0.25 + 2) * DAY / 3


def test_that_all_accounts_take_as_many_queries_as_one(
    workspace: Workspace, six: list[int]
) -> None:
    for account in six:
        make(workspace, "call", account=account, day=ago(3), state="made")
    asked: list[str] = []
    event.listen(workspace._engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    every = read_trusts(workspace._engine)
    count = len(asked)
    asked.clear()
    single = read_trust(workspace._engine, six[2])
    assert len(asked) == count
    assert every[six[2]] == single
    assert set(every) == set(six)


def test_that_an_account_nobody_knows_anything_of_warns_of_nothing(workspace: Workspace) -> None:
    account = make(workspace, "account", name="New", calls_per_cycle=0.0)
    found = read_trust(workspace._engine, account)
    assert not found.known
    assert found.weakest == ""
    assert found.shares == (None, None, None)
