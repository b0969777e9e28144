"""The people at the sample's accounts: who decides, who buys, who uses, who advises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from planner.sample.accounts import SampleAccount
from planner.sample.times import Times, workday_up_to

_FIRST = (
    "Helen", "Imran", "Margaret", "Tom", "Aisha", "Peter", "Grace", "Dean", "Joanne", "Raj", "Ewa",
    "Colin", "Nadia", "Stephen", "Ruth", "Kwame", "Fiona", "Adam", "Priya", "Malcolm", "Chloe",
    "Tariq", "Denise", "Owen", "Sheila", "Marek", "Lucy", "Gareth", "Hannah", "Yusuf",
)  # fmt: skip
_LAST = (
    "Sykes", "Hussain", "Armitage", "Ackroyd", "Patel", "Thackray", "Whitaker", "Nowak", "Barker",
    "Ogden", "Iqbal", "Metcalfe", "Lister", "Mensah", "Dyson", "Crowther", "Begum", "Hirst",
    "Fairbank", "Singh", "Horsfall", "Beaumont", "Kaur", "Tempest", "Haigh", "Appleyard",
)  # fmt: skip
_ROLES = {
    "Decider": (
        ("Works manager", "Managing director", "Operations director"),
        ("up-time", "cost per part, not per insert", "delivery next day", "one supplier less"),
    ),
    "Buyer": (
        ("Purchasing", "Head of purchasing"),
        ("price, one invoice", "stock on call", "thirty days"),
    ),
    "User": (
        ("Shop foreman", "Setter", "Cell leader"),
        ("quick to change", "same holder", "long tool life"),
    ),
    "Adviser": (
        ("Process engineer", "Quality manager"),
        ("same program", "surface finish", "trial data"),
    ),
}
_ATTITUDES = ("friendly", "friendly", "neutral", "neutral", "", "", "critical", "advocate")
_HOW_MANY = {"A": (3, 4), "B": (2, 3), "C": (1, 2), "D": (1, 1)}
_LEFT = {("Ouse Rail Parts", "Buyer"), ("Undercliffe Spindles", "Decider")}
_NOT_SEEN = {("Goole Forge", "Decider"): 71, ("Holt Ltd", "Decider"): 71}


def sample_contacts(
    accounts: list[SampleAccount], last_calls: Mapping[int, date], times: Times
) -> list[dict[str, Any]]:
    """Contact rows: one to four an account, by its grade."""
    rows: list[dict[str, Any]] = []
    for account in accounts:
        lot = account.lot("people")
        count = lot.randint(*_HOW_MANY[account.grade])
        for role in list(_ROLES)[:count]:
            row = _contact(account, role, lot, len(rows))
            row["last_seen"] = _seen(account, role, last_calls.get(account.id), lot, times)
            gone = (account.name, role) in _LEFT
            row["left_on"] = times.before_monday(23) if gone else None
            if gone:
                row["last_seen"] = workday_up_to(times.before_monday(40))
            rows.append(row)
    return rows


def _contact(account: SampleAccount, role: str, lot: Random, number: int) -> dict[str, Any]:
    posts, criteria = _ROLES[role]
    first, last = lot.choice(_FIRST), lot.choice(_LAST)
    host = str(account.row["email"]).partition("@")[2]
    return {
        "account": account.id,
        "name": f"{first} {last}",
        "role": role,
        "criteria": lot.choice(criteria),
        "phone": f"07700 900{number:03d}",
        "email": f"{first}.{last}@{host}".casefold(),
        "post": lot.choice(posts),
        "attitude": account.lot(f"attitude {role}").choice(_ATTITUDES),
    }


def _seen(
    account: SampleAccount, role: str, last_call: date | None, lot: Random, times: Times
) -> date | None:
    if (account.name, role) in _NOT_SEEN:
        return workday_up_to(times.before_monday(_NOT_SEEN[account.name, role]))
    if last_call is None or lot.random() < 0.12:
        return None
    return last_call - timedelta(days=lot.choice((0, 0, 0, 28, 63)))
