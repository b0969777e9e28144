"""The mileage log of an expense claim: planned, driven, what for; as CSV and on paper."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from planner import clock
from planner.cli.running import main
from planner.exchange.mileage import COLUMNS, DayDriven, MileageLog, to_csv
from planner.exchange.mileage_paper import to_pdf
from planner.workspace import BadInput, IsoWeek, Refused, Workspace
from planner.workspace.log.closing import Mark
from planner.workspace.log.entry import LogEntry
from planner.workspace.log.mileage import write_mileage

TODAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 23)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.fixture
def driven(workspace: Workspace, six: list[int]) -> Workspace:
    """Monday driven and read, Tuesday made but not read, Wednesday left open."""
    for at, day in enumerate((MONDAY, MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))):
        workspace.planning.assign(day, six[at : at + 3])
        marks = [Mark(stop.call.id, "made") for stop in workspace.log.day(day).stops]
        if at < 2:
            workspace.log.close_day(day, marks, *((48_000.0, 48_100.5) if at == 0 else ()))
    return workspace


def test_that_a_day_read_is_paid_as_driven_and_one_not_read_as_planned(driven: Workspace) -> None:
    log = driven.log.mileage(MONDAY, TODAY)
    first, second = log.days
    week = driven.planning.week(IsoWeek.of(MONDAY))
    assert first.purpose == ("Account 0", "Account 1", "Account 2")
    assert (first.planned, first.driven) == (week.by_date[MONDAY].cost.metres, 100_500)
    assert first.amount == round(100.5 * driven.territory.cost_per_km, 2)
    assert second.driven is None
    assert second.claimed == second.planned == week.by_date[second.day].cost.metres
    assert log.amount == round(first.amount + second.amount, 2)
    assert log.not_closed == (MONDAY + timedelta(days=2),)


def test_that_a_missed_call_is_no_purpose_and_its_road_is_not_planned(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(MONDAY, six[:3])
    page = workspace.log.day(MONDAY)
    marks = [Mark(s.call.id, "missed" if at else "made") for at, s in enumerate(page.stops)]
    whole = workspace.planning.week(IsoWeek.of(MONDAY)).by_date[MONDAY].cost.metres
    workspace.log.close_day(MONDAY, marks)
    (day,) = workspace.log.mileage(MONDAY, MONDAY).days
    assert day.purpose == ("Account 0",)
    assert day.planned < whole


def test_that_miles_are_read_as_miles(workspace: Workspace, six: list[int]) -> None:
    workspace.set_up({"units": "mi"})
    workspace.log.close_day(MONDAY, [], 100.0, 110.0)
    log = workspace.log.mileage(MONDAY, MONDAY)
    assert log.days[0].driven == 16_093
    assert rows(to_csv(log))[0]["driven"] == "10.0"


def test_that_days_ahead_and_days_at_home_are_left_out(
    workspace: Workspace, six: list[int]
) -> None:
    workspace.planning.assign(TODAY + timedelta(days=3), six[:2])
    log = workspace.log.mileage(MONDAY, TODAY + timedelta(days=30))
    assert (log.days, log.not_closed, log.amount) == ((), (), 0)
    assert "Together" in text(to_pdf(log))


def test_that_the_last_day_cannot_come_before_the_first(workspace: Workspace) -> None:
    with pytest.raises(BadInput):
        workspace.log.mileage(TODAY, MONDAY)


def test_that_the_table_reads_back_and_its_sum_is_the_claim(driven: Workspace) -> None:
    log = driven.log.mileage(MONDAY, TODAY)
    read = rows(to_csv(log))
    assert list(read[0]) == list(COLUMNS)
    assert [row["basis"] for row in read] == ["odometer", "planned"]
    assert read[0]["purpose"] == "Account 0; Account 1; Account 2"
    assert (read[0]["odometer_start"], read[0]["odometer_end"]) == ("48000.0", "48100.5")
    assert round(sum(float(row["amount"]) for row in read), 2) == log.amount


def test_that_paper_names_every_account_and_every_sum(driven: Workspace) -> None:
    log = driven.log.mileage(MONDAY, TODAY)
    page = " ".join(text(to_pdf(log)).split())
    for words in ("Account 0", "Account 2", "Account 3", "48,000–48,100", "not read", "Signature"):
        assert words in page
    assert f"£{log.amount:,.2f}" in page
    assert "1 day has calls that are neither made nor missed" in page
    assert to_pdf(log) == to_pdf(log)


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\tx", " =1"])
def test_that_no_name_is_a_formula_in_the_table(workspace: Workspace, name: str) -> None:
    account = workspace.records.make("account", {"name": name})[0].id
    workspace.log.log_call(LogEntry("Well"), account=account)
    (row,) = rows(to_csv(workspace.log.mileage(TODAY, TODAY)))
    assert row["purpose"].startswith("'")


@settings(max_examples=12, deadline=None)
@given(names=st.lists(st.text(max_size=40), max_size=30), count=st.integers(1, 40))
def test_that_any_purpose_fits_on_paper_and_no_day_is_lost(names: list[str], count: int) -> None:
    days = tuple(_day(MONDAY + timedelta(days=at), tuple(names)) for at in range(count))
    pages = text(to_pdf(_log(days)))
    for day in days:
        assert pages.count(f"{day.day.day} {day.day:%b}") >= 1


def test_that_a_purpose_of_many_accounts_takes_the_lines_it_needs() -> None:
    names = tuple(f"Very Long Name of an Engineering Works Number {n}" for n in range(12))
    page = " ".join(text(to_pdf(_log((_day(MONDAY, names),)))).split())
    for name in names:
        assert name in page


def _day(day: date, purpose: tuple[str, ...]) -> DayDriven:
    return DayDriven(day, "Leeds", "Leeds", purpose, 1000, None, None, None, 0.45)


def _log(days: tuple[DayDriven, ...]) -> MileageLog:
    return MileageLog(
        first=MONDAY, last=TODAY, days=days, not_closed=(), territory="T", rep="R", units="km",
        currency="GBP", rate_per_km=0.45, written_at=clock.now(),
    )  # fmt: skip


def test_that_a_file_is_replaced_whole_or_not_at_all(driven: Workspace, tmp_path: Path) -> None:
    log = driven.log.mileage(MONDAY, TODAY)
    file = tmp_path / "claim.csv"
    file.write_text("mine", "utf-8")
    write_mileage(log, file)
    assert rows(file.read_bytes())
    for out in (tmp_path / "claim.doc", tmp_path / "claim", tmp_path / "no" / "claim.pdf"):
        with pytest.raises(Refused) as caught:
            write_mileage(log, out)
        assert caught.value.code in ("unknown_format", "no_folder")


# ---- the command


def run(workspace: Workspace, *words: Any) -> int:
    line = ["--territory", str(workspace.file), "mileage", "--from", "2026-11-23", "--to"]
    return main([*line, *(str(word) for word in words)])


def test_that_the_command_writes_both_and_says_how_many_days(
    driven: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("claim.csv", "claim.pdf"):
        out = tmp_path / name
        assert run(driven, "2026-11-27", "--out", out, "--json") == 0
        assert json.loads(capsys.readouterr().out) == {"file": str(out), "days": 2}
        assert out.stat().st_size > 100
    assert run(driven, "2026-11-27", "--out", tmp_path / "c.csv") == 0
    assert "Not closed yet" in capsys.readouterr().out


def test_that_the_command_refuses_what_it_cannot_write(
    driven: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(driven, "2026-11-27", "--out", tmp_path / "claim.doc") == 2
    assert run(driven, "2026-11-27", "--out", tmp_path / "no" / "claim.csv") == 3
    assert run(driven, "2026-11-01", "--out", tmp_path / "claim.csv") == 3
    assert run(driven, "someday", "--out", tmp_path / "claim.csv") == 2
    assert run(driven, "2026-11-27", "--out", driven.file.with_suffix(".pdf")) == 0
    assert list(tmp_path.glob("claim*")) == []
    capsys.readouterr()
