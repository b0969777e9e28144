"""What `loopwise bench` takes; loads no command and no engine."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any, Protocol

from planner.words import _, marked

MOST_ACCOUNTS = 10_000
_ABOUT = marked(
    "Runs the planning engine on a public instance or a generated week and tells what it reached. "
    "A .res file beside the instance holds a known cost on its first line."
)


class Adds(Protocol):
    """What adds commands to a parser, as `arguments` has it."""

    def add(self, name: str, path: str, text: str, **kwargs: Any) -> ArgumentParser:
        """One command: its name, its function, and what it does."""


def add_bench(commands: Adds, below: Callable[[ArgumentParser], Adds]) -> None:
    """Add `bench` and its four kinds; `below` gives what adds commands below a command."""
    bench = commands.add("bench", "bench:tour", _("measure the planning engine"))
    bench.description = _(_ABOUT)
    kinds = below(bench)
    for name, text in (
        ("tour", _("the shortest tour of a CSV table of seconds")),
        ("tsptw", _("the shortest tour with a time window at each place")),
        ("pvrp", _("periodic vehicle routing: visits spread over days")),
    ):
        kind = kinds.add(name, f"bench:{name}", text)
        kind.add_argument("file", metavar="FILE", type=Path)
        kind.add_argument("--seed", type=_count, default=1, metavar="N", help=_("of the search"))
        _effort(kind)
    week = kinds.add("week", "bench:week", _("a generated week: whom to see, when, in what order"))
    week.add_argument("--accounts", type=_accounts, required=True, metavar="N")
    week.add_argument("--seed", type=_count, default=1, metavar="S", help=_("of the week"))
    week.add_argument("--search-seed", type=_count, default=1, metavar="N", help=_("of the search"))
    _effort(week)


def _effort(kind: ArgumentParser) -> None:
    effort = kind.add_mutually_exclusive_group()
    effort.add_argument("--seconds", type=_seconds, metavar="S", help=_("how long; 10 if not told"))
    effort.add_argument(
        "--iterations",
        type=_iterations,
        metavar="N",
        help=_("how much, so that it can be repeated"),
    )
    kind.add_argument(
        "--peers", action="store_true", help=_("the solvers that are installed beside it")
    )


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(_("“{text}” is no whole number.").format(text=text))
    return int(text)


def _iterations(text: str) -> int:
    count = _count(text)
    if count < 1:
        message = _("“{text}” is no number of iterations.").format(text=text)
        raise argparse.ArgumentTypeError(message)
    return count


def _accounts(text: str) -> int:
    count = _count(text)
    if not 1 <= count <= MOST_ACCOUNTS:
        message = _("There can be 1 to {most} accounts.").format(most=MOST_ACCOUNTS)
        raise argparse.ArgumentTypeError(message)
    return count


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not (isfinite(seconds) and seconds > 0):
        raise argparse.ArgumentTypeError(_("“{text}” is no time in seconds.").format(text=text))
    return seconds
