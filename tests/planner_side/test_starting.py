"""What a new territory starts from."""

from __future__ import annotations

import pytest

from planner.workspace import AccountRow, BadInput, Workspace
from planner.workspace.starting import base_from, likely_base, provisional_base, settings_at


@pytest.mark.parametrize(
    ("typed", "zone", "currency", "units"),
    [
        ("Leeds", "Europe/London", "GBP", "mi"),
        ("München", "Europe/Berlin", "EUR", "km"),
        ("-33.8,151.2", "Australia/Sydney", "AUD", "km"),
        ("Katy TX 77494", "America/Chicago", "USD", "mi"),
    ],
)
def test_that_zone_currency_and_units_follow_from_the_base(
    typed: str, zone: str, currency: str, units: str
) -> None:
    found = base_from(typed)
    settings = settings_at(found.lat, found.lon, found.label)
    assert (settings["time_zone"], settings["currency"]) == (zone, currency)
    assert settings["units"] == units


def test_that_no_such_place_is_said(workspace: Workspace) -> None:
    with pytest.raises(BadInput):
        base_from("Xyzzyville Nowhere")


def test_that_the_computers_zone_gives_a_first_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert provisional_base().label.startswith("Berlin")


def test_that_the_base_is_likely_in_the_middle_of_the_accounts(
    workspace: Workspace, six: list[int]
) -> None:
    rows: list[AccountRow] = workspace.accounts.rows()
    found = likely_base(rows)
    assert found is not None
    assert abs(found.lat - 53.8) < 0.15
    assert likely_base([]) is None
