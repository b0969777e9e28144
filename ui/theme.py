"""The looks: one palette, light and dark, three sizes and two weights of the platform's font.

The window is grey and ink; the only colours are the days and the warnings. Colours come from
Okabe and Ito's set, and every pair of text and ground has a contrast of at least 4.5 : 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

_SETTINGS = ("Loopwise", "Loopwise")
META, BODY, FIGURES = 12, 14, 20
"""The three sizes, in pixels."""


@dataclass(frozen=True, slots=True)
class DayColours:
    """One weekday: its solid colour and the text on it, a card's ground and edge, a line's edge."""

    fill: QColor
    on: QColor
    tint: QColor
    edge: QColor
    line: QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the window; `days` is by weekday, Monday first.

    `win` is behind everything, `surf` under lists and lanes, `line` parts them; `ink` with `onink`
    is the primary button and the focus, `mute` the second text, `sel` what is selected; `shade`
    and `hatch` are hours outside work and blocks, `off` ghosts and the end of day; `bad` on `badbg`
    and `good` always come with words; `due` and `rest` are dots on the map.
    """

    dark: bool
    win: QColor
    surf: QColor
    line: QColor
    text: QColor
    ink: QColor
    onink: QColor
    mute: QColor
    sel: QColor
    shade: QColor
    hatch: QColor
    off: QColor
    bad: QColor
    badbg: QColor
    good: QColor
    due: QColor
    rest: QColor
    days: tuple[DayColours, ...]


_NAMES = "win surf line text ink onink mute sel shade hatch off bad badbg good due rest".split()
_LIGHT = (
    "#F3F4F6 #FFFFFF #DFE3E8 #1B1F24 #1B1F24 #FFFFFF #5A626C #E9ECF0 "
    "#F0F1F3 #D9DDE2 #6A727C #B3261E #FCEEEC #146C43 #3A4149 #9BA3AD"
)
_DARK = (
    "#15181B #1C1F23 #32373D #E9EBEE #E9EBEE #15181B #A5ADB7 #2C3137 "
    "#17191C #33383E #98A1AB #FF9B90 #3A2422 #7FD1A5 #BCC4CD #6E7781"
)
# Fill, text on it, tint, edge, edge of a line; Monday to Sunday.
_LIGHT_DAYS = (
    "#0072B2 #FFFFFF #E7F1F8 #A9CDE4 #004D78",
    "#E69F00 #14171A #FDF3DF #EFCB80 #8A5F00",
    "#009E73 #14171A #E3F4EE #9AD3C1 #006B4E",
    "#CC79A7 #14171A #F9EEF4 #E5BDD2 #8F4B70",
    "#D55E00 #14171A #FBEBE0 #ECB893 #8F3F00",
    "#56B4E9 #14171A #EAF5FC #AFDBF3 #2A6E99",
    "#F0E442 #14171A #FCFADF #D9CF6B #7A7300",
)
_DARK_DAYS = (
    "#4BA6E0 #101316 #1E2F3C #335A74 #335A74",
    "#E9A91C #101316 #383020 #6B5526 #6B5526",
    "#1FB98C #101316 #1B332C #28604F #28604F",
    "#DB93BB #101316 #382B33 #6A4A5C #6A4A5C",
    "#F08238 #101316 #3B2A20 #744629 #744629",
    "#79C6F2 #101316 #22323C #3F6379 #3F6379",
    "#F3E95C #101316 #353320 #66602C #66602C",
)


@cache
def tokens(dark: bool) -> Tokens:
    """The colours of the light or the dark window."""
    plain = dict(zip(_NAMES, map(QColor, (_DARK if dark else _LIGHT).split()), strict=True))
    days = tuple(
        DayColours(*map(QColor, day.split())) for day in (_DARK_DAYS if dark else _LIGHT_DAYS)
    )
    return Tokens(dark=dark, days=days, **plain)


def current() -> Tokens:
    """The colours in use now; ask again in every paint, for they change with the system."""
    return tokens(_looks.dark)


