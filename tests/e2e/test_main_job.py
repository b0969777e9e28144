"""The main job from a customer list to paper and calendar, where no network can be reached."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

import pytest
from PIL import Image
from pypdf import PdfReader

WEEK = "2026-W49"
MONDAY, TUESDAY = "2026-11-30", "2026-12-01"
Facts = dict[str, Any]

# Name, street, postcode, town, latitude, longitude: invented firms at real towns.
CUSTOMERS = (
    ("Aire Bearings", "4 Mill Lane", "BD16 2RL", "Bingley", 53.848, -1.838),
    ("Colne Valves", "9 Canal Road", "HD1 6BG", "Huddersfield", 53.646, -1.785),
    ("Ouse Pumps", "1 Wharf Street", "YO1 9SY", "York", 53.958, -1.080),
    ("Wharfe Gears", "22 Bridge End", "LS21 3AA", "Otley", 53.905, -1.692),
    ("Don Castings", "7 Forge Way", "S60 1DQ", "Rotherham", 53.432, -1.357),
    ("Nidd Optics", "3 Castle Yard", "HG5 8AS", "Knaresborough", 54.009, -1.469),
)


class Driven(Protocol):
    """What tests/e2e/conftest.py makes: a machine or a window."""

    def __getattr__(self, name: str) -> Any: ...


def customer_list(folder: Path) -> Path:
    file = folder / "customers.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(["Customer", "Street", "Postcode", "Town", "Lat", "Lon", "Grade"])
        for number, row in enumerate(CUSTOMERS):
            writer.writerow([*row, "ABC"[number % 3]])
    return file


@pytest.fixture
def imported(no_network: Driven, tmp_path: Path) -> tuple[Path, dict[str, int]]:
    """A new territory with the list in it, and the accounts' numbers by name."""
    territory = tmp_path / "mine.loopwise"
    no_network.command("new", territory, "--base", "53.7997,-1.5492")
    report = no_network.answer("--territory", territory, "import", customer_list(tmp_path))
    assert report["read"] == report["added"] == len(CUSTOMERS)
    assert report["rejected"] == []
    rows = no_network.answer("--territory", territory, "accounts")
    return territory, {row["name"]: row["id"] for row in rows}


def requests_of(machine: Driven, *words: str | Path) -> dict[str, int]:
    """What a command tried to send, by the counters of its own network namespace."""
    counting = [*machine.within, sys.executable, "-c", _COUNTING, *map(str, words)]
    done = subprocess.run(
        counting,
        env={**machine.environment(), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    counters = done.stdout.split()[-3:]
    return dict(zip(("sent", "unroutable", "connections"), map(int, counters), strict=True))


# Runs a command, then tells what the kernel counted in this namespace.
_COUNTING = """
import subprocess, sys
subprocess.run(sys.argv[1:], check=True)
rows = [line.split() for line in open("/proc/net/snmp")]
found = {
    heads[0] + name: int(value)
    for heads, values in zip(rows[::2], rows[1::2])
    for name, value in zip(heads[1:], values[1:])
}
six = dict(line.split() for line in open("/proc/net/snmp6"))
# Not 'sent' over IPv6: the kernel greets its neighbours by itself.
print(
    found["Ip:OutRequests"],
    found["Ip:OutNoRoutes"] + int(six["Ip6OutNoRoutes"]),
    found["Tcp:ActiveOpens"] + found["Udp:OutDatagrams"] + int(six["Udp6OutDatagrams"]),
)
"""


def test_that_the_counters_see_an_attempt_to_reach_the_network(no_network: Driven) -> None:
    reaching = (
        "import socket, contextlib\n"
        "with contextlib.suppress(OSError):\n"
        "    socket.create_connection(('192.0.2.1', 80), timeout=2)\n"
    )
    counted = requests_of(no_network, sys.executable, "-c", reaching)
    assert any(counted.values())


def test_that_a_list_becomes_a_compared_and_printed_week_with_no_network(
    no_network: Driven, imported: tuple[Path, dict[str, int]], tmp_path: Path
) -> None:
    territory, number = imported
    at = ("--territory", territory)
    monday = [number[name] for name in ("Aire Bearings", "Colne Valves", "Wharfe Gears")]
    tuesday = [number[name] for name in ("Ouse Pumps", "Nidd Optics")]
    for day, accounts in ((MONDAY, monday), (TUESDAY, tuesday)):
        planned = no_network.answer(*at, "assign", "--day", day, *map(str, accounts))
        assert [stop["account"] for stop in planned["stops"]] == accounts
    compared = no_network.answer(*at, "compare", "--week", WEEK)
    first = next(day for day in compared["days"] if day["date"] == MONDAY)
    assert first["loop"]["metres"] <= first["zigzag"]["metres"]
    assert first["loop"]["proved_shortest"] is True
    outs = {kind: tmp_path / f"week.{kind}" for kind in ("ics", "pdf", "html")}
    for kind, out in outs.items():
        made = no_network.answer(*at, "export", "--week", WEEK, "--to", kind, "--out", out)
        assert made["calls"] == 5
    assert _khal_lists(outs["ics"], tmp_path) == 5
    paper = "".join(page.extract_text() for page in PdfReader(outs["pdf"]).pages)
    assert "Wharfe Gears" in paper
    assert "Nidd Optics" in outs["html"].read_text(encoding="utf-8")


def _khal_lists(calendar: Path, folder: Path) -> int:
    """How many events khal finds in the calendar on the two days."""
    (folder / "calendars").mkdir()
    settings = folder / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[loopwise]]\npath = {folder / 'calendars'}\ntype = calendar\n"
        "[locale]\nlocal_timezone = Europe/London\ndefault_timezone = Europe/London\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {folder / 'khal.db'}\n",
        encoding="utf-8",
    )
    khal = [str(Path(sys.executable).parent / "khal"), "-c", str(settings)]
    said = [
        subprocess.run([*khal, *words], capture_output=True, text=True, check=True).stdout
        for words in (
            ("import", "--batch", str(calendar)),
            ("list", "--format", "EVENT {title}", "--day-format", "", MONDAY, "2d"),
        )
    ]
    return said[-1].count("EVENT")


