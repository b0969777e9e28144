"""Weeks of 60, 120 and 300 accounts: our own beside the other solvers.

A row as each week is done, a summary at the end; nothing here passes or fails by the clock. Needs
the dependency group "bench" for the others. BENCHMARK_SEEDS weeks of each size (a minute and a half
each). Run with `pytest tests/benchmarks/test_engine_week.py -s`.
"""

from __future__ import annotations

import os
import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from planner.cli.bench_peers import is_there, run_peer, suited
from planner.tours.checking import disagreements
from planner.tours.engine import search
from planner.tours.engine.problem import Problem
from planner.tours.instances import generate_week

SIZES = [60, 120, 300]
SEEDS = int(os.environ.get("BENCHMARK_SEEDS", "10"))
OWN = (1.0, 5.0)
PEERS = (5.0, 20.0)
SPREAD = 5


@dataclass(frozen=True)
class Week:
    """What our own and the best of the peers reached in the short and in the long time."""

    own: tuple[float, float]
    peers: tuple[float, float] | None

    def gaps(self) -> tuple[float, float]:
        """Our own over the best peer's, as shares."""
        assert self.peers is not None
        return self.own[0] / self.peers[0] - 1, self.own[1] / self.peers[1] - 1


@pytest.fixture(scope="module")
def summary() -> Iterator[dict[int, list[Week]]]:
    weeks: dict[int, list[Week]] = defaultdict(list)
    yield weeks
    print(f"\n\n{'accounts':<10}{'weeks':>6}   {'1 s against 5 s':^40}   5 s against 20 s")
    print(f"{'':<16}   {'median':>9}{'as good in':>12}{'worst':>10}{'':>9}   {'worst':>9}")
    for size in sorted(weeks):
        short, long = zip(*(week.gaps() for week in weeks[size]), strict=True)
        good = sum(gap <= 0 for gap in short)
        print(
            f"{size:<10}{len(short):>6}   {100 * statistics.median(short):>7.2f} %"
            f"{good:>9}/{len(short)}{100 * max(short):>8.2f} %{'':>9}   {100 * max(long):>7.2f} %"
        )


def _own(problem: Problem, seconds: float, seed: int = 1) -> float:
    found = search(problem, seconds=seconds, seed=seed)
    assert disagreements(problem, found) == ()
    return found.cost if found.feasible else float("inf")


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
@pytest.mark.parametrize("accounts", SIZES)
def test_that_a_week_is_measured_beside_the_peers(
    accounts: int, seed: int, summary: dict[int, list[Week]]
) -> None:
    problem = generate_week(accounts, seed).problem
    own = _own(problem, OWN[0]), _own(problem, OWN[1])
    print(f"\n{accounts}/{seed}: own {own[0]:,.0f} in 1 s, {own[1]:,.0f} in 5 s", end="")
    reached = []
    for seconds in PEERS:
        costs = {
            peer.name: run_peer(peer, problem, seconds, seed).cost
            for peer in suited(problem)
            if is_there(peer)
        }
        told = ", ".join(f"{n} {c:,.0f}" if c else f"{n} none" for n, c in costs.items())
        print(f"; {seconds:.0f} s: {told or 'no peer is installed'}", end="", flush=True)
        reached.append(min((c for c in costs.values() if c is not None), default=None))
    if reached[0] is not None and reached[1] is not None:
        summary[accounts].append(Week(own, (reached[0], reached[1])))


@pytest.mark.parametrize("accounts", SIZES)
def test_that_the_spread_over_seeds_is_measured(accounts: int) -> None:
    problem = generate_week(accounts, 1).problem
    costs = [_own(problem, OWN[1], seed) for seed in range(1, SPREAD + 1)]
    spread = max(costs) / min(costs) - 1
    told = ", ".join(f"{cost:,.0f}" for cost in costs)
    print(
        f"\n{accounts} accounts, 5 s, {SPREAD} seeds: spread {100 * spread:.2f} % ({told})", end=""
    )
