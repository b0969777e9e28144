"""The first thing a newcomer sees: two buttons, nothing else to decide."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.words import _
from ui import icons, plain, theme

_CARD_WIDTH = 520
LIST_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")


class FirstRun(QWidget):
    """Shown where there is no territory yet. A list may also be dropped on it."""

    sample_wanted = Signal()
    list_wanted = Signal(object)
    """The path of a customer list."""
    passphrase_wanted = Signal()
    """Set a passphrase for the territory that the list will make."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.own_list = _big_button(
            icons.icon("table", "onink"),
            _("Use my customer list"),
            _("Excel or CSV: choose it, or drop it here"),
        )
        self.sample = _big_button(
            icons.icon("path"),
            _("Look round with sample data"),
            _("Some 150 made-up accounts round Leeds"),
        )
        self.own_list.setProperty("primary", True)
        self.own_list.setDefault(True)
        self.sample.setAutoDefault(True)  # Enter presses it as well
        self.setFocusProxy(self.own_list)
        self.own_list.clicked.connect(self._choose)
        self.sample.clicked.connect(self._take_sample)
        QShortcut(QKeySequence("S"), self).activated.connect(self.sample.click)
        outer = QVBoxLayout(self)
        outer.addStretch()
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self._card())
        line.addStretch()
        outer.addLayout(line)
        outer.addStretch()

    def _card(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(_CARD_WIDTH)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(8)
        product = plain.label("Loopwise")
        product.setFont(theme.font(theme.META, bold=True))
        product.setObjectName("muted")
        title = plain.label(_("Plan your week of visits"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        about = plain.label(
            _("Your customers on a map, a round trip for each day, on paper and in your calendar."),
            wrap=True,
        )
        about.setObjectName("muted")
        self._promise = plain.label(wrap=True)
        self._promise.setObjectName("muted")
        self._promise.setFont(theme.font(theme.META))
        self._passphrase = QPushButton()
        self._passphrase.setProperty("chip", True)
        self._passphrase.setAutoDefault(True)
        self._passphrase.clicked.connect(self.passphrase_wanted)
        self.show_passphrase(False)
        self.ready()
        for widget in (product, title, about):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.own_list)
        column.addWidget(self.sample)
        column.addSpacing(8)
        column.addWidget(self._promise)
        column.addWidget(self._passphrase, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def offer_passphrase(self, offered: bool) -> None:
        """A passphrase can be set only for a territory that is not there yet."""
        self._passphrase.setVisible(offered)

    def show_passphrase(self, is_set: bool) -> None:
        """Say whether the territory that the list will make has a passphrase."""
        self._passphrase.setText(_("Passphrase is set") if is_set else _("Set a passphrase…"))
        self._passphrase.setToolTip(_("Encrypts the territory made from your own list"))

    def ready(self) -> None:
        """Both buttons can be pressed (again)."""
        self._hold(True, _("No account · no network · all of it stays on this laptop"))

    def _hold(self, free: bool, words: str) -> None:
        self.own_list.setEnabled(free)
        self.sample.setEnabled(free)
        self._passphrase.setEnabled(free)
        self._promise.setText(words)

    def _take_sample(self) -> None:
        self._hold(False, _("Making the sample territory…"))
        self.sample_wanted.emit()

    def _take_list(self, path: Path) -> None:
        self._hold(False, _("Reading {file}…").format(file=path.name))
        self.list_wanted.emit(path)

    def _choose(self) -> None:
        pattern = " ".join(f"*{suffix}" for suffix in LIST_SUFFIXES)
        path, _chosen = QFileDialog.getOpenFileName(
            self,
            _("Your customer list"),
            documents(),
            _("Customer lists ({pattern})").format(pattern=pattern),
        )
        if path:
            self._take_list(Path(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if list_dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = list_dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self._take_list(path)


def documents() -> str:
    """The folder where the user's files are likely to be; always one that is there."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return folder if Path(folder).is_dir() else str(Path.home())


def list_dropped(event: QDropEvent) -> Path | None:
    """The customer list that is being dropped, None if it is something else."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.casefold() in LIST_SUFFIXES:
            return path
    return None


def _big_button(icon: QIcon, title: str, detail: str) -> QPushButton:
    button = QPushButton()
    button.setAccessibleName(title)
    button.setAccessibleDescription(detail)
    button.setIcon(icon)
    button.setProperty("big", True)
    line = QVBoxLayout(button)
    line.setContentsMargins(56, 12, 16, 12)
    line.setSpacing(0)
    name, about = plain.label(title), plain.label(detail)
    name.setFont(theme.font(theme.BODY, bold=True))
    about.setFont(theme.font(theme.META))
    for label, part in ((name, "title"), (about, "detail")):
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setObjectName(part)
        line.addWidget(label)
    return button
