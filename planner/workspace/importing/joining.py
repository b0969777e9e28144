"""Accounts that are one and the same: listed, joined, or said to differ."""

from __future__ import annotations

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from planner.records import (
    KINDS,
    Account,
    Contact,
    Duplicate,
    OwnValue,
    Record,
    Role,
    Sighting,
    Turnover,
)
from planner.store.journal import Change, Journal
from planner.workspace.errors import BadInput

_TAKEN_OVER = (
    "street", "postcode", "town", "region", "country", "phone", "email", "website", "grade",
    "calls_per_cycle", "call_minutes", "opening_hours", "source", "external_id", "since",
    "likelihood", "must_by", "lead_source", "referred_by", "found_on", "won_on", "stage",
    "next_objective", "prospect_value", "group", "contacts_agreed", "our_share", "suppliers",
)  # fmt: skip


class Joining:
    """The likely duplicates of one territory."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self._engine, self._journal = engine, journal

    def open_pairs(self) -> list[Duplicate]:
        """Pairs that nobody has decided on, the likeliest first."""
        query = select(Duplicate).where(Duplicate.decided == "open")
        with Session(self._engine, expire_on_commit=False) as session:
            return list(session.scalars(query.order_by(Duplicate.score.desc(), Duplicate.id)))

    def keep_apart(self, pair: int) -> Change | None:
        """Say that the two are different; the pair is not listed again."""
        with self._journal.change("duplicates_kept") as change:
            found = change.session.get(Duplicate, pair)
            if found is None:
                raise BadInput("unknown", kind="duplicate", id=pair)
            found.decided = "apart"
        return change.change

    def join(self, keep: int, other: int) -> Change | None:
        """Make one account of two: `keep` takes over what the other has and it lacks.

        All that belongs to the other is then the kept one's; the other is deleted.

        Raises:
            BadInput: they are one account already, or there is no such account.
        """
        if keep == other:
            raise BadInput("account_twice")
        with self._journal.change("accounts_joined") as change:
            session = change.session
            kept, gone = (_account(session, number) for number in (keep, other))
            change.args = {"name": kept.name, "other": gone.name, "id": keep}
            _take_over(kept, gone)
            _turnovers(session, keep, other)
            _people(session, keep, other)
            _own_values(session, keep, other)
            _sightings(session, keep, other)
            for record, field in _pointing_at(session, other):
                if isinstance(record, Duplicate):
                    session.delete(record)
                else:
                    setattr(record, field, keep)
            for field in ("group", "referred_by"):
                if getattr(kept, field) == keep:
                    setattr(kept, field, None)  # nobody is their own head office
            session.flush()
            session.delete(gone)
        return change.change


def _account(session: Session, number: int) -> Account:
    found = session.get(Account, number)
    if found is None:
        raise BadInput("unknown", kind="account", id=number)
    return found


def _take_over(kept: Account, gone: Account) -> None:
    for field in _TAKEN_OVER:
        if getattr(kept, field) in ("", None):
            setattr(kept, field, getattr(gone, field))
    kept.is_key = kept.is_key or gone.is_key
    if kept.lat is None and gone.lat is not None:
        kept.lat, kept.lon, kept.precision = gone.lat, gone.lon, gone.precision
    if gone.notes and gone.notes not in kept.notes:
        kept.notes = f"{kept.notes}\n{gone.notes}".strip()


def _turnovers(session: Session, keep: int, other: int) -> None:
    """Both may have figures of one year: the kept account's stand, gaps are filled."""
    own = {t.year: t for t in session.scalars(select(Turnover).where(Turnover.account == keep))}
    for theirs in session.scalars(select(Turnover).where(Turnover.account == other)):
        mine = own.get(theirs.year)
        if mine is None:
            continue
        mine.potential = theirs.potential if mine.potential is None else mine.potential
        mine.revenue = theirs.revenue if mine.revenue is None else mine.revenue
        session.delete(theirs)
    session.flush()


def _people(session: Session, keep: int, other: int) -> None:
    """Who had a role at both has it once, at the kept one."""
    at_both = {keep: set[int](), other: set[int]()}
    for number, contact in session.execute(
        select(Contact.account, Contact.id).where(Contact.account.in_((keep, other)))
    ):
        at_both[number].add(contact)
    joined = {r.contact: r for r in session.scalars(select(Role).where(Role.account == keep))}
    own = at_both[keep] | at_both[other]
    for role in session.scalars(select(Role).where(Role.account.in_((keep, other)))).all():
        if role.contact in own:
            _fold(session, role, into=session.get_one(Contact, role.contact))
        elif role.account == other and role.contact in joined:
            _fold(session, role, into=joined[role.contact])
    session.flush()


def _fold(session: Session, role: Role, *, into: Contact | Role) -> None:
    """What a person was at the second account is kept where the first says nothing."""
    into.role = into.role or role.role
    into.criteria = into.criteria or role.criteria
    session.delete(role)


def _sightings(session: Session, keep: int, other: int) -> None:
    """What was seen at both was seen once: the kept account's sighting stands."""
    own = set(session.scalars(select(Sighting.field_report).where(Sighting.account == keep)))
    for theirs in session.scalars(select(Sighting).where(Sighting.account == other)).all():
        if theirs.field_report in own:
            session.delete(theirs)
    session.flush()


def _own_values(session: Session, keep: int, other: int) -> None:
    """Both may have something in one of the rep's own fields: the kept account's stands."""
    query = select(OwnValue.own_field).where(OwnValue.account == keep)
    own = set(session.scalars(query))
    for theirs in session.scalars(select(OwnValue).where(OwnValue.account == other)).all():
        if theirs.own_field in own:
            session.delete(theirs)
    session.flush()


def _pointing_at(session: Session, account: int) -> list[tuple[Record, str]]:
    found: list[tuple[Record, str]] = []
    for kind in KINDS.values():
        for column in kind.__table__.c:
            if any(key.column.table.name == "account" for key in column.foreign_keys):
                rows = session.scalars(select(kind).where(column == account))
                found += [(row, column.name) for row in rows]
    return found
