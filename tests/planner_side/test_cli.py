from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

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
def territory(master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "rep.loopwise"
    shutil.copy(master, file)
    monkeypatch.setenv("LOOPWISE_TERRITORY", str(file))
    monkeypatch.setenv("LOOPWISE_NOW", FRIDAY)
    return file


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command; gives exit code, stdout and stderr."""

    def command(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def ask(run: Command) -> Callable[..., Any]:
    """The JSON document of a command that has to succeed."""

    def answer(*words: str) -> Any:
        code, out, err = run("--json", *words)
        assert code == 0, err
        return json.loads(out)

    return answer


# ---- the line itself ----------------------------------------------------------------------


@pytest.mark.parametrize("place", ["before", "after"])
def test_that_territory_and_json_stand_before_or_after_the_command(
    run: Command, territory: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.delenv("LOOPWISE_TERRITORY")
    options = ("--territory", str(territory), "--json")
    words = (*options, "history") if place == "before" else ("history", *options)
    assert run(*words) == (0, "[]\n", "")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("dance",),
        ("history", "--loud"),
        ("itinerary",),
        ("itinerary", "--week", "2026-W54"),
        ("itinerary", "--week", "9999-W52"),
        ("assign", "--day", "9999-12-31", "5"),
        ("record",),
        ("open", "--json"),
        ("assign", "--day", "30.11.2026", "5"),
        ("lock", "99999999999999999999"),
        ("record", "kite"),
        ("record", "account", "colour=red"),
        ("record", "account", "nonsense"),
        ("record", "account", "--delete"),
        ("import", "list.csv", "--column", "name"),
        ("export", "--week", WEEK, "--to", "doc", "--out", "x.doc"),
    ],
)
def test_that_a_wrong_line_ends_with_2_and_prints_nothing(
    run: Command, territory: Path, words: tuple[str, ...]
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


def test_that_help_names_every_command_and_exit_code(run: Command) -> None:
    code, out, _err = run("--help")
    assert code == 0
    commands = (
        "open sample new import accounts record show assign lock unlock itinerary compare price "
        "export find undo redo history check"
    )
    for name in commands.split():
        assert f"    {name} " in out, name
    assert "4 the territory cannot be opened" in out


def test_that_a_clock_that_is_no_moment_is_refused(
    run: Command, territory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "friday")
    assert run("history")[0] == 2


def test_that_an_error_of_ours_is_a_sentence_and_a_file(
    run: Command, territory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("planner.workspace.Workspace.history", fail)
    code, out, err = run("history")
    assert (code, out) == (1, "")
    assert "secret" not in err
    log = Path(err.rpartition(" in ")[2].strip().removesuffix("."))
    assert "ZeroDivisionError: secret detail" in log.read_text("utf-8")


def test_that_ctrl_c_is_no_traceback(
    run: Command, territory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.workspace.Workspace.history", stop)
    code, _out, err = run("history")
    assert code == 130
    assert err.startswith("Stopped")


# ---- files that do not open ---------------------------------------------------------------


def test_that_a_missing_territory_ends_with_4(run: Command, tmp_path: Path) -> None:
    code, out, err = run("accounts", "--territory", str(tmp_path / "none.loopwise"))
    assert (code, out) == (4, "")
    assert "none.loopwise" in err


def test_that_another_kind_of_file_ends_with_4_and_stays_as_it_is(
    run: Command, tmp_path: Path
) -> None:
    file = tmp_path / "letter.loopwise"
    file.write_bytes(b"Dear Sir or Madam, " * 300)
    for command in (("accounts", "--territory", str(file)), ("check", str(file))):
        assert run(*command)[0] == 4
    assert file.read_bytes() == b"Dear Sir or Madam, " * 300


def test_that_an_empty_file_is_no_territory(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "empty.loopwise"
    file.touch()
    for command in (("accounts", "--territory", str(file)), ("check", str(file))):
        assert run(*command)[0] == 4
    assert file.stat().st_size == 0


def test_that_a_newer_file_ends_with_4_and_says_so(run: Command, territory: Path) -> None:
    with sqlite3.connect(territory) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for command in (("accounts",), ("check", str(territory))):
        code, _out, err = run(*command)
        assert code == 4
        assert "newer Loopwise" in err


def test_that_a_locked_file_ends_with_4(
    run: Command, territory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.store.engine.BUSY_SECONDS", 0.05)
    holder = sqlcipher.connect(str(territory), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        code, _out, err = run("record", "account", "name=Late Ltd")
    finally:
        holder.close()
    assert code == 4
    assert "in use" in err


def test_that_an_encrypted_territory_opens_with_its_passphrase_alone(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "secret.loopwise")
    monkeypatch.setenv("LOOPWISE_PASSPHRASE", "correct horse")
    assert run("new", file, "--base", "53.8,-1.55")[0] == 0
    assert run("record", "account", "name=Hidden Ltd", "--territory", file)[0] == 0
    assert b"Hidden" not in Path(file).read_bytes()
    assert run("check", file)[0] == 0
    monkeypatch.setenv("LOOPWISE_PASSPHRASE", "battery staple")
    code, _out, err = run("accounts", "--territory", file)
    assert code == 4
    assert "passphrase" in err
    assert run("check", file)[0] == 4
    monkeypatch.delenv("LOOPWISE_PASSPHRASE")
    assert run("accounts", "--territory", file)[0] == 4


def test_that_new_and_sample_never_overwrite(run: Command, territory: Path) -> None:
    before = territory.read_bytes()
    assert run("sample", str(territory))[0] == 4
    assert run("new", str(territory), "--base", "53.8,-1.55")[0] == 4
    assert territory.read_bytes() == before


# ---- check --------------------------------------------------------------------------------


def test_that_check_finds_a_sound_file_sound(ask: Callable[..., Any], territory: Path) -> None:
    assert ask("check", str(territory)) == {"file": str(territory), "sound": True, "found": []}


@pytest.mark.parametrize(
    "damage",
    [
        "PRAGMA foreign_keys = OFF; DELETE FROM account WHERE id = 34",
        "UPDATE journal_entry SET args = '{broken'",
        "DELETE FROM territory",
    ],
)
def test_that_check_names_what_is_wrong(run: Command, territory: Path, damage: str) -> None:
    assert run("record", "account", "name=One more")[0] == 0
    connection = sqlite3.connect(territory)
    connection.executescript(damage)
    connection.close()
    code, out, _err = run("check", str(territory), "--json")
    assert code == 4
    assert json.loads(out)["sound"] is False
    assert json.loads(out)["found"]


def test_that_check_finds_overwritten_pages(run: Command, territory: Path) -> None:
    with territory.open("r+b") as file:
        file.seek(4096 * 20)
        file.write(b"\x55" * 4096 * 3)
    code, out, err = run("check", str(territory))
    assert code == 4
    assert "damaged" in out
    assert "Traceback" not in out + err


# ---- accounts and records -----------------------------------------------------------------

LISTED = {
    "id",
    "name",
    "status",
    "grade",
    "lat",
    "lon",
    "precision",
    "calls_per_cycle",
    "last_call",
    "due",
}


def test_that_accounts_lists_and_searches(ask: Callable[..., Any], territory: Path) -> None:
    every = ask("accounts")
    assert len(every) == 173
    assert every[0].keys() >= LISTED
    (found,) = ask("accounts", "--search", "holt")
    assert (found["name"], found["grade"]) == ("Holt Ltd", "A")


def test_that_accounts_reads_as_a_table(run: Command, territory: Path) -> None:
    code, out, err = run("accounts", "--search", "castings")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].split() == ["ID", "Account", "Grade", "Status", "Town", "Last", "call", "Due"]
    assert lines[-1] == f"{len(lines) - 2} accounts."
    assert any("Selby Castings A customer Selby" in " ".join(line.split()) for line in lines)


def test_that_show_has_everything_on_an_account(ask: Callable[..., Any], territory: Path) -> None:
    card = ask("show", "holt ltd")
    assert card == ask("show", str(card["id"]))
    assert {"contacts", "orders", "calls", "turnover", "phone", "notes", "due"} <= card.keys()
    assert {"name", "role", "criteria"} <= card["contacts"][0].keys()
    assert card["calls"][0]["day"] == "2026-11-30"


def test_that_show_reads_as_a_page(run: Command, territory: Path) -> None:
    code, out, _err = run("show", "Holt Ltd")
    assert code == 0
    for part in ("Dewsbury", "Decider", "Planned for Monday 30 November", "£", "made"):
        assert part in out


@pytest.mark.parametrize(
    ("who", "code"), [("9999", 3), ("Nobody & Sons", 3), ("Castings", 2), ("9" * 30, 3)]
)
def test_that_an_account_has_to_be_one(run: Command, territory: Path, who: str, code: int) -> None:
    assert run("show", who)[0] == code


def test_that_a_record_is_made_changed_listed_deleted_each_as_one_step(
    ask: Callable[..., Any], territory: Path
) -> None:
    made = ask("record", "contact", "account=34", "name=Ann O'Neill", "role=Buyer")
    assert (made["account"], made["name"], made["role"]) == (34, "Ann O'Neill", "Buyer")
    number = str(made["id"])
    changed = ask("record", "contact", number, "criteria=price\nstock", "last_seen=2026-11-20")
    assert (changed["criteria"], changed["last_seen"]) == ("price\nstock", "2026-11-20")
    assert ask("record", "contact", number) == changed
    assert changed in ask("record", "contact")
    assert ask("record", "contact", number, "--delete") == changed
    assert [e["label"] for e in ask("history")] == [
        "Delete a contact at Holt Ltd",
        "Change a contact at Holt Ltd",
        "Add a contact at Holt Ltd",
    ]
    for _step in range(3):
        ask("undo")
    assert changed["id"] not in [c["id"] for c in ask("record", "contact")]


def test_that_a_call_by_record_is_driven_to_last(ask: Callable[..., Any], territory: Path) -> None:
    made = ask("record", "call", "account=1", "day=2026-11-30", "start=15:30", "state=confirmed")
    assert (made["start"], made["state"], made["position"]) == ("15:30", "confirmed", 5)
    monday = ask("itinerary", "--week", WEEK)["days"][0]
    assert monday["stops"][-1]["call"] == made["id"]
    assert monday["stops"][-1]["begin"] == "2026-11-30T15:30:00+00:00"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("account", "name="), "name"),
        (("account", "name=X", "lat=abc"), "number"),
        (("account", "name=X", "lat=99", "lon=1"), "between -90 and 90"),
        (("account", "name=X", "lat=9"), "go together"),
        (("account", "name=X", "lat=nan", "lon=1"), "nan"),
        (("account", "name=X", "status=ghost"), "prospect"),
        (("call", "account=9999", "day=2026-11-30"), "9999"),
        (("call", "account=1", "day=tomorrow"), "2026-11-30"),
        (("call", "account=1", "day=9999-12-31"), "2026-11-30"),
        (("call", "account=1", "day=2026-11-30", "minutes=-5"), "minute"),
        (("call", "account=1", "day=2026-11-30", "minutes=99999999999999999999"), "whole"),
        (("contact", "9999"), "9999"),
        (("turnover", "account=1", "year=2026"), "already"),
        (("territory", "1", "time_zone=Mars/Base"), "Europe/London"),
        (("territory", "1", "--delete"), "settings"),
    ],
)
def test_that_a_value_that_cannot_be_is_refused_with_its_reason(
    run: Command, territory: Path, words: tuple[str, ...], said: str
) -> None:
    code, out, err = run("record", *words)
    assert (code, out) == (3, "")
    assert said in err
    assert run("history", "--json")[1] == "[]\n"


def test_that_record_help_lists_kinds_and_fields(run: Command) -> None:
    code, out, _err = run("record", "--help")
    assert code == 0
    assert {"account", "contact", "order", "call", "itinerary"} <= set(out.split())
    code, out, _err = run("record", "call", "--help")
    assert code == 0
    lines = {line.split()[0]: line for line in out.splitlines() if line}
    assert "draft | asked | confirmed | made | missed" in lines["state"]
    assert "needed" in lines["account"]
    code, out, _err = run("record", "call", "--help", "--json")
    assert "account" in [field["name"] for field in json.loads(out) if field["required"]]


# ---- the week -----------------------------------------------------------------------------


def test_that_an_itinerary_adds_up(ask: Callable[..., Any], territory: Path) -> None:
    week = ask("itinerary", "--week", WEEK)
    assert week["days"][0]["date"] == "2026-11-30"
    for day in week["days"]:
        legs = [stop["leg"] for stop in day["stops"]] + [day["home_leg"]]
        assert day["metres"] == sum(leg["metres"] for leg in legs)
        assert day["seconds_driving"] == sum(leg["seconds"] for leg in legs)
        assert day["cost"] == round(day["metres"] * 0.45 / 1000, 2)
        assert {leg["source"] for leg in legs} == {"estimate"}
        moments = [day["start"]["leave"]]
        for stop in day["stops"]:
            moments += [stop["arrive"], stop["leave"]]
        moments.append(day["end"]["arrive"])
        assert moments == sorted(moments)
        assert all(datetime.fromisoformat(m).tzinfo for m in moments)


def test_that_an_itinerary_has_the_keys_of_the_contract(
    ask: Callable[..., Any], territory: Path
) -> None:
    thursday = ask("itinerary", "--week", WEEK)["days"][3]
    stop = thursday["stops"][-1]
    assert stop.keys() >= set("call account name lat lon arrive leave late why locked leg".split())
    assert thursday["start"].keys() == {"name", "lat", "lon", "leave"}
    assert thursday["end"].keys() == {"name", "lat", "lon", "arrive"}
    assert stop["why"] == "B account, 13 days over"
    assert stop["late"] > 0
    late, over = thursday["breaks"]
    assert (late["kind"], late["call"], late["seconds"]) == ("late", stop["call"], stop["late"])
    assert late["text"] == "The call on Weighton Mill comes 42 min too late."
    assert (over["kind"], over["call"]) == ("over_day", None)


def test_that_moments_carry_the_offset_of_their_day(
    run: Command, ask: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-10-01T09:00:00+00:00")
    file = str(tmp_path / "berlin.loopwise")
    assert run("new", file, "--base", "52.52,13.405")[0] == 0
    assert ask("record", "territory", "1", "--territory", file)["time_zone"] == "Europe/Berlin"
    ask("record", "account", "name=Eins", "lat=52.6", "lon=13.5", "--territory", file)
    summer = ask("assign", "--day", "2026-10-23", "1", "--territory", file)
    winter = ask("assign", "--day", "2026-10-26", "1", "--territory", file)
    assert summer["start"]["leave"].endswith("+02:00")
    assert winter["start"]["leave"].endswith("+01:00")


def test_that_itinerary_reads_as_a_page(run: Command, territory: Path) -> None:
    code, out, err = run("itinerary", "--week", WEEK)
    assert (code, err) == (0, "")
    assert out.startswith("Week 49 · 30 Nov – 4 Dec")
    assert "! The day ends 15 min after hours." in out
    assert "08:50–09:50" in out


def test_that_compare_has_four_ways_and_their_total(
    ask: Callable[..., Any], territory: Path
) -> None:
    document = ask("compare", "--week", WEEK)
    assert len(document["days"]) == 5
    week = {day["date"]: day for day in ask("itinerary", "--week", WEEK)["days"]}
    for name in ("planned", "loop", "zigzag", "far_and_back"):
        shapes = [day[name] for day in document["days"]]
        assert all(s.keys() >= {"order", "metres", "seconds", "cost"} for s in shapes)
        assert document["total"][name]["metres"] == sum(s["metres"] for s in shapes)
        assert document["total"][name]["cost"] == round(sum(s["cost"] for s in shapes), 2)
    for day in document["days"]:
        assert day["loop"]["proved_shortest"] is True
        assert day["loop"]["metres"] == min(
            day[n]["metres"] for n in ("planned", "loop", "zigzag", "far_and_back")
        )
        planned = week[day["date"]]
        assert day["planned"]["order"] == [stop["account"] for stop in planned["stops"]]
        assert day["planned"]["metres"] == planned["metres"]
        assert sorted(day["zigzag"]["order"]) == sorted(day["planned"]["order"])


def test_that_compare_reads_as_a_table(run: Command, territory: Path) -> None:
    code, out, _err = run("compare", "--week", WEEK)
    assert code == 0
    assert "Far and back" in out
    assert "Loops save 123 km against zigzags (est.)." in out
    assert "nothing to compare" in run("compare", "--week", "2027-W20")[1]


def test_that_a_price_is_what_the_itinerary_then_shows(
    ask: Callable[..., Any], territory: Path
) -> None:
    before = ask("itinerary", "--week", WEEK)["days"][1]
    slots = ask("price", "--account", "1", "--week", WEEK)
    assert len(slots) == sum(n + 1 for n in (5, 4, 4, 6, 2))
    slot = next(s for s in slots if (s["date"], s["position"]) == (before["date"], 0))
    assert slot.keys() >= {"date", "position", "metres", "seconds", "cost", "makes_late", "breaks"}
    others = [str(stop["account"]) for stop in before["stops"]]
    after = ask("assign", "--day", before["date"], "1", *others)
    assert after["metres"] - before["metres"] == slot["metres"]
    assert after["seconds_driving"] - before["seconds_driving"] == slot["seconds"]


def test_that_pricing_an_account_already_planned_prices_its_move(
    ask: Callable[..., Any], territory: Path
) -> None:
    there = ask("itinerary", "--week", WEEK)["days"][1]
    account = there["stops"][0]["account"]
    slots = ask("price", "--account", str(account), "--week", WEEK)
    stays = next(s for s in slots if (s["date"], s["position"]) == (there["date"], 0))
    assert (stays["metres"], stays["seconds"], stays["cost"]) == (0, 0, 0)
    assert len(slots) == sum(n + 1 for n in (5, 3, 4, 6, 2))


def test_that_assign_sets_the_day_in_order_and_keeps_calls_of_the_week(
    ask: Callable[..., Any], territory: Path
) -> None:
    tuesday = ask("itinerary", "--week", WEEK)["days"][1]["stops"]
    calls = {stop["account"]: stop["call"] for stop in tuesday}
    uid = ask("record", "call", str(tuesday[0]["call"]))["uid"]
    order = [tuesday[2]["account"], 1, tuesday[0]["account"]]
    day = ask("assign", "--day", "2026-12-04", *map(str, order))
    assert [stop["account"] for stop in day["stops"]] == order
    assert day["stops"][0]["call"] == calls[order[0]]
    assert ask("record", "call", str(tuesday[0]["call"]))["uid"] == uid
    left = ask("itinerary", "--week", WEEK)["days"][1]["stops"]
    assert [stop["account"] for stop in left] == [tuesday[1]["account"], tuesday[3]["account"]]
    assert len(ask("history")) == 1
    ask("undo")
    assert ask("itinerary", "--week", WEEK)["days"][1]["stops"] == tuesday


def test_that_assigning_a_locked_account_elsewhere_ends_with_5_and_names_it(
    run: Command, territory: Path
) -> None:
    code, out, err = run("assign", "--day", "2026-12-04", "34")
    assert (code, out) == (5, "")
    assert "Holt Ltd" in err


def test_that_lock_and_unlock_change_the_call(ask: Callable[..., Any], territory: Path) -> None:
    call = ask("itinerary", "--week", WEEK)["days"][1]["stops"][0]["call"]
    assert ask("lock", str(call))["locked"] is True
    assert ask("itinerary", "--week", WEEK)["days"][1]["stops"][0]["locked"] is True
    assert ask("unlock", str(call))["locked"] is False
    assert [e["label"] for e in ask("history")] == [
        "Unlock Craven Tools on Tuesday 1 December",
        "Lock Craven Tools on Tuesday 1 December",
    ]


# ---- the journal --------------------------------------------------------------------------


def test_that_undo_and_redo_say_what_they_did(
    run: Command, ask: Callable[..., Any], territory: Path
) -> None:
    ask("record", "account", "name=New & Co")
    (undone,) = ask("undo")
    assert undone == {
        "id": 1,
        "at": "2026-11-27T15:30:00+00:00",
        "label": "Add account New & Co",
        "undone": True,
    }
    assert ask("undo") == []
    (again,) = ask("redo")
    assert (again["id"], again["undone"]) == (1, False)
    assert ask("redo") == []
    assert run("undo")[1] == "Undone: Add account New & Co\n"
    assert run("undo")[1] == "Nothing to undo.\n"


def test_that_a_territory_is_one_file_after_every_command(run: Command, territory: Path) -> None:
    assert run("record", "account", "name=One")[0] == 0
    assert run("itinerary", "--week", WEEK)[0] == 0
    assert [file.name for file in territory.parent.iterdir()] == [territory.name]


# ---- places and new territories -----------------------------------------------------------


@pytest.mark.parametrize("base", [("--base=-33.8,151.2",), ("--base", "-33.8,151.2")])
def test_that_a_base_south_of_the_equator_is_no_option(
    ask: Callable[..., Any], tmp_path: Path, base: tuple[str, ...]
) -> None:
    made = ask("new", str(tmp_path / "sydney.loopwise"), *base)
    assert (made["base_lat"], made["base_lon"]) == (-33.8, 151.2)
    assert (made["time_zone"], made["currency"], made["units"]) == ("Australia/Sydney", "AUD", "km")


def test_that_a_base_by_name_brings_its_units(ask: Callable[..., Any], tmp_path: Path) -> None:
    made = ask("new", str(tmp_path / "york.loopwise"), "--base", "York, England", "--name", "North")
    assert made["name"] == "North"
    assert (made["time_zone"], made["currency"], made["units"]) == ("Europe/London", "GBP", "mi")
    assert abs(made["base_lat"] - 53.96) < 0.05


def test_that_an_unknown_base_makes_no_file(run: Command, tmp_path: Path) -> None:
    file = tmp_path / "nowhere.loopwise"
    code, _out, err = run("new", str(file), "--base", "Qqxyzzy")
    assert code == 3
    assert "Qqxyzzy" in err
    assert not file.exists()


def test_that_find_prefers_the_territorys_own_corner(
    ask: Callable[..., Any], territory: Path
) -> None:
    found = ask("find", "Leeds")
    assert found[0].keys() == {"label", "lat", "lon", "precision", "score", "source"}
    assert abs(found[0]["lat"] - 53.8) < 0.05


def test_that_find_works_without_a_territory(
    ask: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPWISE_TERRITORY", str(tmp_path / "none.loopwise"))
    assert ask("find", "-33.8,151.2")[0]["lat"] == -33.8
    assert ask("find", "Qqxyzzy") == []


def test_that_sample_says_which_week_is_half_planned(
    ask: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-12-28T09:00:00+00:00")
    made = ask("sample", str(tmp_path / "new folder" / "sample.loopwise"))
    assert made["week"] == "2027-W01"


# ---- lists in, weeks out ------------------------------------------------------------------

LIST = "Name,Town,Grade,Lat,Lon\nAcme Ltd,Leeds,A,53.8,-1.5\nBolt & Co,York,B,,\n"


def test_that_import_brings_a_list_in_as_one_step(
    ask: Callable[..., Any], territory: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    report = ask("import", str(file))
    assert report.keys() >= set("read added updated unchanged rejected duplicates located".split())
    assert (report["read"], report["added"]) == (2, 2)
    assert report["located"].keys() == set("given house street postcode town none".split())
    assert len(ask("history")) == 1
    again = ask("import", str(file))
    assert (again["added"], again["unchanged"]) == (0, 2)
    assert len(ask("accounts", "--search", "acme")) == 1


def test_that_a_dry_run_writes_nothing(
    ask: Callable[..., Any], territory: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    assert ask("import", str(file), "--dry-run")["added"] == 2
    assert ask("history") == []


def test_that_columns_can_be_named(
    ask: Callable[..., Any], territory: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Zzz,Town\nAcme Ltd,Leeds\n", "utf-8")
    ask("import", str(file), "--column", "name=Zzz")
    assert len(ask("accounts", "--search", "Acme Ltd")) == 1


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02" * 99])
def test_that_a_list_that_cannot_be_read_ends_with_3_and_its_name(
    run: Command, territory: Path, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "list.xlsx"
    if content is not None:
        file.write_bytes(content)
    code, out, err = run("import", str(file))
    assert (code, out) == (3, "")
    assert "list.xlsx" in err


@pytest.mark.parametrize("to", ["ics", "csv", "xlsx", "pdf", "html"])
def test_that_export_writes_a_file_and_no_step(
    ask: Callable[..., Any], territory: Path, tmp_path: Path, to: str
) -> None:
    out = tmp_path / f"week.{to}"
    done = ask("export", "--week", WEEK, "--to", to, "--out", str(out))
    assert done == {"file": str(out), "calls": 21}
    assert out.stat().st_size > 500
    assert ask("history") == []


def test_that_an_export_that_cannot_be_written_ends_with_3(
    run: Command, territory: Path, tmp_path: Path
) -> None:
    out = str(tmp_path / "no" / "week.csv")
    code, said, err = run("export", "--week", WEEK, "--to", "csv", "--out", out)
    assert (code, said) == (3, "")
    assert out in err
