"""A town's field in a list holds more than the town: what may be left of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WITH_POSTCODE = re.compile(
    # "8001 Zürich", "D-80331 München"; "Leeds LS8"
    r"(?:[A-Z]{1,3}-)?\d{4,6}\s+(?P<after>\D.+)"
    r"|(?P<before>.+?\D)\s+(?:[A-Z]{1,2}\d[A-Z\d]?(?:\s*\d[A-Z]{2})?|\d{4,6}(?:-\d{4})?)"
)
_CUTS = re.compile(r"\s*[,(/;]\s*|\s+-\s+")
_DISTRICT = re.compile(r"\s+\d+$|-\s*\S+$")  # "Dublin 8", "Berlin-Mitte"
_SHORT_TAIL = re.compile(r"\s+[abiouv]\.\s*\S.*$")  # "Frankfurt a.M.", "Freiburg i. Br."


def spellings(town: str) -> Iterator[str]:
    """A town as written, then with less and less of what does not belong to its name."""
    town = town.strip()
    if not town:
        return
    yield town
    match = _WITH_POSTCODE.fullmatch(town)
    if match:
        yield (match["after"] or match["before"]).strip()
    first = _CUTS.split(town)[0]
    if first and first != town:
        yield first
        match = _WITH_POSTCODE.fullmatch(first)
        if match:
            yield (match["after"] or match["before"]).strip()
    for extra in (_DISTRICT, _SHORT_TAIL):
        shorter = extra.sub("", first)
        if shorter and shorter != first:
            yield shorter
