"""The use cases of the week: each changes calls in one journal entry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Account, Block, Call
from planner.records.calls import PLANNED
from planner.store.journal import Change
from planner.workspace.day.on_the_day import OnTheDay
from planner.workspace.day_tour import Item, day_tour, item_key, number
from planner.workspace.errors import BadInput, Impossible
from planner.workspace.iso_week import IsoWeek
from planner.workspace.reading_week import IN_TOUR, calls_of_week, read_week
from planner.workspace.views import CallTerms, PlannedWeek

if TYPE_CHECKING:  # they bring numpy, which the window can wait for
    from planner.tours.engine import Stop
    from planner.tours.shapes import Comparison, Saving
    from planner.workspace.proposing.proposals import Proposal


class Planning(OnTheDay):
    """The weeks of one territory."""

    def compare(self, week: PlannedWeek) -> dict[date, Comparison]:
        """Loop, zigzag and far-and-back of each day that has stops."""
        from planner.tours.shapes import compare

        plan = week.plan
        return {
            d: compare(plan.frames[d], plan.of(d), week.legs) for d in plan.frames if plan.of(d)
        }

    def saved_so_far(self) -> Saving:
        """What the tours as driven saved against zigzag, over all past and planned days."""
        from planner.tours.shapes import saving, total_saving

        with Session(self._engine, expire_on_commit=False) as session:
            legs, found = self._legs(session), select(Call.day).where(Call.state.in_(IN_TOUR))
            weeks = sorted({IsoWeek.of(day) for day in session.scalars(found.distinct())})
            plans = [read_week(session, week, legs).plan for week in weeks]
        return total_saving(saving(p.frames[d], p.of(d), legs) for p in plans for d in p.stops)

    def propose(
        self,
        week: IsoWeek,
        *,
        seconds: float | None = None,
        iterations: int | None = None,
        seed: int = 1,
        fresh: bool = False,
        tell: Callable[[Proposal], None] | None = None,
        stop: Stop | None = None,
    ) -> Proposal:
        """The best week found around what is locked, asked, confirmed or agreed; keeps nothing.

        Searches two seconds if neither `seconds` nor `iterations` says else; the same records,
        `iterations` and `seed` give the same week. Calls that stand in the week stay on their
        days but for a tenth, unless `fresh`. `tell` hears of better and better proposals, on the
        searching thread; `stop`, set from any thread, ends the search with the best so far.

        Raises:
            BadInput: the week is over.
            Clashing: what is agreed or must be done clashes; its `clash` names what.
        """
        from planner.tours.engine import Stop
        from planner.workspace.proposing.searching import Wanted, asked_of, propose

        with Session(self._engine, expire_on_commit=False) as session:
            asked = asked_of(session, week, self._legs(session))
        return propose(asked, Wanted(seconds, iterations, seed, fresh, tell, stop or Stop()))

    def accept(self, proposal: Proposal) -> Change | None:
        """Keep a proposal, as one step.

        Raises:
            BadInput: the week has been changed since the proposal was made.
        """
        from planner.workspace.proposing.accepting import accept

        return accept(self._journal, proposal)

    def drop(
        self,
        day: date,
        position: int,
        calls: Sequence[int] = (),
        accounts: Sequence[int] = (),
        terms: Mapping[int, CallTerms] | None = None,
    ) -> Change | None:
        """Put planned calls and new ones for accounts side by side on a day.

        `position` counts the stops of the day as they stand before, busy times too. A call that
        comes from another day loses its agreed time. `terms` are those of new calls, by their
        account. The entry's `name` is the first account's.

        Raises:
            Impossible: a call is locked or was made.
            BadInput: there is no such call or account.
        """
        with self._journal.change("calls_placed") as change:
            session = change.session
            moving = [_get(session, Call, call) for call in calls]
            for call in moving:
                _not_held(session, call)
            sources = {call.day for call in moving} - {day}
            settled = terms or {}
            new = [
                Call(account=_get(session, Account, a).id, day=day, **_terms(settled.get(a)))
                for a in accounts
            ]
            tour = self._tour(session, day)
            before = [c for c in tour[:position] if c not in moving]
            after = [c for c in tour[position:] if c not in moving]
            for call in moving:
                _bring(call, day)
            session.add_all(new)
            number([*before, *moving, *new, *after])
            for source in sources:
                number([c for c in self._tour(session, source) if c not in moving])
            change.args = self._args(session, [*moving, *new], day)
        return change.change

    def _args(self, session: Session, calls: Sequence[Call], day: date) -> dict[str, Any]:
        name = _get(session, Account, calls[0].account).name if calls else ""
        return {"name": name, "count": len(calls), "day": day.isoformat()}

    def remove(self, calls: Collection[int]) -> Change | None:
        """Take calls out of the plan.

        Raises:
            Impossible: a call is locked or was made.
        """
        with self._journal.change("calls_removed") as change:
            session = change.session
            leaving = [_get(session, Call, call) for call in calls]
            change.args = self._args(session, leaving, leaving[0].day) if leaving else {}
            for call in leaving:
                _not_held(session, call)
                session.delete(call)
            session.flush()
            for day in {call.day for call in leaving}:
                number(self._tour(session, day))
        return change.change

    def set_order(self, day: date, calls: Sequence[int], shape: str = "") -> Change | None:
        """Drive a day's calls in this order; `shape` says which shape it was taken from.

        Busy times that are not named (by their keys) keep their place in the order.

        Raises:
            BadInput: the calls are not exactly the day's.
        """
        with self._journal.change("order_taken", day=day.isoformat(), shape=shape) as change:
            tour = {item_key(item): item for item in self._tour(change.session, day)}
            order = list(calls)
            for at, (key, item) in enumerate(tour.items()):
                if isinstance(item, Block) and key not in calls:
                    order.insert(at, key)
            if sorted(tour) != sorted(order):
                raise BadInput("order_incomplete", day=day.isoformat())
            number([tour[key] for key in order])
        return change.change

    def lock(self, calls: Collection[int], *, locked: bool) -> Change | None:
        """Hold calls where they are, or let them go."""
        code = "calls_locked" if locked else "calls_unlocked"
        with self._journal.change(code) as change:
            held = [_get(change.session, Call, call) for call in calls]
            for call in held:
                call.locked = locked
            if held:
                change.args = self._args(change.session, held, held[0].day)
        return change.change

    def copy_week(self, source: IsoWeek, target: IsoWeek) -> Change | None:
        """Plan the accounts of one week again in another, same weekday and order, as drafts.

        Accounts already planned on that day are not planned twice.
        """
        shift = timedelta(days=(target.monday - source.monday).days)
        with self._journal.change("week_copied", source=str(source), target=str(target)) as change:
            session = change.session
            there = {(c.day, c.account) for c in calls_of_week(session, target)}
            for call in calls_of_week(session, source):
                day = call.day + shift
                if (day, call.account) in there:
                    continue
                there.add((day, call.account))
                session.add(_copy(call, day, len(self._tour(session, day))))
                session.flush()
        return change.change

    def assign(self, day: date, accounts: Sequence[int]) -> Change | None:
        """Set a day by hand, in this order, replacing what is not locked there.

        An account planned elsewhere that week keeps its call. Locked and made calls stay where
        they stand in the order.

        Raises:
            BadInput: an account is unknown or named twice.
            Impossible: an account's call is locked on another day.
        """
        if len(set(accounts)) != len(accounts):
            raise BadInput("account_twice")
        with self._journal.change("day_assigned", day=day.isoformat()) as change:
            session = change.session
            calls = [self._call_for(session, account, day) for account in accounts]
            tour = self._tour(session, day)
            held = [(i, c) for i, c in enumerate(tour) if _held(c) and c not in calls]
            for call in tour:
                if call not in calls and not _held(call):
                    session.delete(call)
            session.flush()
            order: list[Item] = list(calls)
            for index, call in held:
                order.insert(min(index, len(order)), call)
            number(order)
        return change.change

    def _tour(self, session: Session, day: date) -> list[Item]:
        return day_tour(session, day, self._legs(session))

    def _call_for(self, session: Session, account: int, day: date) -> Call:
        _get(session, Account, account)
        week = [c for c in calls_of_week(session, IsoWeek.of(day)) if c.account == account]
        week = [c for c in week if c.state in PLANNED or c.day == day]
        found = next((c for c in week if c.day == day), week[0] if week else None)
        if found is None:
            found = Call(account=account, day=day)
            session.add(found)
        elif found.day != day:
            _not_held(session, found)
            source = found.day
            _bring(found, day)
            session.flush()
            number([c for c in self._tour(session, source) if c is not found])
        return found


def _bring(call: Call, day: date) -> None:
    """Move a call to another day; what was agreed for the old one no longer holds."""
    if call.day == day:
        return
    call.day, call.start = day, None
    if call.state in ("asked", "confirmed"):
        call.state = "draft"


def _held(item: Item) -> bool:
    return isinstance(item, Block) or item.locked or item.state not in PLANNED


def _not_held(session: Session, call: Call) -> None:
    if _held(call):
        name = _get(session, Account, call.account).name
        code = "locked" if call.locked else "made"
        raise Impossible(code, call=call.id, name=name, day=call.day.isoformat())


def _terms(terms: CallTerms | None) -> dict[str, Any]:
    return terms._asdict() if terms else {}


def _copy(call: Call, day: date, position: int) -> Call:
    return Call(
        account=call.account,
        day=day,
        position=position,
        minutes=call.minutes,
        objective=call.objective,
    )


def _get(session: Session, kind: Any, number: int) -> Any:
    found = session.get(kind, number)
    if found is None:
        raise BadInput("unknown", kind=kind.__tablename__, id=number)
    return found
