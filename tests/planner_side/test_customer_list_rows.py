from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.customer_list.accounts import ListedAccount, doubt_words
from planner.exchange.customer_list.addresses import mended_postcode, whole_address
from planner.exchange.customer_list.coordinates import Neighbourhood, checked, degrees_of, pair_of
from planner.exchange.customer_list.headings import guess_columns
from planner.exchange.customer_list.hours import weekday_hours, written_hours
from planner.exchange.customer_list.numbers import (
    CALL_WORDS,
    NumberStyle,
    date_of,
    grade_of,
    number_of,
)
from planner.exchange.customer_list.problems import sentence
from planner.exchange.customer_list.reading import ReadingStopped, Row, Table
from planner.exchange.customer_list.rows import Listing, read_rows


def listing(headings: Sequence[str], *rows: Sequence[str]) -> Listing:
    table = Table(
        Path("list.csv"), tuple(headings), [Row(at, tuple(row)) for at, row in enumerate(rows, 2)]
    )
    return read_rows(table, guess_columns(headings, rows))


def only(headings: Sequence[str], *cells: str) -> ListedAccount:
    (account,) = listing(headings, cells).accounts
    return account


def doubts(account: ListedAccount) -> list[str]:
    return [doubt.code for doubt in account.doubts]


HOUR = 3600


def test_that_names_are_trimmed_and_rid_of_what_cannot_be_seen() -> None:
    assert only(["Name"], "  Kaye\u00a0 &\x07 Co\u200b ").name == "Kaye & Co"


def test_that_markup_and_commands_in_names_stay_as_they_are() -> None:
    name = "<script>alert(1)</script> =cmd|' /C calc'!A0"
    assert only(["Name"], name).name == name


def test_that_full_width_digits_become_ordinary_ones() -> None:
    account = only(
        ["名稱", "地址", "電話"], "立昇藥局", "台北市中正區八德路４段６９４號", "（０２）２７６５"
    )
    assert (account.region, account.town, account.street) == ("台北市", "中正區", "八德路4段694號")
    assert account.phone == "(02)2765"
    assert account.name == "立昇藥局"


def test_that_brand_town_and_street_serve_where_no_column_has_names() -> None:
    account = only(["brand", "street", "city"], "CVS", "10522 Spring Green Blvd.", "Katy")
    assert account.name == "CVS Katy, 10522 Spring Green Blvd."
    assert account.name_made


def test_that_a_row_with_nothing_to_call_it_by_is_rejected_with_the_reason() -> None:
    read = listing(["Name", "Street", "Town"], ["", "Lowfields Way", "Elland"])
    assert read.accounts == []
    (rejected,) = read.rejected
    assert (rejected.row.number, rejected.problem.column) == (2, "Name")
    assert sentence(rejected.problem) == "No name: nothing to call it by."


def test_that_a_person_names_an_account_without_a_name() -> None:
    account = only(["Company", "First name", "Last name"], "", "Anita", "Inglin")
    assert (account.name, account.contact_name) == ("Anita Inglin", "Anita Inglin")
    assert doubts(account) == ["name_from_contact"]


@pytest.mark.parametrize("label", ["TOTAL", "Summe:", "Grand total", "合計"])
def test_that_sums_are_no_accounts(label: str) -> None:
    read = listing(["Name", "Town", "Revenue"], ["Kaye", "Leeds", "900"], [label, "", "900"])
    assert [account.name for account in read.accounts] == ["Kaye"]
    assert [rejected.problem.code for rejected in read.rejected] == ["sum_row"]


def test_that_a_company_called_total_is_an_account() -> None:
    assert only(["Name", "Town"], "Total", "Paris").name == "Total"


def test_that_headings_repeated_further_down_are_no_account() -> None:
    read = listing(["Name", "Town"], ["Kaye", "Leeds"], ["Name", "Town"])
    assert [rejected.problem.code for rejected in read.rejected] == ["heading_again"]


@pytest.mark.parametrize(
    ("code", "region", "country", "mended", "doubt"),
    [
        ("8332", "NJ", "", "08332", "zero_put_back"),
        ("501", "", "United States", "00501", "zero_put_back"),
        ("1067", "", "Deutschland", "01067", "zero_put_back"),
        ("6383", "", "Schweiz", "6383", ""),
        ("6383", "", "", "6383", ""),
        ("7501", "TX", "", "7501", "odd_postcode"),
        ("TX 75218", "", "", "75218", ""),
        ("７７４９４", "TX", "", "77494", ""),
    ],
)
def test_that_lost_zeros_of_postcodes_are_put_back_only_where_that_is_certain(
    code: str, region: str, country: str, mended: str, doubt: str
) -> None:
    found, _region, why = mended_postcode(code, region, country)
    assert (found, why) == (mended, doubt)


