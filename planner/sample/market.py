"""What the sample's rep hears from the market, and asks head office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from planner.sample.accounts import SampleAccount
from planner.sample.times import Times, workday_up_to

Row = dict[str, Any]
REPORTS_TO = {"rep_name": "Jo Ellis", "office_email": "sales.office@example.com"}
"""Settings: who writes the report, and to whom."""
# Kind, account, days before the planned Monday, what, whose (competitor), source, how sure 1 to 3,
# whether the source may be named, whether it stays here, where else it was seen.
_REPORTS: tuple[tuple[Any, ...], ...] = (
    ("competitor_test", "Colne Tools", 6, "A rival tests a coated drill on two machines",
     "Brightedge", "the setter", 3, True, False, ("Barnsley Drill",)),
    ("policy_trade", "Wolds Spares", 5, "Price rise of 4 % from January, says a dealer",
     "", "a dealer's counter", 1, False, False, ()),
    ("own_product", "Aire Turning", 5, "The new insert lasts 30 % longer in cast iron",
     "", "the works manager", 3, True, False, ("Ure Castings", "Goole Forge")),
    ("delivery", "Lund Metals", 4, "Two parcels came a day late from the depot",
     "", "goods inward", 3, True, False, ("Hull Marine",)),
    ("policy_industrial", "Kaye & Co", 4, "A buyer may leave in spring",
     "", "the son, in confidence", 2, False, True, ()),
    ("product_request", "Calder Gears", 4, "They too would take a left-hand holder in size 16",
     "", "the foreman", 3, True, False, ()),
    ("competitor_launch", "York Optics", 17, "A rival's catalogue for spring has a ground insert",
     "Northcut", "their catalogue", 2, True, False, ("Brown & Co",)),
    ("competitor_product", "Don Cutters", 25, "A rival's tips chip when the coolant runs low",
     "Brightedge", "the second shift", 3, True, False, ()),
    ("policy_competitor", "Malton Pumps", 32, "A rival is said to close its depot in Hull",
     "Northcut", "a driver", 1, True, False, ("Hull Marine",)),
    ("after_sales", "Nidd Precision", 39, "The hotline took two days to ring back",
     "", "the foreman", 3, True, False, ()),
)  # fmt: skip
_LEFT_HAND = "Left-hand holder in size 16"
# Account, days before the Monday it was asked, days after it by when, what; then the answer and
# the days before the Monday on which it came.
_QUESTIONS: tuple[tuple[Any, ...], ...] = (
    ("Hull Marine", 5, 4, "Can we hold this year's price to 31 March?", "", None),
    ("Holt Ltd", 4, 1, "May I promise a spare spindle on loan?", "", None),
    ("Wolds Spares", 4, 11, "Who signs a yearly agreement above £20,000?", "", None),
    ("Aire Turning", 20, -7, "Is the long holder on stock before Christmas?",
     "Yes, 40 pieces from 9 December. Reserve by mail to the depot.", 6),
)  # fmt: skip

# Account, days before the planned Monday it was due and it was kept, what.
_PROMISES = (
    ("Wharfe Gears", 7, 7, "Speeds and feeds for the new steel"),
    ("Swale Tooling", 6, 6, "Two boxes for the second shift"),
    ("Craven Tools", 5, 5, "Quote for a year"),
    ("Malton Pumps", 5, 4, "A price for the long drills"),
)


def market_rows(accounts: list[SampleAccount], times: Times, nuances: int) -> dict[str, list[Row]]:
    """Field reports, sightings, questions, promises that were due; one more nuance.

    It comes after the `nuances` there are.
    """
    book = {account.name: account.id for account in accounts}
    return {
        "nuance": [_nuance(book, times)],
        "field_report": [_report(book, row, times, nuances + 1) for row in _REPORTS],
        "sighting": list(_sightings(book, times)),
        "promise": [_promise(book, row, times) for row in _PROMISES],
        "question": [_question(book, row, times) for row in _QUESTIONS],
    }


def _nuance(book: dict[str, int], times: Times) -> Row:
    return {
        "account": book["Calder Gears"],
        "contact": None,
        "date": _before(4, times),
        "text": "Turns holders round on the old lathe.",
        "product_request": _LEFT_HAND,
    }


def _report(book: dict[str, int], row: tuple[Any, ...], times: Times, nuance: int) -> Row:
    kind, name, days, text, competitor, source, confidence, may_name, private, _others = row
    return {
        "kind": kind,
        "account": book[name],
        "nuance": nuance if kind == "product_request" else None,
        "date": _before(days, times),
        "text": text,
        "competitor": competitor,
        "source": source,
        "confidence": confidence,
        "may_name": may_name,
        "private": private,
    }


def _sightings(book: dict[str, int], times: Times) -> Iterator[Row]:
    for number, row in enumerate(_REPORTS, start=1):
        for name in row[-1]:
            yield {"field_report": number, "account": book[name], "date": _before(row[2], times)}


def _promise(book: dict[str, int], row: tuple[str, int, int, str], times: Times) -> Row:
    name, due, closed, text = row
    return {
        "account": book[name],
        "due": times.before_monday(due),
        "text": text,
        "by": "us",
        "state": "kept",
        "made_on": _before(due + 7, times),
        "closed_on": _before(closed, times),
        "needs_call": False,
    }


def _question(book: dict[str, int], row: tuple[Any, ...], times: Times) -> Row:
    name, asked, due, text, answer, answered = row
    return {
        "account": book[name],
        "text": text,
        "asked_on": _before(asked, times),
        "due": times.monday + timedelta(days=due),
        "answer": answer,
        "answered_on": None if answered is None else _before(answered, times),
    }


def _before(days: int, times: Times) -> date:
    """A workday so many days before the planned Monday, none of them ahead."""
    return workday_up_to(min(times.today, times.before_monday(days)))
