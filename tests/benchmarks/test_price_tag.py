"""How quick the week's screen is under the hand. Prints a table; nothing here fails by the clock.

Run with `pytest tests/benchmarks/test_price_tag.py -s`.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame

from planner.workspace import AccountRow, IsoWeek, Workspace
from ui.week.due import DueModel
from ui.week.view import WeekScreen

WEEK = IsoWeek(2026, 49)
TODAY = date(2026, 11, 27)
LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    chance = random.Random(1)
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as opened:
        for i in range(60):
            lat, lon = 53.8 + chance.gauss(0, 0.3), -1.55 + chance.gauss(0, 0.4)
            opened.records.make("account", {"name": f"Account {i}", "lat": lat, "lon": lon})
        for day in range(5):
            opened.planning.assign(WEEK.days[day], range(1 + day * 8, 9 + day * 8))
        yield opened


def tell(what: str, seconds: list[float], wanted: str) -> None:
    ordered = sorted(s * 1000 for s in seconds)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    middle = statistics.median(ordered)
    print(f"\n{what:<46}{middle:>8.2f}{p95:>8.2f} ms{len(ordered):>6}   {wanted}", end="")


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def test_that_the_price_tag_follows_the_mouse(workspace: Workspace, qtbot: Any) -> None:
    screen = WeekScreen(QFrame())
    qtbot.addWidget(screen)
    screen.resize(1302, 696)
    planned = workspace.planning.week(WEEK)
    screen.set_rows({row.id: row for row in workspace.accounts.rows()}, TODAY)
    screen.set_week(planned)
    screen.show()
    for new, what in ((False, "a call dragged to another place"), (True, "a new account")):
        rows = workspace.accounts.rows(ids=[50]) if new else ()
        stops = () if new else planned.days[0].stops[2:3]
        screen.dragging.begin(planned, QPoint(0, 0), screen, stops, rows)
        drag, times = screen.dragging.drag, []
        for _round in range(3):
            for lane in screen.board.lanes:
                for y in range(10, lane.height(), 9):
                    at = lane.viewport().mapToGlobal(QPoint(80, y))
                    times.append(timed(partial(drag._move, at)))
        drag._move(screen.board.lanes[3].viewport().mapToGlobal(QPoint(80, 100)))
        assert drag.tag_text
        drag.cancel()
        tell(f"price tag: {what}", times, "2 ms")


def test_that_a_long_list_is_filtered_as_one_types(qtbot: Any) -> None:
    chance, model = random.Random(1), DueModel()
    rows = [
        AccountRow(
            i, f"Account {chance.randrange(10**6)}", "customer", chance.choice("ABCD"), "", "",
            "Leeds", "GB", "", 53 + chance.random(), -1.5, "hand", 1.0, 35, None, None, None,
            TODAY, TODAY - timedelta(days=chance.randrange(-90, 90)), None,
        )
        for i in range(50_000)
    ]  # fmt: skip
    home = (53.8, -1.55)
    taking = timed(lambda: model.set_rows(rows, TODAY, TODAY + timedelta(days=9), home))
    tell("50,000 accounts taken", [taking], "")
    rows[7] = rows[7]._replace(name="Another")
    one = timed(lambda: model.set_rows(rows, TODAY, TODAY + timedelta(days=9), home))
    tell("50,000 accounts, one changed", [one], "")
    searches = [timed(partial(model.search, text)) for text in ("9", "99", "999", "8")]
    tell("50,000 accounts searched", searches, "30 ms")
    model.search("")
    filters = ("A", "B", "all", "due", "new")
    tell("50,000 accounts filtered", [timed(partial(model.show_only, n)) for n in filters], "30 ms")
    tell("50,000 accounts sorted anew", [timed(lambda: model.sort_by("name"))], "")
    model.show_only("all")
    assert model.total == 50_000
