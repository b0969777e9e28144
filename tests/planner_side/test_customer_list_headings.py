from __future__ import annotations

from collections.abc import Sequence

import pytest

from planner.exchange.customer_list.headings import ColumnMapping, guess_columns, override
from planner.exchange.customer_list.problems import ListRefused


def guess(
    headings: Sequence[str], *rows: Sequence[str], preset: str | None = None
) -> ColumnMapping:
    return guess_columns(headings, list(rows), preset=preset)


def fields(mapping: ColumnMapping) -> list[str | None]:
    return [column.field for column in mapping.columns]


@pytest.mark.parametrize(
    "headings",
    [
        ["Account ID", "Company", "Street", "ZIP", "City", "Phone", "E-mail"],
        ["Kundennummer", "Firma", "Straße", "PLZ", "Ort", "Telefon", "E-Mail"],
        ["N° client", "Raison sociale", "Rue", "Code postal", "Ville", "Téléphone", "Courriel"],
        ["Código cliente", "Empresa", "Calle", "CP", "Población", "Teléfono", "Correo electrónico"],
        ["Codice cliente", "Ragione sociale", "Via", "CAP", "Città", "Telefono", "E-mail"],
        ["Klantnummer", "Bedrijf", "Straat", "Postcode", "Plaats", "Telefoon", "E-mail"],
        ["Numer klienta", "Nazwa firmy", "Ulica", "Kod pocztowy", "Miasto", "Telefon", "E-mail"],
        ["客戶編號", "公司名稱", "街道", "郵遞區號", "城市", "電話", "電子郵件"],
    ],
)
def test_that_headings_are_known_in_many_languages(headings: list[str]) -> None:
    mapping = guess(headings)
    assert fields(mapping) == [
        "external_id", "name", "street", "postcode", "town", "phone", "email",
    ]  # fmt: skip
    assert {column.certainty for column in mapping.columns} == {"sure"}


def test_that_the_columns_of_a_salesforce_export_are_known() -> None:
    headings = ["Id", "Name", "Type", "BillingCity", "BillingPostalCode", "AnnualRevenue", "Rating"]
    mapping = guess(headings, ["001", "Edge", "Prospect", "Austin", "78701", "139000000", "Hot"])
    assert mapping.preset == "salesforce"
    assert fields(mapping) == [
        "external_id", "name", "status", "town", "postcode", None, "grade",
    ]  # fmt: skip
    assert mapping.columns[-1].certainty == "guessed"


def test_that_the_site_is_preferred_to_where_bills_go() -> None:
    headings = ["Account Name", "Billing City", "Shipping City"]
    assert fields(guess(headings, ["Edge", "Austin", "Dallas"])) == ["name", None, "town"]
    assert fields(guess(headings, ["Edge", "Austin", ""])) == ["name", "town", None]


def test_that_a_year_in_a_heading_is_the_year_of_the_figures() -> None:
    mapping = guess(["Name", "Rev 25", "Umsatz 2024"], ["Kaye", "48200", "39000"])
    assert [(c.field, c.year) for c in mapping.columns[1:]] == [
        ("revenue", 2025),
        ("revenue", 2024),
    ]


def test_that_a_column_headed_by_a_year_beside_names_is_its_turnover() -> None:
    mapping = guess(["Name", "2024", "2025"], ["Kaye", "39000", "48200"])
    assert [(c.field, c.year) for c in mapping.columns[1:]] == [
        ("revenue", 2024),
        ("revenue", 2025),
    ]


def test_that_roles_in_the_column_of_contacts_are_seen() -> None:
    rows = [["Kaye", "Production manager"], ["Lund", "Einkaufsleiter"], ["Foss", "Owner"]]
    mapping = guess(["Name", "Contact"], *rows)
    assert (mapping.columns[1].field, mapping.columns[1].certainty) == ("role", "guessed")
    assert fields(guess(["Name", "Contact"], ["Kaye", "Ann Poe"])) == ["name", "contact_name"]


def test_that_a_title_is_the_name_only_where_nothing_else_is() -> None:
    assert fields(guess(["Title", "URL"], ["Cafe X", "https://x.example/"])) == ["name", "website"]
    assert fields(guess(["Name", "Title"], ["Ann Poe", "Buyer"])) == ["name", "role"]


def test_that_words_inside_a_heading_are_only_a_guess() -> None:
    mapping = guess(["Customer name", "Delivery postcode (main)"], ["Kaye", "LS1 4AP"])
    assert mapping.columns[1].field == "postcode"
    assert mapping.columns[1].certainty == "guessed"


def test_that_cells_may_contradict_their_heading() -> None:
    mapping = guess(["Name", "Class", "Link"], ["Kaye", "machine tools", "see file"])
    assert fields(mapping) == ["name", None, None]


def test_that_weekday_columns_are_opening_hours_but_a_lone_sun_is_not() -> None:
    mapping = guess(["name", "mo_o", "mo_c", "Tue open", "Dienstag bis", "Mittwoch"])
    assert fields(mapping)[1:] == ["mo_open", "mo_close", "tu_open", "tu_close", "we_hours"]
    assert fields(guess(["name", "sun"], ["Kaye", "yes"])) == ["name", None]


def test_that_columns_without_headings_are_guessed_from_their_cells() -> None:
    rows = [
        ["C-104", "Kaye & Co", "Mill Dam 7", "WF8 1AA", "Pontefract", "01977 96004",
         "53.69", "-1.31"],
        ["C-105", "Lund", "Hall Rd 90", "DN2 4AA", "Doncaster", "01302 960018", "53.52", "-1.11"],
    ]  # fmt: skip
    mapping = guess_columns(["Column"] * 8, rows, has_headings=False)
    assert fields(mapping) == [
        "external_id", "name", "street", "postcode", "town", "phone", "lat", "lon",
    ]  # fmt: skip
    assert {column.certainty for column in mapping.columns} == {"guessed"}


def test_that_longitude_before_latitude_is_seen_where_it_can_be() -> None:
    rows = [["Kaye", "-97.58", "30.46"], ["Lund", "-95.82", "29.77"]]
    assert fields(guess_columns(["A", "B", "C"], rows, has_headings=False))[1:] == ["lon", "lat"]


def test_that_unmistakable_cells_are_taken_under_any_heading() -> None:
    mapping = guess(["Name", "Foo", "Bar", "Qux"], ["Kaye", "a@kaye.example", "[13.4,52.5]", "x"])
    assert fields(mapping) == ["name", "email", "coordinates", None]


def test_that_a_column_can_be_chosen_by_its_heading() -> None:
    headings = ["Kürzel", "Bez.", "Ort"]
    mapping = override(guess(headings), headings, [("name", "Bez."), ("external_id", "kürzel")])
    assert fields(mapping) == ["external_id", "name", "town"]
    assert mapping.columns[1].certainty == "sure"


def test_that_a_field_moves_with_the_choice() -> None:
    headings = ["Name", "Company"]
    assert fields(override(guess(headings), headings, [("name", "Company")])) == [None, "name"]


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ([("name", "Nmae")], "no_heading"),
        ([("colour", "Name")], "no_field"),
        ([("name", "Name"), ("name", "Town")], "two_columns"),
    ],
)
def test_that_a_wrong_choice_is_refused(chosen: list[tuple[str, str]], code: str) -> None:
    headings = ["Name", "Town"]
    with pytest.raises(ListRefused) as caught:
        override(guess(headings), headings, chosen)
    assert caught.value.problem.code == code


def test_that_an_unknown_preset_is_refused() -> None:
    with pytest.raises(ListRefused):
        guess(["Name"], preset="hubspot")
