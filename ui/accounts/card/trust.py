"""Trust in three figures, and the way to the whole relationship."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from planner.words import _
from ui.accounts.card.parts import Section, tool
from ui.key_accounts.trust_bars import TrustBars
from ui.key_accounts.trust_panel import TrustFigures

if TYPE_CHECKING:
    from planner.advice.trust import Trust
    from planner.workspace import Workspace
    from ui.accounts.card.page import Page


def read(workspace: Workspace, account: int) -> Trust:
    """What trust rests on here."""
    return workspace.key_accounts.trust(account)


def section(page: Page) -> QWidget | None:
    """Contact, promises, reaction; nothing where nobody knows anything yet."""
    trust: Trust = page.found[__name__]
    if not trust.known and not page.card.account.is_key:
        return None
    made = Section(_("Trust"))
    bars, figures = TrustBars(), TrustFigures()
    bars.show_trust(trust)
    figures.show_trust(trust)
    made.head.insertWidget(1, bars, 0, Qt.AlignmentFlag.AlignVCenter)
    if page.can("key_account"):
        hint = _("Key account: people, services, projects")
        made.head.addWidget(tool("arrow-right", hint, partial(page.do, "key_account")))
    made.put(figures)
    return made
