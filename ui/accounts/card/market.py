"""What the account told of the market, what others told that it may confirm, head office's answers.

One click says that the same was seen here too.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.exchange import figures, report_words
from planner.exchange.report import Asked, Card
from planner.words import _
from ui.accounts.card.parts import Section, muted, strong, tool

if TYPE_CHECKING:
    from planner.workspace import Workspace
    from planner.workspace.reporting.told import Told
    from ui.accounts.card.page import Page

_SHOWN = 3
_REPORT = ("text", "kind", "competitor", "source", "confidence", "may_name", "private")


def read(workspace: Workspace, account: int) -> Told:
    """Beside the window."""
    return workspace.reporting.told(account)


def section(page: Page) -> QWidget | None:
    """Answers first, then what was seen here, then what may be confirmed."""
    told: Told = page.found[__name__]
    new = {"date": page.today}
    made = Section(
        _("From the market"), partial(page.add, "field_report", _REPORT, **new),
        _("Add a field report"),
    )  # fmt: skip
    for asked in told.questions[:_SHOWN]:
        made.put(_question(asked))
    for card in told.here[:_SHOWN]:
        made.put(_card(card))
    made.more(len(told.here) - _SHOWN)
    for card in told.elsewhere[:_SHOWN]:
        made.put(_elsewhere(page, card))
    if not (told.questions or told.here or told.elsewhere):
        made.say(_("Nothing heard yet."))
    return made


def _question(asked: Asked) -> QWidget:
    if asked.answered_on is None:
        waits = _("Asked head office {date}: {text}").format(
            date=figures.day_and_month(asked.asked_on), text=asked.text
        )
        return muted(waits)
    answer = _("Head office, {date}: {answer}").format(
        date=figures.day_and_month(asked.answered_on), answer=asked.answer
    )
    label = strong(answer)
    label.setAccessibleName(f"{asked.text} {answer}")
    return label


def _card(card: Card) -> QWidget:
    about = " · ".join((report_words.kind(card), report_words.sure(card.confidence)))
    return muted(f"{card.text} ({about})")


def _elsewhere(page: Page, card: Card) -> QWidget:
    """Seen elsewhere: the same here is one click."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(muted(_("Elsewhere: {text}").format(text=card.text)), 1)
    hint = _("Seen here too: {text}").format(text=card.text[:80])
    row.addWidget(tool("plus-circle", hint, lambda: _seen(page, card)))
    return holder


def _seen(page: Page, card: Card) -> None:
    account = page.account
    page.write(lambda workspace: workspace.reporting.seen_here_too(card.id, account))
