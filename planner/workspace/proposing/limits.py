"""Limits relaxed as far as held calls break them by themselves: they are planned around anyhow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from planner.tours.checking import Fault, FaultKind, drive
from planner.tours.engine.problem import Client, Frame, Problem

_ROUNDS = 8
"""Each relaxes what is broken; one that is relaxed may show another behind it."""


def bearing(problem: Problem, routes: Sequence[Sequence[int]]) -> Problem:
    """The problem with its limits so that these routes, one a frame, keep them all."""
    for number, route in enumerate(routes):
        for _round in range(_ROUNDS):
            faults = _faults(problem, number, route)
            if not faults:
                break
            for fault in faults:
                problem = _relaxed(problem, number, fault)
    return problem


def _faults(problem: Problem, number: int, route: Sequence[int]) -> list[Fault]:
    if not route:
        return []
    frame = problem.frames[number]
    timed = drive(problem, number, frame, route)
    over = {
        "over_day": timed.arrive - frame.shuts,
        "driving": timed.driving - frame.most_driving,
        "working": timed.arrive - timed.leave - frame.most_working,
    }
    found = [
        Fault(cast("FaultKind", kind), number, None, by) for kind, by in over.items() if by > 0
    ]
    return [*timed.faults, *found]


def _relaxed(problem: Problem, number: int, fault: Fault) -> Problem:
    if fault.client is not None:
        clients = list(problem.clients)
        clients[fault.client] = _later(clients[fault.client], number, fault.by)
        return replace(problem, clients=tuple(clients))
    frames = list(problem.frames)
    frames[number] = _longer(frames[number], fault)
    return replace(problem, frames=tuple(frames))


def _later(client: Client, day: int, by: float) -> Client:
    first, last = client.windows[day][-1]
    return replace(client, windows={**client.windows, day: ((first, last + by),)})


def _longer(frame: Frame, fault: Fault) -> Frame:
    if fault.kind == "lunch" and frame.lunch is not None:
        return replace(frame, lunch=replace(frame.lunch, shuts=frame.lunch.shuts + fault.by))
    if fault.kind == "driving":
        return replace(frame, most_driving=frame.most_driving + fault.by)
    if fault.kind == "working":
        return replace(frame, most_working=frame.most_working + fault.by)
    return replace(frame, shuts=frame.shuts + fault.by)
