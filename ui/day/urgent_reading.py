"""What an urgent call has to know besides the ways: the complaint, who can help, whom it moves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.exchange import solution_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.workspace import PlannedWeek, Workspace
    from planner.workspace.day.urgent_options import UrgentAnswer
    from planner.workspace.service.views import ComplaintRow, Expert, Touched


@dataclass(frozen=True)
class Around:
    """`touched` by account; `worked` are sentences of what helped elsewhere."""

    complaint: ComplaintRow | None = None
    expert: Expert | None = None
    touched: Mapping[int, Touched] = field(default_factory=dict)
    told: frozenset[int] = frozenset()
    """Calls whose customers know the time: asked for or confirmed."""
    worked: tuple[str, ...] = ()
    sender: str = ""
    zone: str = "UTC"


class Found(NamedTuple):
    """The weeks the ways were worked out in, the ways, and what goes with them."""

    weeks: list[PlannedWeek]
    answer: UrgentAnswer
    around: Around


def ask(
    workspace: Workspace, account: int, day: date, moment: int, complaint: int | None = None
) -> Found:
    """Work the ways out, for a complaint or the account's most worried one; beside the window."""
    from planner.workspace import IsoWeek
    from planner.workspace.day.on_the_day import AHEAD

    weeks = workspace.planning.weeks(IsoWeek.of(day), AHEAD)
    answer = workspace.planning.urgent_in(account, weeks, day, moment)
    return Found(weeks, answer, _around(workspace, weeks, answer, complaint))


def _around(
    workspace: Workspace, weeks: list[PlannedWeek], answer: UrgentAnswer, number: int | None
) -> Around:
    service, account, territory = workspace.service, answer.account.id, workspace.territory
    complaint = service.complaint(number) if number else service.open_on(account)
    words = complaint.text if complaint else ""
    stops = [stop for week in weeks for stop in week.stop_of_call.values()]
    return Around(
        complaint=complaint,
        expert=(complaint.expert if complaint else None) or service.expert_for(account, words),
        touched=service.touched({account, *_others(answer)}),
        told=frozenset(s.call.id for s in stops if s.call.state in ("asked", "confirmed")),
        worked=worked(workspace, account, words),
        sender=territory.rep_name,
        zone=territory.time_zone,
    )


def _others(answer: UrgentAnswer) -> set[int]:
    moved = {m.account.id for option in answer.options for m in option.moved}
    shifted = {s.account.id for option in answer.options for s in option.shifted}
    return (moved | shifted) - {0}


def worked(workspace: Workspace, account: int, words: str) -> tuple[str, ...]:
    """Sentences of what helped elsewhere with what these words say."""
    if not words:
        return ()
    found = workspace.solutions.propose(account, workspace.solutions.telling([words]), limit=3)
    return tuple(
        solution_words.answer(case.worked, case.effect, case.named, case.described_as)
        for case in found.cases
    )
