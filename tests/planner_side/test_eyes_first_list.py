"""A newcomer's list is placed by what it says, not by the computer's clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.workspace import Workspace
from planner.workspace.starting import provisional_base, provisional_settings


def test_that_a_clock_without_a_city_starts_in_no_odd_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "Etc/UTC")
    assert provisional_base().label.startswith("London")


def test_that_a_list_from_another_country_than_the_clock_is_placed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TZ", "America/Lima")
    towns = "Mannheim Karlsruhe Heidelberg Speyer Heilbronn Darmstadt Neustadt".split()
    rows = "".join(f"Firma {at};{town}\n" for at, town in enumerate(towns))
    path = tmp_path / "list.csv"
    path.write_text(f"Firma;Ort\n{rows}", encoding="utf-8")
    workspace = Workspace.new(tmp_path / "own.loopwise", provisional_settings())
    preview = workspace.importing.preview(path)
    preview.find_places()
    assert preview.counts["needs_place"] <= 1  # there are many a Neustadt
    assert all(row.place is None or 48 < row.place.lat < 51 for row in preview.rows)
    workspace.close()


@pytest.mark.parametrize("update", [False, True])
def test_that_a_row_joined_with_its_repetition_is_not_new_the_next_time(
    workspace: Workspace, tmp_path: Path, update: bool
) -> None:
    path = tmp_path / "list.csv"
    row = "1002;Schäfer;Industriestr. 4;76131;Karlsruhe\n"
    path.write_text(f"Kd-Nr;Firma;Straße;PLZ;Ort\n{row}1003;Kurz;;;Speyer\n{row}", "utf-8")
    preview = workspace.importing.preview(path)
    preview.join(next(each.number for each in preview.rows if each.twins))
    assert workspace.importing.run(preview).added == 2
    again = workspace.importing.run(workspace.importing.preview(path), update=update)
    assert (again.read, again.added, again.unchanged) == (3, 0, 3)
