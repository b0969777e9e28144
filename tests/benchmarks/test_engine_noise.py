"""How many agreed times are kept when drives and calls take longer or shorter than planned.

Weeks of the sample territory get one or two agreed times a day, at half hours drawn by lot, and are
planned around them. Then each is driven 200 times: every drive and every call takes 80 to 120 % of
its time, by lot; the rep leaves home when the plan says so and waits where too early. Prints a
table; nothing here passes or fails by its figures. BENCHMARK_RUNS drives of each week.
Run with `pytest tests/benchmarks/test_engine_noise.py -s`.
"""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from planner.sample import make_sample
from planner.tours.costing import cost_day
from planner.tours.model import Leg, Legs, Place
from planner.workspace import IsoWeek, Workspace
from planner.workspace.views import PlannedDay, PlannedWeek

RUNS = int(os.environ.get("BENCHMARK_RUNS", "200"))
WEEKS = tuple(IsoWeek(2027, number) for number in (2, 3, 4, 5, 6))
SPREAD = (0.8, 1.2)


def noisy(legs: Legs, chance: random.Random) -> Legs:
    """Each leg drawn once a day."""
    drawn: dict[tuple[Place, Place], Leg] = {}

    def leg(a: Place, b: Place) -> Leg:
        if (a, b) not in drawn:
            real = legs(a, b)
            drawn[a, b] = replace(real, seconds=round(real.seconds * chance.uniform(*SPREAD)))
        return drawn[a, b]

    return leg


def kept(week: PlannedWeek, day: PlannedDay, chance: random.Random) -> list[bool]:
    """Whether each agreed time of a day is kept when it is driven once."""
    frame = week.plan.frames[day.date]
    frame = replace(frame, work=replace(frame.work, opens=day.cost.leave))
    stops = [
        replace(s, seconds=round(s.seconds * chance.uniform(*SPREAD)))
        for s in week.plan.of(day.date)
    ]
    driven = cost_day(frame, stops, noisy(week.legs, chance))
    return [t.arrive <= t.stop.appointment for t in driven.stops if t.stop.appointment is not None]


def agree(territory: Workspace, week: IsoWeek, chance: random.Random) -> None:
    """One or two accounts a day, near each other, at half hours that leave room between them."""
    rows = [r for r in territory.accounts.rows() if r.place and r.opening_hours is None]
    for day in week.days[:5]:
        first = chance.choice(rows)
        near = sorted(
            rows, key=lambda r: territory.planning.week(week).legs(first.place, r.place).seconds
        )
        hours = (chance.choice([9, 9.5, 10, 10.5]), chance.choice([13.5, 14, 14.5, 15]))
        for row, hour in zip((first, near[3]), hours[: chance.randint(1, 2)], strict=False):
            wanted = {
                "account": row.id,
                "day": day,
                "state": "confirmed",
                "start": int(hour * 3600),
            }
            territory.records.make("call", wanted)


def test_that_agreed_times_are_kept_on_weeks_that_go_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    chance = random.Random(7)
    make_sample(tmp_path / "t.loopwise")
    every: list[bool] = []
    print(f"\n\n{'week':<12}{'calls':>8}{'agreed':>8}{'kept':>10}", end="")
    with Workspace.open(tmp_path / "t.loopwise") as territory:
        for week in WEEKS:
            planning = territory.planning
            agree(territory, week, chance)
            planning.accept(planning.propose(week, iterations=4000))
            planned = planning.week(week)
            runs = [
                k for _ in range(RUNS) for day in planned.days for k in kept(planned, day, chance)
            ]
            every += runs
            share = sum(runs) / max(1, len(runs))
            print(
                f"\n{week!s:<12}{planned.calls:>8}{len(runs) // RUNS:>8}{100 * share:>9.1f} %",
                end="",
            )
    print(
        f"\n{'all':<28}{100 * sum(every) / len(every):>9.1f} %   {len(WEEKS) * RUNS} weeks driven"
    )
    assert every
