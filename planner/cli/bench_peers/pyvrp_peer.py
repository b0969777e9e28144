"""PyVRP (hybrid genetic search, later iterated local search): two seeds side by side.

One vehicle type for each frame; a client with several windows is a group of one client a window,
of which one is chosen; a day that is not allowed is a road so long that no vehicle may drive it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from planner.cli.bench_peers.plain import Plain


def solve(plain: Plain, seconds: float, seed: int, _other: bool) -> list[list[int]] | None:
    """Routes of each frame, as numbers of clients; None where it found nothing it may do."""
    pyvrp, stop = import_module("pyvrp"), import_module("pyvrp.stop")
    clients, groups, owners = _clients(pyvrp, plain)
    data = pyvrp.ProblemData(
        [pyvrp.Location(0, 0)] * len(plain.legs),
        clients,
        [pyvrp.Depot(0)],
        _vehicles(pyvrp, plain),
        [_legs(plain, frame) for frame in range(len(plain.frames))],
        [plain.legs] * len(plain.frames),
        groups,
    )
    found = pyvrp.solve(
        data, stop.MaxRuntime(seconds), seed=seed, collect_stats=False, display=False
    )
    if not found.is_feasible():
        return None
    routes: list[list[int]] = [[] for _frame in plain.frames]
    for route in found.best.routes():
        calls = [owners[activity.idx] for activity in route if activity.is_client()]
        routes[route.vehicle_type()] = calls
    return routes


def _clients(pyvrp: Any, plain: Plain) -> tuple[list[Any], list[Any], list[int]]:
    """Its clients, its groups, and which of our clients each of its own stands for."""
    clients: list[Any] = []
    groups: list[Any] = []
    owners: list[int] = []
    for number, client in enumerate(plain.clients):
        several = len(client.spans) > 1
        must = client.lost is None
        if several:
            members = range(len(clients), len(clients) + len(client.spans))
            groups.append(pyvrp.ClientGroup(list(members), required=must))
        for begin, end in client.spans:
            owners.append(number)
            clients.append(
                pyvrp.Client(
                    client.place,
                    service_duration=client.seconds,
                    tw_early=begin,
                    tw_late=end,
                    prize=client.lost or 0,
                    required=must and not several,
                    group=len(groups) - 1 if several else None,
                )
            )
    return clients, groups, owners


def _vehicles(pyvrp: Any, plain: Plain) -> list[Any]:
    return [
        pyvrp.VehicleType(1, tw_early=opens, tw_late=shuts, profile=n, max_distance=_far(plain) - 1)
        for n, (opens, shuts) in enumerate(plain.frames)
    ]


def _far(plain: Plain) -> int:
    """Longer than any tour; shorter and much longer ones were tried and made it worse."""
    return int(plain.legs.max(axis=1).sum()) + 1


def _legs(plain: Plain, frame: int) -> Any:
    legs = plain.legs.copy()
    for client in plain.clients:
        if frame not in client.frames:
            legs[:, client.place] = _far(plain)
    np.fill_diagonal(legs, 0)
    return legs
