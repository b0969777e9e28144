"""From letting go of a dragged card to the route painted again, with 500 and 50,000 accounts.

Prints a table; nothing here passes or fails by the clock. Run with
`pytest tests/benchmarks/test_drop.py -s`.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QTimer

from planner.workspace import IsoWeek, Workspace, what_if
from ui.desk import Desk
from ui.drag import Drag
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.map.scheme import prepare_environment, register_scheme
from ui.map.view import MapView
from ui.week.board import Spot

prepare_environment()  # as the program does, before pytest-qt makes the application
register_scheme()

WEEK = IsoWeek(2026, 49)
LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
DROPS = int(os.environ.get("BENCHMARK_RUNS", "40"))
SIZES = [500, 50_000]


@pytest.fixture(params=SIZES)
def window(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
    own: _Own,
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
    """Adds up what our slots, timers and painting take on the main thread, and on the processor.

    The two differ by what the thread waits: for the interpreter, or for a core that is taken.
    """

    def __init__(self) -> None:
        self.seconds = self.cpu = 0.0
        self._begun: tuple[float, float] | None = None

    def start_over(self) -> None:
        """Count from here on."""
        self.seconds = self.cpu = 0.0

    def around(self, owner: Any, name: str, patch: pytest.MonkeyPatch) -> None:
        """Count a method of a class; what it calls is within its time and not counted twice."""
        inner = getattr(owner, name)

        def timed(*args: Any, **named: Any) -> Any:
            if self._begun or threading.current_thread() is not threading.main_thread():
                return inner(*args, **named)
            self._begun = (time.perf_counter(), time.thread_time())
            try:
                return inner(*args, **named)
            finally:
                self.seconds, self.cpu = self.until_now()
                self._begun = None

        patch.setattr(owner, name, timed)

    def until_now(self) -> tuple[float, float]:
        """Both sums, with what is still under way."""
        if self._begun is None:
            return self.seconds, self.cpu
        wall, cpu = self._begun
        return self.seconds + time.perf_counter() - wall, self.cpu + time.thread_time() - cpu


def _entries() -> Iterator[tuple[type, str]]:
    """Where Qt calls us between the release of the mouse and the painted route."""
    yield from ((Drag, "_drop"), (Jobs, "_deliver"), (Jobs, "_hand_out"), (Desk, "_compare"))
    yield from ((MapView, "_send"), (MapView, "_painted"))
    for name, module in list(sys.modules.items()):
        for kind in vars(module).values() if name.startswith("ui.") else ():
            if isinstance(kind, type) and kind.__module__ == name:
                yield from (
                    (kind, paint) for paint in ("paintEvent", "paint") if paint in vars(kind)
                )


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> _Own:
    """Made before the window is: Qt keeps what it has once looked up."""
    counted = _Own()
    for owner, name in _entries():
        counted.around(owner, name, monkeypatch)
    return counted


def _hold(window: MainWindow, source: date, target: date) -> QPoint:
    """Drag a day's first call over the third place of another; the mouse is not released yet."""
    board, planned = window.week.board, window.desk.planned
    lane, over = board.lane_of(source), board.lane_of(target)
    assert planned is not None
    assert lane is not None
    assert over is not None
    begin = lane.viewport().mapToGlobal(lane.visualRect(lane.lane.index(0)).center())
    card = over.visualRect(over.lane.index(1))
    to = over.viewport().mapToGlobal(card.center() + QPoint(0, card.height() // 2 + 1))
    dragging = window.week.dragging
    dragging.begin(planned, begin, lane, stops=[planned.by_date[source].stops[0]])
    dragging.drag._move(to)
    assert board.spot_at(to) == Spot(target, 2)
    return to


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


def test_that_a_drop_is_measured(window: MainWindow, own: _Own) -> None:
    count = len(window.desk.rows)
    painted: list[tuple[float, float, float]] = []
    shown: list[float] = []
    written: list[float] = []
    window.map.painted.connect(
        lambda what: (
            painted.append((time.perf_counter(), *own.until_now())) if "tours" in what else None
        )
    )
    window.desk.week_changed.connect(lambda _week: shown.append(time.perf_counter()))
    window.desk.changed.connect(lambda _change: written.append(time.perf_counter()))
    times, shares, cpus, handed, prices, lanes, writes = [], [], [], [], [], [], []
    for number in range(DROPS):
        planned = window.desk.planned
        assert planned is not None
        source, target = WEEK.days[number % 5], WEEK.days[(number + 1) % 5]
        begin = time.perf_counter()
        call = planned.by_date[source].stops[0].call.id
        assert not what_if.drop(planned, target, 2, [call]).refused
        prices.append(time.perf_counter() - begin)
        at = _hold(window, source, target)
        _rest(150)
        for heard in (painted, shown, written):
            heard.clear()
        own.start_over()
        begin = time.perf_counter()
        window.week.dragging.drag._drop(at)
        handed.append(time.perf_counter() - begin)
        _run_until(painted.__len__)
        _run_until(written.__len__)
        at_paint, share, cpu = painted[0]
        times.append(at_paint - begin)
        shares.append(share)
        cpus.append(cpu)
        lanes.append(shown[0] - begin)
        writes.append(written[0] - begin)
        _rest(550)
    print(f"\n\n{f'milliseconds, {count:,} accounts':<52}{'median':>8}{'p95':>8}{'n':>6}   wanted")
    _row("price of a drop", prices, "2")
    _row("drop to route painted", times, "50")
    _row("of it our own time on the main thread", shares, "5")
    _row("of that on the processor, not waiting for it", cpus, "5")
    _row("of that until the route is handed to the page", handed, "")
    _row("drop to the lanes told", lanes, "")
    _row("drop to saved on the disk and told", writes, "")
