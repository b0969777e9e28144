"""What needs the rep, in one pass over the territory."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.queue import weight
from planner.records import Territory
from planner.workspace.attention.reading import Asked, Reading
from planner.workspace.attention.rows import Pressing
from planner.workspace.grading.counting import (
    LATELY,
    count_calls,
    most_neglected,
    most_over_called,
    potential_by_account,
)
from planner.workspace.grading.views import Counted
from planner.workspace.promised import Promised, horizon, read_promised
from planner.workspace.views import Why


class Attention:
    """All that needs the rep; reads only."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self) -> list[Pressing]:
        """Every line, the most pressing first; see `rows.KINDS` for the order."""
        with Session(self._engine, expire_on_commit=False) as session:
            territory = session.get_one(Territory, 1)
            asked = Asked(territory, clock.now(), clock.today(territory.time_zone))
            reading = Reading(session.connection(), asked)
            overdue = reading.overdue()
            late = {line.account for line in overdue}
            return [
                *reading.complaints(),
                *reading.promises(),
                *reading.unconfirmed(),
                *overdue,
                *_by_calls(session, asked, late),
                *reading.not_seen(),
                *reading.places(),
                *reading.offered(),
            ]

    def promised(self) -> tuple[Promised, ...]:
        """The promises of ours that want a call by the end of next week."""
        with Session(self._engine) as session:
            today = clock.today(session.get_one(Territory, 1).time_zone)
            return read_promised(session, today, horizon(today), today)


def _by_calls(session: Session, asked: Asked, late: Collection[int]) -> Iterator[Pressing]:
    """Who gets too many calls, and who too few; not those that are named as overdue already.

    The over-called that a call is planned for come first: that call is the one to swap.
    """
    connection = session.connection()
    counted = [
        one
        for one in count_calls(connection, asked.territory, asked.today, apart=True)
        if one.account not in late
    ]
    over = most_over_called(connection, counted, asked.today, None)
    under = most_neglected(counted, None)
    planned = _planned(connection, asked.today)
    over.sort(key=lambda one: planned.get(one.account, date.max))
    potential = potential_by_account(connection, [c.account for c in (*over, *under)])
    cycle_days = asked.territory.cycle_weeks * 7
    for kind, some in (("over_called", over), ("neglected", under)):
        for one in some:
            yield Pressing(
                kind,
                one.account,
                one.name,
                _why(kind, one, cycle_days),
                None,
                round(weight(one.grade, potential.get(one.account)), 3),
                one.account,
                planned=planned.get(one.account),
            )


def _planned(connection: Connection, today: date) -> dict[int, date]:
    """The next call of every account that has one."""
    query = (  # latest first, so that the next one is what stays; grouping would read every call
        "SELECT account, day FROM call WHERE day >= ?"
        " AND state IN ('draft', 'asked', 'confirmed') ORDER BY day DESC"
    )
    rows = connection.exec_driver_sql(query, (today.isoformat(),)).all()
    return {account: date.fromisoformat(day) for account, day in rows}


def _why(kind: str, counted: Counted, cycle_days: int) -> Why:
    """Calls against the plan: of the last weeks where those say it already, else of all counted."""
    lately = LATELY // 7
    plan = max(0, round(counted.a_cycle * LATELY / cycle_days))
    if kind == "over_called" and counted.lately >= plan + 2:
        return Why(kind, {"made": counted.lately, "weeks": lately, "plan": plan})
    args = {"made": counted.made, "weeks": counted.weeks, "plan": round(counted.planned)}
    return Why(kind, args)
