"""Plans a week around what is held, and keeps it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from planner.cli.documents import week_document
from planner.cli.output import answer
from planner.cli.territories import opened
from planner.cli.week import week_text
from planner.exchange import figures, sentences
from planner.words import _, ngettext
from planner.workspace import PlannedWeek
from planner.workspace.proposing.proposals import LeftOut, Proposal, Step

SHOWN_LEFT_OUT = 20


def plan(options: Namespace) -> None:
    """Plan the week and keep it as one step; with --dry-run say what would be done."""
    with opened(options) as workspace:
        planning = workspace.planning
        proposal = planning.propose(
            options.week,
            seconds=options.seconds,
            iterations=options.iterations,
            seed=options.seed,
            fresh=options.fresh,
        )
        week = proposal.after
        if not options.dry_run:
            planning.accept(proposal)
            week = planning.week(options.week)
    week = _with_reasons(week, proposal)
    answer(options, _document(week, proposal), _text(week, proposal))


def _with_reasons(week: PlannedWeek, proposal: Proposal) -> PlannedWeek:
    """The week with the reasons of the plan; new calls have got numbers of their own."""
    known = {(s.day_after, s.account.id): s.why for s in proposal.steps}
    days = tuple(
        replace(
            day,
            stops=tuple(
                replace(stop, why=known.get((day.date, stop.account.id), stop.why))
                for stop in day.stops
            ),
        )
        for day in week.days
    )
    return replace(week, days=days)


def _document(week: PlannedWeek, proposal: Proposal) -> dict[str, Any]:
    effort = proposal.effort
    return {
        **week_document(week),
        "left_out": [_left_out(one) for one in proposal.left_out],
        "nights": [
            {
                "date": night.evening.isoformat(),
                "name": night.name,
                "lat": night.place[0],
                "lon": night.place[1],
                "cost": night.cost,
            }
            for night in proposal.nights
        ],
        "steps": [_step(one) for one in proposal.steps if one.kind != "kept"],
        "engine": {
            "seconds": effort.seconds,
            "iterations": effort.iterations,
            "seed": effort.seed,
        },
    }


def _left_out(one: LeftOut) -> dict[str, Any]:
    reason = sentences.why(one.why.code, one.why.args)
    return {"account": one.account.id, "name": one.account.name, "reason": reason}


def _step(one: Step) -> dict[str, Any]:
    before, after = one.day_before, one.day_after
    return {
        "kind": one.kind,
        "account": one.account.id,
        "name": one.account.name,
        "from": before.isoformat() if before else None,
        "to": after.isoformat() if after else None,
        "why": sentences.why(one.why.code, one.why.args),
    }


def _text(week: PlannedWeek, proposal: Proposal) -> Iterator[str]:
    yield from week_text(week)
    yield ""
    saved = figures.signed_distance(-proposal.metres_saved, week.territory.units)
    yield _("{added} added, {moved} moved, {removed} taken out; {distance}").format(
        added=proposal.count("added"),
        moved=proposal.count("moved"),
        removed=proposal.count("removed"),
        distance=saved,
    )
    for night in proposal.nights:
        yield _("Night of {day} at {name}").format(
            day=figures.short_date(night.evening), name=night.name
        )
    for step in proposal.steps:
        if step.kind == "removed":
            why = sentences.why(step.why.code, step.why.args)
            yield _("Taken out: {name}. {why}").format(name=step.account.name, why=why)
    out = proposal.left_out
    if not out:
        return
    yield ""
    yield ngettext(
        "{count} due account left out", "{count} due accounts left out", len(out)
    ).format(count=len(out))
    for one in out[:SHOWN_LEFT_OUT]:
        yield f"  {one.account.name}: {sentences.why(one.why.code, one.why.args)}"
    if len(out) > SHOWN_LEFT_OUT:
        yield _("  … and {count} more (--json names all)").format(count=len(out) - SHOWN_LEFT_OUT)