def test_that_the_window_paints_its_map_and_tries_to_reach_nobody(
    no_network: Driven,
    imported: tuple[Path, dict[str, int]],
    tmp_path: Path,
    loopwise: Path,
    checker: Any,
) -> None:
    territory, number = imported
    for day, names in ((MONDAY, ("Aire Bearings", "Ouse Pumps")), (TUESDAY, ("Don Castings",))):
        chosen = [str(number[name]) for name in names]
        no_network.command("--territory", territory, "assign", "--day", day, *chosen)
    picture = tmp_path / "window.png"
    counted = requests_of(
        no_network,
        loopwise,
        *("open", territory, "--picture", picture, "--size", "1366x768", "--light"),
        *("--week", WEEK),
    )
    assert counted == {"sent": 0, "unroutable": 0, "connections": 0}
    with Image.open(picture) as shown:
        assert shown.size == (1366, 768)
        assert checker.look(shown).missing() == []


def test_that_a_newcomer_is_given_the_sample_by_one_key(machine: Driven) -> None:
    window = machine.window()
    seen = window.until(lambda s: s["screen"] == "first_run", "the first screen")
    offers = [name for name in seen["buttons"] if name in FIRST_BUTTONS]
    assert offers == FIRST_BUTTONS
    window.focus()
    window.key("s")
    seen = window.ready()
    assert seen["accounts"] > 150
    assert sum(len(day["cards"]) for day in seen["days"]) > 10
    assert window.close() == 0


FIRST_BUTTONS = ["Use my customer list", "Look round with sample data"]


def test_that_a_list_chosen_in_the_window_is_looked_at_then_imported(
    machine: Driven, territory: Path, tmp_path: Path
) -> None:
    file = customer_list(tmp_path)
    window = machine.window("open", territory, "--size", "1366x768")
    before = window.ready()["accounts"]
    window.key("ctrl+o")
    window.until(lambda s: s["dialogs"], "the file dialog")
    window.focus()
    window.type(str(file))
    window.key("Return")
    window.until(lambda s: s["screen"] == "import", "the look at the list")
    assert len(machine.answer("--territory", territory, "accounts")) == before
    window.focus()
    window.click_button(f"Import {len(CUSTOMERS)}")
    window.until(
        lambda s: s["accounts"] == before + len(CUSTOMERS) and s["screen"] == "week", "the accounts"
    )
    window.key("ctrl+z")
    window.until(lambda s: s["accounts"] == before and not s["saving"], "the list taken back")
    assert len(machine.answer("--territory", territory, "accounts")) == before
