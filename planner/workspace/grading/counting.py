"""Calls made against planned for all accounts, in a few sums that the file works out itself.

The first screen asks for this each time it is shown, so nothing is read that does not count:
growth and potential only for those who stand out by their calls.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from planner.advice.calling import (
    FEWEST,
    growth,
    growth_of_years,
    judge,
    looked_back,
    planned_calls,
)
from planner.advice.due import Frequency
from planner.records import Territory
from planner.workspace.grading.views import Counted

LATELY = 8 * 7
"""Days back that count as lately."""
_TWO_YEARS = 730
_CHUNK = 900

_CALLS = (
    "SELECT account, count(*), sum(day > ?) FROM call"
    " WHERE state = 'made' AND day > ? AND day <= ? GROUP BY account"
)
_ACCOUNTS = (
    "SELECT id, name, grade, calls_per_cycle, call_minutes, lat, lon, since, won_on"
    " FROM account WHERE status = 'customer'"
)
_FIRST = "SELECT min(day) FROM call WHERE state = 'made'"


def count_calls(
    connection: Connection, territory: Territory, today: date, ids: Collection[int] | None = None
) -> Iterator[Counted]:
    """Every customer with the calls it got and was to get; growth and potential are left open."""
    days = days_known(connection, territory, today)
    if days <= 0:
        return
    begins, lately = today - timedelta(days=days), today - timedelta(days=LATELY)
    spans = (lately.isoformat(), begins.isoformat(), today.isoformat())
    made = {a: (n, late) for a, n, late in connection.exec_driver_sql(_CALLS, spans)}
    rule = Frequency(territory)
    for row in connection.exec_driver_sql(_ACCOUNTS):
        if ids is not None and row[0] not in ids:
            continue
        own = days if not (row[7] or row[8]) else _own_days(row, begins, today)
        calls = rule.calls(row[2], row[3])
        yield Counted(
            account=row[0],
            name=row[1],
            grade=row[2],
            made=made.get(row[0], (0, 0))[0],
            planned=planned_calls(calls, rule.cycle_days, own),
            weeks=max(1, round(days / 7)),
            a_cycle=calls,
            minutes=row[4] or territory.call_minutes,
            place=None if row[5] is None else (row[5], row[6]),
            lately=made.get(row[0], (0, 0))[1],
        )


def days_known(connection: Connection, territory: Territory, today: date) -> int:
    """Days that calls are counted over; 0 before the first call was made."""
    first = connection.exec_driver_sql(_FIRST).scalar()
    if first is None:
        return 0
    known = (today - date.fromisoformat(first)).days + 1
    return looked_back(territory.cycle_weeks * 7, known)


def _own_days(row: Any, begins: date, today: date) -> int:
    """Fewer days for an account that was won within the span."""
    came = max(text for text in (row[7], row[8]) if text)
    return (today - max(begins, min(today, date.fromisoformat(came)))).days


def outstanding(
    connection: Connection, territory: Territory, today: date, which: str
) -> list[Counted]:
    """The over-called, or the neglected, those with the most calls beyond or missing first."""
    apart = [c for c in count_calls(connection, territory, today) if _stands_out(c, which)]
    if which == "neglected":  # whatever their growth
        return sorted(apart, key=lambda c: (c.grade or "Z", c.surplus, c.account))
    known = growth_by_account(connection, [c.account for c in apart], today)
    grown = (replace(c, growth=known.get(c.account)) for c in apart)
    over = [c for c in grown if judge(c.made, c.planned, c.growth) == which]
    return sorted(over, key=lambda c: (-(c.made - c.planned) * c.minutes, c.account))


def _stands_out(counted: Counted, which: str) -> bool:
    far = abs(counted.made - counted.planned) >= FEWEST
    return far and judge(counted.made, counted.planned) == which


def growth_by_account(
    connection: Connection, accounts: Collection[int], today: date
) -> dict[int, float]:
    """How much sales grew: the orders of two spans of 12 months, else the last two whole years."""
    found = dict(_by_orders(connection, accounts, today))
    rest = [account for account in accounts if account not in found]
    years: dict[int, dict[int, float]] = defaultdict(dict)
    query = "SELECT account, year, revenue FROM turnover WHERE revenue IS NOT NULL AND year >= ?"
    for account, year, revenue in _of(connection, query, (today.year - 2,), rest):
        years[account][year] = revenue
    for account, revenues in years.items():
        by_years = growth_of_years(revenues, today)
        if by_years is not None:
            found[account] = by_years
    return found


def _by_orders(
    connection: Connection, accounts: Collection[int], today: date
) -> Iterator[tuple[int, float]]:
    middle = (today - timedelta(days=_TWO_YEARS // 2)).isoformat()
    begins = (today - timedelta(days=_TWO_YEARS)).isoformat()
    query = (
        'SELECT account, sum(CASE WHEN date > ? THEN amount ELSE 0 END), sum(amount) FROM "order"'
        " WHERE date > ? AND date <= ?"
    )
    for account, now, both in _of(
        connection, query, (middle, begins, today.isoformat()), accounts, " GROUP BY account"
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
    accounts: Collection[int],
    ending: str = "",
) -> Iterator[Any]:
    """A query for some accounts only, in pieces that SQLite takes."""
    wanted = list(accounts)
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        asked = f"{query} AND account IN ({marks}){ending}"
        yield from connection.exec_driver_sql(asked, (*values, *part))
