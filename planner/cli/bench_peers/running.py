"""Runs a peer on a problem, on both cores where it has a use for them, and costs what it found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context

from planner.cli.bench_peers.plain import Inexpressible, Plain, plain
from planner.tours.checking import answer_of
from planner.tours.engine.problem import Problem

HOW_TO_GET = ".venv/bin/uv sync --locked --inexact --no-install-project --group bench"
"""Brings them all into a checkout's environment."""

Routes = list[list[int]] | None
Solve = Callable[[Plain, float, int, bool], Routes]


@dataclass(frozen=True, slots=True)
class Peer:
    """A solver: what it is called, what has to be installed, where its model of a problem stands.

    `twice`: it works on one core, so two of it run side by side, with other seeds or beginnings,
    and the better answer counts. `tours` ones know no hours and no choice.
    """

    name: str
    package: str
    module: str
    solve: str
    twice: bool = False
    only_tours: bool = False


PEERS: tuple[Peer, ...] = (
    Peer("PyVRP", "pyvrp", "pyvrp_peer", "solve", twice=True),
    Peer("OR-Tools", "ortools", "ortools_peer", "solve", twice=True),
    Peer("VROOM", "vroom", "vroom_peer", "solve"),
    Peer("LKH", "elkai", "tour_peers", "solve_lkh", only_tours=True),
    Peer("CP-SAT", "ortools", "tour_peers", "solve_cp_sat", only_tours=True),
)


@dataclass(frozen=True, slots=True)
class PeerResult:
    """What a peer reached: the checked cost, None without an answer that keeps all rules."""

    cost: float | None
    seconds: float
    said: str = ""


def is_there(peer: Peer) -> bool:
    """Whether the peer is installed."""
    return find_spec(peer.package) is not None


def suited(problem: Problem) -> list[Peer]:
    """The peers that can be given a problem, installed or not."""
    try:
        asked = plain(problem)
    except Inexpressible:
        return []
    is_tour = len(problem.frames) == 1 and not asked.timed
    return [peer for peer in PEERS if is_tour or not peer.only_tours]


def run_peer(peer: Peer, problem: Problem, seconds: float, seed: int = 1) -> PeerResult:
    """Let a peer work for so long and cost its best answer with our own rules."""
    asked = plain(problem)
    found, took, said = [], 0.0, ""
    try:
        for routes, time_of_it in _answers(peer, asked, seconds, seed):
            took = max(took, time_of_it)
            if routes is not None:
                found.append(answer_of(problem, routes))
    except Exception as error:  # noqa: BLE001 - what a peer does wrong is its result, not our end
        said = f"{type(error).__name__}: {error}"
    good = [answer.cost for answer in found if answer.feasible]
    if not good and not said:
        said = "breaks a rule" if found else "none found"
    return PeerResult(min(good, default=None), took, said)


def _answers(peer: Peer, asked: Plain, seconds: float, seed: int) -> Iterator[tuple[Routes, float]]:
    """One answer, or those of two processes, each with the time it took."""
    if not peer.twice:
        yield _solve(peer, asked, seconds, seed, False)
        return
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        tries = [
            pool.submit(_solve, peer, asked, seconds, 2 * seed + other, bool(other))
            for other in (0, 1)
        ]
        yield from (one.result() for one in tries)


def _solve(
    peer: Peer, asked: Plain, seconds: float, seed: int, other: bool
) -> tuple[Routes, float]:
    """Load the peer and let it work; its loading is not taken from its time."""
    solve: Solve = getattr(import_module(f"planner.cli.bench_peers.{peer.module}"), peer.solve)
    import_module(peer.package)
    begin = time.perf_counter()
    routes = solve(asked, seconds, seed, other)
    return routes, time.perf_counter() - begin
