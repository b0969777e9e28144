"""Records of any kind: listed, shown, made, changed, deleted."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from planner.cli.output import WrongLine, answer, complain, table
from planner.cli.territories import opened
from planner.exchange import field_words
from planner.exchange.sentences import expected
from planner.records import KINDS
from planner.words import _
from planner.workspace.fields import Field, as_dict, check, fields_of, hours_text, read

if TYPE_CHECKING:
    from planner.records import Record
    from planner.workspace import Workspace

_WIDE = 40
_USAGE = "loopwise record KIND [ID] [FIELD=VALUE ...] [--delete]"


def record(options: Namespace) -> int | None:
    """Do what ID, FIELD=VALUE and --delete together mean."""
    if options.help or options.kind is None:
        return _help(options)
    kind, (number, texts) = options.kind, _taken_apart(options.values)
    fields_of(kind)
    if options.delete and (number is None or texts):
        raise WrongLine(_("To delete, name the record by its number and set no fields."))
    with opened(options) as workspace:
        if number is None and not texts:
            records = workspace.records.every(kind)
            zone = workspace.territory.time_zone
            shown = [as_dict(found, zone) for found in records]
            answer(options, shown, _as_table(records, zone))
            return None
        zone = workspace.territory.time_zone
        found = _carried_out(workspace, options, number, texts, zone)
    answer(options, as_dict(found, zone), _as_text(found, zone))
    return None


def _taken_apart(words: Sequence[str]) -> tuple[int | None, dict[str, str]]:
    """The number, if the first word is one, and the fields."""
    number, rest = None, list(words)
    if rest and rest[0].isascii() and rest[0].isdigit() and len(rest[0]) < 19:
        number = int(rest.pop(0))
    texts: dict[str, str] = {}
    for word in rest:
        field, equals, value = word.partition("=")
        if not equals or not re.fullmatch(r"\w+", field):
            raise WrongLine(_("“{word}” is neither a number nor FIELD=VALUE.").format(word=word))
        texts[field] = value
    return number, texts


def _carried_out(
    workspace: Workspace, options: Namespace, number: int | None, texts: dict[str, str], zone: str
) -> Record:
    kind, desk = options.kind, workspace.records
    if number is None:
        values = check(kind, read(kind, texts, zone), new=True)
        if kind == "call" and "day" in values:
            values.setdefault("position", _end_of_day(workspace, values["day"]))
        return desk.make(kind, values)[0]
    if options.delete:
        found = desk.get(kind, number)
        desk.delete(kind, number)
        complain(_("Deleted. “loopwise undo” brings it back."))
        return found
    return (
        desk.change(kind, number, read(kind, texts, zone))[0] if texts else desk.get(kind, number)
    )


def _end_of_day(workspace: Workspace, day: Any) -> int:
    """A new call is driven to last, until its day is put in order."""
    from planner.workspace import IsoWeek

    planned = workspace.planning.week(IsoWeek.of(day)).by_date.get(day)
    return len(planned.stops) if planned else 0


def _as_text(found: Record, zone: str) -> Iterator[str]:
    values = _shown(found, zone)
    wide = max(map(len, values))
    for name, value in values.items():
        first, *more = value.splitlines() or [""]
        yield f"{name:<{wide}}  {first}".rstrip()
        yield from (" " * (wide + 2) + line for line in more)


def _shown(found: Record, zone: str) -> dict[str, str]:
    values = as_dict(found, zone)
    if "opening_hours" in values:
        values["opening_hours"] = hours_text(values["opening_hours"])
    return {name: _text(value) for name, value in values.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _as_table(records: Sequence[Record], zone: str) -> Iterator[str]:
    rows = [_shown(found, zone) for found in records]
    if not rows:
        yield _("There are none yet.")
        return
    used = [name for name in rows[0] if any(row[name] for row in rows)]
    yield from table(used, ([_short(row[name]) for name in used] for row in rows))


def _short(text: str) -> str:
    return text if len(text) <= _WIDE else f"{text[: _WIDE - 1]}…"


def _help(options: Namespace) -> int:
    """List the kinds, or the fields of one; without a kind the line was wrong."""
    if options.kind is None:
        text = _kinds_text()
        if not options.help:
            raise WrongLine("\n".join([*text, "", _("Name the kind of record.")]))
        answer(options, sorted(KINDS), text)
        return 0
    fields = list(fields_of(options.kind).values())
    heads = (_("FIELD"), _("what it is"), _("takes"), "")
    rows = [_field_help(field, options.kind) for field in fields]
    text = [_USAGE.replace("KIND", options.kind), "", *table(heads, rows)]
    answer(options, [asdict(field) for field in fields], text)
    return 0


def _kinds_text() -> list[str]:
    kinds = [(name, field_words.kind(name)) for name in sorted(KINDS)]
    return [_USAGE, "", *table((_("KIND"), _("what it is")), kinds)]


def _field_help(field: Field, kind: str) -> tuple[str, str, str, str]:
    takes = " | ".join(c or '""' for c in field.choices) or expected(field.type)
    note = _("needed") if field.required else _("may be empty") if field.optional else ""
    return field.name, field_words.field(field.name, kind), takes, note
