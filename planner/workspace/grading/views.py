"""What grading hands out: who is over-called or neglected and what it costs; frozen."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NearProspect:
    """A prospect on the road of an account: its detour there and what it could buy a year.

    `calls` is its share of the calls that the account gets beyond its plan, `hours` what they
    take in a year.
    """

    account: int
    name: str
    source: str
    value: float | None
    likelihood: float | None
    detour_seconds: int
    minutes: int
    calls: int = 0

    @property
    def hours(self) -> float:
        """Hours that its calls take."""
        return self.calls * (self.minutes * 60 + self.detour_seconds) / 3600


@dataclass(frozen=True, slots=True)
class Counted:
    """The calls an account got against those it was to get, over `weeks` weeks.

    `lately` are those of the last eight weeks, `a_cycle` what its plan gives it in a cycle. A
    customer won within the span `is_new`: only its calls since then count.
    """

    account: int
    name: str
    grade: str
    made: int
    planned: float
    weeks: int
    a_cycle: float
    minutes: int
    place: tuple[float, float] | None
    growth: float | None = None
    potential: float | None = None
    lately: int = 0
    is_new: bool = False

    @property
    def surplus(self) -> int:
        """Whole calls beyond the plan, negative where some are missing."""
        return round(self.made - self.planned)


@dataclass(frozen=True, slots=True)
class OverCalled(Counted):
    """An account that gets more calls than planned while little grows, priced for a year."""

    hours_a_year: float = 0.0
    cost_a_year: float = 0.0
    friendly_not_growing: bool = False
    prospects: tuple[NearProspect, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Neglected(Counted):
    """An account that gets fewer calls than planned."""

    @property
    def missing(self) -> int:
        """Whole calls that it did not get."""
        return -self.surplus
