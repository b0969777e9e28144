"""What every test stands on: no screen, no user's folders, no clock or language of the machine."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt or platformdirs. A test never sees the user's own files: each process
# has a home of its own.
_HOME = Path(tempfile.mkdtemp(prefix="loopwise-test-"))

_KEPT = {
    "LOOPWISE_BENCH",
    "LOOPWISE_TRY_DATA",
    "LOOPWISE_PICTURES",
    "LOOPWISE_VENV",
    "LOOPWISE_PYTHON",
}


def _settle_environment() -> None:
    for name in [name for name in os.environ if name.startswith("LOOPWISE_")]:
        if name not in _KEPT:
            del os.environ[name]
    folders = {
        "HOME": _HOME,
        "XDG_DATA_HOME": _HOME / "data",
        "XDG_CONFIG_HOME": _HOME / "config",
        "XDG_CACHE_HOME": _HOME / "cache",
        "XDG_STATE_HOME": _HOME / "state",
        "XDG_RUNTIME_DIR": _HOME / "runtime",
    }
    for name, folder in folders.items():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(folder)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"


_settle_environment()

# A busy machine is no failure: examples have no deadline. With CI=true the same ones every time.
settings.register_profile(
    "loopwise", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50
)
settings.register_profile("ci", settings.get_profile("loopwise"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "loopwise")


@pytest.fixture
def checkout() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent
