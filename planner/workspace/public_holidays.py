"""The public holidays of a country, by date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from planner.records import Territory


def holiday_on(territory: Territory, day: date) -> str:
    """What the day is called that is a public holiday; empty where it is none or does not count."""
    if not territory.holidays_off or not territory.country:
        return ""
    return _of_year(territory.country.strip().upper(), day.year).get(day, "")


@lru_cache(maxsize=64)
def _of_year(country: str, year: int) -> Mapping[date, str]:
    """By ISO code of the country; none for a country that is not known."""
    # Only here: the library is large, and the window opens before any week is read.
    from holidays import country_holidays

    try:
        return dict(country_holidays(country, years=year))
    except NotImplementedError:
        return {}
