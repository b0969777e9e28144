"""The proposal in the left column: its difference in words, what changes, accept or refuse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import promise_words
from planner.words import _
from ui import icons, plain, theme
from ui.week import proposal_words as words
from ui.week.proposal_rows import RowsModel, changes_view

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from planner.workspace.proposing.proposals import Proposal

_STEPS = 1000


class ProposalPanel(QWidget):
    """What is proposed, how far the search is, and the two answers."""

    accept_wanted = Signal()
    refuse_wanted = Signal()
    stop_wanted = Signal()
    way_out_wanted = Signal()
    """The button of a clash."""

    def __init__(self) -> None:
        super().__init__()
        self.view = changes_view(self)
        self.headline = plain.label(wrap=True)
        self.headline.setFont(theme.font(theme.FIGURES, bold=True, figures=True))
        self.line = plain.label(wrap=True)
        self.line.setFont(theme.font(theme.META, figures=True))
        self.line.setObjectName("muted")
        self.broken = plain.label(wrap=True)
        self.broken.setFont(theme.font(theme.META, bold=True))
        self.broken.setObjectName("bad")
        self.progress = _Progress()
        self.progress.stop.clicked.connect(self.stop_wanted)
        self.progress.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.accept = _keyed(_("Accept"), _("Enter"), primary=True)
        self.refuse = _keyed(_("Refuse"), _("Esc"))
        self.close_clash = _keyed(_("Close"), _("Esc"))
        self.close_clash.clicked.connect(self.refuse_wanted)
        self.accept.clicked.connect(self.accept_wanted)
        self.refuse.clicked.connect(self.refuse_wanted)
        self.way_out = QPushButton()
        self.way_out.clicked.connect(self.way_out_wanted)
        self.clash = plain.label(wrap=True)
        self.clash.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._build()
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 8)
        column.setSpacing(2)
        column.addLayout(self._heading())
        for label in (self.headline, self.line, self.broken):
            label.setContentsMargins(12, 0, 12, 0)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(label)
        self.clash.setContentsMargins(12, 4, 12, 4)
        column.addWidget(self.clash, 1)
        column.addWidget(self.view, 1)
        column.addWidget(self.progress)
        column.addLayout(self._answers())

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._title = plain.label(_("Proposed week"))
        self._title.setFont(theme.font(theme.META, bold=True))
        self._promise = plain.label()
        self.promise(dragging=False)
        self._promise.setFont(theme.font(theme.META))
        self._promise.setObjectName("muted")
        row.addWidget(self._title)
        row.addWidget(self._promise, 1)
        return row

    def _answers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 12, 0)
        row.setSpacing(8)
        self.accept.setToolTip(plain.tooltip(_("Keep it, as one step that one undo takes back")))
        self.refuse.setToolTip(plain.tooltip(_("The week stays as it is")))
        for widget in (self.accept, self.refuse, self.close_clash, self.way_out):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    # What is shown

    @property
    def model(self) -> RowsModel:
        """The rows of what changes."""
        model = self.view.model()
        assert isinstance(model, RowsModel)
        return model

    def show_waiting(self, week: str) -> None:
        """The search has begun and has no answer yet."""
        self._show_parts(rows=True, clash=False)
        self._title.setText(_("Proposed week"))
        self.headline.setText(_("Planning {week} …").format(week=week))
        self.line.setText(_("The first answer comes at once."))
        self.model.show_rows([])
        self.accept.setEnabled(False)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the best week so far."""
        self._show_parts(rows=True, clash=False)
        self._title.setText(_("Proposed week"))
        self.headline.setText(words.headline(proposal))
        self.line.setText(words.figures_line(proposal))
        self.broken.setText(promise_words.breaks_all(proposal.promises_broken))
        self.broken.setVisible(bool(proposal.promises_broken))
        self.model.show_rows(words.change_rows(proposal))
        self.accept.setEnabled(True)

    def show_clash(self, requirements: Sequence[str], way_out: str, *, button: str = "") -> None:
        """What is asked of the week cannot be; `button` does what `way_out` says."""
        self._show_parts(rows=False, clash=True)
        self._title.setText(_("No week can be proposed"))
        self.headline.setText(_("Not everything fits together"))
        self.line.setText(_("These clash; nothing was changed."))
        lines = [*(f"• {line}" for line in requirements), *(["", way_out] if way_out else [])]
        self.clash.setText(plain.breakable("\n".join(lines)))
        self.way_out.setText(button)
        self.way_out.setVisible(bool(button))
        self.say("\n".join([self.headline.text(), *requirements, way_out]))

    def _show_parts(self, *, rows: bool, clash: bool) -> None:
        self.view.setVisible(rows)
        self.accept.setVisible(rows)
        self.refuse.setVisible(rows)
        self.close_clash.setVisible(clash)
        self._promise.setVisible(rows)
        self.broken.hide()
        self.clash.setVisible(clash)
        self.way_out.setVisible(False)
        if clash:
            self.progress.hide()

    def promise(self, *, dragging: bool) -> None:
        """Say what has been written so far, or would be by letting go."""
        words = _("a drop accepts it first") if dragging else _("nothing is changed yet")
        self._promise.setText(words)

    def say(self, text: str) -> None:
        """Have a screen reader say it."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def announce(self) -> None:
        """Have a screen reader say what is proposed."""
        said = (self.headline.text(), self.line.text(), self.broken.text())
        self.say(". ".join(filter(None, said)))


class _Progress(QWidget):
    """What the search does, how far it is, and Stop."""

    left = Signal()
    """Stop goes away with the focus in it."""

    def __init__(self) -> None:
        super().__init__()
        self._doing = plain.label()
        self._doing.setFont(theme.font(theme.META, bold=True))
        self._far = plain.label()
        self._far.setFont(theme.font(theme.META, figures=True))
        self._far.setObjectName("muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setAccessibleName(_("How far the search is"))
        self.stop = QPushButton(_("Stop"))
        self.stop.setIcon(icons.icon("stop-fill"))
        self.stop.setToolTip(plain.tooltip(_("Stop searching and keep the best so far")))
        self._build()

    def _build(self) -> None:
        words_row = QHBoxLayout()
        words_row.setSpacing(6)
        words_row.addWidget(self._doing)
        words_row.addStretch(1)
        words_row.addWidget(self._far)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addLayout(words_row)
        left.addWidget(self.bar)
        row = QHBoxLayout()
        row.setContentsMargins(12, 7, 12, 3)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QFrame()
        line.setObjectName("separator")
        line.setFrameShape(QFrame.Shape.HLine)
        column.addWidget(line)
        column.addLayout(row)

    @property
    def text(self) -> str:
        """What it says now."""
        return f"{self._doing.text()} {self._far.text()}".strip()

    def show_share(self, share: float, far: str, doing: str) -> None:
        """The search is at this share of its time; `doing` and `far` say so in words."""
        self.show()
        self.stop.show()
        self.bar.show()
        self._doing.setText(doing)
        self._far.setText(far)
        self.bar.setValue(round(_STEPS * min(1.0, max(0.0, share))))

    def show_done(self, said: str) -> None:
        """The search is over."""
        if self.stop.hasFocus():
            self.left.emit()
        self._doing.setText(said)
        self._far.setText("")
        self.bar.setValue(_STEPS)
        self.bar.hide()
        self.stop.hide()


def _keyed(text: str, key: str, *, primary: bool = False) -> QPushButton:
    """A button that shows its key behind its word."""
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.setProperty("primary", primary)
    button.setFixedHeight(28)
    cap: QLabel = plain.label(key)
    cap.setFont(theme.font(theme.META))
    cap.setObjectName("keycap")
    cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row = QHBoxLayout(button)
    row.setContentsMargins(0, 0, 6, 0)
    row.addStretch()
    row.addWidget(cap)
    word = QFontMetrics(theme.font(theme.BODY, bold=primary)).horizontalAdvance(text)
    caps = QFontMetrics(theme.font(theme.META)).horizontalAdvance(key) + 12
    cap.setFixedSize(caps, 18)
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    button.setFixedWidth(word + caps + 28)
    button.setStyleSheet("QPushButton { text-align: left; padding: 2px 10px; }")
    return button
