"""The Friday report to head office: written from the week's records, edited, and taken out."""

from __future__ import annotations

from planner.workspace.reporting.reporting import Reporting

__all__ = ["Reporting"]
