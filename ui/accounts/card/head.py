"""Who it is, where, how due, and what can be done with it at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from planner.exchange import field_words, figures
from planner.words import _, ngettext
from ui import plain, theme
from ui.accounts.card.parts import Section, muted, tool

if TYPE_CHECKING:
    from ui.accounts.card.page import Page

_LONG_NAME = 36
"""Letters beyond which a name is written smaller, so that it needs fewer lines."""


def section(page: Page) -> QWidget:
    """The head of the card."""
    made, row = Section(), page.card.row
    line = QHBoxLayout()
    grade = plain.label(row.grade or "–")
    grade.setObjectName("badge")
    grade.setAccessibleName(_("Grade {grade}").format(grade=row.grade))
    name = plain.label(row.name, wrap=True)
    size = theme.FIGURES if len(row.name) <= _LONG_NAME else theme.BODY
    name.setFont(theme.font(size, bold=True))
    line.addWidget(grade, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(name, 1)
    if page.card.account.phone:
        line.addWidget(_phone(page.card.account.phone), 0, Qt.AlignmentFlag.AlignTop)
    close = tool("x", _("Close (Esc)"), page.owner.closed.emit)
    line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
    made.column.addLayout(line)
    made.put(muted(_where(page)))
    made.put(muted(_rhythm(page)))
    made.column.addLayout(_buttons(page))
    if row.precision == "none":
        made.put(_needs_place())
    return made


def _phone(number: str) -> QWidget:
    """Hands the number to whatever phones on this computer."""
    url = QUrl("tel:" + "".join(sign for sign in number if sign in "+0123456789"))
    hint = _("Phone {number}").format(number=number[:40])
    return tool("phone", hint, lambda: QDesktopServices.openUrl(url))


def _where(page: Page) -> str:
    account = page.card.account
    address = ", ".join(filter(None, (account.street, account.postcode, account.town)))
    exact = field_words.choice(account.precision)
    return " · ".join(filter(None, (address, account.phone, exact)))


def _rhythm(page: Page) -> str:
    row = page.card.row
    parts = [field_words.choice(row.status)]
    if row.last_call:
        parts.append(_("last call {date}").format(date=_date(row.last_call, page)))
    if row.due:
        parts.append(_due(row.due, page))
    if row.planned:
        parts.append(_("planned {date}").format(date=_date(row.planned, page)))
    return " · ".join(parts)


def _due(due: date, page: Page) -> str:
    over = (page.today - due).days
    if over > 0:
        return ngettext("{days} day over", "{days} days over", over).format(days=over)
    return _("due {date}").format(date=_date(due, page))


def _date(day: date, page: Page) -> str:
    return figures.near_date(day, page.today)


def _buttons(page: Page) -> QHBoxLayout:
    line = QHBoxLayout()
    edit = QPushButton(_("Edit"))
    edit.clicked.connect(lambda: page.open("account", page.card.account))
    pin = QPushButton(_("Pin"))
    pin.setToolTip(_("Correct where it stands on the map"))
    pin.clicked.connect(lambda: page.owner.place_wanted.emit(page.account))
    buttons = [_put_on(page), edit, pin]
    if page.can("quick_log"):
        log = QPushButton(_("Log"))
        log.setToolTip(_("Log the call"))
        log.clicked.connect(lambda: page.do("quick_log"))
        buttons.insert(0, log)
    for button in buttons:
        button.setAutoDefault(False)
        line.addWidget(button)
    line.setSpacing(6)
    return line


def _put_on(page: Page) -> QPushButton:
    plan, account, owner = QPushButton(_("Put on …")), page.account, page.owner
    menu = QMenu(plan)
    for weekday in page.territory.working_days:
        action = menu.addAction(figures.weekday(weekday))
        action.triggered.connect(
            lambda _on=False, day=weekday: owner.plan_wanted.emit(account, day)
        )
    menu.addSeparator()
    menu.addAction(_("Which day suits?"), lambda: owner.which_day_wanted.emit(account))
    menu.addAction(_("Urgent: fit it in today"), lambda: owner.urgent_wanted.emit(account))
    plan.setMenu(menu)
    return plan


def _needs_place() -> QWidget:
    warning = plain.label(
        _("This account is not on the map yet. Press Pin, then click where it is."), wrap=True
    )
    warning.setObjectName("warning")
    return warning
