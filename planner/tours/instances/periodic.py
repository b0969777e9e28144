"""Reads a periodic vehicle routing problem in the form of Cordeau, Gendreau and Laporte.

Line 1: `type m n t` (type 1; m vehicles a day, n customers, t days). Then t lines `D Q`, the
longest duration and the capacity of each vehicle that day, 0 for none. Then for the depot and each
customer `i x y service q f a c1 ... ca`: f visits in the period, on one of a combinations of days,
each a bit mask whose most significant of t bits is day 1. Distances are Euclidean, not rounded.

Source: J.-F. Cordeau, M. Gendreau, G. Laporte, "A tabu search heuristic for periodic and
multi-depot vehicle routing problems", Networks 30 (1997) 105-119.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from pathlib import Path

import numpy as np

from planner.tours.engine.problem import Answer, Client, Frame, Pattern, Problem
from planner.tours.instances.reading import Instance, Lines, Row, reference_beside

PERIODIC = 1


@dataclass(frozen=True, slots=True)
class _Customer:
    number: int
    x: float
    y: float
    service: float
    load: float
    combinations: tuple[tuple[int, ...], ...]


def read_periodic(file: Path) -> Instance:
    """All visits of all customers at the least distance; one route for each vehicle and day.

    Customers with no combination are not visited. The limits are soft on the way: the search may
    pass through routes that are over them.

    Raises:
        BadInstance: it is of another type, or a line is missing or not of that form.
    """
    lines = Lines(file)
    first = lines.take()
    kind, vehicles, count, days = first.whole(at_least=4)[:4]
    if kind != PERIODIC:
        raise first.refuse("wrong_type", found=kind)
    if vehicles < 1 or not 1 <= days <= 62:
        raise first.refuse("not_whole", found=" ".join(first.words))
    wanted = 2 + days + count
    limits = [lines.take(wanted).times(2) for _day in range(days)]
    depot = _customer(lines.take(wanted), days)
    listed = [_customer(lines.take(wanted), days) for _customer_line in range(count)]
    lines.end()
    visited = [customer for customer in listed if customer.combinations]
    frames = tuple(_frame(day, *limits[day]) for day in range(days) for _car in range(vehicles))
    problem = _problem(depot, visited, frames)
    numbers = [customer.number for customer in visited]

    def tell(answer: Answer) -> list[list[list[int]]]:
        return _by_day(answer, numbers, days, vehicles)

    return Instance(file.stem, problem, reference_beside(file), tell)


def _frame(day: int, longest: float, capacity: float) -> Frame:
    return Frame(day, 0, 0, shuts=longest or inf, most_load=capacity or inf)


def _customer(row: Row, days: int) -> _Customer:
    numbers = row.numbers(at_least=5)
    service, load = numbers[3:5]
    if service < 0 or load < 0:
        raise row.refuse("negative", found=f"{min(service, load):g}")
    visits, ways = (row.as_whole(number) for number in [*numbers[5:7], 0, 0][:2])
    masks = [row.as_whole(number) for number in numbers[7 : 7 + ways]]
    if len(masks) < ways:
        raise row.refuse("too_few", wanted=7 + ways, found=len(numbers))
    for mask in masks:
        if not 0 < mask < 1 << days or mask.bit_count() != visits:
            raise row.refuse("bad_combination", found=mask)
    combinations = tuple(_days_of(mask, days) for mask in masks)
    x, y = numbers[1:3]
    return _Customer(row.as_whole(numbers[0]), x, y, service, load, combinations)


def _days_of(mask: int, days: int) -> tuple[int, ...]:
    """The days of a bit mask, counted from 0."""
    return tuple(day for day in range(days) if mask >> (days - 1 - day) & 1)


def _problem(depot: _Customer, visited: list[_Customer], frames: tuple[Frame, ...]) -> Problem:
    at = np.array([(place.x, place.y) for place in (depot, *visited)], dtype=np.float64)
    way = at[:, None] - at[None]
    distance = np.hypot(way[..., 0], way[..., 1])
    clients = tuple(
        Client(
            place=place,
            seconds=customer.service,
            patterns=tuple(
                Pattern(tuple((day,) for day in combination))
                for combination in customer.combinations
            ),
            load=customer.load,
        )
        for place, customer in enumerate(visited, 1)
    )
    return Problem(distance, distance, frames, clients, soft_limits=True)


def _by_day(answer: Answer, numbers: list[int], days: int, vehicles: int) -> list[list[list[int]]]:
    """The tours of each day that are driven, in the numbers of the file."""
    tours = [[numbers[client] for client in route] for route in answer.routes]
    return [
        [tour for tour in tours[day * vehicles : (day + 1) * vehicles] if tour]
        for day in range(days)
    ]
