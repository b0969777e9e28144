"""A day under way: an urgent call, a stop that is cancelled."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from planner.cli.documents import breaks_document, moment, promises_document
from planner.cli.output import answer, table
from planner.cli.territories import opened
from planner.exchange import day_sentences, figures, promise_words, sentences
from planner.words import _
from planner.workspace import BadInput

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.workspace.day.gap import Gap
    from planner.workspace.day.urgent_options import Moved, Option, UrgentAnswer


def urgent(options: Namespace) -> None:
    """The ways to reach an account at a moment; with --take, the one to take."""
    with opened(options) as workspace:
        territory = workspace.territory
        at: datetime = options.at
        if at.tzinfo is None:
            at = at.replace(tzinfo=ZoneInfo(territory.time_zone))
        found = workspace.planning.urgent(options.account, at)
        if options.take:
            workspace.planning.take(_chosen(found, options.take))
    names = _names_of(found)
    document = {
        "account": found.account.id,
        "name": found.account.name,
        "from": {"lat": found.at[0], "lon": found.at[1]},
        "free": moment(found.day, found.free_at, territory.time_zone),
        "options": [_option(option, territory, names) for option in found.options],
    }
    if options.take:
        document["taken"] = options.take
    answer(options, document, _urgent_text(found, territory, names, options.take))


def _chosen(found: UrgentAnswer, kind: str) -> Option:
    option = found.option(kind)
    if option is None:
        kinds = ", ".join(o.kind for o in found.options)
        raise BadInput("no_such_way", kind=kind, name=found.account.name, kinds=kinds)
    return option


def _names_of(found: UrgentAnswer) -> dict[int, str]:
    """Names by call, of all that the answer speaks of."""
    return {call: name for option in found.options for call, name in option.names.items()}


def _option(option: Option, territory: Territory, names: dict[int, str]) -> dict[str, Any]:
    zone = territory.time_zone
    return {
        "kind": option.kind,
        "arrive": moment(option.day, option.arrive, zone),
        "begin": moment(option.day, option.begin, zone),
        "after": option.after,
        "metres": option.metres,
        "seconds": option.seconds,
        "cost": option.cost,
        "moved": [_moved(moved, zone) for moved in option.moved],
        "shifted": [
            {
                "call": shifted.call,
                "account": shifted.account.id,
                "name": shifted.account.name,
                "from": moment(option.day, shifted.begin_before, zone),
                "to": moment(option.day, shifted.begin_after, zone),
                "late": shifted.late,
            }
            for shifted in option.shifted
        ],
        "breaks": [
            *breaks_document(option.breaks, lambda call: names.get(call, "")),
            *promises_document(option.promises),
        ],
    }


def _moved(moved: Moved, zone: str) -> dict[str, Any]:
    to = None
    if moved.day_after is not None and moved.begin_after is not None:
        to = moment(moved.day_after, moved.begin_after, zone)
    return {
        "call": moved.call,
        "account": moved.account.id,
        "name": moved.account.name,
        "from": moment(moved.day_before, moved.begin_before, zone),
        "to": to,
    }


def gap(options: Namespace) -> None:
    """Who is near, due and open where a call was to be, or anywhere on a day."""
    with opened(options) as workspace:
        found = workspace.planning.gap(options.day, options.call)
        territory = workspace.territory
    document = _gap_document(found, territory.time_zone)
    answer(options, document, _gap_text(found, territory))


def _gap_document(found: Gap, zone: str) -> dict[str, Any]:
    return {
        "date": found.day.isoformat(),
        "position": found.position,
        "from": moment(found.day, found.opens, zone),
        "until": moment(found.day, found.shuts, zone),
        "accounts": [
            {
                "account": filler.account.id,
                "name": filler.account.name,
                "position": filler.position,
                "begin": moment(found.day, filler.begin, zone),
                "leave": moment(found.day, filler.leave, zone),
                "days_over": filler.days_over,
                "metres": filler.price.metres,
                "seconds": filler.price.seconds,
                "cost": filler.price.cost,
            }
            for filler in found.fillers
        ],
    }


# ---- for people ---------------------------------------------------------------------------


def _urgent_text(
    found: UrgentAnswer, territory: Territory, names: dict[int, str], taken: str | None
) -> Iterator[str]:
    for option in found.options:
        yield _("{way}: there at {time}, {distance}, {driving}, {money} (est.)").format(
            way=_way(option),
            time=figures.time_of_day(option.arrive),
            distance=figures.signed_distance(option.metres, territory.units),
            driving=figures.signed_minutes(option.seconds),
            money=figures.signed_money(option.cost, territory.currency),
        )
        for moved in option.moved:
            yield f"  {day_sentences.moved(moved.account.name, moved.day_after, moved.begin_after)}"
        for rule in option.breaks:
            name = names.get(rule.call or 0, "")
            yield f"  ! {sentences.broken(rule.kind, rule.seconds, name)}"
        yield from (f"  ! {promise_words.breaks(promise)}." for promise in option.promises)
    if taken:
        step = {"name": found.account.name, "day": _chosen(found, taken).day.isoformat()}
        yield sentences.entry("urgent_taken", step)


def _way(option: Option) -> str:
    return day_sentences.way(option.kind, name=option.after, day=figures.short_date(option.day))


def _gap_text(found: Gap, territory: Territory) -> Iterator[str]:
    if not found.fillers:
        yield _("Nobody who is due fits in on {day}.").format(day=figures.long_date(found.day))
        return
    headings = (_("ID"), _("Account"), _("Times"), _("Drive"), _("Distance"), _("Due"))
    rows = [
        (
            filler.account.id,
            filler.account.name,
            figures.span(filler.begin, filler.leave),
            figures.signed_minutes(filler.price.seconds),
            figures.signed_distance(filler.price.metres, territory.units),
            day_sentences.overdue(filler.days_over),
        )
        for filler in found.fillers
    ]
    yield from table(headings, rows, ">  >>")
