from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

from planner.places.folding import fold
from planner.places.gazetteer import SURE, Address, Found, Gazetteer, PlaceFacts, bundled
from planner.places.locating import kilometres
from planner.places.postcodes import country_of_form, uk_town, us_zip

LEEDS = (53.7965, -1.5479)
KATY = (29.7858, -95.8244)
MUNICH = (48.1374, 11.5755)
TAIPEI = (25.0531, 121.5264)
BIRMINGHAM_ALABAMA = (33.52, -86.80)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return bundled()


def near(found: Found | None, place: tuple[float, float], km: float = 15.0) -> bool:
    return found is not None and kilometres((found.lat, found.lon), place) < km


# --- free text ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Leeds", LEEDS),
        ("leeds", LEEDS),
        ("Roundhay, Leeds LS8", LEEDS),
        ("12 Harehills Lane, Leeds LS8 5DR, UK", LEEDS),
        ("Katy TX 77494", KATY),
        ("Katy, Texas", KATY),
        ("München", MUNICH),
        ("Muenchen", MUNICH),
        ("MUNICH, Germany", MUNICH),
        ("80331 München", MUNICH),
        ("台北市", TAIPEI),
        ("臺北市信義區市府路45號", TAIPEI),
        ("Москва", (55.75, 37.62)),
        ("서울특별시 강남구", (37.57, 126.98)),
        ("St. Louis, MO", (38.63, -90.2)),
        ("Saint Louis MO", (38.63, -90.2)),
        ("Wien, Österreich", (48.21, 16.37)),
        ("Portland, ME", (43.66, -70.26)),
        ("Perth, Scotland", (56.4, -3.43)),
        ("Newport NP20 1AA", (51.59, -3.0)),
    ],
)
def test_that_the_first_answer_is_the_place_meant(
    gazetteer: Gazetteer, text: str, place: tuple[float, float]
) -> None:
    found = gazetteer.find(text)
    assert near(found[0], place)
    assert found[0].score >= SURE


def test_that_coordinates_are_a_place_of_their_own(gazetteer: Gazetteer) -> None:
    (found,) = gazetteer.find("53.8,-1.55")
    assert (found.lat, found.lon, found.precision) == (53.8, -1.55, "given")
    assert (found.score, found.source) == (1.0, "coordinates")


