"""What accounts, weeks, drops and comparisons look like on the map: rows in, map values out.

Knows no window; the slow part, packing all accounts, runs on a worker thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from planner.exchange import figures
from planner.words import _, ngettext
from ui.map.scene import AccountDot, Comparison, Home, HoverCard, Preview, Tour, TourStop

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.tours import shapes
    from planner.tours.model import DayCost, Stop
    from planner.workspace import AccountRow, PlannedDay, PlannedWeek
    from planner.workspace.proposing.proposals import Proposal
    from planner.workspace.what_if import Drop


_LEAST = 500
"""Metres below which a day's road is called the same."""


def dots(rows: Iterable[AccountRow], today: date, week_ends: date) -> list[AccountDot]:
    """The accounts that have a place; due is what falls due until the end of the week shown."""
    return [
        AccountDot(
            row.id, row.lat, row.lon, row.grade, row.status, due_code(row.due, today, week_ends)
        )
        for row in rows
        if row.lat is not None and row.lon is not None
    ]


def due_code(due: date | None, today: date, week_ends: date) -> str:
    """How the map tells accounts apart: overdue, due, later, none."""
    if due is None:
        return "none"
    if due < today:
        return "overdue"
    return "due" if due <= week_ends else "later"


def home(territory: Territory) -> Home:
    """The base with its town's name."""
    return Home(territory.base_lat, territory.base_lon, territory.base_name)


def tours(week: PlannedWeek) -> list[Tour]:
    """The week's days that have stops."""
    return [_tour(week, day.date, day.cost) for day in week.days if day.stops]


def _tour(week: PlannedWeek, day: date, cost: DayCost) -> Tour:
    broken = {b.call for b in cost.breaks}
    stops = [timed.stop for timed in cost.stops]
    return _drawn(week, day, [(stop, "!" if stop.call in broken else "") for stop in stops])


def _drawn(week: PlannedWeek, day: date, stops: Sequence[tuple[Stop, str]]) -> Tour:
    frame = week.plan.frames[day]
    return Tour(
        day=day.weekday(),
        label=figures.short_weekday(day.weekday()),
        start=frame.start,
        end=frame.end,
        stops=tuple(
            TourStop(stop.call, stop.account, number, *stop.place, mark)
            for number, (stop, mark) in _numbered(stops)
            if stop.place is not None
        ),
    )


def _numbered(stops: Sequence[tuple[Stop, str]]) -> Iterator[tuple[int, tuple[Stop, str]]]:
    """Calls have their place among the calls, busy times have none: 0."""
    number = 0
    for stop, mark in stops:
        number += not stop.is_block
        yield (0 if stop.is_block else number), (stop, mark)


def after_drop(week: PlannedWeek, drop: Drop) -> list[Tour]:
    """The whole week as a drop would make it."""
    costs = {day.date: drop.after.get(day.date, day.cost) for day in week.days}
    return [_tour(week, day, cost) for day, cost in costs.items() if cost.stops]


def preview(week: PlannedWeek, drop: Drop | None, account: int | None = None) -> Preview | None:
    """A drop before it is made: the days it changes, before and after; None where it cannot be."""
    if drop is None or drop.refused:
        return None
    before = [_tour(week, day, week.by_date[day].cost) for day in drop.after]
    after = [
        replace(_tour(week, day, cost), label=_how_far(week, day, cost))
        for day, cost in drop.after.items()
    ]
    return Preview(tuple(before), tuple(after), account)


def proposal(proposed: Proposal) -> tuple[list[Tour], Preview]:
    """A proposed week: its tours, and what they replace."""
    before, after = proposed.before, proposed.after
    drawn = [
        replace(_tour(after, day.date, day.cost), label=_saves(proposed, day.date))
        for day in after.days
        if day.stops
    ]
    changed = [
        day for day in before.days if day.stops and not _same_way(after.by_date.get(day.date), day)
    ]
    replaced = [_tour(before, day.date, day.cost) for day in changed]
    return drawn, Preview(tuple(replaced), tuple(drawn), proposed=True)


