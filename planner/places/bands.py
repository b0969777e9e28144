"""How the gazetteer files its places for quick looks at a part of the map.

Places are kept in bands of population, and inside a band in strips of latitude, sorted by
longitude. A look at the whole world reads only the few biggest places, and a look at one valley
only that valley's strips.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Band(NamedTuple):
    """Places of at least `population` people that no band before has; `strip` in degrees."""

    population: int
    strip: float


BANDS = (
    Band(1_000_000, 60.0),
    Band(200_000, 10.0),
    Band(50_000, 4.0),
    Band(15_000, 2.0),
    Band(5_000, 1.0),
    Band(0, 0.5),
)


def band_of(population: int) -> int:
    """The number of the band that a place of this population belongs to."""
    return next(n for n, band in enumerate(BANDS) if population >= band.population)


def cell_of(band: int, lat: float) -> int:
    """The number a band and a latitude are filed under; one more for the strip to the north."""
    strip = math.floor((max(-90.0, min(90.0, lat)) + 90.0) / BANDS[band].strip)
    return band * 1000 + strip