def test_that_a_zip_code_is_more_exact_than_its_town(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Katy TX 77494")[0].precision == "postcode"
    assert gazetteer.find("Katy TX")[0].precision == "town"


def test_that_namesakes_are_offered_with_low_scores(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Springfield")
    assert len(found) >= 5
    assert max(f.score for f in found) < SURE
    assert len({f.label for f in found}) == len(found)


def test_that_a_place_near_the_base_comes_first(gazetteer: Gazetteer) -> None:
    assert near(gazetteer.find("Leeds", near=BIRMINGHAM_ALABAMA)[0], (33.548, -86.544))


def test_that_what_is_typed_so_far_finds_what_it_may_become(gazetteer: Gazetteer) -> None:
    assert "Wolverhampton" in gazetteer.find("Wolverham")[0].label


@pytest.mark.parametrize(
    "text", ["", "   ", ",", "Xyzzyqq", "'; DROP TABLE place; --", "%_%", '"', "🙂"]
)
def test_that_nonsense_finds_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == []


def test_that_answers_keep_to_the_limit_and_the_order(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("San José", limit=3)
    assert len(found) == 3
    assert all(a.score >= b.score for a, b in pairwise(found))


# --- addresses in fields -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "default", "place", "precision"),
    [
        (Address(postcode="77494", town="Katy", region="TX"), "US", KATY, "postcode"),
        (Address(postcode="1201", town="Pittsfield"), "US", (42.45, -73.25), "postcode"),
        (Address(postcode="501", region="NY"), "US", (40.81, -73.04), "postcode"),
        (Address(postcode="75218-1234", town="Dallas"), "US", (32.84, -96.7), "postcode"),
        (Address(postcode="75218.0", town="Dallas"), "US", (32.84, -96.7), "postcode"),
        (Address(town="TX 75218"), None, (32.84, -96.7), "postcode"),
        (Address(postcode="TX 75218"), None, (32.84, -96.7), "postcode"),
        (Address(town="Katy, TX 77494"), None, KATY, "postcode"),
        (Address(town="Katy, TX"), None, KATY, "town"),
        (Address(town="LEEDS", country="United Kingdom"), None, LEEDS, "town"),
        (Address(town="Leeds", region="West Yorkshire"), None, LEEDS, "town"),
        (Address(town="D-80331 München"), "DE", MUNICH, "town"),
        (Address(postcode="80331", town="Muenchen", country="Deutschland"), "US", MUNICH, "town"),
        (Address(town="Genf", country="Schweiz"), None, (46.2, 6.15), "town"),
        (Address(town="London N1", country="England"), None, (51.51, -0.13), "town"),
        (Address(town="Halle/Saale", country="DE"), None, (51.48, 11.97), "town"),
        (Address(town="Frankfurt a.M.", country="DE"), None, (50.11, 8.68), "town"),
        (Address(street="台北市信義區市府路45號"), "TW", TAIPEI, "town"),
        (Address(town="Newport", postcode="NP20 1AA"), None, (51.59, -3.0), "town"),
        (Address(street="12 High St, Leeds, UK"), None, LEEDS, "town"),
    ],
)  # fmt: skip
def test_that_an_address_is_placed(
    gazetteer: Gazetteer,
    address: Address,
    default: str | None,
    place: tuple[float, float],
    precision: str,
) -> None:
    found = gazetteer.locate(address, default)
    assert found is not None
    assert near(found, place)
    assert found.precision == precision
    assert found.score >= SURE


@pytest.mark.parametrize(
    ("address", "default"),
    [
        (Address(town="Springfield"), None),
        (Address(town="Springfield"), "US"),
        (Address(town="Springfield", country="USA"), None),
        (Address(postcode="10115", town="Berlin"), "US"),  # New York's ZIP code, or Berlin's
        (Address(town="Leeds", region="Bayern"), None),
        (Address(postcode="77494", region="MA"), "US"),
        (Address(town="Katy", country="US"), None),
        (Address(town="Schaan-Xyzdorf", country="LI"), None),  # not Schaan for certain
    ],
)
def test_that_what_nothing_decides_is_never_sure(
    gazetteer: Gazetteer, address: Address, default: str | None
) -> None:
    found = gazetteer.locate(address, default)
    assert found is None or found.score < SURE


@pytest.mark.parametrize(
    "address",
    [
        Address(),
        Address(town="Xyzzyqq", country="UK"),
        Address(street="12 High Street"),
        Address(postcode="00000", region="ZZ"),
        Address(town="Leeds", country="Japan"),
    ],
)
def test_that_an_unknown_place_stays_unknown(gazetteer: Gazetteer, address: Address) -> None:
    assert gazetteer.locate(address, "GB") is None


def test_that_a_neighbourhood_decides_between_namesakes(gazetteer: Gazetteer) -> None:
    found = gazetteer.locate(Address(town="Leeds"), near=BIRMINGHAM_ALABAMA)
    assert near(found, (33.548, -86.544))


def test_that_a_contradicting_zip_code_lowers_the_score(gazetteer: Gazetteer) -> None:
    town = gazetteer.locate(Address(town="Boston", region="MA"), "US")
    both = gazetteer.locate(Address(postcode="77494", town="Boston", region="MA"), "US")
    assert town is not None
    assert both is not None
    assert near(both, (town.lat, town.lon))
    assert both.score < town.score


def test_that_threads_share_one_gazetteer(gazetteer: Gazetteer) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: gazetteer.find(f"Leeds {n}")[0], range(40)))
    assert all(near(f, LEEDS) for f in found)


# --- countries, postcodes, spelling --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USA - Vereinigte Staaten von Amerika", "US"),
        ("U.S.A.", "US"),
        ("Schweiz", "CH"),
        ("CHE", "CH"),
        ("ch", "CH"),
        ("England", "GB"),
        ("Great Britain", "GB"),
        ("Österreich", "AT"),
        ("日本", "JP"),
        ("대한민국", "KR"),
        ("Россия", "RU"),
        ("Nowhere", None),
    ],
)
def test_that_a_country_is_known_by_any_common_name(
    gazetteer: Gazetteer, text: str, code: str | None
) -> None:
    assert gazetteer.index.country_code(text) == code


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("77494", ("", 77494)),
        ("501", ("", 501)),
        ("1201", ("", 1201)),
        ("75218-1234", ("", 75218)),
        ("752181234", ("", 75218)),
        ("TX 75218", ("TX", 75218)),
        ("tx75218", ("TX", 75218)),
        ("77494.0", ("", 77494)),
        ("LS8 1AB", None),
        ("12", None),
        ("", None),
    ],
)
def test_that_zip_codes_survive_spreadsheets(text: str, parsed: tuple[str, int] | None) -> None:
    assert us_zip(text) == parsed


