"""Writes the sample territory."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, update

from planner import clock
from planner.records import KINDS, Territory
from planner.sample.accounts import sample_accounts
from planner.sample.key_accounts import key_account_rows, mark_key_accounts
from planner.sample.knowledge import knowledge_rows
from planner.sample.logged import logged_rows
from planner.sample.market import REPORTS_TO, market_rows
from planner.sample.people import sample_contacts
from planner.sample.planned import planned_calls, special_days
from planner.sample.prospects import NEW_BUSINESS, add_new_business
from planner.sample.service import service_rows
from planner.sample.solutions import sample_solutions
from planner.sample.times import Times
from planner.sample.trade import sample_orders, sample_turnovers
from planner.sample.visits import Visits
from planner.store import territory_file
from planner.workspace import Workspace

TIME_ZONE = "Europe/London"
SETTINGS = {
    "name": "Sample territory",
    "base_name": "Leeds",
    "base_lat": 53.7997,
    "base_lon": -1.5492,
    "time_zone": TIME_ZONE,
    "country": "GB",
    "currency": "GBP",
    "units": "km",
    "cost_per_km": 0.45,
    "work_end": 17 * 3600,
    "call_minutes": 35,
    "nights_away": 2,
    "cycle_weeks": 13,
    "calls_a": 6.5,
    "calls_b": 2.0,
    "calls_c": 1.0,
    "calls_d": 0.5,
    **NEW_BUSINESS,
    **REPORTS_TO,
}


def make_sample(file: Path, passphrase: str | None = None) -> Workspace:
    """Make a copy of the sample territory and open it. Its journal is empty: nothing to undo.

    Raises:
        TerritoryError: there is a file already, or none can be written.
    """
    workspace = Workspace.new(file, SETTINGS, passphrase)
    try:
        rows = _rows()
        with workspace.journal.outside() as session:
            _write(session.connection(), rows)
        workspace.settle()
    except BaseException:
        workspace.close()
        territory_file.remove(file)
        raise
    return workspace


def _rows() -> dict[str, list[dict[str, Any]]]:
    """All records by kind; made in an order in which each may look at the ones before."""
    times = Times.at(clock.now(), TIME_ZONE)
    accounts = sample_accounts(times)
    add_new_business(accounts, times)
    visits = Visits(times, SETTINGS)
    visits.of_all(accounts)
    orders = sample_orders(accounts, times)
    calls = [*visits.rows(), *planned_calls(accounts, times)]
    contacts = sample_contacts(accounts, visits.last_by_account(), times)
    mark_key_accounts(accounts)
    parts: list[dict[str, list[dict[str, Any]]]] = [
        {
            "account": [account.row for account in accounts],
            "contact": contacts,
            "order": orders,
            "turnover": sample_turnovers(accounts, orders, times),
            "call": calls,
            "itinerary": special_days(times),
            "solution": sample_solutions(accounts, times),
        },
        key_account_rows(accounts, contacts, times),
        service_rows(accounts, contacts, times, clock.now(), TIME_ZONE),
        knowledge_rows(accounts, contacts, calls, times),
        logged_rows(accounts, contacts, calls, times, SETTINGS),
    ]
    parts.append(market_rows(accounts, times, sum(len(p.get("nuance", ())) for p in parts)))
    return {kind: [row for part in parts for row in part.get(kind, ())] for kind in KINDS}


def _write(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Kinds in the order in which one may name another; rows of a kind need not name the same."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # a referrer may come later
    for kind, values in rows.items():
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for number, row in enumerate(values, start=1):
            alike[tuple(sorted(row))].append({"id": number, **row})
        for numbered in alike.values():
            connection.execute(insert(KINDS[kind].__table__), numbered)  # type: ignore[arg-type]
    connection.execute(update(Territory.__table__).values(is_sample=True))  # type: ignore[arg-type]
