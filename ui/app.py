"""The application: dresses it, opens the window, then the territory; sees to whatever fails."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.map.scheme import prepare_environment, register_scheme
from ui.milestones import reached
from ui.options import Options

# isort: split
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from planner import words
from planner.own_file import own_territory
from planner.words import _
from ui import theme, trouble, window_place
from ui.jobs import Jobs
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from planner.workspace import Workspace
    from ui.territory_lock import TerritoryLock

NO_TERRITORY = 4
SIZE = (1366, 768)


def run(options: Options) -> int:
    """Show the window until it is closed; returns the exit code."""
    reached("imports")
    words.use_language()
    prepare_environment(options.safe_graphics)
    register_scheme()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Loopwise")
    app.setDesktopFileName("loopwise")
    chosen = None if options.picture else theme.remembered()
    theme.apply(app, chosen if options.dark is None else options.dark)
    session = Session(options)
    session.left.connect(app.exit)
    session.start()
    code = app.exec()
    session.end()
    return session.code or code


class Session(QObject):
    """One run of the program: the window and the territory in it."""

    left = Signal(int)
    """The program shall end with this exit code."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.options, self.code = options, 0
        self.file = options.file or own_territory()
        self._lock: TerritoryLock | None = None
        self._before: tuple[Path, TerritoryLock | None] | None = None
        self._passphrase = ""  # for the territory about to be made
        self.jobs = Jobs()
        self.window = MainWindow(self.jobs)
        reached("window made")
        if os.environ.get("LOOPWISE_WITNESS"):
            from ui.witness import watch

            watch(self.window)
        self.window.screens.sample_wanted.connect(self._make_sample)
        self.window.screens.list_wanted.connect(self._start_with_list)
        self.window.screens.passphrase_wanted.connect(self._choose_passphrase)
        self.window.territory_wanted.connect(self.switch_to)
        self.window.new_territory_wanted.connect(self.make_new)
        self.window.desk.opened.connect(self._opened)
        self.window.desk.not_opened.connect(self._not_opened)

    def start(self) -> None:
        """Show the window, then open the territory beside it."""
        self.window.resize(*(self.options.size or SIZE))
        known = not (self.options.size or self.options.picture)
        known = known and window_place.restore(self.window)
        self.window.installEventFilter(self)
        if self.options.picture:
            from ui.picture import Picture

            self.picture = Picture(self.window, self.options.picture, self.leave)
        if not known and self._fills_the_screen():
            self.window.showMaximized()
        else:
            self.window.show()
        QTimer.singleShot(0, self, self._go_on)

    def _fills_the_screen(self) -> bool:
        """Whether the window with its frame would not fit: then its foot would be out of sight."""
        if self.options.size or self.options.picture:
            return False
        room = self.window.screen().availableSize()
        return room.width() <= SIZE[0] or room.height() <= SIZE[1]

    def _go_on(self) -> None:
        """What need not be done before the window shows."""
        gc.enable()  # `start` had it wait
        theme.bring_letters()
        trouble.keep_log()
        trouble.watch(lambda error: self.jobs.post(self.jobs.failed.emit, error))
        if not self.options.picture and not self._hold(self.file):
            return
        if self.file.exists() or self.options.file:
            self.window.desk.open(self.file, self.options.week)
        else:
            self.window.screens.show_first_run()

    def end(self) -> None:
        """Keep where the window stood, and let the territory go."""
        if not (self.options.size or self.options.picture):
            window_place.remember(self.window)
        if self._lock is not None:
            self._lock.release()

    def leave(self, code: int = 0) -> None:
        """End the program with this exit code."""
        self.code = code
        self.window.close()
        self.left.emit(code)

    def switch_to(self, file: Path) -> None:
        """Show another territory in this window."""
        before = self.file, self._lock
        if file.resolve() == self.file.resolve() and self.window.desk.is_open:
            return
        if self._hold(file):
            self._before = before
            self.file = file
            self.window.desk.open(file)

    def make_new(self, file: Path, passphrase: str = "") -> None:
        """Make a territory, show it in this window and ask what a newcomer is asked."""
        from planner.store.errors import AlreadyThere

        before = self.file, self._lock
        if file.exists():
            self.window.notice.warn(trouble.words_for(AlreadyThere(file)))
        elif self._hold(file):
            self._before, self.file = before, file
            self._make(self._take_new, self._not_to_be_opened, passphrase)

    def _make(
        self,
        made: Callable[[Workspace], object],
        failed: Callable[[Exception], object] | None = None,
        passphrase: str = "",
    ) -> None:
        """Make the territory of this session's file, with a base that is a guess."""
        file = self.file

        def work() -> Workspace:
            from planner.workspace import Workspace
            from planner.workspace.starting import provisional_settings

            return Workspace.new(file, provisional_settings(), passphrase or None)

        self.jobs.write(work, made, failed, owner=self.window)

    def _take_new(self, made: Workspace) -> None:
        screens, once = self.window.screens, Qt.ConnectionType.SingleShotConnection
        self.window.desk.opened.connect(screens.begin, once)
        self.window.desk.take(made)

    def _opened(self) -> None:
        if self._before is not None and self._before[1] is not None:
            self._before[1].release()
        self._before = None

    def _stay(self) -> None:
        """The other territory could not be opened: the one shown is still held."""
        if self._before is not None:
            if self._lock is not None:
                self._lock.release()
            self.file, self._lock = self._before
            self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.window.removeEventFilter(self)
            reached("window visible")
        return super().eventFilter(watched, event)

    # First run

    def _make_sample(self) -> None:
        """Where the user's own file stands already, with nothing in it, the sample gets another."""
        file = self.file
        if self.window.desk.is_open:
            file = file.with_name("sample.loopwise")
            if file.exists():
                self.switch_to(file)
                return

        def work() -> Workspace:
            from planner.sample import make_sample

            return make_sample(file)

        self.jobs.write(work, lambda made: self._made_sample(made, file), owner=self.window)

    def _made_sample(self, made: Workspace, file: Path) -> None:
        if file == self.file:
            self.window.desk.take(made)
        else:
            made.close()
            self.switch_to(file)

    def _choose_passphrase(self) -> None:
        from ui.passphrase import SetPassphrase

        dialog = SetPassphrase(self.window)
        dialog.chosen.connect(self._set_passphrase)
        dialog.open()

    def _set_passphrase(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self.window.screens.show_passphrase(bool(passphrase))

    def _start_with_list(self, path: Path) -> None:
        def made(workspace: Workspace) -> None:
            self._passphrase = ""
            self.window.desk.opened.connect(
                lambda: self.window.screens.look_at_list(path),
                Qt.ConnectionType.SingleShotConnection,
            )
            self.window.desk.take(workspace)

        self._make(made, passphrase=self._passphrase)

    # What can stand in the way

    def _hold(self, file: Path) -> bool:
        from ui.territory_lock import TerritoryLock

        lock = TerritoryLock(file)
        if lock.take():
            self._lock = lock
            return True
        message = _(
            "{file} is open in another window. Nothing was changed. Go on there, or close it first."
        ).format(file=file)
        if self.window.desk.is_open:
            self.window.notice.warn(message)
        else:
            _complain(message)
            box = _box(_("This territory is open in another window"), message, self.window)
            box.finished.connect(lambda _button: self.leave(NO_TERRITORY))
            box.open()
        return False

    def _not_opened(self, error: Exception) -> None:
        from planner.store.errors import WantsPassphrase, WrongPassphrase

        # A wrong one is the one that the environment names.
        asks = isinstance(error, (WantsPassphrase, WrongPassphrase))
        if asks and not self.options.picture:
            self._ask_passphrase(error)
        else:
            self._not_to_be_opened(error)

    def _ask_passphrase(self, error: Exception) -> None:
        from ui.passphrase import AskPassphrase

        dialog = AskPassphrase(self.file, self.jobs, self.window)
        week = "" if self._before else self.options.week
        dialog.unlocked.connect(lambda workspace: self.window.desk.take(workspace, week))
        dialog.failed.connect(self._not_to_be_opened)
        dialog.rejected.connect(lambda: self._not_to_be_opened(error))
        dialog.open()

    def _not_to_be_opened(self, error: Exception) -> None:
        message = trouble.words_for(error)
        if self.options.picture:
            _complain(message)
            self.leave(NO_TERRITORY)
        elif self.window.desk.is_open:
            self._stay()
            self.window.notice.warn(message)
        else:
            self._ask_for_another(message)

    def _ask_for_another(self, message: str) -> None:
        _complain(message)
        box = _box(_("This territory cannot be opened"), message, self.window)
        another = QPushButton(_("Open another…"))
        box.addButton(another, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Quit"), QMessageBox.ButtonRole.RejectRole)
        box.finished.connect(lambda _result: self._chosen(box.clickedButton() is another))
        box.open()

    def _chosen(self, another: bool) -> None:
        tried = self.file
        if another:
            self.window.choose_territory()
        if self.file == tried:
            self.leave(NO_TERRITORY)


def _box(title: str, message: str, parent: MainWindow) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Loopwise")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(message)
    return box


def _complain(message: str) -> None:
    with contextlib.suppress(OSError, AttributeError):
        sys.stderr.write(message + os.linesep)
