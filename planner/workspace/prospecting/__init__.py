"""Finding new customers: the pipeline, where prospects come from, and the balance with the old."""

from __future__ import annotations

from planner.advice.new_business import Month, NewBusiness, Revenue
from planner.workspace.prospecting.prospecting import Prospecting

__all__ = ["Month", "NewBusiness", "Prospecting", "Revenue"]
