"""Logging a call, and the mileage log."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from planner import clock
from planner.cli.accounts import account_number
from planner.cli.output import WrongLine, answer
from planner.cli.territories import opened
from planner.exchange import field_words, figures
from planner.words import _, ngettext
from planner.workspace.errors import BadInput
from planner.workspace.fields import as_dict
from planner.workspace.fields import read as read_fields
from planner.workspace.log.entry import Heard, LogEntry, Ordered, Pledge, Raised

if TYPE_CHECKING:
    from planner.exchange.mileage import MileageLog
    from planner.workspace.log.entry import Logged

_FIELDS = (
    "outcome", "day", "seen", "met", "stage", "objection", "answer", "worked", "nuance", "promise",
    "promise_due", "promise_by", "promise_call", "kept", "order", "order_line", "order_text",
    "next", "favour", "report", "report_kind", "confidence", "odometer",
)  # fmt: skip
"""What can be said of a call, as FIELD=VALUE."""
_TYPED: dict[tuple[object, object], str] = {
    ("promise", "due"): "promise_due",
    ("promise", "text"): "promise",
    ("promise", "by"): "promise_by",
    ("order", "amount"): "order",
    ("order", "line"): "order_line",
    ("order", "text"): "order_text",
    ("call", "next_step"): "next",
    ("objection", "text"): "objection",
    ("nuance", "text"): "nuance",
    ("favour", "text"): "favour",
    ("report", "text"): "report",
    ("report", "kind"): "report_kind",
    ("odometer", "odometer_end"): "odometer",
    ("seen", "name"): "met",
}
"""How the line calls a field of a record of that part."""


def log(options: Namespace) -> None:
    """Log a call on an account, or a call by its number."""
    words = list(options.words)
    named = words.pop(0) if words and not re.match(r"\w+=", words[0]) else None
    if (named is None) == (options.call is None):
        raise WrongLine(_("Name the account, or the call with --call; not both."))
    entry = _entry(_taken_apart(words))
    with opened(options) as workspace:
        account = None if named is None else account_number(workspace, named)
        try:
            done = workspace.log.log_call(entry, call=options.call, account=account)
        except BadInput as problem:
            raise _in_fields_of_the_line(problem) from problem
        zone = workspace.territory.time_zone
    answer(options, _document(done, zone), _as_text(done))


def _in_fields_of_the_line(problem: BadInput) -> BadInput:
    """The refusal with the field that was typed: promise_due, not the day of a record."""
    args = dict(problem.args_for_words)
    typed = _TYPED.get((args.get("part"), args.get("field")))
    return BadInput(problem.code, **{**args, "field": typed}) if typed else problem


def _taken_apart(words: list[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for word in words:
        field, equals, value = word.partition("=")
        if not equals:
            raise WrongLine(_("“{word}” is not FIELD=VALUE.").format(word=word))
        if field not in _FIELDS:
            raise BadInput("unknown_field", kind="log", field=field, fields=", ".join(_FIELDS))
        texts[field] = value
    return texts


def _entry(texts: Mapping[str, str]) -> LogEntry:
    """What was said, from its texts.

    Raises:
        BadInput: a text cannot be read.
    """
    said = {name: text for name, text in texts.items() if text}
    told = said.get
    return LogEntry(
        outcome=told("outcome", ""),
        day=_date("day", said),
        seen=_numbers("seen", texts),
        newcomer=told("met", ""),
        stage=told("stage", ""),
        objection=Raised(told("objection", ""), told("answer", ""), told("worked", "")),
        nuance=told("nuance", ""),
        promises=_promises(said),
        kept=_numbers("kept", texts) or (),
        order=_order(said),
        next_step=told("next", ""),
        favour=told("favour", ""),
        report=_heard(said),
        odometer=_number("odometer", said),
    )


def _promises(said: Mapping[str, str]) -> tuple[Pledge, ...]:
    if not said.keys() & {"promise", "promise_due"}:
        return ()
    due, by = _date("promise_due", said), said.get("promise_by", "us")
    there = {"needs_call": said.get("promise_call", "yes")}
    try:
        needs_call: bool = read_fields("promise", there)["needs_call"]
    except BadInput as error:
        args = {"field": "promise_call", "value": there["needs_call"], "type": "yes_no"}
        raise BadInput("unreadable", **args) from error
    return (Pledge(said.get("promise", ""), due, by, needs_call=needs_call),)


def _order(said: Mapping[str, str]) -> Ordered | None:
    if not said.keys() & {"order", "order_line", "order_text"}:
        return None
    return Ordered(_number("order", said), said.get("order_line", ""), said.get("order_text", ""))


def _heard(said: Mapping[str, str]) -> Heard | None:
    if "report" not in said:
        return None
    sure = _number("confidence", said)
    kind = said.get("report_kind", "own_product")
    return Heard(said["report"], kind, 1 if sure is None else round(sure))


def _date(field: str, said: Mapping[str, str]) -> date | None:
    if field not in said:
        return None
    try:
        return date.fromisoformat(said[field].strip())
    except ValueError as error:
        raise BadInput("unreadable", field=field, value=said[field], type="date") from error


def _number(field: str, said: Mapping[str, str]) -> float | None:
    if field not in said:
        return None
    try:
        found: float = read_fields("order", {"amount": said[field]})["amount"]
    except BadInput as error:
        raise BadInput("unreadable", field=field, value=said[field], type="number") from error
    return found


def _numbers(field: str, texts: Mapping[str, str]) -> tuple[int, ...] | None:
    """Numbers of records, by commas; an empty text is nobody."""
    if field not in texts:
        return None
    try:
        return tuple(int(part) for part in texts[field].split(",") if part.strip())
    except ValueError as error:
        raise BadInput("unreadable", field=field, value=texts[field], type="whole") from error


def _document(done: Logged, zone: str) -> dict[str, Any]:
    written = {
        kind: [as_dict(row, zone) for row in rows]
        for kind, rows in sorted(done.records.items())
        if kind != "call"
    }
    return {
        "call": as_dict(done.call, zone),
        "name": done.name,
        "due": done.due.isoformat() if done.due else None,
        "planned": done.planned.isoformat() if done.planned else None,
        "written": written,
    }


def _as_text(done: Logged) -> Iterator[str]:
    day = figures.full_date(done.call.day)
    yield _("Logged: {name}, {day}.").format(name=done.name, day=day)
    for kind, rows in sorted(done.records.items()):
        if kind != "call":
            numbers = ", ".join(str(row.id) for row in rows)
            yield _("{kind}: {numbers}").format(kind=field_words.kind(kind), numbers=numbers)
    if done.due is not None:
        yield _("Due again {day}.").format(day=figures.full_date(done.due))


def mileage(options: Namespace) -> None:
    """Write the mileage log of some days to a file."""
    with opened(options) as workspace:
        done = workspace.log.export_mileage(options.first, options.last, options.out, options.paper)
    document = {"file": str(options.out), "days": len(done.days)}
    answer(options, document, _of_mileage(done, str(options.out)))


def _of_mileage(done: MileageLog, file: str) -> Iterator[str]:
    count = len(done.days)
    text = ngettext("{count} day in {file}.", "{count} days in {file}.", count)
    yield text.format(count=count, file=file)
    yield _("{distance} claimed, {amount}.").format(
        distance=figures.distance(done.claimed, done.units),
        amount=figures.money(done.amount, done.currency, cents=True),
    )
    if done.not_closed:
        days = ", ".join(figures.near_date(day, clock.now().date()) for day in done.not_closed[:8])
        yield _("Not closed yet: {days}.").format(days=days)
