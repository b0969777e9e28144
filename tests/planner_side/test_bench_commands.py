"""`loopwise bench`: what it prints, what it refuses, and the other solvers beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.cli import bench_peers, main
from planner.cli.bench_peers.plain import Inexpressible, plain
from planner.tours import engine
from planner.tours.engine.problem import Frame, Lunch, Pattern
from planner.tours.instances import generate_week, read_periodic, read_tour, read_tsptw

Command = Callable[..., tuple[int, str, str]]
KEYS = {
    "instance",
    "cost",
    "feasible",
    "reference",
    "gap",
    "seconds",
    "iterations",
    "solution",
}
TOUR = "0,10,20\n11,0,30\n21,31,0\n"
TSPTW = "3\n0 10 20\n11 0 30\n21 31 0\n0 100\n40 60\n5 60\n"
PERIODIC = "1 1 2 2\n0 10\n0 10\n0 0 0 0 0 0 0\n1 3 4 5 6 1 2 1 2\n2 0 -8 0 2 2 1 3\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command; gives exit code, stdout and stderr."""

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def document(run: Command) -> Callable[..., Any]:
    def ask(*words: str) -> Any:
        code, out, err = run("--json", "bench", *words, "--iterations", "300")
        assert code == 0, err
        return json.loads(out)

    return ask


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., str]:
    def write(text: str, name: str = "one.txt") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


Written = Callable[..., str]


def test_that_a_tour_is_one_order_without_the_start(document: Any, written: Written) -> None:
    told = document("tour", written(TOUR))
    assert set(told) == KEYS
    assert (told["instance"], told["cost"], told["feasible"]) == ("one", 61, True)
    assert told["solution"] == [1, 2]
    assert (told["reference"], told["gap"]) == (None, None)


def test_that_a_windowed_tour_keeps_its_windows(document: Any, written: Written) -> None:
    told = document("tsptw", written(TSPTW))
    assert (told["cost"], told["feasible"], told["solution"]) == (62, True, [2, 1])


def test_that_windows_that_cannot_be_kept_are_no_feasible_plan(
    document: Any, written: Written
) -> None:
    told = document("tsptw", written(TSPTW.replace("40 60", "1 2")))
    assert told["feasible"] is False


def test_that_a_periodic_solution_is_days_of_tours(document: Any, written: Written) -> None:
    written("44.0", "one.res")
    told = document("pvrp", written(PERIODIC))
    assert told["feasible"] is True
    tours = [tour for day in told["solution"] for tour in day]
    assert len(told["solution"]) == 2
    assert sorted(number for tour in tours for number in tour) == [1, 2, 2]
    assert told["gap"] == pytest.approx(told["cost"] / 44.0 - 1)


def test_that_a_week_is_told_by_days(document: Any) -> None:
    told = document("week", "--accounts", "12", "--seed", "4")
    assert set(told) == KEYS
    assert told["instance"] == "week-12-4"
    assert len(told["solution"]) == 5
    assert told["feasible"] is True


def test_that_iterations_can_be_repeated(document: Any) -> None:
    one, same = (document("week", "--accounts", "30", "--seed", "4") for _time in range(2))
    assert one["iterations"] == same["iterations"]
    assert one["solution"] == same["solution"]


def test_that_no_iterations_are_no_search(run: Command) -> None:
    code, out, err = run("--json", "bench", "week", "--accounts", "5", "--iterations", "0")
    assert (code, out) == (2, "")
    assert "iterations" in err


def test_that_people_read_cost_gap_and_time(run: Command, written: Written) -> None:
    written("60", "one.res")
    code, out, _err = run("bench", "tour", written(TOUR), "--iterations", "100")
    assert code == 0
    assert "Gap: +1.67 %" in out
    assert "Loopwise    61" in out


def test_that_what_cannot_be_read_is_refused_with_file_and_line(
    run: Command, written: Written
) -> None:
    file = written("0,10,20\n11,0,x\n21,31,0\n")
    code, out, err = run("--json", "bench", "tour", file)
    assert (code, out) == (3, "")
    assert f"{file}, line 2: “x” is no number." in err


def test_that_every_refusal_has_its_sentence(run: Command, written: Written) -> None:
    for kind, text, wanted in (
        ("tour", "", "It is empty."),
        ("tour", "0,1\n2\n", "line 2: 2 numbers are wanted here, 1 are there."),
        ("tour", "0,1\n2,0,0\n", "line 2: 2 numbers are wanted here, 3 are there."),
        ("tour", "0,1\n-2,0\n", "line 2: -2 is negative."),
        ("tsptw", "2\n0 1\n", "line 2: The file ends here, after 2 lines; 5 are wanted."),
        ("tsptw", "1\n0\n0 1\n0 1\n", "line 4: More than the 3 lines wanted."),
        ("tsptw", "1\n0\n2 1\n", "line 3: The window ends before it begins."),
        ("tsptw", "1.5\n", "line 1: 1.5 is no whole number that makes sense here."),
        ("pvrp", "2 1 1 1\n", "line 1: Type 2 is no periodic problem; that would be type 1."),
        ("pvrp", PERIODIC.replace("2 1 3", "2 1 9"), "Combination 9 does not fit"),
    ):
        code, _out, err = run("bench", kind, written(text))
        assert code == 3
        assert wanted in err
    assert run("bench", "tour", "nowhere.csv")[0] == 3


