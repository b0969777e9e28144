"""What a rep says after a call, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.records import Call, Complaint, Contact, Promise, Record
from planner.store.journal import Change
from planner.workspace.views import AccountRow

PARTS = ("call", "seen", "objection", "nuance", "promise", "order", "favour", "report", "odometer")
"""The parts of a log: a refusal names one as `part`, beside the field."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise, ours (`us`) or theirs (`them`); without a day it is refused.

    One of ours wants the rep there by its day, unless it `needs_call` not.
    """

    text: str
    due: date | None
    by: str = "us"
    contact: int | None = None
    needs_call: bool = True


@dataclass(frozen=True, slots=True)
class Raised:
    """An objection, what was answered, and whether that worked."""

    text: str
    answer: str = ""
    worked: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order taken at the call."""

    amount: float | None
    line: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard for head office; confidence 1 (rumour) to 3 (seen)."""

    text: str
    kind: str = "own_product"
    confidence: int = 1


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One call in the rep's words; only `outcome` is needed.

    `day` None is today, or the day of a planned call that has been. `seen` are the people who
    were seen, all of them; None leaves what is known. `newcomer` is the name of somebody met who
    is not on record yet. `kept` are promises kept. `worry` is how worried the customer is now, by
    open complaint. The odometer is read in the territory's units.
    """

    outcome: str
    day: date | None = None
    seen: tuple[int, ...] | None = None
    newcomer: str = ""
    stage: str = ""
    objection: Raised | None = None
    nuance: str = ""
    promises: tuple[Pledge, ...] = ()
    kept: tuple[int, ...] = ()
    order: Ordered | None = None
    next_step: str = ""
    favour: str = ""
    report: Heard | None = None
    worry: Mapping[int, int] = field(default_factory=dict)
    odometer: float | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written, by kind; when the account is due again, and where it is still planned."""

    change: Change | None
    call: Call
    name: str
    due: date | None
    planned: date | None
    records: Mapping[str, tuple[Record, ...]]


@dataclass(frozen=True, slots=True)
class LogPage:
    """What is known before a call is logged: who may have been seen, what is open.

    `call` is the one that would be logged, None for a visit that was not planned; `draft` what
    was typed earlier and not saved; `odometer` the newest reading and its day.
    """

    account: AccountRow
    call: Call | None
    day: date
    people: tuple[Contact, ...]
    seen: frozenset[int]
    promises: tuple[Promise, ...]
    complaints: tuple[Complaint, ...]
    stage: str
    objective: str
    units: str
    currency: str
    odometer: tuple[float, date] | None = None
    draft: Mapping[str, str] = field(default_factory=dict)
