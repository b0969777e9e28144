from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from planner import clock, resources
from planner.records import Account, Call
from planner.sample import make_sample
from planner.store.errors import AlreadyThere
from planner.workspace import IsoWeek, Workspace
from planner.workspace.fields import as_dict

FRIDAY = "2026-11-27T15:30:00+00:00"
KINDS = ("account", "contact", "order", "turnover", "call", "itinerary", "territory")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPWISE_NOW", FRIDAY)
        file = tmp_path_factory.mktemp("sample") / "sample.loopwise"
        make_sample(file).close()
    with Workspace.open(file) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", FRIDAY)


def _accounts(workspace: Workspace) -> list[Account]:
    return [a for a in workspace.records.every("account") if isinstance(a, Account)]


def _calls(workspace: Workspace) -> list[Call]:
    return [c for c in workspace.records.every("call") if isinstance(c, Call)]


def test_that_the_sample_has_the_mix_of_accounts_of_a_real_territory(sample: Workspace) -> None:
    kinds = Counter((a.status, a.grade) for a in _accounts(sample))
    assert kinds["customer", "A"] == 14
    assert kinds["customer", "B"] == 38
    assert 90 <= kinds["customer", "C"] + kinds["customer", "D"] <= 100
    assert sum(n for (status, _grade), n in kinds.items() if status == "prospect") == 22
    assert sum(n for (status, _grade), n in kinds.items() if status == "lapsed") == 2


def test_that_its_half_planned_week_is_the_one_after_the_clock(sample: Workspace) -> None:
    week = sample.planning.week(IsoWeek(2026, 49))
    assert [len(day.stops) for day in week.days] == [5, 4, 4, 6, 2]
    assert {s.call.state for s in week.stop_of_call.values()} == {"draft", "asked", "confirmed"}
    assert sample.planning.week(IsoWeek(2026, 50)).calls == 0


def test_that_a_day_goes_over_and_loops_would_save(sample: Workspace) -> None:
    week = sample.planning.week(IsoWeek(2026, 49))
    assert {b.kind for day in week.days for b in day.cost.breaks} == {"late", "over_day"}
    compared = sample.planning.compare(week).values()
    assert sum(c.loop.metres < c.planned.metres for c in compared) >= 3
    assert sum(c.zigzag.metres > c.loop.metres for c in compared) >= 3


def test_that_the_weeks_behind_are_made_and_none_of_them_is_crowded(sample: Workspace) -> None:
    calls = [c for c in _calls(sample) if c.day <= date(2026, 11, 27)]
    assert {c.state for c in calls} == {"made", "missed"}
    assert all(c.outcome for c in calls)
    assert max(Counter(c.day for c in calls).values()) <= 6
    assert {c.day.weekday() for c in calls} == {0, 1, 2, 3, 4}
    for week in (46, 47, 48):
        assert sample.planning.week(IsoWeek(2026, week)).calls >= 15


def test_that_some_accounts_are_overdue_some_over_called_and_two_need_a_place(
    sample: Workspace,
) -> None:
    rows = sample.accounts.rows()
    customers = [r for r in rows if r.status == "customer" and r.due]
    overdue = [r for r in customers if r.due and r.due < date(2026, 11, 30)]
    assert 25 <= len(overdue) <= 60
    assert [r.precision for r in rows].count("none") == 2
    hardy = next(r.id for r in rows if r.name == "Hardy Ltd")
    since = date(2026, 11, 30) - timedelta(weeks=8)
    made = [c for c in _calls(sample) if c.account == hardy and c.state == "made"]
    assert sum(c.day >= since for c in made) == 5


def test_that_revenue_is_what_was_ordered(sample: Workspace) -> None:
    ordered: Counter[tuple[int, int]] = Counter()
    for order in sample.records.every("order"):
        row = as_dict(order)
        ordered[row["account"], int(row["date"][:4])] += row["amount"]
    for turnover in (as_dict(t) for t in sample.records.every("turnover")):
        if turnover["year"] >= 2025 and turnover["revenue"] is not None:
            assert turnover["revenue"] == ordered[turnover["account"], turnover["year"]]
            assert turnover["potential"] >= turnover["revenue"]


def test_that_phones_and_hosts_can_belong_to_nobody(sample: Workspace) -> None:
    free = r"011[34] 496 0\d{3}|01632 960\d{3}|07700 900\d{3}"
    people = [as_dict(r) for kind in ("account", "contact") for r in sample.records.every(kind)]
    assert len(people) > 400
    assert not [p["phone"] for p in people if not re.fullmatch(free, p["phone"])]
    assert not [p["email"] for p in people if not p["email"].endswith(".example")]


def test_that_undo_has_nothing_to_take_back_from_a_fresh_sample(sample: Workspace) -> None:
    assert sample.history() == []
    assert sample.journal.heads() == (None, None)
    assert sample.territory.is_sample


def test_that_the_same_clock_makes_the_same_sample(sample: Workspace, tmp_path: Path) -> None:
    with make_sample(tmp_path / "again.loopwise") as again:
        for kind in KINDS:
            first = [as_dict(r) for r in sample.records.every(kind)]
            assert [as_dict(r) for r in again.records.every(kind)] == first


@pytest.mark.parametrize(
    "now", ["2026-11-23T06:00:00+00:00", "2027-01-03T12:00:00+00:00", "2027-03-24T16:00:00+01:00"]
)
def test_that_the_sample_follows_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: str
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", now)
    today = clock.today("Europe/London")
    with make_sample(tmp_path / "sample.loopwise") as workspace:
        this = IsoWeek.of(today)
        assert workspace.planning.week(this.plus(1)).calls == 21
        for call in _calls(workspace):
            assert (call.state in ("made", "missed")) == (
                call.day < today or (call.day == today and clock.now().hour >= 15)
            )


def test_that_a_sample_never_overwrites_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.loopwise"
    file.write_text("mine", "utf-8")
    with pytest.raises(AlreadyThere):
        make_sample(file)
    assert file.read_text("utf-8") == "mine"


def test_that_every_account_of_the_table_is_named_once_and_has_a_town() -> None:
    with resources.path("sample", "accounts.csv").open(encoding="utf-8", newline="") as file:
        accounts = list(csv.DictReader(file))
    with resources.path("sample", "towns.csv").open(encoding="utf-8", newline="") as file:
        towns = {row["town"] for row in csv.DictReader(file)}
    assert max(Counter(a["name"] for a in accounts).values()) == 1
    assert {a["town"] for a in accounts} <= towns
