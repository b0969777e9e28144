"""Which events came from which calendar file, so that those it has no more can go."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.exchange.diary_file import Diary
from planner.store.tables import Fact

_PREFIX = "calendar_events_"


def came_from(session: Session, file: str, diary: Diary) -> Callable[[str], bool]:
    """Whether an event, by its UID, is of this calendar, or was when it was brought in last.

    A calendar is known again by the name of its file and what it calls itself. What another file
    has too is left to that one. What this one has now is noted, beside the journal: a deletion
    that was undone is offered again.
    """
    name = f"{_PREFIX}{_digest(f'{file} {diary.name}', 24)}"
    now = {_digest(uid) for uid in diary.known}
    before = _noted(session, name)
    session.merge(Fact(name=name, value=json.dumps(sorted(now | before))))
    facts = select(Fact.name).where(Fact.name.startswith(_PREFIX), Fact.name != name)
    others = set[str]().union(*(_noted(session, other) for other in session.scalars(facts).all()))
    mine = now | (before - others)
    return lambda uid: _digest(uid) in mine


def _noted(session: Session, name: str) -> set[str]:
    fact = session.get(Fact, name)
    return set(json.loads(fact.value)) if fact else set()


def _digest(text: str, length: int = 12) -> str:
    """Short, and no customer's word in it."""
    return sha256(text.encode()).hexdigest()[:length]
