"""How often each grade is called on, what that needs in a month, and what there is room for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.advice.grades import LETTERS
from planner.words import _
from ui import plain, theme

if TYPE_CHECKING:
    from planner.advice.fitting import Fit
    from planner.workspace.grading.rhythm import Rhythms

_HAND_RESTS = 600
"""Milliseconds after which a rhythm that is being stepped through counts as chosen."""


_NARROW = (
    "QDoubleSpinBox { padding: 1px 2px; }"
    "QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; }"
    "QDoubleSpinBox::up-arrow, QDoubleSpinBox::down-arrow { border: 0; }"
)
"""Up and Down step it; buttons for that would take the room of the figures."""


class RhythmBox(QFrame):
    """Calls a month needed and had; a field a grade; one change that fits. It changes nothing."""

    rhythm_wanted = Signal(str, float)
    """Grade, weeks between two calls; 0 for none."""

    def __init__(self) -> None:
        super().__init__()
        self._rhythms: Rhythms | None = None
        self.needs, self.have = plain.label(), plain.label()
        self.needs.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        self.have.setFont(theme.font(theme.META, figures=True))
        self.over = plain.label()
        self.over.setFont(theme.font(theme.META, bold=True, figures=True))
        self.bar = CapacityBar()
        self.fields = {grade: self._field(grade) for grade in LETTERS}
        self.fit, self.others = QPushButton(), QPushButton(_("Other ways"))
        self.fit.clicked.connect(lambda: self._take(0))
        self.others.setMenu(QMenu(self.others))
        self._lay_out()
        self._show_fits()

    def show_rhythms(self, rhythms: Rhythms) -> None:
        """Show what is needed and what there is room for."""
        self._rhythms = rhythms
        self.needs.setText(_("{count} calls").format(count=f"{rhythms.needs:,}"))
        self.have.setText(_("a month needed, you have {count}").format(count=f"{rhythms.have:,}"))
        self.have.setToolTip(
            _("By how long a call took with its drive lately")
            if rhythms.measured
            else _("Estimated from where your accounts lie: too few calls are on record")
        )
        self._show_over(rhythms)
        self.bar.show_rhythms(rhythms)
        for each in rhythms.grades:
            field = self.fields[each.grade]
            if not field.hasFocus():
                field.blockSignals(True)
                field.setValue(each.weeks or 0.0)
                field.blockSignals(False)
        self._show_fits()

    # Within

    def _show_over(self, rhythms: Rhythms) -> None:
        spare = rhythms.have - rhythms.needs
        text = (
            _("{count} over").format(count=f"{rhythms.over:,}")
            if rhythms.over
            else _("room for {count} more").format(count=f"{max(0, spare):,}")
        )
        self.over.setText(text)
        self.over.setObjectName("bad" if rhythms.over else "muted")
        self.over.style().polish(self.over)

    def _show_fits(self) -> None:
        fits = self._rhythms.fits if self._rhythms is not None else ()
        self.fit.setVisible(bool(fits))
        self.others.setVisible(len(fits) > 1)
        if fits:
            self.fit.setText(_("Fit: {way}").format(way=_fit_words(fits[0])))
            self.fit.setToolTip(_effect(fits[0]))
        menu = self.others.menu()
        menu.clear()
        for at, fit in enumerate(fits[1:], start=1):
            action = menu.addAction(f"{_fit_words(fit)} ({_effect(fit)})")
            action.triggered.connect(partial(self._take, at))

    def _take(self, at: int) -> None:
        if self._rhythms is not None and at < len(self._rhythms.fits):
            fit = self._rhythms.fits[at]
            self.rhythm_wanted.emit(fit.grade, float(fit.weeks))

    def _field(self, grade: str) -> QDoubleSpinBox:
        field = _Weeks()
        field.setStyleSheet(_NARROW)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setRange(0.0, 520.0)
        field.setDecimals(1)
        field.setSingleStep(1.0)
        field.setPrefix(f"{grade} ")
        field.setSuffix(_(" wk"))
        field.setSpecialValueText(_("{grade} none").format(grade=grade))
        field.setKeyboardTracking(False)
        field.setFont(theme.font(theme.META, figures=True))
        field.setFixedHeight(26)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls, it does not set
        field.setAccessibleName(_("Weeks between two calls, grade {grade}").format(grade=grade))
        soon = QTimer(field, singleShot=True, interval=_HAND_RESTS)
        soon.timeout.connect(lambda: self._chosen(grade))
        field.valueChanged.connect(lambda _value: soon.start())
        return field

    def _chosen(self, grade: str) -> None:
        self.rhythm_wanted.emit(grade, self.fields[grade].value())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.needs)
        head.addWidget(self.have, 1, Qt.AlignmentFlag.AlignBottom)
        every = QHBoxLayout()
        every.setSpacing(4)
        word = plain.label(_("every"))
        word.setObjectName("muted")
        word.setFont(theme.font(theme.META))
        every.addWidget(word)
        for grade in LETTERS:
            every.addWidget(self.fields[grade], 1)
        ways = QHBoxLayout()
        ways.setSpacing(6)
        ways.addWidget(self.fit)
        ways.addWidget(self.others)
        ways.addStretch()
        ways.addWidget(self.over)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 6)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addLayout(every)
        column.addLayout(ways)
        column.addStretch()
        self.setFixedWidth(344)


class _Weeks(QDoubleSpinBox):
    """Weeks with a decimal only where there is one."""

    def textFromValue(self, value: float) -> str:
        return f"{value:g}"


def _fit_words(fit: Fit) -> str:
    return _("{grade} every {weeks} weeks").format(grade=fit.grade, weeks=fit.weeks)


def _effect(fit: Fit) -> str:
    return _("then {count} calls a month are needed").format(count=f"{fit.needs:,}")


class CapacityBar(QWidget):
    """Calls a month of each grade side by side, a red line at what there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[str, float]] = []
        self._have = 0
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rhythms(self, rhythms: Rhythms) -> None:
        """Take the figures."""
        self._parts = [(each.grade, each.calls) for each in rhythms.grades if each.calls > 0]
        self._have = rhythms.have
        spoken = ", ".join(f"{grade} {round(calls)}" for grade, calls in self._parts)
        words = _("Calls a month: {parts}; room for {have}").format(parts=spoken, have=self._have)
        self.setAccessibleName(words)
        self.setToolTip(plain.tooltip(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(306, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        needs = sum(calls for _grade, calls in self._parts)
        whole = max(needs, float(self._have), 1.0) * 1.02
        grounds = ((look.ink, look.onink), (look.mute, look.surf), (look.hatch, look.text),
                   (look.sel, look.text))  # fmt: skip
        at = 0.0
        for (grade, calls), (ground, ink) in zip(self._parts, grounds, strict=False):
            left, right = self._x(at, whole), self._x(at + calls, whole)
            box = QRect(left, 2, max(1, right - left - 1), 20)
            painter.fillRect(box, ground)
            painter.setPen(ink)
            painter.setFont(theme.font(theme.META, bold=True, figures=True))
            words = f"{grade} {round(calls)}"
            if painter.fontMetrics().horizontalAdvance(words) + 8 < box.width():
                painter.drawText(box.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
            at += calls
        self._paint_room(painter, needs, whole)
        painter.end()

    def _paint_room(self, painter: QPainter, needs: float, whole: float) -> None:
        look = theme.current()
        line = self._x(float(self._have), whole)
        if needs > self._have:
            beyond = QRect(line, 2, self._x(needs, whole) - line, 20)
            painter.fillRect(beyond, look.badbg)
            painter.fillRect(beyond, QBrush(look.bad, Qt.BrushStyle.BDiagPattern))
        painter.fillRect(QRect(line - 1, 0, 2, 24), look.bad)

    def _x(self, calls: float, whole: float) -> int:
        return round((self.width() - 2) * calls / whole)
