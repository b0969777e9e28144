"""Has done what the list of needs asks for: into the week, phone, mail draft, done.

On the start path: what it needs of the workspace is imported when it is first wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from planner.words import _
from ui.desk import Desk
from ui.week.needs import Need, Notes, deed, is_to_plan, notes_of, prepared

if TYPE_CHECKING:
    from datetime import date

    from planner.store.journal import Change
    from planner.workspace import PlannedStop, Workspace
    from planner.workspace.attention import Pressing
    from ui.week.view import WeekScreen

Ask = Callable[[int], object]


class NeedsLink(QObject):
    """The list of one window."""

    refused = Signal(str)
    said = Signal(str, str, object)
    """A sentence, the word of a button or nothing, and what the button does."""

    def __init__(self, screen: WeekScreen, desk: Desk, others: Mapping[str, Ask]) -> None:
        """`others` are what other parts do with an account: urgent, log, favour, service."""
        super().__init__(screen)
        self._screen, self._desk, self._others = screen, desk, others
        needs = screen.needs
        needs.wanted.connect(self.do)
        needs.menu_wanted.connect(self._open_menu)
        desk.rows_changed.connect(self._rows_changed)
        desk.changed.connect(lambda _change: self.read())

    @property
    def doings(self) -> dict[str, Callable[[], object]]:
        """What the table of keys calls."""
        return {"attention": self.focus}

    def focus(self) -> None:
        """Give the list the keys."""
        self._others["show_week"](0)
        self._screen.needs.take_focus()

    # Reading

    def _rows_changed(self, accounts: object) -> None:
        if accounts is None:
            self.read()

    def read(self) -> None:
        """Read again, beside the window, what needs the rep."""
        if self._desk.is_open:
            workspace = self._desk.workspace

            def read() -> tuple[list[Need], Notes]:
                rows = workspace.attention.rows()
                return prepared(rows), notes_of(rows)

            self._desk.jobs.read(read, self._take, owner=self, newest="attention")

    def _take(self, found: tuple[list[Need], Notes]) -> None:
        needs, notes = found
        self._screen.lists.set_pressing(needs)
        self._screen.board.show_notes(notes)

    # Doing

    def do(self, what: str, need: Need) -> None:
        """Do what is wanted of a need: `next`, `phone`, `mail`, `done`."""
        if not need.account:
            self._screen.places_wanted.emit()
            return
        self._screen.selection.choose(need.account)
        {"next": self._next, "phone": self._phone, "mail": self._mail, "done": self._done}[what](
            need
        )

    def _next(self, need: Need) -> None:
        row = need.row
        if row is None:
            return  # it is selected now: lane and map show it
        next_things: dict[str, Callable[[Pressing], object]] = {
            "complaint": lambda row: self._others["urgent"](row.account),
            "promise": self._keep_promise,
            "unconfirmed": lambda _row: self._mail(need),
            "overdue": self._plan,
            "over_called": self._swap,
            "neglected": self._plan,
            "person_not_seen": self._ask_for,
            "place": lambda _row: self._screen.places_wanted.emit(),
            "help": lambda _row: self._phone(need),
            "maintenance": self._plan,
            "referral": lambda _row: self._mail(need),
            "favour": lambda row: self._others["favour"](row.account),
        }
        next_things.get(row.kind, self._open)(row)

    def _open(self, row: Pressing) -> None:
        self._screen.account_opened.emit(row.account)

    def _keep_promise(self, row: Pressing) -> None:
        """Plan the call that it wants; once there is one, or it wants none, it is done."""
        if is_to_plan(row):
            self._plan(row)
        else:
            self._set("promise", row.record, {"state": "kept", "closed_on": self._desk.today})

    def _plan(self, row: Pressing) -> None:
        """Into the week shown, where it costs least and, if it can, in time."""
        week, account = self._desk.planned, self._desk.rows.get(row.account)
        if week is None or account is None:
            return
        if account.place is None:
            self.refused.emit(_("{name} needs a place on the map first.").format(name=row.name))
            return
        from ui.week.cheapest import cheapest_slot

        until = row.due if row.kind == "promise" else None
        slot = cheapest_slot(week, account, self._desk.today, until)
        if slot is None:
            self.refused.emit(
                _("No day of this week has room for {name}: F looks at the next ones.").format(
                    name=row.name
                )
            )
            return
        calls = [stop.call.id for stop in self._stops(row.account) if not stop.call.locked]
        new = [] if calls else [row.account]
        self._screen.drop_wanted.emit(slot.day, slot.position, calls[:1], new)

    def _stops(self, account: int) -> list[PlannedStop]:
        """The calls ahead on an account in the week shown."""
        week = self._desk.planned
        stops = week.stop_of_call.values() if week else ()
        return [s for s in stops if s.account.id == account and s.call.state not in _OVER]

    def _swap(self, row: Pressing) -> None:
        """Calls beyond the plan go to prospects on the same road, as one step."""
        today = self._desk.today
        hours = [0.0]

        def work(workspace: Workspace) -> Change | None:
            found, hours[0] = _swap_of(workspace, row.account, today)
            return workspace.grading.swap(found) if found is not None else None

        def done(change: Change | None) -> None:
            if change is None:
                words = _("No prospect stands on the road to {name}: call on it less often.")
                self.refused.emit(words.format(name=row.name))

        def tell(step: str) -> None:
            words = _("{step}: {hours} h a year").format(step=step, hours=f"{hours[0]:.0f}")
            self._desk.done.emit(words)

        self._desk.change(work, tell=tell, done=done)

    def _ask_for(self, row: Pressing) -> None:
        """Who was not seen becomes what the planned call is for; without one the card opens."""
        stop = next(iter(self._stops(row.account)), None)
        if stop is None:
            self._open(row)
            return
        ask = _("Ask for {person}").format(person=row.why.args["person"])
        before = stop.call.objective
        if ask in before:
            self.said.emit(_("The call on {name} asks for that already.").format(name=row.name),
                           "", None)  # fmt: skip
            return
        objective = f"{before}; {ask}" if before else ask
        self._set("call", stop.call.id, {"objective": objective[:300]})

    # Phone, mail, done

    def _phone(self, need: Need) -> None:
        """Show the number, and offer to have the machine's telephone dial it."""
        row = self._desk.rows.get(need.account)
        number = row.phone if row is not None else ""
        if not number:
            self.refused.emit(_("{name} has no phone number yet.").format(name=need.name))
            return
        dialled = "".join(c for c in number if c.isdigit() or c in "+*#")
        words = _("{name}: {number}").format(name=need.name, number=number)
        self.said.emit(words, _("Dial"), lambda: QDesktopServices.openUrl(QUrl(f"tel:{dialled}")))

    def _mail(self, need: Need) -> None:
        """A draft to the person seen last, about what the line says."""
        from ui.week.needs_mail import draft_for

        workspace, week = self._desk.workspace, self._desk.planned
        self._desk.jobs.read(lambda: draft_for(workspace, need, week), self._open_draft, owner=self)

    def _open_draft(self, draft: Any) -> None:
        from ui.mailing import open_draft

        open_draft(draft, self._screen.window())

    def _done(self, need: Need) -> None:
        """It is seen to; what only a log can tell is logged."""
        row, today = need.row, self._desk.today
        if row is None or row.kind == "place":
            self.refused.emit(_("This goes away once it is put right."))
        elif row.kind == "promise":
            self._set("promise", row.record, {"state": "kept", "closed_on": today})
        elif row.kind == "unconfirmed":
            self._set("call", row.record, {"state": "confirmed"})
        elif row.kind == "referral":
            self._set("complaint", row.record, {"referral_asked_on": today})
        elif row.kind in ("complaint", "help", "maintenance"):
            self._others["service"](row.account)
        elif row.kind == "favour":
            self._others["favour"](row.account)
        else:
            self._others["log"](row.account)

    def _set(self, kind: str, number: int, values: Mapping[str, Any]) -> None:
        self._desk.change(lambda w: w.records.change(kind, number, values)[1])

    def _open_menu(self, at: QPoint, need: Need) -> None:
        menu = self.menu(need)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu(self, need: Need) -> QMenu:
        """Everything that can be done about a need, with its keys."""
        menu = QMenu(self._screen)
        entries = [("next", deed(need), _("Enter"))]
        if need.account:
            entries += [
                ("phone", _("Phone"), "P"),
                ("mail", _("Mail draft"), "M"),
                ("done", _("Done"), "K"),
            ]
        for what, words, key in entries:
            menu.addAction(f"{words}\t{key}").triggered.connect(
                partial(self._from_menu, what, need)
            )
        if need.account:
            menu.addSeparator()
            card = menu.addAction(_("Account card") + "\t" + _("Space"))
            card.triggered.connect(lambda _on: self._screen.account_opened.emit(need.account))
        return menu

    def _from_menu(self, what: str, need: Need, _checked: bool = False) -> None:
        self.do(what, need)


_OVER = ("made", "missed")


def _swap_of(workspace: Workspace, account: int, today: date) -> tuple[Any, float]:
    """What swapping would do, and the hours a year that it moves; nothing without a prospect."""
    over = next(
        (one for one in workspace.grading.over_called(today, None) if one.account == account), None
    )
    if over is None or not over.prospects:
        return None, 0.0
    calls = {prospect.account: prospect.calls for prospect in over.prospects if prospect.calls}
    found = workspace.grading.look_at_swap(account, calls, today) if calls else None
    return found, over.hours_a_year
