"""Listing accounts, and one of them whole."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from planner import clock
from planner.cli import card_text
from planner.cli.output import WrongLine, answer, table
from planner.cli.territories import opened
from planner.exchange import field_words, figures, people_words
from planner.words import _, ngettext
from planner.workspace.errors import BadInput

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.workspace import AccountRow, Workspace
    from planner.workspace.account_book import AccountCard
    from planner.workspace.own_fields import Own
    from planner.workspace.people.unit import Unit

_PARTS = {"turnover": "turnover", "assistance": "assistance", "touch": "touches"}
"""What the part of a kind is called where it is not the kind and an s."""


def accounts(options: Namespace) -> None:
    """List the accounts, those that a text is found in if one is given."""
    with opened(options) as workspace:
        rows = workspace.accounts.rows(search=options.search)
    answer(options, [row_document(row) for row in rows], _as_table(rows))


def _as_table(rows: list[AccountRow]) -> Iterator[str]:
    headings = (_("ID"), _("Account"), _("Grade"), _("Status"), _("Town"), _("Last call"), _("Due"))
    lines = [
        (
            row.id,
            row.name,
            row.grade,
            field_words.choice(row.status),
            row.town if row.place else _("needs a place"),
            _date(row.last_call),
            _date(row.due),
        )
        for row in rows
    ]
    yield from table(headings, lines, ">")
    yield ngettext("{count} account.", "{count} accounts.", len(rows)).format(count=len(rows))


def _date(day: date | None) -> str:
    return figures.full_date(day) if day else ""


def row_document(row: AccountRow) -> dict[str, Any]:
    """One account as `accounts` lists it."""
    return {
        "id": row.id,
        "name": row.name,
        "status": row.status,
        "grade": row.grade,
        "street": row.street,
        "postcode": row.postcode,
        "town": row.town,
        "country": row.country,
        "phone": row.phone,
        "lat": row.lat,
        "lon": row.lon,
        "precision": row.precision,
        "calls_per_cycle": row.calls_per_cycle,
        "call_minutes": row.call_minutes,
        "potential": row.potential,
        "revenue": row.revenue,
        "last_call": row.last_call.isoformat() if row.last_call else None,
        "due": row.due.isoformat() if row.due else None,
        "planned": row.planned.isoformat() if row.planned else None,
    }


def show(options: Namespace) -> None:
    """Everything that is kept on one account."""
    with opened(options) as workspace:
        number = account_number(workspace, options.account)
        card, territory = workspace.accounts.card(number), workspace.territory
        own = workspace.own_fields.of(number)
    document = card_document(card, territory.time_zone, own)
    answer(options, document, _as_text(card, territory, own))


def account_number(workspace: Workspace, text: str) -> int:
    """The account's number, given itself or by name.

    Raises:
        BadInput: there is none.
        WrongLine: several have that name in theirs.
    """
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    found = workspace.accounts.rows(ids=[number]) if number else []
    if not found:
        found = workspace.accounts.rows(search=text)
        exact = [row for row in found if row.name.casefold() == text.casefold()]
        found = exact or [row for row in found if text.casefold() in row.name.casefold()]
    if not found:
        raise BadInput("no_such_account", value=text)
    if len(found) > 1:
        names = "; ".join(f"{row.id} {row.name}" for row in found[:8])
        message = _("“{text}” is several accounts: {names}. Give the number of one.")
        raise WrongLine(message.format(text=text, names=names))
    return found[0].id


def card_document(card: AccountCard, zone: str, own: Sequence[Own] = ()) -> dict[str, Any]:
    """Everything on one account, each part as records of its kind."""
    from planner.workspace.fields import as_dict

    parts = {
        _PARTS.get(kind, f"{kind}s"): [as_dict(record, zone) for record in records]
        for kind, records in card.kept.items()
    }
    return {
        **as_dict(card.account, zone),
        **row_document(card.row),
        **parts,
        "people_of_other_accounts": [as_dict(record, zone) for record in card.shared],
        "offices": [{"id": office.id, "name": office.name} for office in card.offices],
        "own_fields": {field.name: field.value for field in own if field.value},
        "ask_for": [{"kind": a.code, **_plain(a.args)} for a in _unit(card, zone).asks()],
    }


def _plain(args: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in args.items()}


def _unit(card: AccountCard, zone: str) -> Unit:
    from planner.workspace.people.unit import unit_of

    today = clock.today(zone)
    return unit_of(card.row.id, card.contacts, card.shared, card.kept["role"], today)


def _as_text(card: AccountCard, territory: Territory, own: Sequence[Own]) -> Iterator[str]:
    row, account = card.row, card.account
    status = field_words.choice(row.status)
    yield f"{row.id}  {row.name}  {row.grade}  {status}".rstrip()
    address = (row.street, row.postcode, row.town, account.region, row.country)
    yield ", ".join(part for part in address if part)
    for part in (row.phone, account.email, account.website):
        if part:
            yield part
    if row.place is None:
        yield _("Needs a place on the map.")
    hours = row.opening_hours
    if hours is not None:
        yield _("Open {hours}").format(hours=figures.opening_hours(hours))
    yield from _rhythm(row)
    if account.next_objective:
        yield _("Next call: {objective}").format(objective=account.next_objective)
    if account.stage:
        yield _("Sales stage: {stage}").format(stage=field_words.choice(account.stage))
    if account.notes:
        yield account.notes
    for ask in _unit(card, territory.time_zone).asks():
        yield people_words.ask(ask.code, ask.args)
    yield from _people(card)
    yield from _business(card, territory)
    yield from _calls(card)
    yield from card_text.kept(card, territory.time_zone)
    values = [(field.name, field.value) for field in own if field.value]
    yield from _with_gap(table((_("Your own fields"), ""), values))
    offices = [(office.id, office.name, office.town) for office in card.offices]
    yield from _with_gap(table((_("ID"), _("Other offices"), _("Town")), offices, ">"))


def _rhythm(row: AccountRow) -> Iterator[str]:
    if row.last_call:
        yield _("Last call {date}").format(date=_date(row.last_call))
    if row.due:
        yield _("Next call due {date}").format(date=_date(row.due))
    if row.planned:
        yield _("Planned for {date}").format(date=figures.long_date(row.planned))


def _people(card: AccountCard) -> Iterator[str]:
    own_roles = {role.contact: role for role in card.kept["role"]}
    rows = []
    for person in (*card.contacts, *card.shared):
        here = own_roles.get(person.id) if person.account != card.row.id else None
        left = _("left {date}").format(date=_date(person.left_on)) if person.left_on else ""
        rows.append(
            (
                person.name,
                here.role if here else person.role,
                person.post,
                (here.criteria if here else "") or person.criteria,
                left or _date(person.last_seen) or _("never"),
                field_words.choice(person.attitude) if person.attitude else "",
                person.phone,
            )
        )
    headings = (
        _("Contact"), _("Role"), _("Post"), _("Chooses by"), _("Seen"), _("Attitude"), _("Phone"),
    )  # fmt: skip
    yield from _with_gap(table(headings, rows))


def _business(card: AccountCard, territory: Territory) -> Iterator[str]:
    def money(amount: float | None) -> str:
        return "" if amount is None else figures.money(amount, territory.currency)

    years = [(t.year, money(t.revenue), money(t.potential)) for t in card.turnovers]
    yield from _with_gap(table((_("Year"), _("Revenue"), _("Potential")), years, " >>"))
    orders = [(_date(o.date), o.line, money(o.amount), o.text) for o in card.orders[:10]]
    yield from _with_gap(table((_("Order"), _("Line"), _("Amount"), _("Text")), orders, "  >"))


def _calls(card: AccountCard) -> Iterator[str]:
    calls = [
        (c.id, _date(c.day), field_words.choice(c.state), c.outcome or c.objective)
        for c in card.calls[:10]
    ]
    yield from _with_gap(table((_("Call"), _("Day"), _("State"), _("What")), calls, ">"))


def _with_gap(lines: list[str]) -> list[str]:
    return ["", *lines] if lines else []
