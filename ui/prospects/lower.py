"""Under the pipeline: what each source pays, and the share of new business by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.advice.lead_sources import verdict
from planner.exchange import prospect_words
from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.prospects.chart import ShareChart
from ui.prospects.pieces import Ground, heading, line
from ui.prospects.sources import SourcesTable

if TYPE_CHECKING:
    from planner.advice.new_business import NewBusiness
    from planner.workspace.prospecting.prospecting import Overview

_SIDE_BY_SIDE = 800
"""Pixels from which on sources and chart stand beside each other."""


class LowerPart(QScrollArea):
    """Sources and chart side by side; in a narrow window below each other, to be scrolled."""

    referrals_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sources, self.chart = SourcesTable(), ShareChart()
        self._make_labels()
        holder = Ground()
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._parts.addWidget(self._sources_part(), 1)
        self._between = line(upright=True)
        self._parts.addWidget(self._between)
        self._parts.addWidget(self._chart_part(), 1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_overview(self, found: Overview) -> None:
        """Other figures."""
        self.sources.show_sources(found.sources, found.currency)
        self.chart.show_business(found.business)
        best = verdict(found.sources)
        self.verdict.setText(prospect_words.verdict(*best) if best else "")
        self.referrers.setText(_referrers(found.referrers))
        self._show_to_ask(found.to_ask)
        self._show_share(found.business, found.currency)

    def _show_to_ask(self, names: tuple[str, ...]) -> None:
        """Whoever was helped out of a worry is glad to name others."""
        count = len(names)
        words = ngettext("Ask {count} for a referral", "Ask {count} for a referral", count)
        self.ask.setText(words.format(count=count))
        self.ask.setToolTip(plain.tooltip("\n".join(names)))
        self._why_ask.setText(
            ngettext("{count} calmed complaint", "{count} calmed complaints", count).format(
                count=count
            )
        )
        self.ask.setVisible(count > 0)
        self._why_ask.setVisible(count > 0)

    def _show_share(self, business: NewBusiness, currency: str) -> None:
        self.share.setText(prospect_words.percent(business.share))
        target = prospect_words.percent(business.target)
        self._of.setText(_("of {target}, 12 months").format(target=target))
        short = business.short
        is_short = short is not None and short >= 0.5
        self.short.setText(prospect_words.short_money(short or 0.0, currency) if is_short else "")
        likely = prospect_words.short_money(business.likely, currency)
        message = ""
        if is_short:
            message = _("short; pipeline likely {likely}")
        elif business.reached:
            message = _("reached; pipeline likely {likely}")
        self._likely.setText(message.format(likely=likely))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands beside what depends on the width."""
        super().resizeEvent(event)
        wide, ways = event.size().width() >= _SIDE_BY_SIDE, QBoxLayout.Direction
        self._parts.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._between.setVisible(wide)

    def _make_labels(self) -> None:
        self.verdict, self.referrers = plain.label(wrap=True), plain.label(wrap=True)
        self.share, self._of, self.short, self._likely = (plain.label() for _n in range(4))
        self.ask, self._why_ask = QPushButton(), plain.label()
        self.ask.setIcon(icons.icon("share-network"))
        self.ask.clicked.connect(lambda _on: self.referrals_wanted.emit())
        self._why_ask.setFont(theme.font(theme.META, figures=True))
        self.verdict.setFont(theme.font(bold=True))
        self.referrers.setFont(theme.font(theme.META, figures=True))
        for label in (self.share, self.short):
            label.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        for label in (self.referrers, self._of, self._likely, self._why_ask):
            label.setObjectName("muted")

    def _sources_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(12, 10, 16, 8)
        column.setSpacing(8)
        column.addLayout(heading(_("What each source pays"), _("12 months")))
        column.addWidget(self.sources)
        column.addWidget(self.verdict)
        column.addWidget(self.referrers)
        foot = QHBoxLayout()
        foot.addWidget(self.ask)
        foot.addWidget(self._why_ask, 1)
        column.addLayout(foot)
        column.addStretch()
        return part

    def _chart_part(self) -> QWidget:
        part = QWidget()
        column, row = QVBoxLayout(part), QHBoxLayout()
        column.setContentsMargins(16, 10, 16, 8)
        column.setSpacing(4)
        row.setSpacing(6)
        for label in (self.share, self._of, self.short, self._likely):
            row.addWidget(label, alignment=Qt.AlignmentFlag.AlignBottom)
        row.addStretch()
        column.addLayout(heading(_("New business by month"), _("share of revenue")))
        column.addLayout(row)
        column.addWidget(self.chart, 1)
        return part


def _referrers(found: tuple[tuple[str, int], ...]) -> str:
    if not found:
        return ""
    names = " · ".join(f"{name} {count}" for name, count in found[:3])
    return _("Who referred you: {names}").format(names=names)
