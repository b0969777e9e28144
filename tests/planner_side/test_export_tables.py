"""The week as CSV and as a workbook."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from planner.exchange.csv_file import COLUMNS, harmless
from planner.workspace import IsoWeek, Workspace
from planner.workspace.errors import BadInput

WEEK = IsoWeek(2026, 49)
NASTY = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", 'He said "hi", twice']


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    made = [
        workspace.records.make(
            "account",
            {"name": name, "lat": 53.9, "lon": -1.5 - i / 20, "phone": "+44 113 496 0142"},
        )[0].id
        for i, name in enumerate(NASTY)
    ]
    workspace.planning.assign(WEEK.days[0], made)
    return workspace


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_that_csv_has_a_row_a_stop_with_the_costed_figures(
    planned: Workspace, tmp_path: Path
) -> None:
    exported = planned.exporting.export(WEEK, "csv", tmp_path / "week.csv")
    content = exported.file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.replace(b"\r\n", b"").count(b"\n") == 0
    rows = rows_of(content)
    [day] = [day for day in planned.planning.week(WEEK).days if day.stops]
    assert exported.calls == len(rows) == len(day.stops)
    for row, stop in zip(rows, day.stops, strict=True):
        assert int(row["leg_metres"]) == stop.timed.leg.metres
        assert int(row["leg_seconds"]) == stop.timed.leg.seconds
        assert int(row["day_metres"]) == day.cost.metres
        assert float(row["lon"]) == stop.account.lon
        assert row["phone"] == "+44 113 496 0142"


def test_that_no_cell_of_the_csv_can_be_taken_for_a_formula(
    planned: Workspace, tmp_path: Path
) -> None:
    planned.exporting.export(WEEK, "csv", tmp_path / "week.csv")
    names = [row["name"] for row in rows_of((tmp_path / "week.csv").read_bytes())]
    kept = [planned.accounts.rows(search="hi")[0].name]
    assert [name for name in names if not name.startswith("'")] == kept
    assert not [name for name in names if name.startswith(("=", "+", "-", "@", "\t"))]


@given(st.text(max_size=20))
def test_that_a_harmless_cell_begins_with_no_sign_of_a_formula(text: str) -> None:
    cell = str(harmless(text))
    assert cell.endswith(text)
    risky = cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r")
    digits_only = not any(c.isalpha() or c in "=*^&|!" for c in cell)
    assert not risky or (cell.startswith("+") and digits_only)


def test_that_the_workbook_holds_the_same_and_no_formula(
    planned: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "week.xlsx"
    planned.exporting.export(WEEK, "xlsx", file)
    [heading, *rows] = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert heading == list(COLUMNS)
    assert sorted(row[heading.index("name")] for row in rows) == sorted(
        row.name for row in planned.accounts.rows()
    )
    with zipfile.ZipFile(file) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_that_a_week_without_calls_gives_a_table_without_rows(
    workspace: Workspace, tmp_path: Path
) -> None:
    exported = workspace.exporting.export(WEEK, "csv", tmp_path / "week.csv")
    assert exported.calls == 0
    assert rows_of(exported.file.read_bytes()) == []


def test_that_an_unknown_format_is_refused_by_its_name(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.exporting.export(WEEK, "docx", tmp_path / "week.docx")
    assert refused.value.code == "unknown_format"
    with pytest.raises(BadInput) as refused:
        workspace.exporting.export(WEEK, "csv", tmp_path / "week.csv", changes=True)
    assert refused.value.code == "calendar_only"
    assert list(tmp_path.glob("week*")) == []
