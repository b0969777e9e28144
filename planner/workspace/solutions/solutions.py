"""The use cases of what was solved elsewhere: search, what may help an account, a visit there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Engine, case, func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.records import Account, Call, Complaint, Job, Machine, Solution, Territory
from planner.records.calls import PLANNED
from planner.store.journal import Change, Journal
from planner.store.tables import JournalEntry
from planner.tours.model import Legs
from planner.workspace.day.on_the_day import OnTheDay
from planner.workspace.day.which_day import DayOffer
from planner.workspace.day_tour import day_tour, number
from planner.workspace.errors import BadInput
from planner.workspace.solutions.index import FIELDS, SolutionIndex
from planner.workspace.solutions.views import Case, Proposed, as_case
from planner.workspace.solutions.words import telling

_VERSION: Any = select(
    func.coalesce(func.max(JournalEntry.id), 0),
    func.coalesce(func.sum(case((JournalEntry.state == "done", 1), else_=0)), 0),
)
"""Differs after any change of a record, its undo or redo, by whichever process."""
_TEXTS: Any = select(
    Solution.id,
    *(getattr(Solution, field) for field in FIELDS[:-1]),
    case((Solution.may_name, func.coalesce(Account.name, "")), else_=Solution.described_as),
).outerjoin(Account, Account.id == Solution.account)
_PROPOSED = 5
_CHIPS = 5
"""Words shown that are looked for; more are noise."""


class Solutions:
    """What worked at other companies."""

    def __init__(
        self,
        engine: Engine,
        journal: Journal,
        planning: OnTheDay,
        legs: Callable[[Session], Legs],
    ) -> None:
        self._engine, self._journal = engine, journal
        self._planning, self._legs = planning, legs
        self._index = SolutionIndex()
        self._version: tuple[int, int] | None = None

    # Finding

    def search(self, text: str = "", *, limit: int = 200) -> list[Case]:
        """Solutions by what was typed, best first; all, newest first, where nothing was."""
        with Session(self._engine) as session:
            if not text.strip():
                newest = select(Solution).order_by(Solution.id.desc()).limit(limit)
                return _cases(session, list(session.scalars(newest)))
            self._bring_up_to_date(session)
            return _cases(session, _in_order(session, self._index.search(text)[:limit]))

    def propose(
        self, account: int | None, words: Sequence[str] | None = None, *, limit: int = _PROPOSED
    ) -> Proposed:
        """What may help an account: by these words, else by those of its open jobs and complaints.

        What was solved at the account itself is not elsewhere, and left out.
        """
        with Session(self._engine) as session:
            texts = [] if words is not None else _open_texts(session, account)
            if not texts and not words:
                return Proposed((), ())  # most accounts have nothing open: their card is quick
            self._bring_up_to_date(session)
            asked = tuple(words) if words is not None else self._chosen(telling(texts))
            own = set(session.scalars(select(Solution.id).where(Solution.account == account)))
            own = own if account is not None else set()
            elsewhere = [number for number in self._index.like(asked) if number not in own]
            return Proposed(asked, tuple(_cases(session, _in_order(session, elsewhere[:limit]))))

    def telling(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The words of texts worth looking for: those that find something, else the first."""
        with Session(self._engine) as session:
            self._bring_up_to_date(session)
        return self._chosen(telling(texts))

    def case(self, solution: int) -> Case:
        """One solution as it may be told.

        Raises:
            BadInput: there is none.
        """
        with Session(self._engine) as session:
            found = _get(session, Solution, solution)
            return _cases(session, [found])[0]

    def _bring_up_to_date(self, session: Session) -> None:
        """Have the search read all solutions again if any record has changed since it did."""
        version = tuple(session.execute(_VERSION).one())
        if version == self._version:
            return
        rows = session.execute(_TEXTS)
        self._index.take({row[0]: tuple(row[1:]) for row in rows})
        self._version = version

    def _chosen(self, words: Sequence[str]) -> tuple[str, ...]:
        finding = [word for word in words if self._index.has(word)]
        return tuple((finding or list(words))[:_CHIPS])

    # A visit to see it

    def reference_visit(self, solution: int, asking: int, objective: str) -> Change | None:
        """Plan a call where it worked, for an account that wants to see it; `objective` is noted.

        A call there that is planned already gets the objective. Else a new one goes on the day of
        the asking account's next call if that is possible, or on the day that costs least.

        Raises:
            BadInput: it may not be named or shown, or no day in the next weeks is possible.
        """
        shown = self.case(solution)
        if not shown.shows or shown.account is None or shown.account == asking:
            raise BadInput("no_reference_visit")
        there = shown.account
        offer = None if self._ahead(there) else self._offer(there, asking)
        with self._journal.change("reference_visit") as change:
            session = change.session
            _get(session, Account, asking)
            call = self._call(session, there) if offer is None else self._new(session, there, offer)
            call.objective = _joined(call.objective, objective)
            change.args = {"name": shown.named, "day": call.day.isoformat()}
        return change.change

    def _ahead(self, account: int) -> bool:
        with Session(self._engine) as session:
            return _next_call(session, account) is not None

    def _offer(self, there: int, asking: int) -> DayOffer:
        offers = self._planning.which_day(there)
        with Session(self._engine) as session:
            own = _next_call(session, asking)
            same = offers.on(own.day) if own is not None else None
        ranked = offers.ranked()
        if same is not None and same.possible:
            return same
        if not ranked:
            raise BadInput("no_day_for_visit", name=offers.account.name)
        return ranked[0]

    def _call(self, session: Session, account: int) -> Call:
        found = _next_call(session, account)
        if found is None:  # taken out by somebody else a moment ago
            raise BadInput("plan_changed", day=clock.now().date().isoformat())
        return found

    def _new(self, session: Session, account: int, offer: DayOffer) -> Call:
        assert offer.slot is not None
        tour = day_tour(session, offer.day, self._legs(session))
        call = Call(account=account, day=offer.day, objective="")
        session.add(call)
        at = min(offer.slot.position, len(tour))
        number([*tour[:at], call, *tour[at:]])
        return call