@pytest.mark.parametrize(
    ("cell", "street", "postcode", "town", "country"),
    [
        ("1 Mill Dam\nPontefract WF8 1AA\nUK", "1 Mill Dam", "WF8 1AA", "Pontefract", "UK"),
        ("Hübelstr. 24, CH-6383 Dallenwil", "Hübelstr. 24", "CH-6383", "Dallenwil", ""),
        ("5100 Belt Line, Dallas, TX 75218, USA", "5100 Belt Line", "75218", "Dallas", "USA"),
        ("Unit 4, Mill Dam, Leeds, LS1 4AP", "Unit 4, Mill Dam", "LS1 4AP", "Leeds", ""),
        ("Damrak 1, 1012 LG Amsterdam", "Damrak 1", "1012 LG", "Amsterdam", ""),
        ("The Old Mill", "The Old Mill", "", "", ""),
        ("The Old Mill, Elland", "The Old Mill", "", "Elland", ""),
    ],
)
def test_that_whole_addresses_are_taken_apart(
    cell: str, street: str, postcode: str, town: str, country: str
) -> None:
    parts = whole_address(cell)
    assert (parts.street, parts.postcode, parts.town) == (street, postcode, town)
    assert parts.country == country


def test_that_postcode_and_town_in_one_cell_are_parted() -> None:
    account = only(["Name", "PC / Town"], "Aire Forgings", "LS27 8AB Morley")
    assert (account.postcode, account.town) == ("LS27 8AB", "Morley")


def test_that_half_a_postcode_beside_a_town_is_parted() -> None:
    account = only(["Name", "PC / Town"], "Colne Precision", "HD2 Huddersfield")
    assert (account.postcode, account.town) == ("HD2", "Huddersfield")


def test_that_the_country_of_the_territory_tells_which_zeros_were_lost() -> None:
    rows = [("Kaye", "97070"), ("Lund", "80331"), ("Foss", "1067")]
    table = Table(Path("l.csv"), ("Name", "PLZ"), [Row(at, row) for at, row in enumerate(rows)])
    mapping = guess_columns(table.headings, rows)
    assert read_rows(table, mapping, country="DE").accounts[-1].postcode == "01067"
    assert read_rows(table, mapping, country="CH").accounts[-1].postcode == "1067"
    assert read_rows(table, mapping).accounts[-1].postcode == "1067"


def test_that_a_second_line_of_the_street_is_kept_once() -> None:
    headings = ["Name", "Street", "Street 2", "Town"]
    assert only(headings, "Kaye", "1 Mill Dam", "Suite 3", "Leeds").street == "1 Mill Dam, Suite 3"
    assert only(headings, "Kaye", "Mill\nMill", "mill", "Leeds").street == "Mill"
    assert only(headings, "Kaye", "Hauptplatz", "16a", "Ulm").street == "Hauptplatz 16a"


@pytest.mark.parametrize(
    ("cell", "pair"),
    [
        ("52.5, 13.4", (52.5, 13.4)),
        ("[13.4,52.5]", (52.5, 13.4)),
        ("POINT(13.4 52.5)", (52.5, 13.4)),
        ("52,5; 13,4", (52.5, 13.4)),
        ("33.5° S, 151.25° E", (-33.5, 151.25)),
        ("(52.5 13.4)", (52.5, 13.4)),
        ("here", None),
    ],
)
def test_that_both_coordinates_are_found_in_one_cell(
    cell: str, pair: tuple[float, float] | None
) -> None:
    assert pair_of(cell) == pair


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("52,5", 52.5),
        ("52.5 N", 52.5),
        ("W 1.5", -1.5),
        ("53° 30' 36\" S", -53.51),
        ("\u22121.5", -1.5),
        ("NaN", None),
        ("inf", None),
        ("north", None),
    ],
)
def test_that_degrees_are_read_however_they_are_written(cell: str, degrees: float | None) -> None:
    assert degrees_of(cell) == pytest.approx(degrees)


def test_that_places_that_cannot_be_are_none_and_say_so() -> None:
    headings = ["Name", "lat", "lon"]
    for lat, lon, doubt in (
        ("0", "0", "zero_place"),
        ("99", "200", "off_earth"),
        ("NaN", "NaN", "not_a_place"),
        ("53.8", "", "half_place"),
    ):
        account = only(headings, "Kaye", lat, lon)
        assert (account.lat, account.lon) == (None, None)
        assert doubts(account) == [doubt]
    assert doubts(only(headings, "Kaye", "", "")) == []


