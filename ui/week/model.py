"""One day of the plan as a list of its calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.exchange import figures, sentences
from planner.words import _
from ui import plain
from ui.week.proposal_marks import NO_MARKS
from ui.week.roles import Role

if TYPE_CHECKING:
    from planner.workspace import PlannedDay, PlannedStop, PlannedWeek
    from ui.week.needs import Note, Notes

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def state_words(state: str) -> str:
    """How far a call is agreed, in words."""
    return {
        "draft": _("not asked yet"),
        "asked": _("asked, not confirmed"),
        "confirmed": _("confirmed"),
        "made": _("done"),
        "missed": _("missed"),
    }[state]


def _looks_same(before: PlannedWeek, after: PlannedWeek, day: PlannedDay) -> bool:
    """Whether a day would be drawn as it is: its calls and figures, hours, units and money."""
    shown = before.by_date.get(day.date)
    if shown is None or not shown.shows_as(day):
        return False
    one, other = before.territory, after.territory
    return before.plan.frames.get(day.date) == after.plan.frames.get(day.date) and (
        one.units,
        one.currency,
    ) == (other.units, other.currency)


class LaneModel(QAbstractListModel):
    """The stops of one day, in driving order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.day: PlannedDay | None = None
        self.week: PlannedWeek | None = None
        self.marks = NO_MARKS
        """What a proposed week does to this day; the lane sets it."""
        self.notes: Notes = {}
        """What waits at the accounts; the lane sets it."""

    def set_day(self, week: PlannedWeek, day: PlannedDay) -> bool:
        """Show a day as it stands now; False where it looks as it did."""
        same = self.week is not None and _looks_same(self.week, week, day)
        if same:
            self.week, self.day = week, day
            return False
        self.beginResetModel()
        self.week, self.day = week, day
        self.endResetModel()
        return True

    @property
    def stops(self) -> tuple[PlannedStop, ...]:
        """The stops shown."""
        return self.day.stops if self.day else ()

    def row_of(self, call: int) -> int:
        """The row of a call, -1 where it is not on this day."""
        return next((i for i, stop in enumerate(self.stops) if stop.call.id == call), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.stops)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.stops) or self.day is None:
            return None
        stop = self.stops[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return stop.account.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mark = self.marks.of(stop.call.id)
            waits = (note.words for note in self._notes(stop))
            return ", ".join([accessible_text(stop), *([mark.words] if mark else []), *waits])
        if role == Qt.ItemDataRole.ToolTipRole:
            waits = (_capital(note.words) for note in self._notes(stop))
            return plain.tooltip("\n".join([*hover_lines(stop, self.day), *waits]))
        return self._fact(stop, role)

    def _fact(self, stop: PlannedStop, role: int) -> Any:
        asked = _FACTS.get(role)
        if asked is not None:
            return asked(stop)
        if role == Role.MARKS:
            return marks(stop, self.broken(stop.call.id), self._notes(stop))
        return None

    def _notes(self, stop: PlannedStop) -> Sequence[Note]:
        """What waits at the account, as long as the call is ahead."""
        if stop.is_block or stop.call.state in ("made", "missed"):
            return ()
        return self.notes.get(stop.account.id, ())

    def broken(self, call: int) -> bool:
        """Whether the day does not keep a rule at this call."""
        return self.day is not None and any(b.call == call for b in self.day.cost.breaks)


_FACTS: dict[int, Callable[[PlannedStop], Any]] = {
    Role.ACCOUNT: lambda stop: stop.account.id,
    Role.CALL: lambda stop: stop.call.id,
    Role.NUMBER: lambda stop: stop.number,
    Role.TIME: lambda stop: figures.time_of_day(stop.timed.begin),
    Role.GRADE: lambda stop: stop.account.grade,
    Role.MINUTES: lambda stop: stop.timed.stop.seconds // 60,
    Role.LEG_MINUTES: lambda stop: round(stop.timed.leg.seconds / 60),
    Role.NOT_CONFIRMED: lambda stop: stop.call.state == "asked",
    Role.ROW: lambda stop: stop,
}


def marks(
    stop: PlannedStop, broken: bool, notes: Sequence[Note] = ()
) -> tuple[tuple[str, str], ...]:
    """The icons of a card with their colours, the most pressing first."""
    found = []
    if broken:
        found.append(("clock-fill", "bad"))
    found += [(note.icon, note.colour) for note in notes[:1]]
    if stop.call.state == "made":
        found.append(("check-circle-fill", "good"))
    if stop.call.state == "asked":
        found.append(("question-fill", "text"))
    if stop.call.locked:
        found.append(("lock-bold", "text"))
    if stop.account.status == "prospect":
        found.append(("star-fill", "text"))
    return tuple(found)


def accessible_text(stop: PlannedStop) -> str:
    """A card in words, for those who hear it."""
    times = figures.span(stop.timed.begin, stop.timed.leave)
    if stop.is_block:
        return _("{name}, {times}, busy").format(name=stop.account.name, times=times)
    text = _("{number}, {name}, {times}").format(
        number=stop.number, name=stop.account.name, times=times
    )
    return ", ".join([text, *_notes(stop)])


def _notes(stop: PlannedStop) -> Iterator[str]:
    if stop.account.grade:
        yield _("{grade} account").format(grade=stop.account.grade)
    if stop.account.status == "prospect":
        yield _("prospect")
    if stop.call.state != "draft":
        yield state_words(stop.call.state)
    if stop.call.locked:
        yield _("locked")


def hover_lines(stop: PlannedStop, day: PlannedDay) -> Iterator[str]:
    """The rest of a call's facts, a line each."""
    timed, account = stop.timed, stop.account
    yield account.name
    where = ", ".join(filter(None, (account.street, account.postcode, account.town)))
    if where:
        yield where
    yield sentences.why(stop.why.code, stop.why.args)
    yield _("Arrive {arrive}, call {times}").format(
        arrive=figures.time_of_day(timed.arrive), times=figures.span(timed.begin, timed.leave)
    )
    yield _("Drive {minutes} (est.)").format(minutes=figures.minutes(timed.leg.seconds))
    if timed.stop.windows:
        hours = ", ".join(figures.span(w.opens, w.shuts) for w in timed.stop.windows)
        yield _("Open {hours}").format(hours=hours)
    if not stop.is_block:
        yield from (_capital(note) for note in _notes(stop))
    for rule in day.cost.breaks:
        if rule.call == stop.call.id:
            yield sentences.broken(rule.kind, rule.seconds, account.name)
    if account.phone:
        yield account.phone


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