class _Looks(QObject):
    """What was chosen, and who wants to know of a change besides the widgets Qt tells itself."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dark = False
        self.choice: bool | None = None
        self.follows = False


_looks = _Looks()
changed = _looks.changed
"""Emitted after light has become dark or the other way; widgets also get a PaletteChange event."""


def choice() -> bool | None:
    """What the user chose: True for dark, False for light, None to follow the system."""
    return _looks.choice


def apply(app: QApplication, dark: bool | None = None) -> None:
    """Dress the application; None follows the system's colour scheme from now on."""
    if not _looks.follows:
        # Our palette covers every role only in Fusion: native styles take some from the system.
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow(app))
        _looks.follows = True
    _looks.choice = dark
    _dress(app, _system_is_dark(app) if dark is None else dark)


def remember(dark: bool | None) -> None:
    """Keep a choice of looks for the next start."""
    QSettings(*_SETTINGS).setValue("look", {True: "dark", False: "light"}.get(dark, "system"))  # type: ignore[arg-type]


def remembered() -> bool | None:
    """The choice kept last: True for dark, False for light, None for the system's."""
    return {"dark": True, "light": False}.get(str(QSettings(*_SETTINGS).value("look", "")))


def _follow(app: QApplication) -> None:
    if _looks.choice is None:
        _dress(app, _system_is_dark(app))


def _system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _dress(app: QApplication, dark: bool) -> None:
    _looks.dark = dark
    app.setFont(font())
    app.setPalette(palette(tokens(dark)))
    app.setStyleSheet(_stylesheet(tokens(dark)))
    _looks.changed.emit()


def palette(look: Tokens) -> QPalette:
    """Every role of Qt's palette in our colours."""
    made, role = QPalette(), QPalette.ColorRole
    roles = (
        (look.win, (role.Window, role.AlternateBase, role.Button, role.Midlight)),
        (look.surf, (role.Base, role.Light)),
        (look.text, (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.Link)),
        (look.mute, (role.PlaceholderText, role.LinkVisited)),
        (look.sel, (role.Highlight,)),
        (look.line, (role.Mid,)),
        (look.off, (role.Dark,)),
        (look.ink, (role.Accent, role.ToolTipBase, role.Shadow)),
        (look.onink, (role.ToolTipText, role.BrightText)),
    )
    for colour, places in roles:
        for place in places:
            made.setColor(place, colour)
    for place in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, place, look.off)
    return made


def font(size: int = BODY, *, bold: bool = False, figures: bool = False) -> QFont:
    """The platform's font at one of the three sizes; `figures` for digits of one width."""
    made = QFont(_platform_font())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def _platform_font() -> QFont:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def bring_letters() -> None:
    """Letters of Chinese, Japanese and Korean names, for computers that have none."""
    from planner import resources

    QFontDatabase.addApplicationFont(str(resources.path("fonts", "NotoSansCJKsc-Regular.otf")))


def _stylesheet(look: Tokens) -> str:
    """The few things that a palette cannot say: radii, insets, the ink of buttons and focus."""
    return re.sub(r"@(\w+)", lambda match: str(getattr(look, match[1]).name()), _SHEET)


