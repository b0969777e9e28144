"""What the sample's rep knows of people and needs: promises, objections, nuances, own fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from planner.sample.accounts import SampleAccount
from planner.sample.times import Times, workday_up_to

Row = dict[str, Any]
# Account, whose role, days from the planned Monday it is due, by whom, how it went, days before
# that Monday it was closed, what.
_PROMISES = (
    ("Holt Ltd", "Buyer", 0, "us", "open", None, "Trial set of tips"),
    ("Ure Castings", "User", 1, "us", "open", None, "Trial tips"),
    ("Aire Turning", "Decider", 9, "them", "open", None, "Drawing of the new housing"),
    ("York Optics", "Buyer", 11, "us", "open", None, "Prices for a year's call-off"),
    ("Goole Forge", "Buyer", 16, "us", "open", None, "Date for a trial on the second line"),
    ("Kaye & Co", "Buyer", -20, "us", "kept", 21, "Certificates for the last lot"),
    ("Hull Marine", "Decider", -34, "us", "broken", 27, "Drills by the end of the month"),
    ("Hull Marine", "Decider", -26, "us", "kept", 27, "A new date for the drills"),
    ("Kaye & Co", "Buyer", -41, "them", "kept", 44, "Figures of the trial"),
    ("Batley Springs", "Buyer", -12, "them", "dropped", 10, "List of their other suppliers"),
)
_KEPT = (
    "Quote by Friday",
    "Samples of the new grade",
    "Speeds and feeds for the new steel",
    "Credit note",
    "Two boxes on stock",
    "A call from the tooling desk",
)
_HISTORY_OF = {"A": 4, "B": 2}
# Account, whose role, days ago, what was said, the answer, whether it worked.
_OBJECTIONS = (
    ("Holt Ltd", "Buyer", 75, "Too dear against what we have.",
     "Cost per part over a month, worked out on their own sheet.", "yes"),
    ("Holt Ltd", "User", 19, "The edges will not last on castings.",
     "Trial on their own parts, ours beside theirs.", ""),
    ("York Optics", "Buyer", 140, "Too dear: the other quote is a tenth lower.",
     "One order a year with monthly call-off; stock is ours.", "yes"),
    ("Goole Forge", "Buyer", 95, "Too dear for what it does.", "A rebate from box ten on.", "no"),
    ("Aire Turning", "Decider", 60, "We have one supplier less to look after as it is.",
     "Took over their drills as well: one invoice, one call.", "yes"),
    ("Barnsley Drill", "User", 44, "No time to change the program.",
     "Same program: our grade runs at their speeds.", "yes"),
    ("Ure Castings", "User", 33, "No time for trials before Christmas.",
     "One trial of an hour on the Friday shift.", "partly"),
    ("Kaye & Co", "Buyer", 52, "Delivery takes too long.", "Stock on call in their stores.", "yes"),
    ("Batley Springs", "Decider", 23, "Delivery was late twice.",
     "Lorry before ten, and a call if it is not.", "partly"),
    ("Thwaite Gearing", "Buyer", 30, "We are content with what we have.",
     "Asked what they would change if they could: the chips.", "partly"),
)  # fmt: skip
# Account, whose role, days ago, what, as a request for the product.
_NUANCES = (
    ("Holt Ltd", "User", 61, "The second shift has no setter: tips must go in one way only.",
     "Seat that takes a tip one way only"),
    ("Aire Turning", "User", 88, "Left-handed lathe in the corner; turns its holders round.",
     "Left-hand holder in size 16"),
    ("Ure Castings", "User", 40, "Would buy a left-hand holder at once.",
     "Left-hand holder in size 16"),
    ("Don Cutters", "User", 120, "Grinds its own left-hand holders.",
     "Left-hand holder in size 16"),
    ("York Optics", "Decider", 35, "Wants every box with its certificate, not one a lot.", ""),
    ("Holt Ltd", "Buyer", 130, "Counts invoices: two a month are one too many.", ""),
    ("Goole Forge", "Decider", 101, "Is on the shop floor before eight, in the office after.", ""),
    ("Barnsley Drill", "Buyer", 77, "Orders at the end of the quarter, to the last pound.", ""),
    ("Kaye & Co", "Decider", 49, "The son will take over in spring; he likes figures.", ""),
)  # fmt: skip
# Whose account and role, at which other account, as what, chooses there by.
_ROLES = (
    ("Holt Ltd", "Buyer", "Ravensthorpe Rollers", "Buyer", "one invoice for both works"),
    ("Aire Turning", "Decider", "Haworth Hinges", "Decider, buyer", "what runs at Aire"),
    ("York Optics", "Adviser", "Kaye & Co", "Influencer", "surface finish"),
)
_OFFICES = {"Ravensthorpe Rollers": "Holt Ltd", "Haworth Hinges": "Aire Turning"}
"""Works that belong to the firm of another account."""
_NEXT = {
    "Holt Ltd": ("demonstrate", "Show the new grade on their own parts"),
    "Ure Castings": ("demonstrate", "Trial of an hour on the finishing line"),
    "Aire Turning": ("present", "Present the long holder to the works manager"),
    "Goole Forge": ("objections", "Answer the price with their cost per part"),
    "York Optics": ("close", "Ask for the year's call-off"),
    "Hull Marine": ("find", "Find who decides on the new line"),
}
_FIELDS = (
    ("Coolant", "text", ""),
    ("Lathes and mills", "number", ""),
    ("Contract until", "date", ""),
    ("Tool cabinet", "choice", "ours, another maker's, none"),
)
_COOLANTS = ("emulsion 7 %", "emulsion 9 %", "oil", "dry")
_LAST_CALLS = 400
"""Days back to which it is known who was seen."""


def knowledge_rows(
    accounts: list[SampleAccount], contacts: list[Row], calls: list[Row], times: Times
) -> dict[str, list[Row]]:
    """Rows of what is known, by kind; `contacts` and `calls` are numbered as they stand."""
    book = {account.name: account for account in accounts}
    people = {(row["account"], row["role"]): n for n, row in enumerate(contacts, start=1)}

    def who(name: str, role: str) -> int | None:
        return people.get((book[name].id, role)) or people.get((book[name].id, "Decider"))

    _next_calls(book)
    return {
        "promise": [*_promises(book, who, times), *_history(accounts, people, times)],
        "objection": [
            {"account": book[name].id, "contact": who(name, role), "call": None,
             "date": _ago(days, times), "text": text, "answer": answer, "worked": worked}
            for name, role, days, text, answer, worked in _OBJECTIONS
        ],
        "nuance": [
            {"account": book[name].id, "contact": who(name, role), "date": _ago(days, times),
             "text": text, "product_request": request}
            for name, role, days, text, request in _NUANCES
        ],
        "role": [
            {"contact": who(name, role), "account": book[other].id, "role": as_what,
             "criteria": criteria}
            for name, role, other, as_what, criteria in _ROLES
        ],
        "seen": list(_seen(contacts, calls, times)),
        "own_field": [
            {"name": name, "type": kind, "choices": choices, "position": at}
            for at, (name, kind, choices) in enumerate(_FIELDS)
        ],
        "own_value": list(_values(accounts, times)),
    }  # fmt: skip


def _next_calls(book: Mapping[str, SampleAccount]) -> None:
    for name, (stage, objective) in _NEXT.items():
        book[name].row.update(stage=stage, next_objective=objective)
    for name, head in _OFFICES.items():
        book[name].row["group"] = book[head].id


def _ago(days: int, times: Times) -> date:
    return workday_up_to(times.today - timedelta(days=days))


def _promises(book: Mapping[str, SampleAccount], who: Any, times: Times) -> Iterator[Row]:
    for name, role, due, by, state, closed, text in _PROMISES:
        closed_on = None if closed is None else workday_up_to(times.before_monday(closed))
        made_on = min(times.before_monday(20), times.before_monday(12 - due))
        yield _promise(book[name].id, who(name, role), times.monday + timedelta(days=due), text) | {
            "by": by,
            "state": state,
            "closed_on": closed_on,
            "made_on": workday_up_to(made_on),
        }


def _promise(account: int, contact: int | None, due: date, text: str) -> Row:
    return {"account": account, "contact": contact, "due": due, "text": text, "needs_call": True}


def _history(
    accounts: Iterable[SampleAccount], people: Mapping[tuple[int, str], int], times: Times
) -> Iterator[Row]:
    """Promises of the year that were kept in time, but for one in twelve."""
    for account in accounts:
        if account.status != "customer" or account.row.get("is_key"):
            continue  # those of key accounts have their own
        lot = account.lot("promises")
        for _n in range(_HISTORY_OF.get(account.grade, 0)):
            due = workday_up_to(times.today - timedelta(days=lot.randint(30, 330)))
            late = lot.random() < 1 / 12
            closed = due + timedelta(days=5) if late else due - timedelta(days=lot.randint(0, 4))
            yield _promise(
                account.id, people.get((account.id, "Buyer")), due, lot.choice(_KEPT)
            ) | {
                "by": "us",
                "state": "kept",
                "closed_on": closed,
                "made_on": workday_up_to(due - timedelta(days=14)),
            }


def _seen(contacts: Sequence[Row], calls: Sequence[Row], times: Times) -> Iterator[Row]:
    """Who was seen at which call: at their last one, as their record says."""
    made = {
        (row["account"], row["day"]): number
        for number, row in enumerate(calls, start=1)
        if row["state"] == "made" and (times.today - row["day"]).days < _LAST_CALLS
    }
    for number, person in enumerate(contacts, start=1):
        call = made.get((person["account"], person["last_seen"]))
        if call is not None:
            yield {"call": call, "contact": number}


def _values(accounts: Iterable[SampleAccount], times: Times) -> Iterator[Row]:
    choices = [choice.strip() for choice in _FIELDS[3][2].split(",")]
    for account in accounts:
        if account.grade not in "AB" or account.status != "customer":
            continue
        lot = account.lot("own fields")
        values = (
            lot.choice(_COOLANTS),
            str(lot.randint(3, 28)),
            (times.monday + timedelta(days=7 * lot.randint(4, 90))).isoformat(),
            lot.choice(choices),
        )
        for field, value in enumerate(values, start=1):
            if account.name == "Holt Ltd" or lot.random() < 0.5:
                yield {"account": account.id, "own_field": field, "value": value}
