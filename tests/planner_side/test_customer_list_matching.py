from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.customer_list.accounts import ListedAccount
from planner.exchange.customer_list.matching import KnownAccount, match
from planner.exchange.customer_list.reading import ReadingStopped

KAYE = ListedAccount(2, "Kaye & Co Ltd", street="7 Mill Dam", postcode="WF8 1AA", town="Pontefract")


def known(account: ListedAccount, number: int = 1) -> KnownAccount:
    return KnownAccount(
        number,
        account.name,
        account.external_id,
        account.street,
        account.postcode,
        account.town,
        account.lat,
        account.lon,
        account.phone,
    )


def twins(*accounts: ListedAccount) -> list[tuple[int, int | None]]:
    return [(twin.row, twin.other_row) for twin in match(accounts, []).twins]


def test_that_an_account_is_known_again_by_its_number_under_a_new_name_and_address() -> None:
    row = replace(KAYE, external_id="C-104")
    moved = replace(row, name="Kaye Group", street="1 New Road", postcode="WF1 1AB")
    assert match([moved], [known(row)]).same == {2: 1}


def test_that_equal_numbers_of_two_lists_do_not_make_one_account() -> None:
    berlin = ListedAccount(2, "Kita Mosaik", external_id="12", lat=52.5, lon=13.4)
    katy = ListedAccount(2, "CVS Katy", external_id="12", town="Katy", lat=29.7, lon=-95.8)
    assert match([katy], [known(berlin)]).same == {}


def test_that_an_account_is_known_again_by_name_and_address_however_written() -> None:
    row = replace(KAYE, name="KAYE AND CO", street="7, Mill Dam", postcode="wf81aa")
    assert match([row], [known(KAYE)]).same == {2: 1}


def test_that_one_account_stands_for_one_row_only() -> None:
    again = replace(KAYE, row=3)
    assert match([KAYE, again], [known(KAYE)]).same == {2: 1}
    assert match([KAYE, again], [known(KAYE, 1), known(KAYE, 2)]).same == {2: 1, 3: 2}


def test_that_rows_without_an_address_are_told_apart_by_their_place() -> None:
    one = ListedAccount(2, "Mosaik", lat=52.5, lon=13.4)
    other = ListedAccount(3, "Mosaik", lat=52.6, lon=13.4)
    assert match([one, other], [known(other, 7)]).same == {3: 7}
    assert twins(one, other) == []


def test_that_a_name_without_its_legal_form_is_a_likely_twin() -> None:
    other = replace(KAYE, row=9, name="Kay & Co", street="7 Mill Dam Lane")
    (twin,) = match([KAYE, other], []).twins
    assert (twin.row, twin.other_row, twin.account) == (9, 2, None)
    assert 0.85 <= twin.score < 1


def test_that_equal_rows_are_twins_beyond_doubt() -> None:
    (twin,) = match([KAYE, replace(KAYE, row=3)], []).twins
    assert twin.score == 1


def test_that_a_twin_of_a_known_account_names_it() -> None:
    (twin,) = match([replace(KAYE, street="7 Mill Damm")], [known(KAYE, 5)]).twins
    assert (twin.row, twin.other_row, twin.account) == (2, None, 5)


def test_that_a_chain_has_no_twins_at_other_house_numbers() -> None:
    shops = [
        replace(KAYE, row=n, name=f"CVS Miami, {n} Sw 152nd Street", street=f"{n} Sw 152nd Street")
        for n in range(100, 200)
    ]
    assert twins(*shops) == []


def test_that_branches_told_apart_by_their_number_are_no_twins() -> None:
    works = [ListedAccount(n, f"Trent Works {n}", town="Nottingham") for n in range(2, 40)]
    assert twins(*works) == []
    assert twins(works[0], replace(works[0], row=50, name="Trent Works 2 Ltd")) == [(50, 2)]


def test_that_neighbours_with_other_names_are_no_twins() -> None:
    assert twins(KAYE, replace(KAYE, row=3, name="Foss Machining")) == []


def test_that_twins_are_found_across_a_border_of_the_grid() -> None:
    one = ListedAccount(2, "EKT Stadtkinder", lat=52.55999, lon=13.38)
    assert twins(one, replace(one, row=3, lat=52.56001)) == [(3, 2)]


def test_that_matching_can_be_stopped() -> None:
    with pytest.raises(ReadingStopped):
        match([KAYE, replace(KAYE, row=3)], [], cancelled=lambda: True)


TEXT = st.text(st.sampled_from("ab 12é中"), max_size=5)


@given(
    st.lists(st.builds(ListedAccount, st.just(0), TEXT, street=TEXT, town=TEXT, external_id=TEXT))
)
def test_that_the_same_list_again_adds_nothing(accounts: list[ListedAccount]) -> None:
    numbers = count(2)
    rows = [replace(account, row=next(numbers)) for account in accounts]
    matches = match(rows, [known(row, row.row * 10) for row in rows])
    assert sorted(matches.same) == [row.row for row in rows]
    assert matches.twins == []
