"""Trust in three figures, our share of what they buy, and the way to the whole relationship."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from planner.exchange import trust_words
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
    account = page.card.account
    if not trust.known and not account.is_key:
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
    buying = trust_words.buying(account.our_share, account.suppliers)
    if buying:
        made.say(buying)
    return made
