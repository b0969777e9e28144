"""A week's report to head office as screen, paper and mail take it: facts, no words yet.

Distances are metres, times seconds, money the territory's currency. What of it may leave the
laptop is decided in one place, `report_letter`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

NEW = "new"
"""The group of calls on prospects."""
FIGURES, COMPLAINTS, CARDS = "figures", "complaints", "field_reports"
REQUESTS, QUESTIONS, OVER_CALLED = "requests", "questions", "over_called"
PARTS = (FIGURES, COMPLAINTS, CARDS, REQUESTS, QUESTIONS, OVER_CALLED)
"""What is ticked as a whole; complaints, cards, requests and questions also one by one."""
SUMMARY = "summary"
"""The rep's own words before everything else."""


@dataclass(frozen=True, slots=True)
class MissedCall:
    """A call that was not made, and what was noted of it."""

    name: str
    outcome: str


@dataclass(frozen=True, slots=True)
class CallsOf:
    """The week's calls on accounts of one grade, or on prospects: `unlogged` ones are over."""

    group: str
    planned: int
    made: int
    missed: tuple[MissedCall, ...] = ()
    unlogged: int = 0


@dataclass(frozen=True, slots=True)
class Distance:
    """Planned, driven by the odometer, and as a zigzag; `read_days` of `days` have both readings.

    `driven` takes the days without readings as planned; it is None where no day has any.
    """

    planned: int = 0
    driven: int | None = None
    zigzag: int = 0
    saved_cost: float = 0.0
    read_days: int = 0
    days: int = 0
    rate_per_km: float = 0.0

    @property
    def saved(self) -> int:
        """What the tours as planned saved against zigzag."""
        return self.zigzag - self.planned


@dataclass(frozen=True, slots=True)
class Detour:
    """An urgent call that was fitted in, and what that cost; anxiety where it was a complaint."""

    name: str
    day: date
    metres: int
    seconds: int
    cost: float
    anxiety: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint that was opened or closed in the week, or is open still."""

    id: int
    name: str
    anxiety: int
    after: int | None
    first_contact: int | None
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises of ours that fell due in the week."""

    due: int = 0
    kept: int = 0
    late: int = 0
    broken: int = 0
    still_open: int = 0


@dataclass(frozen=True, slots=True)
class Sources:
    """Names that would give a source away: what the rep wrote, the person, the accounts."""

    source: str = ""
    contact: str = ""
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """One product request: nuances with the same words, by accounts and what they buy a year.

    `number` is that of its first nuance; `this_week` says that it was heard again. `sources` are
    what the reports of it say that name no source.
    """

    number: int
    words: str
    accounts: int
    revenue: float
    this_week: bool
    private: bool = False
    sources: tuple[Sources, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One field report; `seen_at` are all accounts where it was seen or heard, its own first.

    `confidence` is 1 rumour, 2 likely, 3 seen.
    """

    id: int
    kind: str
    text: str
    day: date
    competitor: str
    source: str
    contact: str
    account: int | None
    seen_at: tuple[str, ...]
    confidence: int
    may_name: bool
    private: bool
    demand: Demand | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to head office."""

    id: int
    account: int | None
    name: str
    text: str
    asked_on: date
    due: date | None
    answer: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class OverCalledLine:
    """An account with more calls than planned: those of the last eight weeks, and a year's cost."""

    account: int
    name: str
    lately: int
    planned_lately: float
    hours_a_year: float
    cost_a_year: float


@dataclass(frozen=True, slots=True)
class NewBusiness:
    """The share of revenue that comes from new customers, by month, and the week's part in it."""

    share: float | None = None
    target: float = 0.0
    months: tuple[tuple[date, float | None], ...] = ()
    calls: int = 0
    seconds: int = 0
    orders: int = 0
    amount: float = 0.0


@dataclass(frozen=True)
class WeekReport:
    """Everything that the records of one week say, with what the rep ticked and wrote of it."""

    monday: date
    written_at: datetime
    rep_name: str
    office_email: str
    units: str
    currency: str
    calls: tuple[CallsOf, ...] = ()
    distance: Distance = field(default_factory=Distance)
    detours: tuple[Detour, ...] = ()
    nights: int = 0
    promises: Promises = field(default_factory=Promises)
    complaints: tuple[ComplaintLine, ...] = ()
    cards: tuple[Card, ...] = ()
    demands: tuple[Demand, ...] = ()
    questions: tuple[Asked, ...] = ()
    over_called: tuple[OverCalledLine, ...] = ()
    new_business: NewBusiness = field(default_factory=NewBusiness)
    ticks: Mapping[str, bool] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    sent_on: date | None = None

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=6)

    @property
    def file_name(self) -> str:
        """What to call its files, without a suffix."""
        year, number, _weekday = self.monday.isocalendar()
        return f"report_{year}-W{number:02d}"

    def ticked(self, key: str) -> bool:
        """Whether a part or one line of it is to leave: as ticked, else as is usual."""
        return self.ticks.get(key, self.usually(key))

    def usually(self, key: str) -> bool:
        """What holds where nothing was ticked: all but what is private or no news."""
        part, _colon, number = key.partition(":")
        if part == CARDS and number:
            return not any(card.private for card in self.cards if card.id == int(number))
        if part == REQUESTS and number:
            found = [d for d in self.demands if d.number == int(number)]
            return all(demand.this_week and not demand.private for demand in found)
        return True

    def leaves(self, part: str, number: int) -> bool:
        """Whether one line is to leave: its part and itself are ticked."""
        return self.ticked(part) and self.ticked(line_key(part, number))

    def said(self, key: str, text: str = "") -> str:
        """The rep's own words for a line or part, else `text`."""
        return self.words.get(key, text)


def line_key(part: str, number: int) -> str:
    """The key by which one line is ticked and edited."""
    return f"{part}:{number}"
