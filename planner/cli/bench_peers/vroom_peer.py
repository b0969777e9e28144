"""VROOM at its deepest exploration, on two threads.

A frame is a vehicle, its day a skill that a client asks for. VROOM serves by priority (0 to 100)
before it looks at the way, so what is lost without a client becomes its priority, and 100 is kept
for those who must be in: it has no word for weighing the two.
"""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import numpy as np

from planner.cli.bench_peers.plain import Plain

MUST = 100
MOST = 90


def solve(plain: Plain, seconds: float, _seed: int, _other: bool) -> list[list[int]] | None:
    """Routes of each frame, as numbers of clients."""
    vroom = import_module("vroom")
    problem = vroom.Input()
    problem.set_durations_matrix("car", plain.legs.astype(np.uint32))
    kinds = {frames: n for n, frames in enumerate(sorted({c.frames for c in plain.clients}), 1)}
    problem.add_vehicle(
        [
            vroom.Vehicle(
                frame + 1,
                start=0,
                end=0,
                skills={kind for frames, kind in kinds.items() if frame in frames},
                time_window=vroom.TimeWindow(*hours),
            )
            for frame, hours in enumerate(plain.frames)
        ]
    )
    problem.add_job(_jobs(vroom, plain, kinds))
    found = problem.solve(exploration_level=5, nb_threads=2, timeout=timedelta(seconds=seconds))
    return _routes(plain, found)


def _jobs(vroom: Any, plain: Plain, kinds: dict[tuple[int, ...], int]) -> list[Any]:
    dearest = max([1, *(client.lost or 0 for client in plain.clients)])
    return [
        vroom.Job(
            id=number,
            location=client.place,
            default_service=client.seconds,
            skills={kinds[client.frames]},
            priority=MUST if client.lost is None else max(1, MOST * client.lost // dearest),
            time_windows=[vroom.TimeWindow(*span) for span in client.spans],
        )
        for number, client in enumerate(plain.clients)
    ]


def _routes(plain: Plain, found: Any) -> list[list[int]]:
    routes: list[list[int]] = [[] for _frame in plain.frames]
    table = found.routes
    rows = zip(table["vehicle_id"], table["type"], table["id"], strict=True)
    for vehicle, kind, number in rows:
        if kind == "job":
            routes[int(vehicle) - 1].append(int(number))
    return routes
