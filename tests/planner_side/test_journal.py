"""The journal: every change is undone and redone row for row, and survives a restart."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from planner.records import KINDS, Account
from planner.store.journal import Unjournalled
from planner.workspace import IsoWeek, Refused, Workspace

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
MONDAY = date(2026, 11, 30)


def rows(workspace: Workspace) -> dict[str, list[Any]]:
    """Every row of every kind of record, as it stands in the file."""
    with Session(workspace._engine) as session:
        return {
            name: sorted(map(tuple, session.connection().execute(select(kind.__table__))))
            for name, kind in KINDS.items()
        }


names = st.text(min_size=1, max_size=12).filter(str.strip)
pick = st.integers(0, 9)
days = st.integers(0, 4).map(lambda n: MONDAY + timedelta(days=n))
edit = st.one_of(
    st.tuples(st.just("make"), names),
    st.tuples(st.just("rename"), pick, names),
    st.tuples(st.just("place"), pick, st.floats(-90, 90), st.floats(-180, 180)),
    st.tuples(st.just("delete"), pick),
    st.tuples(st.just("contact"), pick, names),
    st.tuples(st.just("order"), pick, st.floats(0, 1e6)),
    st.tuples(st.just("assign"), days, st.sets(pick, max_size=4)),
    st.tuples(st.just("drop"), days, pick, pick),
    st.tuples(st.just("lock"), pick, st.booleans()),
    st.tuples(
        st.just("copy"),
    ),
    st.tuples(st.just("settings"), st.floats(1, 3)),
    st.tuples(
        st.just("undo"),
    ),
)


class Editor:
    """Carries out generated edits on whatever records there are."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __call__(self, name: str, *args: Any) -> None:
        with suppress(Refused):  # a lock held, a call not there: also a fair end of an edit
            getattr(self, name)(*args)

    def some(self, kind: str, n: int) -> int:
        every = self.workspace.records.every(kind)
        return every[n % len(every)].id if every else 10_000

    def make(self, name: str) -> None:
        self.workspace.records.make("account", {"name": name})

    def rename(self, n: int, name: str) -> None:
        self.workspace.records.change("account", self.some("account", n), {"name": name})

    def place(self, n: int, lat: float, lon: float) -> None:
        account = self.some("account", n)
        self.workspace.records.change("account", account, {"lat": lat, "lon": lon})

    def delete(self, n: int) -> None:
        self.workspace.records.delete("account", self.some("account", n))

    def contact(self, n: int, name: str) -> None:
        values = {"account": self.some("account", n), "name": name}
        self.workspace.records.make("contact", values)

    def order(self, n: int, amount: float) -> None:
        values = {"account": self.some("account", n), "date": MONDAY, "amount": amount}
        self.workspace.records.make("order", values)

    def assign(self, day: date, picks: set[int]) -> None:
        accounts = list(dict.fromkeys(self.some("account", n) for n in sorted(picks)))
        self.workspace.planning.assign(day, accounts)

    def drop(self, day: date, n: int, position: int) -> None:
        self.workspace.planning.drop(day, position, calls=[self.some("call", n)])

    def lock(self, n: int, locked: bool) -> None:
        self.workspace.planning.lock([self.some("call", n)], locked=locked)

    def copy(self) -> None:
        week = IsoWeek.of(MONDAY)
        self.workspace.planning.copy_week(week, week.plus(1))

    def settings(self, factor: float) -> None:
        self.workspace.set_up({"road_factor": factor})

    def undo(self) -> None:
        self.workspace.undo()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(edit, max_size=12))
def test_that_all_undone_is_the_first_state_and_all_redone_the_last(edits: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "t.loopwise"
        with Workspace.new(file, LEEDS) as workspace:
            for n in range(3):
                workspace.records.make("account", {"name": f"First {n}"})
            ground = rows(workspace)
            floor = len([e for e in workspace.history() if not e.undone])
            editor = Editor(workspace)
            for name, *args in edits:
                editor(name, *args)
            last = rows(workspace)
            undone = 0
        with Workspace.open(file) as workspace:  # after a restart
            while len([e for e in workspace.history() if not e.undone]) > floor:
                assert workspace.undo() is not None
                undone += 1
            if not any(name == "undo" for name, *_ in edits):
                assert rows(workspace) == ground
            for _ in range(undone):
                assert workspace.redo() is not None
            assert rows(workspace) == last


def test_that_an_undone_delete_brings_back_all_that_went_with_the_account(
    workspace: Workspace,
) -> None:
    account = workspace.records.make("account", {"name": "Holt Ltd"})[0].id
    workspace.records.make("contact", {"account": account, "name": "Ann"})
    workspace.planning.assign(MONDAY, [account])
    before = rows(workspace)
    workspace.records.delete("account", account)
    assert rows(workspace)["contact"] == rows(workspace)["call"] == []
    workspace.undo()
    assert rows(workspace) == before


def test_that_a_number_is_never_used_again_not_even_after_an_undo(workspace: Workspace) -> None:
    first = workspace.records.make("account", {"name": "One"})[0].id
    workspace.undo()
    assert workspace.records.make("account", {"name": "Two"})[0].id > first


def test_that_a_new_change_leaves_nothing_to_redo(workspace: Workspace) -> None:
    workspace.records.make("account", {"name": "One"})
    workspace.undo()
    workspace.records.make("account", {"name": "Two"})
    assert workspace.redo() is None
    assert [a.name for a in workspace.records.every("account")] == ["Two"]


def test_that_a_change_without_effect_is_no_step(workspace: Workspace) -> None:
    account = workspace.records.make("account", {"name": "One"})[0].id
    steps = len(workspace.history())
    _record, change = workspace.records.change("account", account, {"name": "One"})
    assert change is None
    assert len(workspace.history()) == steps


def test_that_a_failed_use_case_keeps_nothing(workspace: Workspace) -> None:
    before = rows(workspace)

    def break_off() -> None:
        with workspace.journal.change("broken") as change:
            change.session.add(Account(name="Half"))
            change.session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert rows(workspace) == before
    assert workspace.history() == []


def test_that_records_cannot_be_changed_beside_the_journal(workspace: Workspace) -> None:
    with pytest.raises(Unjournalled), workspace.journal.outside() as session:
        session.add(Account(name="Beside"))
    with pytest.raises(Unjournalled), workspace.journal.outside() as session:
        session.execute(update(Account).values(name="All"))
    assert workspace.records.every("account") == []


def test_that_a_change_tells_what_it_touched(workspace: Workspace, six: list[int]) -> None:
    change = workspace.planning.assign(MONDAY, six[:2])
    assert change is not None
    assert change.days == {MONDAY}
    assert len(change.touched["call"]) == 2
    assert workspace.undo() is not None
    assert workspace.history()[0].undone
