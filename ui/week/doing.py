"""What keys and menu do with the selection of the week, priced and refused like a drag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.exchange import sentences
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.workspace import AccountRow, CallTerms, PlannedStop, PlannedWeek


@dataclass
class Clipboard:
    """What was cut or copied: calls that would move, accounts that would be planned again.

    `terms` are those of the calls copied, by their account.
    """

    calls: list[int] = field(default_factory=list)
    accounts: list[AccountRow] = field(default_factory=list)
    terms: dict[int, CallTerms] = field(default_factory=dict)


class Doing(QObject):
    """Turns intentions into wishes; a wish that cannot be is `refused` in words."""

    drop_wanted = Signal(object, int, object, object)
    paste_wanted = Signal(object, int, object, object)
    """Date, position, accounts, the CallTerms of their new calls by account."""
    remove_wanted = Signal(object)
    lock_wanted = Signal(object, bool)
    refused = Signal(str)
    said = Signal(str)
    """What happened that cannot be seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.week: PlannedWeek | None = None
        self.clipboard = Clipboard()

    def put_on(self, weekday: int, calls: Sequence[int], accounts: Sequence[AccountRow]) -> None:
        """Put them on that weekday, where it costs least."""
        if self.week is None or not (calls or accounts):
            return
        day = self.week.week.monday + timedelta(days=weekday)
        self._drop(day, best_position(self.week, day, calls, accounts), calls, accounts)

    def shift_day(self, by: int, calls: Sequence[int]) -> None:
        """Each call to the day shown before or after its own."""
        if self.week is None:
            return
        days = sorted(self.week.by_date)
        groups = [[c for c in calls if self._day_of(c) == day] for day in days]
        for at, moving in enumerate(groups):
            if moving and 0 <= at + by < len(days):
                target = days[at + by]
                self._drop(target, best_position(self.week, target, moving, ()), moving, ())

    def shift_position(self, by: int, calls: Sequence[int]) -> None:
        """The calls of each day one place up or down, together."""
        if self.week is None:
            return
        for day in self.week.days:
            rows = [i for i, stop in enumerate(day.stops) if stop.call.id in set(calls)]
            if not rows:
                continue
            to = rows[0] - 1 if by < 0 else rows[-1] + 2
            if 0 <= to <= len(day.stops):
                moving = [day.stops[i].call.id for i in rows]
                self._drop(day.date, to, moving, ())

    def toggle_lock(self, calls: Sequence[int]) -> None:
        """Lock them; unlock them if all are locked."""
        if self.week is not None and calls:
            held = all(self.week.stop_of_call[call].call.locked for call in calls)
            self.lock_wanted.emit(list(calls), not held)

    def remove(self, calls: Sequence[int]) -> None:
        """Take them out of the plan."""
        if self.week is None or not calls:
            return
        from planner.workspace import what_if

        drop = what_if.removal(self.week, calls)
        if drop.refused:
            self.refused.emit(sentences.refused(drop.refused, {"name": drop.refused_name}))
        else:
            self.remove_wanted.emit(list(calls))

    def cut(self, calls: Sequence[int]) -> None:
        """Pasting will move these calls."""
        self.clipboard = Clipboard(calls=list(calls))
        if calls:
            self.said.emit(
                ngettext(
                    "{count} call is cut: click on a day, then Ctrl+V moves it there.",
                    "{count} calls are cut: click on a day, then Ctrl+V moves them there.",
                    len(calls),
                ).format(count=len(calls))
            )

    def copy(self, accounts: Sequence[AccountRow], stops: Sequence[PlannedStop] = ()) -> None:
        """Pasting will plan calls on these accounts, as long and for what `stops` are."""
        terms = {s.account.id: (s.call.minutes, s.call.objective) for s in reversed(stops)}
        self.clipboard = Clipboard(
            accounts=[_as_long(account, terms.get(account.id)) for account in accounts],
            terms=_call_terms(terms),
        )
        if accounts:
            self.said.emit(
                ngettext(
                    "{count} account is copied: click on a day, then Ctrl+V plans a call there.",
                    "{count} accounts are copied: click on a day, then Ctrl+V plans calls there.",
                    len(accounts),
                ).format(count=len(accounts))
            )

    def paste(self, day: date | None, position: int | None) -> None:
        """Put what was cut or copied on a day, at a position or where it costs least."""
        if self.week is None:
            return
        calls = [c for c in self.clipboard.calls if c in self.week.stop_of_call]
        accounts = self.clipboard.accounts
        if not calls and not accounts:
            self.refused.emit(_("Nothing was cut or copied yet."))
            return
        if day is None:
            self.refused.emit(_("Click on a day first, then paste."))
            return
        if position is None:
            position = best_position(self.week, day, calls, accounts)
        if not self._possible(day, position, calls, accounts):
            return
        if calls:
            self.clipboard = Clipboard()
            self.drop_wanted.emit(day, position, calls, [])
        else:
            numbers = [account.id for account in accounts]
            self.paste_wanted.emit(day, position, numbers, self.clipboard.terms)

    def _day_of(self, call: int) -> date | None:
        assert self.week is not None
        stop = self.week.stop_of_call.get(call)
        return stop.call.day if stop else None

    def _drop(
        self, day: date, position: int, calls: Sequence[int], accounts: Sequence[AccountRow]
    ) -> None:
        if self._possible(day, position, calls, accounts):
            self.drop_wanted.emit(day, position, list(calls), [a.id for a in accounts])

    def _possible(
        self, day: date, position: int, calls: Sequence[int], accounts: Sequence[AccountRow]
    ) -> bool:
        """Whether a drop can be and changes anything; says why where it cannot."""
        from planner.workspace import what_if

        assert self.week is not None
        drop = what_if.drop(self.week, day, position, calls, accounts)
        if drop.refused:
            args = {"name": drop.refused_name, "day": day.isoformat()}
            self.refused.emit(sentences.refused(drop.refused, args))
            return False
        return bool(drop.after)


def _as_long(account: AccountRow, terms: tuple[int | None, str] | None) -> AccountRow:
    """The account with the length of the call copied, so that pasting it is priced by that."""
    minutes = terms[0] if terms else None
    return account._replace(call_minutes=minutes) if minutes else account


def _call_terms(terms: Mapping[int, tuple[int | None, str]]) -> dict[int, CallTerms]:
    from planner.workspace import CallTerms

    return {account: CallTerms(*settled) for account, settled in terms.items()}


def best_position(
    week: PlannedWeek, day: date, calls: Sequence[int], accounts: Sequence[AccountRow]
) -> int:
    """Where on a day a drop breaks the fewest rules and, among those, costs least."""
    from planner.workspace import what_if

    planned = week.by_date.get(day)
    if planned is None:
        return 0
    priced = []
    for position in range(len(planned.stops) + 1):
        drop = what_if.drop(week, day, position, calls, accounts)
        if drop.refused:
            return 0
        harm = (len(drop.price.breaks), drop.price.seconds)
        priced.append((*harm, -position))
    return -min(priced)[2]
