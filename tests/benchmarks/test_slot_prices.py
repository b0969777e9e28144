"""All slots of a week for one account, from Python: wanted within a millisecond.

Run with `pytest tests/benchmarks/test_slot_prices.py -s`. Prints; nothing fails by the clock.
"""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path

import pytest

from planner.workspace import AccountRow, IsoWeek, PlannedWeek, Workspace
from planner.workspace.day.slot_prices import slot_prices

WEEK = IsoWeek(2026, 49)
LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}


def tell(what: str, seconds: list[float]) -> None:
    ordered = sorted(s * 1000 for s in seconds)
    middle, high = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    print(f"\n{what:<52}{middle:>8.2f}{high:>8.2f} ms   wanted 1 ms", end="")


def timed(week: PlannedWeek, accounts: list[AccountRow]) -> list[float]:
    found = []
    for account in accounts:
        begin = time.perf_counter()
        slot_prices(week, account)
        found.append(time.perf_counter() - begin)
    return found


@pytest.mark.parametrize("a_day", [5, 8])
def test_that_a_week_is_priced_under_the_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, a_day: int
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    chance = random.Random(1)
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as workspace:
        for i in range(140):
            lat, lon = 53.8 + chance.gauss(0, 0.2), -1.55 + chance.gauss(0, 0.3)
            workspace.records.make("account", {"name": f"Account {i}", "lat": lat, "lon": lon})
        for day in range(5):
            first = 1 + day * a_day
            workspace.planning.assign(WEEK.days[day], range(first, first + a_day))
        week = workspace.planning.week(WEEK)
        others = workspace.accounts.rows(ids=range(1 + 5 * a_day, 141))
    slots = len(slot_prices(week, others[0]))
    assert slots == 5 * (a_day + 1)
    tell(f"{slots} slots, drives not asked for before", timed(week, others[1:]))
    tell(f"{slots} slots, drives known", timed(week, others))
