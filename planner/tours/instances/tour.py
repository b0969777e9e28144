"""Reads a tour: a CSV file with an n x n table of seconds, row 0 the start, and back to it."""

from __future__ import annotations

from pathlib import Path

from planner.tours.engine.problem import Frame, Problem
from planner.tours.instances.reading import (
    Instance,
    Lines,
    clients_at_every_place,
    one_order,
    reference_beside,
    table,
)


def read_tour(file: Path) -> Instance:
    """The shortest closed tour through all places; cost = seconds.

    Raises:
        BadInstance: it is no table of as many rows as columns, or a time is negative.
    """
    lines = Lines(file, ",")
    count = len(lines)
    rows = [lines.take().times(count) for _row in range(count)]
    seconds = table(rows)
    problem = Problem(
        cost=seconds,
        seconds=seconds,
        frames=(Frame(0, 0, 0),),
        clients=tuple(clients_at_every_place(count)),
    )
    return Instance(file.stem, problem, reference_beside(file), one_order)
