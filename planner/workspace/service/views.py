"""What is handed out of complaints and service, frozen: rows, figures and offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from planner.records.service import JOBS
from planner.workspace.views import AccountRow

HELP = ("breakdown", "advice", "warranty")
"""Jobs that begin with a call for help: how soon it is answered is counted."""
_CALM, _FALL = 2, 2


class Person(NamedTuple):
    """Somebody at an account; `post` is what they are there."""

    id: int
    name: str
    post: str
    phone: str
    email: str


class Expert(NamedTuple):
    """A colleague who can be asked, and about what."""

    id: int
    name: str
    function: str
    expertise: str
    phone: str
    email: str


class MachineRow(NamedTuple):
    """Equipment at an account, of any maker."""

    id: int
    name: str
    maker: str
    serial: str
    warranty_until: date | None
    maintenance_due: date | None

    def in_warranty(self, today: date) -> bool:
        """Whether its warranty still holds."""
        return self.warranty_until is not None and self.warranty_until >= today


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint and whom it concerns; moments in seconds since 1970.

    `concerns` is the machine, order or thing in words where no record says it.
    """

    id: int
    account: AccountRow
    person: Person | None
    machine: MachineRow | None
    order: str
    concerns: str
    anxiety: int
    difficulty: int
    text: str
    opened_at: int
    answered_at: int | None
    closed_at: int | None
    anxiety_after: int | None
    answer: str
    done: str
    expert: Expert | None
    passed_at: int | None
    referral_asked_on: date | None
    prospect: tuple[int, str] | None

    @property
    def is_running(self) -> bool:
        """Whether its clock runs: nobody has answered yet."""
        return self.closed_at is None and self.answered_at is None

    def seconds(self, now: int) -> int:
        """From the first word to the first contact, or till now."""
        until = self.answered_at if self.answered_at is not None else self.closed_at
        return max(0, (now if until is None else until) - self.opened_at)

    @property
    def is_calmed(self) -> bool:
        """Whether the worry has gone: down by two, or to two and less."""
        after = self.anxiety_after
        return after is not None and (self.anxiety - after >= _FALL or after <= _CALM)


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the complaints of some days; None where there was none to measure."""

    opened: int
    closed: int
    measured: int
    before: float | None
    after: float | None
    first_contact: float | None
    """Mean seconds to the first contact."""
    prospects: int


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job. Number 0: no job yet, but maintenance that is due and could be offered."""

    id: int
    kind: str
    account: AccountRow
    person: Person | None
    machine: MachineRow | None
    text: str
    opened_at: int
    answered_at: int | None
    day: date | None
    next_step: str
    done_on: date | None
    expert: Expert | None
    brief: str
    satisfaction: int | None

    @property
    def first_answer(self) -> int | None:
        """Seconds to the first answer."""
        return None if self.answered_at is None else max(0, self.answered_at - self.opened_at)

    @property
    def is_offer(self) -> bool:
        """Whether it is only maintenance that is due."""
        return self.id == 0


@dataclass(frozen=True, slots=True)
class NoFavour:
    """A customer for whom nothing small was done for long; `last` is the day it was, if ever."""

    account: AccountRow
    last: date | None
    last_text: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """A day on which an account is close to the tour: planned there already, or for a detour."""

    day: date
    seconds: int
    planned: bool


@dataclass(frozen=True)
class ServicePage:
    """All that complaints and service show at a moment; the queue is in its order."""

    now: int
    today: date
    queue: tuple[ComplaintRow, ...]
    closed: tuple[ComplaintRow, ...]
    figures: Figures
    jobs: tuple[JobRow, ...]
    no_favour: tuple[NoFavour, ...]
    experts: tuple[Expert, ...]

    @property
    def running(self) -> int:
        """How many complaints nobody has answered."""
        return sum(row.is_running for row in self.queue)

    def complaint(self, number: int) -> ComplaintRow | None:
        """One complaint of the page."""
        return next((row for row in (*self.queue, *self.closed) if row.id == number), None)

    def counts(self) -> dict[str, int]:
        """Jobs by kind."""
        return {kind: sum(job.kind == kind for job in self.jobs) for kind in JOBS}

    def first_help(self) -> float | None:
        """Mean seconds to the first answer of a call for help."""
        return mean([j.first_answer for j in self.jobs if j.kind in HELP])


def mean(values: Sequence[float | None]) -> float | None:
    """The mean of what is known, None of nothing."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Touched:
    """Somebody whom a change of the plan touches: how worried, and what is promised till when."""

    account: int
    anxiety: int
    promises: tuple[tuple[date, str], ...]
    email: str
    person: str
