"""Proposed weeks under noise: how many agreed times are kept when calls and drives take longer.

Ten territories of 200 accounts with two agreed times a day, a hundred weeks of each: every drive
and every call takes between 20 % less and 20 % more than planned, evenly. The rep leaves when the
plan says.
Run with `pytest tests/benchmarks/test_plan_noise.py -s`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planner.records import Account, Call
from planner.tours.costing import cost_day
from planner.tours.model import Day, DayCost, Leg, Legs, Place, Window
from planner.workspace import IsoWeek, PlannedWeek, Workspace

WEEK = IsoWeek(2026, 49)
TERRITORIES, WEEKS = 10, 100
EITHER_WAY = 0.2
LEEDS = {"name": "Noise", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}


def territory(file: Path, seed: int) -> Workspace:
    workspace = Workspace.new(file, LEEDS)
    chance = random.Random(seed)
    with workspace.journal.change("customers_imported", count=200) as change:
        rows = [
            Account(
                name=f"Account {i}",
                grade=chance.choice("ABCD"),
                lat=53.8 + chance.gauss(0, 0.2),
                lon=-1.55 + chance.gauss(0, 0.3),
                precision="given",
            )
            for i in range(200)
        ]
        change.session.add_all(rows)
        change.session.flush()
        for day in WEEK.days[:5]:
            for hour in chance.sample([9.5, 11, 13.5, 15.5], 2):
                values = {"start": int(hour * 3600), "state": "confirmed"}
                change.session.add(Call(account=rows.pop().id, day=day, **values))
    return workspace


def driven(week: PlannedWeek, chance: random.Random) -> Iterator[bool]:
    """Drives the week once: for each agreed time, whether it was kept."""
    for day in week.days:
        if day.stops:
            yield from _kept(week.plan.frames[day.date], day.cost, week.legs, chance)


def _kept(frame: Day, planned: DayCost, legs: Legs, chance: random.Random) -> Iterator[bool]:
    times: dict[tuple[Place, Place], float] = {}

    def leg(a: Place, b: Place) -> Leg:
        usual = legs(a, b)
        length = times.setdefault((a, b), chance.uniform(1 - EITHER_WAY, 1 + EITHER_WAY))
        return Leg(usual.metres, round(usual.seconds * length))

    frame = replace(frame, work=Window(planned.leave, frame.work.shuts))
    stops = [
        replace(t.stop, seconds=round(t.stop.seconds * chance.uniform(0.8, 1.2)))
        for t in planned.stops
    ]
    for timed in cost_day(frame, stops, leg).stops:
        if timed.stop.appointment is not None:
            yield not timed.late


def test_how_many_agreed_times_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    kept: list[bool] = []
    calls = 0
    for seed in range(TERRITORIES):
        with territory(tmp_path / f"{seed}.loopwise", seed) as workspace:
            week = workspace.planning.propose(WEEK, iterations=3000).after
            calls += week.calls
            chance = random.Random(seed)
            for _week in range(WEEKS):
                kept += driven(week, chance)
    share = sum(kept) / len(kept)
    print(f"\n{TERRITORIES * WEEKS} weeks, {calls / TERRITORIES:.1f} calls each")
    print(f"agreed times: {len(kept)}, on time {100 * share:.2f} %")
    assert share >= 0.95
