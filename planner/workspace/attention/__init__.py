"""What needs the rep, over the whole territory, in the order in which to look at it."""

from __future__ import annotations

from planner.workspace.attention.attention import Attention
from planner.workspace.attention.rows import KINDS, Pressing, shortlist

__all__ = ["KINDS", "Attention", "Pressing", "shortlist"]
