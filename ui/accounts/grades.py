"""Grades by rank: the profile with its cuts, what they would change, and the one step that does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.advice.grades import LETTERS, Shares, shares_of
from planner.words import _, ngettext
from ui import plain, theme
from ui.accounts.columns import short_money
from ui.accounts.profile import Profile

if TYPE_CHECKING:
    from planner.workspace.grading.ranks import Preview, Ranking


_LEAST = 420


class GradeStrip(QFrame):
    """Where the cuts between grades are set. It changes nothing itself."""

    cuts_changed = Signal(object)
    """The number of ranked accounts above each cut, while one is dragged too."""
    rule_changed = Signal(str, object)
    """Rank by this; the number of the own field, or None."""
    wanted = Signal(object, bool)
    """Shares, and whether grades set by hand stay."""

    def __init__(self) -> None:
        super().__init__()
        self._ranking: Ranking | None = None
        self._currency = ""
        self.profile = Profile()
        self.profile.cut_dragged.connect(self.move_cut)
        self.by = QComboBox()
        self.by.setAccessibleName(_("What the accounts are ranked by"))
        self.by.activated.connect(lambda _at: self._choose_rule())
        self.total = plain.label()
        self.total.setObjectName("muted")
        self.total.setFont(theme.font(theme.META, figures=True))
        self.changes = plain.label()
        self.changes.setFont(theme.font(theme.META, bold=True, figures=True))
        self.keep = QCheckBox()
        self.keep.setChecked(True)
        self.keep.setFont(theme.font(theme.META))
        self.keep.toggled.connect(lambda _on: self._show_preview())
        self.put_back, self.apply = QPushButton(_("Put back")), QPushButton()
        self.put_back.clicked.connect(self.reset)
        self.apply.clicked.connect(self._apply)
        self._counts = [plain.label() for _letter in LETTERS]
        self._lay_out()
        self.setMinimumWidth(_LEAST)

    # What it is told

    def show_ranking(
        self, ranking: Ranking, currency: str, own_fields: Sequence[tuple[int, str]]
    ) -> None:
        """Show the accounts as they are ranked, with the cuts of the territory's rule."""
        self._ranking, self._currency = ranking, currency
        self._fill_rules(ranking, own_fields)
        values = [ranking.values[account] for account in ranking.order]
        self.profile.show_values(values)
        self._set_cuts(ranking.shares.cuts(ranking.count))
        self.total.setText(self._sum_words(sum(values), ranking))

    def move_cut(self, cut: int, above: int) -> None:
        """Put a cut where so many accounts stand above it; it pushes the others along."""
        if self._ranking is None:
            return
        cuts = list(self.profile.cuts)
        cuts[cut] = max(0, min(self._ranking.count, above))
        for at in range(cut + 1, 3):
            cuts[at] = max(cuts[at], cuts[cut])
        for at in range(cut):
            cuts[at] = min(cuts[at], cuts[cut])
        self._set_cuts(cuts)

    def reset(self) -> None:
        """Back to the cuts as they are kept."""
        if self._ranking is not None:
            self._set_cuts(self._ranking.shares.cuts(self._ranking.count))

    @property
    def shares(self) -> Shares:
        """The shares by the cuts as they stand; the kept ones where no cut was moved."""
        ranking = self._ranking
        if ranking is None:
            return Shares(0.1, 0.25, 0.4)
        kept = ranking.shares
        is_kept = kept.cuts(ranking.count) == self.profile.cuts
        return kept if is_kept else shares_of(self.profile.cuts, ranking.count)

    @property
    def preview(self) -> Preview | None:
        """What the cuts as they stand would change."""
        if self._ranking is None:
            return None
        return self._ranking.preview(self.shares, keep_by_hand=self.keep.isChecked())

    # Within

    def _set_cuts(self, cuts: Sequence[int]) -> None:
        self.profile.show_cuts(cuts)
        self._show_preview()
        self.cuts_changed.emit(self.profile.cuts)

    def _show_preview(self) -> None:
        """The counts that would be, and what is to be done about the grades that differ."""
        preview, ranking = self.preview, self._ranking
        if preview is None or ranking is None:
            return
        self._show_counts(preview)
        count, by_hand = len(preview.changes), len(ranking.by_hand & ranking.values.keys())
        moved = ranking.shares.cuts(ranking.count) != self.profile.cuts
        self.changes.setText(_change_words(preview, moved=moved))
        self.changes.setToolTip(plain.tooltip(_change_tip(preview)))
        self.keep.setText(
            ngettext("Keep {count} set by hand", "Keep {count} set by hand", by_hand).format(
                count=f"{by_hand:,}"
            )
        )
        self.apply.setText(
            ngettext("Grade {count} account", "Grade {count} accounts", count).format(
                count=f"{count:,}"
            )
            if count
            else _("Keep these cuts")
        )
        self.keep.setVisible(bool(by_hand))
        self.put_back.setVisible(moved)
        self.apply.setVisible(moved or bool(count))
        self.apply.setProperty("primary", moved)
        self.apply.style().polish(self.apply)
        self.total.setVisible(not moved and not count)

    def _show_counts(self, preview: Preview) -> None:
        assert self._ranking is not None
        count = max(1, self._ranking.count)
        for letter, label in zip(LETTERS, self._counts, strict=True):
            share = _("{percent} %").format(percent=round(100 * preview.counts[letter] / count))
            label.setText(
                _("{grade} {count} · {share}").format(
                    grade=letter, count=f"{preview.counts[letter]:,}", share=share
                )
            )

    def _sum_words(self, total: float, ranking: Ranking) -> str:
        money = short_money(total, self._currency)
        words = {
            "potential": _("{money} potential a year"),
            "revenue": _("{money} revenue a year"),
            "sum": _("{money} potential and revenue"),
        }
        return words[ranking.by].format(money=money) if ranking.by in words else ""

    def _fill_rules(self, ranking: Ranking, own_fields: Sequence[tuple[int, str]]) -> None:
        self.by.clear()
        for key, words in (
            ("potential", _("potential")),
            ("revenue", _("revenue")),
            ("sum", _("both")),
        ):
            self.by.addItem(words, (key, None))
        for number, name in own_fields:
            self.by.addItem(name, ("own", number))
        # As wide as the words of the three: an own field's name may be long.
        widest = max(self.by.fontMetrics().horizontalAdvance(self.by.itemText(i)) for i in range(2))
        self.by.setFixedWidth(widest + 44)
        wanted: Any = (ranking.by, ranking.own_field if ranking.by == "own" else None)
        at = next((i for i in range(self.by.count()) if self.by.itemData(i) == wanted), 0)
        self.by.setCurrentIndex(at)

    def _choose_rule(self) -> None:
        key, number = self.by.currentData()
        self.rule_changed.emit(key, number)

    def _apply(self) -> None:
        self.wanted.emit(self.shares, self.keep.isChecked())

    def _lay_out(self) -> None:
        title = plain.label(_("Grades"))
        title.setFont(theme.font(bold=True))
        by = plain.label(_("by"))
        by.setObjectName("muted")
        head = QHBoxLayout()
        head.setSpacing(8)
        parts: tuple[QWidget, ...] = (title, by, self.by)
        for part in parts:
            head.addWidget(part)
        head.addStretch()
        for part in (self.keep, self.put_back, self.apply):
            head.addWidget(part)
        counts = QHBoxLayout()
        counts.setSpacing(14)
        for label in self._counts:
            label.setFont(theme.font(theme.META, bold=True, figures=True))
            counts.addWidget(label)
        counts.addStretch()
        for label in (self.total, self.changes):
            counts.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 4)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(self.profile)
        column.addLayout(counts)
        for part in (self.keep, self.put_back, self.apply):
            part.hide()
        self.by.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _change_words(preview: Preview, *, moved: bool) -> str:
    count = len(preview.changes)
    if not count:
        return ""
    if not moved:
        return ngettext("{count} at another rank", "{count} at another rank", count).format(
            count=f"{count:,}"
        )
    return ngettext("{count} grade changes", "{count} grades change", count).format(
        count=f"{count:,}"
    )


def _change_tip(preview: Preview) -> str:
    """The first of those that would change."""
    shown = [
        _("{name}: {before} → {after}").format(
            name=change.name, before=change.before or _("none"), after=change.after
        )
        for change in preview.changes[:12]
    ]
    more = len(preview.changes) - len(shown)
    if more > 0:
        shown.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    return "\n".join(shown)
