"""Below the queue: who is calm again and could be asked for a referral; who waits for a favour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures, service_words
from planner.words import _, ngettext
from ui import icons, plain, row_painting, theme
from ui.service.dots import FallDots
from ui.service.parts import Elided, muted, parting

if TYPE_CHECKING:
    from planner.workspace.service.views import ComplaintRow, Nearby, NoFavour, ServicePage

_QUIET = "QPushButton { border: 0; padding: 0; text-align: left; }"
_MOST = 40
"""Rows made of widgets; more would be slow and are not read."""


class Below(QScrollArea):
    """Two lists of buttons that do the next thing."""

    account_opened = Signal(int)
    referral_wanted = Signal(object)
    """The ComplaintRow of a calmed customer."""
    favour_wanted = Signal(int)
    """Account."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.asking: list[QPushButton] = []
        self.favours: list[QPushButton] = []

    def show_page(self, page: ServicePage, near: Mapping[int, Nearby]) -> None:
        """Make both lists anew."""
        whole = QWidget()
        whole.setBackgroundRole(whole.backgroundRole().Base)
        whole.setAutoFillBackground(True)
        column = QVBoxLayout(whole)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        self.asking, self.favours = [], []
        self._calmed(column, page)
        column.addWidget(parting())
        self._no_favour(column, page, near)
        column.addStretch(1)
        self.setWidget(whole)

    def _calmed(self, column: QVBoxLayout, page: ServicePage) -> None:
        found = page.figures
        said = ngettext("30 days, {count} complaint", "30 days, {count} complaints", found.closed)
        column.addLayout(_head(_("Calmed"), said.format(count=found.closed)))
        if found.closed:
            column.addLayout(_figures(page))
        for row in sorted(page.closed, key=_to_ask_first)[:_MOST]:
            column.addWidget(self._calm_row(row))
        if not page.closed:
            column.addWidget(muted(_("Closed complaints stand here, with how worried they are.")))

    def _calm_row(self, row: ComplaintRow) -> QWidget:
        line, made = _row()
        line.addWidget(
            _name(row.account.name, partial(self.account_opened.emit, row.account.id)), 1
        )
        after = row.anxiety_after
        if after is not None:
            said = _("from {before} to {after} of 5").format(before=row.anxiety, after=after)
            line.addWidget(FallDots(row.anxiety, after, said))
        line.addWidget(self._calm_end(row), 0, Qt.AlignmentFlag.AlignRight)
        return made

    def _calm_end(self, row: ComplaintRow) -> QWidget:
        """The prospect that came of it, the button that asks, or why there is none."""
        if row.prospect is not None:
            button = _small("star-fill", row.prospect[1])
            button.setFlat(True)
            button.clicked.connect(partial(self._open_account, row.prospect[0]))
            return _wide(button)
        if not row.is_calmed:
            label = plain.label(_("still worried"))
            label.setObjectName("bad")
            label.setFont(theme.font(theme.META, bold=True))
            return label
        words = _("Name it") if row.referral_asked_on else _("Ask referral")
        button = _small("", words)
        button.setAccessibleName(f"{words}: {row.account.name}")
        button.clicked.connect(lambda _on: self.referral_wanted.emit(row))
        self.asking.append(button)
        return _wide(button)

    def _open_account(self, account: int, _on: bool = False) -> None:
        self.account_opened.emit(account)

    def _no_favour(
        self, column: QVBoxLayout, page: ServicePage, near: Mapping[int, Nearby]
    ) -> None:
        count = len(page.no_favour)
        column.addLayout(_head(_("No small favour for 90 days"), str(count)))
        for found in sorted(page.no_favour, key=lambda f: f.account.id not in near)[:_MOST]:
            column.addWidget(self._favour_row(found, near.get(found.account.id)))
        if not count:
            column.addWidget(muted(_("Everybody had one: a table, a gauge lent, a word of help.")))

    def _favour_row(self, found: NoFavour, near: Nearby | None) -> QWidget:
        line, made = _row()
        grade = plain.label(found.account.grade or "–")
        grade.setObjectName("badge")
        grade.setStyleSheet("padding: 0;")
        grade.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grade.setFixedSize(20, 20)
        line.addWidget(grade)
        opened = partial(self.account_opened.emit, found.account.id)
        line.addWidget(_name(found.account.name, opened), 2)
        last = found.last_text or (figures.full_date(found.last) if found.last else "")
        said = Elided(" ".join((last or _("none yet")).split()))
        said.setStyleSheet(_QUIET)
        said.setFont(theme.font(theme.META))
        said.setFlat(True)
        said.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        when = figures.full_date(found.last) if found.last else _("never")
        words = _("The last one: {what}, {day}").format(what=last, day=when)
        said.setToolTip(plain.tooltip(words))
        said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(said, 1)
        if near is not None:
            line.addWidget(DayPill(near))
        done = _small("heart", _("Done"))
        done.setToolTip(_("Note a small favour"))
        done.setAccessibleName(_("Note a small favour for {name}").format(name=found.account.name))
        done.clicked.connect(lambda _on: self.favour_wanted.emit(found.account.id))
        self.favours.append(done)
        line.addWidget(done)
        return made


