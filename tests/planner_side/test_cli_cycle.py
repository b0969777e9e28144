"""`loopwise cycle` by its contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.cli.running import main
from planner.sample.making import make_sample


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    file = tmp_path / "sample.loopwise"
    make_sample(file).close()
    return file


def run(capsys: pytest.CaptureFixture[str], file: Path, *line: str) -> tuple[int, str, str]:
    code = main(["--territory", str(file), *line])
    said = capsys.readouterr()
    return code, said.out, said.err


PLAN = ("cycle", "--from", "2026-W49", "--weeks", "4", "--iterations", "400")


def test_that_a_cycle_is_planned_kept_and_undone_as_one_step(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, sample, "--json", *PLAN)
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert {"weeks", "left_out", "capacity"} <= document.keys()
    assert [week["week"] for week in document["weeks"]] == [f"2026-W{at}" for at in range(49, 53)]
    stops = [stop for week in document["weeks"] for day in week["days"] for stop in day["stops"]]
    assert min(stop["call"] for stop in stops) > 0
    assert {"account", "name", "reason"} <= document["left_out"][0].keys()
    assert {"needs", "have", "source", "ways"} <= document["capacity"].keys()
    code, out, _err = run(capsys, sample, "--json", "itinerary", "--week", "2026-W51")
    assert json.loads(out)["days"] == document["weeks"][2]["days"]
    assert "cycle of 4 weeks" in run(capsys, sample, "undo")[1]
    _code, out, _err = run(capsys, sample, "--json", "history")
    assert len(json.loads(out)) == 1


def test_that_a_dry_run_keeps_nothing(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, sample, *PLAN, "--dry-run")
    assert code == 0
    assert "dry run" in out
    assert "get the calls they should" in out
    assert json.loads(run(capsys, sample, "--json", "history")[1]) == []


def test_that_a_way_to_stretch_can_be_taken(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(run(capsys, sample, "--json", *PLAN, "--dry-run")[1])
    way = document["capacity"]["ways"][0]
    line = ("--json", *PLAN, "--dry-run", "--way", way["way"])
    stretched = json.loads(run(capsys, sample, *line)[1])
    assert document["capacity"]["needs"] - stretched["capacity"]["needs"] == way["frees"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("--from", "2026-W40", "--weeks", "4"), 3),
        (("--from", "2026-W49", "--weeks", "99"), 3),
        (("--from", "2026-W49", "--weeks", "0"), 2),
        (("--from", "2026-W49", "--weeks", "4", "--way", "x"), 3),
        (("--from", "W49", "--weeks", "4"), 2),
        (("--from", "2026-W49", "--weeks", "4", "--seconds", "-1"), 2),
    ],
)
def test_that_what_cannot_be_planned_is_refused(
    sample: Path, capsys: pytest.CaptureFixture[str], line: tuple[str, ...], code: int
) -> None:
    found, out, err = run(capsys, sample, "cycle", *line)
    assert (found, out) == (code, "")
    assert err
