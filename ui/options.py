"""What `loopwise open` takes on its command line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.words import _


@dataclass(frozen=True, slots=True)
class Options:
    """Where the territory is, and how the window shall show it.

    `file` None is the user's own territory. `picture` asks for a picture instead of a window to
    work in; `week` is an ISO week such as 2026-W49.
    """

    file: Path | None = None
    picture: Path | None = None
    size: tuple[int, int] | None = None
    dark: bool | None = None
    week: str = ""
    safe_graphics: bool = False


def read(arguments: Sequence[str]) -> Options:
    """Read the arguments of `open`; a wrong one ends the program with 2, as for every command."""
    given = _parser().parse_args(arguments)
    file = given.file or given.territory
    return Options(
        file=Path(file) if file else None,
        picture=Path(given.picture) if given.picture else None,
        size=given.size,
        dark=given.dark,
        week=given.week,
        safe_graphics=given.safe_graphics,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="loopwise open", description=_("Show the window."))
    parser.add_argument("file", nargs="?", help=_("the territory; your own where none is named"))
    parser.add_argument("--territory", help=argparse.SUPPRESS)
    parser.add_argument("--picture", metavar="OUT.png", help=_("write a picture of the window"))
    parser.add_argument("--size", type=_size, help=_("size of the window, such as 1366x768"))
    parser.add_argument("--week", type=_week, default="", help=_("the week, such as 2026-W49"))
    parser.add_argument(
        "--safe-graphics", action="store_true", help=_("for a map that stays blank")
    )
    looks = parser.add_mutually_exclusive_group()
    looks.add_argument("--dark", action="store_true", default=None, help=_("the dark window"))
    looks.add_argument("--light", dest="dark", action="store_false", help=_("the light window"))
    return parser


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if not found:
        raise argparse.ArgumentTypeError(_("Give width and height, such as 1366x768."))
    return int(found[1]), int(found[2])


def _week(text: str) -> str:
    found = re.fullmatch(r"(\d{4})-?W(\d{1,2})", text, re.IGNORECASE)
    try:
        if text:
            year, number = found.groups() if found else ("0", "0")
            date.fromisocalendar(int(year), int(number), 1)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("Give a week such as 2026-W49.")) from error
    return text
