"""How long trust and solutions take in a large territory. Figures, never a pass or a fail."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert

from planner.records import KINDS
from planner.workspace import Workspace

ACCOUNTS, CALLS, SOLUTIONS = 5_000, 40, 2_000
TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    settings = {"name": "Large", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
    workspace = Workspace.new(tmp_path_factory.mktemp("large") / "large.loopwise", settings)
    lot = Random(4)
    ids = range(1, ACCOUNTS + 1)

    def day() -> date:
        return TODAY - timedelta(days=lot.randint(0, 5 * 365))

    rows: dict[str, list[dict[str, Any]]] = {
        "account": [{"id": i, "name": f"Account {i}", "grade": lot.choice("ABCD")} for i in ids],
        "call": [{"account": i, "day": day(), "state": "made"} for i in ids for _ in range(CALLS)],
        "promise": [
            {"account": i, "due": day(), "state": "kept", "closed_on": day()}
            for i in ids
            for _ in range(4)
        ],
        "solution": [
            {"problem": f"Inserts chip, case {i}", "worked": f"Grade {i}", "account": i}
            for i in range(1, SOLUTIONS + 1)
        ],
    }
    with workspace.journal.outside() as session:
        for kind, values in rows.items():
            session.connection().execute(insert(KINDS[kind].__table__), values)  # type: ignore[arg-type]
    return workspace


def test_print_how_long_trust_and_solutions_take(
    large: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    jobs = {
        "trust of all accounts": large.key_accounts.trusts,
        "trust of one account": lambda: large.key_accounts.trust(7),
        "a key account whole": lambda: large.key_accounts.card(7),
        "first search, index made": lambda: large.solutions.search("grade 77"),
        "search again": lambda: large.solutions.search("grade 1999"),
        "proposal by words": lambda: large.solutions.propose(7, ("inserts", "chip")),
    }
    for what, do in jobs.items():
        begin = time.perf_counter()
        do()
        print(f"{what}: {1000 * (time.perf_counter() - begin):.1f} ms")
