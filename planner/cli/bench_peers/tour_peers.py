"""Peers for a closed tour without hours: LKH (through elkai), and CP-SAT, which proves the best."""

from __future__ import annotations

from importlib import import_module

from planner.cli.bench_peers.plain import Plain


def solve_lkh(plain: Plain, _seconds: float, _seed: int, _other: bool) -> list[list[int]] | None:
    """The tour of Helsgaun's heuristic, ten runs; it cannot be given a time."""
    if len(plain.clients) < 2:
        return [list(range(len(plain.clients)))]
    elkai = import_module("elkai")
    tour = elkai.DistanceMatrix(plain.legs.tolist()).solve_tsp(10)
    return [[place - 1 for place in tour[1:-1]]]


def solve_cp_sat(plain: Plain, seconds: float, _seed: int, _other: bool) -> list[list[int]] | None:
    """The best tour CP-SAT finds in the time."""
    found = best_tour(plain, seconds)
    return [found[0]] if found else None


def best_tour(plain: Plain, seconds: float) -> tuple[list[int], bool] | None:
    """A tour as numbers of clients, and whether it is proved to be the best."""
    cp_model = import_module("ortools.sat.python.cp_model")
    count = len(plain.legs)
    if count == 1:
        return [], True
    model, arcs = cp_model.CpModel(), {}
    for a in range(count):
        for b in range(count):
            if a != b:
                arcs[a, b] = model.new_bool_var("")
    model.add_circuit([(a, b, arc) for (a, b), arc in arcs.items()])
    model.minimize(sum(int(plain.legs[a, b]) * arc for (a, b), arc in arcs.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    state = solver.solve(model)
    if state not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return None
    after = {a: b for (a, b), arc in arcs.items() if solver.value(arc)}
    tour, at = [], after[0]
    while at:
        tour.append(at - 1)
        at = after[at]
    return tour, state == cp_model.OPTIMAL
