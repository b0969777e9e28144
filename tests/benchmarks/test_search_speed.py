"""Search as you type over 100,000 accounts: wanted within 30 ms at each key.

Run with `pytest tests/benchmarks/test_search_speed.py -s`. Prints; nothing fails by the clock.
"""

from __future__ import annotations

from datetime import date
from random import Random
from time import perf_counter
from typing import Any

from planner.workspace import AccountRow
from planner.workspace.views import NOBODY
from ui.accounts.model import AccountsModel
from ui.finding import AccountIndex

COUNT = 100_000
_FIRST = "Holt Kaye Swale Aire York Brown Hardy Nidd Ure Calder Colne Don Esk Wharfe Ouse".split()
_SECOND = "Tools Castings Gears Optics Marine Precision Works Springs Metals Forge Pumps".split()
_TOWNS = "Leeds York Hull Selby Ripon Goole Halifax Keighley Otley Malton Thirsk".split()
_TYPED = ("holt castings 47", "zzz", "ring leeds", "é", "o", "works of the")


def rows() -> list[AccountRow]:
    lot = Random(7)
    return [
        NOBODY._replace(
            id=number,
            name=f"{lot.choice(_FIRST)} {lot.choice(_SECOND)} {lot.randint(1, 9999)}",
            town=lot.choice(_TOWNS),
            status="customer",
            grade=lot.choice("ABCD"),
        )
        for number in range(1, COUNT + 1)
    ]


def keys() -> list[str]:
    """What stands in the field after each key of each search."""
    return [typed[: at + 1] for typed in _TYPED for at in range(len(typed))]


def test_find_or_do() -> None:
    every = rows()
    begun = perf_counter()
    index = AccountIndex(every)
    print(f"\nindex of {COUNT:,}: {1000 * (perf_counter() - begun):.0f} ms (beside the window)")
    _tell("find or do", lambda typed: index.best(typed, 12))


def test_accounts_table(qapp: Any) -> None:
    model = AccountsModel()
    model.set_rows(rows(), date(2026, 11, 27), "GBP")
    _tell("accounts table", model.search)


def _tell(what: str, search: Any) -> None:
    times = []
    for typed in keys():
        best = 9.0
        for _again in range(3):
            begun = perf_counter()
            search(typed)
            best = min(best, perf_counter() - begun)
        times.append((1000 * best, typed))
    times.sort()
    middle, (worst, typed) = times[len(times) // 2][0], times[-1]
    print(f"{what}: median {middle:.1f} ms, worst {worst:.1f} ms at “{typed}”")
