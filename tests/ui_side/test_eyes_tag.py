"""The price at the cursor is never cut, however large it is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.drag import Drag, Dragged


def test_that_a_large_price_fits_its_tag(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    drag = Drag(window)
    drag.begin(Dragged("Zimmermann"), QPoint(600, 300), window)
    figures = ("+1,151 km", "+1,124 min", "+€1,045.00")
    drag.show_tag(figures, "Nobody else is moved.", "bad")
    assert drag._tag is not None
    metrics = QFontMetrics(theme.font(theme.FIGURES, bold=True, figures=True))
    needed = sum(metrics.horizontalAdvance(figure) for figure in figures)
    assert drag._tag.width() > needed + 2 * 16
    drag.cancel()
