"""The answer to an urgent call: priced ways to fit it in, and who gives way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from planner.tours.model import Break, DayCost, Place
from planner.tours.week import Plan
from planner.workspace.promised import Promised
from planner.workspace.views import AccountRow

Kind = Literal["now", "after", "tomorrow"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A call that gives way: from which day and time to which; None back to the list."""

    call: int
    account: AccountRow
    day_before: date
    begin_before: int
    day_after: date | None
    begin_after: int | None


@dataclass(frozen=True, slots=True)
class Shifted:
    """A call that keeps its day and begins at another time; `late` by so many seconds."""

    call: int
    account: AccountRow
    begin_before: int
    begin_after: int
    late: int


@dataclass(frozen=True, slots=True)
class Option:
    """One way to fit the call in, as difference to the plan as it stands.

    `before` is the plan as it stands, `plan` what it becomes, `days` those that differ, costed as
    they would be: today from where the rep is. `after` names the stop before it.
    """

    kind: Kind
    account: AccountRow
    call: int
    day: date
    arrive: int
    begin: int
    metres: int
    seconds: int
    cost: float
    moved: tuple[Moved, ...]
    shifted: tuple[Shifted, ...]
    breaks: tuple[Break, ...]
    before: Plan
    plan: Plan
    days: Mapping[date, DayCost]
    after: str = ""
    names: Mapping[int, str] = field(default_factory=dict)
    """The accounts of all calls of the days that differ."""
    promises: tuple[Promised, ...] = ()
    """The promises that it would break."""

    @property
    def as_planned(self) -> bool:
        """Whether the plan has the call there already and stays as it is."""
        return self.plan is self.before


@dataclass(frozen=True)
class UrgentAnswer:
    """What was asked and the ways there are: `at` is where the rep is, `free_at` when free."""

    account: AccountRow
    day: date
    moment: int
    at: Place
    free_at: int
    options: tuple[Option, ...]

    def option(self, kind: str) -> Option | None:
        """One of the ways, None where there is none."""
        return next((option for option in self.options if option.kind == kind), None)
