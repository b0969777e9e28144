"""The Friday report in words: each line once, for the screen, the paper, the page and the mail."""

from __future__ import annotations

from planner.exchange import field_words, figures
from planner.exchange.report import (
    NEW,
    Asked,
    CallsOf,
    Card,
    ComplaintLine,
    Demand,
    Detour,
    Distance,
    NewBusiness,
    OverCalledLine,
    Promises,
    WeekReport,
)
from planner.words import _, marked, ngettext

_NONE = "\N{EN DASH}"
_PARTS = {
    "figures": marked("Figures of the week"),
    "complaints": marked("Complaints"),
    "field_reports": marked("Field reports"),
    "requests": marked("Product requests"),
    "questions": marked("Questions to head office"),
    "over_called": marked("Over-called accounts"),
}
_SURE = {1: marked("rumour"), 2: marked("likely"), 3: marked("seen")}


def part(key: str) -> str:
    """The heading of a part."""
    return _(_PARTS[key])


def group(code: str) -> str:
    """A row of the calls: A, B …, New, or no grade."""
    return {NEW: _("New"), "": _("No grade")}.get(code, code)


def made_of(made: int, planned: int) -> str:
    """22 of 24."""
    return _("{made} of {planned}").format(made=made, planned=planned)


def missed(row: CallsOf, *, named: bool) -> str:
    """What was missed, or whom and why: none missed; missed 1; 2 not logged."""
    if not row.missed and not row.unlogged:
        return _("none missed")
    parts = []
    if row.missed:
        parts.append(_("missed {count}").format(count=len(row.missed)))
        if named:
            whom = (f"{call.name} {call.outcome}".strip() for call in row.missed)
            parts[-1] += f" {'; '.join(whom)}"
    if row.unlogged:
        parts.append(_("{count} not logged").format(count=row.unlogged))
    return ", ".join(parts)


def money(report: WeekReport, amount: float) -> str:
    """An amount in the territory's currency."""
    return figures.money(amount, report.currency)


def head(report: WeekReport) -> tuple[tuple[str, str], ...]:
    """The six figures, each with its words."""
    distance, new = report.distance, report.new_business
    detours = sum(d.metres for d in report.detours)
    return (
        (
            made_of(sum(c.made for c in report.calls), sum(c.planned for c in report.calls)),
            _("calls made"),
        ),
        _driven(report, distance),
        (
            figures.signed_distance(-distance.saved, report.units),
            _("loops saved, {money}").format(money=money(report, distance.saved_cost)),
        ),
        (
            figures.signed_distance(detours, report.units),
            _("urgent detours, {money}").format(
                money=money(report, sum(d.cost for d in report.detours))
            ),
        ),
        (
            share(new.share),
            _("new business, of {target}").format(target=share(new.target)),
        ),
        _kept(report.promises),
    )


def _driven(report: WeekReport, distance: Distance) -> tuple[str, str]:
    planned = figures.distance(distance.planned, report.units)
    if distance.driven is None:
        return planned, _("planned, driven not noted")
    driven = figures.distance(distance.driven, report.units)
    return driven, _("driven, planned {planned}").format(planned=planned)


def _kept(found: Promises) -> tuple[str, str]:
    if not found.due:
        return _NONE, _("no promise was due")
    return made_of(found.kept, found.due), _("promises kept")


def share(value: float | None) -> str:
    """14 %; a dash where there is no revenue yet."""
    return _NONE if value is None else _("{share} %").format(share=round(100 * value))


def driven_note(distance: Distance) -> str:
    """Which days of what was driven are no readings."""
    missing = distance.days - distance.read_days
    if distance.driven is None or not missing:
        return ""
    return ngettext(
        "{count} day without odometer, as planned",
        "{count} days without odometer, as planned",
        missing,
    ).format(count=missing)


def detour(report: WeekReport, found: Detour, *, named: bool) -> str:
    """+50 km urgent: Holt Ltd, Wed, anxious 5 of 5, calmed to 1."""
    whom = found.name if named else _("one call")
    words = _("{distance} urgent: {whom}, {day}").format(
        distance=figures.signed_distance(found.metres, report.units),
        whom=whom,
        day=figures.short_weekday(found.day.weekday()),
    )
    if found.anxiety is not None:
        words += ", " + _("anxious {anxiety} of 5").format(anxiety=found.anxiety)
    if found.after is not None:
        words += ", " + _("then {after}").format(after=found.after)
    return words


