"""Icons of one family, Phosphor, painted straight from its font in the colours of the day.

qtawesome brings the font. Importing qtawesome itself would load a dozen other fonts first, which
costs a fifth of a second before the window shows; so its data are read here.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from ui import theme


def icon(name: str, colour: str = "text") -> QIcon:
    """An icon by its Phosphor name, e.g. `git-diff` or `star-fill`.

    `colour` names a token of the theme, looked up at every paint.
    """
    return QIcon(_Engine(name, colour))


def paint(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Paint an icon into a square; its height is the icon's size."""
    font = QFont(_family())
    font.setPixelSize(max(1, min(rect.width(), rect.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _letters()[name])
    painter.restore()


class _Engine(QIconEngine):
    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        look = theme.current()
        dim = mode == QIcon.Mode.Disabled
        paint(painter, rect, self._name, look.off if dim else getattr(look, self._colour))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(_data("phosphor-[0-9]*.ttf")))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _letters() -> dict[str, str]:
    codes = json.loads(_data("phosphor-charmap-*.json").read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in codes.items()}


def _data(pattern: str) -> Path:
    found = importlib.util.find_spec("qtawesome")
    assert found is not None
    assert found.origin is not None
    return next((Path(found.origin).parent / "fonts").glob(pattern))
