"""What WebEngine must be told before there is a QApplication."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWebEngineCore import QWebEngineUrlScheme

SCHEME = "app"
"""The only scheme from which the map's page may load anything."""

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_NO_SANDBOX = "QTWEBENGINE_DISABLE_SANDBOX"


def register_scheme() -> None:
    """Make `app://` known to WebEngine; call it once, before the QApplication is made.

    The scheme is secure and may be fetched from, but is neither local nor may it reach local files.
    """
    if not QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name().isEmpty():
        return
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


def prepare_environment(safe_graphics: bool = False) -> None:
    """Set WebEngine's switches; call it before the QApplication is made.

    With `safe_graphics` nothing is drawn by the graphics card, for machines whose driver shows a
    blank or torn map; so it is where there is no card, because imitating one takes more than twice
    the work of drawing without. The map needs no WebGL either way.
    """
    if safe_graphics or _no_graphics_card():
        _add_flag("--disable-gpu")
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # WebEngine refuses to start as root inside its sandbox, and says so only on the console.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault(_NO_SANDBOX, "1")


def _no_graphics_card() -> bool:
    return sys.platform == "linux" and not Path("/dev/dri").exists()


def _add_flag(flag: str) -> None:
    flags = os.environ.get(_FLAGS, "").split()
    if flag not in flags:
        os.environ[_FLAGS] = " ".join([*flags, flag])