def test_that_one_swapped_row_is_turned_round() -> None:
    rows = [["Kaye", "53.8", "-1.5"], ["Lund", "53.5", "-1.1"], ["Foss", "53.9", "-1.2"]]
    read = listing(["Name", "lat", "lon"], *rows, ["Ouse", "-1.4", "53.7"])
    assert (read.accounts[-1].lat, read.accounts[-1].lon) == (53.7, -1.4)
    assert doubts(read.accounts[-1]) == ["swapped"]
    assert all(not account.doubts for account in read.accounts[:-1])


def test_that_a_list_swapped_throughout_is_turned_round_whole() -> None:
    rows = [["Kaye", "-97.5", "30.4"], ["Lund", "-95.8", "29.7"], ["Foss", "-87.9", "43.0"]]
    read = listing(["Name", "lat", "lon"], *rows)
    assert [account.lat for account in read.accounts] == [30.4, 29.7, 43.0]


def test_that_a_list_over_the_whole_world_is_left_as_it_is() -> None:
    around = Neighbourhood.of([(53.8, -1.5), (-33.9, 151.2), (40.7, -74.0), (35.7, 139.7)])
    assert checked((-1.3, 36.8), around) == ((-1.3, 36.8), "")


@given(st.lists(st.tuples(st.floats(50, 54), st.floats(-3, 1)), min_size=4, max_size=20))
def test_that_every_swapped_row_of_a_small_territory_is_caught(
    pairs: list[tuple[float, float]],
) -> None:
    around = Neighbourhood.of(pairs)
    for pair in pairs:
        assert checked(pair, around) == (pair, "")
        assert checked((pair[1], pair[0]), around) == (pair, "swapped")


@pytest.mark.parametrize(
    ("cell", "column", "value", "doubt"),
    [
        ("£48 200", [], 48200, ""),
        ("1.234,50 €", [], 1234.5, ""),
        ("1,234.50", [], 1234.5, ""),
        ("1'250'000", [], 1_250_000, ""),
        ("(120)", [], -120, ""),
        ("31k", [], 31000, ""),
        ("31.000", ["48200", "9450"], 31000, "thousand_mark"),
        ("31.000", ["48.200", "9.450", "12.000"], 31000, ""),
        ("31.125", ["48.5", "9.45"], 31.125, ""),
        ("0.125", [], 0.125, ""),
        ("much", [], None, "no_number"),
        ("x12", [], 12, "odd_number"),
        ("15 Tsd", [], 15_000, ""),
        ("ca. 900 EUR p.a.", [], 900, ""),
        ("US$ 900", [], 900, ""),
        ("", [], None, ""),
    ],
)
def test_that_amounts_are_read_as_their_column_writes_them(
    cell: str, column: list[str], value: float | None, doubt: str
) -> None:
    assert number_of(cell, NumberStyle.of(column)) == (value, doubt)


def test_that_calls_a_cycle_may_be_written_as_times() -> None:
    assert number_of("4x", NumberStyle(), CALL_WORDS) == (4, "")
    assert number_of("4 EUR", NumberStyle(), CALL_WORDS) == (4, "odd_number")


@pytest.mark.parametrize(
    ("cell", "grade", "doubt"),
    [
        ("a", "A", ""),
        ("B+", "B", ""),
        ("C-Kunde", "C", ""),
        ("Class A", "A", ""),
        ("1", "A", "grade_from_number"),
        ("Warm", "B", "grade_from_word"),
        ("Z", "", "no_grade"),
    ],
)
def test_that_grades_are_letters_and_all_else_is_doubtful(
    cell: str, grade: str, doubt: str
) -> None:
    assert grade_of(cell) == (grade, doubt)


def test_that_dates_follow_the_habit_of_their_column() -> None:
    headings = ["Name", "Last visit"]
    read = listing(headings, ["Kaye", "02/23/26"], ["Lund", "03/04/26"], ["Foss", "5.4.2026"])
    assert [account.last_call for account in read.accounts] == [
        date(2026, 2, 23),
        date(2026, 3, 4),
        date(2026, 4, 5),
    ]
    assert date_of("03/04/26") == (date(2026, 4, 3), "which_month")
    assert date_of("2026-02-30") == (None, "no_date")


