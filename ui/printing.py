"""The print preview: the pages of the PDF that an export writes, on any printer."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from planner.words import _

_DOTS_PER_POINT = 300 / 72
"""Pages are drawn at 300 dots an inch: sharp on paper, and a page stays below 9 megapixels."""


class Preview(QPrintPreviewDialog):
    """The platform's own preview dialog over our pages."""

    def __init__(self, pdf: bytes, paper: str, parent: QWidget) -> None:
        self._printer = QPrinter()
        size = QPageSize.PageSizeId.Letter if paper == "Letter" else QPageSize.PageSizeId.A4
        self._printer.setPageSize(QPageSize(size))
        self._printer.setFullPage(True)
        self._printer.setDocName(_("Itinerary"))
        super().__init__(self._printer, parent)
        self.setWindowTitle(_("Print the week"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 680)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        if self.document.pageCount():
            self._turn_to(self.document.pagePointSize(0))
        self.paintRequested.connect(self.draw)

    def _turn_to(self, page: QSizeF) -> None:
        wide = page.width() > page.height()
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )

    def draw(self, printer: QPrinter) -> None:
        """Draw the pages that are asked for."""
        first = max(0, printer.fromPage() - 1)
        last = printer.toPage() or self.document.pageCount()
        painter = QPainter(printer)
        for number in range(first, min(last, self.document.pageCount())):
            if number > first:
                printer.newPage()
            size = self.document.pagePointSize(number)
            image = self.document.render(number, (size * _DOTS_PER_POINT).toSize())
            painter.drawImage(painter.viewport(), image)
        painter.end()
