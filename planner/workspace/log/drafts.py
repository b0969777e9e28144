"""What was typed and not saved: kept in the file beside the journal, so that nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from planner.store.tables import Fact


def draft_of(session: Session, name: str) -> dict[str, str]:
    """What was typed, by field; empty where nothing was."""
    fact = session.get(Fact, name)
    found = json.loads(fact.value) if fact else {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def keep(session: Session, name: str, texts: Mapping[str, str]) -> None:
    """Keep what was typed; nothing typed leaves no draft."""
    fact = session.get(Fact, name)
    if not texts:
        if fact is not None:
            session.delete(fact)
        return
    value = json.dumps(dict(texts), ensure_ascii=False)
    if fact is None:
        session.add(Fact(name=name, value=value))
    else:
        fact.value = value


def log_draft(account: int) -> str:
    """The name of the draft of a log."""
    return f"draft_log_{account}"


def day_draft(day: str) -> str:
    """The name of the draft of a day that is being closed."""
    return f"draft_day_{day}"
