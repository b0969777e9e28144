"""Fields of the rep’s own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from planner.exchange import figures
from planner.store.journal import Change
from planner.words import _
from planner.workspace import Workspace
from planner.workspace.fields import Field
from planner.workspace.own_fields import Own
from ui.accounts.card.inline import InPlace
from ui.accounts.card.parts import Section

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_NAMES = ("name", "type", "choices")


def read(workspace: Workspace, account: int) -> Any:
    """The own fields with their values, read beside the window."""
    return workspace.own_fields.of(account)


def section(page: Page) -> QWidget:
    """Every own field, edited in place; the last line adds another one."""
    made = Section(_("Your own fields"))
    for own in page.found[__name__]:
        made.put(_in_place(page, own))
    add = QToolButton()
    add.setText(_("Add a field"))
    add.setToolTip(_("Text, number, date or choice; every account then has it"))
    add.setCursor(Qt.CursorShape.PointingHandCursor)
    add.clicked.connect(lambda _on: page.writer.open_new("own_field", {}, _NAMES))
    line = QHBoxLayout()
    line.addWidget(add)
    if page.found[__name__]:
        line.addWidget(_change(page))
    line.addStretch()
    made.column.addLayout(line)
    return made


def _change(page: Page) -> QToolButton:
    """Another name, other choices, or away with a field; its values go with it, and one undo."""
    button, menu = QToolButton(), QMenu()
    button.setText(_("Change a field"))
    for own in page.found[__name__]:
        values = {"name": own.name, "type": own.type, "choices": ", ".join(own.choices)}
        do = partial(page.writer.open_existing, "own_field", own.field, values, _NAMES)
        menu.addAction(own.name.replace("&", "&&"), do)
    menu.setParent(button, menu.windowFlags())
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button


def _in_place(page: Page, own: Own) -> InPlace:
    choices = ("", *own.choices) if own.type == "choice" else ()
    field = Field("value", "date" if own.type == "date" else "text", choices, False, True, None)

    def save(typed: str) -> Callable[[Workspace], Change | None]:
        return lambda workspace: workspace.own_fields.put(page.account, own.field, typed)

    return InPlace(
        page,
        field,
        text=own.value,
        shown=_shown(own),
        hint=_("click to fill in"),
        save=save,
        record=("own_value", own.record, "value") if own.record else None,
        label=own.name,
    )


def _shown(own: Own) -> str:
    if own.type == "date" and own.value:
        from datetime import date

        return figures.full_date(date.fromisoformat(own.value))
    return own.value
