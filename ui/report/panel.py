"""Exactly what leaves this laptop, what stays, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPalette, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import report_letter, report_words
from planner.exchange.report import PARTS, SUMMARY, WeekReport
from planner.exchange.report_letter import Item
from planner.words import _, ngettext
from ui import plain, theme
from ui.report.rows import Asking, Tick, muted, strong

WIDTH = 340
_PAGE = QSize(84, 112)
_SHOWN_PAGES = 2
_LONGEST = 300


class LeavesPanel(QFrame):
    """At the right of the report; it follows every tick at once."""

    send_wanted = Signal()
    save_wanted = Signal()
    look_wanted = Signal()
    address_edited = Signal(str)

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self.setObjectName("side_panel")
        self.setFixedWidth(WIDTH)
        self.setProperty("ticks", True)
        self._asking = asking
        self.lines: tuple[Item, ...] = ()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._make_pages())
        whole.addWidget(self._foot())

    def show_report(self, report: WeekReport) -> None:
        """Every line that leaves, under the part that it is ticked with; then what stays."""
        self.lines = tuple(report_letter.write(report).items())
        at = self._scroll.verticalScrollBar().value()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(2)
        title = plain.label(_("Leaves this laptop"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        column.addWidget(title)
        column.addWidget(muted(_("Exactly this, and nothing before you send it")))
        for item in self._of(SUMMARY):
            column.addWidget(_line(item))
        for part in PARTS:
            self._part(column, part, report)
        _stays(column, report)
        column.addStretch()
        self._scroll.setWidget(content)
        self._scroll.verticalScrollBar().setValue(at)
        if not self.to.hasFocus():
            self.to.setText(report.office_email)
        self.file.setText(f"{report.file_name}.pdf")

    def _of(self, part: str) -> Sequence[Item]:
        return [item for item in self.lines if item.part == part]

    def _part(self, column: QVBoxLayout, part: str, report: WeekReport) -> None:
        found = self._of(part)
        if not found and report.ticked(part) and part != "figures":
            return
        tick = Tick(part, report_words.part(part), report.ticked(part), self._asking,
                    report_words.part(part))  # fmt: skip
        tick.setFont(theme.font(theme.BODY, bold=True))
        tick.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addSpacing(8)
        column.addWidget(tick)
        if not found:
            column.addWidget(_indented(muted(_("stays here"))))
        for item in found:
            column.addWidget(_line(item))

    def _make_pages(self) -> QWidget:
        holder = QWidget()
        holder.setBackgroundRole(QPalette.ColorRole.Window)
        holder.setAutoFillBackground(True)
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 8, 16, 8)
        self._pages = [QLabel() for _page in range(_SHOWN_PAGES)]
        for page in self._pages:
            page.setFixedSize(_PAGE)
            page.setFrameShape(QFrame.Shape.Box)
            row.addWidget(page)
            page.hide()
        self.look = QToolButton()
        self.look.setText(_("Look at the pages"))
        self.look.setFont(theme.font(theme.META))
        self.look.setStyleSheet("padding: 3px 2px;")
        self.look.clicked.connect(lambda _on: self.look_wanted.emit())
        row.addWidget(self.look, 1, Qt.AlignmentFlag.AlignBottom)
        return holder

    def show_pages(self, pdf: bytes) -> None:
        """The first pages small, and how many there are."""
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument(self)
        document.load(buffer)
        count = document.pageCount()
        for at, label in enumerate(self._pages):
            label.setVisible(at < count)
            if at < count:
                label.setPixmap(QPixmap.fromImage(_small(document, at)))
        pages = ngettext("{count} page", "{count} pages", count).format(count=count)
        self.size_label.setText(_("{pages}, {size} KB").format(pages=pages, size=len(pdf) // 1024))
        document.close()
        document.deleteLater()
        buffer.deleteLater()

    def _foot(self) -> QWidget:
        foot = QFrame()
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(6)
        to = QHBoxLayout()
        to.addWidget(muted(_("To")))
        self.to = QLineEdit()
        self.to.setPlaceholderText(_("head office’s mail address"))
        self.to.setAccessibleName(_("Mail address of head office"))
        self.to.editingFinished.connect(lambda: self.address_edited.emit(self.to.text().strip()))
        to.addWidget(self.to, 1)
        column.addLayout(to)
        file = QHBoxLayout()
        self.file, self.size_label = strong(""), muted("")
        self.size_label.setAlignment(Qt.AlignmentFlag.AlignRight)
        file.addWidget(self.file)
        file.addWidget(self.size_label, 1)
        column.addLayout(file)
        column.addLayout(self._buttons())
        self.told = muted(_("Ctrl+Enter writes the PDF and opens the mail draft"))
        column.addWidget(self.told)
        return foot

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.send = QPushButton(_("PDF and mail draft"))
        self.send.setProperty("primary", True)
        self.send.setMinimumHeight(32)
        self.send.clicked.connect(lambda _on: self.send_wanted.emit())
        self.save = QPushButton(_("Save as…"))
        self.save.setMinimumHeight(32)
        self.save.clicked.connect(lambda _on: self.save_wanted.emit())
        row.addWidget(self.send, 1)
        row.addWidget(self.save)
        return row


def _line(item: Item) -> QLabel:
    """The whole line; a long one whole in the hover."""
    text = " ".join(item.text.split())
    label = muted(text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…")
    label.setToolTip(plain.tooltip(item.text[:5000]))
    return _indented(label)


def _indented(label: QLabel) -> QLabel:
    label.setContentsMargins(24, 0, 0, 0)
    return label


def _stays(column: QVBoxLayout, report: WeekReport) -> None:
    column.addSpacing(12)
    title = strong(_("Stays here"))
    column.addWidget(title)
    for text in stays(report):
        column.addWidget(_indented(muted(text)))


def stays(report: WeekReport) -> list[str]:
    """What does not leave, in words."""
    found = []
    held = [card for card in report.cards if not report.leaves("field_reports", card.id)]
    private = sum(card.private for card in held)
    if held:
        words = ngettext("{count} field report", "{count} field reports", len(held))
        text = words.format(count=len(held))
        if private:
            text += " · " + _("{count} private").format(count=private)
        found.append(text)
    hidden = sum(not card.may_name for card in report.cards if card not in held)
    if hidden:
        found.append(
            ngettext("The source of {count} report", "The sources of {count} reports", hidden)
            .format(count=hidden)
        )  # fmt: skip
    return [
        *found,
        _("People: names, roles, last words"),
        _("Addresses, map, tours, log of the day"),
        _("Orders, revenue and prices of accounts"),
    ]


def _small(document: QPdfDocument, page: int) -> QImage:
    image = document.render(page, _PAGE * 2)
    white = QImage(image.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    painter = QPainter(white)
    painter.drawImage(0, 0, image)
    painter.end()
    return white.scaled(_PAGE, Qt.AspectRatioMode.IgnoreAspectRatio,
                        Qt.TransformationMode.SmoothTransformation)  # fmt: skip
