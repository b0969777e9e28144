"""What the sample's accounts ordered and could buy."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from planner.sample.accounts import SampleAccount
from planner.sample.times import TRADE_DAYS, Times, workday_up_to

_LINES = ("Inserts", "Drills", "Milling cutters", "Coolant", "Collets", "Abrasives", "Taps")
_A_YEAR = {"A": (14_000, 30_000), "B": (4_000, 10_000), "C": (800, 3_000), "D": (200, 900)}
_EVERY = {"A": 41, "B": 58, "C": 110, "D": 190}
_LAPSED_DAYS = 300


def sample_orders(accounts: list[SampleAccount], times: Times) -> list[dict[str, Any]]:
    """Order rows of two years, by account, oldest first."""
    return [row for account in accounts for row in _orders(account, times)]


def _revenue(account: SampleAccount) -> float:
    """What an ordinary year brings, in pounds."""
    return account.lot("revenue").uniform(*_A_YEAR[account.grade])


def _orders(account: SampleAccount, times: Times) -> list[dict[str, Any]]:
    if account.status == "prospect":
        return []
    lot, every = account.lot("orders"), _EVERY[account.grade]
    a_year, trend = _revenue(account), lot.uniform(0.85, 1.2)
    lines = lot.sample(_LINES, 1 if account.grade == "D" else 3)
    end = times.today - timedelta(days=_LAPSED_DAYS if account.status == "lapsed" else 1)
    day = times.today - timedelta(days=TRADE_DAYS) + timedelta(days=lot.randint(0, every))
    if account.row.get("won_on"):
        day = account.row["won_on"]  # nobody orders before being won
    rows = []
    while day <= end:
        age = (times.today - day).days / 365
        amount = a_year * every / 365 * lot.uniform(0.6, 1.4) * trend ** (1 - age)
        rows.append(
            {
                "account": account.id,
                "date": workday_up_to(day),
                "line": lot.choice(lines),
                "amount": float(max(25, round(amount / 5) * 5)),
                "text": "",
            }
        )
        day += timedelta(days=max(5, round(every * lot.uniform(0.7, 1.3))))
    return rows


def sample_turnovers(
    accounts: list[SampleAccount], orders: list[dict[str, Any]], times: Times
) -> list[dict[str, Any]]:
    """Potential and revenue of this year and the two before; revenue is what was ordered."""
    ordered: dict[tuple[int, int], float] = defaultdict(float)
    for order in orders:
        ordered[order["account"], order["date"].year] += order["amount"]
    first = times.today.year - 2
    rows = []
    for account in accounts:
        lot = account.lot("potential")
        potential = round(_revenue(account) / lot.uniform(0.3, 0.8), -2)
        for year in (first, first + 1, first + 2):
            known = ordered.get((account.id, year), 0.0)
            if year == first and account.status != "prospect" and not account.row.get("won_on"):
                known = max(known, round(_revenue(account) * lot.uniform(0.8, 1.0), -1))
            revenue = None if account.status == "prospect" else known
            worth = max(potential, round(known * 1.15, -2))
            rows.append(
                {"account": account.id, "year": year, "potential": worth, "revenue": revenue}
            )
    return rows
