"""The one object that window and commands hold, and the values it hands out."""

from __future__ import annotations

from planner.workspace.errors import BadInput, Impossible, Refused
from planner.workspace.iso_week import IsoWeek
from planner.workspace.views import (
    AccountRow,
    CallTerms,
    PlannedDay,
    PlannedStop,
    PlannedWeek,
    Why,
)
from planner.workspace.workspace import Workspace

__all__ = [
    "AccountRow",
    "BadInput",
    "CallTerms",
    "Impossible",
    "IsoWeek",
    "PlannedDay",
    "PlannedStop",
    "PlannedWeek",
    "Refused",
    "Why",
    "Workspace",
]