def test_that_opening_hours_are_read_from_a_column_for_each_weekday() -> None:
    headings = ["name", "mo_o", "mo_c", "tu_o", "tu_c", "we_o", "we_c"]
    account = only(headings, "Mosaik", "06:00", "17:30", "0", "0", "22:00", "02:00")
    assert account.opening_hours == (
        (0, 6 * HOUR, 17 * HOUR + 1800),
        (2, 22 * HOUR, 24 * HOUR),
    )
    assert only(headings, "Mosaik", "0", "0", "0", "0", "0", "0").opening_hours is None
    assert doubts(only(headings, "Mosaik", "06:00", "?", "", "", "", "")) == ["hours_not_read"]


@pytest.mark.parametrize(
    ("cell", "spans"),
    [
        ("Mo-We 08:00-12:00", [(0, 8, 12), (1, 8, 12), (2, 8, 12)]),
        ("Mon 8am-5pm; Tue closed", [(0, 8, 17)]),
        ("Mo 08:00-12:00, 13:00-17:00", [(0, 8, 12), (0, 13, 17)]),
        ("Sa+So 10 bis 14 Uhr", [(5, 10, 14), (6, 10, 14)]),
        ("24/7", [(day, 0, 24) for day in range(7)]),
    ],
)
def test_that_written_opening_hours_are_understood(
    cell: str, spans: list[tuple[int, int, int]]
) -> None:
    assert written_hours(cell) == tuple((day, a * HOUR, b * HOUR) for day, a, b in spans)


def test_that_hours_that_cannot_be_read_go_to_the_notes() -> None:
    account = only(["Name", "Opening hours"], "Kaye", "ring 01977 960044 first")
    assert account.opening_hours is None
    assert account.notes == "ring 01977 960044 first"
    assert doubts(account) == ["hours_not_read"]


def test_that_a_day_without_both_times_is_named() -> None:
    assert weekday_hours(("08:00", "", ""), ("17:00", "12:00", "")) == (
        ((0, 8 * HOUR, 17 * HOUR),),
        1,
    )


def test_that_a_zero_lost_from_a_phone_number_is_put_back_where_all_others_have_it() -> None:
    rows = [[f"Firm {n}", f"01977 96004{n}"] for n in range(5)]
    read = listing(["Name", "Tel."], *rows, ["Lund", "1977960049"])
    assert read.accounts[-1].phone == "01977960049"
    assert [doubt_words(doubt) for doubt in read.accounts[-1].doubts] == ["0 put back: 01977960049"]
    assert read.accounts[0].phone == "01977 960040"


def test_that_too_long_a_name_is_cut_and_kept_whole_in_the_notes() -> None:
    account = only(["Name"], "Kaye " * 100)
    assert len(account.name) == 300
    assert account.notes == ("Kaye " * 100).strip()
    assert doubts(account) == ["too_long"]


def test_that_revenues_keep_their_years() -> None:
    account = only(["Name", "Rev 24", "Rev 25"], "Kaye", "39000", "48200")
    assert account.revenue == ((2024, 39000), (2025, 48200))


def test_that_reading_rows_can_be_stopped() -> None:
    table = Table(Path("list.csv"), ("Name",), [Row(2, ("Kaye",))])
    with pytest.raises(ReadingStopped):
        read_rows(table, guess_columns(["Name"], [("Kaye",)]), cancelled=lambda: True)


HEADINGS = [
    "Name", "Street", "ZIP", "State", "Country", "lat", "lon", "Grade", "Rev 25", "Last visit",
    "Opening hours", "Call minutes", "Phone", "Status", "mo_o", "mo_c", "tu_hours", "Notes",
]  # fmt: skip
CELL = st.text(max_size=20) | st.sampled_from(
    ["", "8332", "NaN", "-91", "1e999", "٣", "³", "Total", "0", "12:00", "1/2/26", "Mo-", "[1,2]"]
)


@given(st.lists(st.lists(CELL, min_size=18, max_size=18), max_size=6))
def test_that_every_row_is_kept_or_rejected_whatever_it_holds(rows: list[list[str]]) -> None:
    read = listing(HEADINGS, *rows)
    numbers = [account.row for account in read.accounts]
    numbers += [rejected.row.number for rejected in read.rejected]
    assert sorted(numbers) == list(range(2, 2 + len(rows)))
    for account in read.accounts:
        assert account.name
        assert (account.lat is None) == (account.lon is None)
        assert account.lat is None or (abs(account.lat) <= 90 and abs(account.lon or 0) <= 180)
        for doubt in account.doubts:
            assert doubt_words(doubt)
