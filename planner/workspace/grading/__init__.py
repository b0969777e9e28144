"""Grades by potential and call frequency: who gets too many calls, who too few, what to do."""

from __future__ import annotations

from planner.workspace.grading.grading import Grading
from planner.workspace.grading.views import Counted, NearProspect, Neglected, OverCalled

__all__ = ["Counted", "Grading", "NearProspect", "Neglected", "OverCalled"]
