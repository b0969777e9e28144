"""What `loopwise grade` and `loopwise overcalls` take."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from typing import Any, Protocol

from planner.words import _


class Adds(Protocol):
    """What adds commands to a parser, as `arguments` has it."""

    def add(self, name: str, path: str, text: str, **kwargs: Any) -> ArgumentParser:
        """One command: its name, its function, and what it does."""


def add_grading(commands: Adds) -> None:
    """Add the commands of grades and calls."""
    grade = commands.add("grade", "grading:grade", _("grade the customers by rank, and keep it"))
    for letter in "abc":
        grade.add_argument(
            f"--{letter}",
            type=_a_share,
            metavar="SHARE",
            help=_("share of the customers that is graded {letter}, 0 to 1").format(
                letter=letter.upper()
            ),
        )
    grade.add_argument("--by", metavar="potential|revenue|sum|own", help=_("what they rank by"))
    grade.add_argument(
        "--field", type=int, metavar="ID", help=_("with own: the field of your own to rank by")
    )
    grade.add_argument(
        "--all", action="store_true", help=_("change grades that were set by hand too")
    )
    grade.add_argument("--dry-run", action="store_true", help=_("say what would be done, no more"))
    commands.add(
        "overcalls",
        "grading:overcalls",
        _("accounts with more or fewer calls than planned, and what that costs"),
    )


def _a_share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        message = _("“{text}” is no share. Write a number from 0 to 1, like 0.25.")
        raise argparse.ArgumentTypeError(message.format(text=text))
    return share
