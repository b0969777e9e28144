"""The rows of a list as the rep sees them before the import: what each will become, and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.exchange.customer_list.accounts import ListedAccount
from planner.exchange.customer_list.matching import Twin
from planner.exchange.customer_list.problems import ListProblem
from planner.places.model import SURE, Found

STATES = (
    "exact",
    "postcode",
    "town",
    "needs_place",
    "waiting",
    "twice",
    "known",
    "rejected",
    "skipped",
)
_COARSE = ("postcode", "town")


@dataclass(slots=True)
class PreviewRow:
    """One row read. `cells` are as in the file, or as the rep corrected them.

    `place` is where it will be put; `guess` a place found but too unsure to plan with, to be
    accepted or not. `known` is the account it is already, `twins` what it may be the same as;
    `joined` or `apart` says what the rep has decided about that.
    """

    number: int
    cells: tuple[str, ...]
    account: ListedAccount | None = None
    problem: ListProblem | None = None
    known: int | None = None
    twins: tuple[Twin, ...] = ()
    place: Found | None = None
    guess: Found | None = None
    looked_up: bool = False
    skipped: bool = False
    joined: bool = False
    apart: bool = False

    @property
    def state(self) -> str:
        """One of STATES: the first thing that the rep should know about the row."""
        if self.account is None:
            return "rejected"
        if self.skipped:
            return "skipped"
        if self.known is not None:
            return "known"
        if self.twins and not self.apart:
            return "twice"
        return self.placing

    @property
    def placing(self) -> str:
        """How well its place is known, whatever else is the matter with it."""
        if self.place is not None:
            return self.place.precision if self.place.precision in _COARSE else "exact"
        return "needs_place" if self.looked_up else "waiting"

    @property
    def comes_in(self) -> bool:
        """True where the import will add or join it."""
        return self.account is not None and not self.skipped and self.known is None

    def found(self, found: Found | None) -> None:
        """Take what a look-up gave: a sure place, a guess, or nothing."""
        self.looked_up = True
        sure = found is not None and found.score >= SURE
        self.place, self.guess = (found, None) if sure else (None, found)


@dataclass
class Decisions:
    """What the rep decided about rows, by their numbers; it outlives a change of the columns."""

    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    accepted: set[int] = field(default_factory=set)
    skipped: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
