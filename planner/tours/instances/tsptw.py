"""Reads a tour with time windows, in the form given to those of Dumas and others (1995).

Line 1 is the number n of places, 0 the start; n lines of n travel times; n lines "earliest latest"
between which each visit has to begin. Cost is the travel, waiting is free, the tour is closed.

Source: Y. Dumas, J. Desrosiers, E. Gelinas, M. M. Solomon, "An optimal algorithm for the traveling
salesman problem with time windows", Operations Research 43 (1995) 367-371.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from planner.tours.engine.problem import Frame, Problem, Span
from planner.tours.instances.reading import (
    Instance,
    Lines,
    Row,
    clients_at_every_place,
    one_order,
    reference_beside,
    table,
)


def read_tsptw(file: Path) -> Instance:
    """The tour with the least travel that begins every visit in its window.

    Raises:
        BadInstance: a line is missing or too long, or holds no numbers of that kind.
    """
    lines = Lines(file)
    first = lines.take()
    count = first.as_whole(first.times(1)[0])
    if count < 1:
        raise first.refuse("not_whole", found=count)
    wanted = 2 * count + 1
    rows = [lines.take(wanted).times(count) for _row in range(count)]
    windows = [_window(lines.take(wanted)) for _place in range(count)]
    lines.end()
    return tour_with_windows(file.stem, rows, windows, reference_beside(file))


def tour_with_windows(
    name: str,
    rows: Sequence[Sequence[float]],
    windows: Sequence[Span],
    reference: float | None = None,
) -> Instance:
    """The instance of travel times and windows; those of place 0 bound the whole tour."""
    travel = table(rows)
    clients = [
        replace(client, usual=(windows[client.place],))
        for client in clients_at_every_place(len(rows))
    ]
    frame = Frame(0, 0, 0, windows[0][0], windows[0][1])
    problem = Problem(travel, travel, (frame,), tuple(clients))
    return Instance(name, problem, reference, one_order)


def _window(row: Row) -> Span:
    earliest, latest = row.times(2)
    if latest < earliest:
        raise row.refuse("backwards")
    return earliest, latest
