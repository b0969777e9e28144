"""The real program under a screen of its own, driven by a real mouse and real keys."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image, ImageGrab

NOW = "2026-11-27T15:00:00+00:00"
WEEK = "2026-W49"
LOOPWISE = Path(sys.executable).parent / "loopwise"
SIZE = (1366, 768)
PATIENCE = 60.0
"""Seconds a busy machine may take for one step; a test goes on as soon as it is done."""

Facts = dict[str, Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.e2e)


@dataclass
class Machine:
    """A user's own folders, a screen, and where wanted a network namespace with nothing in it."""

    folder: Path
    display: str = ""
    within: Sequence[str] = ()
    windows: list[Window] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        places = {
            "HOME": "home",
            "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "config",
            "XDG_CACHE_HOME": "cache",
            "XDG_STATE_HOME": "state",
            "XDG_RUNTIME_DIR": "runtime",
        }
        own = {name: str(self.folder / "user" / place) for name, place in places.items()}
        for place in own.values():
            Path(place).mkdir(mode=0o700, parents=True, exist_ok=True)
        screen = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"} if self.display else {}
        unwanted = {"WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"}
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        return {**kept, **own, **screen, "LOOPWISE_NOW": NOW}

    def command(self, *words: str | Path) -> str:
        """What a command prints; it must succeed."""
        done = subprocess.run(
            [*self.within, str(LOOPWISE), *map(str, words)],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE * 2,
            check=False,
        )
        assert done.returncode == 0, f"loopwise {words}: {done.stderr}"
        return done.stdout

    def answer(self, *words: str | Path) -> Any:
        """The JSON document that a command prints."""
        return json.loads(self.command("--json", *words))

    def window(self, *words: str | Path, **variables: str) -> Window:
        """Start the window; it is ended with the test."""
        window = Window(self, [str(LOOPWISE), *map(str, words)], variables)
        self.windows.append(window)
        return window


