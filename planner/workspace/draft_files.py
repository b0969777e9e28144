"""Mail drafts as files in a folder, in the order in which they are to be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from planner.exchange import files, mail
from planner.exchange.mail import Draft
from planner.workspace.errors import BadInput

_NOT_IN_NAMES = re.compile(r"[^\w &+-]+")


def write(folder: Path, drafts: Sequence[tuple[str, Draft]]) -> list[Path]:
    """Write each draft, by the name that is given with it; the folder is made if need be.

    Raises:
        BadInput: there is no folder, and none can be made, or a file could not be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput("no_folder", file=str(folder)) from error
    written = []
    for number, (name, draft) in enumerate(drafts, start=1):
        file = folder / file_name(number, name)
        try:
            files.write(file, mail.eml(draft))
        except files.NotWritten as error:
            raise BadInput(error.code, file=str(file)) from error
        written.append(file)
    return written


def file_name(number: int, name: str) -> str:
    """A name that every file system takes."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", name).split())[:70].strip()
    return f"{number:02d} {plain}".strip() + ".eml"
