"""Commands of a day under way: urgent, gap, and the year of compare."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from planner.cli import main
from planner.sample import make_sample

WEEK, MONDAY = "2026-W49", "2026-11-30"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def territory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    file = tmp_path / "rep.loopwise"
    make_sample(file).close()
    monkeypatch.setenv("LOOPWISE_TERRITORY", str(file))
    return file


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def ask(run: Command) -> Callable[..., Any]:
    def answer(*words: str) -> Any:
        code, out, err = run("--json", *words)
        assert code == 0, err
        return json.loads(out)

    return answer


def test_that_urgent_has_three_ways_and_the_one_taken_is_one_step(
    ask: Callable[..., Any],
) -> None:
    before = ask("itinerary", "--week", WEEK)
    at = before["days"][0]["stops"][1]["begin"]
    found = ask("urgent", "120", "--at", at)
    assert [option["kind"] for option in found["options"]] == ["now", "after", "tomorrow"]
    keys = {"kind", "arrive", "metres", "seconds", "cost", "moved", "breaks"}
    assert all(option.keys() >= keys for option in found["options"])
    assert datetime.fromisoformat(found["options"][0]["arrive"]).tzinfo is not None
    now = ask("urgent", "120", "--at", at, "--take", "now")["options"][0]
    assert now["moved"]
    after = ask("itinerary", "--week", WEEK)
    assert after["metres"] - before["metres"] == now["metres"]
    stop = next(s for s in after["days"][0]["stops"] if s["account"] == 120)
    assert stop["arrive"] == now["arrive"]
    days = {s["call"]: day["date"] for day in after["days"] for s in day["stops"]}
    assert all(days[m["call"]] == m["to"][:10] for m in now["moved"])
    ask("undo")
    assert ask("itinerary", "--week", WEEK) == before


def test_that_a_moment_without_an_offset_is_the_territorys(ask: Callable[..., Any]) -> None:
    plain = ask("urgent", "120", "--at", f"{MONDAY}T10:40")
    assert plain == ask("urgent", "120", "--at", f"{MONDAY}T11:40+01:00")


def test_that_urgent_reads_as_sentences(run: Command) -> None:
    code, out, _err = run("urgent", "120", "--at", f"{MONDAY}T10:40", "--take", "now")
    assert code == 0
    assert "Now: there at 12:24, +221 km" in out
    assert "Kaye & Co moves to Tue 1 Dec" in out
    assert "Fit Hull Marine in on Monday 30 November" in out


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("urgent", "120", "--at", "soon")),
        (2, ("urgent", "120", "--at", "9999-01-01T10:00")),
        (2, ("compare",)),
        (2, ("compare", "--year", "99")),
        (2, ("compare", "--year", "2026", "--week", WEEK)),
        (3, ("urgent", "99999", "--at", f"{MONDAY}T10:40")),
        (3, ("urgent", "120", "--at", "2020-01-06T10:40")),
        (3, ("urgent", "120", "--at", f"{MONDAY}T10:40", "--take", "never")),
        (3, ("gap", "--day", MONDAY, "--call", "99999")),
    ],
)
def test_that_what_cannot_be_is_refused(run: Command, code: int, words: tuple[str, ...]) -> None:
    found, out, err = run(*words)
    assert (found, out) == (code, "")
    assert err.strip()


def test_that_a_gap_names_who_fits_in(ask: Callable[..., Any], run: Command) -> None:
    stops = ask("itinerary", "--week", WEEK)["days"][0]["stops"]
    call = str(stops[3]["call"])
    ask("record", "call", call, "state=missed")
    found = ask("gap", "--day", MONDAY, "--call", call)
    assert found["position"] == 3
    assert found["from"] == stops[2]["leave"]
    assert 0 < len(found["accounts"]) <= 12
    first = found["accounts"][0]
    before = ask("itinerary", "--week", WEEK)["days"][0]
    others = [str(stop["account"]) for stop in before["stops"]]
    others.insert(first["position"], str(first["account"]))
    after = ask("assign", "--day", MONDAY, *others)
    assert after["metres"] - before["metres"] == first["metres"]
    assert not after["breaks"]
    assert run("gap", "--day", "2026-12-06")[0] == 0


def test_that_the_year_is_the_sum_of_its_months(ask: Callable[..., Any], run: Command) -> None:
    found = ask("compare", "--year", "2026")
    assert found["reckoned"] is False
    for shape in ("planned", "loop", "zigzag", "far_and_back"):
        months = [month[shape]["metres"] for month in found["months"]]
        assert found["year_total"][shape]["metres"] == sum(months)
    assert found["total"]["zigzag"]["metres"] > found["total"]["loop"]["metres"]
    assert "Zigzag would cost" in run("compare", "--year", "2026")[1]
    assert "nothing to compare" in run("compare", "--year", "2020")[1]
