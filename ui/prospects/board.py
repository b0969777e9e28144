"""The pipeline: five stages side by side, cards dragged from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from planner.exchange import prospect_words
from planner.words import _
from planner.workspace.prospecting.stages import STAGES
from ui import icons, plain, theme
from ui.drag import Drag, Dragged
from ui.prospects.column import StageColumn

if TYPE_CHECKING:
    from planner.workspace.prospecting.pipeline import Pipeline


class Board(QWidget):
    """Asks for moves; what is so shows once it was read again."""

    move_wanted = Signal(int, str)
    win_wanted = Signal(int)
    give_up_wanted = Signal(int)
    account_opened = Signal(int)
    edit_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.columns = tuple(StageColumn(stage) for stage in STAGES)
        self.drag = Drag(self)
        self._account: int | None = None
        self._goes_with: int | None = None
        self.won = _WonTarget(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, column in enumerate(self.columns):
            row.addWidget(column, 1)
            self._listen(number, column)
        self.drag.moved.connect(self._moved)
        self.drag.dropped.connect(self._dropped)
        self.drag.cancelled.connect(self._end)
        self.setFocusProxy(self.columns[0].cards)

    def show_pipeline(self, pipeline: Pipeline, currency: str) -> None:
        """The cards as they are now. A card that was moved by keys keeps them."""
        for column, stage in zip(self.columns, pipeline.stages, strict=True):
            column.show_stage(stage, currency)
        if self._goes_with is not None:
            account, self._goes_with = self._goes_with, None
            self.select(account, keys=True)

    def select(self, account: int, *, keys: bool = False) -> None:
        """Put the cursor on an account's card; with `keys` they go there too."""
        for column in self.columns:
            if column.select(account) and keys:
                column.cards.setFocus()

    def move_by(self, account: int, stages: int) -> None:
        """Ask that a card moves on, or back if negative; beyond the last stage it is won."""
        here = next((n for n, c in enumerate(self.columns) if c.card(account)), None)
        if here is None:
            return
        there = here + stages
        if there == len(self.columns):
            self.win_wanted.emit(account)
        elif 0 <= there < len(self.columns):
            self._goes_with = account
            self.move_wanted.emit(account, self.columns[there].name)

    def menu_of(self, account: int) -> QMenu:
        """What can be done with a card, for those who use no drags."""
        menu = QMenu(self)
        here = next((c for c in self.columns if c.card(account)), None)
        menu.addAction(_("Account card"), lambda: self.account_opened.emit(account))
        menu.addAction(_("Change…"), lambda: self.edit_wanted.emit(account))
        menu.addSeparator()
        for column in self.columns:
            words = _("Move to {stage}").format(stage=prospect_words.stage(column.name))
            action = menu.addAction(words)
            action.setEnabled(column is not here)
            action.triggered.connect(
                lambda _on, stage=column.name: self.move_wanted.emit(account, stage)
            )
        menu.addSeparator()
        won = menu.addAction(_("Won: a customer from today"))
        won.setIcon(icons.icon("star-fill"))
        won.triggered.connect(lambda _on: self.win_wanted.emit(account))
        menu.addAction(_("Give it up"), lambda: self.give_up_wanted.emit(account))
        return menu

    # Within

    def _listen(self, number: int, column: StageColumn) -> None:
        cards = column.cards
        cards.drag_begun.connect(self._begin)
        cards.moved.connect(self.move_by)
        cards.sideways.connect(lambda by: self._sideways(number + by))
        cards.opened.connect(self.account_opened)
        cards.won.connect(self.win_wanted)
        cards.menu_wanted.connect(lambda account, at: self.menu_of(account).popup(at))

    def _sideways(self, number: int) -> None:
        if 0 <= number < len(self.columns):
            self.columns[number].cards.setFocus()

    def _begin(self, account: int, at: QPoint) -> None:
        card = next((c for column in self.columns if (c := column.card(account))), None)
        source = self.sender()
        if card is None or not isinstance(source, QWidget):
            return
        self._account = account
        self.won.show_over(self)
        self.drag.begin(Dragged(card.name), at, source.viewport())  # type: ignore[attr-defined]

    def _moved(self, at: QPoint) -> None:
        target = self._target(at)
        for column in self.columns:
            column.show_target(column is target)
        self.won.show_target(target is self.won)

    def _dropped(self, at: QPoint) -> None:
        target, account = self._target(at), self._account
        self._end()
        if account is None:
            return
        if target is self.won:
            self.win_wanted.emit(account)
        elif isinstance(target, StageColumn) and target.card(account) is None:
            self.move_wanted.emit(account, target.name)

    def _target(self, at: QPoint) -> QWidget | None:
        where = self.mapFromGlobal(at)
        if self.won.geometry().contains(where):
            return self.won
        return next((c for c in self.columns if c.geometry().contains(where)), None)

    def _end(self) -> None:
        self._account = None
        self.won.hide()
        for column in self.columns:
            column.show_target(False)


class _WonTarget(QWidget):
    """Where a card is dropped that has bought; it is there while one is dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = plain.label(_("Won: drop it here"), wrap=True)
        self.words.setFont(theme.font(bold=True))
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.addWidget(self.words)
        self.setAutoFillBackground(True)
        self.hide()

    def show_over(self, board: QWidget) -> None:
        """Over the foot of the last stage."""
        width = board.width() // len(STAGES)
        area = QRect(board.width() - width, board.height() - 84, width - 2, 84)
        self.setGeometry(area.adjusted(8, 0, -8, -8))
        self.show_target(False)
        self.show()
        self.raise_()

    def show_target(self, on: bool) -> None:
        """Whether the card would fall here."""
        look = theme.current()
        ground, text = (look.ink, look.onink) if on else (look.sel, look.text)
        self.setStyleSheet(
            f"background: {ground.name()}; color: {text.name()}; border-radius: 6px;"
        )
