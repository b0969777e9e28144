"""The menus of the accounts screen: what can be done with rows, and which columns are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu, QWidget

from planner.words import _, ngettext
from ui import icons
from ui.accounts.columns import AT, COLUMNS
from ui.accounts.table import AccountsTable

_KEPT = "accounts/columns"
_GRADES = ("A", "B", "C", "D", "")


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the entries of a row's menu do."""

    open: Callable[[], None]
    grade: Callable[[str], None]
    delete: Callable[[], None]


def menu_for(parent: QWidget, accounts: Sequence[int], deeds: Deeds) -> QMenu:
    """What can be done with the selected accounts."""
    menu = QMenu(parent)
    menu.addAction(_("Open"), deeds.open)
    grades = menu.addMenu(_("Grade by hand"))
    for grade in _GRADES:
        grades.addAction(grade or _("none"), partial(deeds.grade, grade))
    menu.addSeparator()
    count = len(accounts)
    words = ngettext("Delete {count} account", "Delete {count} accounts", count)
    menu.addAction(icons.icon("trash"), words.format(count=count), deeds.delete)
    return menu


def columns_menu(table: AccountsTable, parent: QWidget) -> QMenu:
    """Ticks for the columns; what is ticked stays so on this computer."""
    menu = QMenu(parent)
    kept = QSettings("Loopwise", "Loopwise").value(_KEPT)
    shown = set(str(kept).split(",")) if kept else {c.key for c in COLUMNS if not c.hidden}
    for column in COLUMNS[1:]:
        action = menu.addAction(column.heading())
        action.setCheckable(True)
        action.setChecked(column.key in shown)
        table.setColumnHidden(AT[column.key], column.key not in shown)
        action.toggled.connect(partial(_toggle, table, column.key))
    return menu


def _toggle(table: AccountsTable, key: str, shown: bool) -> None:
    table.toggle_column(key, shown)
    keys = [c.key for at, c in enumerate(COLUMNS) if not table.isColumnHidden(at)]
    QSettings("Loopwise", "Loopwise").setValue(_KEPT, ",".join(keys))
