"""What the habit costs over a year, as a document and for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.cli.documents import SHAPES
from planner.cli.output import table
from planner.exchange import day_sentences, figures
from planner.words import _

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.workspace.day.habit import Amount, Amounts, Habit


def habit_document(found: Habit) -> dict[str, Any]:
    """The sums of each month and of the year; `year_total` is reckoned where days are few."""
    return {
        "year": found.year,
        "days_with_calls": found.days,
        "months": [
            {"month": f"{found.year}-{month:02d}", **_amounts(amounts)}
            for month, amounts in sorted(found.months.items())
        ],
        "total": _amounts(found.total),
        "reckoned": found.reckoned,
        "days_a_year": found.days_a_year if found.reckoned else found.days,
        "year_total": _amounts(found.year_total),
    }


def _amounts(amounts: Amounts) -> dict[str, dict[str, Any]]:
    return {
        shape: {
            "metres": amounts[shape].metres,
            "seconds": amounts[shape].seconds,
            "cost": amounts[shape].cost,
        }
        for shape in SHAPES
    }


def habit_text(found: Habit, territory: Territory) -> Iterator[str]:
    """A table of months and what the habit costs more."""
    if not found.days:
        yield _("Nothing is planned in {year}, so there is nothing to compare.").format(
            year=found.year
        )
        return
    headings = (_("Month"), _("As planned"), _("Loop"), _("Zigzag"), _("Far and back"))
    rows = [
        _row(figures.month(month), amounts, territory)
        for month, amounts in sorted(found.months.items())
    ]
    yield from table(headings, [*rows, _row(_("Together"), found.total, territory)], " >>>>")
    yield day_sentences.reckoned(found.days, found.days_a_year, reckoned=found.reckoned)
    for shape in ("zigzag", "far_and_back"):
        more = found.dearer(shape)
        yield day_sentences.habit_costs(shape, **_worded(more, territory))


def _row(head: str, amounts: Amounts, territory: Territory) -> tuple[str, ...]:
    return (head, *("  ".join(_worded(amounts[s], territory).values()) for s in SHAPES))


def _worded(amount: Amount, territory: Territory) -> dict[str, str]:
    return {
        "distance": figures.distance(amount.metres, territory.units),
        "time": figures.duration(amount.seconds),
        "money": figures.money(amount.cost, territory.currency),
    }
