"""Names and codes of countries and US states as lists write them; data and look-up only."""

from __future__ import annotations

import re
from functools import lru_cache

from planner.exchange.customer_list.heading_words import plain

# fmt: off
_COUNTRIES = {
    "US": (
        "usa|united states|united states of america|u s a|vereinigte staaten|"
        "vereinigte staaten von amerika|etats unis|estados unidos|stati uniti|美國|美国"
    ),
    "GB": (
        "uk|united kingdom|great britain|england|scotland|wales|northern ireland|grossbritannien|"
        "vereinigtes konigreich|royaume uni|reino unido|regno unito|英國|英国"
    ),
    "IE": "ireland|irland|irlande|irlanda|eire",
    "DE": "germany|deutschland|allemagne|alemania|germania|duitsland|niemcy|d|德國|德国",
    "AT": "austria|osterreich|oesterreich|autriche|oostenrijk|a",
    "CH": "switzerland|schweiz|suisse|suiza|svizzera|zwitserland",
    "LI": "liechtenstein",
    "FR": "france|frankreich|francia|frankrijk|francja|f|法國|法国",
    "MC": "monaco",
    "ES": "spain|spanien|espagne|espana|spagna|spanje",
    "PT": "portugal",
    "IT": "italy|italien|italie|italia",
    "NL": (
        "netherlands|the netherlands|holland|niederlande|pays bas|paises bajos|paesi bassi|"
        "nederland"
    ),
    "BE": "belgium|belgien|belgique|belgica|belgio|belgie",
    "LU": "luxembourg|luxemburg|lussemburgo",
    "DK": "denmark|danemark|danmark",
    "SE": "sweden|schweden|sverige|suede",
    "NO": "norway|norwegen|norge|norvege",
    "FI": "finland|finnland|suomi|finlande",
    "PL": "poland|polen|polska|pologne|polonia",
    "CZ": "czech republic|czechia|tschechien|ceska republika|cesko",
    "SK": "slovakia|slowakei|slovensko",
    "HU": "hungary|ungarn|magyarorszag",
    "SI": "slovenia|slowenien|slovenija",
    "HR": "croatia|kroatien|hrvatska",
    "RO": "romania|rumanien",
    "BG": "bulgaria|bulgarien",
    "GR": "greece|griechenland|grece|hellas",
    "MT": "malta",
    "AD": "andorra",
    "CA": "canada|kanada",
    "MX": "mexico|mexiko",
    "AU": "australia|australien",
    "NZ": "new zealand|neuseeland",
    "TW": "taiwan|台灣|臺灣|台湾",
    "CN": "china|peoples republic of china|中國|中国",
    "JP": "japan|日本",
    "KR": "south korea|korea",
    "SG": "singapore|singapur",
    "IN": "india|indien",
    "ZA": "south africa|sudafrika",
    "BR": "brazil|brasil|brasilien",
    "AE": "united arab emirates|uae",
    "TR": "turkey|turkei|turkiye",
    "UA": "ukraine",
    "RU": "russia|russland",
}
_STATES = (
    "AL alabama|AK alaska|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|"
    "DE delaware|DC district of columbia|FL florida|GA georgia|HI hawaii|ID idaho|IL illinois|"
    "IN indiana|IA iowa|KS kansas|KY kentucky|LA louisiana|ME maine|MD maryland|MA massachusetts|"
    "MI michigan|MN minnesota|MS mississippi|MO missouri|MT montana|NE nebraska|NV nevada|"
    "NH new hampshire|NJ new jersey|NM new mexico|NY new york|NC north carolina|ND north dakota|"
    "OH ohio|OK oklahoma|OR oregon|PA pennsylvania|RI rhode island|SC south carolina|"
    "SD south dakota|TN tennessee|TX texas|UT utah|VT vermont|VA virginia|WA washington|"
    "WV west virginia|WI wisconsin|WY wyoming|PR puerto rico|VI virgin islands|GU guam"
)
# fmt: on
_CODES = {
    plain(name): code for code, names in _COUNTRIES.items() for name in (code, *names.split("|"))
}
_US = frozenset(plain(part) for state in _STATES.split("|") for part in state.split(" ", 1))


@lru_cache(maxsize=1024)
def code_of(country: str) -> str:
    """The two letters of a country, "" where it is none that is known; "USA - Amerika" is US."""
    parts = [] if any(map(str.isdigit, country)) else re.split(r"[-(/,]", country)
    for part in (country, *parts):
        if code := _CODES.get(plain(part)):
            return code
    return ""


@lru_cache(maxsize=1024)
def is_us_state(region: str) -> bool:
    """True for "TX" and "Texas"."""
    return plain(region) in _US
