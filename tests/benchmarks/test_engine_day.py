"""Days of 10, 20 and 30 stops against the proved optimum, and against tours with windows.

Prints tables; nothing here passes or fails by the clock. Other solvers stand beside where they are
installed (dependency group "bench"). BENCHMARK_DAYS days of each size, LOOPWISE_BENCH a folder with
`tsptw/*.txt`. Run with `pytest tests/benchmarks/test_engine_day.py -s`.
"""

from __future__ import annotations

import os
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.cli.bench_peers import is_there, run_peer, suited
from planner.cli.bench_peers.plain import plain
from planner.cli.bench_peers.tour_peers import best_tour
from planner.tours.checking import answer_of, disagreements
from planner.tours.engine import search
from planner.tours.engine.problem import Problem
from planner.tours.instances import Instance, generate_day, generate_windows, read_tsptw

DAYS = int(os.environ.get("BENCHMARK_DAYS", "15"))
OWN_SECONDS = 0.012
PEER_SECONDS = 0.2
WINDOW_SECONDS = 0.2
WINDOW_PEER_SECONDS = 1.0
Rows = dict[str, list[tuple[float | None, float]]]


def _own(problem: Problem, seconds: float) -> tuple[float | None, float]:
    begin = time.perf_counter()
    found = search(problem, seconds=seconds)
    took = time.perf_counter() - begin
    assert disagreements(problem, found) == ()
    return (found.cost if found.feasible else None), took


def _with_peers(problem: Problem, own: float, peers: float, but: str = "") -> Rows:
    """Cost and time of each solver, our own first."""
    rows: Rows = defaultdict(list)
    rows["Loopwise"].append(_own(problem, own))
    for peer in suited(problem):
        if is_there(peer) and peer.name != but:
            result = run_peer(peer, problem, peers)
            rows[peer.name].append((result.cost, result.seconds))
    return rows


def _print(title: str, rows: Rows, best: list[float]) -> None:
    print(f"\n\n{title:<34}{'best':>9}{'mean gap':>10}{'worst':>9}{'median ms':>11}{'max ms':>9}")
    for name, results in rows.items():
        gaps = [cost / b - 1 for (cost, _t), b in zip(results, best, strict=True) if cost]
        hit = sum(
            cost is not None and cost <= b + 1e-6
            for (cost, _t), b in zip(results, best, strict=True)
        )
        times = [1000 * took for _cost, took in results]
        mean, worst = (statistics.mean(gaps), max(gaps)) if gaps else (float("nan"),) * 2
        print(
            f"{name:<34}{hit:>5}/{len(best)}{100 * mean:>9.2f} %{100 * worst:>7.2f} %"
            f"{statistics.median(times):>11.1f}{max(times):>9.1f}"
        )


@pytest.mark.parametrize("stops", [10, 20, 30])
def test_that_days_are_measured_against_the_proved_best(stops: int) -> None:
    pytest.importorskip("ortools", reason="the proof needs CP-SAT: dependency group “bench”")
    search(generate_day(5, 0).problem, iterations=10)  # the first call loads
    rows: Rows = defaultdict(list)
    best, proved = [], 0
    for seed in range(DAYS):
        problem = generate_day(stops, seed).problem
        found = best_tour(plain(problem), 20)
        assert found is not None
        best.append(answer_of(problem, [found[0]]).cost)
        proved += found[1]
        for name, results in _with_peers(problem, OWN_SECONDS, PEER_SECONDS, "CP-SAT").items():
            rows[name] += results
    _print(f"day of {stops} stops, {proved}/{DAYS} proved", rows, best)


def _windowed(stops: int) -> Iterator[Instance]:
    for width in (20, 60, 100):
        for seed in range(max(1, DAYS // 5)):
            yield generate_windows(stops, width, seed)
    folder = Path(os.environ.get("LOOPWISE_BENCH", "nowhere"))
    for file in sorted(folder.glob("tsptw/*.txt")):
        instance = read_tsptw(file)
        if len(instance.problem.clients) in range(stops - 9, stops + 11):
            yield instance


@pytest.mark.parametrize("stops", [20, 40, 60])
def test_that_tours_with_windows_are_measured_against_the_best_of_all(stops: int) -> None:
    rows: Rows = defaultdict(list)
    best = []
    for instance in _windowed(stops):
        found = _with_peers(instance.problem, WINDOW_SECONDS, WINDOW_PEER_SECONDS)
        costs = {name: results[0][0] for name, results in found.items()}
        reached = [cost for cost in costs.values() if cost is not None]
        best.append(min(reached, default=float("inf")))
        if costs["Loopwise"] is None or costs["Loopwise"] > best[-1]:
            print(f"\n{instance.name}: {costs}", end="")
        for name, results in found.items():
            rows[name] += results
    _print(f"{stops} stops with windows, {len(best)} tours", rows, best)
