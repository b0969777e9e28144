"""New business of the sample: who is being won, who was won within the year, and what it pays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from planner.sample.accounts import SampleAccount
from planner.sample.times import Times, workday_up_to

NEW_BUSINESS: dict[str, Any] = {
    "new_target": 0.20,
    "pay_new": 0.06,
    "pay_current": 0.02,
    "prospect_hours": 1.5,
}


class Prospect(NamedTuple):
    """A sale under way: what it could bring a year, when it was found, what comes next."""

    stage: str
    source: str
    value: int
    days: int
    next: str = ""
    likelihood: float | None = None


class Won(NamedTuple):
    """A customer won so many days ago, after it was known as a prospect for a while."""

    source: str
    days: int
    known: int


_PROSPECTS = {
    "Thornbury Valves": Prospect("find", "directory", 22_000, 30),
    "Loxley Lasers": Prospect("find", "directory", 19_000, 24),
    "Romanby Robotics": Prospect("find", "press", 18_000, 12, "new plant, ask who equips it"),
    "Birstall Tube": Prospect("find", "cold", 9_000, 41, "drive by"),
    "Paragon Plating": Prospect("find", "directory", 7_000, 52),
    "Aberford Abrasives": Prospect("find", "cold", 6_000, 66, "drive by"),
    "Swinnow Springs": Prospect("find", "directory", 6_000, 8),
    "Calder Vale Coatings": Prospect("find", "press", 5_000, 19, "read of a second line"),
    "Heslington Sensors": Prospect("present", "referral", 38_000, 12, "show the range"),
    "Howden Valves": Prospect("present", "enquiry", 16_000, 67, "call back"),
    "Otter Laser": Prospect("present", "referral", 11_000, 20, "find out who decides"),
    "Foreshore Cranes": Prospect("present", "cold", 7_000, 58, "leave samples"),
    "Bentley Blades": Prospect("present", "directory", 5_000, 62, "call back"),
    "Forest of Galtres Gears": Prospect("present", "enquiry", 4_000, 9, "answer the enquiry"),
    "Trent Steel": Prospect("demonstrate", "referral", 31_000, 10, "cut their steel", 0.4),
    "Thwaite Gearing": Prospect("demonstrate", "enquiry", 15_000, 49, "ask for the decider"),
    "Wolds Spares": Prospect("demonstrate", "referral", 14_000, 84, "leave samples"),
    "Boulsworth Brake": Prospect("demonstrate", "cold", 12_000, 78, "test on the second cell"),
    "Moorside Medical": Prospect("objections", "referral", 29_000, 96, "decides in December", 0.6),
    "Carlinghow Mouldings": Prospect("objections", "enquiry", 21_000, 88, "objection: price"),
    "Bagley Grinding": Prospect("objections", "directory", 13_000, 143, "objection: one more box"),
    "Waterloo Winches": Prospect("close", "referral", 28_000, 131, "trial ends next week", 0.75),
}
_WON = {
    "Frodingham Rolls": Won("referral", 338, 60),
    "Humber Airframes": Won("referral", 318, 120),
    "Tinsley Twist Drills": Won("directory", 281, 90),
    "Towton Tanks": Won("cold", 262, 75),
    "Chevin Machine Tools": Won("directory", 251, 40),
    "Minster Motion": Won("enquiry", 243, 45),
    "Rastrick Machining": Won("referral", 221, 70),
    "Wheatley Wagons": Won("referral", 232, 110),
    "Dearne Drop Forge": Won("enquiry", 207, 50),
    "Aspley Aerospace": Won("referral", 186, 140),
    "Thornes Turbines": Won("directory", 171, 80),
    "Horbury Hoses": Won("cold", 158, 100),
    "Glasshoughton Glass Moulds": Won("press", 133, 65),
    "Sculcoates Seals": Won("enquiry", 112, 30),
    "Kelham Tool & Die": Won("referral", 101, 85),
    "Templeborough Bars": Won("directory", 88, 55),
    "Darnall Discs": Won("directory", 66, 90),
    "Hedon Road Hydraulics": Won("enquiry", 41, 35),
}
_REFERRED_BY = {
    "Heslington Sensors": "York Optics",
    "Otter Laser": "Kaye & Co",
    "Trent Steel": "Kaye & Co",
    "Wolds Spares": "Brown & Co",
    "Moorside Medical": "Kaye & Co",
    "Waterloo Winches": "York Optics",
    "Frodingham Rolls": "Attercliffe Alloys",
    "Humber Airframes": "York Optics",
    "Rastrick Machining": "Kaye & Co",
    "Aspley Aerospace": "Kaye & Co",
    "Wheatley Wagons": "Attercliffe Alloys",
    "Kelham Tool & Die": "Brown & Co",
}
_UNKNOWN: dict[str, Any] = {
    "lead_source": "", "referred_by": None, "found_on": None, "won_on": None, "stage": "",
    "next_objective": "", "prospect_value": None, "likelihood": None,
}  # fmt: skip


def add_new_business(accounts: Sequence[SampleAccount], times: Times) -> None:
    """Write into the rows of all accounts where each one's business came from, if it is new."""
    numbers = {account.name: account.id for account in accounts}
    for account in accounts:
        account.row.update(_UNKNOWN)
        if account.name in _PROSPECTS:
            account.row.update(_prospect(_PROSPECTS[account.name], times))
        elif account.name in _WON:
            account.row.update(_won(_WON[account.name], times))
        if account.name in _REFERRED_BY:
            account.row["referred_by"] = numbers[_REFERRED_BY[account.name]]


def _prospect(sale: Prospect, times: Times) -> dict[str, Any]:
    return {
        "stage": sale.stage,
        "lead_source": sale.source,
        "prospect_value": float(sale.value),
        "found_on": workday_up_to(times.today - timedelta(days=sale.days)),
        "next_objective": sale.next,
        "likelihood": sale.likelihood,
    }


def _won(sale: Won, times: Times) -> dict[str, Any]:
    won = workday_up_to(times.today - timedelta(days=sale.days))
    return {
        "stage": "close",
        "lead_source": sale.source,
        "found_on": workday_up_to(won - timedelta(days=sale.known)),
        "won_on": won,
        "since": won,
    }
