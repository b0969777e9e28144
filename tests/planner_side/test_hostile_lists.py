"""Lists that break the usual ways of reading a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.exchange.customer_list.numbers import NumberStyle, date_of, number_of
from planner.workspace import Workspace


def _bring_in(workspace: Workspace, file: Path, content: str) -> dict[str, object]:
    file.write_text(content, encoding="utf-8")
    return workspace.importing.run(workspace.importing.preview(file)).as_json()


@pytest.mark.parametrize("cell", ["x" * 300_000, '"' + "x" * 300_000 + '"', '"' + "y," * 100_000])
def test_that_a_cell_longer_than_any_is_read_and_its_row_kept(
    workspace: Workspace, tmp_path: Path, cell: str
) -> None:
    content = f"Name,Notes\nAcme Ltd,{cell}\nBolt Ltd,short\n"
    report = _bring_in(workspace, tmp_path / "list.csv", content)
    assert report["read"] == 2
    names = {row.name for row in workspace.accounts.rows()}
    rejected = report["rejected"]
    assert isinstance(rejected, list)
    assert "Bolt Ltd" in names
    assert len(names) + len(rejected) == 2


@pytest.mark.parametrize(
    ("cell", "value"), [("1.2E+05", 120_000.0), ("1,2E+05", 120_000.0), ("1e400", None)]
)
def test_that_a_spreadsheets_short_way_of_a_big_number_is_read(
    cell: str, value: float | None
) -> None:
    assert number_of(cell, NumberStyle())[0] == value


@pytest.mark.parametrize("cell", ["0999-10-14", "1066-10-14", "9999-12-31", "0000-00-00"])
def test_that_a_date_nobody_called_on_is_none(cell: str) -> None:
    assert date_of(cell) == (None, "no_date")


def test_that_a_calling_frequency_nobody_keeps_is_left_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    _bring_in(workspace, tmp_path / "list.csv", "Name,Calls per cycle\nAcme,1e9\nBolt,6\n")
    kept = [record.calls_per_cycle for record in workspace.records.every("account")]  # type: ignore[attr-defined]
    assert kept == [None, 6]
