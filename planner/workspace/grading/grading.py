"""Grades by potential, and whether the calls made are the calls that were meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from planner.advice.grades import Shares
from planner.records import Territory
from planner.roads.estimate import Estimate
from planner.store.journal import Change, Journal
from planner.tours.model import Legs
from planner.workspace.grading.board import Board, read_board
from planner.workspace.grading.counting import (
    count_calls,
    growth_by_account,
    most_neglected,
    most_over_called,
    potential_by_account,
)
from planner.workspace.grading.making_up import MadeUp, cheapest_calls, keep_calls, make_up
from planner.workspace.grading.pricing import Pricing
from planner.workspace.grading.ranks import Ranking, give_grade, read_ranking, set_grades
from planner.workspace.grading.rhythm import Rhythms, read_rhythms, set_rhythm
from planner.workspace.grading.swapping import Swap, look_at_swap, swap
from planner.workspace.grading.views import Counted, Neglected, OverCalled
from planner.workspace.iso_week import IsoWeek

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

    # Grades

    def ranking(self, by: str = "", own: int | None = None) -> Ranking:
        """The customers by what they could bring, as the territory's rule or `by` has it.

        Raises:
            BadInput: accounts cannot be ranked by that.
        """
        with Session(self._engine) as session:
            return read_ranking(session, by, own)

    def set_grades(
        self, shares: Shares, *, by: str = "", own: int | None = None, keep_by_hand: bool = True
    ) -> Change | None:
        """Give every ranked account the grade of its rank, and keep the shares; one step.

        Raises:
            BadInput: accounts cannot be ranked by that.
        """
        return set_grades(self._journal, shares, by=by, own=own, keep_by_hand=keep_by_hand)

    def give_grade(self, accounts: Collection[int], grade: str) -> Change | None:
        """Grade some accounts by hand, as one step."""
        return give_grade(self._journal, accounts, grade)

    def board(self, today: date) -> Board:
        """What the accounts screen shows beside the account rows."""
        with Session(self._engine) as session:
            return read_board(session, today)

    # Rhythm

    def rhythms(self) -> Rhythms:
        """What each grade needs a month, what there is room for, and what would fit."""
        with Session(self._engine, expire_on_commit=False) as session:
            return read_rhythms(session, self._legs(session))

    def set_rhythm(self, grade: str, weeks: float) -> Change | None:
        """Call on a grade every so many weeks; one step."""
        return set_rhythm(self._journal, grade, weeks)

    # What to do about it

    def look_at_swap(self, account: int, prospects: Mapping[int, int], today: date) -> Swap:
        """What swapping the calls too many on an account for prospects would do; keeps nothing.

        `prospects` are the calls a year that each would get, the one to begin with first.

        Raises:
            BadInput: there is no such account, or none of the prospects has a place.
        """
        with Session(self._engine, expire_on_commit=False) as session:
            return look_at_swap(session, self._legs(session), account, prospects, today)

    def swap(self, looked: Swap) -> Change | None:
        """Do what was looked at, as one step.

        Raises:
            Impossible: the plan was changed in the meantime.
        """
        return swap(self._journal, self._legs, looked)

    def keep(self, account: int, made: int, weeks: int) -> Change | None:
        """Make the calls that an account gets its plan; one step."""
        return keep_calls(self._journal, account, made, weeks)

    def cheapest_calls(
        self, accounts: Sequence[int], week: IsoWeek, today: date
    ) -> tuple[MadeUp, ...]:
        """Where calls on accounts without one ahead would go in a week, one after the other."""
        with Session(self._engine, expire_on_commit=False) as session:
            found = cheapest_calls(session, self._legs(session), accounts, week, today)
        return tuple(found)

    def make_up(self, calls: Sequence[MadeUp]) -> Change | None:
        """Put such calls into the plan, as one step."""
        return make_up(self._journal, self._legs, calls)

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
