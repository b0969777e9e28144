"""The public holidays of a country, by date."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from planner.records import Territory


def holiday_on(territory: Territory, day: date) -> str:
    """What the day is called that is a public holiday; empty where it is none or does not count."""
    if not territory.holidays_off or not territory.country:
        return ""
    return _of_year(territory.country.strip().upper(), day.year).get(day.isoformat(), "")


@lru_cache(maxsize=64)
def _of_year(country: str, year: int) -> Mapping[str, str]:
    """By ISO code of the country; none for a country that is not known.

    The library takes longer to load than the window has until its week is read. So what it said
    is kept beside the program, as long as the same library is installed.
    """
    file = _kept_in()
    key = f"{country} {year} {_library()}"
    kept = _read(file)
    if key not in kept:
        kept = {name: days for name, days in kept.items() if name.endswith(_library())}
        kept[key] = _worked_out(country, year)
        _write(file, kept)
    return kept[key]


def _worked_out(country: str, year: int) -> dict[str, str]:
    from holidays import country_holidays

    try:
        found = country_holidays(country, years=year)
    except NotImplementedError:
        return {}
    return {day.isoformat(): name for day, name in sorted(found.items())}


def _library() -> str:
    """Another word for every other library: when its file was written."""
    spec = find_spec("holidays")
    origin = spec.origin if spec else None
    return str(os.stat(origin).st_mtime_ns) if origin else ""  # noqa: PTH116


def _kept_in() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("loopwise", appauthor=False) / "holidays.json"


def _read(file: Path) -> dict[str, dict[str, str]]:
    """What was kept; nothing where it cannot be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    sound = isinstance(found, dict) and all(isinstance(days, dict) for days in found.values())
    return found if sound else {}


def _write(file: Path, kept: Mapping[str, Mapping[str, str]]) -> None:
    """Keep it for the next start; where nothing can be written it is worked out again."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(kept), encoding="utf-8")
        fresh.replace(file)
