"""A week's report as a file: what of it leaves, and nothing else, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.exchange.files import NotWritten, written_whole
from planner.exchange.report_letter import Item, Letter
from planner.workspace.errors import BadInput
from planner.workspace.exporting.exporting import PAPERS, NotExported

FORMATS = ("pdf", "html", "eml")


@dataclass(frozen=True, slots=True)
class TakenOut:
    """The file, and every line that is in it."""

    file: Path
    items: tuple[Item, ...]


def take_out(letter: Letter, out: Path, paper: str = "A4") -> TakenOut:
    """Write a letter to a file of the kind that its suffix says.

    Raises:
        BadInput: there is no such kind or paper.
        NotExported: the file cannot be written; what stood there before still does.
    """
    kind = out.suffix.casefold().lstrip(".")
    if kind not in FORMATS:
        raise BadInput("unknown_format", format=kind, formats=", ".join(FORMATS))
    if paper not in PAPERS:
        raise BadInput("unknown_paper", paper=paper, papers=", ".join(PAPERS))
    try:
        with written_whole(out, _WRITERS[kind](letter, paper)):
            pass
    except NotWritten as error:
        raise NotExported(error.code, file=str(error.file)) from error
    return TakenOut(out, tuple(letter.items()))


def _pdf(letter: Letter, paper: str) -> bytes:
    from planner.exchange.report_pdf import to_pdf

    return to_pdf(letter, paper)


def _html(letter: Letter, _paper: str) -> bytes:
    from planner.exchange.report_html import to_html

    return to_html(letter).encode("utf-8", "replace")


def _eml(letter: Letter, paper: str) -> bytes:
    from planner.exchange.report_mail import to_eml

    return to_eml(letter, paper)


_WRITERS: Mapping[str, Callable[[Letter, str], bytes]] = {
    "pdf": _pdf,
    "html": _html,
    "eml": _eml,
}
