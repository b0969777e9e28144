"""Grades by rank, and who is called on too often or too seldom."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from planner import clock
from planner.cli.output import answer, table
from planner.cli.territories import opened
from planner.exchange import figures
from planner.words import _, ngettext
from planner.workspace.errors import BadInput

if TYPE_CHECKING:
    from planner.advice.grades import Shares
    from planner.workspace.grading import Neglected, OverCalled
    from planner.workspace.grading.ranks import Preview, Ranking


def grade(options: Namespace) -> None:
    """Grade the customers by their rank, as one step, or say what that would change."""
    with opened(options) as workspace:
        ranking = workspace.grading.ranking(options.by or "", options.field)
        shares = _shares(options, ranking)
        preview = ranking.preview(shares, keep_by_hand=not options.all)
        if not options.dry_run:
            workspace.grading.set_grades(
                shares,
                by=ranking.by,
                own=ranking.own_field,
                keep_by_hand=not options.all,
            )
    document = {"by": ranking.by, "shares": asdict(shares), **_preview(preview, ranking)}
    answer(options, document, _grade_text(preview, ranking, kept=not options.dry_run))


def _shares(options: Namespace, ranking: Ranking) -> Shares:
    from planner.advice.grades import Shares

    given, now = (options.a, options.b, options.c), ranking.shares
    known = (now.a, now.b, now.c)
    shares = Shares(*(k if g is None else g for g, k in zip(given, known, strict=True)))
    if shares.a + shares.b + shares.c > 1 + 1e-9:
        raise BadInput("rule", kind="territory", rule="shares_of_one")
    return shares


def _preview(preview: Preview, ranking: Ranking) -> dict[str, Any]:
    return {
        "counts": {grade: count for grade, count in preview.counts.items() if grade},
        "kept_by_hand": preview.kept,
        "not_ranked": len(ranking.unknown),
        "changes": [asdict(change) for change in preview.changes],
    }


def _grade_text(preview: Preview, ranking: Ranking, *, kept: bool) -> Iterator[str]:
    headings = (_("ID"), _("Account"), _("From"), _("To"))
    rows = [(c.account, c.name, c.before or "–", c.after) for c in preview.changes]
    yield from table(headings, rows, ">")
    counts = ", ".join(f"{g} {n:,}" for g, n in preview.counts.items() if g)
    yield ngettext(
        "{count} account changes: {grades}.", "{count} accounts change: {grades}.", len(rows)
    ).format(count=f"{len(rows):,}", grades=counts)
    if preview.kept:
        yield ngettext(
            "{count} grade set by hand stays.", "{count} grades set by hand stay.", preview.kept
        ).format(count=f"{preview.kept:,}")
    if ranking.unknown:
        count = len(ranking.unknown)
        yield ngettext(
            "{count} account has no figure and keeps its grade.",
            "{count} accounts have no figure and keep their grade.",
            count,
        ).format(count=f"{count:,}")
    if not kept:
        yield _("This was a dry run: nothing was changed.")


def overcalls(options: Namespace) -> None:
    """Who gets more or fewer calls than planned, in hours and money a year."""
    with opened(options) as workspace:
        today = clock.today(workspace.territory.time_zone)
        over = workspace.grading.over_called(today, None)
        short = workspace.grading.neglected(today, None)
        currency = workspace.territory.currency
    document = {
        "over_called": [_over_called(each) for each in over],
        "neglected": [_neglected(each) for each in short],
        "hours_a_year": round(sum(each.hours_a_year for each in over), 2),
        "cost_a_year": round(sum(each.cost_a_year for each in over), 2),
    }
    answer(options, document, _text(over, short, currency))


def _counted(each: OverCalled | Neglected) -> dict[str, Any]:
    return {
        "account": each.account,
        "name": each.name,
        "grade": each.grade,
        "made": each.made,
        "planned": round(each.planned, 1),
        "weeks": each.weeks,
        "growth": None if each.growth is None else round(each.growth, 4),
    }


def _over_called(each: OverCalled) -> dict[str, Any]:
    return {
        **_counted(each),
        "made_lately": each.lately,
        "hours_a_year": each.hours_a_year,
        "cost_a_year": each.cost_a_year,
        "friendly_not_growing": each.friendly_not_growing,
        "prospects": [
            {
                "account": p.account,
                "name": p.name,
                "source": p.source,
                "value": p.value,
                "likelihood": p.likelihood,
                "detour_seconds": p.detour_seconds,
                "calls_a_year": p.calls,
            }
            for p in each.prospects
        ],
    }


def _neglected(each: Neglected) -> dict[str, Any]:
    return {**_counted(each), "missing": each.missing, "potential": each.potential}


def _text(
    over: tuple[OverCalled, ...], short: tuple[Neglected, ...], currency: str
) -> Iterator[str]:
    headings = (_("ID"), _("Account"), _("Grade"), _("Made"), _("Plan"), _("Growth"))
    priced = (*headings, _("Hours a year"), _("Cost a year"), "")
    yield _("Called on more often than planned: {count}").format(count=len(over))
    yield from table(priced, [_priced(each, currency) for each in over], ">  >>>>>")
    yield ""
    yield _("Called on less often than planned: {count}").format(count=len(short))
    yield from table(headings, [_cells(each) for each in short], ">  >>>")


def _cells(each: OverCalled | Neglected) -> tuple[object, ...]:
    planned = round(each.planned)
    return each.account, each.name, each.grade, each.made, planned, growth(each.growth)


def _priced(each: OverCalled, currency: str) -> tuple[object, ...]:
    remark = _("friendly, but not growing") if each.friendly_not_growing else ""
    cost = figures.money(each.cost_a_year, currency)
    return (*_cells(each), f"{each.hours_a_year:.1f}", cost, remark)


def growth(share: float | None) -> str:
    """+9 %, or nothing where it is not known."""
    return "" if share is None else figures.signed_percent(share)
