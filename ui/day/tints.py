"""The grounds of good and dear days, light and dark, with the sign that always comes with them."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ui import theme

_LIGHT = {
    "best": "#CFE8DA",
    "good": "#E8F4ED",
    "so_so": "#F7F7F5",
    "dear": "#FCEEEC",
    "very_dear": "#F7DAD6",
}
_DARK = {
    "best": "#1F4633",
    "good": "#1B3227",
    "so_so": "#23272B",
    "dear": "#3A2422",
    "very_dear": "#54302C",
}
_SIGNS = {
    "best": "check-circle-fill",
    "good": "check",
    "so_so": "minus",
    "dear": "warning-fill",
    "very_dear": "prohibit",
    "not_possible": "prohibit-inset",
}


def ground(suits: str) -> QColor:
    """The ground of a day that suits like this; that of the window where it is not possible."""
    look = theme.current()
    return QColor((_DARK if look.dark else _LIGHT).get(suits, look.surf.name()))


def pen(suits: str) -> QColor:
    """The colour of its figures and sign."""
    look = theme.current()
    if suits in ("best", "good"):
        return look.good
    return look.bad if suits in ("dear", "very_dear") else look.text


def sign(suits: str) -> str:
    """The icon that stands for it."""
    return _SIGNS[suits]
