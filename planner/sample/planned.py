"""The week ahead: Monday to Thursday planned, not quite in the best order, Friday half empty.

Thursday does not fit into the day, Wednesday ends early, some times are agreed and one is asked.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from planner.sample.accounts import SampleAccount
from planner.sample.times import Times
from planner.sample.visits import call_row

_WEEK = (
    ("Holt Ltd", "Colne Tools", "Calder Gears", "Kaye & Co", "Aire Turning"),
    ("Craven Tools", "Ure Castings", "Wharfe Gears", "Nidd Precision"),
    ("Brown & Co", "York Optics", "Swale Tooling", "Malton Pumps"),
    (
        "Goole Forge",
        "Hull Marine",
        "Lund Metals",
        "Mere Mouldings",
        "Wolds Spares",
        "Weighton Mill",
    ),
    ("Hardy Ltd", "Barnsley Drill"),
)
_HOUR = 3600
_AGREED: dict[str, dict[str, Any]] = {
    "Holt Ltd": {"state": "confirmed", "start": 8 * _HOUR + 50 * 60, "locked": True},
    "York Optics": {"state": "confirmed", "start": 10 * _HOUR + 5 * 60, "locked": True},
    "Hull Marine": {
        "state": "asked",
        "start": 10 * _HOUR + 40 * 60,
        "objective": "Agree next year's contract",
    },
    "Barnsley Drill": {"state": "confirmed", "start": 9 * _HOUR + 40 * 60},
    "Ure Castings": {"objective": "Bring the trial tips that were promised"},
}


def planned_calls(accounts: list[SampleAccount], times: Times) -> list[dict[str, Any]]:
    """Call rows of the week after this one."""
    by_name = {account.name: account for account in accounts}
    return [
        call_row(
            by_name[name], times.monday + timedelta(days=weekday), place, _AGREED.get(name, {})
        )
        for weekday, names in enumerate(_WEEK)
        for place, name in enumerate(names)
    ]


def special_days(times: Times) -> list[dict[str, Any]]:
    """Wednesday of that week ends early."""
    return [
        {
            "date": times.monday + timedelta(days=2),
            "work_end": 16 * _HOUR,
            "note": "Dentist at 16:30",
        }
    ]
