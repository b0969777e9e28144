"""Words of the quick log, and the entry that is made of its fields."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planner.exchange import field_words, figures, sentences
from planner.exchange.near_dates import read_past
from planner.records import Complaint, Contact, Promise
from planner.words import _
from planner.workspace import BadInput, Refused
from planner.workspace.log.entry import (
    Heard,
    LogEntry,
    Logged,
    LogPage,
    Ordered,
    Pledge,
    Raised,
)

if TYPE_CHECKING:
    from ui.log.quick_log import QuickLog

_LONGEST = 60
_FIELDS = {
    ("promise", "due"): "promise_due",
    ("promise", "text"): "promise",
    ("order", "amount"): "order",
    ("order", "line"): "order_line",
    ("order", "text"): "order_text",
    ("objection", "text"): "objection",
    ("objection", "answer"): "objection_answer",
    ("nuance", "text"): "nuance",
    ("favour", "text"): "favour",
    ("report", "text"): "report",
    ("odometer", "odometer_end"): "odometer",
    ("seen", "name"): "newcomer",
    ("call", "outcome"): "outcome",
    ("call", "next_step"): "next_step",
    ("call", "day"): "day",
}
"""Where in the quick log a field of a record of that part is typed."""


def about(page: LogPage, today: date) -> str:
    """Which call it is, and what it is for."""
    call = page.call
    if call is None:
        first = _("A visit nobody had planned, today")
    elif call.state == "made":
        first = _("Logged already, {day}").format(day=figures.near_date(call.day, today))
    else:
        first = _("Planned for {day}").format(day=figures.near_date(call.day, today))
        if call.start is not None:
            first = f"{first}, {figures.time_of_day(call.start)}"
    parts = [first, page.account.town]
    if page.objective:
        parts.append(_("for: {objective}").format(objective=page.objective))
    return " · ".join(part for part in parts if part)


def person(contact: Contact) -> str:
    """Name and role."""
    return (
        f"{contact.name or _('no name')} · {_role(contact.role)}" if contact.role else contact.name
    )


def _role(role: str) -> str:
    return field_words.choice(role) if role else ""


def about_person(contact: Contact, today: date) -> str:
    """By what they choose, and when they were last seen."""
    seen = contact.last_seen
    last = (
        _("last seen {day}").format(day=figures.near_date(seen, today))
        if seen
        else _("never seen yet")
    )
    return "\n".join(part for part in (contact.criteria, last) if part)


def promise(made: Promise, today: date) -> str:
    """Ours or theirs, what, until when."""
    who = _("ours") if made.by == "us" else _("theirs")
    due = figures.near_date(made.due, today)
    return _("{text} · {who}, by {due}").format(text=shortened(made.text), who=who, due=due)


def promisers() -> tuple[tuple[str, str], ...]:
    """Who promises; what we bring wants a call, what we send does not."""
    return (
        ("us", _("we, with a call")),
        ("us_away", _("we, without a call")),
        ("them", _("they promise")),
    )


def pledge(text: str, due: date | None, by: str, contact: int | None = None) -> Pledge:
    """The promise, `by` one of `promisers`."""
    who = "us" if by == "us_away" else by
    return Pledge(text, due, who, contact, needs_call=by == "us")


def complaint(made: Complaint) -> str:
    """The customer's words, and how worried they were."""
    return _("“{text}”, was {anxiety} of 5").format(
        text=shortened(made.text, 40), anxiety=made.anxiety
    )


def worries() -> tuple[tuple[str, str], ...]:
    """From calm to very worried."""
    return (
        ("1", _("1, calm")),
        ("2", "2"),
        ("3", _("3, worried")),
        ("4", "4"),
        ("5", _("5, very worried")),
    )


def shortened(text: str, longest: int = _LONGEST) -> str:
    """The first words of a text, on one line."""
    words = " ".join(text[: 4 * longest].split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def escaped(text: str) -> str:
    """For a button: an ampersand is no key."""
    return text.replace("&", "&&")


def field_of(problem: BadInput) -> str:
    """The field of the quick log that a refusal is about; empty where it is none."""
    said = problem.args_for_words
    return _FIELDS.get((str(said.get("part")), str(said.get("field"))), "")


def why_not(problem: Refused) -> str:
    """The refusal in words, its field by the name that a person reads."""
    args = dict(problem.args_for_words)
    if "field" in args:
        args["field"] = field_words.field(str(args["field"]), str(args.get("kind", "")))
    return sentences.refused(problem.code, args)


def done(step: str, logged: Logged, today: date) -> str:
    """What was logged, when the account is due again, and where it stands in the plan still."""
    parts = [step]
    if logged.due is not None:
        parts.append(_("due again {day}").format(day=figures.near_date(logged.due, today)))
    if logged.planned is not None:
        parts.append(_("planned on {day}").format(day=figures.near_date(logged.planned, today)))
    return " · ".join(parts)


def entry(log: QuickLog) -> LogEntry:
    """What was typed.

    Raises:
        BadInput: a figure or a day cannot be read.
    """
    fields = log.fields
    return LogEntry(
        outcome=fields["outcome"],
        day=_day(fields["day"], log.today),
        seen=tuple(number for number, box in log.people.items() if box.isChecked()),
        newcomer=fields["newcomer"],
        stage=fields["stage"] if "stage" in fields.changed() else "",
        objection=Raised(
            fields["objection"], fields["objection_answer"], fields["objection_worked"]
        ),
        nuance=fields["nuance"],
        promises=_promises(log),
        kept=tuple(number for number, box in log.kept.items() if box.isChecked()),
        order=_order(log),
        next_step=fields["next_step"],
        favour=fields["favour"],
        report=Heard(fields["report"], fields["report_kind"], int(fields["report_sure"])),
        worry={n: int(box.currentData()) for n, box in log.worry.items() if box.currentData()},
        odometer=fields.number("odometer", "odometer", "odometer_end"),
    )


def _promises(log: QuickLog) -> tuple[Pledge, ...]:
    text, typed = log.fields["promise"], log.due.text().strip()
    if not text.strip() and not typed:
        return ()
    if typed and log.due.day is None:
        raise BadInput("unreadable", field="due", value=typed, type="date", part="promise")
    return (pledge(text, log.due.day, log.by.currentData()),)


def _order(log: QuickLog) -> Ordered | None:
    amount = log.fields.number("order", "order", "amount")
    line, text = log.fields["order_line"], log.fields["order_text"]
    return Ordered(amount, line, text) if amount is not None or line or text else None


def _day(text: str, today: date) -> date | None:
    """A day that has been."""
    if not text.strip():
        return None
    day = read_past(text, today)
    if day is None:
        raise BadInput("unreadable", field="day", value=text, type="date", part="call")
    return day
