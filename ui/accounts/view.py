"""The screen of all accounts: find, filter and sort them, add one, put right what is doubtful."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planner import clock
from planner.exchange import figures
from planner.store.journal import Change
from planner.words import _, ngettext
from planner.workspace import AccountRow, Workspace
from ui import icons, plain, theme
from ui.accounts.duplicates import DuplicatesPanel
from ui.accounts.model import (
    ALARM,
    COLUMNS,
    FILTERS,
    PLANNED_COLUMN,
    ROW,
    TOWN_COLUMN,
    AccountsModel,
)
from ui.jobs import Jobs
from ui.records.writing import RecordWriter

_NEW = (
    "name", "status", "grade", "street", "postcode", "town", "region", "country", "phone",
    "email", "calls_per_cycle", "call_minutes", "opening_hours", "notes",
)  # fmt: skip
_ROW_HEIGHT = 26
_ROOM_FOR_DUPLICATES = 1100
_LEAST_NAME, _MOST_TOWN = 150, 160


class AccountsScreen(QWidget):
    """All accounts in a table. `changed` carries a `Change` made here."""

    changed = Signal(object)
    account_opened = Signal(int)
    selection_changed = Signal(set)
    import_wanted = Signal()

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self._writer = RecordWriter(workspace, jobs, self)
        self._writer.changed.connect(self.changed)
        self._writer.made.connect(self._note_new)
        self._new: int | None = None
        self.model = AccountsModel(self)
        self.table = _table(self.model)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.table.activated.connect(self._open)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete_selected)
        self.table.clicked.connect(self._open)
        self.model.modelReset.connect(self._count)
        self._chips: dict[str, QPushButton] = {}
        self._summary = plain.label()
        self._summary.setObjectName("muted")
        self._empty = plain.label()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("muted")
        self.duplicates = DuplicatesPanel(workspace, jobs, self)
        self.duplicates.changed.connect(self.changed)
        self._lay_out()
        theme.changed.connect(self.table.viewport().update)

    # What the frame calls

    def load(self) -> None:
        """Read all accounts beside the window."""
        workspace = self._workspace
        self._jobs.read(
            lambda: (workspace.accounts.rows(), workspace.territory),
            lambda found: self.model.set_rows(
                found[0], clock.today(found[1].time_zone), found[1].currency
            ),
            owner=self,
            newest="accounts",
        )
        self.duplicates.load()

    def take(self, change: Change) -> None:
        """Read again what a change touched."""
        kinds = change.touched
        if "territory" in kinds or len(kinds.get("account", ())) > 500:
            self.load()
            return
        touched = set(kinds.get("account", ()))
        if kinds.keys() & {"call", "turnover", "order"}:
            self.load()
        elif touched:
            self._jobs.read(
                lambda: self._workspace.accounts.rows(ids=touched),
                lambda rows: self._update(rows, touched - {r.id for r in rows}),
                owner=self,
            )
        if "duplicate" in kinds:
            self.duplicates.load()

    def new_account(self) -> None:
        """Ask for a new account."""
        self._writer.open_new("account", {}, _NEW)

    def delete_selected(self) -> None:
        """Delete the accounts selected as one step; the notice offers the way back."""
        leaving = self.selected()
        if leaving:
            self._writer.write(partial(self._workspace.records.delete_several, "account", leaving))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, beside an open card, the table has the room."""
        super().resizeEvent(event)
        self.duplicates.make_room(self.width() >= _ROOM_FOR_DUPLICATES)

    def selected(self) -> list[int]:
        """The numbers of the selected accounts."""
        rows = self.table.selectionModel().selectedRows()
        return [self.model.account_at(index.row()).id for index in rows]

    def search(self, text: str) -> None:
        """Search for a text."""
        self._search.setText(text)

    def show_filter(self, name: str) -> None:
        """Press one of the chips."""
        self._chips[name].click()

    # Within

    def _note_new(self, _kind: str, account: int) -> None:
        self._new = account

    def _update(self, rows: list[AccountRow], gone: set[int]) -> None:
        """Show what was read again; an account just made is selected, its card opened."""
        self.model.update_rows(rows, gone)
        if self._new not in {row.id for row in rows}:
            return
        account, self._new = self._new, None
        at = self.model.row_of(account)
        if at is not None:
            self.table.selectRow(at)
            self.table.scrollTo(self.model.index(at, 0))
        self.account_opened.emit(account)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(12, 8, 12, 0)
        left.setSpacing(8)
        left.addLayout(self._head())
        left.addWidget(self._chip_row())
        left.addWidget(self.table, 1)
        left.addWidget(self._empty)
        self._empty.hide()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self.duplicates)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        title = plain.label(_("Accounts"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Name, town or postcode"))
        self._search.setAccessibleName(_("Find accounts"))
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(260)
        waiting = QTimer(self, singleShot=True, interval=120)
        waiting.timeout.connect(lambda: self.model.search(self._search.text()))
        self._search.textChanged.connect(lambda _text: waiting.start())
        new, bring = QPushButton(_("New account")), QPushButton(_("Import…"))
        new.setIcon(icons.icon("plus"))
        bring.setIcon(icons.icon("download-simple"))
        new.clicked.connect(self.new_account)
        bring.clicked.connect(self.import_wanted)
        line.addWidget(title)
        line.addWidget(self._summary)
        line.addStretch()
        for control in (self._search, new, bring):
            line.addWidget(control)
        return line

    def _chip_row(self) -> QWidget:
        row = QWidget()
        row.setMinimumWidth(1)  # it never keeps the window wide
        line, group = QHBoxLayout(row), QButtonGroup(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for name in FILTERS:
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setProperty("chip", True)
            chip.clicked.connect(lambda _on=False, shown=name: self.model.show_only(shown))
            group.addButton(chip)
            line.addWidget(chip)
            self._chips[name] = chip
        self._chips["all"].setChecked(True)
        line.addStretch()
        return row

    def _count(self) -> None:
        counts = self.model.counts()
        for name, chip in self._chips.items():
            words = FILTERS[name][0]()
            chip.setText(f"{words} {counts[name]:,}" if counts[name] else words)
        total = counts["all"]
        self._summary.setText(
            ngettext("{count} account, {due} due", "{count} accounts, {due} due", total).format(
                count=f"{total:,}", due=f"{counts['due']:,}"
            )
        )
        self._empty.setText(
            _("No account is shown: change the filter or the search.")
            if total
            else _("No accounts yet: import your customer list, or add one by hand.")
        )
        self._empty.setVisible(self.model.rowCount() == 0)

    def _selected(self) -> None:
        self.selection_changed.emit(set(self.selected()))

    def _open(self, index: QModelIndex) -> None:
        self.account_opened.emit(self.model.account_at(index.row()).id)


def _table(model: AccountsModel) -> QTableView:
    table = _Table()
    table.setModel(model)
    table.setItemDelegate(_CellPainter(table))
    table.setSortingEnabled(True)
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setAccessibleName(_("Accounts"))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    # As far in as Qt puts the text of a cell, so that heads stand over what they name.
    head.setStyleSheet("QHeaderView::section { padding-left: 3px; padding-right: 3px; }")
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for at, column in enumerate(COLUMNS):
        table.setColumnWidth(at, column.width)
    return table


class _Table(QTableView):
    """Names and towns share what the others leave; only below their least width all scrolls."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fixed = set(range(len(COLUMNS))) - {0, TOWN_COLUMN}
        room = self.viewport().width() - sum(self.columnWidth(at) for at in fixed)
        least = COLUMNS[TOWN_COLUMN].width
        town = max(least, min(_MOST_TOWN, (room - _LEAST_NAME) // 2))
        self.setColumnWidth(TOWN_COLUMN, town)
        self.setColumnWidth(0, max(_LEAST_NAME, room - town))


class _CellPainter(QStyledItemDelegate):
    """The name strong, what is late or missing in the alarm colour, the day planned as a pill."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        made: Any = option  # its fields are not in the stubs
        made.font = theme.font(theme.BODY, bold=index.column() == 0, figures=True)
        if index.column() == PLANNED_COLUMN:
            made.text = ""  # it is painted as a pill
        if index.data(ALARM):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                made.palette.setColor(role, theme.current().bad)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        row: AccountRow = index.data(ROW)
        if index.column() == PLANNED_COLUMN and row.planned:
            self._pill(painter, option, row.planned)

    def _pill(self, painter: QPainter, option: Any, planned: date) -> None:
        day = theme.current().days[planned.weekday()]
        box = option.rect.adjusted(6, 4, -6, -4)
        box.setWidth(min(box.width(), 84))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(day.fill))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(day.on)
        painter.setFont(theme.font(theme.META, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, figures.short_date(planned))
        painter.restore()
