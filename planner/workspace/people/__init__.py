"""The people who decide: who covers which role, who was not seen, who left and who follows."""

from __future__ import annotations

from planner.workspace.people.not_seen import NotSeen, not_seen
from planner.workspace.people.people import People
from planner.workspace.people.unit import Ask, Member, Unit, read_unit, unit_of

__all__ = ["Ask", "Member", "NotSeen", "People", "Unit", "not_seen", "read_unit", "unit_of"]
