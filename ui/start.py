"""The console script. Imports no Qt: only the window does, and only when it is wanted.

loopwise                        the window on the user's own territory
loopwise open FILE              the window on a territory
loopwise open FILE --picture OUT.png [--size 1366x768] [--dark] [--week 2026-W49]
a picture of that window, taken once its map has painted
loopwise COMMAND ...            any other job, without a window
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from ui.milestones import reached


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    reached("python")
    window = wanted_window(given)
    if window is None:
        from planner.cli import main as command

        return command(given)
    return open_window(window)


def wanted_window(given: Sequence[str]) -> list[str] | None:
    """The arguments of `open` where the window is wanted; None where it is another command.

    `--territory FILE` may stand before or after the command, as for every command.
    """
    rest, territory = [], []
    words = iter(given)
    for word in words:
        if word == "--territory":
            territory = ["--territory", next(words, "")]
        elif word.startswith("--territory="):
            territory = ["--territory", word.partition("=")[2]]
        else:
            rest.append(word)
    if not rest:
        return territory
    if rest[0] == "open" and not {"-h", "--help", "--json"} & set(rest):
        return [*territory, *rest[1:]]
    return None


def open_window(arguments: Sequence[str]) -> int:
    """Show the window; returns its exit code."""
    gc.disable()  # until the window shows: collecting among fresh imports finds nothing
    from ui.options import read

    options = read(arguments)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # WebEngine ends at once when root starts it with its sandbox.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    from ui.app import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