class Window:
    """One running program with its window, seen through what it says it shows."""

    def __init__(self, machine: Machine, words: list[str], variables: dict[str, str]) -> None:
        number = len(machine.windows)
        self.machine = machine
        self._seen = machine.folder / f"seen{number}.json"
        self._log = machine.folder / f"window{number}.log"
        self._environment = {
            **machine.environment(),
            "LOOPWISE_WITNESS": str(self._seen),
            **variables,
        }
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [*machine.within, *words],
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    # Seeing

    def said(self) -> str:
        """What it has written on its outputs."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def sees(self) -> Facts | None:
        """What it shows now; None before its first word."""
        try:
            return dict(json.loads(self._seen.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def until(self, what: Callable[[Facts], Any], words: str = "") -> Facts:
        """Wait until what it shows is so."""
        ends = time.monotonic() + PATIENCE
        seen = None
        while time.monotonic() < ends:
            seen = self.sees()
            if seen is not None and what(seen):
                return seen
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError(f"Never seen: {words}\nlast: {seen}\n{self.said()}")

    def ready(self) -> Facts:
        """Wait until accounts and week stand on board and map."""
        seen = self.until(
            lambda s: s["read"] and s["settled"] and s["compared"] and not s["saving"],
            "the week on board and map",
        )
        self.focus()
        return seen

    def picture(self) -> Image.Image:
        """The screen as it is now."""
        return ImageGrab.grab(xdisplay=self.machine.display).convert("RGB")

    # Doing

    def focus(self) -> None:
        """Give the window the keys: no window manager does so here."""
        found = self.xdotool("search", "--onlyvisible", "--pid", str(self._pid())).split()
        assert found, self.said()
        self.xdotool("windowfocus", found[-1])

    def _pid(self) -> int:
        """The program's own number, also where something started it."""
        if not self.machine.within:
            return self.process.pid
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        children = task.read_text().split()
        return int(children[0]) if children else self.process.pid

    def xdotool(self, *words: str | int) -> str:
        return subprocess.run(
            ["xdotool", *map(str, words)],
            env={**os.environ, "DISPLAY": self.machine.display},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def key(self, keys: str) -> None:
        self.xdotool("key", keys)

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "5", text)

    def move(self, at: tuple[int, int]) -> None:
        self.xdotool("mousemove", *at)

    def press(self) -> None:
        self.xdotool("mousedown", 1)

    def release(self) -> None:
        self.xdotool("mouseup", 1)

    def click(self, at: tuple[int, int]) -> None:
        self.xdotool("mousemove", *at, "click", 1)

    def click_button(self, words: str) -> None:
        """Press the first button whose words begin so."""

        def named(seen: Facts) -> list[list[int]]:
            return [area for name, area in seen["buttons"].items() if name.startswith(words)]

        self.click(centre(named(self.until(named, f"the button {words}"))[0]))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at `start` and move to `end`, still holding."""
        self.move(start)
        self.press()
        for part in (0.1, 0.3, 0.6, 0.9, 1):
            here = (
                round(start[0] + (end[0] - start[0]) * part),
                round(start[1] + (end[1] - start[1]) * part),
            )
            self.move(here)

    def price(self, end: tuple[int, int]) -> Facts:
        """What the tag says once the drag has come to `end` and there is a price."""

        def there(seen: Facts) -> bool:
            tag = seen["tag"]
            return bool(tag and tag["at"] == list(end) and tag["metres"] is not None)

        return dict(self.until(there, "a price at the cursor")["tag"])

    def close(self) -> int:
        """Quit as a user does; returns the exit code."""
        self.focus()
        self.key("ctrl+q")
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def centre(area: Sequence[int]) -> tuple[int, int]:
    """The middle of left, top, width, height."""
    left, top, width, height = area
    return left + width // 2, top + height // 2


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen without a monitor."""
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        pytest.fail("Xvfb and xdotool are needed: sh packaging/test brings them.")
    reading, writing = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as said:
        number = said.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    screen.terminate()
    screen.wait()


@pytest.fixture
def machine(tmp_path: Path, display: str) -> Iterator[Machine]:
    """A user with a screen and no territory yet."""
    machine = Machine(tmp_path, display)
    yield machine
    for window in machine.windows:
        window.end()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample territory; copy it before use."""
    file = tmp_path_factory.mktemp("sample") / "sample.loopwise"
    Machine(file.parent).command("sample", file)
    return file


@pytest.fixture
def territory(sample: Path, tmp_path: Path) -> Path:
    """A sample territory of the test's own."""
    file = Path(shutil.copy(sample, tmp_path / "territory.loopwise"))
    now = datetime.fromisoformat(NOW).timestamp()
    os.utime(file, (now, now))  # saved on the day of the test, as its window says
    return file


@pytest.fixture
def window(machine: Machine, territory: Path) -> Window:
    """The window on the sample, its week on board and map."""
    window = machine.window("open", territory, "--size", "1366x768", "--week", WEEK)
    window.ready()
    return window


@pytest.fixture
def loopwise() -> Path:
    """The console script."""
    return LOOPWISE


@pytest.fixture(scope="session")
def checker() -> ModuleType:
    """packaging/check_picture.py."""
    file = Path(__file__).resolve().parents[2] / "packaging" / "check_picture.py"
    spec = importlib.util.spec_from_file_location("loopwise_check_picture", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def no_network(tmp_path: Path) -> Iterator[Machine]:
    """A user in a network namespace where nothing can be reached, without a screen."""
    for way in (["unshare", "-n"], ["unshare", "-r", "-n"]):
        if shutil.which("unshare") and not subprocess.run([*way, "true"], check=False).returncode:
            machine = Machine(tmp_path, within=way)
            yield machine
            for window in machine.windows:
                window.end()
            return
    pytest.skip("unshare -n is not permitted here")
