"""Complaints and jobs in words: how long, how worried, what about, who holds it."""

from __future__ import annotations

from planner.exchange import figures
from planner.words import _, marked

_DAY = 86_400
_KINDS = {
    "installation": marked("Installation"),
    "commissioning": marked("Commissioning"),
    "warranty": marked("Warranty"),
    "maintenance": marked("Maintenance"),
    "advice": marked("Advice"),
    "breakdown": marked("Breakdown"),
}


def length(seconds: float) -> str:
    """2:04 h; from a day on 2 d 17 h."""
    if seconds < _DAY:
        return figures.duration(seconds)
    hours = round(seconds / 3600)
    return _("{days} d {hours} h").format(days=hours // 24, hours=hours % 24)


def clock(seconds: float, *, running: bool, answered: bool) -> str:
    """Waits 2:04 h; answered in 1:10 h."""
    said = _("waits {time}") if running else _("answered in {time}")
    return said.format(time=length(seconds)) if running or answered else ""


def kind(code: str) -> str:
    """A kind of job: Breakdown."""
    return _(_KINDS[code])


def worry(anxiety: int) -> str:
    """How worried, for those who hear it: anxiety 5 of 5."""
    return _("anxiety {value} of 5").format(value=anxiety)


def difficulty(value: int) -> str:
    """How hard the fault is: difficulty 2 of 5."""
    return _("difficulty {value} of 5").format(value=value)


def due(day: str) -> str:
    """When maintenance falls due: due 8 Dec."""
    return _("due {day}").format(day=day)
