"""What trust rests on: how often there is contact, promises kept, how fast problems are answered.

Each is a figure, a share from 0 (none) to 1 (as good as agreed), and its trend: this half-year
against the one before. Nothing here is typed in; all of it follows from what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

HALF_YEAR = 182
"""Days that a figure looks back; the trend is against as many days before them."""
MONTH = 365.25 / 12
WEAK = 0.5
"""A share of this or less is a warning."""
_NOTABLE = 0.05
_A_DAY = 86_400
Trend = Literal["better", "level", "worse", ""]
Name = Literal["contact", "promises", "reaction", ""]
_NAMES: tuple[Name, ...] = ("contact", "promises", "reaction")


@dataclass(frozen=True, slots=True)
class Contacts:
    """Calls made and other contacts in each half-year, against what is agreed a month.

    `days` is how much of the half-year the account has been one: a new one owes less.
    """

    now: int
    before: int
    agreed_a_month: float
    days: int = HALF_YEAR
    days_before: int = HALF_YEAR


@dataclass(frozen=True, slots=True)
class Word:
    """A promise of ours that can be judged: kept or not, and on which day against its date."""

    due: date
    kept: bool
    closed_on: date | None = None

    @property
    def judged_on(self) -> date:
        """The day from which it counts."""
        return self.closed_on or self.due

    @property
    def in_time(self) -> bool:
        """Whether it was kept by its date."""
        return self.kept and (self.closed_on is None or self.closed_on <= self.due)


@dataclass(frozen=True, slots=True)
class Reaction:
    """A complaint or a call for help: the day it came, and the seconds until the first answer.

    `waiting` is one that nobody has answered; its seconds are those so far.
    """

    day: date
    seconds: float
    waiting: bool = False

    @property
    def speed(self) -> float:
        """1 for an answer at once, a half for one after a day."""
        return _A_DAY / (_A_DAY + max(0.0, self.seconds))


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the three: `figure` in its unit, `good` of `of`, `late` among them.

    `share` is None where there is nothing to judge by. `change` is against the half-year before.
    """

    figure: float | None
    share: float | None
    good: int
    of: int
    late: int = 0
    change: float | None = None
    figure_before: float | None = None

    @property
    def trend(self) -> Trend:
        """Whether it has become better; empty where there is nothing to compare."""
        if self.change is None:
            return ""
        if abs(self.change) < _NOTABLE:
            return "level"
        return "better" if self.change > 0 else "worse"

    @property
    def is_weak(self) -> bool:
        """Whether it is a warning."""
        return self.share is not None and self.share <= WEAK


@dataclass(frozen=True, slots=True)
class Trust:
    """The three of one account.

    `contact`: days between contacts; contacts made of those agreed. `promises`: the share kept;
    kept of made, `late` the ones kept late or overdue. `reaction`: mean seconds to the first
    answer; answered of asked, `late` those still waiting.
    """

    contact: Measure
    promises: Measure
    reaction: Measure

    @property
    def shares(self) -> tuple[float | None, float | None, float | None]:
        """The three shares, as bars show them."""
        return self.contact.share, self.promises.share, self.reaction.share

    @property
    def known(self) -> bool:
        """Whether there is anything to judge by."""
        return any(share is not None for share in self.shares)

    @property
    def weakest(self) -> Name:
        """The one to work on first: the lowest share; the first of equals."""
        known = [(share, at) for at, share in enumerate(self.shares) if share is not None]
        return _NAMES[min(known)[1]] if known else ""


_Dated = TypeVar("_Dated", Word, Reaction)


def trust(
    contacts: Contacts, promises: Iterable[Word], reactions: Iterable[Reaction], today: date
) -> Trust:
    """The three measures of an account as they stand today."""
    words = [word for word in promises if word.judged_on <= today]
    calls = list(reactions)
    return Trust(
        _contact(contacts),
        _compared(_kept(_of_now(words, today)), _kept(_of_before(words, today))),
        _compared(_fast(_of_now(calls, today)), _fast(_of_before(calls, today))),
    )


def _contact(made: Contacts) -> Measure:
    now = _often(made.now, made.agreed_a_month, made.days)
    return _compared(now, _often(made.before, made.agreed_a_month, made.days_before))


def _often(made: int, agreed_a_month: float, days: int) -> Measure:
    if days <= 0:
        return Measure(None, None, made, 0)
    wanted = agreed_a_month * days / MONTH
    share = None if wanted <= 0 else min(1.0, made / wanted)
    return Measure(days / made if made else None, share, made, round(wanted))


def _kept(words: Sequence[Word]) -> Measure:
    """A promise kept late is half kept: the customer had to wait, but got it."""
    kept, in_time = sum(word.kept for word in words), sum(word.in_time for word in words)
    if not words:
        return Measure(None, None, 0, 0)
    late = sum(not word.in_time for word in words if word.kept or word.closed_on is None)
    share = (in_time + (kept - in_time) / 2) / len(words)
    return Measure(kept / len(words), share, kept, len(words), late)


def _fast(calls: Sequence[Reaction]) -> Measure:
    if not calls:
        return Measure(None, None, 0, 0)
    waiting = sum(call.waiting for call in calls)
    return Measure(
        sum(max(0.0, call.seconds) for call in calls) / len(calls),
        sum(call.speed for call in calls) / len(calls),
        len(calls) - waiting,
        len(calls),
        waiting,
    )


def _of_now(items: Iterable[_Dated], today: date) -> list[_Dated]:
    first = today - timedelta(days=HALF_YEAR)
    return [item for item in items if first < _day(item) <= today]


def _of_before(items: Iterable[_Dated], today: date) -> list[_Dated]:
    last = today - timedelta(days=HALF_YEAR)
    first = last - timedelta(days=HALF_YEAR)
    return [item for item in items if first < _day(item) <= last]


def _day(item: Word | Reaction) -> date:
    return item.judged_on if isinstance(item, Word) else item.day


def _compared(now: Measure, before: Measure) -> Measure:
    change = None
    if now.share is not None and before.share is not None:
        change = now.share - before.share
    return Measure(now.figure, now.share, now.good, now.of, now.late, change, before.figure)
