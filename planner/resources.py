"""Finds the data files that Loopwise ships with, in a checkout and in an installed build."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder `resources`: beside the packages in a checkout, under the prefix when installed.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    beside = Path(__file__).resolve().parent.parent / "resources"
    installed = Path(sys.prefix) / "share" / "loopwise" / "resources"
    for folder in (beside, installed):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"resources (looked in {beside} and {installed})")


def path(*parts: str) -> Path:
    """The path of one bundled file or folder, e.g. `path("map", "index.html")`."""
    return root().joinpath(*parts)
