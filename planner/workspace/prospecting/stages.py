"""The stages of a sale, and how likely a prospect buys by the stage alone."""

from __future__ import annotations

from planner.records.selling import STAGES as RECORDED

STAGES = tuple(stage for stage in RECORDED if stage)
FIRST = STAGES[0]
BY_STAGE = {"find": 0.05, "present": 0.15, "demonstrate": 0.30, "objections": 0.50, "close": 0.75}
"""How likely a prospect buys where the rep has not said it."""


def stage_of(recorded: str) -> str:
    """The stage a prospect is in; one without is to be found out about first."""
    return recorded or FIRST


def likelihood_of(recorded: float | None, stage: str) -> float:
    """How likely it buys: as the rep says, else as its stage says."""
    return BY_STAGE[stage_of(stage)] if recorded is None else recorded
