"""The menu of what is selected in the week."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from planner.exchange import figures
from planner.words import _

if TYPE_CHECKING:
    from planner.workspace import PlannedStop, PlannedWeek


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the menu's entries do."""

    put_on: Callable[[int], None]
    toggle_lock: Callable[[], None]
    remove: Callable[[], None]
    open_account: Callable[[int], None]
    set_state: Callable[[int, str], None]
    zoom: Callable[[object], None]
    which_day: Callable[[int], None]
    urgent: Callable[[int], None]
    cancelled: Callable[[], None]
    log: Callable[[], None]


def menu_for(
    parent: QWidget,
    week: PlannedWeek,
    stops: Sequence[PlannedStop],
    accounts: Sequence[int],
    deeds: Deeds,
) -> QMenu:
    """The menu for these calls and accounts; every entry has its key where there is one."""
    menu = QMenu(parent)
    for day in sorted(week.by_date):
        words = _("Put on {day}").format(day=figures.short_date(day))
        action = menu.addAction(f"{words}\tAlt+{day.weekday() + 1}")
        action.triggered.connect(partial(_call, deeds.put_on, day.weekday()))
        here = bool(stops) and all(stop.call.day == day for stop in stops)
        action.setEnabled(not here)
    if stops:
        menu.addSeparator()
        locked = all(stop.call.locked for stop in stops)
        words = _("Unlock") if locked else _("Lock")
        menu.addAction(f"{words}\tL").triggered.connect(partial(_call, deeds.toggle_lock))
        remove = menu.addAction(_("Take out of the plan") + "\t" + _("Del"))
        remove.triggered.connect(partial(_call, deeds.remove))
        _states(menu, stops, deeds)
    if len(stops) == 1:
        gone = menu.addAction(_("The stop is cancelled…") + "\tX")
        gone.triggered.connect(partial(_call, deeds.cancelled))
    menu.addSeparator()
    if len(accounts) == 1:
        log = menu.addAction(_("Log the call…") + "\tCtrl+L")
        log.triggered.connect(partial(_call, deeds.log))
        asked = menu.addAction(_("Which day suits?") + "\tF")
        asked.triggered.connect(partial(_call, deeds.which_day, accounts[0]))
        urgent = menu.addAction(_("Urgent: fit it in today") + "\tU")
        urgent.triggered.connect(partial(_call, deeds.urgent, accounts[0]))
        opened = menu.addAction(_("Account card") + "\t" + _("Space"))
        opened.triggered.connect(partial(_call, deeds.open_account, accounts[0]))
    menu.addAction(_("Show on the map")).triggered.connect(
        partial(_call, deeds.zoom, frozenset(accounts))
    )
    for day in sorted({stop.call.day for stop in stops}):
        words = _("Show {day} on the map").format(day=figures.short_date(day))
        menu.addAction(words).triggered.connect(partial(_call, deeds.zoom, day))
    return menu


def _states(menu: QMenu, stops: Sequence[PlannedStop], deeds: Deeds) -> None:
    """How far the calls are agreed."""
    words = {
        "draft": _("Not asked yet"),
        "asked": _("Asked, not confirmed"),
        "confirmed": _("Confirmed"),
        "made": _("Done"),
    }
    states = menu.addMenu(_("Time with the customer"))
    for state, name in words.items():
        action = states.addAction(name)
        action.setCheckable(True)
        action.setChecked(all(stop.call.state == state for stop in stops))
        for stop in stops:
            action.triggered.connect(partial(_call, deeds.set_state, stop.call.id, state))


def _call(deed: Callable[..., None], *args: object) -> None:
    """Without what `triggered` adds."""
    if args and isinstance(args[-1], bool):
        args = args[:-1]
    deed(*args)
