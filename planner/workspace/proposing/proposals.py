"""What the planner proposes: a week as it would be, beside the week as it is, with reasons.

A proposal changes nothing. `Planning.accept` writes one, as one step that one undo takes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from planner.workspace.errors import Impossible
from planner.workspace.promised import Promised
from planner.workspace.views import AccountRow, PlannedWeek, Why

if TYPE_CHECKING:  # it imports this module
    from planner.workspace.cycle.views import NightAway

StepKind = Literal["added", "moved", "removed", "kept"]


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one call: from which day to which, and why.

    `call` is its key in both weeks: the number of a call that exists, the negative number of its
    account for one that would be made. `metres` is what the stop adds to its day's road.
    """

    kind: StepKind
    call: int
    account: AccountRow
    day_before: date | None
    day_after: date | None
    why: Why
    metres: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An account that is due and finds no place in the week, and the reason."""

    account: AccountRow
    why: Why


@dataclass(frozen=True, slots=True)
class Effort:
    """What the search did: seconds, iterations of each search, and the seed that repeats it."""

    seconds: float
    iterations: int
    seed: int


@dataclass(frozen=True)
class Proposal:
    """A week as proposed. `steps` has every call of either week; `share` is 1 when it is final.

    `after` is costed by `tours.costing` like any other week, so its figures are those of the board.
    `nights` are those that it would spend away and the week as it is does not.
    """

    before: PlannedWeek
    after: PlannedWeek
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    effort: Effort
    share: float = 1.0
    nights: tuple[NightAway, ...] = ()

    @property
    def promises_broken(self) -> tuple[Promised, ...]:
        """The promises that the week as proposed would break."""
        return self.after.unkept

    @property
    def by_call(self) -> Mapping[int, Step]:
        """The steps by the key of their call."""
        return {step.call: step for step in self.steps}

    def count(self, kind: StepKind) -> int:
        """How many calls are added, moved, removed or kept."""
        return sum(step.kind == kind for step in self.steps)

    @property
    def metres_saved(self) -> int:
        """Metres less than the week as it is; negative where more calls make it longer."""
        return self.before.metres - self.after.metres


@dataclass(frozen=True, slots=True)
class Clash:
    """The smallest set of requirements that cannot hold together, and the cheapest way out.

    `requirements` and `way_out` are codes with their figures, worded by `exchange.sentences`;
    `calls` are those that take part.
    """

    requirements: tuple[Why, ...]
    way_out: Why | None
    calls: tuple[int, ...] = ()


class Clashing(Impossible):
    """What is asked of a week cannot be done; `clash` says which requirements clash."""

    def __init__(self, clash: Clash) -> None:
        super().__init__(
            "clash",
            requirements=[(why.code, why.args) for why in clash.requirements],
            way_out=(clash.way_out.code, clash.way_out.args) if clash.way_out else None,
        )
        self.clash = clash
