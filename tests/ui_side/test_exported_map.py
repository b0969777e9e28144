"""The exported HTML map in a browser: it opens from disk, shows the week, and asks for nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.workspace import IsoWeek, Workspace
from ui.map.scheme import register_scheme

register_scheme()  # before pytest-qt makes the application

WEEK = IsoWeek(2026, 49)
NASTY = "</script><img src=x onerror='window.PWN=1'>"


class Asked(QWebEngineUrlRequestInterceptor):
    """Keeps every address that a page asks for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.addresses: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        self.addresses.append(info.requestUrl().toString())


class Browser(QWebEngineProfile):
    """A browser like any other, unlike the program's own, which opens no file. One a session."""


class Page(QWebEnginePage):
    """A page that keeps what its scripts complain of."""

    def __init__(self, profile: QWebEngineProfile, view: QWebEngineView) -> None:
        super().__init__(profile, view)
        self.complaints: list[str] = []

    def javaScriptConsoleMessage(self, *said: Any) -> None:
        self.complaints.append(said[1])


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    base = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
    with Workspace.new(tmp_path / "test.loopwise", base) as workspace:
        made = [
            workspace.records.make("account", {"name": name, "lat": 53.9, "lon": -1.5 - i / 9})
            for i, name in enumerate((NASTY, "Aire Forgings", "Batley Springs"))
        ]
        workspace.planning.assign(WEEK.days[0], [record.id for record, _change in made])
        return workspace.exporting.export(WEEK, "html", tmp_path / "week.html").file


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, exported: Path) -> Iterator[tuple[Page, Asked]]:
    view = QWebEngineView()
    page = Page(qapp.findChild(Browser) or Browser(qapp), view)
    asked = Asked(page)
    page.setUrlRequestInterceptor(asked)
    view.setPage(page)
    view.resize(1024, 640)
    view.show()
    with qtbot.waitSignal(page.loadFinished, timeout=20_000):
        page.load(QUrl.fromLocalFile(str(exported)))
    yield page, asked
    assert page.complaints == []
    shiboken6.delete(view)


def run(qtbot: QtBot, page: Page, script: str) -> Any:
    answers: list[str] = []
    page.runJavaScript(f"JSON.stringify({script})", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
    return json.loads(answers[0])


def test_that_the_exported_map_shows_the_week_and_asks_for_nothing(
    qtbot: QtBot, opened: tuple[Page, Asked], exported: Path
) -> None:
    page, asked = opened
    numbers = "[...document.querySelectorAll('.leaflet-marker-pane .stop')].map(e => e.textContent)"
    assert run(qtbot, page, numbers) == ["1", "2", "3"]
    assert run(qtbot, page, "document.querySelectorAll('path.land').length > 0")
    assert [QUrl(address).toLocalFile() for address in asked.addresses] == [str(exported)]


def test_that_a_click_on_a_row_shows_the_card_with_the_name_as_text(
    qtbot: QtBot, opened: tuple[Page, Asked]
) -> None:
    page, _asked = opened
    click = "(document.querySelector('.plan button').click(), 1)"
    assert run(qtbot, page, click) == 1
    card = "document.querySelector('.leaflet-popup-content').textContent"
    assert NASTY in run(qtbot, page, card)
    assert run(qtbot, page, "document.querySelectorAll('img').length") == 0
    assert run(qtbot, page, "typeof window.PWN") == "undefined"
