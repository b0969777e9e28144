"""The bar over the week: which week it is, what it adds up to, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from planner.exchange import figures
from planner.words import _, ngettext
from ui import icons, plain, theme
from ui.keys import Actions

if TYPE_CHECKING:
    from planner.workspace import PlannedWeek

HEIGHT = 44
_FIELD, _LEAST_FIELD = 204, 100
_ROOM_FOR_TOTALS = 90


class TopBar(QFrame):
    """Made of actions; `show_week` fills in the figures."""

    def __init__(self, actions: Actions, export_menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("top_bar")
        self.setFixedHeight(HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 12, 0)
        self._row.setSpacing(4)
        self._week_part(actions)
        self._row.addWidget(self._totals(), 1)
        if "plan" in actions:
            self.plan_button = _plan_button(actions)
            self._row.addWidget(self.plan_button)
        self._icons = [_worded(actions["undo"], _("Undo"))]
        if "compare" in actions:
            self._icons.append(_worded(actions["compare"], _("Compare"), checkable=True))
        self._icons.append(_worded(actions["print"], _("Print")))
        for button in self._icons:
            self._row.addWidget(button)
        export = _worded(actions["export"], _("Export") + " ▾")
        export.setMenu(export_menu)
        export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._row.addWidget(export)
        self._row.addWidget(_FindField(actions["find"]))

    def _week_part(self, actions: Actions) -> None:
        self.title = plain.label()
        self.title.setFont(theme.font(theme.FIGURES, bold=True))
        self.title.setObjectName("week_title")
        self.dates = plain.label()
        before, after = _arrow(actions["week_before"]), _arrow(actions["week_after"])
        for widget in (before, self.title, self.dates, after):
            self._row.addWidget(widget)
        self._row.insertSpacing(2, 4)

    def _totals(self) -> QWidget:
        self.totals = _Elided()
        self.totals.setObjectName("muted")
        self.totals.setMinimumWidth(_ROOM_FOR_TOTALS)
        return self.totals

    def show_week(self, week: PlannedWeek) -> None:
        """Name a week and add it up."""
        monday = week.week.monday
        self.title.setText(figures.week_name(monday))
        shown = [day.date for day in week.days] or list(week.week.days[:5])
        self.dates.setText(figures.date_span(shown[0], shown[-1]))
        self.totals.setText(totals(week))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where words would crowd out the week's figures, icons say enough."""
        for style in (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonIconOnly,
        ):
            for button in self._icons:
                button.setToolButtonStyle(style)
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                break

    def show_totals(self, words: str) -> None:
        """Say something else of the week, such as what it would become."""
        self.totals.setText(words)

    def stress_plan(self, stressed: bool) -> None:
        """Plan is the one filled button, but while a proposal has one of its own."""
        if self.plan_button.property("primary") != stressed:
            self.plan_button.setProperty("primary", stressed)
            icon = icons.icon("magic-wand", "onink" if stressed else "text")
            self.plan_button.setIcon(icon)
            self.plan_button.style().polish(self.plan_button)


_PLANNING = (("plan", "plan_afresh"), ("lock_all", "copy_week"), ("settings",))


def _plan_button(actions: Actions) -> QToolButton:
    """Plans at once; its arrow has what else there is about planning."""
    button = _worded(actions["plan"], _("Plan"))
    menu = QMenu(button)
    for group in _PLANNING:
        menu.addActions([actions[name] for name in group if name in actions])
        menu.addSeparator()
    button.setMenu(menu)
    button.setObjectName("plan_button")
    button.setProperty("primary", True)
    button.setIcon(icons.icon("magic-wand", "onink"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
    return button


def totals(week: PlannedWeek) -> str:
    """23 calls · 828 km · 40:37 h est."""
    units, currency = week.territory.units, week.territory.currency
    calls = ngettext("{count} call", "{count} calls", week.calls).format(count=week.calls)
    if not week.calls:
        return _("no calls yet")
    hours = _("{duration} est.").format(duration=figures.duration(week.seconds_working))
    parts = (calls, figures.distance(week.metres, units), hours, figures.money(week.cost, currency))
    return _PARTED.join(parts)


_PARTED = " · "


class _Elided(QLabel):
    """A line that gives way to what stands beside it, part by part, and is whole in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setFont(theme.font(figures=True))
        self.setIndent(12)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setToolTip(plain.tooltip(text))
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many parts as there is room for, but always the first."""
        parts, metrics = self._whole.split(_PARTED), self.fontMetrics()
        while len(parts) > 1:
            if metrics.horizontalAdvance(_PARTED.join(parts)) <= self.width() - 16:
                break
            parts.pop()
        super().setText(_PARTED.join(parts))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.current().mute)
        room = self.rect().adjusted(12, 0, -4, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class _FindField(QToolButton):
    """Looks like a search field and opens Find or do."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setObjectName("find_field")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIcon(icons.icon("magnifying-glass", "mute"))
        self._words = _("Find or do…")
        self.setAccessibleName(_("Find or do"))
        self.setFixedHeight(28)
        self.setMinimumWidth(_LEAST_FIELD)
        self.setMaximumWidth(_FIELD)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        self.setToolTip(action.toolTip())
        keys = plain.label(action.shortcut().toString())
        keys.setObjectName("keycap")
        keys.setFont(theme.font(theme.META))
        keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.addStretch()
        row.addWidget(keys)

    def sizeHint(self) -> QSize:
        return QSize(_FIELD, 28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the icon and the key say enough."""
        super().resizeEvent(event)
        wide = self.fontMetrics().horizontalAdvance(self._words) + 40 + 46
        self.setText(self._words if self.width() >= wide else "")


def _arrow(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setIcon(action.icon())
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(28, 28)
    button.setAccessibleName(action.text())
    button.setToolTip(action.toolTip())
    button.clicked.connect(action.trigger)
    return button


def _worded(action: QAction, word: str, *, checkable: bool = False) -> QToolButton:
    """A button with icon and word that follows its action."""
    button = QToolButton()
    button.setIcon(action.icon())
    button.setText(word)
    button.setFixedHeight(28)
    button.setCheckable(checkable)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.clicked.connect(action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setToolTip(action.toolTip())
        if checkable:
            button.setChecked(action.isChecked())

    action.changed.connect(follow)
    follow()
    return button
