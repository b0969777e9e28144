"""What calls beyond the plan cost in a year, and the prospects whom those hours would buy."""

# ruff: noqa: S608  (only marks for values are put into the queries)
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from math import cos, radians
from typing import Any

from sqlalchemy import Connection

from planner.advice.calling import LITTLE_GROWTH, is_friendly
from planner.records import Territory
from planner.tours.model import Legs, Place
from planner.workspace.grading.views import Counted, NearProspect, OverCalled

_TOURS = 3
"""The last tours of an account from which its usual detour is known."""
_NEAR, _OFFERED = 8, 3
"""Prospects nearest as the crow flies that are priced, and how many of them are offered."""
_UNKNOWN_LIKELIHOOD = 0.25
_MOST_DETOUR = 20 * 60
"""Seconds off the road beyond which a prospect is not on it."""


@dataclass(frozen=True, slots=True)
class _Between:
    """Where the road comes from and goes on to, for one call on the account."""

    before: Place
    after: Place


class Pricing:
    """Prices over-called accounts; what all of them need is read once."""

    def __init__(self, connection: Connection, territory: Territory, legs: Legs) -> None:
        self._connection, self._territory, self._legs = connection, territory, legs
        self._base: Place = (territory.base_lat, territory.base_lon)
        self._prospects = _read_prospects(connection, territory)

    def over_called(self, counted: Sequence[Counted]) -> list[OverCalled]:
        """All of them priced for a year, dearest first."""
        wanted = [c.account for c in counted]
        roads = _roads(self._connection, wanted, self._base)
        attitudes = _attitudes(self._connection, wanted)
        priced = [
            self._priced(c, roads.get(c.account, ()), attitudes.get(c.account, ())) for c in counted
        ]
        return sorted(priced, key=lambda o: (-o.cost_a_year, o.account))

    def _priced(
        self, counted: Counted, roads: Sequence[_Between], attitudes: Collection[str]
    ) -> OverCalled:
        metres, seconds = self._detour(counted.place, roads)
        a_year = (counted.made - counted.planned) * 52 / counted.weeks
        hours = a_year * (counted.minutes * 60 + seconds) / 3600
        driving = a_year * metres / 1000 * self._territory.cost_per_km
        flat = counted.growth is not None and counted.growth < LITTLE_GROWTH
        return OverCalled(
            **{f.name: getattr(counted, f.name) for f in fields(Counted)},
            hours_a_year=round(hours, 2),
            cost_a_year=round(hours * self._territory.hour_worth + driving, 2),
            friendly_not_growing=flat and is_friendly(attitudes),
            prospects=self._same_road(counted, roads),
        )

    def _detour(self, place: Place | None, roads: Sequence[_Between]) -> tuple[float, float]:
        """Metres and seconds that a call adds to its tour, as a mean of the last ones."""
        if place is None or not roads:
            return 0.0, 0.0
        metres = seconds = 0
        for road in roads:
            there, on = self._legs(road.before, place), self._legs(place, road.after)
            without = self._legs(road.before, road.after)
            metres += there.metres + on.metres - without.metres
            seconds += there.seconds + on.seconds - without.seconds
        return max(0.0, metres / len(roads)), max(0.0, seconds / len(roads))

    def _same_road(self, counted: Counted, roads: Sequence[_Between]) -> tuple[NearProspect, ...]:
        """The best prospects by the road to the account, with the calls shared out among them."""
        if counted.place is None:
            return ()
        road = roads[0] if roads else _Between(self._base, self._base)
        near = _nearest(counted.place, self._prospects)
        found = []
        for row in near:
            detour = self._off(row.place, (road.before, counted.place, road.after))
            if detour <= _MOST_DETOUR:
                found.append(replace(row.prospect, detour_seconds=detour))
        best = sorted(found, key=lambda p: -_promise(p) / (p.minutes * 60 + p.detour_seconds))
        offered = shared_out(best[:_OFFERED], max(0, counted.surplus))
        return tuple(prospect for prospect in offered if prospect.calls)

    def _off(self, place: Place, road: Sequence[Place]) -> int:
        """Seconds that a stop adds to the road where it adds least."""
        return max(0, min(self._added(place, a, b) for a, b in pairwise(road)))

    def _added(self, place: Place, a: Place, b: Place) -> int:
        there, on = self._legs(a, place).seconds, self._legs(place, b).seconds
        return there + on - self._legs(a, b).seconds


def shared_out(prospects: Sequence[NearProspect], calls: int) -> tuple[NearProspect, ...]:
    """So many calls among prospects, by what each promises."""
    weights = [_promise(p) for p in prospects]
    total = sum(weights)
    shares = [calls * w / total if total else calls / len(prospects) for w in weights]
    whole = [int(share) for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda at: (whole[at] - shares[at], at))
    for at in by_rest[: calls - sum(whole)]:
        whole[at] += 1
    return tuple(replace(p, calls=n) for p, n in zip(prospects, whole, strict=True))


