"""The list of what needs the rep: seven lines at most, all of them when asked for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from planner.words import _, ngettext
from ui import plain, theme
from ui.week.due_view import ROW_HEIGHT
from ui.week.needs import MOST, Need
from ui.week.needs_rows import NEED, NeedRows

_HEAD = 30


class NeedsYou(QWidget):
    """The list; a row chosen selects its account everywhere, Enter does the next thing."""

    account_chosen = Signal(int)
    account_opened = Signal(int)
    places_wanted = Signal()
    """The row of several accounts without a place."""
    wanted = Signal(str, object)
    """What is wanted (`next`, `phone`, `mail`, `done`) and the Need."""
    menu_wanted = Signal(QPoint, object)
    room_changed = Signal()
    """Another number of rows is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[Need] = []
        self._whole = False
        self._count = plain.label()
        self._count.setObjectName("muted")
        self._nothing = plain.label(_("Nothing waits for you this week."))
        self._nothing.setObjectName("muted")
        self._nothing.setFont(theme.font(theme.META))
        self._nothing.setContentsMargins(12, 0, 12, 8)
        self.more = QToolButton()
        self.more.setFixedHeight(22)
        self.more.setFont(theme.font(theme.META))
        self.more.clicked.connect(self._more_or_less)
        self.list = NeedRows()
        self.list.itemClicked.connect(self._chosen)
        self.list.itemDoubleClicked.connect(lambda item: self._opened(item.data(NEED)))
        self.list.wanted.connect(self.wanted)
        self.list.menu_wanted.connect(self.menu_wanted)
        self._arrange()
        self.show_needs([])

    def _arrange(self) -> None:
        title = plain.label(_("Needs you"))
        title.setFont(theme.font(theme.BODY, bold=True))
        heading = QHBoxLayout()
        heading.setContentsMargins(12, 4, 12, 4)
        heading.setSpacing(6)
        heading.addWidget(title)
        heading.addWidget(self._count)
        heading.addStretch()
        heading.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def show_needs(self, needs: list[Need]) -> None:
        """Show the first of these; all of them once the rep has asked for more."""
        if needs == self._all and self.list.count():
            return
        self._all = needs
        self._fill()

    def _fill(self) -> None:
        needs = self._all
        shown = needs if self._whole or len(needs) <= MOST else _first_of(needs)
        self.list.show_needs(shown)
        self._count.setText(f"{len(needs):,}" if needs else "")
        more = len(needs) - len(shown)
        if self._whole:
            self.more.setText(_("Only the first"))
        else:
            self.more.setText(ngettext("{count} more", "{count} more", more).format(count=more))
        self.more.setVisible(len(needs) > MOST)
        self._nothing.setVisible(not needs)
        self.list.setVisible(bool(needs))
        self.updateGeometry()
        self.room_changed.emit()

    def _more_or_less(self) -> None:
        self._whole = not self._whole
        self._fill()

    @property
    def needs(self) -> list[Need]:
        """What is shown."""
        return self.list.needs

    def take_focus(self) -> None:
        """Have the keys, on the first row if on none yet."""
        if self.list.count() and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(344, _HEAD + ROW_HEIGHT * max(1, min(MOST, self.list.count())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HEAD + ROW_HEIGHT * min(2, max(1, self.list.count())))

    def _chosen(self, item: QListWidgetItem) -> None:
        need: Need = item.data(NEED)
        if need.account:
            self.account_chosen.emit(need.account)
        else:
            self.places_wanted.emit()

    def _opened(self, need: Need) -> None:
        if need.account:
            self.account_opened.emit(need.account)


def _first_of(needs: list[Need]) -> list[Need]:
    from planner.workspace.attention.rows import shortlist

    return shortlist(needs, MOST)
