"""Trust as the records have it: of one account, or of all in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, and_, case, func, or_, select
from sqlalchemy.orm import Session

from planner import clock
from planner.advice.due import Frequency
from planner.advice.trust import HALF_YEAR, MONTH, Contacts, Reaction, Trust, Word, trust
from planner.records import Account, Call, Complaint, Job, Promise, Territory, Touch

CALLS_FOR_HELP = ("warranty", "advice", "breakdown")
"""Jobs that the customer asks for and waits on; the others have a date of their own."""
_NEVER = (0, 0)


def read_trust(source: Session | Engine, account: int) -> Trust:
    """The trust of one account.

    Raises:
        KeyError: there is no such account.
    """
    return read_trusts(source, [account])[account]


def read_trusts(
    source: Session | Engine, accounts: Collection[int] | None = None
) -> dict[int, Trust]:
    """The trust of these accounts, or of all: five queries, however many there are."""
    if isinstance(source, Engine):
        with Session(source) as session:
            return _read(session, accounts)
    return _read(source, accounts)


def _read(session: Session, accounts: Collection[int] | None) -> dict[int, Trust]:
    territory = session.get_one(Territory, 1)
    today = clock.today(territory.time_zone)
    made = _contacts(session, today, accounts)
    promises = _promises(session, today, accounts)
    reactions = _reactions(session, today, territory.time_zone, accounts)
    return {
        number: trust(
            _agreed(made.get(number, _NEVER), wanted, since, today),
            promises.get(number, ()),
            reactions.get(number, ()),
            today,
        )
        for number, wanted, since in _wanted(session, territory, accounts)
    }


def _wanted(
    session: Session, territory: Territory, accounts: Collection[int] | None
) -> Iterator[tuple[int, float, date | None]]:
    """Account, contacts a month that are agreed or follow from its frequency, customer since."""
    rule = Frequency(territory)
    columns = (
        Account.id,
        Account.grade,
        Account.calls_per_cycle,
        Account.contacts_agreed,
        func.coalesce(Account.won_on, Account.found_on, Account.since),
    )
    query = _some(select(*columns), Account.id, accounts)
    for number, grade, own, agreed, since in session.execute(query):
        usual = rule.calls(grade, own) * MONTH / rule.cycle_days
        yield number, usual if agreed is None else agreed, since


def _agreed(
    made: tuple[int, int], agreed_a_month: float, since: date | None, today: date
) -> Contacts:
    age = 2 * HALF_YEAR if since is None else max(0, (today - since).days)
    days = min(HALF_YEAR, age)
    return Contacts(made[0], made[1], agreed_a_month, days, min(HALF_YEAR, age - days))


def _contacts(
    session: Session, today: date, accounts: Collection[int] | None
) -> dict[int, tuple[int, int]]:
    """Calls made and other contacts, also of colleagues: this half-year and the one before."""
    found: dict[int, tuple[int, int]] = {}
    for kind, made in ((Call, Call.state == "made"), (Touch, Touch.id > 0)):
        for number, now, both in session.execute(_counted(kind, made, today, accounts)):
            known = found.get(number, _NEVER)
            found[number] = (known[0] + now, known[1] + both - now)
    return found


def since(day: Any, first: date) -> Any:
    """How many of the rows lie after a day; a sum of comparisons would come back as yes or no."""
    return func.sum(case((day > first, 1), else_=0))


def _counted(kind: Any, made: Any, today: date, accounts: Collection[int] | None) -> Any:
    half, year = today - timedelta(days=HALF_YEAR), today - timedelta(days=2 * HALF_YEAR)
    query = (
        select(kind.account, since(kind.day, half), func.count())
        .where(made, kind.day > year, kind.day <= today)
        .group_by(kind.account)
    )
    return _some(query, kind.account, accounts)


def _promises(
    session: Session, today: date, accounts: Collection[int] | None
) -> dict[int, list[Word]]:
    """Our promises that can be judged: closed, or past their date. Those let go are none."""
    first = today - timedelta(days=2 * HALF_YEAR)
    query = select(Promise.account, Promise.due, Promise.state, Promise.closed_on).where(
        Promise.by == "us",
        or_(
            Promise.state.in_(("kept", "broken")),
            and_(Promise.state == "open", Promise.due < today),
        ),
        func.coalesce(Promise.closed_on, Promise.due) > first,
    )
    found: dict[int, list[Word]] = defaultdict(list)
    for number, due, state, closed_on in session.execute(_some(query, Promise.account, accounts)):
        found[number].append(Word(due, state == "kept", closed_on))
    return found


def _reactions(
    session: Session, today: date, time_zone: str, accounts: Collection[int] | None
) -> dict[int, list[Reaction]]:
    """Complaints and calls for help, from the first word to the first answer."""
    zone, now = ZoneInfo(time_zone), int(clock.now().timestamp())
    midnight = datetime.combine(today - timedelta(days=2 * HALF_YEAR), datetime.min.time(), zone)
    found: dict[int, list[Reaction]] = defaultdict(list)
    for query in _asked(int(midnight.timestamp()), accounts):
        for number, opened, answered in session.execute(query):
            day = datetime.fromtimestamp(opened, zone).date()
            seconds = (now if answered is None else answered) - opened
            found[number].append(Reaction(day, seconds, waiting=answered is None))
    return found


def _asked(since: int, accounts: Collection[int] | None) -> Iterator[Any]:
    """Account, when it came, when it was answered. One closed has been answered by then."""
    answered = func.coalesce(Complaint.answered_at, Complaint.closed_at)
    complaints = select(Complaint.account, Complaint.opened_at, answered)
    yield _some(complaints.where(Complaint.opened_at >= since), Complaint.account, accounts)
    jobs = select(Job.account, Job.opened_at, Job.answered_at).where(
        Job.opened_at >= since,
        or_(
            Job.answered_at.is_not(None), and_(Job.kind.in_(CALLS_FOR_HELP), Job.done_on.is_(None))
        ),
    )
    yield _some(jobs, Job.account, accounts)


def _some(query: Any, column: Any, accounts: Collection[int] | None) -> Any:
    return query if accounts is None else query.where(column.in_(accounts))
