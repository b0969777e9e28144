"""What a use case refuses, by a code and the figures that its sentence needs."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """The use case was not carried out; nothing has changed."""

    def __init__(self, code: str, **args: Any) -> None:
        super().__init__(code, args)
        self.code = code
        self.args_for_words = args


class Impossible(Refused):
    """What is asked of the plan clashes with something that holds: a lock, opening hours."""


class BadInput(Refused):
    """A value that was given cannot be taken."""