def _joined(before: str, added: str) -> str:
    """Both objectives on one line; the same one is not said twice."""
    if not before or before == added:
        return added[:300]
    return before if added in before else f"{before}; {added}"[:300]


def _next_call(session: Session, account: int) -> Call | None:
    today = clock.today(session.get_one(Territory, 1).time_zone)
    query = select(Call).where(Call.account == account, Call.state.in_(PLANNED), Call.day >= today)
    return session.scalars(query.order_by(Call.day, Call.position)).first()


def _open_texts(session: Session, account: int | None) -> list[str]:
    """What its open complaints and jobs say, newest first, and which machines they are about."""
    found: list[tuple[int, str, int | None]] = []
    complaints = select(Complaint).where(
        Complaint.account == account, Complaint.closed_at.is_(None)
    )
    for complaint in session.scalars(complaints):
        text = f"{complaint.text} {complaint.concerns}"
        found.append((complaint.opened_at, text, complaint.machine))
    jobs = select(Job.opened_at, Job.text, Job.machine).where(
        Job.account == account, Job.done_on.is_(None)
    )
    found += [(at, text, machine) for at, text, machine in session.execute(jobs)]
    texts = [text for _at, text, _machine in sorted(found, reverse=True, key=lambda one: one[0])]
    machines = {machine for _at, _text, machine in found if machine is not None}
    names = session.scalars(select(Machine.name).where(Machine.id.in_(machines)))
    return [*texts, *names]


def _in_order(session: Session, numbers: Sequence[int]) -> list[Solution]:
    query = select(Solution).where(Solution.id.in_(numbers))
    known = {solution.id: solution for solution in session.scalars(query)}
    return [known[number] for number in numbers if number in known]


def _cases(session: Session, solutions: Sequence[Solution]) -> list[Case]:
    owners = {s.account for s in solutions if s.account is not None}
    names: dict[int | None, str] = {}
    query = select(Account.id, Account.name).where(Account.id.in_(owners))
    names.update((number, name) for number, name in session.execute(query))
    return [as_case(solution, names.get(solution.account, "")) for solution in solutions]


def _get(session: Session, kind: Any, number: int) -> Any:
    found = session.get(kind, number)
    if found is None:
        raise BadInput("unknown", kind=kind.__tablename__, id=number)
    return found
