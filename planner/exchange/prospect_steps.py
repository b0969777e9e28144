"""Steps of winning a prospect, in the words of an instruction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.words import _, marked

_MOVED = {
    "find": marked("Move {name} to “found”"),
    "present": marked("Move {name} to “presented”"),
    "demonstrate": marked("Move {name} to “shown”"),
    "objections": marked("Move {name} to “objections”"),
    "close": marked("Move {name} to “closing”"),
}
_STEPS = {
    "prospect_found": marked("Note prospect {name}"),
    "prospect_won": marked("{name} is won: a customer from today on"),
    "prospect_given_up": marked("Give up prospect {name}"),
    "prospect_hours_kept": marked("Keep {hours} h a week for prospects"),
}
CODES = frozenset((*_STEPS, "prospect_moved"))


def words(code: str, args: Mapping[str, Any]) -> str:
    """One step: Move Trent Steel to “closing”."""
    name = args.get("name", "")
    if code == "prospect_moved":
        return _(_MOVED.get(args.get("stage", ""), _MOVED["find"])).format(name=name)
    hours = args.get("hours", 0)
    shown = f"{hours:g}" if isinstance(hours, int | float) else hours
    return _(_STEPS[code]).format(name=name, hours=shown)