def nights(count: int) -> str:
    """2 nights away."""
    return ngettext("{count} night away", "{count} nights away", count).format(count=count)


def promises(found: Promises) -> str:
    """7 of 8 kept, 1 late."""
    if not found.due:
        return _("No promise fell due.")
    parts = [_("{kept} of {due} kept").format(kept=found.kept, due=found.due)]
    if found.late:
        parts.append(_("{count} late").format(count=found.late))
    if found.broken:
        parts.append(_("{count} broken").format(count=found.broken))
    if found.still_open:
        parts.append(_("{count} open").format(count=found.still_open))
    return ", ".join(parts)


def complaints_note(report: WeekReport) -> str:
    """2 opened, 3 closed · first contact after 1:40 h on average."""
    monday, sunday = report.monday, report.sunday
    opened = sum(monday <= c.opened_on <= sunday for c in report.complaints)
    closed = sum(c.closed_on is not None for c in report.complaints)
    words = _("{opened} opened, {closed} closed").format(opened=opened, closed=closed)
    waits = [c.first_contact for c in report.complaints if c.first_contact is not None]
    if not waits:
        return words
    mean = _("first contact after {hours} on average").format(
        hours=figures.duration(sum(waits) / len(waits))
    )
    return f"{words} · {mean}"


def first_contact(found: ComplaintLine) -> str:
    """How soon: first contact 0:12 h; no contact yet."""
    if found.first_contact is None:
        return _("no contact yet")
    return _("first contact {hours}").format(hours=figures.duration(found.first_contact))


def state(found: ComplaintLine) -> str:
    """Open or closed."""
    return _("closed") if found.closed_on else _("open")


def dots(value: int, of: int = 5) -> str:
    """●●●○○."""
    return "\N{BLACK CIRCLE}" * value + "\N{WHITE CIRCLE}" * (of - value)


def anxiety(found: ComplaintLine) -> str:
    """Before and after: anxiety 5, then 1."""
    if found.after is None:
        return _("anxiety {before}").format(before=found.anxiety)
    return _("anxiety {before}, then {after}").format(before=found.anxiety, after=found.after)


def sure(confidence: int) -> str:
    """Rumour, likely or seen."""
    return _(_SURE.get(confidence, _SURE[1]))


def kind(card: Card) -> str:
    """What kind of report it is."""
    return field_words.choice(card.kind)


def seen_by(card: Card) -> str:
    """At how many accounts it was seen or heard."""
    count = max(1, len(card.seen_at))
    return ngettext("seen by {count}", "seen by {count}", count).format(count=count)


def demand(found: Demand, report: WeekReport) -> str:
    """3 accounts, £12,400 a year."""
    accounts = ngettext("{count} account", "{count} accounts", found.accounts)
    return _("{accounts}, {money} a year").format(
        accounts=accounts.format(count=found.accounts), money=money(report, found.revenue)
    )


def by_day(asked: Asked) -> str:
    """The date: by 4 Dec; empty without one."""
    return _("by {date}").format(date=figures.day_and_month(asked.due)) if asked.due else ""


def over_called(found: OverCalledLine) -> str:
    """5 calls in 8 weeks, plan 2, 12:30 h a year."""
    return _("{made} calls in 8 weeks, plan {planned}, {hours} a year").format(
        made=found.lately,
        planned=figures_of(found.planned_lately),
        hours=figures.duration(3600 * found.hours_a_year),
    )


def figures_of(value: float) -> str:
    """2, or 1.5."""
    return f"{value:.1f}".removesuffix(".0")


def new_week(found: NewBusiness, report: WeekReport) -> str:
    """3:10 h for 2 prospects · 1 order, £1,240."""
    calls = ngettext("{hours} for {count} prospect", "{hours} for {count} prospects", found.calls)
    words = calls.format(hours=figures.duration(found.seconds), count=found.calls)
    orders = ngettext("{count} order, {money}", "{count} orders, {money}", found.orders)
    return f"{words} · {orders.format(count=found.orders, money=money(report, found.amount))}"
