"""The chips over the accounts table; those that have no room are in the menu at their end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from planner.words import _
from ui import icons
from ui.accounts.filters import FILTERS

_ALWAYS = ("all", "due", "A", "B", "C", "D")
"""Chips that are shown though nothing passes them."""
_GAP = 6


class ChipRow(QWidget):
    """One of the filters is pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(1)  # it never keeps the window wide
        self.setFixedHeight(36)
        self._wanted = {name: name in _ALWAYS for name in FILTERS}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 0, 12, 0)
        self._line.setSpacing(_GAP)
        group = QButtonGroup(self)
        self.chips = {name: self._chip(name, group) for name in FILTERS}
        self.chips["all"].setChecked(True)
        self.more = self._plain(_("More"))
        self.more.setMenu(QMenu(self.more))
        self._line.addWidget(self.more)
        self._line.addStretch()
        self.columns = self._plain(_("Columns"))
        self.columns.setIcon(icons.icon("columns"))
        self._line.addWidget(self.columns)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """The count of each; those that nothing passes give way, but for the usual ones."""
        for name, chip in self.chips.items():
            words = FILTERS[name][0]()
            chip.setText(f"{words} {counts[name]:,}" if counts[name] else words)
            self._wanted[name] = bool(counts[name]) or name in _ALWAYS or chip.isChecked()
        self._fit()

    def press(self, name: str) -> None:
        """Press a chip, shown or not."""
        self._wanted[name] = True
        self.chips[name].click()
        self._fit()

    # Within

    def _chip(self, name: str, group: QButtonGroup) -> QPushButton:
        chip = self._plain(FILTERS[name][0]())
        chip.setCheckable(True)
        chip.clicked.connect(partial(self._choose, name))
        group.addButton(chip)
        self._line.addWidget(chip)
        chip.setVisible(name in _ALWAYS)  # not before: it would be a window of its own
        return chip

    def _plain(self, words: str) -> QPushButton:
        chip = QPushButton(words)
        chip.setAutoDefault(False)
        chip.setProperty("chip", True)
        return chip

    def _choose(self, name: str, _on: bool = False) -> None:
        self.chosen.emit(name)
        self._fit()

    def _fit(self) -> None:
        """As many chips as there is room for, in their order; the pressed one in any case."""
        wanted = [name for name, is_wanted in self._wanted.items() if is_wanted]
        room = self.width() - 24 - self.columns.sizeHint().width() - 2 * _GAP
        left = room if self._whole(wanted) <= room else room - self.more.sizeHint().width() - _GAP
        pressed = next(name for name, chip in self.chips.items() if chip.isChecked())
        left -= self._whole([pressed])
        shown = {pressed}
        for name in wanted:
            wide = self._whole([name])
            if name != pressed and wide <= left:
                shown.add(name)
                left -= wide
        for name, chip in self.chips.items():
            chip.setVisible(name in shown)
        self._fill_more([name for name in wanted if name not in shown])

    def _whole(self, names: list[str]) -> int:
        return sum(self.chips[name].sizeHint().width() + _GAP for name in names)

    def _fill_more(self, names: list[str]) -> None:
        menu = self.more.menu()
        menu.clear()
        for name in names:
            menu.addAction(self.chips[name].text(), partial(self.press, name))
        self.more.setVisible(bool(names))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
