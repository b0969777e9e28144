"""Problems to measure the engine on: public formats read, days and weeks generated.

Each reader makes an `Instance`: the problem, what is known of its best cost, and how the engine's
routes read in the words of that format. What cannot be read is refused with its file and line.
"""

from __future__ import annotations

from planner.tours.instances.days import generate_day, generate_windows
from planner.tours.instances.periodic import read_periodic
from planner.tours.instances.reading import BadInstance, Instance
from planner.tours.instances.tour import read_tour
from planner.tours.instances.tsptw import read_tsptw
from planner.tours.instances.week import generate_week

__all__ = [
    "BadInstance",
    "Instance",
    "generate_day",
    "generate_week",
    "generate_windows",
    "read_periodic",
    "read_tour",
    "read_tsptw",
]