def test_that_some_postcodes_tell_their_country() -> None:
    assert country_of_form("ls8 1ab") == "GB"
    assert country_of_form("K1A 0B1") == "CA"
    assert country_of_form("1012 AB") == "NL"
    assert country_of_form("D-80331") == "DE"
    assert country_of_form("80331") is None
    assert uk_town("LS8") == "Leeds"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ST. PÖLTEN", "Saint-Polten"),
        ("L'Aquila", "LAquila"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("臺北", "台北"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("Kąty  Wrocławskie", "katy wroclawskie"),
    ],
)
def test_that_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_that_hangul_and_kana_keep_their_form() -> None:
    assert fold("서울") == "서울"
    assert fold("が") != fold("か")


# --- from a position -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "facts"),
    [
        (LEEDS, PlaceFacts("Europe/London", "GB", "GBP", "mi")),
        (KATY, PlaceFacts("America/Chicago", "US", "USD", "mi")),
        ((47.14, 9.52), PlaceFacts("Europe/Vaduz", "LI", "CHF", "km")),
        (TAIPEI, PlaceFacts("Asia/Taipei", "TW", "TWD", "km")),
        ((47.606, 7.545), PlaceFacts("Europe/Paris", "FR", "EUR", "km")),  # Basel is as near
        ((-23.7, 133.87), PlaceFacts("Australia/Darwin", "AU", "AUD", "km")),
    ],
)
def test_that_a_position_tells_zone_country_currency_and_units(
    gazetteer: Gazetteer, place: tuple[float, float], facts: PlaceFacts
) -> None:
    assert gazetteer.place_facts(*place) == facts


def test_that_the_nearest_town_is_named_and_the_open_sea_has_none(gazetteer: Gazetteer) -> None:
    found = gazetteer.nearest_town(53.8, -1.55)
    assert found is not None
    assert found.label.startswith("Leeds")
    assert gazetteer.nearest_town(0.0, -30.0) is None
    assert gazetteer.place_facts(-50.0, -130.0) is None


def test_that_the_geopy_geocoder_answers_with_locations() -> None:
    from planner.places.geocoder import GazetteerGeocoder

    geocoder = GazetteerGeocoder()
    location = geocoder.geocode("Leeds, UK")
    assert location.address.startswith("Leeds")
    assert near(Found("", location.latitude, location.longitude, "", 0, ""), LEEDS)
    assert location.raw["precision"] == "town"
    many = geocoder.geocode("Springfield", exactly_one=False)
    assert len(many) > 3
    assert geocoder.geocode("Xyzzyqq") is None
    fields = geocoder.geocode({"city": "Katy", "state": "TX", "postalcode": "77494"})
    assert fields.raw["precision"] == "postcode"
    assert geocoder.reverse(LEEDS).address.startswith("Leeds")


@pytest.mark.parametrize("use", ["import", "base", "find"])
def test_that_every_address_goes_through_the_geocoder(
    use: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from planner.cli import main
    from planner.places.geocoder import GazetteerGeocoder

    asked: list[str] = []
    here = Found("Here", 51.0, 7.0, "town", 1.0, "test")

    def places(_self: object, text: str, limit: int = 8) -> list[Found]:
        asked.append(f"{text}, {limit}")
        return [here]

    def place(_self: object, address: Address, country: str | None = None) -> Found:
        asked.append(f"{address.town}, {country}")
        return here

    monkeypatch.setattr(GazetteerGeocoder, "places", places)
    monkeypatch.setattr(GazetteerGeocoder, "place", place)
    monkeypatch.setenv("LOOPWISE_TERRITORY", str(tmp_path / "t.loopwise"))
    if use == "find":
        assert main(["--json", "find", "Anywhere"]) == 0
        assert '"Here"' in capsys.readouterr().out
    else:
        assert main(["new", str(tmp_path / "t.loopwise"), "--base", "Nowhere"]) == 0
    if use == "import":
        customers = tmp_path / "list.csv"
        customers.write_text("name,town\nAcme,Elsewhere\n", encoding="utf-8")
        capsys.readouterr()
        assert main(["--json", "import", str(customers)]) == 0
        assert '"town": 1' in capsys.readouterr().out
        assert any(question.startswith("Elsewhere") for question in asked)
    assert asked


def test_that_the_geocoder_has_no_way_to_the_network() -> None:
    from geopy.exc import GeocoderServiceError

    from planner.places.geocoder import GazetteerGeocoder

    with pytest.raises(GeocoderServiceError, match=re.escape("without a network")):
        GazetteerGeocoder()._call_geocoder("https://example.invalid", lambda answer: answer)


def test_that_finding_needs_no_geopy() -> None:
    script = (
        "import sys; from planner.places.gazetteer import bundled; bundled().find('Leeds');"
        "print('geopy' in sys.modules, 'sqlalchemy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_that_a_missing_gazetteer_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Gazetteer(tmp_path / "none.sqlite")
