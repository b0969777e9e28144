"""Runs one command: exit codes, and plain sentences in place of tracebacks."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

from planner import clock
from planner.cli.arguments import parse
from planner.cli.output import complain
from planner.exchange import sentences
from planner.store.errors import TerritoryError
from planner.words import _, use_language

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

DONE = 0
TROUBLE = 1
WRONG_LINE = 2
REFUSED = 3
NO_TERRITORY = 4
IMPOSSIBLE = 5
STOPPED = 130
_OF_THE_LINE = {"unknown_kind", "unknown_field", "unknown_format", "unknown_paper", "calendar_only"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line, without the program's name; gives the exit code of the contract."""
    use_language()
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except SystemExit as leaving:  # argparse, after its own message
        return int(leaving.code or 0)
    except BrokenPipeError:
        return _nobody_reads()
    except KeyboardInterrupt:
        complain(_("Stopped. What was under way has left nothing behind."))
        return STOPPED
    except Exception as error:  # noqa: BLE001 - the last line: a person never sees a traceback
        return _told(error)


def _run(argv: list[str]) -> int:
    try:
        clock.now()
    except ValueError:
        complain(_("LOOPWISE_NOW is no moment. Write it like 2026-11-27T15:30:00+00:00."))
        return WRONG_LINE
    options = parse(argv)
    try:
        result: int | None = options.command(options)
    except (ValueError, TypeError, LookupError) as error:
        _blame_damage(options, error)
        raise
    sys.stdout.flush()
    return result or DONE


def _blame_damage(options: Namespace, error: Exception) -> None:
    """An error nobody foresaw may be the file's fault: raise NotATerritory where it is damaged."""
    from planner.own_file import own_territory
    from planner.store.errors import NotATerritory
    from planner.store.soundness import faults

    file = options.territory or own_territory()
    found: list[str] = []
    with suppress(Exception):
        found = faults(file)
    if found:
        raise NotATerritory(file, found[0]) from error


def _told(error: Exception) -> int:
    """Say what happened, and the exit code for it."""
    if isinstance(error, TerritoryError):
        complain(sentences.territory_error(error))
        return NO_TERRITORY
    known = _refusal(error)
    if known is not None:
        return known
    complain(
        _(
            "Something went wrong that should not have. Every change made before is safe. "
            "The details are in {file}."
        ).format(file=_write_down(error))
    )
    return TROUBLE


def _refusal(error: Exception) -> int | None:
    """Say why the input was refused; None if it was something else."""
    from planner.cli.output import WrongLine
    from planner.exchange.customer_list.problems import ListRefused, ReadingStopped
    from planner.workspace.errors import Impossible, Refused

    if isinstance(error, WrongLine):
        complain(str(error))
        return WRONG_LINE
    if isinstance(error, Refused):
        complain(sentences.refused(error.code, error.args_for_words))
        if isinstance(error, Impossible):
            return IMPOSSIBLE
        return WRONG_LINE if error.code in _OF_THE_LINE else REFUSED
    if isinstance(error, ListRefused | ReadingStopped):
        complain(str(error))
        return REFUSED
    return None


def _write_down(error: Exception) -> Path | str:
    """Keep the details of an error of ours where they can be sent from."""
    from platformdirs import user_log_path

    try:
        file = user_log_path("loopwise", appauthor=False, ensure_exists=True) / "errors.log"
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{clock.now().isoformat()}\n")
            traceback.print_exception(error, file=log)
    except OSError:
        return _("no file: none could be written")
    return file


def _speak_utf8(stream: TextIO) -> None:
    reconfigure: Any = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        with suppress(ValueError, OSError):
            reconfigure(encoding="utf-8", errors="replace")


def _nobody_reads() -> int:
    """The reader of our output has left, as `head` does: be quiet about it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(ValueError, OSError):
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return DONE
