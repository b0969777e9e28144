"""From letting go of a card to the route painted again, with 500 and 50,000 accounts.

Prints a table; nothing here passes or fails by the clock. Run with
`pytest tests/benchmarks/test_drop.py -s`.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from planner.store.journal import Change
from planner.workspace import IsoWeek, Workspace, what_if
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.map.scheme import prepare_environment, register_scheme

prepare_environment()  # as the program does, before pytest-qt makes the application
register_scheme()

WEEK = IsoWeek(2026, 49)
LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
DROPS = int(os.environ.get("BENCHMARK_RUNS", "40"))
SIZES = [500, 50_000]


@pytest.fixture(params=SIZES)
def window(
    request: pytest.FixtureRequest, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    jobs = Jobs()
    made = MainWindow(jobs)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    with qtbot.waitSignal(made.map_link.settled, timeout=60_000):
        made.desk.take(_territory(tmp_path / "t.loopwise", request.param), str(WEEK))
    qtbot.waitUntil(lambda: bool(made.desk.comparisons), timeout=20_000)
    _rest(1500)
    yield made
    made.close()


def _territory(file: Path, count: int) -> Workspace:
    chance = random.Random(5)
    rows = "\n".join(
        f"Account {n},{'ABC'[n % 3]},{chance.gauss(53.75, 0.3):.5f},{chance.gauss(-1.5, 0.6):.5f}"
        for n in range(count)
    )
    listed = file.with_suffix(".csv")
    listed.write_text(f"name,grade,lat,lon\n{rows}\n", encoding="utf-8")
    workspace = Workspace.new(file, LEEDS)
    workspace.importing.run(workspace.importing.preview(listed))
    near = sorted(
        (row for row in workspace.accounts.rows() if row.place),
        key=lambda row: abs(row.lat - 53.8) + abs(row.lon + 1.55),  # type: ignore[operator]
    )
    for number, day in enumerate(WEEK.days[:5]):
        workspace.planning.assign(day, [row.id for row in near[number * 8 : number * 8 + 8]])
    return workspace


class _Own:
    """Adds up the time that our own slots take on the main thread."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def around(self, owner: Any, name: str, patch: pytest.MonkeyPatch) -> None:
        """Time a method of a class."""
        inner = getattr(owner, name)

        def timed(*args: Any, **named: Any) -> Any:
            begin = time.perf_counter()
            try:
                return inner(*args, **named)
            finally:
                self.seconds += time.perf_counter() - begin

        patch.setattr(owner, name, timed)


def _rest(milliseconds: int) -> None:
    """Let the window live as it does in the program: QTest.qWait would keep the threads waiting."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _run_until(there: Callable[[], object]) -> None:
    loop, look = QEventLoop(), QTimer(interval=1)
    look.timeout.connect(lambda: loop.quit() if there() else None)
    look.start()
    loop.exec()


def _row(what: str, values: list[float], wanted: str) -> None:
    ordered = sorted(1000 * value for value in values)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{what:<52}{statistics.median(ordered):>8.1f}{p95:>8.1f}{len(values):>6}   {wanted}")


def test_that_a_drop_is_measured(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    count = len(window.desk.rows)
    own = _Own()
    own.around(Jobs, "_deliver", monkeypatch)
    painted: list[float] = []
    window.map.painted.connect(
        lambda what: painted.append(time.perf_counter()) if "tours" in what else None
    )
    times, shares, handed, prices, writes = [], [], [], [], []
    for number in range(DROPS):
        planned = window.desk.planned
        assert planned is not None
        source, target = WEEK.days[number % 5], WEEK.days[(number + 1) % 5]
        call = planned.by_date[source].stops[0].call.id
        begin = time.perf_counter()
        assert not what_if.drop(planned, target, 2, [call]).refused
        prices.append(time.perf_counter() - begin)
        painted.clear()
        own.seconds = 0.0
        written: list[float] = []

        def note(_change: Change, written: list[float] = written) -> None:
            written.append(time.perf_counter())

        window.desk.changed.connect(note)
        begin = time.perf_counter()
        window.week.drop_wanted.emit(target, 2, [call], [])
        sent = time.perf_counter() - begin
        _run_until(painted.__len__)
        times.append(painted[0] - begin)
        shares.append(own.seconds + sent)
        handed.append(sent)
        _run_until(written.__len__)
        writes.append(written[0] - begin)
        window.desk.changed.disconnect(note)
        _rest(700)
    print(f"\n\n{f'milliseconds, {count:,} accounts':<52}{'median':>8}{'p95':>8}{'n':>6}   wanted")
    _row("price of a drop", prices, "2")
    _row("drop to route painted", times, "50")
    _row("of it our own time on the main thread", shares, "5")
    _row("of that until the route is handed to the page", handed, "")
    _row("drop to saved on the disk and told", writes, "")
