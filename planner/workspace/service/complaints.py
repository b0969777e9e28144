"""The life of a complaint: the first word, the first answer, an expert, calm, a referral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.records import Account, Call, Complaint, Promise, Touch
from planner.records.calls import PLANNED
from planner.store.journal import Change, Journal
from planner.workspace.errors import BadInput, Impossible
from planner.workspace.fields import check
from planner.workspace.service import writing


class Opened(NamedTuple):
    """A complaint just opened; `lapsed`: of a customer who does not buy any more."""

    number: int
    lapsed: bool
    change: Change | None


class ComplaintSteps:
    """Each use case is one step of the journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def open_complaint(self, account: int, anxiety: int, difficulty: int, text: str = "",
                       **more: Any) -> Opened:  # fmt: skip
        """The first word: the clock runs from now, or from `opened_at`.

        Kept for a lapsed account too. `more` are further fields, e.g. `machine` or `concerns`.

        Raises:
            BadInput: a field holds what it cannot, or names a machine of somebody else's.
        """
        values = {"account": account, "anxiety": anxiety, "difficulty": difficulty, "text": text}
        with self._journal.change("complaint_opened") as change:
            found = writing.made(change.session, "complaint", values | more)
            owner = writing.get(change.session, Account, account)
            change.args = {"name": owner.name, "id": found.id}
            lapsed = owner.status == "lapsed"
        return Opened(found.id, lapsed, change.change)

    def answer(
        self, number: int, text: str = "", how: str = "phone", at: int | None = None
    ) -> Change | None:
        """The customer was spoken to: the first time stops the clock, every time is a contact.

        Raises:
            BadInput: no such complaint, or a moment before its first word or yet to come.
        """
        with self._journal.change("complaint_answered") as change:
            found = writing.get(change.session, Complaint, number)
            _answered(change.session, found, text, how, at)
            change.args = _args(change.session, found)
        return change.change

    def set_worry(self, number: int, anxiety: int, difficulty: int) -> Change | None:
        """What the customer says of it now, and what the fault really costs."""
        with self._journal.change("complaint_changed") as change:
            found = writing.get(change.session, Complaint, number)
            values = {"anxiety": anxiety, "difficulty": difficulty}
            writing.changed(found, "complaint", values)
            change.args = _args(change.session, found)
        return change.change

    def pass_on(self, number: int, expert: int) -> Change | None:
        """Ask an expert. The clock runs on: the customer has heard nothing yet."""
        with self._journal.change("complaint_passed") as change:
            found = writing.get(change.session, Complaint, number)
            asked = _passed(change.session, found, expert)
            change.args = _args(change.session, found) | {"expert": asked}
        return change.change

    def expert_goes(self, number: int, expert: int, text: str = "") -> Change | None:
        """Phoned now, and the expert goes there: both in one step."""
        with self._journal.change("complaint_passed") as change:
            found = writing.get(change.session, Complaint, number)
            _answered(change.session, found, text, "phone", None)
            asked = _passed(change.session, found, expert)
            change.args = _args(change.session, found) | {"expert": asked}
        return change.change

    def close(
        self,
        number: int,
        anxiety_after: int,
        done: str = "",
        promises: Sequence[Mapping[str, Any]] = (),
    ) -> Change | None:
        """It is over: how worried they are now, what was done, what was promised until when.

        `promises` are fields of `Promise`; a follow-up is one too.

        Raises:
            BadInput: a promise without a day, or a field that holds what it cannot.
        """
        with self._journal.change("complaint_closed") as change:
            session = change.session
            found = writing.get(session, Complaint, number)
            moment = writing.now()
            values = {"anxiety_after": anxiety_after, "done": done, "closed_at": moment}
            if found.answered_at is None:
                values["answered_at"] = moment
            writing.changed(found, "complaint", values)
            for promise in promises:
                _promised(session, found, promise)
            change.args = _args(session, found)
        return change.change

    def referral_asked(self, number: int) -> Change | None:
        """A calmed customer was asked who else could need us."""
        with self._journal.change("referral_asked") as change:
            found = writing.get(change.session, Complaint, number)
            found.referral_asked_on = writing.today(change.session)
            change.args = _args(change.session, found)
        return change.change

    def referred(self, number: int, values: Mapping[str, Any]) -> tuple[int, Change | None]:
        """The prospect that came of it: it names the account, and the complaint names it.

        Raises:
            BadInput: it has no name, or a field holds what it cannot.
        """
        with self._journal.change("prospect_referred") as change:
            session = change.session
            found = writing.get(session, Complaint, number)
            day = writing.today(session)
            own = {"status": "prospect", "lead_source": "referral", "found_on": day}
            whole = {**values, **own, "referred_by": found.account}
            prospect = Account(**check("account", whole, new=True))
            session.add(prospect)
            session.flush()
            found.prospect = prospect.id
            found.referral_asked_on = found.referral_asked_on or day
            change.args = _args(session, found) | {"prospect": prospect.name}
        return prospect.id, change.change

    def told(
        self,
        times: Mapping[int, int | None] | None = None,
        own: tuple[int, date, int] | None = None,
        answered: tuple[int, str] | None = None,
        passed: tuple[int, int] | None = None,
    ) -> Change | None:
        """Those whom an urgent call touches were written to: their calls are asked for.

        `times` are the proposed starts by call, None where the start stays open; `own` is account,
        day and start of the urgent call itself. `answered` is the complaint whose clock stops, the
        customer having heard from us, and what was said; `passed` a complaint and the expert.

        Raises:
            Impossible: a call has been made in the meantime.
        """
        with self._journal.change("urgent_told") as change:
            session, names = change.session, []
            if own is not None:
                names += [_asked(session, call, own[2]) for call in _planned(session, *own[:2])]
            for number, start in (times or {}).items():
                names.append(_asked(session, writing.get(session, Call, number), start))
            if answered is not None:
                found = writing.get(session, Complaint, answered[0])
                _answered(session, found, answered[1], "mail", None)
                names.append(writing.name_of(session, found.account))
            if passed is not None:
                found = writing.get(session, Complaint, passed[0])
                _passed(session, found, passed[1])
                names.append(writing.name_of(session, found.account))
            change.args = {"name": names[0] if names else "", "count": len(names)}
        return change.change