class DayPill(QWidget):
    """A weekday: solid where the account is planned, else an outline with the detour."""

    def __init__(self, near: Nearby) -> None:
        super().__init__()
        self._near = near
        said = _("planned on {day}") if near.planned else _("{detour} on {day}")
        words = said.format(
            day=figures.long_date(near.day), detour=figures.signed_minutes(near.seconds)
        )
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(40 if self._near.planned else 90, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, near = QPainter(self), self._near
        pill = row_painting.pill_at(self.rect().adjusted(0, -2, 0, 0), self.width() - 1)
        row_painting.paint_pill(painter, pill, near.day.weekday(), solid=near.planned)
        if not near.planned:
            painter.setPen(theme.current().text)
            detour = "+" + figures.minutes(near.seconds)
            font = theme.font(theme.META, figures=True)
            row_painting.paint_at_right(painter, self.rect(), pill.left() - 6, detour, font)


def _to_ask_first(row: ComplaintRow) -> tuple[bool, bool, int]:
    return not row.is_calmed, row.prospect is not None, -(row.closed_at or 0)


def _figures(page: ServicePage) -> QHBoxLayout:
    """Three figures: the fall, the first contact, who came of it."""
    line, found = QHBoxLayout(), page.figures
    line.setContentsMargins(0, 2, 0, 4)
    line.setSpacing(14)
    fall = "–"
    if found.before is not None and found.after is not None:
        fall = f"{found.before:.1f} → {found.after:.1f}"
    contact = "–" if found.first_contact is None else service_words.length(found.first_contact)
    prospects = ngettext("new prospect", "new prospects", found.prospects)
    means = _("anxiety, mean")
    for figure, words in (
        (fall, means), (contact, _("to first contact")), (str(found.prospects), prospects)
    ):  # fmt: skip
        part = QVBoxLayout()
        part.setSpacing(0)
        large = plain.label(figure)
        large.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        part.addWidget(large)
        part.addWidget(muted(words))
        line.addLayout(part)
    line.addStretch(1)
    return line


def _head(title: str, more: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    label = plain.label(title)
    label.setFont(theme.font(theme.BODY, bold=True))
    line.addWidget(label)
    line.addWidget(muted(more))
    line.addStretch(1)
    return line


def _row() -> tuple[QHBoxLayout, QWidget]:
    made = QWidget()
    made.setFixedHeight(28)
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    return line, made


def _name(name: str, opened: Callable[[], object]) -> QPushButton:
    button = Elided(name)
    button.setFlat(True)
    button.setStyleSheet("QPushButton { border: 0; padding: 0; text-align: left; }")
    button.setFont(theme.font(theme.META, bold=True))
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    button.setToolTip(plain.tooltip(name))
    button.clicked.connect(lambda _on: opened())
    return button


def _small(icon: str, words: str) -> QPushButton:
    button = QPushButton(words.replace("&", "&&"))
    if icon:
        button.setIcon(icons.icon(icon))
    button.setFont(theme.font(theme.META))
    button.setIconSize(QSize(14, 14))
    button.setFixedHeight(24)
    button.setStyleSheet("QPushButton { padding: 0 6px; min-height: 0; }")
    return button


def _wide(button: QPushButton) -> QPushButton:
    button.setMaximumWidth(130)
    return button
