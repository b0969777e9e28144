"""What a postcode tells by its form alone. Only US ZIP codes have coordinates in the gazetteer."""

from __future__ import annotations

import re

_ZIP = re.compile(r"(?:([A-Za-z]{2})[\s,.-]*)?(\d{3,5})(?:[-\s]?(\d{4}))?(?:\.0)?")
_UK = re.compile(r"([A-Z]{1,2})(\d[A-Z\d]?)(\s*\d[A-Z]{2})?")
_CANADA = re.compile(r"([ABCEGHJ-NPRSTVXY])\d[A-Z][\s-]*(\d[A-Z]\d)")
_NETHERLANDS = re.compile(r"[1-9]\d{3}\s*[A-Z]{2}")
_PREFIX = re.compile(r"([A-Z]{1,3})-\d{3,6}")
_CAR_LETTERS = {
    "D": "DE",
    "A": "AT",
    "F": "FR",
    "I": "IT",
    "B": "BE",
    "L": "LU",
    "E": "ES",
    "S": "SE",
}

# The town that each UK postcode area is named for.
_UK_AREAS = """
AB Aberdeen|AL St Albans|B Birmingham|BA Bath|BB Blackburn|BD Bradford|BH Bournemouth|BL Bolton
BN Brighton|BR Bromley|BS Bristol|BT Belfast|CA Carlisle|CB Cambridge|CF Cardiff|CH Chester
CM Chelmsford|CO Colchester|CR Croydon|CT Canterbury|CV Coventry|CW Crewe|DA Dartford|DD Dundee
DE Derby|DG Dumfries|DH Durham|DL Darlington|DN Doncaster|DT Dorchester|DY Dudley|E London
EC London|EH Edinburgh|EN Enfield|EX Exeter|FK Falkirk|FY Blackpool|G Glasgow|GL Gloucester
GU Guildford|HA Harrow|HD Huddersfield|HG Harrogate|HP Hemel Hempstead|HR Hereford|HU Hull
HX Halifax|IG Ilford|IP Ipswich|IV Inverness|KA Kilmarnock|KT Kingston upon Thames|KW Kirkwall
KY Kirkcaldy|L Liverpool|LA Lancaster|LD Llandrindod Wells|LE Leicester|LL Llandudno|LN Lincoln
LS Leeds|LU Luton|M Manchester|ME Rochester|MK Milton Keynes|ML Motherwell|N London
NE Newcastle upon Tyne|NG Nottingham|NN Northampton|NP Newport|NR Norwich|NW London|OL Oldham
OX Oxford|PA Paisley|PE Peterborough|PH Perth|PL Plymouth|PO Portsmouth|PR Preston|RG Reading
RH Redhill|RM Romford|S Sheffield|SA Swansea|SE London|SG Stevenage|SK Stockport|SL Slough
SM Sutton|SN Swindon|SO Southampton|SP Salisbury|SR Sunderland|SS Southend-on-Sea
ST Stoke-on-Trent|SW London|SY Shrewsbury|TA Taunton|TD Galashiels|TF Telford|TN Tonbridge
TQ Torquay|TR Truro|TS Middlesbrough|TW Twickenham|UB Southall|W London|WA Warrington|WC London
WD Watford|WF Wakefield|WN Wigan|WR Worcester|WS Walsall|WV Wolverhampton|YO York|ZE Lerwick
"""
UK_TOWNS = dict(
    entry.split(" ", 1) for line in _UK_AREAS.split("\n") for entry in line.split("|") if entry
)


def us_zip(text: str) -> tuple[str, int] | None:
    """State ("" where none is written) and number of a US ZIP code.

    "1201" and "501" have lost their leading zeros to a spreadsheet; "75218-1234", "752181234",
    "TX 75218" and "75218.0" are read as well.
    """
    match = _ZIP.fullmatch(text.strip())
    if match is None:
        return None
    state, code, rest = match.groups()
    if rest and len(code) == 3:  # seven digits: no ZIP+4 that lost two zeros looks so
        return None
    return (state or "").upper(), int(code)


def uk_town(text: str) -> str | None:
    """The post town that a UK postcode or its first half belongs to, such as Leeds for LS8."""
    match = _UK.fullmatch(text.strip().upper())
    return UK_TOWNS.get(match[1]) if match else None


def country_of_form(text: str) -> str | None:
    """The country that only its own postcodes look like, or None where others look the same."""
    code = text.strip().upper()
    uk = _UK.fullmatch(code)
    if uk and uk[3] and uk[1] in UK_TOWNS:
        return "GB"
    if _CANADA.fullmatch(code):
        return "CA"
    if _NETHERLANDS.fullmatch(code):
        return "NL"
    prefix = _PREFIX.fullmatch(code)
    return _CAR_LETTERS.get(prefix[1]) if prefix else None
