"""How long a customer list takes from the file to records; run by hand: pytest tests/benchmarks."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from planner.exchange.customer_list.headings import guess_columns
from planner.exchange.customer_list.reading import read_table
from planner.exchange.customer_list.rows import read_rows
from planner.workspace import Workspace

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
ROWS = 9_333


@pytest.fixture
def customer_list(tmp_path: Path) -> Path:
    """The rep's own list where LOOPWISE_TRY_DATA points to one, else an invented chain of shops."""
    tried = Path(os.environ.get("LOOPWISE_TRY_DATA", "")) / "us_cvs_locations.csv"
    if tried.is_file():
        return tried
    dice = random.Random(5)
    path = tmp_path / "shops.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("store_id,street,city,state,zip,latitude,longitude,phone,brand\n")
        for number in range(ROWS):
            lat, lon = dice.uniform(29, 47), dice.uniform(-120, -75)
            file.write(
                f"{number},{dice.randrange(9999)} High Street,Town{number % 2500},TX,"
                f"{10000 + number % 80000},{lat:.4f},{lon:.4f},281395{number:04d},Shop\n"
            )
    return path


@pytest.fixture
def territories(tmp_path: Path) -> Iterator[Any]:
    numbers = count()
    opened: list[Workspace] = []

    def new() -> Workspace:
        opened.append(Workspace.new(tmp_path / f"{next(numbers)}.loopwise", LEEDS))
        return opened[-1]

    yield new
    for workspace in opened:
        workspace.close()


def test_speed_from_file_to_ready_rows(benchmark: Any, customer_list: Path) -> None:
    def ready() -> int:
        table = read_table(customer_list)
        mapping = guess_columns(table.headings, [row.cells for row in table.rows])
        return len(read_rows(table, mapping).accounts)

    assert benchmark.pedantic(ready, rounds=5) == ROWS


def test_speed_of_a_whole_import(benchmark: Any, customer_list: Path, territories: Any) -> None:
    def bring_in(workspace: Workspace) -> int:
        preview = workspace.importing.preview(customer_list)
        preview.find_places()
        return workspace.importing.run(preview).added

    added = benchmark.pedantic(bring_in, setup=lambda: ((territories(),), {}), rounds=3)
    assert added == ROWS


def test_speed_of_the_same_list_again(
    benchmark: Any, customer_list: Path, territories: Any
) -> None:
    workspace = territories()
    workspace.importing.run(workspace.importing.preview(customer_list))

    def again() -> int:
        return workspace.importing.run(workspace.importing.preview(customer_list)).unchanged

    assert benchmark.pedantic(again, rounds=3) == ROWS
