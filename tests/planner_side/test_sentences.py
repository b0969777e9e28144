from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planner.exchange import figures, sentences
from planner.store import errors


def _codes(checkout: Path, pattern: str) -> set[str]:
    sources = (checkout / "planner" / "workspace").glob("*.py")
    return {m for source in sources for m in re.findall(pattern, source.read_text("utf-8"))}


def test_that_every_step_of_the_workspace_has_a_sentence(checkout: Path) -> None:
    codes = _codes(checkout, r'journal\.change\(\s*"(\w+)"') | {"calls_locked", "calls_unlocked"}
    args = {
        "kind": "account",
        "id": 3,
        "name": "Swale Tooling",
        "other": "Swale Tools",
        "count": 1,
        "day": "2026-12-01",
        "source": "2026-W49",
        "target": "2026-W50",
        "week": "2026-W49",
        "weeks": 13,
        "expert": "Nora Bell",
        "prospect": "Trent Steel",
        "field": "Shifts",
        "what": "Drills",
    }
    unspoken = {c for c in codes if sentences.entry(c, args) == "Change the records"}
    assert len(codes) > 6
    assert not unspoken


def test_that_every_refusal_of_the_workspace_has_a_sentence(checkout: Path) -> None:
    raised = _codes(checkout, r'(?:BadInput|Impossible)\(\s*"(\w+)"')
    what_if = (checkout / "planner" / "workspace" / "what_if.py").read_text("utf-8")
    codes = raised | set(re.findall(r'(?:return|else) "(\w+)"', what_if))
    assert {"locked", "closed", "unknown_kind"} <= codes
    codes |= {"disk_full", "read_only", "no_right", "no_folder", "is_folder", "not_written"}
    assert not {c for c in codes if "is not possible" in sentences.refused(c, {"name": "Kaye"})}


@pytest.mark.parametrize(
    ("code", "args", "said"),
    [
        ("calls_placed", {"name": "Kaye", "count": 1}, "Move Kaye to Tuesday 1 December"),
        ("calls_placed", {"name": "Kaye", "count": 2}, "Move Kaye and 1 other to Tuesday 1 Dec"),
        ("calls_removed", {"name": "Kaye", "count": 3}, "Take Kaye and 2 others out of the plan"),
        ("calls_locked", {"name": "Kaye", "count": 1}, "Lock Kaye on Tuesday 1 December"),
        ("order_taken", {"shape": "loop"}, "Take the loop on Tuesday 1 December"),
        ("order_taken", {"shape": ""}, "Change the order of Tuesday 1 December"),
        ("record_deleted", {"kind": "account", "name": "Kaye"}, "Delete account Kaye"),
        ("record_changed", {"kind": "contact", "name": "{day}"}, "Change a contact at {day}"),
        ("record_changed", {"kind": "territory", "name": "x"}, "Change the settings"),
        ("week_copied", {"source": "2026-W49", "target": "2026-W05"}, "Copy week 49 to week 5"),
    ],
)
def test_that_a_step_reads_like_an_instruction(
    code: str, args: dict[str, object], said: str
) -> None:
    assert sentences.entry(code, {"day": "2026-12-01", **args}).startswith(said)


@pytest.mark.parametrize(
    ("code", "args", "said"),
    [
        ("overdue", {"days": 9, "grade": "B"}, "B account, 9 days over"),
        ("overdue", {"days": 1, "grade": "A"}, "A account, 1 day over"),
        ("due", {"days": 0, "grade": "C"}, "C account, due that day"),
        ("early", {"days": 12, "grade": "C"}, "C account, due 12 days later"),
        ("never_called", {"grade": ""}, "Account without a grade, not called on yet"),
        ("prospect", {"grade": "B"}, "Prospect, new business"),
        ("objective", {"objective": "Trial of {tips}", "grade": "A"}, "Trial of {tips}"),
    ],
)
def test_that_a_stop_says_why_in_one_line(code: str, args: dict[str, object], said: str) -> None:
    assert sentences.why(code, args) == said


def test_that_every_reason_the_workspace_gives_has_a_line(checkout: Path) -> None:
    codes = _codes(checkout, r'Why\(\s*"(\w+)"') | {"due", "early"}
    assert {"objective", "never_called", "no_calls"} <= codes
    args = {"objective": "Quote", "days": 3, "grade": "A", "because": "overdue", "seconds": 360}
    said = {c: sentences.why(c, {**args, "day": "2026-12-01"}) for c in codes}
    assert len(set(said.values()) - {""}) >= len(codes) - 1  # due and early may agree


def test_that_a_break_names_its_account_and_minutes() -> None:
    said = sentences.broken("late", 720, "Kaye & Co")
    assert said == "The call on Kaye & Co comes 12 min too late."
    assert sentences.broken("over_day", 1740) == "The day ends 29 min after hours."


