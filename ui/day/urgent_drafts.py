"""After an urgent call was fitted in: the drafts to whom it touches, and to the expert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planner.exchange import figures, service_drafts
from planner.exchange.first_answer import first_answer
from planner.exchange.service_drafts import Addressee
from planner.words import _
from ui import mailing, plain, theme
from ui.day.host import Host
from ui.day.pane import Pane, muted
from ui.day.urgent_reading import Around
from ui.desk import Desk
from ui.service.letters import addressee, case_of_complaint

if TYPE_CHECKING:
    from datetime import date

    from planner.exchange.mail import Draft
    from planner.workspace.day.urgent_options import Moved, Option, Shifted

_WORTH_TELLING = 10 * 60
"""Seconds later at somebody's door that are worth a mail."""
_STEP, _LAST = 5 * 60, 24 * 3600 - 60
_Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One draft of the list; `call` is whose time it asks for, None where it asks for none."""

    draft: Draft
    whom: str
    ticked: bool = True
    call: int | None = None
    start: int | None = None
    to_customer: bool = False
    expert: bool = False


class DraftsPane(Pane):
    """Ticked drafts open with Enter; E ticks the expert's."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = QVBoxLayout()
        self.list.setSpacing(2)
        self.column.addWidget(muted(_("Drafts ready, nothing is sent by itself")))
        self.column.addLayout(self.list)
        self.column.addStretch(1)
        self.go = QPushButton(_("Open the drafts  Enter"))
        self.go.setProperty("primary", True)
        self.go.setFont(theme.font(bold=True))
        self.go.clicked.connect(lambda _on: self.opened.emit())
        foot = QHBoxLayout()
        foot.addWidget(self.go)
        foot.addWidget(muted(_("Esc: none now")), 1)
        self.column.addLayout(foot)
        self.ticks: list[QCheckBox] = []
        self.outgoing: tuple[Outgoing, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_drafts(self, outgoing: tuple[Outgoing, ...]) -> None:
        """A tick and a line of text for each."""
        while (item := self.list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.outgoing, self.ticks = outgoing, []
        for one in outgoing:
            self.list.addWidget(self._row(one))

    def _row(self, one: Outgoing) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        tick = QCheckBox(_plain(one.whom))
        tick.setFont(theme.font(theme.META, bold=True))
        tick.setChecked(one.ticked)
        tick.setToolTip(plain.tooltip(one.draft.text))
        said = muted(plain.breakable(f"“{one.draft.subject}”"))
        said.setContentsMargins(22, 0, 0, 0)
        column.addWidget(tick)
        column.addWidget(said)
        self.ticks.append(tick)
        return row

    @property
    def chosen(self) -> list[Outgoing]:
        """The drafts that are ticked."""
        ticked = zip(self.outgoing, self.ticks, strict=True)
        return [one for one, tick in ticked if tick.isChecked()]

    def escalate(self) -> None:
        """Tick the expert's draft, or take the tick away."""
        for one, tick in zip(self.outgoing, self.ticks, strict=True):
            if one.expert:
                tick.toggle()

    def event(self, event: QEvent) -> bool:
        """E is the week's own key elsewhere; here it is the expert's."""
        own = (_Key.Key_E, _Key.Key_Return, _Key.Key_Enter)
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == _Key.Key_E:
            self.escalate()
        elif event.key() in (_Key.Key_Return, _Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class UrgentDrafts(QObject):
    """Shows the drafts of a way that was taken, opens them, and notes whose time is asked for."""

    def __init__(self, host: Host, desk: Desk) -> None:
        super().__init__(desk)
        self._host, self._desk = host, desk
        self.pane = DraftsPane()
        self.pane.left.connect(host.leave)
        self.pane.opened.connect(self._open)
        desk.undone.connect(lambda _words: self._leave())
        self._option: Option | None = None
        self._around = Around()
        self._shown = False

    def show(self, name: str, option: Option | None, around: Around) -> None:
        """What to write to whom, after `option` was taken; None: the expert goes."""
        outgoing = drafts(name, option, around, self._desk.today)
        if not outgoing:
            return
        self._option, self._around, self._shown = option, around, True
        self.pane.title.setText(plain.breakable(name))
        self.pane.line.setText(_taken(option))
        self.pane.show_drafts(outgoing)
        self._host.show(self.pane, self._gone)
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _gone(self) -> None:
        self._shown = False

    def _leave(self) -> None:
        if self._shown:
            self._host.leave()

    def _open(self) -> None:
        chosen, option, around = self.pane.chosen, self._option, self._around
        self._host.leave()
        for one in chosen:
            mailing.open_draft(one.draft, self.pane.window())
        told = _told(chosen, option, around, self._desk.today)
        if told:
            self._desk.change(lambda w: w.service.told(**told))


def _told(
    chosen: list[Outgoing], option: Option | None, around: Around, today: date
) -> dict[str, Any]:
    """What is noted of the drafts that were opened; empty where nothing is."""
    noted: dict[str, Any] = {}
    times = {one.call: one.start for one in chosen if one.call}
    if times:
        noted["times"] = times
    if option is not None and any(one.to_customer for one in chosen):
        noted["own"] = (option.account.id, option.day, _even(option.begin))
        if around.complaint is not None:
            noted["answered"] = (around.complaint.id, _answer(option, around, today))
    complaint, expert = around.complaint, around.expert
    escalated = any(one.expert for one in chosen) and option is not None
    if escalated and complaint is not None and expert is not None:
        noted["passed"] = (complaint.id, expert.id)
    return noted


def drafts(name: str, option: Option | None, around: Around, today: date) -> tuple[Outgoing, ...]:
    """The drafts of a way, in the order of who waits most: the customer, who gives way, experts."""
    found: list[Outgoing] = []
    if option is not None:
        found.append(_to_customer(name, option, around, today))
        found += [_to_moved(moved, around, today) for moved in option.moved]
        found += [
            _to_shifted(shifted, option, around, today)
            for shifted in option.shifted
            if shifted.account.id and shifted.begin_after - shifted.begin_before >= _WORTH_TELLING
        ]
    if around.expert is not None and around.complaint is not None:
        case = case_of_complaint(around.complaint, around.worked, around.zone)
        expert = around.expert
        brief = service_drafts.brief(expert.email, expert.name, case, around.sender)
        whom = _("{name}, what is known  (E)").format(name=around.expert.name)
        found.append(Outgoing(brief, whom, ticked=option is None, expert=True))
    return tuple(found)


def _to_customer(name: str, option: Option, around: Around, today: date) -> Outgoing:
    arrival = service_drafts.when(option.day, _even(option.arrive), today)
    answer = _answer(option, around, today)
    person = around.complaint.person if around.complaint else None
    to = addressee(option.account, person, around.touched.get(option.account.id))
    draft = service_drafts.on_my_way(to, arrival, answer, around.sender)
    return Outgoing(draft, _whom(name, to), to_customer=True)


def _to_moved(moved: Moved, around: Around, today: date) -> Outgoing:
    to = addressee(moved.account, None, around.touched.get(moved.account.id))
    before = service_drafts.when(moved.day_before, moved.begin_before, today)
    after = ""
    if moved.day_after is not None and moved.begin_after is not None:
        after = service_drafts.when(moved.day_after, _even(moved.begin_after), today)
    draft = service_drafts.moved(to, before, after, around.sender)
    call, start = (moved.call, _even(moved.begin_after or 0)) if after else (None, None)
    return Outgoing(draft, _whom(moved.account.name, to), call=call, start=start)


def _to_shifted(shifted: Shifted, option: Option, around: Around, today: date) -> Outgoing:
    to = addressee(shifted.account, None, around.touched.get(shifted.account.id))
    before = service_drafts.when(option.day, shifted.begin_before, today)
    after = service_drafts.when(option.day, _even(shifted.begin_after), today)
    draft = service_drafts.later(to, before, after, around.sender)
    knows = shifted.call in around.told
    return Outgoing(
        draft, _whom(shifted.account.name, to), ticked=knows, call=shifted.call,
        start=_even(shifted.begin_after),
    )  # fmt: skip


def _answer(option: Option | None, around: Around, today: date) -> str:
    complaint = around.complaint
    arrival = service_drafts.when(option.day, _even(option.arrive), today) if option else ""
    words = complaint.text if complaint else ""
    return first_answer(words, arrival, around.worked[:1]).text


def _whom(name: str, to: Addressee) -> str:
    return f"{name}, {to.person}" if to.person else name


def _taken(option: Option | None) -> str:
    if option is None:
        return _("Phone now. The expert knows of it once the draft is sent.")
    time = figures.time_of_day(option.arrive)
    return _("Fitted in: there at {time}").format(time=time)


def _even(time: int) -> int:
    """Up to the next five minutes: nobody is told 11:52."""
    return min(-(-time // _STEP) * _STEP, _LAST)


def _plain(text: str) -> str:
    """A tick's words have no plain mode: an ampersand would be a key."""
    return text.replace("&", "&&")
