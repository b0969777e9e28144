"""Call cycles of 13 weeks, five days a week: time, memory, frequencies met, growth with accounts.

Accounts lie in towns round a base, as those of `planner.tours.instances.week`; grades are mixed so
that about nine of ten working days are filled. Figures only; nothing here passes by the clock.
Run with `pytest tests/benchmarks/test_engine_cycle.py -s`.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import time
import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Any

import pytest

from planner.advice.due import Frequency
from planner.workspace import IsoWeek, Workspace
from planner.workspace.cycle.cycles import Search
from planner.workspace.cycle.views import CyclePlan

NOW = "2026-11-27T15:30:00+00:00"
WEEK = IsoWeek(2026, 49)
SIZES = (100, 300, 1000)
_GRADES = "ABBCCCCCDD"
SECONDS = os.environ.get("BENCHMARK_SECONDS")
BASE = {"name": "Bench", "base_name": "Base", "base_lat": 53.8, "base_lon": -1.55}


def territory(file: Path, accounts: int, calls: float | None = None) -> Workspace:
    """A new territory: the more accounts, the rarer their calls, or each about so many."""
    workspace = Workspace.new(file, BASE)
    calls = calls or max(0.2, 300 / accounts)
    workspace.set_up({"calls_a": 3 * calls, "calls_b": 1.5 * calls, "calls_c": 0.75 * calls,
                      "calls_d": 0.4 * calls, "call_minutes": 30})  # fmt: skip
    with workspace.journal.change("customers_imported", added=accounts) as change:
        numbers = change.insert("account", list(_rows(accounts)))
        change.insert("call", list(_made(workspace, numbers)))
    return workspace


def _made(workspace: Workspace, accounts: list[int]) -> Iterator[dict[str, Any]]:
    """The last call of each, anywhere in its interval before the span."""
    chance, rule = random.Random(len(accounts)), Frequency(workspace.territory)
    for at, account in enumerate(accounts):
        interval = rule.interval_days(rule.calls(_GRADES[at % 10], None)) or 1
        day = WEEK.monday - timedelta(days=3 + chance.randrange(interval))
        yield {"account": account, "day": day, "position": 0, "state": "made", "locked": False,
               "objective": "", "outcome": "", "uid": uuid.uuid4().hex}  # fmt: skip


def _rows(accounts: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(accounts)
    towns = [
        (chance.uniform(53.45, 54.15), chance.uniform(-2.15, -0.95))
        for _ in range(accounts // 25 + 3)
    ]
    for at in range(accounts):
        lat, lon = chance.choice(towns)
        yield {
            "name": f"Account {at}",
            "status": "customer",
            "grade": _GRADES[at % 10],
            "lat": chance.gauss(lat, 0.05),
            "lon": chance.gauss(lon, 0.08),
            "precision": "given",
            "street": "", "postcode": "", "town": "", "region": "", "country": "", "phone": "",
            "email": "", "website": "", "notes": "", "source": "", "external_id": "",
        }  # fmt: skip


def _uneven(plan: CyclePlan) -> float:
    """The mean share by which a gap differs from its interval."""
    interval = {want.account.id: want.demand.interval for want in plan.wanted}
    days: dict[int, list[int]] = {}
    for week in plan.weeks:
        for day in week.days:
            for stop in day.calls:
                days.setdefault(stop.account.id, []).append(day.date.toordinal())
    off = [
        abs(b - a - interval[account]) / interval[account]
        for account, some in days.items()
        for a, b in pairwise(sorted(some))
    ]
    return statistics.mean(off) if off else 0.0


@pytest.fixture(scope="module")
def head() -> None:
    print(
        f"\n\n{'accounts':>9}{'calls':>7}{'seconds':>9}{'of these outside':>18}{'iterations':>12}"
        f"{'kept':>12}{'uneven':>8}{'a day':>8}{'metres':>13}{'MB':>6}"
    )


@pytest.mark.parametrize("accounts", SIZES)
def test_that_a_cycle_is_measured(
    tmp_path: Path, accounts: int, monkeypatch: pytest.MonkeyPatch, head: None
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", NOW)
    with territory(tmp_path / "bench.loopwise", accounts) as workspace:
        begun = time.perf_counter()
        how = Search(seconds=None if SECONDS is None else float(SECONDS))
        plan = workspace.cycles.plan(WEEK, 13, how)
        took = time.perf_counter() - begun
    most, least = plan.busiest_and_slackest
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{accounts:>9}{plan.calls:>7}{took:>9.1f}{took - plan.effort.seconds:>18.2f}"
        f"{plan.effort.iterations:>12,}{plan.kept:>6} of {len(plan.wanted):<4}{_uneven(plan):>6.0%}"
        f"{least:>5}-{most:<2}{sum(w.metres for w in plan.weeks):>13,}{memory:>6.0f}",
        end="",
    )
    assert plan.calls > 0


@pytest.mark.parametrize("accounts", SIZES)
def test_that_growth_is_measured(
    tmp_path: Path, accounts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls grow with the accounts; the search takes the time that it takes by itself."""
    monkeypatch.setenv("LOOPWISE_NOW", NOW)
    with territory(tmp_path / "bench.loopwise", accounts, 0.7) as workspace:
        workspace.set_up({"call_minutes": 15})
        begun = time.perf_counter()
        plan = workspace.cycles.plan(WEEK, 13)
        took = time.perf_counter() - begun
    metres = sum(week.metres for week in plan.weeks) / plan.calls
    print(
        f"\n{accounts:>9}{plan.calls:>7}{took:>9.1f}{plan.effort.iterations:>12,}"
        f"{plan.kept:>6} of {len(plan.wanted):<5}{1e6 * took / (accounts * log2(accounts)):>7,.0f}"
        f" µs per n log n{metres:>9,.0f} m a call",
        end="",
    )
    assert plan.calls > 0
