"""OR-Tools' routing with guided local search: two first solutions side by side.

A frame is a vehicle; a client is optional at the price of what is lost, and may go to the vehicles
of its days; the hours between its windows are taken out of the time of its visit.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from planner.cli.bench_peers.plain import Plain


def solve(plain: Plain, seconds: float, _seed: int, other: bool) -> list[list[int]] | None:
    """Routes of each frame, as numbers of clients; None where it found none."""
    wrapped = import_module("ortools.constraint_solver.pywrapcp")
    words = import_module("ortools.constraint_solver.routing_enums_pb2")
    nodes = _places(plain)
    manager = wrapped.RoutingIndexManager(len(nodes), len(plain.frames), 0)
    model = wrapped.RoutingModel(manager)
    legs = plain.legs[np.ix_(nodes, nodes)]
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(legs.tolist()))
    _add_times(plain, manager, model, legs)
    _add_choices(plain, manager, model)
    how = wrapped.DefaultRoutingSearchParameters()
    first = words.FirstSolutionStrategy
    how.first_solution_strategy = (
        first.PATH_CHEAPEST_ARC if other else first.PARALLEL_CHEAPEST_INSERTION
    )
    how.local_search_metaheuristic = words.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    how.time_limit.FromMilliseconds(int(1000 * seconds))
    found = model.SolveWithParameters(how)
    return _routes(plain, manager, model, found) if found else None


def _places(plain: Plain) -> list[int]:
    """The place of each of its nodes: the depot, then one for each client."""
    return [0, *(client.place for client in plain.clients)]


def _add_times(plain: Plain, manager: Any, model: Any, legs: Any) -> None:
    service = np.array([0, *(client.seconds for client in plain.clients)])
    end = max(shuts for _opens, shuts in plain.frames)
    takes = model.RegisterTransitMatrix((legs + service[:, None]).tolist())
    model.AddDimension(takes, end, end, False, "time")
    times = model.GetDimensionOrDie("time")
    for frame, (opens, shuts) in enumerate(plain.frames):
        times.CumulVar(model.Start(frame)).SetRange(opens, shuts)
        times.CumulVar(model.End(frame)).SetRange(opens, shuts)
    for number, client in enumerate(plain.clients):
        begins = times.CumulVar(manager.NodeToIndex(number + 1))
        begins.SetRange(client.spans[0][0], client.spans[-1][1])
        for (_a, shut), (opens, _b) in zip(client.spans, client.spans[1:], strict=False):
            begins.RemoveInterval(shut + 1, opens - 1)


def _add_choices(plain: Plain, manager: Any, model: Any) -> None:
    dearest = 1000 * int(plain.legs.max()) + sum(client.lost or 0 for client in plain.clients)
    for number, client in enumerate(plain.clients):
        node = manager.NodeToIndex(number + 1)
        if client.lost is not None or plain.timed:
            model.AddDisjunction([node], dearest if client.lost is None else client.lost)
        if len(client.frames) < len(plain.frames):
            model.VehicleVar(node).SetValues([-1, *client.frames])


def _routes(plain: Plain, manager: Any, model: Any, found: Any) -> list[list[int]]:
    routes = []
    for frame in range(len(plain.frames)):
        route, at = [], found.Value(model.NextVar(model.Start(frame)))
        while not model.IsEnd(at):
            route.append(manager.IndexToNode(at) - 1)
            at = found.Value(model.NextVar(at))
        routes.append(route)
    return routes
