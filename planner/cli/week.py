"""The week: shown, compared, priced, set by hand, locked."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from planner.cli.documents import (
    SHAPES,
    comparison_document,
    day_document,
    names_of,
    promises_of,
    slot_document,
    week_document,
)
from planner.cli.output import answer, table
from planner.cli.territories import opened
from planner.exchange import figures, promise_words, sentences
from planner.records import Territory
from planner.tours.week import Slot
from planner.words import _
from planner.workspace import BadInput, IsoWeek, PlannedDay, PlannedWeek
from planner.workspace.fields import as_dict
from planner.workspace.promised import Promised


def itinerary(options: Namespace) -> None:
    """What is planned for a week."""
    with opened(options) as workspace:
        week = workspace.planning.week(options.week)
    answer(options, week_document(week), week_text(week))


def assign(options: Namespace) -> None:
    """Set a day by hand."""
    with opened(options) as workspace:
        workspace.planning.assign(options.day, options.accounts)
        week = workspace.planning.week(IsoWeek.of(options.day))
    day = week.by_date.get(options.day)
    if day is None:  # an empty day on which nobody works
        text = _("{date}: nothing planned").format(date=figures.short_date(options.day))
        answer(options, {"date": options.day.isoformat(), "stops": []}, [text])
        return
    answer(options, day_document(week, day), _day_text(week, day))


def lock(options: Namespace) -> None:
    """Hold calls where they are."""
    _set_lock(options, locked=True)


def unlock(options: Namespace) -> None:
    """Let calls move again."""
    _set_lock(options, locked=False)


def _set_lock(options: Namespace, *, locked: bool) -> None:
    with opened(options) as workspace:
        workspace.planning.lock(options.calls, locked=locked)
        calls = [as_dict(workspace.records.get("call", call)) for call in options.calls]
        names = {row.id: row.name for row in workspace.accounts.rows()}
    step = "calls_locked" if locked else "calls_unlocked"
    text = [
        sentences.entry(step, {"name": names[call["account"]], "count": 1, "day": call["day"]})
        for call in calls
    ]
    answer(options, calls[0] if len(calls) == 1 else calls, text)


def compare(options: Namespace) -> None:
    """Loop, zigzag, far and back of each day, or their sums over a year."""
    if options.year is not None:
        return compare_year(options)
    with opened(options) as workspace:
        week = workspace.planning.week(options.week)
        document = comparison_document(workspace.planning.compare(week))
    return answer(options, document, _comparison_text(document, week.territory))


def compare_year(options: Namespace) -> None:
    """What zigzag and far and back would cost over a year."""
    from planner.cli.habit import habit_document, habit_text

    with opened(options) as workspace:
        found, territory = workspace.planning.habit(options.year), workspace.territory
    answer(options, habit_document(found), habit_text(found, territory))


def price(options: Namespace) -> None:
    """Every slot of the week for one account, in order of the days."""
    from planner.workspace.day.slot_prices import slot_prices

    with opened(options) as workspace:
        rows = workspace.accounts.rows(ids=[options.account])
        if not rows:
            raise BadInput("unknown", kind="account", id=options.account)
        week = workspace.planning.week(options.week)
    slots = slot_prices(week, rows[0])
    promised = [one for one in week.promised if one.account == rows[0].id]
    named = names_of(week)

    def names(call: int) -> str:
        return named(call) or rows[0].name

    answer(
        options,
        [slot_document(slot, names, promised) for slot in slots],
        _slots_text(slots, week.territory, promised),
    )


# ---- for people ---------------------------------------------------------------------------


def week_text(week: PlannedWeek) -> Iterator[str]:
    """A week for people, day by day."""
    yield figures.week_title(week.week.monday)
    for day in week.days:
        yield ""
        yield from _day_text(week, day)
    yield ""
    yield _("Week: {distance}, {driving} driving, {working} working, {money} (est.)").format(
        distance=figures.distance(week.metres, week.territory.units),
        driving=figures.duration(week.seconds_driving),
        working=figures.duration(week.seconds_working),
        money=figures.money(week.cost, week.territory.currency, cents=True),
    )


def _day_text(week: PlannedWeek, day: PlannedDay) -> Iterator[str]:
    broken = promises_of(week, day)
    if not day.stops:
        what = day.holiday or _("nothing planned")
        yield _("{date}: {what}").format(date=figures.short_date(day.date), what=what)
        yield from (f"! {promise_words.unkept(promise)}" for promise in broken)
        return
    cost, units = day.cost, week.territory.units
    yield _("{date}  {times}  {distance}, {driving} driving, {money}").format(
        date=figures.short_date(day.date),
        times=figures.span(cost.leave, cost.arrive),
        distance=figures.distance(cost.metres, units),
        driving=figures.duration(cost.seconds_driving),
        money=figures.money(cost.cost, week.territory.currency, cents=True),
    )
    headings = ("", _("Call"), _("ID"), _("Account"), _("Town"), _("Times"), _("Drive"), _("Why"))
    rows = [
        (
            *(("", "", "") if stop.is_block else (stop.number, stop.call.id, stop.account.id)),
            stop.account.name,
            stop.account.town,
            figures.span(stop.timed.begin, stop.timed.leave),
            figures.distance(stop.timed.leg.metres, units),
            sentences.why(stop.why.code, stop.why.args),
        )
        for stop in day.stops
    ]
    yield from table(headings, rows, ">>>   >")
    names = names_of(week)
    for found in cost.breaks:
        name = "" if found.call is None else names(found.call)
        yield f"! {sentences.broken(found.kind, found.seconds, name)}"
    yield from (f"! {promise_words.unkept(promise)}" for promise in broken)


def _comparison_text(document: dict[str, Any], territory: Territory) -> Iterator[str]:
    headings = (_("Day"), _("As planned"), _("Loop"), _("Zigzag"), _("Far and back"))

    def row(head: str, shapes: dict[str, Any]) -> tuple[str, ...]:
        return (head, *(_shape_text(shapes[name], territory) for name in SHAPES))

    rows = [
        row(figures.short_date(date.fromisoformat(day["date"])), day) for day in document["days"]
    ]
    if not rows:
        yield _("Nothing is planned, so there is nothing to compare.")
        return
    total = document["total"]
    yield from table(headings, [*rows, row(_("Week"), total)], " >>>>")
    saved = total["zigzag"]["metres"] - total["loop"]["metres"]
    yield _("Loops save {distance} against zigzags (est.).").format(
        distance=figures.distance(saved, territory.units)
    )


def _shape_text(shape: dict[str, Any], territory: Territory) -> str:
    return "  ".join(
        (
            figures.distance(shape["metres"], territory.units),
            figures.duration(shape["seconds"]),
            figures.money(shape["cost"], territory.currency, cents=True),
        )
    )


def _slots_text(
    slots: list[Slot], territory: Territory, promised: Sequence[Promised]
) -> Iterator[str]:
    rows = [
        (
            figures.short_date(slot.day),
            slot.position + 1,
            figures.signed_distance(slot.price.metres, territory.units),
            figures.signed_minutes(slot.price.seconds),
            figures.signed_money(slot.price.cost, territory.currency),
            len(slot.price.makes_late) or "",
            len(slot.price.breaks) + sum(slot.day > p.due for p in promised) or "",
        )
        for slot in slots
    ]
    headings = (
        _("Day"),
        _("Place"),
        _("Distance"),
        _("Driving"),
        _("Cost"),
        _("Made late"),
        _("Rules broken"),
    )
    yield from table(headings, rows, " >>>>>>")
