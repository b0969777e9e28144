"""`loopwise plan`, by its contract."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.cli import main
from planner.sample import make_sample

FRIDAY = "2026-11-27T15:30:00+00:00"
WEEK = "2026-W49"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOOPWISE_NOW", FRIDAY)
        file = tmp_path_factory.mktemp("master") / "sample.loopwise"
        make_sample(file).close()
    return file


@pytest.fixture
def run(
    master: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    file = tmp_path / "rep.loopwise"
    shutil.copy(master, file)
    monkeypatch.setenv("LOOPWISE_TERRITORY", str(file))
    monkeypatch.setenv("LOOPWISE_NOW", FRIDAY)

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def asked(run: Command, *words: str) -> Any:
    code, out, err = run("--json", *words)
    assert code == 0, err
    return json.loads(out)


def stops(document: Any) -> list[list[int]]:
    return [[stop["account"] for stop in day["stops"]] for day in document["days"]]


def test_that_the_week_is_planned_kept_and_undone_by_one_step(run: Command) -> None:
    before = asked(run, "itinerary", "--week", WEEK)
    planned = asked(run, "plan", "--week", WEEK, "--iterations", "300")
    assert stops(planned) == stops(asked(run, "itinerary", "--week", WEEK))
    assert sum(map(len, stops(planned))) > sum(map(len, stops(before)))
    assert not [b for day in planned["days"] for b in day["breaks"]]
    assert asked(run, "undo")
    assert stops(asked(run, "itinerary", "--week", WEEK)) == stops(before)


def test_that_the_document_says_who_is_left_out_why_and_what_the_engine_did(run: Command) -> None:
    planned = asked(run, "plan", "--week", WEEK, "--iterations", "200", "--seed", "3")
    assert planned["engine"].keys() == {"seconds", "iterations", "seed"}
    assert planned["engine"]["seed"] == 3
    assert planned["engine"]["iterations"] >= 200
    assert planned["left_out"]
    for one in planned["left_out"]:
        assert one.keys() == {"account", "name", "reason"}
        assert one["reason"].endswith(".")
    whys = [stop["why"] for day in planned["days"] for stop in day["stops"]]
    assert any("off Monday's road" in why for why in whys)
    assert "Locked, so it stays" in whys


def test_that_the_same_seed_and_iterations_give_the_same_plan(run: Command) -> None:
    words = ("plan", "--week", WEEK, "--iterations", "250", "--dry-run", "--fresh")
    first, second = asked(run, *words), asked(run, *words)
    for planned in (first, second):
        del planned["engine"]["seconds"]
    assert first == second


def test_that_a_dry_run_keeps_nothing(run: Command) -> None:
    before = asked(run, "history")
    code, out, _err = run("plan", "--week", WEEK, "--iterations", "100", "--dry-run")
    assert code == 0
    assert "added" in out
    assert asked(run, "history") == before


def test_that_agreed_times_that_clash_are_named_and_nothing_is_kept(run: Command) -> None:
    rows = asked(run, "accounts")
    for row in [r for r in rows if r["lat"]][:2]:
        words = (f"account={row['id']}", "day=2026-12-03", "start=14:00", "state=confirmed")
        assert run("record", "call", *words)[0] == 0
    before = asked(run, "itinerary", "--week", WEEK)
    code, _out, err = run("plan", "--week", WEEK, "--iterations", "100")
    assert code == 5
    assert "at 14:00" in err
    assert "can be kept" in err
    assert asked(run, "itinerary", "--week", WEEK) == before


@pytest.mark.parametrize(
    "words", [("--seconds", "0"), ("--seconds", "nan"), ("--seconds", "-1"), ("--iterations", "0")]
)
def test_that_an_effort_that_makes_no_sense_is_refused(
    run: Command, words: tuple[str, ...]
) -> None:
    assert run("plan", "--week", WEEK, *words)[0] == 2


def test_that_a_week_gone_by_is_refused(run: Command) -> None:
    code, _out, err = run("plan", "--week", "2026-W30")
    assert code == 3
    assert "week 30" in err


def test_that_a_week_of_days_off_is_refused_with_the_way_out(run: Command) -> None:
    for day in range(7):
        assert run("record", "itinerary", f"date=2026-12-{21 + day}", "day_off=yes")[0] == 0
    code, _out, err = run("plan", "--week", "2026-W52", "--iterations", "200")
    assert code == 3
    assert "working day" in err


def test_that_a_week_is_written_in_plain_digits(run: Command) -> None:
    assert run("plan", "--week", "２０２６-W49")[0] == 2