_SHEET = """
QToolTip { color: @onink; background: @ink; border: 0; padding: 4px 8px; font-size: 12px; }
QPushButton { border: 1px solid @line; border-radius: 6px; padding: 4px 12px; min-height: 18px;
    background: @surf; color: @text; }
QPushButton:hover { background: @sel; }
QPushButton:focus { border: 1px solid @ink; }
QPushButton:disabled { color: @off; }
QPushButton:default, QPushButton[primary="true"] { background: @ink; color: @onink;
    border: 1px solid @ink; font-weight: 600; }
QPushButton:default:disabled, QPushButton[primary="true"]:disabled { background: @off;
    border: 1px solid @off; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 3px 8px; }
QToolButton:hover, QToolButton:pressed, QToolButton:open { background: @sel; }
QToolButton:focus { border: 1px solid @ink; }
QToolButton:checked { background: @sel; }
QToolButton[weekday="true"] { border: 1px solid @line; }
QToolButton[weekday="true"]:focus { border: 1px solid @ink; }
QToolButton[weekday="true"]:checked { background: @ink; color: @onink; }
QToolButton[weekday="true"]:checked:focus { border: 1px solid @surf; }
QToolButton::menu-indicator { image: none; }
QToolButton#plan_button { border: 1px solid @line; padding: 3px 21px 3px 6px; }
QToolButton#plan_button[primary="true"] { background: @ink; color: @onink; font-weight: 600; }
QToolButton#plan_button:focus { border: 1px solid @off; }
QToolButton#plan_button::menu-button { border: 0; border-left: 1px solid @off; width: 18px; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QComboBox {
    border: 1px solid @line; border-radius: 6px; padding: 3px 8px; background: @surf;
    selection-background-color: @ink; selection-color: @onink; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QTimeEdit:focus, QComboBox:focus { border: 1px solid @ink; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 20px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QAbstractSpinBox::down-arrow {
    width: 0; height: 0; border-left: 4px solid @surf; border-right: 4px solid @surf;
    border-top: 5px solid @mute; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 18px; }
QAbstractSpinBox::up-arrow {
    width: 0; height: 0; border-left: 4px solid @surf; border-right: 4px solid @surf;
    border-bottom: 5px solid @mute; }
QMenu { background: @surf; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; border-radius: 4px; }
QMenu::item:selected { background: @sel; color: @text; }
QMenu::item:disabled { color: @off; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @hatch; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: @off; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line; }
QTabWidget::pane { border: 0; border-top: 1px solid @line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @mute; border: 0; padding: 6px 2px; margin: 0 10px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:first { margin-left: 12px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @ink; }
QTabBar::tab:focus { color: @text; border-bottom: 2px solid @text; background: @sel; }
QHeaderView::section { background: @win; color: @mute; border: 0; border-bottom: 1px solid @line;
    padding: 4px 8px; font-size: 12px; }
QPushButton[chip="true"] { font-size: 12px; padding: 2px 10px; }
QPushButton[chip="true"]:checked { background: @ink; color: @onink; border: 1px solid @ink; }
QPushButton[big="true"] { border-radius: 6px; text-align: left; padding-left: 20px;
    min-height: 66px; }
QPushButton[big="true"] QLabel { background: transparent; }
QPushButton[big="true"] QLabel#detail { color: @mute; }
QPushButton[big="true"][primary="true"] QLabel,
QPushButton[big="true"][primary="true"] QLabel#detail { color: @onink; }
QFrame#card { background: @surf; border: 1px solid @line; border-radius: 6px; }
QLabel#muted { color: @mute; }
QLabel#bad { color: @bad; font-weight: 600; }
QLabel#good { color: @good; font-weight: 600; }
QLabel#line { background: @line; }
QLabel#problem, QLabel#warning { color: @bad; background: @badbg; border-radius: 4px;
    padding: 4px 8px; }
QLabel#badge { border: 1px solid @line; border-radius: 4px; padding: 2px 6px; font-weight: 600; }
QFrame#separator { color: @line; }
QFrame#rail, QFrame#status_bar { background: @win; border: 0; }
QFrame#rail { border-right: 1px solid @line; }
QFrame#status_bar { border-top: 1px solid @line; }
QFrame#top_bar { background: @surf; border: 0; border-bottom: 1px solid @line; }
QToolButton#rail_button { padding: 6px 0 2px 0; border: 0; }
QToolButton#rail_button:focus { border: 1px solid @ink; }
QToolButton#find_field { background: @win; border: 1px solid @line; color: @mute;
    text-align: left; padding-left: 8px; }
QToolButton#find_field:hover, QToolButton#find_field:focus { border: 1px solid @ink; }
QLabel#keycap { background: @surf; color: @mute; border: 1px solid @line; border-radius: 4px;
    padding: 0 4px; }
QFrame#palette { background: @surf; border: 1px solid @off; border-radius: 6px; }
QFrame#surface { background: @surf; border: 0; }
QFrame#side_panel { background: @surf; border: 0; border-left: 1px solid @line; }
QProgressBar { border: 0; border-radius: 4px; background: @hatch; height: 8px; text-align: center; }
QProgressBar::chunk { background: @ink; border-radius: 4px; }
"""
