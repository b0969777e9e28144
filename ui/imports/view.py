"""Look before you import: what was read, what is doubtful, what is missing; then one button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from planner.exchange.customer_list.problems import ListRefused, ReadingStopped
from planner.words import _, ngettext
from planner.workspace import Workspace
from ui import plain, theme
from ui.imports.model import STATES, ImportModel, state_words
from ui.imports.side import ImportSide
from ui.imports.table import ImportTable
from ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from planner.workspace.importing.importing import ImportPreview, ImportReport


class ImportScreen(QWidget):
    """One list on its way in. Nothing is written before Import is pressed.

    `imported` carries the `ImportReport`, whose `change` is one step that can be undone.
    """

    imported = Signal(object)
    closed = Signal()
    another_wanted = Signal()
    """Another file instead of this one."""

    def __init__(
        self, workspace: Workspace, jobs: Jobs, path: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._jobs, self.path = workspace, jobs, path
        self.preview: ImportPreview | None = None
        self._job: Job | None = None
        self._writing = False
        self.model = ImportModel(self)
        self.table = ImportTable(self.model)
        self.table.head.chosen.connect(self._choose_column)
        self.table.corrected.connect(self._correct)
        self.side = ImportSide()
        self.side.row_wanted.connect(self._go_to)
        self.side.guess_wanted.connect(self._accept)
        self.side.join_wanted.connect(self._join)
        self.side.apart_wanted.connect(self._keep_both)
        self._chips: dict[str, QPushButton] = {}
        self._lay_out()
        for empty in (self.table, self.side):
            empty.hide()  # until there is something in it
        self.read()

    def read(self, sheet: str | None = None) -> None:
        """Read the list, or another sheet of it, beside the window."""
        self._say(_("Reading {file}").format(file=self.path.name))

        def work(job: Job) -> ImportPreview:
            return self._workspace.importing.preview(
                self.path, sheet=sheet, progress=job.tell, cancelled=job.cancelled
            )

        self._job = self._jobs.read_long(
            work, self._opened, self._failed, progress=self._show_progress, owner=self
        )

    def run(self) -> None:
        """Import: one step, in the background, with a bar and Stop."""
        preview = self.preview
        if preview is None or self._writing or not preview.counts.get("to_import"):
            return
        self._stop_job()
        self._writing = True
        self._import.setEnabled(False)
        self._say(_("Bringing the accounts in"))

        def work(job: Job) -> ImportReport:
            return self._workspace.importing.run(
                preview, progress=job.tell, cancelled=job.cancelled
            )

        self._job = self._jobs.write_long(
            work, self.imported.emit, self._failed, progress=self._show_progress, owner=self
        )

    def stop(self) -> None:
        """Stop what is under way; what was being imported is not kept."""
        writing = self._writing
        self._stop_job()
        self._quiet()
        if writing:
            self._writing = False
            self._refresh()

    def leave(self) -> None:
        """Back, with nothing written."""
        self._stop_job()
        self.closed.emit()

    # Within

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.setContentsMargins(12, 0, 0, 0)
        middle.addWidget(self.table, 1)
        middle.addWidget(self.side)
        fill = QSizePolicy.Policy  # keeps head and foot apart where there is nothing to show
        middle.addItem(QSpacerItem(0, 0, fill.Minimum, fill.Expanding))
        whole.addLayout(middle, 1)
        whole.addLayout(self._foot())

    def _head(self) -> QVBoxLayout:
        title = plain.label(_("Look before you import"))
        title.setFont(theme.font(theme.FIGURES, bold=True))
        self._about = plain.label(wrap=True)
        self._about.setObjectName("muted")
        self._sheets = QComboBox()
        self._sheets.setAccessibleName(_("Sheet"))
        self._sheets.hide()
        self._sheets.activated.connect(lambda _at: self.read(self._sheets.currentText()))
        top = QHBoxLayout()
        top.addWidget(title)
        top.addStretch()
        top.addWidget(plain.label(self.path.name))
        top.addWidget(self._sheets)
        another = QPushButton(_("Another file…"))
        another.setAutoDefault(False)
        another.clicked.connect(self.another_wanted)
        top.addWidget(another)
        column = QVBoxLayout()
        column.setContentsMargins(20, 14, 20, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._about)
        column.addLayout(self._chip_row())
        return column

    def _chip_row(self) -> QHBoxLayout:
        line, group = QHBoxLayout(), QButtonGroup(self)
        line.setSpacing(8)
        for state in ("all", *STATES):
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setProperty("chip", True)
            chip.clicked.connect(lambda _on=False, shown=state: self.model.show_only(shown))
            chip.hide()
            group.addButton(chip)
            line.addWidget(chip)
            self._chips[state] = chip
        self._chips["all"].setChecked(True)
        line.addStretch()
        return line

    def _foot(self) -> QVBoxLayout:
        self._doing = plain.label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(360)
        self._far = plain.label()
        self._stop = QPushButton(_("Stop"))
        self._stop.clicked.connect(self.stop)
        progress = QHBoxLayout()
        progress.setContentsMargins(20, 8, 20, 8)
        for widget in (self._doing, self._bar, self._far, self._stop):
            progress.addWidget(widget)
        progress.addStretch()
        safe = plain.label(_("Nothing is sent anywhere. The file itself is not changed."))
        undo = plain.label(_("One undo takes all of it back out."))
        for label in (safe, undo):
            label.setObjectName("muted")
        back, self._import = QPushButton(_("Back")), QPushButton(_("Import"))
        back.clicked.connect(self.leave)
        self._import.setProperty("primary", True)
        self._import.setEnabled(False)
        self._import.clicked.connect(self.run)
        line = QHBoxLayout()
        line.setContentsMargins(20, 8, 20, 12)
        line.setSpacing(12)
        line.addWidget(safe)
        line.addStretch()
        for shown in (undo, back, self._import):
            line.addWidget(shown)
        column = QVBoxLayout()
        column.addLayout(progress)
        column.addLayout(line)
        return column

    def _opened(self, preview: ImportPreview) -> None:
        self.preview = preview
        self.table.show()
        self.side.show()
        self._sheets.clear()
        self._sheets.addItems(preview.table.sheets)
        self._sheets.setCurrentText(preview.table.sheet)
        self._sheets.setVisible(len(preview.table.sheets) > 1)
        self._refresh()
        self.table.fit()
        self.table.setFocus()
        self._find_places()

    def _find_places(self) -> None:
        preview = self.preview
        assert preview is not None
        self._say(_("Finding places on this laptop"))

        def work(job: Job) -> ImportPreview:
            preview.find_places(progress=job.tell, cancelled=job.cancelled)
            return preview

        self._job = self._jobs.read_long(
            work, self._placed, self._failed, progress=self._show_progress, owner=self
        )

    def _placed(self, _preview: ImportPreview) -> None:
        self._quiet()
        self._refresh()

    def _change(self, work: Callable[[ImportPreview], object]) -> None:
        """Change the preview beside the window, then show it again."""
        preview = self.preview
        if preview is None or self._writing:
            return
        self._stop_job()

        def changed() -> ImportPreview:
            work(preview)
            return preview

        self._jobs.read(changed, lambda _p: self._changed(), self._failed, owner=self)

    def _changed(self) -> None:
        self._refresh()
        self._find_places()

    def _choose_column(self, at: int, field: str | None) -> None:
        self._change(lambda preview: preview.set_column(at, field))

    def _correct(self, number: int, at: int, text: str) -> None:
        self._change(lambda preview: preview.correct(number, at, text))

    def _accept(self, number: int) -> None:
        self._change(lambda preview: preview.accept(number))

    def _join(self, number: int, joined: bool) -> None:
        self._change(lambda preview: preview.join(number, joined))

    def _keep_both(self, number: int, apart: bool) -> None:
        self._change(lambda preview: preview.keep_both(number, apart))

    def _go_to(self, number: int) -> None:
        self._chips["all"].click()
        for at in range(self.model.rowCount()):
            if self.model.row_at(at).number == number:
                self.table.scrollTo(self.model.index(at, 0))
                self.table.setCurrentIndex(self.model.index(at, 2))
                return

    def _refresh(self) -> None:
        preview = self.preview
        if preview is None:
            return
        self.model.show_preview(preview)
        counts = preview.counts
        for state, chip in self._chips.items():
            words = _("all rows") if state == "all" else state_words(state)
            chip.setText(f"{counts.get(state, 0):,} {words}")
            chip.setVisible(state == "all" or counts.get(state, 0) > 0)
        self._about.setText(self._read_words(counts))
        to_import = counts.get("to_import", 0)
        self._import.setText(_("Import {count}").format(count=f"{to_import:,}"))
        self._import.setEnabled(to_import > 0 and not self._writing)
        self.side.show_preview(preview)

    def _read_words(self, counts: dict[str, int]) -> str:
        rows = counts.get("all", 0)
        read = ngettext("{count} row read.", "{count} rows read.", rows).format(count=f"{rows:,}")
        guess = _("Columns are guessed from names and contents: change any with its arrow.")
        doubtful = counts.get("doubtful_cells", 0)
        look = _("Yellow is a guess: look once ({count}).").format(count=f"{doubtful:,}")
        return f"{read} {guess} {look if doubtful else ''}"

    def _say(self, doing: str) -> None:
        self._doing.setText(doing)
        self._bar.setRange(0, 0)
        self._far.setText("")
        for widget in (self._doing, self._bar, self._far, self._stop):
            widget.show()

    def _quiet(self) -> None:
        for widget in (self._doing, self._bar, self._far, self._stop):
            widget.hide()

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        words = _("{done} of {total}") if total else "{done}"
        self._far.setText(words.format(done=f"{done:,}", total=f"{total:,}"))

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _failed(self, error: Exception) -> None:
        self._quiet()
        self._writing = False
        self._refresh()
        if isinstance(error, ReadingStopped):
            return
        if isinstance(error, ListRefused):
            self.table.hide()
            self.side.hide()
            self._about.setText(str(error))
            self._about.setObjectName("problem")
            self._about.style().polish(self._about)
            return
        self._jobs.failed.emit(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys: dict[Any, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.leave,
            Qt.Key.Key_Return: self.run,
            Qt.Key.Key_Enter: self.run,
        }
        act = keys.get(event.key())
        if act:
            act()
        else:
            super().keyPressEvent(event)
