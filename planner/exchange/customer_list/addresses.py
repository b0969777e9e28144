"""Addresses in one cell to their parts; ZIP codes that lost their zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from planner.exchange.customer_list.countries import code_of, is_us_state
from planner.exchange.customer_list.text import half_width, lines_of, one_line


@dataclass(frozen=True, slots=True)
class AddressParts:
    """An address taken apart; empty where a part is not given."""

    street: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    country: str = ""


_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
_CANADIAN = r"[A-Z]\d[A-Z]\s?\d[A-Z]\d"
_CODE_FIRST = re.compile(
    rf"(?P<code>{_BRITISH}|\d{{4}}\s?[A-Z]{{2}}(?=\s)|(?:[A-Z]{{1,2}}-)?\d{{4,5}}|\d{{2}}-\d{{3}}|\d{{3}}\s\d{{2}})\s+(?P<town>[^\W\d].*)"
)
_OUTWARD_FIRST = re.compile(r"(?P<code>[A-Z]{1,2}\d[A-Z\d]?)\s+(?P<town>[^\W\d].*)")
_CODE_LAST = re.compile(
    rf"(?P<town>[^\W\d].*?)[\s,]+(?P<code>{_BRITISH}|{_CANADIAN}|\d{{5}}(?:-\d{{4}})?|\d{{4}}\s?[A-Z]{{2}}|\d{{4,5}})"
)
_CODE_ALONE = re.compile(rf"{_BRITISH}|{_CANADIAN}|\d{{4,5}}(?:-\d{{4}})?")
_REGION_LAST = re.compile(r"(?P<town>.*?)[\s,]+(?P<region>[A-Z]{2,3}\.?)")
_CHINESE = re.compile(
    r"(?P<code>\d{3,6})?\s*(?P<region>[^\W\d]{2,3}?(?:[縣市省]|自治區))?"
    r"(?P<town>[^\W\d]{1,4}?[鄉鎮市區县区])(?P<street>.+)"
)
_CHINESE_LETTER = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=4096)
def postcode_and_town(text: str) -> AddressParts:
    """E.g. "LS27 8AB Morley", "97070 Würzburg", "Dallas, TX 75218" to their parts."""
    text = text.strip(" ,;")
    if found := _CODE_FIRST.fullmatch(text):
        return AddressParts(postcode=found["code"], town=found["town"].strip(" ,"))
    if found := _CODE_LAST.fullmatch(text):
        town, code = found["town"].strip(" ,"), found["code"]
        if (state := _REGION_LAST.fullmatch(town)) and len(state["town"]) > 1:
            return AddressParts("", code, state["town"].strip(" ,"), state["region"])
        if is_us_state(town) and len(town) == 2:
            return AddressParts(postcode=code, region=town)
        return AddressParts(postcode=code, town=town)
    if _CODE_ALONE.fullmatch(text):
        return AddressParts(postcode=text)
    return AddressParts(town=text)


def postcode_beside_town(text: str) -> AddressParts:
    """The same of a cell that is known to hold nothing else: "HD2 Huddersfield" too."""
    found = _OUTWARD_FIRST.fullmatch(text.strip())
    if found and not postcode_and_town(text).postcode:
        return AddressParts(postcode=found["code"], town=found["town"])
    return postcode_and_town(text)


def whole_address(cell: str) -> AddressParts:
    """An address of several lines or parts between commas, or a Chinese one in one run."""
    cell = half_width(cell)
    if _CHINESE_LETTER.search(cell):
        return _chinese(one_line(cell))
    parts = lines_of(cell)
    if len(parts) == 1:
        parts = [part for part in map(str.strip, re.split(r"[,;]", parts[0])) if part]
    if not parts:
        return AddressParts()
    country = ""
    if len(parts) > 1 and code_of(parts[-1]):
        country = parts.pop()
    found = _with_postcode(parts)
    if found is None:
        *before, last = parts
        if not before:
            return AddressParts(street=last, country=country)
        return AddressParts(street=", ".join(before), town=last, country=country)
    return replace(found, country=country)


def _with_postcode(parts: list[str]) -> AddressParts | None:
    """The parts around the last one that holds a postcode; the street is what stands before it."""
    for at in range(len(parts) - 1, -1, -1):
        found = postcode_and_town(parts[at])
        if not found.postcode or (at == 0 and len(parts) > 1):
            continue
        before = parts[:at]
        if not found.town and before:  # "Leeds, LS1 4AP" or "Dallas, TX 75218"
            found = replace(found, town=before.pop())
        return replace(found, street=", ".join(before), region=found.region)
    return None


def _chinese(text: str) -> AddressParts:
    found = _CHINESE.fullmatch(text)
    if not found:
        return AddressParts(street=text)
    return AddressParts(
        street=found["street"],
        postcode=found["code"] or "",
        town=found["town"],
        region=found["region"] or "",
    )


_ZERO_STATES = frozenset("CT MA ME NH NJ PR RI VT VI AE".split()) | frozenset(
    (
        "connecticut",
        "massachusetts",
        "maine",
        "new hampshire",
        "new jersey",
        "puerto rico",
        "rhode island",
        "vermont",
    )
)
_FIVE_DIGITS = frozenset({"US", "DE", "FR", "ES", "IT", "FI"})
_STATE_AND_ZIP = re.compile(r"(?P<state>[A-Z]{2})[\s-](?P<zip>\d{4,5}(?:-\d{4})?)")


def mended_postcode(code: str, region: str, country: str) -> tuple[str, str, str]:
    """(postcode, region, doubt): zeros that a spreadsheet took are put back where it is certain.

    Certain is a country of five digits, or a US state whose codes begin with 0. "TX 75218" is
    split where no region is given.
    """
    code = half_width(code)
    if code.endswith(".0") and code[:-2].isdigit():
        code = code[:-2]
    if not region and (both := _STATE_AND_ZIP.fullmatch(code)) and is_us_state(both["state"]):
        code, region = both["zip"], both["state"]
    if not code.isdigit() or not 3 <= len(code) <= 4:
        return code, region, ""
    where = code_of(country)
    state = region.upper() in _ZERO_STATES or region.casefold() in _ZERO_STATES
    if where == "US" or (not where and is_us_state(region)):
        return (
            (code.zfill(5), region, "zero_put_back")
            if state or not region
            else (code, region, "odd_postcode")
        )
    if where in _FIVE_DIGITS and len(code) == 4:
        return code.zfill(5), region, "zero_put_back"
    return code, region, ""
