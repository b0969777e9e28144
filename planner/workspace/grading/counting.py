"""Calls made against planned for all accounts, in a few sums that the file works out itself.

The first screen asks for this each time it is shown, so nothing is read that does not count:
growth and potential only for those who stand out by their calls.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, text

from planner.advice.calling import (
    FEWEST,
    growth,
    growth_of_years,
    judge,
    looked_back,
    planned_calls,
)
from planner.records import Territory
from planner.workspace.grading.views import Counted

LATELY = 8 * 7
"""Days back that count as lately."""
_TWO_YEARS = 730
_CHUNK = 900
_BATCH = 60
"""Accounts whose growth is read at once: few callers want more."""

# The queries put constants of this module together, never values from outside.
# ruff: noqa: S608
_FIRST = "SELECT min(day) FROM call WHERE state = 'made'"
_CALLS = (
    "(SELECT count(*) FROM call c WHERE c.account = a.id AND c.state = 'made'"
    " AND c.day > {since} AND c.day <= :today)"
)
_A_CYCLE = (
    "coalesce(a.calls_per_cycle, CASE a.grade WHEN 'A' THEN :a WHEN 'B' THEN :b WHEN 'D' THEN :d"
    " ELSE :c END)"
)
_COUNTED = (
    f"WITH counted AS MATERIALIZED (SELECT a.id, {_CALLS.format(since=':begins')} AS made,"
    f" {_A_CYCLE} AS a_cycle FROM account a WHERE a.status = 'customer')"
)
"""By the index of an account's calls: the calls themselves are not read."""
_COUNTS = (
    f"{_COUNTED} SELECT a.id, a.name, a.grade, n.made, {_CALLS.format(since=':lately')},"
    " n.a_cycle, a.call_minutes, a.lat, a.lon, a.since, a.won_on"
    " FROM counted n CROSS JOIN account a ON a.id = n.id"
)
_SINCE_WON = (
    "SELECT a.id, count(c.id), sum(c.day > :lately) FROM account a JOIN call c ON c.account = a.id"
    " WHERE a.status = 'customer' AND (a.since > :begins OR a.won_on > :begins)"
    " AND c.state = 'made' AND c.day <= :today"
    " AND c.day > max(coalesce(a.since, ''), coalesce(a.won_on, '')) GROUP BY a.id"
)
_ORDERED = (
    'SELECT account, sum(CASE WHEN date > ? THEN amount ELSE 0 END), sum(amount) FROM "order"'
    " WHERE date > ? AND date <= ?"
)
_APART = (
    f"{_COUNTS} WHERE n.made >= {FEWEST} + n.a_cycle * :cycles"
    f" OR n.made <= n.a_cycle * :cycles - {FEWEST}"
    " OR a.since > :begins OR a.won_on > :begins"
)
"""Only accounts that can stand out: the rest is not even read."""


def count_calls(
    connection: Connection, territory: Territory, today: date, *, apart: bool = False
) -> list[Counted]:
    """Every customer with the calls it got and was to get; growth and potential are left open.

    With `apart` only those whose made and planned calls are far enough apart to say something.
    """
    days = days_known(connection, territory, today)
    if days <= 0:
        return []
    span = _Span(territory, today, days)
    rows = connection.execute(text(_APART if apart else _COUNTS), span.asked()).all()
    fresh = {a: (n, late) for a, n, late in connection.execute(text(_SINCE_WON), span.asked())}
    return [span.counted(row, fresh) for row in rows]


def days_known(connection: Connection, territory: Territory, today: date) -> int:
    """Days that calls are counted over; 0 before the first call was made."""
    first = connection.exec_driver_sql(_FIRST).scalar()
    if first is None:
        return 0
    known = (today - date.fromisoformat(first)).days + 1
    return looked_back(territory.cycle_weeks * 7, known)