@pytest.mark.parametrize(
    "words",
    [
        ["week"],
        ["week", "--accounts", "0"],
        ["week", "--accounts", "99999"],
        ["week", "--accounts", "5", "--seconds", "-1"],
        ["week", "--accounts", "5", "--seconds", "nan"],
        ["week", "--accounts", "5", "--seed", "x"],
        ["tour"],
        [],
    ],
)
def test_that_a_wrong_line_is_told_as_one(run: Command, words: list[str]) -> None:
    assert run("bench", *words)[0] == 2


def test_that_an_answer_the_check_does_not_agree_with_is_not_shown_as_feasible(
    run: Command, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = engine.search

    def boast(*args: Any, **named: Any) -> Any:
        return replace(honest(*args, **named), cost=1.0, feasible=True)

    monkeypatch.setattr(engine, "search", boast)
    impossible = written(TSPTW.replace("40 60", "1 2"))
    _code, out, err = run("--json", "bench", "tsptw", impossible, "--iterations", "50")
    assert json.loads(out)["feasible"] is False
    assert "The check does not agree" in err


# ---- peers --------------------------------------------------------------------------------


def test_that_peers_that_are_missing_are_named_with_the_way_to_them(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_peers, "is_there", lambda _peer: False)
    code, out, err = run(
        "--json", "bench", "week", "--accounts", "9", "--iterations", "50", "--peers"
    )
    assert code == 0
    assert json.loads(out)["peers"] == {"PyVRP": None, "OR-Tools": None, "VROOM": None}
    assert "Not installed: PyVRP, OR-Tools, VROOM." in err
    assert "--group bench" in err


def test_that_a_peer_is_costed_by_our_own_check(
    run: Command, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.cli.bench_peers import running

    monkeypatch.setattr(bench_peers, "is_there", lambda _peer: True)
    monkeypatch.setattr(running, "_solve", lambda *_args: ([[1, 0]], 0.5))
    monkeypatch.setattr(running, "PEERS", tuple(replace(p, twice=False) for p in running.PEERS))
    told = run("--json", "bench", "tour", written(TOUR), "--iterations", "50", "--peers")
    assert set(json.loads(told[1])["peers"].values()) == {20 + 31 + 11}


def test_that_a_peer_that_fails_or_breaks_a_rule_has_no_cost(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.cli.bench_peers import running

    problem = read_tour(Path(written(TOUR))).problem
    lkh = next(peer for peer in bench_peers.PEERS if peer.name == "LKH")
    monkeypatch.setattr(running, "_solve", lambda *_args: ([[1]], 0.5))
    assert bench_peers.run_peer(lkh, problem, 1.0).said == "breaks a rule"
    monkeypatch.setattr(running, "_solve", lambda *_args: (None, 0.5))
    assert bench_peers.run_peer(lkh, problem, 1.0).said == "none found"
    monkeypatch.setattr(running, "_solve", lambda *_args: 1 / 0)
    assert bench_peers.run_peer(lkh, problem, 1.0).said.startswith("ZeroDivisionError")


def test_that_each_problem_gets_the_peers_that_can_express_it(written: Written) -> None:
    def names(problem: Any) -> list[str]:
        return [peer.name for peer in bench_peers.suited(problem)]

    of_windows = ["PyVRP", "OR-Tools", "VROOM"]
    assert names(generate_week(9, 1).problem) == of_windows
    assert names(read_tsptw(Path(written(TSPTW))).problem) == of_windows
    assert names(read_tour(Path(written(TOUR))).problem) == [*of_windows, "LKH", "CP-SAT"]
    assert names(read_periodic(Path(written(PERIODIC))).problem) == []


def test_that_a_week_reaches_the_peers_whole() -> None:
    problem = generate_week(20, 5).problem
    told = plain(problem)
    assert told.scale == 1
    assert told.frames == ((0, 36_000),) * 5
    for ours, theirs in zip(problem.clients, told.clients, strict=True):
        assert (theirs.place, theirs.seconds, theirs.spans) == (
            ours.place,
            ours.seconds,
            ours.usual,
        )
        assert theirs.frames == ours.patterns[0].visits[0]
        assert theirs.lost == (ours.patterns[1].cost if len(ours.patterns) > 1 else None)


def test_that_fractions_are_scaled_and_never_in_the_peers_favour(written: Written) -> None:
    problem = read_tsptw(Path(written(TSPTW.replace("40 60", "40.0005 60.0005")))).problem
    told = plain(replace(problem, cost=problem.cost + 0.25, seconds=problem.seconds + 0.25))
    assert told.scale == 1000
    assert told.legs[0, 1] == 10_250
    assert told.clients[0].spans == ((40_001, 60_000),)


def test_that_what_peers_have_no_word_for_is_not_given_to_them() -> None:
    week = generate_week(9, 1).problem
    lunch = replace(week.frames[0], lunch=Lunch(0, 100, 50))
    twice = replace(week.clients[0], patterns=(Pattern(((0,), (1,))),))
    shut = replace(week.clients[0], usual=((5.0, 4.0),))
    for special in (
        replace(week, frames=(lunch, *week.frames[1:])),
        replace(week, frames=(Frame(0, 0, 0, most_driving=5), *week.frames[1:])),
        replace(week, clients=(twice, *week.clients[1:])),
        replace(week, clients=(shut, *week.clients[1:])),
        replace(week, cost=week.cost * 2),
        replace(week, soft_limits=True),
    ):
        with pytest.raises(Inexpressible):
            plain(special)
