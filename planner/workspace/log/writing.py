"""Writes one log, row by row, within a change of the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.records import (
    KINDS,
    Account,
    Block,
    Call,
    Complaint,
    Contact,
    Promise,
    Record,
    Role,
    Seen,
    Territory,
)
from planner.records.calls import PLANNED
from planner.workspace.errors import BadInput
from planner.workspace.fields import check
from planner.workspace.log.entry import LogEntry, Pledge
from planner.workspace.log.odometer import read_off
from planner.workspace.reading_week import IN_TOUR


class Writer:
    """Writes what a rep said of one call; what it made or changed stands in `written`."""

    def __init__(self, session: Session, account: Account, call: Call, entry: LogEntry) -> None:
        self._session, self._account, self._call, self._entry = session, account, call, entry
        self._day = call.day
        self.written: dict[str, list[Record]] = defaultdict(list)
        self._note(call)

    def write(self) -> None:
        """All parts of it.

        Raises:
            BadInput: a part cannot be; `part` says which.
        """
        self._say_how_it_went()
        people = self._see()
        with_whom = people[0] if len(people) == 1 else None
        self._keep_what_was_learnt(with_whom)
        self._promise(with_whom)
        self._take_order()
        self._ask_how_worried()
        self._drive()

    def _say_how_it_went(self) -> None:
        entry = self._entry
        said = {"outcome": entry.outcome, "stage": entry.stage, "next_step": entry.next_step}
        checked = checked_part("call", "call", said, new=False)
        if not checked["outcome"].strip():
            raise BadInput("missing", kind="call", field="outcome", part="call")
        self._call.state = "made"
        for name, value in checked.items():
            if value or name == "outcome":
                setattr(self._call, name, value)
        if entry.stage:
            self._account.stage = entry.stage
        if entry.next_step:
            self._account.next_objective = checked["next_step"]

    def _see(self) -> list[int]:
        """Note who was seen; returns who was seen at this call."""
        known = {row.contact: row for row in self._rows(Seen, Seen.call == self._call.id)}
        wanted = set(known) if self._entry.seen is None else set(self._entry.seen)
        for contact in known.keys() - wanted:
            self._session.delete(known[contact])
        if self._entry.newcomer.strip():
            wanted.add(self._meet(self._entry.newcomer.strip()))
        for contact in sorted(wanted):
            person = self._person(contact)
            if contact not in known:
                self._make("seen", "seen", {"call": self._call.id, "contact": contact})
            if person.last_seen is None or person.last_seen < self._day:
                person.last_seen = self._day
                self._note(person)
        return sorted(wanted)

    def _meet(self, name: str) -> int:
        made: Contact = self._make("seen", "contact", {"account": self._account.id, "name": name})
        self._session.flush()
        return made.id

    def _person(self, number: int) -> Contact:
        """Somebody of this account.

        Raises:
            BadInput: they belong to another one.
        """
        person = self._session.get(Contact, number)
        if person is None:
            raise BadInput("unknown", kind="contact", id=number, part="seen")
        here = Role.account == self._account.id
        role = select(Role.id).where(Role.contact == number, here).limit(1)
        if person.account != self._account.id and self._session.scalar(role) is None:
            raise BadInput("not_there", name=person.name, account=self._account.name, part="seen")
        return person

    def _keep_what_was_learnt(self, contact: int | None) -> None:
        entry, day = self._entry, self._day
        here: dict[str, Any] = {"account": self._account.id, "contact": contact}
        raised, heard = entry.objection, entry.report
        if raised and (raised.text.strip() or raised.answer.strip()):
            said = {"text": raised.text, "answer": raised.answer, "worked": raised.worked}
            self._make("objection", "objection", here | said | {"call": self._call.id, "date": day})
        if entry.nuance.strip():
            self._make("nuance", "nuance", here | {"date": day, "text": entry.nuance})
        if entry.favour.strip():
            self._make("favour", "touch", here | {"day": day, "text": entry.favour})
        if heard and heard.text.strip():
            told = {"kind": heard.kind, "text": heard.text, "confidence": heard.confidence}
            self._make("report", "field_report", here | told | {"date": day})

    def _promise(self, contact: int | None) -> None:
        for pledge in self._entry.promises:
            if pledge.text.strip() or pledge.due:
                values = pledged(self._account.id, pledge, contact, self._day)
                self._make("promise", "promise", values)
        for number in self._entry.kept:
            promise = self._session.get(Promise, number)
            if promise is None or promise.account != self._account.id:
                raise BadInput("unknown", kind="promise", id=number, part="promise")
            promise.state, promise.closed_on = "kept", self._day
            self._note(promise)

    def _take_order(self) -> None:
        """An order; it makes a customer of a prospect, and of one that had lapsed."""
        order = self._entry.order
        if order is None or (order.amount is None and not order.line and not order.text.strip()):
            return
        said = {"amount": order.amount, "line": order.line, "text": order.text}
        self._make("order", "order", {"account": self._account.id, "date": self._day, **said})
        if self._account.status != "customer" and (order.amount or 0) > 0:
            if self._account.status == "prospect" and self._account.won_on is None:
                self._account.won_on = self._day
            self._account.status = "customer"
            self._note(self._account)

    def _ask_how_worried(self) -> None:
        """Asking is a contact: it stops the clock of a complaint that nobody had answered."""
        now = int(clock.now().timestamp())
        for number, anxiety in self._entry.worry.items():
            complaint = self._session.get(Complaint, number)
            if complaint is None or complaint.account != self._account.id:
                raise BadInput("unknown", kind="complaint", id=number, part="call")
            after = checked_part("call", "complaint", {"anxiety_after": anxiety}, new=False)
            complaint.anxiety_after = after["anxiety_after"]
            if complaint.answered_at is None:
                complaint.answered_at = max(now, complaint.opened_at)
            self._note(complaint)

    def _drive(self) -> None:
        if self._entry.odometer is not None:
            territory = self._session.get_one(Territory, 1)
            day = read_off(self._session, territory, self._day, end=self._entry.odometer)
            self._note(day)

    def _make(self, part: str, kind: str, values: Mapping[str, Any]) -> Any:
        record = KINDS[kind](**checked_part(part, kind, values, new=True))
        self._session.add(record)
        self._note(record)
        return record

    def _note(self, record: Record) -> None:
        kept = self.written[record.__tablename__]
        if record not in kept:
            kept.append(record)

    def _rows(self, kind: Any, where: Any) -> Any:
        return self._session.scalars(select(kind).where(where)).all()


def checked_part(part: str, kind: str, values: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
    """Values that a record of the kind can hold.

    Raises:
        BadInput: which field, of which part of the log, and why.
    """
    try:
        return check(kind, values, new=new)
    except BadInput as problem:
        named = {"kind": kind, **problem.args_for_words, "part": part}
        raise BadInput(problem.code, **named) from problem


def pledged(account: int, pledge: Pledge, contact: int | None, day: date) -> dict[str, Any]:
    """The fields of a promise; one without words is no promise.

    Raises:
        BadInput: there are no words.
    """
    if not pledge.text.strip():
        raise BadInput("missing", kind="promise", field="text", part="promise")
    return {
        "account": account,
        "contact": pledge.contact if pledge.contact is not None else contact,
        "due": pledge.due,
        "text": pledge.text,
        "by": pledge.by,
        "made_on": day,
        "needs_call": pledge.needs_call and pledge.by == "us",
    }


def call_of(session: Session, account: Account, day: date, today: date) -> Call:
    """The call on an account that day: the planned one, else one already made, else a new one."""
    found = session.scalars(select(Call).where(Call.account == account.id, Call.day == day)).all()
    rank = {**dict.fromkeys(PLANNED, 0), "made": 1, "missed": 2}
    if found:
        return min(found, key=lambda call: (rank[call.state], call.position, call.id))
    call = Call(account=account.id, day=day, state="made", position=_room(session, day, today))
    session.add(call)
    session.flush()
    return call


def bring_to(session: Session, call: Call, day: date, today: date) -> None:
    """A call that was planned for another day was made on this one."""
    if call.day != day:
        call.position = _room(session, day, today)
        call.day, call.start = day, None
    elif call.state == "missed":
        call.position = _room(session, day, today)


def _room(session: Session, day: date, today: date) -> int:
    """Where a call just made belongs in its day's order: after those made, before those ahead."""
    last = select(func.max(Call.position)).where(Call.day == day)
    made = session.scalar(last.where(Call.state == "made")) if day == today else None
    if made is None:
        ends = session.scalar(last.where(Call.state.in_(IN_TOUR)))
        blocks = session.scalar(select(func.max(Block.position)).where(Block.date == day))
        return max(-1 if ends is None else ends, -1 if blocks is None else blocks) + 1
    for item in (
        *session.scalars(select(Call).where(Call.day == day, Call.position > made)),
        *session.scalars(select(Block).where(Block.date == day, Block.position > made)),
    ):
        item.position = (item.position or 0) + 1
    return made + 1
