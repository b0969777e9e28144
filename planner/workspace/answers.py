"""Objections of one account beside answers that worked on a similar one elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from planner.records import Account, Objection
from planner.store.folding import folded

_WORD = re.compile(r"\w{4,}")
_LITTLE = frozenset(
    "about after against already before been besides could does from have here into just like "
    "more most much only other over same some than that their them then there these they this "
    "very want wants what when which will with would your".split()
)
_MOST, _LOOKED_AT, _STEM = 2, 300, 6
_LONGEST, _WORDS = 2000, 60
"""Letters of an objection that are looked at, and words of all of them."""


class Answer(NamedTuple):
    """What worked at another account; `worked` is yes or partly."""

    account: int
    name: str
    text: str
    answer: str
    worked: str


def answers_elsewhere(engine: Engine, account: int) -> dict[int, tuple[Answer, ...]]:
    """For each objection of an account: answers that worked on a similar one, the nearest first."""
    with Session(engine) as session:
        own = select(Objection.id, Objection.text).where(Objection.account == account)
        texts = {number: text[:_LONGEST] for number, text in session.execute(own)}
        stems = {number: _stems(text) for number, text in texts.items()}
        spelt = {word[:_STEM] for text in texts.values() for word in _WORD.findall(text.lower())}
        if not any(stems.values()):
            return {}
        others = [Answer(*row) for row in session.execute(_others(account, spelt - _LITTLE))]
    return {number: found for number, mine in stems.items() if (found := _nearest(mine, others))}


def _others(account: int, stems: Iterable[str]) -> Any:
    some = sorted(stems)[:_WORDS]
    mentions = or_(*(Objection.text.icontains(stem, autoescape=True) for stem in some))
    return (
        select(Account.id, Account.name, Objection.text, Objection.answer, Objection.worked)
        .join(Account, Account.id == Objection.account)
        .where(Objection.account != account, Objection.worked.in_(("yes", "partly")))
        .where(Objection.answer != "", mentions)
        .order_by(Objection.date.desc())
        .limit(_LOOKED_AT)
    )


def _nearest(mine: frozenset[str], others: Iterable[Answer]) -> tuple[Answer, ...]:
    near = [(_likeness(mine, _stems(other.text)), other) for other in others]
    near = [pair for pair in near if pair[0] > 0]
    near.sort(key=lambda pair: (-pair[0], pair[1].worked != "yes"))
    return tuple(other for _likeness_of, other in near[:_MOST])


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _stems(text: str) -> frozenset[str]:
    """The words that say something, without their endings."""
    words = _WORD.findall(folded(text[:_LONGEST]))
    return frozenset(word[:_STEM] for word in words if word not in _LITTLE)
