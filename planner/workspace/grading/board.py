"""Everything that the accounts screen shows beside the account rows, read at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from planner.advice.calling import judge
from planner.records import Territory
from planner.workspace.grading.counting import count_calls, growth_by_account
from planner.workspace.grading.ranks import Ranking, read_ranking
from planner.workspace.grading.views import Counted

_SOON = 14
"""Days ahead within which a promise is worth a mark."""


class Extra(NamedTuple):
    """What the table shows of an account beside its row.

    `calling` is over_called, neglected or None; `advised` the grade of its rank where that is
    another than its own, else nothing; `mark` the most pressing thing open: complaint, promise,
    unconfirmed; `next_step` is what the next call is for.
    """

    made: int = 0
    planned: float = 0.0
    growth: float | None = None
    likelihood: float | None = None
    own_calls: float | None = None
    calling: str | None = None
    advised: str = ""
    by_hand: bool = False
    mark: str = ""
    next_step: str = ""


NO_EXTRA = Extra()


@dataclass(frozen=True)
class Board:
    """The screen's figures: extras by account, the ranking, what was sold in twelve months."""

    extras: Mapping[int, Extra]
    ranking: Ranking
    sold: float
    weeks: int


def read_board(session: Session, today: date) -> Board:
    """All of it."""
    connection, territory = session.connection(), session.get_one(Territory, 1)
    ranking = read_ranking(session)
    advised = ranking.advised()
    counted = {c.account: c for c in count_calls(connection, territory, today)}
    growth = growth_by_account(connection, None, today)
    marks, steps = _marks(connection, today), _next_steps(connection, today)
    query = "SELECT id, likelihood, calls_per_cycle FROM account"
    extras = {}
    for account, likelihood, own in connection.exec_driver_sql(query):
        found = counted.get(account)
        grown = growth.get(account)
        extras[account] = Extra(
            made=found.made if found else 0,
            planned=found.planned if found else 0.0,
            growth=grown,
            likelihood=likelihood,
            own_calls=own,
            calling=_calling(found, grown),
            advised=_other(advised.get(account), ranking.now.get(account)),
            by_hand=account in ranking.by_hand,
            mark=marks.get(account, ""),
            next_step=steps.get(account, ""),
        )
    return Board(extras, ranking, _sold(connection, today), _weeks(counted))


def _calling(counted: Counted | None, growth: float | None) -> str | None:
    if counted is None:
        return None
    found = judge(counted.made, counted.planned, growth)
    return None if counted.is_new and found == "over_called" else found


def _weeks(counted: Mapping[int, Counted]) -> int:
    return next((each.weeks for each in counted.values()), 0)


def _other(advised: str | None, now: str | None) -> str:
    return advised if advised and advised != now else ""


def _sold(connection: Connection, today: date) -> float:
    begins = (today - timedelta(days=365)).isoformat()
    query = 'SELECT coalesce(sum(amount), 0) FROM "order" WHERE date > ? AND date <= ?'
    return float(connection.exec_driver_sql(query, (begins, today.isoformat())).scalar() or 0)


def _marks(connection: Connection, today: date) -> dict[int, str]:
    """The most pressing of what is open, the least pressing written first."""
    soon = (today + timedelta(days=_SOON)).isoformat()
    queries = (
        ("unconfirmed", "SELECT account FROM call WHERE state = 'asked' AND day >= ?", today),
        ("promise", "SELECT account FROM promise WHERE state = 'open' AND by = 'us' AND due <= ?",
         soon),
        ("complaint", "SELECT account FROM complaint WHERE closed_at IS NULL", None),
    )  # fmt: skip
    found: dict[int, str] = {}
    for mark, query, value in queries:
        values = () if value is None else (str(value),)
        found.update((row[0], mark) for row in connection.exec_driver_sql(query, values))
    return found


_AGREED_LAST = (
    "SELECT account, next_step, max(day) FROM call WHERE state = 'made' AND next_step <> ''"
    " GROUP BY account"
)
_OF_ACCOUNT = "SELECT id, next_objective FROM account WHERE next_objective <> ''"
_OF_CALL = (
    "SELECT account, objective, min(day) FROM call WHERE state IN ('draft', 'asked', 'confirmed')"
    " AND day >= ? AND objective <> '' GROUP BY account"
)


def _next_steps(connection: Connection, today: date) -> dict[int, str]:
    """What the next call is for: of the call planned, else of the account, else as last agreed."""
    found: dict[int, str] = {}
    for query in (_AGREED_LAST, _OF_ACCOUNT, _OF_CALL):
        values = (today.isoformat(),) if query is _OF_CALL else ()
        found.update((row[0], row[1]) for row in connection.exec_driver_sql(query, values))
    return found
