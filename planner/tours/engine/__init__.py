"""The planning engine: the search in C++ (src/), and what of it the planner calls."""

from __future__ import annotations

from planner.tours.engine._search import build

__all__ = ["build"]
