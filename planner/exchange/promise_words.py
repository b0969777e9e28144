"""Sentences for promises that a plan would break."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from planner.exchange import figures
from planner.words import _, ngettext


class Promised(Protocol):
    """A promise to an account: by when, and what."""

    @property
    def name(self) -> str:
        """The account's."""

    @property
    def due(self) -> date:
        """The last day that keeps it."""

    @property
    def text(self) -> str:
        """What was promised."""


def breaks(promised: Promised) -> str:
    """Would break the promise to Ure Castings on Tuesday."""
    return _("Would break the promise to {name} on {weekday}").format(
        name=promised.name, weekday=figures.weekday(promised.due.weekday())
    )


def breaks_all(promised: Sequence[Promised]) -> str:
    """The first of them, and how many more; empty for none."""
    if not promised:
        return ""
    line, others = breaks(promised[0]), len(promised) - 1
    if not others:
        return line
    more = ngettext("{count} more", "{count} more", others).format(count=others)
    return _("{line}, and {more}").format(line=line, more=more)


def unkept(promised: Promised) -> str:
    """No call keeps the promise to Ure Castings by Tue 1 Dec: trial tips."""
    line = _("No call keeps the promise to {name} by {day}").format(
        name=promised.name, day=figures.short_date(promised.due)
    )
    return _("{said}: {text}").format(said=line, text=promised.text) if promised.text else line
