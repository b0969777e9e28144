"""Lists that break the usual ways of reading a list."""

from __future__ import annotations

from pathlib import Path

import pytest

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
