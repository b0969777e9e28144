"""The rhythm of each grade: the calls that a month needs, those it has room for, one that fits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.capacity import WEEKS_A_MONTH
from planner.advice.due import Frequency
from planner.advice.fitting import Fit, GradeNeeds, fits, needed
from planner.records import Account, Territory
from planner.store.journal import Change, Journal
from planner.tours.model import Legs
from planner.workspace.cycle.capacity import capacity_of
from planner.workspace.cycle.reading import read_basis
from planner.workspace.errors import BadInput
from planner.workspace.iso_week import IsoWeek

RULES = {"A": "calls_a", "B": "calls_b", "C": "calls_c", "D": "calls_d"}
_WEEKS_AHEAD = 13


@dataclass(frozen=True, slots=True)
class Rhythms:
    """What each grade needs a month and what there is room for; `fits` are ways to fit it in."""

    grades: tuple[GradeNeeds, ...]
    have: int
    measured: bool
    fits: tuple[Fit, ...]

    @property
    def needs(self) -> int:
        """Calls that a month needs."""
        return needed(self.grades)

    @property
    def over(self) -> int:
        """Calls a month that do not fit."""
        return max(0, self.needs - self.have)


def read_rhythms(session: Session, legs: Legs) -> Rhythms:
    """The rhythm as it stands. The room is that of the next 13 weeks, by the pace on record."""
    territory = session.get_one(Territory, 1)
    first = IsoWeek.of(clock.today(territory.time_zone)).plus(1)
    room = capacity_of(read_basis(session, first, _WEEKS_AHEAD, legs))
    grades = needs_by_grade(session, territory)
    have = room.have_a_month
    return Rhythms(grades, have, room.pace.source == "measured", fits(grades, have))


def needs_by_grade(
    session: Session, territory: Territory, then: Mapping[int, str] | None = None
) -> tuple[GradeNeeds, ...]:
    """What each grade needs; `then` are other grades that some accounts would have.

    Accounts without a grade are called on as often as C, and counted with them.
    """
    rule, cycle = Frequency(territory), territory.cycle_weeks
    following: Counter[str] = Counter()
    others: dict[str, float] = defaultdict(float)
    query = select(Account.id, Account.grade, Account.calls_per_cycle, Account.status)
    for account, grade, own, status in session.execute(query):
        letter = (then or {}).get(account, grade) or "C"
        if own is not None:  # a prospect with a frequency of its own is in the cycle too
            others[letter] += own * WEEKS_A_MONTH / cycle
        elif status == "customer":
            following[letter] += 1
    return tuple(
        GradeNeeds(grade, following[grade], _weeks(rule.calls(grade, None), cycle), others[grade])
        for grade in RULES
    )


def _weeks(calls: float, cycle_weeks: int) -> float | None:
    return cycle_weeks / calls if calls > 0 else None


def set_rhythm(journal: Journal, grade: str, weeks: float) -> Change | None:
    """Call on a grade every so many weeks; 0 gives it no calls.

    Raises:
        BadInput: there is no such grade, or the weeks are out of reach.
    """
    if grade not in RULES:
        raise BadInput("not_one_of", value=grade, field="grade", choices=", ".join(RULES))
    if weeks and not 0.1 <= weeks <= 520:
        raise BadInput("too_far", field="weeks", least=0.1, most=520)
    with journal.change("rhythm_set", grade=grade, weeks=f"{weeks:g}") as change:
        territory = change.session.get_one(Territory, 1)
        calls = round(territory.cycle_weeks / weeks, 4) if weeks else 0.0
        if getattr(territory, RULES[grade]) != calls:
            setattr(territory, RULES[grade], calls)
    return change.change
