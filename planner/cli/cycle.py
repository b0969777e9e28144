"""The call cycle: planned over weeks and kept, or only shown."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.cli.documents import day_document, promises_document
from planner.cli.output import Progress, answer, table
from planner.cli.territories import opened
from planner.exchange import cycle_words, figures, promise_words
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.advice.capacity import Capacity
    from planner.workspace.cycle.views import CyclePlan


def cycle(options: Namespace) -> None:
    """Plan the calls of some weeks by the accounts' frequencies, and keep them."""
    from planner.workspace.cycle.cycles import Search

    bar = Progress(_("Planning the cycle"))
    how = Search(
        seconds=options.seconds,
        iterations=options.iterations,
        seed=options.seed,
        tell=lambda share, _plan: bar(round(100 * share), 100),
    )
    with opened(options) as workspace:
        plan = workspace.cycles.plan(options.first, options.weeks, how, options.way)
        bar(100, 100)
        if not options.dry_run:
            workspace.cycles.accept(plan)
        document = cycle_document(plan)
        if not options.dry_run:  # with the numbers that the calls have got
            weeks = [workspace.planning.week(week.week) for week in plan.weeks]
            document["weeks"] = [_week(week) for week in weeks]
    answer(options, document, _text(plan, kept=not options.dry_run))


def cycle_document(plan: CyclePlan) -> dict[str, Any]:
    """A planned cycle in JSON."""
    return {
        "weeks": [_week(week) for week in plan.weeks],
        "left_out": [
            {
                "account": out.account.id,
                "name": out.account.name,
                "grade": out.account.grade,
                "wanted": out.wanted,
                "gets": out.gets,
                "code": out.why.code,
                "reason": cycle_words.left_out(out.why.code, out.why.args),
            }
            for out in plan.left_out
        ],
        "breaks": promises_document(plan.promises_broken, promise_words.unkept),
        "capacity": capacity_document(plan.capacity),
        "frequencies": {"kept": plan.kept, "of": len(plan.wanted)},
        "nights": [
            {"date": night.evening.isoformat(), "name": night.name, "cost": night.cost}
            for night in plan.nights
        ],
        "engine": {
            "seconds": plan.effort.seconds,
            "iterations": plan.effort.iterations,
            "seed": plan.effort.seed,
        },
    }


def capacity_document(found: Capacity) -> dict[str, Any]:
    """What a span needs and has, by week and as a month's mean, and how it could stretch."""
    return {
        "needs": found.needs,
        "have": found.have,
        "needs_a_month": found.needs_a_month,
        "have_a_month": found.have_a_month,
        "seconds_a_call": round(found.pace.seconds),
        "source": found.pace.source,
        "weeks": [
            {"monday": week.monday.isoformat(), "days": week.days, "have": week.have}
            for week in found.weeks
        ],
        "ways": [
            {
                "way": way.key,
                "text": cycle_words.way(way.kind, way.args),
                "frees": way.frees,
                "accounts": list(way.accounts),
            }
            for way in found.ways
        ],
    }


def _week(week: Any) -> dict[str, Any]:
    return {"week": str(week.week), "days": [day_document(week, day) for day in week.days]}


def _text(plan: CyclePlan, *, kept: bool) -> Iterator[str]:
    found = plan.capacity
    yield _("A month {needs_and_have}. {pace}").format(
        needs_and_have=cycle_words.needs_and_have(found.needs_a_month, found.have_a_month),
        pace=cycle_words.pace(found.pace.seconds, found.pace.source, found.pace.calls),
    )
    if found.over:
        yield cycle_words.over(found.over)
        for way in found.ways:
            yield _("  --way {key}: {text}, frees {calls}").format(
                key=way.key, text=cycle_words.way(way.kind, way.args), calls=way.frees
            )
    yield ""
    units, currency = plan.weeks[0].territory.units, plan.weeks[0].territory.currency
    rows = [
        (
            week.week,
            figures.date_span(week.week.monday, week.week.days[6]),
            week.calls,
            *(len(day.stops) for day in week.whole().days),
            figures.distance(week.metres, units),
            figures.duration(week.seconds_driving),
            figures.money(week.cost, currency),
        )
        for week in plan.weeks
    ]
    days = [figures.short_weekday(number) for number in range(7)]
    headings = (_("Week"), "", _("Calls"), *days, _("Distance"), _("Driving"), _("Cost"))
    yield from table(headings, rows, "  >>>>>>>>>>>")
    yield ""
    yield ngettext(
        "{kept} of {count} account gets the calls it should.",
        "{kept} of {count} accounts get the calls they should.",
        len(plan.wanted),
    ).format(kept=plan.kept, count=len(plan.wanted))
    for out in plan.left_out:
        yield f"! {out.account.name}: {cycle_words.left_out(out.why.code, out.why.args)}"
    yield from (f"! {promise_words.unkept(promise)}" for promise in plan.promises_broken)
    if not kept:
        yield _("Nothing was kept: this was a dry run.")
