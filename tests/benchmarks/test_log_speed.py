"""How long a log of a call takes until it is on the disk: 5,000 accounts, five years of calls.

Prints a table; nothing here passes or fails by the clock. Run with
`pytest tests/benchmarks/test_log_speed.py -s`.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert

from planner.records import KINDS
from planner.workspace import Workspace
from planner.workspace.log.entry import Heard, LogEntry, Ordered, Pledge, Raised

TODAY = date(2026, 11, 27)
ACCOUNTS, YEARS, RUNS = 5_000, 5, 60
LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}


@pytest.fixture
def territory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as workspace:
        chance = random.Random(7)
        rows = dict(_rows(chance))
        with workspace.journal.outside() as session:
            for kind, values in rows.items():
                session.connection().execute(insert(KINDS[kind].__table__), values)
        yield workspace


def _rows(chance: random.Random) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    numbers = range(1, ACCOUNTS + 1)
    yield (
        "account",
        [
            {
                "id": n,
                "name": f"Account {n}",
                "grade": chance.choice("ABCD"),
                "lat": chance.gauss(53.75, 0.3),
                "lon": chance.gauss(-1.5, 0.6),
                "precision": "given",
            }
            for n in numbers
        ],
    )
    yield (
        "contact",
        [
            {"id": 3 * n + k, "account": n, "name": f"Person {n} {k}", "role": "user"}
            for n in numbers
            for k in range(3)
        ],
    )
    calls = [
        {
            "id": at + 1,
            "account": at % ACCOUNTS + 1,
            "day": TODAY - timedelta(days=1 + at * 365 * YEARS // (ACCOUNTS * 20)),
            "position": at % 8,
            "state": "made",
            "outcome": "All well",
            "uid": UUID(int=chance.getrandbits(128), version=4).hex,
        }
        for at in range(ACCOUNTS * 20)
    ]
    yield "call", calls
    yield "seen", [{"call": c["id"], "contact": 3 * c["account"]} for c in calls[::2]]
    yield (
        "touch",
        [
            {"account": c["account"], "day": c["day"], "kind": "favour", "text": "Chart"}
            for c in calls[::4]
        ],
    )


def test_that_a_log_is_measured(territory: Workspace) -> None:
    chance = random.Random(3)
    small: list[float] = []
    full: list[float] = []
    pages: list[float] = []
    for run in range(RUNS):
        account = chance.randint(1, ACCOUNTS)
        began = time.perf_counter()
        page = territory.log.page(account)
        pages.append(time.perf_counter() - began)
        entry = LogEntry("All well") if run % 2 else _full(page.people[0].id)
        began = time.perf_counter()
        territory.log.log_call(entry, account=account)
        (small if run % 2 else full).append(time.perf_counter() - began)
    print(f"\n{'':28}  median     95 %  (ms), {ACCOUNTS} accounts, {YEARS} years")
    for name, took in (("page", pages), ("outcome only", small), ("everything", full)):
        rows = sorted(1000 * one for one in took)
        print(f"{name:28} {statistics.median(rows):7.1f}  {rows[int(len(rows) * 0.95)]:7.1f}")


def _full(contact: int) -> LogEntry:
    return LogEntry(
        "Took an order for inserts",
        seen=(contact,),
        stage="close",
        objection=Raised("Too dear", "Per part", "yes"),
        nuance="Counts stock on Mondays",
        promises=(Pledge("Quote", TODAY + timedelta(days=7)),),
        order=Ordered(120.0, "Inserts"),
        next_step="Second cell",
        favour="Chart",
        report=Heard("Rival tests a coating"),
        odometer=48_210.0,
    )
