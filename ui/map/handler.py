"""Answers `app://map/…`: the page and its scripts, the base map, and the data of each map."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl, QUrlQuery
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler

from planner import resources
from ui.map.scene import HoverCard, card_lines

HOST = "map"
_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
_JSON = "application/json"
_BYTES = "application/octet-stream"
_MOST_TOWNS = 2000

_log = logging.getLogger(__name__)

Answer = tuple[str, bytes]
"""Media type and content."""

HoverSource = Callable[[int], HoverCard | Mapping[str, str]]
"""The hover card of the account with this id."""


Town = tuple[str, float, float, int]
"""Name, latitude, longitude, population."""


class BaseMap(Protocol):
    """Where coast, rivers and towns come from."""

    def tile(self, z: int, x: int, y: int) -> bytes:
        """The bundled tile, empty where there is none."""

    def towns(
        self, west: float, south: float, east: float, north: float, limit: int
    ) -> Sequence[Town]:
        """Towns within the degrees, largest first."""


@dataclass
class MapData:
    """What one map shows that is not part of the page: read each time it is asked for."""

    accounts: bytes = bytes(4)
    hover: HoverSource | None = None


class MapHandler(QWebEngineUrlSchemeHandler):
    """Serves a fixed list of files and a few kinds of data; everything else is not found."""

    def __init__(self, base: BaseMap | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base = base
        self._maps: dict[int, MapData] = {}
        self._last = 0

    def add_map(self, data: MapData) -> int:
        """Serve `data` below `/data/<number>/`; returns the number."""
        self._last += 1
        self._maps[self._last] = data
        return self._last

    def remove_map(self, number: int) -> None:
        """Serve that map's data no more."""
        self._maps.pop(number, None)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Qt asks: answer one request of the page."""
        error = QWebEngineUrlRequestJob.Error
        if bytes(job.requestMethod().data()) != b"GET":
            job.fail(error.RequestDenied)
            return
        try:
            answer = self.answer(job.requestUrl())
        except Exception:  # noqa: BLE001  a hover source may raise anything; the map lives on
            _log.exception("The map could not be given %s", job.requestUrl().path())
            job.fail(error.RequestFailed)
            return
        if answer is None:
            job.fail(error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(answer[1])
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(answer[0].encode()), buffer)

    def answer(self, url: QUrl) -> Answer | None:
        """The content of `url`, or None where there is none."""
        if url.host() != HOST:
            return None
        parts = url.path().strip("/").split("/")
        match parts:
            case ["qwebchannel.js"]:
                return "text/javascript", _channel_script()
            case ["base", z, x, y] if _numbers(z, x, y):
                return _BYTES, self._base.tile(int(z), int(x), int(y)) if self._base else b""
            case ["towns"]:
                return _JSON, self._towns(QUrlQuery(url))
            case ["data", number, "accounts", _] if _numbers(number):
                data = self._maps.get(int(number))
                return (_BYTES, data.accounts) if data else None
            case ["data", number, "card", account] if _numbers(number, account):
                return self._card(int(number), int(account))
        return _file("/".join(parts))

    def _card(self, number: int, account: int) -> Answer | None:
        data = self._maps.get(number)
        if data is None or data.hover is None:
            return None
        return _JSON, _json(card_lines(data.hover(account)))

    def _towns(self, query: QUrlQuery) -> bytes:
        if self._base is None:
            return b"[]"
        west, south, east, north = (
            float(query.queryItemValue(side)) for side in ("w", "s", "e", "n")
        )
        limit = min(int(query.queryItemValue("limit") or 200), _MOST_TOWNS)
        return _json(self._base.towns(west, south, east, north, limit))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _numbers(*texts: str) -> bool:
    return all(text.isascii() and text.isdigit() and len(text) < 12 for text in texts)


@cache
def _files() -> dict[str, Path]:
    """The page's own files by their path below `app://map/`; nothing else is ever opened."""
    folder = resources.path("map")
    found = [*folder.glob("*.*"), *folder.glob("vendor/*.*")]
    files = {file.relative_to(folder).as_posix(): file for file in found}
    fonts = {f"fonts/{file.name}": file for file in resources.path("fonts").glob("*.*")}
    return {name: file for name, file in (files | fonts).items() if file.suffix in _TYPES}


def _file(name: str) -> Answer | None:
    file = _files().get(name)
    return (_TYPES[file.suffix], file.read_bytes()) if file else None


@cache
def _channel_script() -> bytes:
    """Qt's own script; a page may not load it from `qrc:` over `app:`, so it is handed on."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(file.fileName())
    return bytes(file.readAll().data())