def _promise(prospect: NearProspect) -> float:
    """What a prospect is good for: its value by its likelihood; never nothing."""
    likely = _UNKNOWN_LIKELIHOOD if prospect.likelihood is None else prospect.likelihood
    return max(1.0, (prospect.value or 0.0) * max(0.05, likely))


@dataclass(frozen=True, slots=True)
class _Placed:
    prospect: NearProspect
    place: Place


def _read_prospects(connection: Connection, territory: Territory) -> list[_Placed]:
    query = (
        "SELECT a.id, a.name, a.lead_source, coalesce(a.prospect_value, (SELECT t.potential FROM"
        " turnover t WHERE t.account = a.id AND t.potential IS NOT NULL ORDER BY t.year DESC"
        " LIMIT 1)), a.likelihood, a.call_minutes, a.lat, a.lon FROM account a"
        " WHERE a.status = 'prospect' AND a.lat IS NOT NULL"
    )
    return [
        _Placed(
            NearProspect(
                account=row[0],
                name=row[1],
                source=row[2],
                value=row[3],
                likelihood=row[4],
                detour_seconds=0,
                minutes=row[5] or territory.call_minutes,
            ),
            (row[6], row[7]),
        )
        for row in connection.exec_driver_sql(query)
    ]


def _nearest(place: Place, prospects: Iterable[_Placed]) -> list[_Placed]:
    """In a straight line, on a flat earth."""
    lat, lon = place
    east = cos(radians(lat))
    far = lambda p: (p.place[0] - lat) ** 2 + ((p.place[1] - lon) * east) ** 2  # noqa: E731
    return sorted(prospects, key=far)[:_NEAR]


def _attitudes(connection: Connection, accounts: Sequence[int]) -> dict[int, set[str]]:
    """How the people there who have not left are disposed."""
    found: dict[int, set[str]] = defaultdict(set)
    query = f"SELECT account, attitude FROM contact WHERE left_on IS NULL AND {_in(accounts)}"
    for account, attitude in connection.exec_driver_sql(query, tuple(accounts)):
        found[account].add(attitude)
    return found


def _in(accounts: Sequence[int]) -> str:
    return f"account IN ({','.join('?' * len(accounts))})"


def _roads(
    connection: Connection, accounts: Sequence[int], base: Place
) -> Mapping[int, Sequence[_Between]]:
    """Where each account stood in its last tours, newest first."""
    last = (
        "SELECT account, day FROM (SELECT account, day, row_number() OVER (PARTITION BY account"
        f" ORDER BY day DESC) AS at FROM call WHERE state = 'made' AND {_in(accounts)})"
        f" WHERE at <= {_TOURS}"
    )
    wanted = [tuple(row) for row in connection.exec_driver_sql(last, tuple(accounts))]
    tours = _tours(connection, sorted({day for _account, day in wanted}), base)
    found: dict[int, list[_Between]] = defaultdict(list)
    for account, day in sorted(wanted, key=lambda pair: pair[1], reverse=True):
        tour = tours[day]
        at = next((i for i, (who, _place) in enumerate(tour) if who == account), None)
        if at is not None:
            found[account].append(_Between(tour[at - 1][1], tour[at + 1][1]))
    return found


def _tours(
    connection: Connection, days: Sequence[str], base: Place
) -> dict[str, list[tuple[int, Place]]]:
    """The days as they were driven, from start to end; 0 stands for no account."""
    marks = ",".join("?" * len(days))
    ends = _ends(connection, days, base)
    tours: dict[str, list[tuple[int, Place]]] = {day: [(0, ends[day][0])] for day in days}
    query = (
        "SELECT c.day, c.account, a.lat, a.lon FROM call c JOIN account a ON a.id = c.account"
        f" WHERE c.state = 'made' AND a.lat IS NOT NULL AND c.day IN ({marks})"
        " ORDER BY c.day, c.position, c.id"
    )
    for day, account, lat, lon in connection.exec_driver_sql(query, tuple(days)):
        tours[day].append((account, (lat, lon)))
    for day, tour in tours.items():
        tour.append((0, ends[day][1]))
    return tours


def _ends(connection: Connection, days: Sequence[str], base: Place) -> dict[str, Any]:
    """Where each day began and ended: at the base, or where its itinerary says."""
    found = dict.fromkeys(days, (base, base))
    marks = ",".join("?" * len(days))
    query = f"SELECT date, start_lat, start_lon, end_lat, end_lon FROM itinerary WHERE date IN ({marks})"  # noqa: E501
    for day, *places in connection.exec_driver_sql(query, tuple(days)):
        start = base if places[0] is None else (places[0], places[1])
        end = base if places[2] is None else (places[2], places[3])
        found[day] = (start, end)
    return found
