"""Public holidays: looked up once, kept for the next start, whatever stands in the cache."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.records import Territory
from planner.workspace import public_holidays
from planner.workspace.public_holidays import holiday_on

NEW_YEAR = date(2027, 1, 1)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "deep" / "holidays.json"
    monkeypatch.setattr(public_holidays, "_kept_in", lambda: file)
    public_holidays._of_year.cache_clear()
    return file


def of(country: str, *, off: bool = True) -> Territory:
    return Territory(country=country, holidays_off=off)


def test_that_the_library_is_asked_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert holiday_on(of("gb"), NEW_YEAR) == "New Year's Day"
    assert cache.is_file()
    public_holidays._of_year.cache_clear()
    monkeypatch.setattr(public_holidays, "_worked_out", lambda *_asked: pytest.fail("asked again"))
    assert holiday_on(of("GB"), NEW_YEAR) == "New Year's Day"
    assert holiday_on(of("GB"), date(2027, 1, 5)) == ""


def test_that_another_library_is_asked_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_holidays, "_library", lambda: "old")
    holiday_on(of("DE"), NEW_YEAR)
    public_holidays._of_year.cache_clear()
    monkeypatch.setattr(public_holidays, "_library", lambda: "new")
    monkeypatch.setattr(public_holidays, "_worked_out", lambda *_a: {"2027-01-01": "Other"})
    assert holiday_on(of("DE"), NEW_YEAR) == "Other"
    assert "old" not in cache.read_text()


@pytest.mark.parametrize("content", ["", "[1]", '{"DE": 3}', "\x00"])
def test_that_a_broken_cache_is_worked_out_again(cache: Path, content: str) -> None:
    cache.parent.mkdir()
    cache.write_text(content)
    assert holiday_on(of("GB"), NEW_YEAR) == "New Year's Day"


def test_that_a_cache_that_cannot_be_written_does_no_harm(cache: Path) -> None:
    cache.parent.write_text("a file in the way")
    assert holiday_on(of("GB"), NEW_YEAR) == "New Year's Day"


def test_that_no_country_and_no_wish_mean_no_holidays(cache: Path) -> None:
    assert holiday_on(of(""), NEW_YEAR) == ""
    assert holiday_on(of("GB", off=False), NEW_YEAR) == ""
    assert holiday_on(of("Germany"), NEW_YEAR) == ""
