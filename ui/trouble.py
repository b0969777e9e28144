"""What went wrong, in words: what happened, what is safe, what to do. And the log of the rest."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from planner.words import _

_log = logging.getLogger("loopwise")


def words_for(error: BaseException) -> str:
    """One or two plain sentences for any error; what nobody foresaw goes to the log."""
    from planner.exchange import sentences
    from planner.store.errors import TerritoryError
    from planner.workspace import Refused

    if isinstance(error, TerritoryError):
        return sentences.territory_error(error)
    if isinstance(error, Refused):
        return sentences.refused(error.code, error.args_for_words)
    if isinstance(error, OSError) and error.filename:
        return _("{file} cannot be read or written: {reason}. Nothing was changed.").format(
            file=error.filename, reason=error.strerror or ""
        )
    _log.error("unforeseen", exc_info=error)
    return _(
        "Something did not work here. What you did before is saved. "
        "Try it again; details for whoever helps you are in {file}."
    ).format(file=log_file())


def log_file() -> Path:
    """Where details of errors are kept."""
    from platformdirs import user_log_path

    return user_log_path("Loopwise", appauthor=False) / "loopwise.log"


def keep_log() -> None:
    """Write errors to the log file; where it cannot be written they go to the console."""
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            log_file(), maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)


def watch(tell: Callable[[BaseException], None]) -> None:
    """Hand every error that nobody caught to `tell`, on whatever thread it happened."""

    def caught(
        _kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(_kind, error, trace)
            return
        tell(error)

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            tell(args.exc_value)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
