"""Encrypted territories in the window, and where the window stood."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from planner.store.errors import WantsPassphrase
from planner.workspace import Workspace
from ui import window_place
from ui.app import NO_TERRITORY, Session
from ui.map.scheme import register_scheme
from ui.options import Options
from ui.passphrase import AskPassphrase, SetPassphrase

register_scheme()  # before pytest-qt makes the application

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
SECRET = "correct horse"
Start = Callable[..., Session]


@pytest.fixture
def start(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Start]:
    """Starts the program without ending the tests' own application."""
    monkeypatch.delenv("LOOPWISE_PASSPHRASE", raising=False)
    monkeypatch.setenv("LOOPWISE_TERRITORY", str(tmp_path / "own" / "territory.loopwise"))
    QSettings(*window_place.SETTINGS).remove(window_place.KEY)
    hooks, sessions = sys.excepthook, []

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
def encrypted(tmp_path: Path) -> Path:
    file = tmp_path / "secret.loopwise"
    Workspace.new(file, LEEDS, SECRET).close()
    return file


def asked(session: Session, qtbot: Any) -> AskPassphrase:
    find = session.window.findChildren
    qtbot.waitUntil(lambda: bool(find(AskPassphrase)), timeout=20_000)
    return find(AskPassphrase)[0]


def give(dialog: AskPassphrase, qtbot: Any, text: str) -> None:
    left, closed = dialog.left, list[int]()
    dialog.finished.connect(closed.append)
    qtbot.keyClicks(dialog.field, text)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.left < left or bool(closed), timeout=20_000)


def test_that_an_encrypted_territory_asks_for_its_passphrase(
    start: Start, encrypted: Path, qtbot: Any
) -> None:
    session = start(encrypted)
    dialog = asked(session, qtbot)
    assert dialog.field.echoMode() == dialog.field.EchoMode.Password
    give(dialog, qtbot, SECRET)
    qtbot.waitUntil(lambda: session.window.desk.is_open, timeout=20_000)
    assert session.window.desk.workspace.territory.name == "Test"


def test_that_three_wrong_passphrases_are_enough_and_none_is_logged(
    start: Start, encrypted: Path, qtbot: Any, caplog: pytest.LogCaptureFixture, capfd: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    before = encrypted.read_bytes()
    session = start(encrypted)
    dialog = asked(session, qtbot)
    give(dialog, qtbot, "battery one")
    assert "2 tries are left" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    give(dialog, qtbot, "battery two")
    with qtbot.waitSignal(dialog.rejected):
        give(dialog, qtbot, "battery three")
    boxes = session.window.findChildren(QMessageBox)
    assert "secret.loopwise" in boxes[0].informativeText()
    boxes[0].reject()
    assert session.code == NO_TERRITORY
    assert encrypted.read_bytes() == before
    assert "battery" not in caplog.text + "".join(capfd.readouterr())


def test_that_cancelling_keeps_the_territory_that_is_open(
    start: Start, encrypted: Path, tmp_path: Path, qtbot: Any
) -> None:
    plain = tmp_path / "plain.loopwise"
    Workspace.new(plain, LEEDS).close()
    session = start(plain)
    qtbot.waitUntil(lambda: session.window.desk.is_open, timeout=20_000)
    session.switch_to(encrypted)
    asked(session, qtbot).reject()
    assert session.file == plain
    assert session.window.desk.workspace.file == plain
    session.switch_to(encrypted)  # it was let go, so it can be tried again
    qtbot.waitUntil(
        lambda: any(d.isVisible() for d in session.window.findChildren(AskPassphrase)),
        timeout=20_000,
    )


def test_that_a_new_territory_may_be_given_a_passphrase(
    start: Start, tmp_path: Path, qtbot: Any
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Town\nHolt Ltd,Leeds\n", encoding="utf-8")
    session = start()
    qtbot.waitUntil(lambda: session.window.screens.current == "first_run", timeout=20_000)
    offer = next(
        b for b in session.window.findChildren(QPushButton) if b.text() == "Set a passphrase…"
    )
    qtbot.mouseClick(offer, Qt.MouseButton.LeftButton)
    dialog = session.window.findChildren(SetPassphrase)[0]
    qtbot.keyClicks(dialog.field, SECRET)
    go_on = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Set passphrase")
    assert not go_on.isEnabled()
    qtbot.keyClicks(dialog.again, SECRET)
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    assert offer.text() == "Passphrase is set"
    session.window.screens.look_at_list(path)
    qtbot.waitUntil(lambda: session.window.screens.current == "import", timeout=20_000)
    file = session.file
    session.window.close()
    with pytest.raises(WantsPassphrase):
        Workspace.open(file)
    Workspace.open(file, SECRET).close()


def test_that_a_damaged_territory_of_whole_pages_is_said_to_be_so_and_asks_for_nothing(
    start: Start, tmp_path: Path, qtbot: Any
) -> None:
    damaged = tmp_path / "damaged.loopwise"
    Workspace.new(damaged, LEEDS).close()
    with damaged.open("r+b") as stream:
        stream.write(bytes(64))
    assert damaged.stat().st_size % 4096 == 0
    session = start(damaged)
    find = session.window.findChildren
    qtbot.waitUntil(lambda: bool(find(QMessageBox) + find(AskPassphrase)), timeout=20_000)
    assert not find(AskPassphrase)
    box = find(QMessageBox)[0]
    assert "damaged" in box.informativeText()
    box.reject()


def test_that_enter_presses_the_button_that_has_the_focus(qtbot: Any) -> None:
    dialog = SetPassphrase()
    qtbot.addWidget(dialog)
    dialog.show()
    go_on = next(b for b in dialog.findChildren(QPushButton) if b.text() == "No passphrase")
    go_on.setFocus()
    with qtbot.waitSignal(dialog.chosen, timeout=1000) as chosen:
        qtbot.keyClick(go_on, Qt.Key.Key_Return)
    assert chosen.args == [""]


# Where the window stood

ONE, OTHER = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 1024)


def test_that_the_window_comes_back_where_it_was(start: Start, qtbot: Any) -> None:
    first = start()
    place = QRect(QPoint(0, 60), first.window.minimumSize())
    first.window.showNormal()
    first.window.setGeometry(place)
    qtbot.waitUntil(lambda: first.window.geometry() == place)
    first.window.close()
    first.end()
    second = start()
    assert second.window.geometry() == place


def test_that_a_size_asked_for_beats_the_one_remembered(start: Start, qtbot: Any) -> None:
    first = start()
    first.end()
    asked_for = Session(Options(size=(1100, 700)))
    asked_for.start()
    assert (asked_for.window.width(), asked_for.window.height()) == (1100, 700)
    asked_for.window.close()
    asked_for.end()
    asked_for.window.deleteLater()


@pytest.mark.parametrize(
    ("place", "screens", "shown"),
    [
        (QRect(100, 90, 1366, 768), [ONE, OTHER], QRect(100, 90, 1366, 768)),
        (QRect(2000, 90, 1100, 768), [ONE, OTHER], QRect(2000, 90, 1100, 768)),
        (QRect(2000, 90, 1100, 768), [ONE], QRect(820, 90, 1100, 768)),
        (QRect(-3000, -900, 1366, 768), [ONE], QRect(0, 0, 1366, 768)),
        (QRect(100, 1039, 1366, 768), [ONE], QRect(100, 272, 1366, 768)),
        (QRect(0, 0, 2560, 1400), [ONE], ONE),
    ],
)
def test_that_the_window_is_never_out_of_reach(
    place: QRect, screens: list[QRect], shown: QRect
) -> None:
    assert window_place.within(place, screens) == shown
