"""The calls already made: a year of tours, a corner of the territory each weekday."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from math import cos, hypot, radians
from random import Random
from typing import Any
from uuid import UUID

from planner.sample.accounts import SampleAccount
from planner.sample.times import HISTORY_DAYS, Times, on_weekday, workday_up_to

A_DAY = 5
_OUTCOMES = (
    "Took an order for inserts.",
    "Wants to try the new grade on the second cell.",
    "The buyer was away; saw the foreman.",
    "Price talk. Quote by Friday.",
    "All well. Stock counted, two boxes to bring next time.",
    "A competitor left samples; ask how they went.",
    "Showed the new drills. The setter liked them.",
    "New machine planned for spring: ask again then.",
    "Nothing needed this time.",
)
_OVER_CALLED = {"Hardy Ltd": (25, 36, 44, 53), "Idle Plastics": (12, 19, 33)}
"""Days before the half-planned week of calls beyond the frequency."""
_MISSED_DAYS = 13
"""Days before the half-planned week on which the last call of the tour was missed."""
_RECENT_WEEKS = 2
_A_RECENT_DAY = 4
_CALLED_LATELY = 35
_A_CYCLE = {"A": 6.5, "B": 2.0, "C": 1.0, "D": 0.5}


class Visits:
    """Places calls on past dates, no more than a day holds, and puts each day in order."""

    def __init__(self, times: Times, settings: Mapping[str, Any]) -> None:
        self.times = times
        self.base = (settings["base_lat"], settings["base_lon"])
        self.cycle_days = settings["cycle_weeks"] * 7
        self.by_day: dict[date, list[SampleAccount]] = defaultdict(list)

    def of_all(self, accounts: list[SampleAccount]) -> None:
        """Choose the dates of all accounts, those with a told last call first."""
        for account in sorted(accounts, key=lambda a: (a.days_over is None, a.id)):
            for day, exact in self._dates(account):
                chosen = day if exact else self._room(account, day)
                if chosen is not None and account not in self.by_day[chosen]:
                    self.by_day[chosen].append(account)
        self._fill([a for a in accounts if a.status == "customer" and a.days_over is None])

    def _fill(self, accounts: list[SampleAccount]) -> None:
        """Fill the last week and this one, whose remaining days are still ahead, as a rep would."""
        start = self.times.before_monday(7 * _RECENT_WEEKS)
        for day in (start + timedelta(days=n) for n in range(7 * _RECENT_WEEKS)):
            for account in self._longest_ago(accounts, day):
                if len(self.by_day[day]) < _A_RECENT_DAY:
                    self.by_day[day].append(account)

    def _longest_ago(self, accounts: list[SampleAccount], day: date) -> list[SampleAccount]:
        """The accounts of a weekday's corner not called on lately, the longest ago first."""
        last: dict[int, date] = {}
        for seen in sorted(self.by_day):
            last.update({account.id: seen for account in self.by_day[seen]})
        before = day - timedelta(days=_CALLED_LATELY)
        corner = [a for a in accounts if a.weekday == day.weekday()]
        waiting = [a for a in corner if last.get(a.id, before) <= before]
        return sorted(waiting, key=lambda a: (last.get(a.id, date.min), a.id))

    def _dates(self, account: SampleAccount) -> Iterator[tuple[date, bool]]:
        """Wanted dates, newest first; true where the date must not be shifted."""
        lot = account.lot("visits")
        for days in _OVER_CALLED.get(account.name, ()):
            yield workday_up_to(self.times.before_monday(days)), False
        if account.status == "prospect":
            if lot.random() < 0.5:
                yield self.times.before_monday(lot.randint(8, 70)), False
            return
        interval = round(self.cycle_days / _A_CYCLE[account.grade])
        if account.name == "Hardy Ltd":
            interval = round(self.cycle_days / 2)
        over = account.days_over
        drawn = lot.uniform(-0.95 * interval, min(16.0, 0.3 * interval))
        back = interval + (drawn if over is None else over)
        if account.status == "lapsed":
            back = 290
        yield workday_up_to(self.times.before_monday(round(back))), over is not None
        while back < HISTORY_DAYS:
            back += interval * lot.uniform(0.85, 1.15)
            yield self.times.before_monday(round(back)), False

    def _room(self, account: SampleAccount, wanted: date) -> date | None:
        """The nearest date in the account's corner that still takes a call."""
        day = on_weekday(wanted, account.weekday)
        for weeks in (0, -1, 1, -2, 2, -3, 3):
            tried = day + timedelta(weeks=weeks)
            if tried <= self.times.last_done and len(self.by_day[tried]) < A_DAY:
                return tried
        return None

    def last_by_account(self) -> dict[int, date]:
        """The newest call made, by account."""
        last: dict[int, date] = {}
        for day in sorted(d for d in self.by_day if d <= self.times.last_done):
            for account in self.by_day[day]:
                if not self._missed(account, day):
                    last[account.id] = day
        return last

    def rows(self) -> list[dict[str, Any]]:
        """Call rows, oldest first, in driving order; later than `last_done` they are ahead."""
        made = []
        for day in sorted(self.by_day):
            for position, account in enumerate(self._in_order(self.by_day[day])):
                made.append(self._row(account, day, position))
        return made

    def _missed(self, account: SampleAccount, day: date) -> bool:
        there = self.by_day[day]
        return (self.times.monday - day).days == _MISSED_DAYS and account is there[-1]

    def _row(self, account: SampleAccount, day: date, position: int) -> dict[str, Any]:
        lot = Random(f"{account.name} {(self.times.monday - day).days}")
        if day > self.times.last_done:
            values = {"state": lot.choice(("draft", "confirmed"))}
        elif self._missed(account, day):
            values = {"state": "missed", "outcome": "Nobody there at the agreed time."}
        else:
            values = {"state": "made", "outcome": lot.choice(_OUTCOMES)}
        return call_row(account, day, position, values)

    def _in_order(self, accounts: list[SampleAccount]) -> list[SampleAccount]:
        """Always on to the nearest; good enough for tours that are long driven."""
        left, at, order = sorted(accounts, key=lambda a: a.id), self.base, []
        while left:
            nearest = min(left, key=lambda a: _apart(at, a.place))
            left.remove(nearest)
            order.append(nearest)
            at = nearest.place
        return order


def call_row(
    account: SampleAccount, day: date, position: int, values: Mapping[str, Any]
) -> dict[str, Any]:
    """A call as the file keeps it; its calendar name is drawn by lot, the same every time."""
    lot = Random(f"{account.name} {day} uid")
    return {
        "account": account.id,
        "day": day,
        "position": position,
        "start": None,
        "minutes": None,
        "state": "draft",
        "locked": False,
        "objective": "",
        "outcome": "",
        "uid": UUID(int=lot.getrandbits(128), version=4).hex,
        **values,
    }


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Degrees apart, near enough to tell the nearer of two."""
    return hypot(a[0] - b[0], (a[1] - b[1]) * cos(radians(a[0])))
