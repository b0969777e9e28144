"""The rows of the call cycle as a Qt model: accounts under their grade, 50,000 at ease."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.exchange import cycle_words, figures
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.workspace.cycle.table import CycleRow, CycleTable

Index = QModelIndex | QPersistentModelIndex
LINE = int(Qt.ItemDataRole.UserRole) + 1
"""The `Group` or `CycleRow` of an index."""
_ROOT = QModelIndex()
GRADES = ("A", "B", "C", "D", "")


@dataclass(frozen=True, slots=True)
class Group:
    """The heading of a grade: its usual interval in days, how many accounts, open or not."""

    grade: str
    interval: int | None
    count: int
    is_open: bool

    @property
    def words(self) -> str:
        """What stands beside the grade: every 2 weeks."""
        return cycle_words.every(self.interval)


class CycleModel(QAbstractListModel):
    """Accounts of a cycle by grade; a grade can be folded, and only those overdue be shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: CycleTable | None = None
        self._lines: list[Group | CycleRow] = []
        self._folded: set[str] = set()
        self._only_overdue = False

    def set_table(self, table: CycleTable) -> None:
        """Show other weeks, or the same with other calls."""
        self.table = table
        self._arrange()

    def fold(self, grade: str) -> None:
        """Fold a grade's accounts away, or show them again."""
        self._folded ^= {grade}
        self._arrange()

    def show_only_overdue(self, only: bool) -> None:
        """Show only accounts whose wait is too long."""
        self._only_overdue = only
        self._arrange()

    @property
    def overdue(self) -> int:
        """How many accounts wait too long."""
        return sum(row.over > 0 for row in self.table.rows) if self.table else 0

    def line(self, row: int) -> Group | CycleRow:
        """What stands in a row."""
        return self._lines[row]

    def row_of(self, account: int) -> int | None:
        """The row of an account, None where it is not shown."""
        for at, line in enumerate(self._lines):
            if not isinstance(line, Group) and line.account.id == account:
                return at
        return None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Headings and accounts."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The line, and its words for those who hear the screen."""
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Accounts can be selected, headings only be folded."""
        if isinstance(self._lines[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _arrange(self) -> None:
        self.beginResetModel()
        by_grade: dict[str, list[CycleRow]] = {grade: [] for grade in GRADES}
        for row in self.table.rows if self.table else ():
            if row.over > 0 or not self._only_overdue:
                by_grade[row.account.grade].append(row)
        self._lines = []
        for grade, rows in by_grade.items():
            if rows and self.table is not None:
                is_open = grade not in self._folded
                group = Group(grade, self.table.intervals.get(grade), len(rows), is_open)
                self._lines += [group, *(rows if is_open else ())]
        self.endResetModel()


def spoken(line: Group | CycleRow) -> str:
    """A line in words."""
    if isinstance(line, Group):
        accounts = ngettext("{count} account", "{count} accounts", line.count)
        name = line.grade or _("No grade")
        return f"{name}, {line.words}, {accounts.format(count=line.count)}"
    parts = [line.account.name]
    for call in line.calls:
        state = _("made") if call.state == "made" else _("missed")
        state = _("planned") if call.planned else state
        parts.append(f"{figures.short_date(call.day)} {state}")
    if line.over:
        parts.append(over(line.over))
    return ", ".join(parts)


def over(days: int) -> str:
    """By how many days a gap is too long."""
    return _("{days} d over").format(days=days)
