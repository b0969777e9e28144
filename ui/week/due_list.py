"""The list "To call on": its heading with chips, search and sorting over the rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from ui import icons, plain, theme
from ui.week.due import FILTERS, SORTS, DueModel
from ui.week.due_view import DueView

_SEARCH_REST = 60


class _Search(QLineEdit):
    """Esc empties it and goes back to the rows, as Return and the arrow down do."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        mine = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if mine and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DueList(QWidget):
    """Heading, chips, search and sort over the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DueModel(self)
        self.view = DueView(self.model)
        self._title = plain.label(_("To call on"))
        self._title.setFont(theme.font(theme.BODY, bold=True))
        self._count = plain.label()
        self._count.setObjectName("muted")
        self._chips = QButtonGroup(self)
        self.field = _Search()
        self.field.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self._soon = QTimer(self, singleShot=True, interval=_SEARCH_REST)
        self._soon.timeout.connect(lambda: self.model.search(self.field.text()))
        self.empty = plain.label("", wrap=True)
        self._build()
        self.model.modelReset.connect(self._counted)
        self._counted()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading())
        column.addLayout(self._search_row())
        self.empty.setObjectName("muted")
        self.empty.setFont(theme.font(theme.META))
        self.empty.setContentsMargins(12, 8, 12, 8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addStretch(1)
        words = {"due": _("Due"), "new": "", "all": _("All")}
        tips = {
            "due": _("Due until the end of this week"),
            "new": _("New business: prospects"),
            "all": _("All accounts"),
        }
        for number, name in enumerate(FILTERS):
            chip = QPushButton(words.get(name, name))
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setFixedHeight(24)
            chip.setStyleSheet("padding: 2px 7px;")
            if name == "new":
                chip.setIcon(icons.icon("star"))
            tip = tips.get(name) or _("{grade} accounts that are due").format(grade=name)
            chip.setToolTip(tip)
            chip.setAccessibleName(tip)
            chip.setChecked(name == self.model.filter)
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        self._chips.idClicked.connect(lambda number: self.model.show_only(FILTERS[number]))
        return row

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 4)
        row.setSpacing(4)
        self.field.setPlaceholderText(_("Search in name, town, postcode"))
        self.field.setAccessibleName(_("Search in the accounts to call on"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedHeight(26)
        self.field.setFont(theme.font(theme.META))
        self.field.textChanged.connect(lambda _text: self._soon.start())
        row.addWidget(self.field, 1)
        self._sort = QToolButton()
        self._sort.setIcon(icons.icon("sort-ascending"))
        self._sort.setFixedHeight(26)
        self._sort.setFont(theme.font(theme.META))
        self._sort.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._sort.setMenu(self._sort_menu())
        row.addWidget(self._sort)
        self._name_sort("due")
        return row

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        for name in SORTS:
            action = menu.addAction(_sort_words(name))
            action.triggered.connect(lambda _checked, name=name: self.sort_by(name))
        return menu

    def sort_by(self, name: str) -> None:
        """Sort by one of `due.SORTS`."""
        self.model.sort_by(name)
        self._name_sort(name)

    def _name_sort(self, name: str) -> None:
        self._sort.setText(_sort_words(name))
        self._sort.setToolTip(_("Sorted by: {what}").format(what=_sort_words(name)))

    def show_only(self, name: str) -> None:
        """Press a chip."""
        self._chips.button(FILTERS.index(name)).click()

    def _counted(self) -> None:
        count = self.model.total
        # The heading stays whole: beside it there is room for four digits.
        self._count.setText(f"{count:,}" if count < 10_000 else f"{count // 1000}k")
        self._count.setToolTip(f"{count:,}")
        if not count:
            self.empty.setText(self._why_empty())
        self.empty.setVisible(not count)
        # The list stays: with the focus in something hidden the week's keys would be dead.
        if count:
            QTimer.singleShot(0, self.view, self.view.seen.emit)

    def _why_empty(self) -> str:
        if self.model.empty:
            return _("Your customers come here: drop a list on this window, or press Ctrl+O.")
        return _("No account matches.") if self.field.text() else _("Nobody is due here.")


def _sort_words(name: str) -> str:
    return {
        "due": _("Due"),
        "name": _("Name"),
        "grade": _("Grade"),
        "potential": _("Potential"),
        "distance": _("Distance"),
    }[name]