def _args(session: Session, found: Complaint) -> dict[str, Any]:
    return {"name": writing.name_of(session, found.account), "id": found.id}


def _answered(session: Session, found: Complaint, text: str, how: str, at: int | None) -> None:
    moment = writing.now() if at is None else at
    writing.not_before(found.opened_at, moment)
    values: dict[str, Any] = {"answered_at": moment} if found.answered_at is None else {}
    if text:
        values["answer"] = text
    writing.changed(found, "complaint", values)
    contact(session, found.account, found.contact, how, text or found.text)


def contact(session: Session, account: int, person: int | None, how: str, text: str) -> None:
    """A talk counts as a contact."""
    day = writing.today(session)
    values = {"account": account, "contact": person, "day": day, "kind": how, "text": text}
    session.add(Touch(**check("touch", values, new=True)))


def _asked(session: Session, call: Call, start: int | None) -> str:
    name = writing.name_of(session, call.account)
    if call.state not in PLANNED:
        raise Impossible("made", name=name, day=call.day.isoformat())
    call.state, call.start = "asked", start
    return name


def _planned(session: Session, account: int, day: date) -> list[Call]:
    ahead = (Call.account == account) & (Call.day == day) & Call.state.in_(PLANNED)
    return list(session.scalars(select(Call).where(ahead).limit(1)))


def _passed(session: Session, found: Complaint, expert: int) -> str:
    asked = writing.an_expert(session, expert)
    found.expert, found.passed_at = asked.id, writing.now()
    return asked.name


def _promised(session: Session, found: Complaint, promise: Mapping[str, Any]) -> None:
    if promise.get("due") is None:
        raise BadInput("missing", kind="promise", field="due")
    own = {"account": found.account, "contact": found.contact, "made_on": writing.today(session)}
    session.add(Promise(**check("promise", own | dict(promise), new=True)))
