"""How long `sh packaging/run` takes from a fresh clone: the first time, and the second.

Prints a table; nothing here passes or fails by the clock. The clone has an environment and caches
of its own, so everything is fetched and built again; the system's packages stay as they are.
Run with `pytest tests/benchmarks/test_packaging_run.py -s`; it needs git, a package index and, for
the window, xvfb-run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

RUN = ("sh", "packaging/run")
SCREEN = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24")
WINDOW = ("--", "open", "loopwise-sample/sample.loopwise", "--picture", "window.png")
FIVE_MINUTES = "300 (on a bare machine)"
_LEFT_OUT = ("LOOPWISE_", "QT_", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY", "PYTHON", "XDG_")


@pytest.fixture
def clone(tmp_path: Path, checkout: Path) -> Path:
    """The last commit of this checkout, with nothing installed or built in it."""
    if not shutil.which("git") or not (checkout / ".git").exists():
        pytest.skip("there is no repository to clone")
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(checkout), str(folder)], check=True, timeout=120)
    return folder


def _environment(folder: Path) -> dict[str, str]:
    """As a newcomer's: no caches, nothing said about Loopwise, no screen."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(_LEFT_OUT)}
    home = {f"XDG_{name}_HOME": str(folder / "home" / name) for name in ("CACHE", "CONFIG", "DATA")}
    return kept | home | {"QT_QPA_PLATFORM": "offscreen"}


def _seconds(line: tuple[str, ...], clone: Path, **more: str) -> tuple[float, str]:
    begun = time.perf_counter()
    done = subprocess.run(
        line,
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
        env=_environment(clone.parent) | more,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return time.perf_counter() - begun, done.stderr


def _until_visible(clone: Path) -> float:
    """Seconds from the start of `sh packaging/run` until its window shows.

    The shell becomes the program, so the program's own count begins with the shell.
    """
    _whole, said = _seconds(
        (*SCREEN, *RUN, *WINDOW), clone, QT_QPA_PLATFORM="xcb", LOOPWISE_TIMES="1"
    )
    found = re.search(r"^\s*(\d+) ms window visible$", said, re.MULTILINE)
    assert found, said[-2000:]
    return int(found[1]) / 1000


def _print(what: str, seconds: float, wanted: str = "") -> None:
    print(f"{what:<58}{seconds:>9.1f}   {wanted}")


def test_that_the_first_and_the_second_start_from_a_clone_are_measured(clone: Path) -> None:
    print(f"\n\n{'sh packaging/run, in a fresh clone':<58}{'seconds':>9}   wanted")
    _print(
        "first time, without a screen: the sample week done", _seconds(RUN, clone)[0], FIVE_MINUTES
    )
    _print("second time, without a screen: the same", _seconds(RUN, clone)[0])
    if shutil.which("xvfb-run"):
        _seconds((*RUN, "--", "sample", "loopwise-sample/sample.loopwise"), clone)
        _until_visible(clone)  # the first start with a screen also looks for its libraries
        _print("second time, with a screen: the window visible", _until_visible(clone), "3")
