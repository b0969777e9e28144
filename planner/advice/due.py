"""When an account is due for its next call, from its grade's frequency and its last call."""

from __future__ import annotations

from datetime import date, timedelta

from planner.records import Territory

_NEVER = 365_000
"""Days after which no call is due any more; keeps dates on the calendar."""


class Frequency:
    """The rule of a territory: how often an account gets a call, and when the next one is due."""

    def __init__(self, territory: Territory) -> None:
        self.cycle_days = territory.cycle_weeks * 7
        self._usual = territory.calls_c
        self._by_grade = {
            "A": territory.calls_a,
            "B": territory.calls_b,
            "C": territory.calls_c,
            "D": territory.calls_d,
        }

    def calls(self, grade: str, own: float | None) -> float:
        """Calls per cycle: the account's own number, else what its grade gets (ungraded as C)."""
        return self._by_grade.get(grade, self._usual) if own is None else own

    def interval_days(self, calls_per_cycle: float) -> int | None:
        """Days between two calls; None for an account that gets no calls."""
        if calls_per_cycle <= 0:
            return None
        return round(max(1, min(_NEVER, self.cycle_days / calls_per_cycle)))

    def due(self, calls_per_cycle: float, last_call: date | None, today: date) -> date | None:
        """The day the next call is due: an interval after the last one, today if none was made."""
        if calls_per_cycle <= 0:
            return None
        if last_call is None:
            return today
        return last_call + timedelta(days=self.interval_days(calls_per_cycle) or 0)
