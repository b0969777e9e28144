"""The program as it starts: what it opens, what stands in its way, what a newcomer meets."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QPushButton

from planner.workspace import Workspace
from ui import trouble, window_place
from ui.app import NO_TERRITORY, Session
from ui.map.scheme import register_scheme
from ui.options import Options
from ui.territory_lock import TerritoryLock

register_scheme()  # before pytest-qt makes the application

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
NOW = "2026-11-27T15:30:00+00:00"
Start = Callable[..., Session]


@pytest.fixture
def start(
    qapp: QApplication, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Start]:
    """Starts the program as `loopwise open` would, without ending the tests' own application."""
    monkeypatch.setenv("LOOPWISE_NOW", NOW)
    monkeypatch.setenv("LOOPWISE_TERRITORY", str(tmp_path / "own" / "territory.loopwise"))
    QSettings(*window_place.SETTINGS).remove(window_place.KEY)
    hooks = sys.excepthook
    sessions: list[Session] = []

    def begin(file: Path | None = None) -> Session:
        session = Session(Options(file=file))
        sessions.append(session)
        session.start()
        return session

    yield begin
    for session in sessions:
        session.window.close()
        session.end()
        session.window.deleteLater()
    sys.excepthook = hooks


@pytest.fixture
def territory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPWISE_NOW", NOW)
    file = tmp_path / "mine.loopwise"
    with Workspace.new(file, LEEDS) as made:
        made.records.make("account", {"name": "Holt", "lat": 53.9, "lon": -1.5})
    return file


def _open(session: Session, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: session.window.desk.is_open, timeout=20_000)
    qtbot.waitUntil(lambda: session.window.map_link._fitted, timeout=20_000)


def _box(session: Session, qtbot: Any) -> QMessageBox:
    boxes = session.window.findChildren
    qtbot.waitUntil(lambda: bool(boxes(QMessageBox)), timeout=20_000)
    return boxes(QMessageBox)[0]


def test_that_the_window_shows_before_the_territory_is_open(
    start: Start, territory: Path, qtbot: Any
) -> None:
    session = start(territory)
    assert session.window.isVisible()
    assert not session.window.desk.is_open
    _open(session, qtbot)
    assert [row.name for row in session.window.desk.rows.values()] == ["Holt"]
    assert session.window.screens.current == "week"


def test_that_a_second_window_on_the_same_territory_says_so_and_ends(
    start: Start, territory: Path, qtbot: Any
) -> None:
    first = TerritoryLock(territory)
    assert first.take()
    session = start(territory)
    box = _box(session, qtbot)
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert "another window" in box.text()
    assert str(territory) in box.informativeText()
    box.reject()
    assert session.code == NO_TERRITORY
    assert not session.window.isVisible()
    first.release()


