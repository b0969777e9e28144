"""Grades by potential, and whether the calls made are the calls that were meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from planner.records import Territory
from planner.roads.estimate import Estimate
from planner.store.journal import Journal
from planner.tours.model import Legs
from planner.workspace.grading.counting import (
    count_calls,
    growth_by_account,
    most_neglected,
    most_over_called,
    potential_by_account,
)
from planner.workspace.grading.pricing import Pricing
from planner.workspace.grading.views import Counted, Neglected, OverCalled

_VERSION = "SELECT coalesce(max(id), 0), coalesce(sum(state = 'done'), 0) FROM journal_entry"
MOST = 12
"""Accounts told of where the caller does not say."""


def estimate_of(session: Session) -> Legs:
    """The drives of a territory by its settings."""
    territory = session.get_one(Territory, 1)
    return Estimate(territory.road_factor, territory.speeds)


class Grading:
    """Over-called and neglected accounts, and the grades of all."""

    def __init__(
        self, engine: Engine, journal: Journal, legs: Callable[[Session], Legs] = estimate_of
    ) -> None:
        self._engine, self._journal, self._legs = engine, journal, legs
        self._known: tuple[object, list[Counted]] | None = None

    def over_called(self, today: date, most: int | None = MOST) -> tuple[OverCalled, ...]:
        """Accounts with more calls than planned and little growth, dearest first; None for all."""
        with Session(self._engine) as session:
            connection, territory = session.connection(), session.get_one(Territory, 1)
            apart = self._apart(connection, territory, today)
            counted = most_over_called(connection, apart, today, most)
            if not counted:
                return ()
            return tuple(Pricing(connection, territory, self._legs(session)).over_called(counted))

    def neglected(self, today: date, most: int | None = MOST) -> tuple[Neglected, ...]:
        """Accounts with fewer calls than planned: by grade, then by how many are missing."""
        with Session(self._engine) as session:
            connection, territory = session.connection(), session.get_one(Territory, 1)
            apart = self._apart(connection, territory, today)
            counted = most_neglected(apart, most)
            accounts = [c.account for c in counted]
            growth = growth_by_account(connection, accounts, today)
            potential = potential_by_account(connection, accounts)
        return tuple(
            _neglected(c, growth.get(c.account), potential.get(c.account)) for c in counted
        )

    def _apart(self, connection: Connection, territory: Territory, today: date) -> list[Counted]:
        """Those whose calls are far from their plan; kept until a record changes."""
        version = connection.exec_driver_sql(_VERSION).one()
        key = (today, tuple(version))
        if self._known is None or self._known[0] != key:
            self._known = (key, count_calls(connection, territory, today, apart=True))
        return self._known[1]


def _neglected(counted: Counted, growth: float | None, potential: float | None) -> Neglected:
    known = replace(counted, growth=growth, potential=potential)
    return Neglected(**{f.name: getattr(known, f.name) for f in fields(Counted)})
