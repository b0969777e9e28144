"""After one change, and the first call: how near a short repair comes to a long search anew.

Prints tables; nothing here passes or fails by the clock. Run with
`pytest tests/benchmarks/test_engine_change.py -s`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner.tours.checking import disagreements
from planner.tours.engine import search
from planner.tours.engine.problem import Answer, Client, Pattern, Problem
from planner.tours.instances import generate_week

CHANGES = int(os.environ.get("BENCHMARK_CHANGES", "5"))
REPAIRS = (0.1, 1.0)
LONG = float(os.environ.get("BENCHMARK_LONG_SECONDS", "20"))

FIRST_CALL = """
import time
from planner.tours.instances import generate_week
problem = generate_week(120, 1).problem
took = []
for _call in range(2):
    begin = time.perf_counter()
    from planner.tours.engine import search
    search(problem, iterations=1)
    took.append(1000 * (time.perf_counter() - begin))
print(*took)
"""


def _urgent(problem: Problem, answer: Answer, number: int) -> Problem:
    """One of those left out has to be in, on any of its days."""
    out = [n for n, c in enumerate(problem.clients) if not c.patterns[answer.patterns[n]].visits]
    who = out[(number * 7) % len(out)]
    must = replace(problem.clients[who], patterns=problem.clients[who].patterns[:1])
    return _with(problem, who, must)


def _moved(problem: Problem, answer: Answer, number: int) -> Problem:
    """One call is fixed on another day than it is planned on."""
    planned = [(f, c) for f, route in enumerate(answer.routes) for c in route]
    choice = [(f, c) for f, c in planned if len(problem.clients[c].patterns[0].visits[0]) == 5]
    frame, who = choice[(number * 7) % len(choice)]
    day = (problem.frames[frame].day + 1) % 5
    fixed = replace(problem.clients[who], patterns=(Pattern(((day,),)),))
    return _with(problem, who, fixed)


def _with(problem: Problem, who: int, client: Client) -> Problem:
    return replace(problem, clients=(*problem.clients[:who], client, *problem.clients[who + 1 :]))


def _begun(answer: Answer, problem: Problem) -> Answer:
    """The old plan, with patterns that there still are."""
    patterns = tuple(
        min(chosen, len(client.patterns) - 1)
        for chosen, client in zip(answer.patterns, problem.clients, strict=True)
    )
    return replace(answer, patterns=patterns)


def _moves(before: Answer, after: Answer) -> float:
    """The share of the calls planned before that are now on another day or on none."""
    day_of = {client: frame for frame, route in enumerate(after.routes) for client in route}
    was = [(client, frame) for frame, route in enumerate(before.routes) for client in route]
    return sum(day_of.get(client) != frame for client, frame in was) / len(was)


@pytest.mark.parametrize("accounts", [60, 120])
@pytest.mark.parametrize("change", [_urgent, _moved], ids=["urgent", "moved"])
def test_that_a_repair_after_one_change_is_measured(
    accounts: int, change: Callable[[Problem, Answer, int], Problem]
) -> None:
    problem = generate_week(accounts, 1).problem
    before = search(problem, seconds=LONG / 2)
    gaps: dict[float, list[float]] = defaultdict(list)
    moved: dict[float, list[float]] = defaultdict(list)
    for number in range(CHANGES):
        changed = change(problem, before, number)
        cold = search(changed, seconds=LONG)
        for seconds in REPAIRS:
            warm = search(changed, seconds=seconds, start=_begun(before, changed))
            assert disagreements(changed, warm) == ()
            gaps[seconds].append(warm.cost / cold.cost - 1 if warm.feasible else float("inf"))
            moved[seconds].append(_moves(before, warm))
    what = f"{accounts} accounts, {change.__name__.strip('_')}"
    for seconds, over in gaps.items():
        share = statistics.median(moved[seconds])
        print(
            f"\n{what}, {seconds} s after a change: median {100 * statistics.median(over):+.2f} %, "
            f"worst {100 * max(over):+.2f} % from {LONG:.0f} s anew, {100 * share:.0f} % move",
            end="",
        )


def test_that_the_first_call_is_measured(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_CALL], cwd=checkout, capture_output=True, text=True, check=True
    )
    first, second = map(float, done.stdout.split())
    print(f"\nfirst call with the import {first:.1f} ms, second {second:.1f} ms (wanted: 50 more)")
