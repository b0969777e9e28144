"""What a surplus of calls would buy: a prospect as a row to tick, and the words of a swap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.exchange import field_words, figures
from planner.words import _, ngettext
from ui import plain, theme
from ui.accounts.columns import short_money
from ui.accounts.reading import OVER

if TYPE_CHECKING:
    from planner.workspace.grading import NearProspect
    from planner.workspace.grading.swapping import Swap


class Offer(QWidget):
    """A prospect that the hours would buy: ticked, what it could buy, its calls and detour."""

    def __init__(self, tick: QCheckBox, prospect: NearProspect, currency: str) -> None:
        super().__init__()
        name = plain.label(prospect.name)
        name.setFont(theme.font(bold=True))
        name.setMinimumWidth(1)
        value = plain.label(
            _("{money} a year").format(money=short_money(prospect.value, currency))
            if prospect.value
            else ""
        )
        value.setFont(theme.font(theme.META, bold=True, figures=True))
        detour = figures.signed_minutes(prospect.detour_seconds)
        source = field_words.choice(prospect.source) if prospect.source else ""
        count = prospect.calls
        calls = ngettext("{count} call", "{count} calls", count).format(count=count)
        words = _("{calls} · {minutes} off the route").format(calls=calls, minutes=detour)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(tick)
        first.addWidget(name, 1)
        first.addWidget(value)
        second.setContentsMargins(24, 0, 0, 0)
        second.addWidget(quiet(source))
        second.addStretch()
        second.addWidget(quiet(words))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addLayout(second)


def count_words(count: int) -> str:
    """How many are over-called, or that only the dearest are listed."""
    if not count:
        return ""
    if count >= OVER:
        return _("the {count} dearest").format(count=f"{count:,}")
    return _("{count} over-called").format(count=f"{count:,}")


def first_words(swap: Swap, units: str) -> str:
    """First: Fri 4 Dec 08:25 Hardy → Pontefract, −2 km."""
    distance = figures.signed_distance(swap.metres, units)
    if not swap.exchanges:
        return _("No call is planned too early: from now on they go to the prospects.")
    first = swap.exchanges[0]
    day = figures.short_date(first.day)
    if first.call is None:
        return _("First: {day} {name}, {distance}").format(
            day=day, name=first.name, distance=distance
        )
    time = "" if first.begin is None else figures.time_of_day(first.begin)
    return _("First: {day} {time} {old} → {new}, {distance}").format(
        day=day, time=time, old=swap.name, new=first.name, distance=distance
    )


def strong(text: str = "") -> QLabel:
    """A heading."""
    label = plain.label(text)
    label.setFont(theme.font(bold=True))
    return label


def quiet(text: str = "", *, wrap: bool = False) -> QLabel:
    """Second text."""
    label = plain.label(text, wrap=wrap)
    label.setObjectName("muted")
    label.setFont(theme.font(theme.META, figures=True))
    return label
