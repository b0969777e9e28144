"""Files in which SQLite itself sees nothing wrong, and those it cannot even read the text of."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from planner.cli import main
from planner.store.errors import NotATerritory
from planner.store.soundness import faults
from planner.workspace import Workspace

_DAMAGE = {
    "a date that is none": "UPDATE \"order\" SET date = '2026-0t-22'",
    "hours that are none": "UPDATE account SET opening_hours = '[[0, 28800'",
    "text that is none": "UPDATE account SET name = CAST(x'6d6164ff' AS TEXT)",
}


@pytest.fixture
def file(workspace: Workspace, six: list[int]) -> Path:
    workspace.records.make("order", {"account": six[0], "date": date(2026, 1, 5), "amount": 5.0})
    workspace.close()
    return workspace.file


@pytest.mark.parametrize("damage", _DAMAGE.values(), ids=_DAMAGE.keys())
def test_that_check_and_commands_call_a_value_that_is_none_damage(
    file: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    assert faults(file) == []
    connection = sqlite3.connect(file)
    connection.execute(damage)
    connection.commit()
    connection.close()
    assert faults(file)
    assert main(["check", str(file)]) == 4
    codes = [main([*words, "--territory", str(file)]) for words in (["accounts"], ["show", "1"])]
    assert 4 in codes
    assert set(codes) <= {0, 4}
    assert "errors.log" not in capsys.readouterr().err


def test_that_a_schema_that_is_no_text_is_damage(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content.replace(b"CREATE TABLE account (", b"CREATE TABLE accoun\xc3\x28("))
    assert faults(file)
    with pytest.raises(NotATerritory):
        Workspace.open(file).accounts.rows()