@pytest.mark.parametrize("content", [b"", b"no territory at all", b"SQLite format 3\0" + bytes(99)])
def test_that_a_damaged_territory_is_said_plainly_and_stays_as_it_is(
    start: Start, tmp_path: Path, qtbot: Any, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bad.loopwise"
    file.write_bytes(content)
    session = start(file)
    box = _box(session, qtbot)
    assert "bad.loopwise" in box.informativeText()
    assert "Error" not in box.informativeText()
    box.reject()
    assert session.code == NO_TERRITORY
    assert file.read_bytes() == content


def test_that_another_territory_can_be_opened_instead(
    start: Start, territory: Path, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start(tmp_path / "missing.loopwise")
    box = _box(session, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(territory), ""))
    another = next(b for b in box.findChildren(QPushButton) if "Open another" in b.text())
    another.click()
    _open(session, qtbot)
    assert session.code == 0
    assert session.file == territory


def test_that_going_to_another_territory_lets_the_first_go(
    start: Start, territory: Path, tmp_path: Path, qtbot: Any
) -> None:
    other = tmp_path / "other.loopwise"
    Workspace.new(other, LEEDS).close()
    session = start(territory)
    _open(session, qtbot)
    with qtbot.waitSignal(session.window.desk.opened, timeout=20_000):
        session.window.territory_wanted.emit(other)
    assert session.window.desk.workspace.file == other
    free = TerritoryLock(territory)
    assert free.take()
    free.release()
    assert not TerritoryLock(other).take()


def test_that_a_newcomer_looks_round_with_the_sample(start: Start, qtbot: Any) -> None:
    session = start()
    qtbot.waitUntil(lambda: session.window.screens.current == "first_run")
    first: Any = session.window.screens.currentWidget()
    qtbot.mouseClick(first.sample, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(session.window.desk.rows) > 100, timeout=20_000)
    assert session.window.screens.current == "week"
    assert session.window.rail.isVisible()
    assert session.window.desk.planned is not None
    assert session.window.desk.planned.calls > 10
    assert session.file.is_file()


def test_that_a_newcomer_brings_a_list_and_is_asked_five_questions(
    start: Start, tmp_path: Path, qtbot: Any
) -> None:
    from ui.first_run.questions import Questions

    path = tmp_path / "customers.csv"
    path.write_text("name,town,country\nAcme,York,GB\nBolts,Leeds,GB\n", encoding="utf-8")
    session = start()
    qtbot.waitUntil(lambda: session.window.screens.current == "first_run")
    session.window.screens.list_wanted.emit(path)
    qtbot.waitUntil(lambda: session.window.screens.current == "import", timeout=20_000)
    screen: Any = session.window.screens.currentWidget()
    qtbot.waitUntil(
        lambda: screen.preview is not None and not screen.preview.counts.get("waiting"),
        timeout=20_000,
    )
    screen.run()
    qtbot.waitUntil(lambda: len(session.window.desk.rows) == 2, timeout=20_000)
    questions = session.window.findChildren(Questions)
    assert len(questions) == 1
    qtbot.waitUntil(lambda: bool(questions[0].place.text()), timeout=20_000)
    questions[0].finish()
    qtbot.waitUntil(lambda: not session.jobs.saving, timeout=20_000)


def test_that_an_error_nobody_foresaw_is_told_and_the_window_goes_on(
    start: Start, territory: Path, qtbot: Any
) -> None:
    session = start(territory)
    _open(session, qtbot)
    try:
        raise RuntimeError("the inside of it")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    qtbot.waitUntil(lambda: "did not work" in session.window.notice.text)
    assert "inside" not in session.window.notice.text
    assert "the inside of it" in trouble.log_file().read_text(encoding="utf-8")
    session.window.named["week_after"].trigger()
    qtbot.waitUntil(lambda: session.window.top_bar.title.text() != "Week 49")


def test_that_a_picture_of_the_real_window_is_taken_without_a_screen(
    territory: Path, tmp_path: Path
) -> None:
    out = tmp_path / "window.png"
    line = ["open", str(territory), "--picture", str(out), "--dark"]
    script = f"import sys; from ui.start import main; sys.exit(main({line!r}))"
    environment = os.environ | {"LOOPWISE_TIMES": "1", "LOOPWISE_NOW": NOW}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    for milestone in ("window visible", "map ready", "territory open"):
        assert milestone in done.stderr
    from PIL import Image

    with Image.open(out) as picture:
        assert picture.size == (1366, 768)
        land = sum(n for n, c in picture.convert("RGB").getcolors(1 << 20) if c == (33, 38, 43))
    assert land > 20_000


def test_that_a_picture_of_no_territory_ends_with_four(tmp_path: Path) -> None:
    line = ["open", str(tmp_path / "none.loopwise"), "--picture", str(tmp_path / "o.png")]
    script = f"import sys; from ui.start import main; sys.exit(main({line!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == NO_TERRITORY
    assert "no territory at" in done.stderr
    assert "Traceback" not in done.stderr


def _new_territory(session: Session, file: Path, qtbot: Any, monkeypatch: Any) -> Any:
    """Ctrl+Shift+N, the file said; the dialog that asks for a passphrase."""
    from ui.passphrase import SetPassphrase

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    session.window.activateWindow()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(session.window, Qt.Key.Key_N, keys)
    return session.window.findChildren(SetPassphrase)[0]


def test_that_a_new_territory_is_made_beside_the_one_open_and_asks_its_questions(
    start: Start, territory: Path, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.first_run.questions import Questions

    session = start(territory)
    _open(session, qtbot)
    before = territory.read_bytes()
    dialog = _new_territory(session, tmp_path / "south", qtbot, monkeypatch)
    qtbot.keyClicks(dialog.field, "correct horse")
    qtbot.keyClicks(dialog.again, "correct horse")
    with qtbot.waitSignal(session.window.desk.opened, timeout=20_000):
        qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    file = tmp_path / "south.loopwise"
    assert session.file == session.window.desk.workspace.file == file
    assert session.window.windowTitle() == "south – Loopwise"
    assert session.window.screens.current == "first_run"
    asked = session.window.findChildren(Questions)[0]
    qtbot.waitUntil(lambda: bool(asked.place.text()), timeout=20_000)
    asked.place.clear()
    qtbot.keyClicks(asked.place, "York")
    qtbot.keyClick(asked.place, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked._base is not None, timeout=20_000)
    with qtbot.waitSignal(asked.changed, timeout=20_000):
        asked.finish()
    with Workspace.open(file, "correct horse") as made:
        assert made.territory.base_name == "York"
    free = TerritoryLock(territory)
    assert free.take()
    free.release()
    assert territory.read_bytes() == before


def test_that_a_new_territory_never_takes_the_place_of_a_file(
    start: Start, territory: Path, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there.loopwise"
    there.write_bytes(b"something dear")
    session = start(territory)
    _open(session, qtbot)
    dialog = _new_territory(session, there, qtbot, monkeypatch)
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "is there already" in session.window.notice.text)
    assert there.read_bytes() == b"something dear"
    assert session.file == session.window.desk.workspace.file == territory


def test_that_a_new_territory_that_cannot_be_made_leaves_the_one_open_held(
    start: Start, territory: Path, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start(territory)
    _open(session, qtbot)
    (tmp_path / "file").touch()
    dialog = _new_territory(session, tmp_path / "file" / "x.loopwise", qtbot, monkeypatch)
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "x.loopwise" in session.window.notice.text, timeout=20_000)
    assert session.file == session.window.desk.workspace.file == territory
    assert not TerritoryLock(territory).take()


def test_that_a_new_territory_stands_in_menu_and_palette_and_asks_where_to_lie(
    start: Start, territory: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.passphrase import SetPassphrase

    session = start(territory)
    _open(session, qtbot)
    titles: list[str] = []

    def given_up(_parent: object, title: str, *_rest: object, **_how: object) -> tuple[str, str]:
        titles.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", given_up)
    entry = session.window.named["new_territory"]
    assert any(entry in menu.actions() for menu in session.window.findChildren(QMenu))
    qtbot.keyClick(session.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = session.window.palette_popup
    qtbot.keyClicks(palette.field, "new terr")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert titles == ["Where shall the new territory lie?"]
    assert not session.window.findChildren(SetPassphrase)
