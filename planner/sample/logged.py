"""What the sample's rep logged besides the calls: small favours, help, talks, the odometer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import cos, hypot, radians
from random import Random
from typing import Any

from planner.records import Territory
from planner.sample.accounts import SampleAccount
from planner.sample.times import Times, workday_up_to
from planner.workspace.public_holidays import holiday_on

Row = dict[str, Any]
_SAID = {
    "favour": (
        "Brought two inserts to try, no charge.",
        "Sent the chart of speeds for stainless.",
        "Found them a second-hand vice.",
        "Took their worn drills to the regrinder.",
        "Sent the safety sheet of the coolant again.",
        "Rang round for a chuck they were short of.",
    ),
    "help": (
        "Set the feed with the setter over the phone.",
        "Looked at the chatter on the long bar.",
        "Mixed the coolant afresh with the foreman.",
        "Showed the new lad how to index the tips.",
    ),
    "phone": (
        "Asked how the trial went: well so far.",
        "Delivery is there; all in order.",
        "Wants a price for fifty.",
    ),
    "mail": ("Sent the drawing back with two questions.", "Confirmed the date of the trial."),
}
_KINDS = ("favour", "favour", "help", "phone", "mail")
_SHARE = {"A": 0.9, "B": 0.6, "C": 0.25, "D": 0.1}
"""Of the accounts of a grade that got anything between the calls."""
_SPAN = 210
_ODOMETER_WEEKS = 8
_DETOURS = (1.02, 1.11)
"""Driven over planned: petrol, lunch, a wrong turn."""
_FORGOTTEN = 9
"""Every so many days the reading was forgotten."""
_START_READS = 48_210.0
_KM_A_DEGREE, _ROAD = 111.2, 1.3


def logged_rows(
    accounts: Sequence[SampleAccount],
    contacts: Sequence[Row],
    calls: Sequence[Row],
    times: Times,
    settings: Mapping[str, Any],
) -> dict[str, list[Row]]:
    """Rows by kind. `contacts` are the sample's, in the order of their numbers."""
    return {
        "touch": list(_touches(accounts, contacts, times)),
        "itinerary": list(_readings(accounts, calls, times, settings)),
    }


def _touches(
    accounts: Sequence[SampleAccount], contacts: Sequence[Row], times: Times
) -> Iterator[Row]:
    """Between the calls; those with key accounts are told elsewhere."""
    people: dict[int, list[int]] = defaultdict(list)
    for number, contact in enumerate(contacts, start=1):
        if contact["left_on"] is None:
            people[contact["account"]].append(number)
    for account in accounts:
        lot = account.lot("touches")
        share = _SHARE.get(account.grade, 0.0) if account.status == "customer" else 0.0
        if account.row.get("is_key") or lot.random() >= share:
            continue
        for _time in range(lot.randint(1, 3 if account.grade in "AB" else 1)):
            yield _touch(account, people[account.id], lot, times)


def _touch(account: SampleAccount, people: Sequence[int], lot: Random, times: Times) -> Row:
    kind = lot.choice(_KINDS)
    return {
        "account": account.id,
        "contact": lot.choice(people) if people and lot.random() < 0.8 else None,
        "day": workday_up_to(times.today - timedelta(days=lot.randint(3, _SPAN))),
        "kind": kind,
        "minutes": lot.choice((5, 10, 15, 30)) if kind in ("help", "phone") else None,
        "text": lot.choice(_SAID[kind]),
    }


def _readings(
    accounts: Sequence[SampleAccount],
    calls: Sequence[Row],
    times: Times,
    settings: Mapping[str, Any],
) -> Iterator[Row]:
    """The odometer of the last weeks' days, a little more than the tours are long."""
    place = {account.id: account.place for account in accounts}
    base = (settings["base_lat"], settings["base_lon"])
    tours: dict[date, list[tuple[float, float]]] = defaultdict(list)
    for call in calls:
        if call["state"] == "made":
            tours[call["day"]].append(place[call["account"]])
    country = Territory(country=settings["country"], holidays_off=True)
    reads = _START_READS
    for day in sorted(tours):
        away = (times.monday - day).days
        if away > 7 * _ODOMETER_WEEKS or holiday_on(country, day):
            continue
        lot = Random(f"odometer {away}")
        start = reads
        reads = round(start + _length([base, *tours[day], base]) * lot.uniform(*_DETOURS))
        if away % _FORGOTTEN:
            yield {"date": day, "odometer_start": start, "odometer_end": reads}
        reads += lot.choice((0, 0, 0, 6, 14))  # the family's


def _length(stops: Sequence[tuple[float, float]]) -> float:
    """Kilometres of a round by road, near enough."""
    return sum(_apart(a, b) for a, b in pairwise(stops))


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    east = (a[1] - b[1]) * cos(radians(a[0]))
    return hypot(a[0] - b[0], east) * _KM_A_DEGREE * _ROAD
