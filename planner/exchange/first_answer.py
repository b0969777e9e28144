"""The first answer to a complaint: the worry as the customer put it comes first, then the fault.

A draft for the rep to say or send. It quotes the customer's own sentence, for nothing shows better
that they were heard; the rest follows from what kind of worry it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from planner.words import _, marked

_LONGEST = 160
"""Letters of the customer's sentence that are quoted."""
_THEMES: tuple[tuple[str, str, str], ...] = (
    (
        "danger",
        r"hurt|injur|danger|unsafe|accident|burn|smoke|fire\b",
        marked("Nobody gets hurt: leave it switched off, that comes before everything."),
    ),
    (
        "standing",
        r"stands?\b|standing|stopp|stops?\b|stuck|idle|\bdown\b|halt|cannot run|seized|the spare",
        marked("Getting you running comes first."),
    ),
    (
        "unheard",
        r"nobody|no one|ignored?|third|again|every time|does anyone|anybody|call back|listen",
        marked("You should not have to say it twice: from now on it is with me."),
    ),
    (
        "late",
        r"\blater?\b|delay|wait|overdue|not arrived|not here|missing|deliver",
        marked("You counted on it, and I find out today when it is with you."),
    ),
    (
        "promised",
        r"promis|you said|agreed|assured",
        marked("What was said has to hold: I see to it myself."),
    ),
    (
        "money",
        r"invoice|charged?|price|credit|pay|refund|money",
        marked("You shall not pay for a fault of ours: I look into it today."),
    ),
    (
        "parts",
        r"scrap|reject|toleranc|finish|chip|crack|break|broke|wear|worn|rust|leak|burr|chatter",
        marked("Your parts have to be right, and you have to be able to rely on it."),
    ),
)
_OTHERWISE = marked("I take that as seriously as you do.")


class FirstAnswer(NamedTuple):
    """`worry` is said first and shown bold; `rest` is what follows."""

    worry: str
    rest: str

    @property
    def text(self) -> str:
        """Both."""
        return f"{self.worry} {self.rest}".strip()


def first_answer(
    words: str, arrival: str = "", tips: Sequence[str] = (), expert: str = ""
) -> FirstAnswer:
    """What to say first to a customer who said `words`.

    `arrival` is when the rep is there (today at 16:25), `expert` who goes instead; `tips` are what
    helped elsewhere, as whole sentences.
    """
    quote, theme = worry_of(words)
    answer = next((said for code, _found, said in _THEMES if code == theme), _OTHERWISE)
    worry = _("You say: “{words}”").format(words=quote) if quote else ""
    rest = []
    if arrival:
        rest.append(_("I am with you {when}.").format(when=arrival))
    if expert:
        rest.append(_("{name} knows this best and looks at it with you.").format(name=expert))
    rest += tips
    rest.append(_("If it gets worse before then, phone me at once."))
    return FirstAnswer(f"{worry} {_(answer)}".strip(), " ".join(rest))


def worry_of(words: str) -> tuple[str, str]:
    """The sentence in which the customer says what they fear, and what kind of worry that is.

    Where none of the sentences says so, the last one: that is what people end on.
    """
    parts = [part.strip() for part in re.split(r"(?<=[.!?。！？])\s*|\n+", words)]
    sentences = [part for part in parts if part]
    for code, found, _said in _THEMES:
        for sentence in sentences:
            if re.search(found, sentence, re.IGNORECASE):
                return _short(sentence), code
    return (_short(sentences[-1]) if sentences else ""), ""


def _short(sentence: str) -> str:
    """With a full stop where it has no end, cut between words where it is long."""
    plain = " ".join(sentence.split())
    if len(plain) <= _LONGEST:
        return f"{plain}." if plain[-1:].isalnum() else plain
    return plain[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;") + "…"
