"""How soon an account's card opens in a large territory: 5,000 accounts, five years of history."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from planner.workspace import Workspace
from ui.accounts.card import AccountCard
from ui.jobs import Jobs

ACCOUNTS, YEARS, OPENED = 5000, 5, 40
TODAY = date(2026, 11, 27)
SETTINGS = {"name": "Large", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
_WORDS = "price delivery edge holder coolant trial program supplier invoice chips".split()


def _rows(lot: Random) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of every kind, in the order in which one may name another."""
    yield (
        "account",
        [
            {"name": f"Account {n}", "grade": "ABCD"[n % 4], "town": "Leeds"}
            for n in range(ACCOUNTS)
        ],
    )
    every, people = range(1, ACCOUNTS + 1), range(1, 3 * ACCOUNTS + 1)
    yield "contact", [
        {"account": (n - 1) // 3 + 1, "name": f"Person {n}",
         "role": ("decider", "buyer", "")[n % 3],
         "last_seen": TODAY - timedelta(days=lot.randint(1, 400))} for n in people
    ]  # fmt: skip
    yield "call", [
        {"account": n, "day": TODAY - timedelta(days=60 * k + n % 60), "state": "made",
         "outcome": "All well. Ask again in spring.", "uid": f"{n}-{k}"}
        for n in every for k in range(6 * YEARS)
    ]  # fmt: skip
    yield "order", [
        {"account": n, "date": TODAY - timedelta(days=75 * k + n % 75), "line": "Inserts",
         "amount": float(lot.randint(50, 5000))} for n in every for k in range(5 * YEARS)
    ]  # fmt: skip
    yield "promise", [
        {"account": n, "contact": 3 * n, "due": TODAY - timedelta(days=90 * k - 20),
         "text": "Samples", "state": "kept" if k else "open"}
        for n in every for k in range(2 * YEARS)
    ]  # fmt: skip
    for kind, field in (("objection", "text"), ("nuance", "text")):
        extra = {"answer": "Worked it out", "worked": "yes"} if kind == "objection" else {}
        yield kind, [
            {"account": n, "date": TODAY - timedelta(days=lot.randint(1, 1800)), **extra,
             field: " ".join(lot.sample(_WORDS, 4))} for n in every for _k in range(2)
        ]  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    lot = Random(7)
    with Workspace.new(tmp_path_factory.mktemp("large") / "large.loopwise", SETTINGS) as workspace:
        with workspace.journal.change("sample_made") as change:
            for kind, rows in _rows(lot):
                change.insert(kind, rows)
        yield workspace


def test_that_the_card_is_measured(
    large: Workspace, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the wish to the first picture: read beside the window, made and painted."""
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    jobs = Jobs()
    problems: list[object] = []
    jobs.failed.connect(problems.append)
    card = AccountCard(large, jobs)
    qtbot.addWidget(card)
    card.resize(340, 696)
    card.show()
    took = []
    for account in Random(3).sample(range(1, ACCOUNTS), OPENED):
        began = time.perf_counter()
        with qtbot.waitSignal(card.shown, timeout=20_000):
            card.open_account(account)
        card.grab()
        took.append(1000 * (time.perf_counter() - began))
    jobs.close()
    middle, worst = statistics.median(took[1:]), max(took[1:])
    print(
        f"\ncard of 1 in {ACCOUNTS}: first {took[0]:.0f} ms, median {middle:.0f}, worst {worst:.0f}"
    )
    assert len(took) == OPENED
    assert problems == []
