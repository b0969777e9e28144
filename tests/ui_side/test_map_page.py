"""The kept page: what folium renders today, and nothing in it that could run unasked."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QUrl

from planner import resources
from ui.map import scheme
from ui.map.handler import MapData, MapHandler


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """The script that renders the page."""
    path = Path(__file__).parents[2] / "packaging" / "resources" / "build_map_page.py"
    spec = importlib.util.spec_from_file_location("build_map_page", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_that_the_kept_page_is_what_folium_renders_today(builder: ModuleType) -> None:
    for name, text in builder.render().items():
        assert resources.path("map", name).read_text(encoding="utf-8") == text, name


def test_that_the_page_holds_no_script_or_style_of_its_own() -> None:
    text = resources.path("map", "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<script>|<style|\son\w+=|style=|javascript:", text)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src 'none'")


def test_that_the_page_names_nothing_on_the_network() -> None:
    for name in ("index.html", "page.js", "page.css", "map.css"):
        assert "//" not in resources.path("map", name).read_text(encoding="utf-8"), name


def test_that_all_that_the_page_loads_is_served(qapp: object) -> None:
    handler = MapHandler()
    text = resources.path("map", "index.html").read_text(encoding="utf-8")
    loaded = re.findall(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', text)
    assert len(loaded) > 10
    for name in loaded:
        assert handler.answer(QUrl(f"app://map/{name}")), name


@pytest.mark.parametrize(
    "address",
    [
        "app://map/../map/../../pyproject.toml",
        "app://map/%2e%2e/%2e%2e/pyproject.toml",
        "app://map/base/tiles.sqlite",
        "app://map//etc/passwd",
        "app://map/vendor/leaflet.LICENSE.txt",
        "app://map/data/1/accounts/1",
        "app://map/data/-1/card/1",
        "app://map/base/1/x/1",
        "app://elsewhere/index.html",
        "app://map/",
    ],
)
def test_that_nothing_else_is_served(qapp: object, address: str) -> None:
    assert MapHandler().answer(QUrl(address)) is None


def test_that_each_map_has_data_of_its_own(qapp: object) -> None:
    handler = MapHandler()
    one = handler.add_map(MapData(accounts=b"one"))
    two = handler.add_map(MapData(hover=lambda account: {"title": f"<b>{account}</b>"}))
    answer = handler.answer(QUrl(f"app://map/data/{one}/accounts/1"))
    assert answer == ("application/octet-stream", b"one")
    card = handler.answer(QUrl(f"app://map/data/{two}/card/12"))
    assert card == ("application/json", b'["<b>12</b>"]')
    handler.remove_map(one)
    assert handler.answer(QUrl(f"app://map/data/{one}/accounts/1")) is None


def test_that_towns_and_tiles_come_from_the_base_map(qapp: object) -> None:
    class Base:
        def tile(self, z: int, x: int, y: int) -> bytes:
            return f"{z} {x} {y}".encode()

        def towns(
            self, west: float, south: float, east: float, north: float, limit: int
        ) -> list[tuple[str, float, float, int]]:
            return [(f"{west} {south} {east} {north} {limit}", 53.8, -1.5, 9)]

    handler = MapHandler(Base())
    assert handler.answer(QUrl("app://map/base/8/127/82")) == (
        "application/octet-stream",
        b"8 127 82",
    )
    towns = handler.answer(QUrl("app://map/towns?w=-2&s=53&e=-1&n=54&limit=999999"))
    assert towns == ("application/json", b'[["-2.0 53.0 -1.0 54.0 2000",53.8,-1.5,9]]')


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment to be changed that has none of WebEngine's switches yet."""
    plain = {"QTWEBENGINE_CHROMIUM_FLAGS": "--lang=de"}
    monkeypatch.setattr(scheme.os, "environ", plain)
    return plain


def test_that_safe_graphics_leave_the_graphics_card_alone(environment: dict[str, str]) -> None:
    scheme.prepare_environment(safe_graphics=True)
    scheme.prepare_environment(safe_graphics=True)
    assert environment["QTWEBENGINE_CHROMIUM_FLAGS"] == "--lang=de --disable-gpu"
    assert environment["QT_QUICK_BACKEND"] == "software"


@pytest.mark.parametrize("card", [True, False])
def test_that_without_a_card_none_is_imitated(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, card: bool
) -> None:
    monkeypatch.setattr(scheme, "_no_graphics_card", lambda: not card)
    scheme.prepare_environment()
    assert ("QT_QUICK_BACKEND" in environment) is not card


def test_that_the_window_need_not_wait_for_slow_imports() -> None:
    code = "import sys, ui.map.view; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert "ui" in loaded
    assert not loaded & {"folium", "branca", "numpy", "sqlalchemy", "jinja2", "geopy", "requests"}