def corners(proposed: Proposal) -> list[tuple[float, float]]:
    """All places that the tours of a proposal go to, as it is now and as it would be."""
    found: dict[tuple[float, float], None] = {}
    for week in (proposed.before, proposed.after):
        for day in week.days:
            if day.stops:
                frame = week.plan.frames[day.date]
                places = (s.timed.stop.place for s in day.stops)
                found.update(dict.fromkeys((frame.start, frame.end)))
                found.update(dict.fromkeys(place for place in places if place is not None))
    return list(found)


def _same_way(one: PlannedDay | None, other: PlannedDay) -> bool:
    return one is not None and [s.timed.stop.place for s in one.stops] == [
        s.timed.stop.place for s in other.stops
    ]


def _saves(proposed: Proposal, day: date) -> str:
    """The chip of a proposed day: Wed −52 km."""
    name, units = figures.short_weekday(day.weekday()), proposed.after.territory.units
    now = proposed.before.by_date.get(day)
    more = proposed.after.by_date[day].cost.metres - (now.cost.metres if now else 0)
    return f"{name} {figures.signed_distance(more, units)}" if abs(more) >= _LEAST else name


def _how_far(week: PlannedWeek, day: date, after: DayCost) -> str:
    """The chip of a day that a drop would change: Tue 146 → 170 km."""
    units, name = week.territory.units, figures.short_weekday(day.weekday())
    now, then = (figures.distance(c.metres, units) for c in (week.by_date[day].cost, after))
    if now == then:
        return f"{name} {now}"
    return f"{name} {now.split()[0]} → {then}"


def comparison(
    week: PlannedWeek, day: date, compared: shapes.Comparison, shape: str = "zigzag"
) -> Comparison:
    """One day's loop and another shape of it (`zigzag`, `far_and_back` or `planned`)."""
    names = {"zigzag": _("zigzag"), "far_and_back": _("far and back"), "planned": _("as planned")}
    other: shapes.Shape = getattr(compared, shape)
    return Comparison(
        day=day.weekday(),
        loop=_drawn(week, day, [(stop, "") for stop in compared.loop.order]),
        zigzag=_drawn(week, day, [(stop, "") for stop in other.order]),
        label=names[shape],
    )


def driven(week: PlannedWeek, compared: Mapping[date, shapes.Comparison], shape: str) -> Preview:
    """The week's days as planned, and as they would be driven in another shape."""
    before, after = [], []
    for day in week.days:
        found = compared.get(day.date)
        if found is not None and day.stops:
            order = getattr(found, shape).order
            way = _drawn(week, day.date, [(stop, "") for stop in order])
            far = figures.distance(getattr(found, shape).metres, week.territory.units)
            before.append(_tour(week, day.date, day.cost))
            after.append(replace(way, label=f"{way.label} {far}"))
    return Preview(tuple(before), tuple(after), None)


def hover_card(row: AccountRow | None, week: PlannedWeek | None, today: date) -> HoverCard:
    """The card under the mouse: who, where, how due, when planned."""
    if row is None:
        return HoverCard("")
    where = ", ".join(filter(None, (row.street, row.postcode, row.town)))
    lines = (where, _grade_and_due(row, today), _planned(row, week))
    return HoverCard(row.name, tuple(filter(None, lines)))


def _grade_and_due(row: AccountRow, today: date) -> str:
    grade = _("{grade} account").format(grade=row.grade) if row.grade else ""
    if row.due is None:
        due = ""
    elif row.due < today:
        days = (today - row.due).days
        due = ngettext("{days} day over", "{days} days over", days).format(days=days)
    else:
        due = _("due {day}").format(day=figures.short_date(row.due))
    return " · ".join(filter(None, (grade, due)))


def _planned(row: AccountRow, week: PlannedWeek | None) -> str:
    for day in week.days if week else ():
        for stop in day.stops:
            if stop.account.id == row.id:
                span = figures.span(stop.timed.begin, stop.timed.leave)
                return _("{day}, {span}").format(day=figures.short_date(day.date), span=span)
    if row.planned is not None:
        return _("planned {day}").format(day=figures.short_date(row.planned))
    return ""


def places(rows: Mapping[int, AccountRow], accounts: Iterable[int]) -> list[tuple[float, float]]:
    """Where these accounts are; those without a place are left out."""
    found = (rows[account].place for account in accounts if account in rows)
    return [place for place in found if place is not None]
