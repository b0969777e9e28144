"""How long the list of what needs the rep takes over a large territory with a long history."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest
from sqlalchemy import insert

from planner.records import KINDS
from planner.workspace import Workspace

ACCOUNTS, YEARS = 5000, 5
TODAY = date(2026, 11, 27)
LEEDS = {"name": "Large", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
_A_CYCLE = {"A": 4.0, "B": 2.0, "C": 1.0, "D": 0.5}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
        with Workspace.new(tmp_path_factory.mktemp("large") / "large.loopwise", LEEDS) as made:
            with made.journal.outside() as session:
                for kind, rows in _rows(Random(4)).items():
                    if rows:
                        session.connection().execute(insert(KINDS[kind].__table__), rows)  # type: ignore[arg-type]
            yield made


def _rows(lot: Random) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {
        kind: [] for kind in ("account", "contact", "call", "order", "turnover", "complaint",
                              "promise", "touch", "machine", "job", "question")
    }  # fmt: skip
    for number in range(1, ACCOUNTS + 1):
        grade = lot.choices("ABCD", (10, 25, 40, 25))[0]
        found["account"].append(_account(lot, number, grade))
        found["contact"] += [_contact(lot, number, role) for role in ("Decider", "Buyer", "User")]
        found["call"] += _calls(lot, number, grade)
        found["order"] += [_order(lot, number) for _one in range(lot.randint(5, 40))]
        found["turnover"] += [_turnover(lot, number, year) for year in range(2021, 2027)]
        if lot.random() < 0.2:
            found["touch"].append({"account": number, "day": _day(lot), "kind": "favour"})
        if lot.random() < 0.3:
            due = TODAY + timedelta(days=lot.randint(-60, 300))
            found["machine"].append({"account": number, "name": "Lathe", "maintenance_due": due})
    for number in lot.sample(range(1, ACCOUNTS + 1), 400):
        found["complaint"].append(_complaint(lot, number))
        found["promise"].append(_promise(lot, number))
        found["job"].append({"account": number, "opened_at": _moment(lot), "done_on": _day(lot)})
    return found


def _account(lot: Random, number: int, grade: str) -> dict[str, Any]:
    placed = lot.random() < 0.99
    status = lot.choices(("customer", "prospect", "lapsed"), (85, 10, 5))[0]
    return {
        "id": number, "name": f"Account {number}", "grade": grade, "status": status,
        "lat": lot.uniform(52, 55) if placed else None,
        "lon": lot.uniform(-3, 0) if placed else None,
        "precision": "given" if placed else "none",
    }  # fmt: skip


def _contact(lot: Random, account: int, role: str) -> dict[str, Any]:
    seen = TODAY - timedelta(days=lot.randint(1, 120)) if lot.random() < 0.9 else None
    return {"account": account, "name": f"{role} {account}", "role": role, "last_seen": seen}


def _calls(lot: Random, account: int, grade: str) -> list[dict[str, Any]]:
    many = round(YEARS * 4 * _A_CYCLE[grade] * lot.uniform(0.5, 1.5))
    days = [TODAY - timedelta(days=lot.randint(1, 365 * YEARS)) for _one in range(many)]
    made = [{"account": account, "day": day, "state": "made", "uid": f"{account}-{at}"}
            for at, day in enumerate(days)]  # fmt: skip
    if lot.random() < 0.02:
        ahead = TODAY + timedelta(days=lot.randint(1, 12))
        made.append({"account": account, "day": ahead, "state": lot.choice(("draft", "asked")),
                     "uid": f"{account}-ahead"})  # fmt: skip
    return made


def _order(lot: Random, account: int) -> dict[str, Any]:
    return {"account": account, "date": _day(lot), "amount": lot.uniform(100, 5000)}


def _turnover(lot: Random, account: int, year: int) -> dict[str, Any]:
    return {"account": account, "year": year, "potential": lot.uniform(1000, 90_000),
            "revenue": lot.uniform(0, 60_000)}  # fmt: skip


def _complaint(lot: Random, account: int) -> dict[str, Any]:
    closed = _moment(lot) if lot.random() < 0.9 else None
    return {"account": account, "anxiety": lot.randint(1, 5), "difficulty": lot.randint(1, 5),
            "text": "Inserts chip.", "opened_at": _moment(lot), "closed_at": closed}  # fmt: skip


def _promise(lot: Random, account: int) -> dict[str, Any]:
    return {"account": account, "due": TODAY + timedelta(days=lot.randint(-300, 10)),
            "text": "Bring the tips", "state": lot.choice(("open", "kept", "kept"))}  # fmt: skip


def _day(lot: Random) -> date:
    return TODAY - timedelta(days=lot.randint(1, 365 * YEARS))


def _moment(lot: Random) -> int:
    return int(datetime(2026, 11, 27, tzinfo=UTC).timestamp()) - lot.randint(1, 365 * 86_400)


def test_the_list_of_what_needs_the_rep(large: Workspace, monkeypatch: Any) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    rows = large.attention.rows()
    took, worked = [], []
    for _one in range(15):
        begun, at_work = time.perf_counter(), time.thread_time()
        large.attention.rows()
        took.append(1000 * (time.perf_counter() - begun))
        worked.append(1000 * (time.thread_time() - at_work))
    size = Path(large.file).stat().st_size / 1e6
    print(f"\n{ACCOUNTS:,} accounts, {YEARS} years, {size:.0f} MB: {len(rows):,} lines in"
          f" {median(took):.1f} ms (from {min(took):.1f} to {max(took):.1f}),"
        f" {min(worked):.1f} ms of the processor")  # fmt: skip
    print(dict(Counter(row.kind for row in rows)))
    assert rows
