"""How long the gauge, the screen of prospects and its slider take over a large territory."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from statistics import median
from typing import Any

import pytest
from sqlalchemy import insert

from planner.records import KINDS
from planner.workspace import Workspace

ACCOUNTS, ORDERS, CALLS, PROSPECTS = 5000, 100_000, 7_000, 500
"""A rep makes some 25 calls a week; all else is far more than one has."""
TODAY = date(2026, 11, 27)
LEEDS = {"name": "Large", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
        with Workspace.new(tmp_path_factory.mktemp("large") / "large.loopwise", LEEDS) as made:
            with made.journal.outside() as session:
                for kind, rows in _rows(Random(4)).items():
                    session.connection().execute(insert(KINDS[kind].__table__), rows)  # type: ignore[arg-type]
            yield made


def _rows(lot: Random) -> dict[str, list[dict[str, Any]]]:
    def day() -> date:
        return TODAY - timedelta(days=lot.randrange(5 * 365))

    place = {"lat": 53.8, "lon": -1.55, "precision": "given"}
    return {
        "account": [
            {"name": f"Account {n}", "status": "prospect" if n < PROSPECTS else "customer",
             "grade": lot.choice("ABCD"), "lead_source": lot.choice(("referral", "cold", "")),
             "prospect_value": 1000.0 * lot.randrange(1, 50), **place}
            for n in range(ACCOUNTS)
        ],
        "order": [
            {"account": lot.randrange(PROSPECTS, ACCOUNTS) + 1, "date": day(), "amount": 100.0}
            for _n in range(ORDERS)
        ],
        "call": [
            {"account": lot.randrange(ACCOUNTS) + 1, "day": day(), "state": "made",
             "uid": uuid.uuid4().hex}
            for _n in range(CALLS)
        ],
    }  # fmt: skip


def _tell(what: str, work: Callable[[], object], times: int = 5) -> None:
    taken = []
    for _n in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    print(f"{what}: {1000 * median(taken):.0f} ms")


def test_that_prospecting_is_measured(large: Workspace) -> None:
    prospecting = large.prospecting
    _tell("gauge", lambda: prospecting.new_business(TODAY))
    _tell("screen", lambda: prospecting.overview(TODAY))
    outlook = prospecting.overview(TODAY).outlook
    hours = iter(range(1, 100))
    _tell("slider, one step", lambda: outlook.trade(next(hours) / 8))
