"""Complaints and service by mouse and keys: a test for each line of the mission they serve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.service.quick import QuickComplaint

MONDAY_MORNING = "2026-11-30T10:40:00+00:00"
MON = date(2026, 11, 30)
Key, Left = Qt.Key, Qt.MouseButton.LeftButton
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Post(QObject):
    """Stands for the mail program: keeps what it is handed."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url)

    @property
    def texts(self) -> list[str]:
        return [QUrl.fromPercentEncoding(bytes(url.toEncoded().data())) for url in self.opened]


@pytest.fixture
def post(qtbot: Any) -> Iterator[Post]:
    made = Post()
    for scheme in ("mailto", "file", "tel"):
        QDesktopServices.setUrlHandler(scheme, made, "take")
    yield made
    for scheme in ("mailto", "file", "tel"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def monday(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window on Monday morning of the planned week."""
    monkeypatch.setenv("LOOPWISE_NOW", MONDAY_MORNING)
    return window


def account(window: MainWindow, name: str) -> int:
    return next(row.id for row in window.desk.rows.values() if row.name == name)


def names(window: MainWindow, day: date) -> list[str]:
    assert window.desk.planned is not None
    return [stop.account.name for stop in window.desk.planned.by_date[day].stops]


def changed(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        do()


def settled(window: MainWindow, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.saving, timeout=20_000)
    QApplication.processEvents()


class Hand:
    """Types and counts: an action is one key with a meaning of its own, or one field filled in."""

    def __init__(self, qtbot: Any, window: MainWindow) -> None:
        self.bot, self.window, self.actions = qtbot, window, 0

    def press(self, key: Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        self._key(key, modifiers)

    def fill(self, text: str, then: Key) -> None:
        """A field with the key that leaves it: one action."""
        self.actions += 1
        self.bot.keyClicks(self._focus(), text)
        self._key(then)

    def _key(self, key: Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self._focus(), key, modifiers)

    def _focus(self) -> Any:
        """Where keys go; there is no window manager here to give them back to the window."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.bot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=5_000)
        return QApplication.focusWidget()


def ringing(window: MainWindow, qtbot: Any) -> QuickComplaint:
    """The window of a new complaint."""
    window.activateWindow()
    window.named["new_complaint"].trigger()
    form: Any = window.service.form
    assert isinstance(form, QuickComplaint)
    qtbot.waitExposed(form)
    form.activateWindow()
    qtbot.waitUntil(form.account.line.hasFocus, timeout=5_000)
    qtbot.waitUntil(lambda: bool(form.account._index.best("holt", 1)), timeout=5_000)
    return form


# ---- 4.4 and 5.3: from the ring to the decision


def test_that_line_4_4_from_the_ring_to_the_drafts_takes_eight_actions(
    monday: MainWindow, qtbot: Any, post: Post
) -> None:
    window, hand = monday, Hand(qtbot, monday)
    before = {day: names(window, day) for day in window.desk.planned.by_date}  # type: ignore[union-attr]
    hand.actions += 1  # Ctrl+Shift+C
    form = ringing(window, qtbot)
    hand.fill("goole f", Key.Key_Return)
    qtbot.waitUntil(lambda: "Forgewell" in form.known.text(), timeout=5_000)
    assert "Last call" in form.known.text()
    assert "1 open job" in form.known.text()
    hand.fill("5", Key.Key_Tab)
    hand.fill("2", Key.Key_Tab)
    words = "The feed alarms again. The line may stop."
    changed(
        window,
        qtbot,
        lambda: hand.fill(words, Key.Key_Return),
    )
    queue = window.desk.workspace.service.queue()
    assert (queue[0].account.name, queue[0].anxiety, queue[0].difficulty) == ("Holt Ltd", 5, 2)
    assert (queue[1].account.name, queue[1].anxiety, queue[1].difficulty) == ("Goole Forge", 5, 2)
    assert queue[1].is_running
    asked: Any = window.day_to_day._urgent
    qtbot.waitUntil(lambda: asked.pane.ways.current is not None, timeout=20_000)
    assert "The feed alarms again" in asked.pane.words.text()
    kinds = [getattr(way, "kind", "expert") for way in asked.pane.ways._options]
    assert kinds[0] == "now"
    assert kinds[-1] == "expert"
    option = asked.pane.ways.current
    entries = len(window.desk.workspace.history())
    changed(window, qtbot, lambda: hand.press(Key.Key_1))
    assert len(window.desk.workspace.history()) == entries + 1
    pane = asked.drafts.pane
    qtbot.waitUntil(pane.isVisible, timeout=5_000)
    hand.press(Key.Key_E)
    changed(window, qtbot, lambda: hand.press(Key.Key_Return))
    assert hand.actions == 8
    texts = "\n".join(post.texts)
    assert "You say: “The line may stop.” Getting you running comes first." in texts
    told = -(-option.arrive // 300) * 5
    assert f"today at {told // 60:02d}:{told % 60:02d}" in texts
    assert "The feed alarms again" in texts
    row = window.desk.workspace.service.queue()[1]
    assert not row.is_running
    assert row.expert is not None
    stops = window.desk.planned.by_date[option.day].stops  # type: ignore[union-attr]
    own = next(s for s in stops if s.account.name == "Goole Forge")
    assert own.call.state == "asked"
    changed(window, qtbot, window.named["undo"].trigger)
    changed(window, qtbot, window.named["undo"].trigger)
    assert {day: names(window, day) for day in before} == before
