"""Finding an account by a few letters, as Ctrl+K does at every key."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from planner.workspace import AccountRow
from ui import keys
from ui.finding import AccountIndex, score
from ui.jobs import Jobs
from ui.palette import Palette


def account(number: int, name: str, town: str = "Leeds") -> AccountRow:
    place = ("", "", town, "", "", None, None, "")
    return AccountRow(
        number, name, "customer", "A", *place, 1.0, 30, None, None, None, None, None, None
    )


INDEX = AccountIndex(
    account(number, name, town)
    for number, (name, town) in enumerate(
        (
            ("Harbour Works", "Hull"),
            ("Best of Holt", "York"),
            ("Échelle Metals", "Goole"),
            ("Holt Ltd", "Leeds"),
            ("Westholt Dies", "Ripon"),
            ("Hull Marine", "Goole"),
        )
    )
)


def found(typed: str, most: int = 9) -> list[str]:
    return [row.name for _fits, row in INDEX.best(typed, most)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("holt", ["Holt Ltd", "Best of Holt", "Westholt Dies"]),
        ("hull", ["Hull Marine", "Harbour Works"]),
        ("GOOLE", ["Hull Marine", "Échelle Metals"]),
        ("marine hull", ["Hull Marine"]),
        ("éch", ["Échelle Metals"]),
        ("holt hull", []),
        ("  ", []),
    ],
)
def test_that_names_come_before_towns_and_starts_before_letters_within(
    typed: str, names: list[str]
) -> None:
    assert found(typed) == names


def test_that_no_more_are_found_than_asked_for_and_none_twice() -> None:
    assert found("h", 3) == ["Harbour Works", "Holt Ltd", "Hull Marine"]
    assert len(found("o")) == len(set(found("o"))) == 6


def test_that_an_account_ranks_as_something_to_do_with_its_name_would() -> None:
    for typed in ("holt", "holt l", "hol"):
        fits, row = INDEX.best(typed, 1)[0]
        assert fits == score(row.name, typed)


def test_that_many_accounts_are_made_ready_beside_the_window(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    jobs, many = Jobs(), [account(n, f"Account {n}") for n in range(3000)]
    opened: list[int] = []
    palette = Palette(window, keys.Actions(window), lambda: many, opened.append, jobs)
    palette.open()
    palette.field.setText("account 2999")
    qtbot.waitUntil(lambda: palette.list.item(0).text() == "Account 2999", timeout=10_000)
    jobs.close()
