"""What a field was before, in words: was B until 3 Nov, then A."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from planner.exchange import field_words, figures, sentences
from planner.records import KINDS
from planner.words import _

_LONGEST = 120
"""Letters of a value that a line of the history shows."""


def was(kind: str, change: Any, zone: str, *, whole: bool = False) -> str:
    """One change: what was until when, what then, and by which step.

    Args:
        kind: the kind of record.
        change: a `Was` of the workspace's history.
        zone: the time zone its day is told in.
        whole: whether the line names its field, as in the history of a whole record.
    """
    day = _day(change.at, zone)
    step = sentences.entry(change.code, change.args)
    before, after = (value(kind, change.field, v) for v in (change.before, change.after))
    if change.made:
        line = _("{after} from the start, {day}").format(after=after, day=day)
    else:
        line = _("was {before} until {day}, then {after}").format(
            before=before, day=day, after=after
        )
    if whole:
        line = _("{field}: {line}").format(field=field_words.field(change.field, kind), line=line)
    return f"{line} · {step}"


def value(kind: str, field: str, kept: Any) -> str:
    """A value as a line shows it; “nothing” for an empty one."""
    if kept in (None, ""):
        return _("nothing")
    if isinstance(kept, date):
        return figures.full_date(kept)
    if isinstance(kept, bool):
        return _("yes") if kept else _("no")
    if "choices" in KINDS[kind].__table__.c[field].info:
        return field_words.choice(str(kept), kind)
    text = f"{kept:.15g}" if isinstance(kept, float) else str(kept)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _day(at: datetime, zone: str) -> str:
    return figures.full_date(at.astimezone(ZoneInfo(zone)).date())
