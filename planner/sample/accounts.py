"""The accounts of the sample: names, towns and grades from a table, the rest by lot."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from planner import resources
from planner.sample.times import Times

_STREETS = (
    "Foundry Lane", "Mill Lane", "Canal Road", "Station Approach", "Works Road", "Forge Street",
    "Riverside Way", "Quarry Lane", "Goods Yard", "Old Brewery Court", "Weavers Row", "Park View",
    "Ings Road", "Gasworks Street", "Enterprise Way", "Viaduct Street", "Tenter Close",
)  # fmt: skip
_NOTES = (
    "Park at the back; the front gate is for lorries only.",
    "Safety shoes needed on the shop floor.",
    "Ask at the weighbridge.",
    "Runs two shifts; the foreman changes at two.",
    "Buys through the group, but the works decides what it tries.",
)
_AREA_CODES = {"Sheffield": "0114 496 0", "Rotherham": "0114 496 0"}
_LEEDS_CODE = {"LS"}
_NO_PLACE = {"Walton Head Tools", "Elloughton Electrics"}
_MINUTES = {"A": 45, "B": None, "C": None, "D": 25}
_EARLY = [[day, 25_200, 55_800] for day in range(4)] + [[4, 25_200, 43_200]]
_WITH_LUNCH = [
    [day, opens, shuts] for day in range(5) for opens, shuts in ((28_800, 43_200), (46_800, 59_400))
]
_UNTIL_FOUR = [[day, 27_000, 57_600] for day in range(5)]
_HOURS: dict[str, list[list[int]]] = {
    "Nidd Precision": _UNTIL_FOUR,
    "Brown & Co": _UNTIL_FOUR,
    "Weighton Mill": _EARLY,
    "Don Cutters": _EARLY,
    "Castle Dies": _WITH_LUNCH,
}


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """One account: its row as the file keeps it, and what steers its history.

    `weekday` is the day on which the rep usually is in its corner; `days_over` says how overdue
    it shall be on the Monday of the half-planned week, None by lot.
    """

    id: int
    row: dict[str, Any]
    place: tuple[float, float]
    weekday: int
    days_over: int | None

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.row["name"])

    @property
    def grade(self) -> str:
        """A, B, C or D."""
        return str(self.row["grade"])

    @property
    def status(self) -> str:
        """Customer, prospect or lapsed."""
        return str(self.row["status"])

    def lot(self, what: str) -> Random:
        """A lot of the account's own: other accounts do not change what is drawn from it."""
        return Random(f"{self.name} {what}")


def sample_accounts(times: Times) -> list[SampleAccount]:
    """All accounts, in the order of the table."""
    towns = {town["town"]: town for town in _table("towns.csv")}
    return [
        _account(number, line, towns[line["town"]], times)
        for number, line in enumerate(_table("accounts.csv"), start=1)
    ]


def _table(name: str) -> list[dict[str, str]]:
    with resources.path("sample", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _account(
    number: int, line: dict[str, str], town: dict[str, str], times: Times
) -> SampleAccount:
    lot, spread = Random(f"{line['name']} account"), float(town["spread"])
    place = (
        round(float(town["lat"]) + spread * lot.uniform(-1, 1), 5),
        round(float(town["lon"]) + spread * lot.uniform(-1.7, 1.7), 5),
    )
    row = {
        **_identity(number, line, lot, times),
        **_address(line["town"], town["district"], lot),
        **_where(line["name"], place, lot),
        **_reach(number, line["name"], town["district"], line["town"]),
        **_manner(line["name"], line["grade"], lot),
    }
    over = int(line["days_over"]) if line["days_over"] else None
    return SampleAccount(number, row, place, int(town["weekday"]), over)


def _identity(number: int, line: dict[str, str], lot: Random, times: Times) -> dict[str, Any]:
    years = lot.uniform(2, 18)
    since = None if line["status"] == "prospect" else times.today - timedelta(days=int(365 * years))
    return {
        "name": line["name"],
        "status": line["status"],
        "grade": line["grade"],
        "source": "Sample",
        "external_id": f"C{1000 + number}",
        "since": since,
        "calls_per_cycle": {
            "Hardy Ltd": 2.0,
            "Airedale Tappers": 0.0,
            "Hunslet Broaching": 0.0,
        }.get(line["name"]),
    }


def _address(town: str, district: str, lot: Random) -> dict[str, str]:
    inward = f"{lot.randint(1, 9)}{lot.choice('CKMOV')}{lot.choice('CIKMOV')}"
    return {
        "street": f"{lot.randint(1, 140)} {lot.choice(_STREETS)}",
        "postcode": f"{district} {inward}",
        "town": town,
        "region": "",
        "country": "GB",
    }


def _where(name: str, place: tuple[float, float], lot: Random) -> dict[str, Any]:
    if name in _NO_PLACE:
        return {"lat": None, "lon": None, "precision": "none"}
    precision = lot.choices(("house", "street", "postcode", "town"), (80, 8, 9, 3))[0]
    return {"lat": place[0], "lon": place[1], "precision": precision}


def _reach(number: int, name: str, district: str, town: str) -> dict[str, str]:
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("ltd", "")).strip("-")
    if town in _AREA_CODES:
        phone = f"{_AREA_CODES[town]}{100 + number:03d}"
    elif district[:2] in _LEEDS_CODE:
        phone = f"0113 496 0{100 + number:03d}"
    else:
        phone = f"01632 960{100 + number:03d}"
    return {"phone": phone, "email": f"works@{slug}.example", "website": f"https://{slug}.example"}


def _manner(name: str, grade: str, lot: Random) -> dict[str, Any]:
    hours = _HOURS.get(name)
    if hours is None and lot.random() < 0.15 and grade in "CD":
        hours = lot.choice((_EARLY, _WITH_LUNCH, _UNTIL_FOUR))
    return {
        "call_minutes": 60 if name == "Holt Ltd" else _MINUTES[grade],
        "opening_hours": hours,
        "notes": lot.choice(_NOTES) if lot.random() < 0.25 else "",
    }
