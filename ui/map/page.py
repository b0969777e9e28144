"""A web page that can reach nothing but `app://map/`."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWidgets import QApplication

from planner.places import basemap
from ui.map.handler import BaseMap, MapHandler, Town
from ui.map.scheme import SCHEME

_log = logging.getLogger(__name__)

_OFF = (
    "LocalContentCanAccessRemoteUrls",
    "LocalContentCanAccessFileUrls",
    "JavascriptCanOpenWindows",
    "JavascriptCanAccessClipboard",
    "JavascriptCanPaste",
    "AllowWindowActivationFromJavaScript",
    "AllowRunningInsecureContent",
    "AllowGeolocationOnInsecureOrigins",
    "AutoLoadIconsForPage",
    "DnsPrefetchEnabled",
    "ErrorPageEnabled",
    "FullScreenSupportEnabled",
    "HyperlinkAuditingEnabled",
    "LocalStorageEnabled",
    "NavigateOnDropEnabled",
    "PdfViewerEnabled",
    "PluginsEnabled",
    "ScreenCaptureEnabled",
    "WebGLEnabled",
)


class OnlyOwnScheme(QWebEngineUrlRequestInterceptor):
    """Stops every request that is not `app:`; keeps what was asked for, for tests and support."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []
        self.passed = 0

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Qt asks before each request; `data:` and `blob:` never leave the page."""
        if info.requestUrl().scheme() not in (SCHEME, "data", "blob"):
            self.blocked.append(info.requestUrl().toString())
            info.block(True)
        else:
            self.passed += 1


class MapProfile(QWebEngineProfile):
    """One profile without a name: nothing it sees is written to disk."""

    def __init__(self, base: BaseMap | None, parent: QObject) -> None:
        super().__init__(parent)
        self.handler = MapHandler(base, self)
        self.installUrlSchemeHandler(SCHEME.encode(), self.handler)
        self.interceptor = OnlyOwnScheme(self)
        self.setUrlRequestInterceptor(self.interceptor)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.setSpellCheckEnabled(False)
        self.downloadRequested.connect(_refuse_download)


def shared_profile() -> MapProfile:
    """The program's only profile, owned by the application: pages may not outlive it."""
    application = QApplication.instance()
    assert application is not None, "there is a QApplication before there is a map"
    profile = application.findChild(MapProfile)
    return profile or MapProfile(BundledBase(), application)


class BundledBase:
    """The base map that Loopwise carries."""

    def tile(self, z: int, x: int, y: int) -> bytes:
        """See `basemap.tile`."""
        return basemap.tile(z, x, y)

    def towns(
        self, west: float, south: float, east: float, north: float, limit: int
    ) -> Sequence[Town]:
        """See `basemap.towns`."""
        return basemap.towns(basemap.Bounds(south, west, north, east), limit)


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()


def _refuse_permission(permission: QWebEnginePermission) -> None:
    permission.deny()


class MapPage(QWebEnginePage):
    """Goes nowhere but `app:`, opens nothing, asks for nothing; complaints go to the log."""

    def __init__(self, profile: MapProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self.complaints: list[str] = []
        self.permissionRequested.connect(_refuse_permission)
        settings = self.settings()
        for name in _OFF:
            settings.setAttribute(getattr(QWebEngineSettings.WebAttribute, name), False)

    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        """Qt asks before it goes to another address."""
        return QUrl(url).scheme() == SCHEME

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        """Qt asks for a window for the page: there is none."""
        return None

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        """Qt tells what the page's script says: kept, and written to the log."""
        self.complaints.append(message)
        _log.warning("map page: %s (%s:%s)", message, sourceID, lineNumber)
