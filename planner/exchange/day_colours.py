"""The colours of the days on paper and in files: Okabe and Ito's, safe for colour-blind eyes."""

from __future__ import annotations

from typing import NamedTuple


class DayColour(NamedTuple):
    """Colours as #RRGGBB: the fill, text that can be read on it, a darker edge."""

    fill: str
    text: str
    edge: str


DAYS = (
    DayColour("#0072B2", "#FFFFFF", "#004D78"),
    DayColour("#E69F00", "#14171A", "#8A5F00"),
    DayColour("#009E73", "#14171A", "#006B4E"),
    DayColour("#CC79A7", "#14171A", "#8F4B70"),
    DayColour("#D55E00", "#14171A", "#8F3F00"),
    DayColour("#56B4E9", "#14171A", "#2A6E99"),
    DayColour("#F0E442", "#14171A", "#7A7300"),
)
"""Monday first."""
