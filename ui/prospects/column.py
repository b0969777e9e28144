"""One stage of the pipeline: its head with sums, its cards, how many more there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from planner.exchange import prospect_words
from planner.words import _, ngettext
from ui import plain, theme
from ui.drag import Press
from ui.prospects.cards import PITCH, CardPainter
from ui.prospects.model import CARD, StageModel
from ui.row_painting import paint_text

if TYPE_CHECKING:
    from planner.workspace.prospecting.pipeline import Card, Stage

_HEAD, _FOOT, _EDGE = 60, 24, 8


class CardList(QListView):
    """The cards; it tells of drags and keys and does nothing about them itself."""

    drag_begun = Signal(int, QPoint)
    opened = Signal(int)
    moved = Signal(int, int)
    """An account, and by how many stages."""
    sideways = Signal(int)
    won = Signal(int)
    menu_wanted = Signal(int, QPoint)
    focused = Signal()

    def __init__(self, model: StageModel) -> None:
        super().__init__()
        self._press = Press()
        self._painter = CardPainter(self)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.doubleClicked.connect(lambda index: self._tell(self.opened, index))
        theme.changed.connect(self.viewport().update)

    @property
    def account(self) -> int | None:
        """Whose card is selected."""
        card = self.currentIndex().data(CARD)
        return None if card is None else int(card.account)

    def _tell(self, signal: object, index: QModelIndex) -> None:
        card = index.data(CARD)
        if card is not None:
            signal.emit(card.account)  # type: ignore[attr-defined]

    def _menu(self, at: QPoint) -> None:
        card = self.indexAt(at).data(CARD)
        if card is not None:
            self.menu_wanted.emit(card.account, self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the card a stage on or back; an arrow goes to the next stage."""
        account, key = self.account, event.key()
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if account is not None:
                self.moved.emit(account, by)
        elif by:
            self.sideways.emit(by)
        elif account is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(account)
        elif account is not None and key == Qt.Key.Key_W:
            self.won.emit(account)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press may become a drag."""
        super().mousePressEvent(event)
        on_card = self.indexAt(event.position().toPoint()).isValid()
        if event.button() == Qt.MouseButton.LeftButton and on_card:
            self._press.begin(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Far enough from the press: a drag."""
        account = self.account
        if self._press.dragged(event) and account is not None:
            self._press.end()
            self.drag_begun.emit(account, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It was a click."""
        self._press.end()
        super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The card under the keys shows."""
        self._painter.has_keys = True
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys are elsewhere."""
        self._painter.has_keys = False
        super().focusOutEvent(event)
        self.viewport().update()


class _Head(QWidget):
    """Name and count, money and likelihood, and the likelihood as a bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_HEAD)
        self._name = self._count = self._line = ""
        self._share = 0.0

    def show_stage(self, stage: Stage, currency: str) -> None:
        """Another count or sum."""
        self._name, self._count = prospect_words.stage(stage.name), str(len(stage.cards))
        self._line = prospect_words.stage_line(stage.value, stage.likelihood, currency)
        self._share = stage.likelihood
        self.setAccessibleName(f"{self._name} {self._count}, {self._line}")
        self.setToolTip(plain.tooltip(f"{self._name} {self._count}\n{self._line}"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Three lines, the last one a bar."""
        look, painter = theme.current(), QPainter(self)
        width = self.width() - 2 * _EDGE - 4
        bold = theme.font(bold=True)
        area = QRect(_EDGE + 4, 8, width, 20)
        used = paint_text(painter, area, self._name, bold, quiet=False) + 6
        rest = QRect(area.left() + used, 8, max(0, width - used), 20)
        paint_text(painter, rest, self._count, theme.font(figures=True), quiet=True)
        line = QRect(_EDGE + 4, 28, width, 16)
        font = theme.font(theme.META, figures=True)
        paint_text(painter, line, self._line, font, quiet=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.sel)
        painter.drawRoundedRect(_EDGE + 4, 50, width, 4, 2, 2)
        painter.setBrush(look.mute)
        painter.drawRoundedRect(_EDGE + 4, 50, max(4, round(width * self._share)), 4, 2, 2)


class StageColumn(QWidget):
    """Head, cards and foot of one stage."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.model = StageModel(self)
        self.cards = CardList(self.model)
        self.head = _Head()
        self.more = plain.label()
        self.more.setObjectName("muted")
        self.more.setFont(theme.font(theme.META, figures=True))
        self.more.setContentsMargins(_EDGE + 4, 0, 0, 0)
        self.more.setFixedHeight(_FOOT)
        self._target = self._last = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        cards = QVBoxLayout()
        cards.setContentsMargins(_EDGE, 0, _EDGE, 0)
        cards.addWidget(self.cards)
        column.addWidget(self.head)
        column.addLayout(cards, 1)
        column.addWidget(self.more)
        self._room = cards
        self.setMinimumWidth(120)
        self.cards.setAccessibleName(prospect_words.stage(name))
        self.cards.verticalScrollBar().valueChanged.connect(lambda _at: self._count_more())
        self.cards.viewport().setAutoFillBackground(False)
        self.cards.setStyleSheet("QListView { background: transparent; }")

    def show_stage(self, stage: Stage, currency: str) -> None:
        """Its cards as they are now, the one selected kept."""
        account = self.cards.account
        self.head.show_stage(stage, currency)
        self.model.show_cards(stage.cards, currency)
        if account is not None:
            self.select(account)
        self._count_more()

    def select(self, account: int) -> bool:
        """Put the cursor on an account's card; whether it is here."""
        row = self.model.row_of(account)
        if row is not None:
            self.cards.setCurrentIndex(self.model.index(row))
        return row is not None

    def card(self, account: int) -> Card | None:
        """The card of an account, if it is here."""
        row = self.model.row_of(account)
        return None if row is None else self.model.index(row).data(CARD)

    def show_target(self, on: bool) -> None:
        """Whether a card that is dragged would fall here."""
        self._target = on
        self.update()

    def _count_more(self) -> None:
        """What does not fit is counted; the wheel and the keys bring it in."""
        shown = max(1, self.cards.viewport().height() // PITCH)
        first = self.cards.verticalScrollBar().value()
        above, below = first, max(0, self.model.rowCount() - first - shown)
        words = ""
        if below:
            words = ngettext("{count} more", "{count} more", below).format(count=below)
        elif above:
            words = ngettext("{count} above", "{count} above", above).format(count=above)
        elif not self.model.rowCount():
            words = _("Drag a card here")
        self.more.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other room for cards; no card is cut in two."""
        super().resizeEvent(event)
        room = event.size().height() - _HEAD - _FOOT
        self._room.setContentsMargins(_EDGE, 0, _EDGE, max(0, room) % PITCH)
        self._count_more()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the line to the next stage, the frame of a target."""
        look, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), look.sel if self._target else look.surf)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), look.line)
        if self._target:
            painter.setPen(QPen(look.ink, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
