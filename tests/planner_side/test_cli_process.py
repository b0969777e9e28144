"""The command as a process of its own: streams, pipes, encodings, what it loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planner import own_file
from planner.cli import territories
from planner.sample import make_sample
from ui import app

RUN = "import sys; from planner.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def territory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("process") / "sample.loopwise"
    make_sample(file).close()
    return file


def _start(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", RUN, *words],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


def test_that_output_is_utf8_whatever_the_locale(territory: Path) -> None:
    name = "name=Łódź 螺絲 Ø"
    done = _start(
        "--territory", str(territory), "record", "account", name, "--json",
        LC_ALL="C", PYTHONIOENCODING="ascii",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["name"] == "Łódź 螺絲 Ø"


def test_that_a_reader_who_leaves_is_no_error(territory: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "--territory", str(territory), "accounts", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=120) == 0
    assert err == b""


def test_that_the_exit_code_reaches_the_shell(tmp_path: Path) -> None:
    done = _start("history", LOOPWISE_TERRITORY=str(tmp_path / "none"))
    assert done.returncode == 4
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_that_help_loads_neither_records_nor_numbers() -> None:
    code = (
        "import sys; from planner.cli import main; main(['--help']); "
        "print([m for m in ('sqlalchemy', 'geopy', 'numpy', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_that_window_and_commands_take_the_same_territory(monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.own_territory is territories.own_territory is own_file.own_territory
    monkeypatch.setenv("LOOPWISE_TERRITORY", "named.loopwise")
    assert own_file.own_territory() == Path("named.loopwise")
    monkeypatch.delenv("LOOPWISE_TERRITORY")
    assert own_file.own_territory().name == "territory.loopwise"