class _Span:
    """The days that are counted over, and what a row of the query says of them."""

    def __init__(self, territory: Territory, today: date, days: int) -> None:
        self.territory, self.today, self.days = territory, today, days
        self.cycle_days = territory.cycle_weeks * 7
        self.begins = today - timedelta(days=days)

    def asked(self) -> dict[str, Any]:
        """The values of the query."""
        settings = self.territory
        return {
            "lately": (self.today - timedelta(days=LATELY)).isoformat(),
            "begins": self.begins.isoformat(),
            "today": self.today.isoformat(),
            "cycles": self.days / self.cycle_days,
            "a": settings.calls_a,
            "b": settings.calls_b,
            "c": settings.calls_c,
            "d": settings.calls_d,
        }

    def counted(self, row: Any, fresh: Mapping[int, tuple[int, int]]) -> Counted:
        """One account; of one won within the span only the calls since then."""
        account, name, grade, made, lately, a_cycle, minutes, lat, lon, since, won = row
        came = max(since or "", won or "")
        is_new = came > self.begins.isoformat()
        days = self.days
        if is_new:
            days = max(0, (self.today - date.fromisoformat(came)).days)
            made, lately = fresh.get(account, (0, 0))
        return Counted(
            account=account,
            name=name,
            grade=grade,
            made=made,
            planned=planned_calls(a_cycle, self.cycle_days, days),
            weeks=max(1, round(self.days / 7)),
            a_cycle=a_cycle,
            minutes=minutes or self.territory.call_minutes,
            place=None if lat is None else (lat, lon),
            lately=lately,
            is_new=is_new,
        )


def most_over_called(
    connection: Connection, counted: Iterable[Counted], today: date, most: int | None
) -> list[Counted]:
    """Those with the most hours beyond their plan and little growth; so many at most.

    The first year of a customer has no year before it to have grown from: it is not judged.
    """
    apart = [c for c in counted if not c.is_new and judge(c.made, c.planned) == "over_called"]
    apart.sort(key=lambda c: (-(c.made - c.planned) * c.minutes, c.account))
    found: list[Counted] = []
    for start in range(0, len(apart), _BATCH):
        part = apart[start : start + _BATCH]
        known = growth_by_account(connection, [c.account for c in part], today)
        grown = (replace(c, growth=known.get(c.account)) for c in part)
        found += [c for c in grown if judge(c.made, c.planned, c.growth) == "over_called"]
        if most is not None and len(found) >= most:
            break
    return found[:most]


def most_neglected(counted: Iterable[Counted], most: int | None) -> list[Counted]:
    """Those with the fewest of their calls, whatever their growth: by grade, so many at most."""
    apart = [c for c in counted if judge(c.made, c.planned) == "neglected"]
    return sorted(apart, key=lambda c: (c.grade or "Z", c.surplus, c.account))[:most]


def growth_by_account(
    connection: Connection, accounts: Collection[int] | None, today: date
) -> dict[int, float]:
    """How much sales grew: the orders of two spans of 12 months, else the last two whole years.

    Of some accounts, or of all.
    """
    found = dict(_by_orders(connection, accounts, today))
    rest = None if accounts is None else [a for a in accounts if a not in found]
    years: dict[int, dict[int, float]] = defaultdict(dict)
    query = "SELECT account, year, revenue FROM turnover WHERE revenue IS NOT NULL AND year >= ?"
    for account, year, revenue in _of(connection, query, (today.year - 2,), rest):
        years[account][year] = revenue
    for account, revenues in years.items():
        by_years = growth_of_years(revenues, today)
        if by_years is not None and account not in found:
            found[account] = by_years
    return found


def _two_spans(today: date) -> tuple[str, str]:
    """Where the two spans of 12 months begin and meet."""
    half = today - timedelta(days=_TWO_YEARS // 2)
    return (today - timedelta(days=_TWO_YEARS)).isoformat(), half.isoformat()


def _by_orders(
    connection: Connection, accounts: Collection[int] | None, today: date
) -> Iterator[tuple[int, float]]:
    begins, middle = _two_spans(today)
    for account, now, both in _of(
        connection, _ORDERED, (middle, begins, today.isoformat()), accounts, " GROUP BY account"
    ):
        share = growth(now, both - now)
        if share is not None:
            yield account, share


def potential_by_account(connection: Connection, accounts: Collection[int]) -> dict[int, float]:
    """The newest potential on record of each account."""
    query = "SELECT account, max(year), potential FROM turnover WHERE potential IS NOT NULL"
    found = _of(connection, query, (), accounts, " GROUP BY account")
    return {account: potential for account, _year, potential in found}


def _of(
    connection: Connection,
    query: str,
    values: tuple[Any, ...],
    accounts: Collection[int] | None,
    ending: str = "",
) -> Iterator[Any]:
    """A query for all accounts, or for some, in pieces that SQLite takes."""
    if accounts is None:
        yield from connection.exec_driver_sql(query + ending, values)
        return
    wanted = list(accounts)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        asked = f"{query} AND account IN ({marks}){ending}"
        yield from connection.exec_driver_sql(asked, (*values, *part))