def test_that_a_refusal_shows_braces_in_names_as_they_are() -> None:
    assert "{locked}" in sentences.refused("locked", {"name": "{locked}"})


def test_that_an_unreadable_value_says_what_is_expected() -> None:
    said = sentences.refused("unreadable", {"field": "start", "value": "25:99", "type": "time"})
    assert said == "“25:99” cannot be read as “start”. It takes a time, e.g. 09:30."


def test_that_every_territory_error_says_what_is_safe() -> None:
    kinds = errors.TerritoryError.__subclasses__()
    assert len(kinds) >= 8
    for kind in kinds:
        said = sentences.territory_error(kind(Path("rep.loopwise"), "sqlite said no"))
        assert "rep.loopwise" in said
        assert "sqlite" not in said
        assert re.search(r"stays as it is|is as it was|was changed|is safe", said), said


@pytest.mark.parametrize(
    ("metres", "units", "said"),
    [
        (94_400, "km", "94 km"),
        (94_400, "mi", "59 mi"),
        (9_940, "km", "9.9 km"),
        (9_960, "km", "10 km"),
        (800, "km", "0.8 km"),
        (0, "km", "0 km"),
        (1_234_567, "km", "1,235 km"),
    ],
)
def test_that_a_distance_is_written_in_the_reps_units(metres: int, units: str, said: str) -> None:
    assert figures.distance(metres, units) == said


def test_that_a_difference_carries_its_sign_unless_it_is_nothing() -> None:
    assert figures.signed_distance(14_000, "km") == "+14 km"
    assert figures.signed_distance(-3_000, "km") == "−3 km"
    assert figures.signed_distance(20, "km") == "0 km"
    assert figures.signed_minutes(1_320) == "+22 min"
    assert figures.signed_minutes(-20) == "0 min"
    assert figures.signed_money(9.2, "GBP") == "+£9"
    assert figures.signed_money(-0.3, "GBP") == "£0"


def test_that_money_takes_the_currencys_sign_and_cents() -> None:
    assert figures.money(18_400.4, "GBP") == "£18,400"
    assert figures.money(9.25, "EUR", cents=True) == "€9.25"
    assert figures.money(9.25, "JPY", cents=True) == "¥9"
    assert figures.money(-9.25, "USD", cents=True) == "−$9.25"
    assert figures.money(12, "CHF") == "CHF\N{NO-BREAK SPACE}12"


def test_that_times_and_durations_are_whole_minutes() -> None:
    assert figures.duration(7 * 3600 + 47 * 60 + 20) == "7:47 h"
    assert figures.time_of_day(34_200) == "09:30"
    assert figures.time_of_day(24 * 3600) == "24:00"
    assert figures.time_of_day(24 * 3600 + 600) == "00:10 +1 day"
    assert figures.time_of_day(31 * 3600 + 3000) == "07:50 +1 day"
    assert figures.time_of_day(49 * 3600) == "01:00 +2 days"
    assert figures.span(8 * 3600, 25 * 3600) == "08:00–01:00 +1 day"
    assert figures.span(30_300, 58_320) == "08:25–16:12"


def test_that_dates_and_weeks_are_named() -> None:
    monday = date(2026, 11, 30)
    assert figures.short_date(monday) == "Mon 30 Nov"
    assert figures.long_date(monday) == "Monday 30 November"
    assert figures.full_date(monday) == "30 Nov 2026"
    assert figures.near_date(monday, date(2026, 1, 1)) == "Mon 30 Nov"
    assert figures.near_date(monday, date(2027, 1, 1)) == "30 Nov 2026"
    assert figures.week_title(monday) == "Week 49 · 30 Nov – 4 Dec"
    assert figures.moment(datetime(2026, 11, 30, 9, 5, tzinfo=UTC)) == "30 Nov 09:05"


def test_that_opening_hours_join_days_alike() -> None:
    usual = [[d, 28_800, 59_400] for d in range(4)]
    hours = [*usual, [4, 28_800, 43_200], [4, 46_800, 54_000]]
    said = figures.opening_hours(hours)
    assert said == "Mon–Thu 08:00–16:30; Fri 08:00–12:00, 13:00–15:00"
    assert figures.opening_hours([]) == "closed"
    assert figures.opening_hours([[0, 28_800, 36_000], [2, 28_800, 36_000]]) == (
        "Mon 08:00–10:00; Wed 08:00–10:00"
    )


def test_that_sentences_load_without_the_record_store() -> None:
    code = (
        "import sys, planner.exchange.sentences; "
        "print([m for m in ('sqlalchemy', 'babel', 'geopy', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
