"""Finding places."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

from planner.cli.output import answer, complain, table
from planner.cli.territories import opened
from planner.exchange import field_words
from planner.own_file import own_territory
from planner.words import _


def find(options: Namespace) -> None:
    """The places that a text may mean, likeliest first; a territory's own corner counts more."""
    from planner.places.geocoder import GazetteerGeocoder

    near = None
    if (options.territory or own_territory()).is_file():
        with opened(options) as workspace:
            territory = workspace.territory
            near = (territory.base_lat, territory.base_lon)
    found = GazetteerGeocoder(near=near).places(" ".join(options.text))
    if not found:
        complain(_("No such place is known. Try the next bigger town."))
    rows = [
        (
            place.label,
            f"{place.lat:.5f}",
            f"{place.lon:.5f}",
            field_words.choice(place.precision),
            f"{place.score:.2f}",
        )
        for place in found
    ]
    headings = (_("Place"), _("Latitude"), _("Longitude"), _("How exact"), _("How sure"))
    answer(options, [asdict(place) for place in found], table(headings, rows, " >>"))
