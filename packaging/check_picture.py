"""Proves from a picture of the main window that its map has really painted.

    python packaging/check_picture.py PICTURE.png [--map X,Y,WIDTH,HEIGHT]

A map that failed leaves an even area, so the checker asks for what only a painted one has: the
colour of land, the colours of at least two days' tours, and many shades besides. Exit code 0 when
all is there, 1 with what is missing.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]

# Land and the seven days as the map's style sheet draws them, light and dark.
LAND = {"light": (0xF4, 0xF2, 0xEC), "dark": (0x21, 0x26, 0x2B)}
DAYS = {
    "light": (
        (0x00, 0x72, 0xB2),
        (0xE6, 0x9F, 0x00),
        (0x00, 0x9E, 0x73),
        (0xCC, 0x79, 0xA7),
        (0xD5, 0x5E, 0x00),
        (0x56, 0xB4, 0xE9),
        (0xF0, 0xE4, 0x42),
    ),
    "dark": (
        (0x4B, 0xA6, 0xE0),
        (0xE9, 0xA9, 0x1C),
        (0x1F, 0xB9, 0x8C),
        (0xDB, 0x93, 0xBB),
        (0xF0, 0x82, 0x38),
        (0x56, 0xB4, 0xE9),
        (0xF0, 0xE4, 0x42),
    ),
}
# Where the map lies in the window unless told: left, top, right, bottom as shares of the picture.
# A little less than the map, so that a list beside it cannot lend its colours.
MAP_SHARE = (0.33, 0.12, 0.70, 0.42)

NEAR = 6  # how far each channel may be off: smoothing and colour profiles
LEAST_LAND = 0.05
LEAST_DAYS = 2
LEAST_DAY_PIXELS = 60
LEAST_SHADES = 60


@dataclass(frozen=True)
class Finding:
    """What the map's part of a picture shows; shares are of that part's pixels."""

    theme: str
    land: float
    days: int
    shades: int

    def missing(self) -> list[str]:
        """What a painted map has and this one lacks, in words; empty when it has painted."""
        wanted = [
            (self.land >= LEAST_LAND, f"land covers only {self.land:.1%}"),
            (self.days >= LEAST_DAYS, f"tours of only {self.days} days"),
            (self.shades >= LEAST_SHADES, f"only {self.shades} shades"),
        ]
        return [words for there, words in wanted if not there]


def map_box(picture: Image.Image) -> Box:
    """Where the map lies: as the picture says in its text "map" (x,y,w,h), else by shares."""
    told = getattr(picture, "text", {}).get("map")
    if told:
        return box_of(told)
    width, height = picture.size
    left, top, right, bottom = MAP_SHARE
    return int(left * width), int(top * height), int(right * width), int(bottom * height)


def box_of(text: str) -> Box:
    """Left, top, right, bottom from "X,Y,WIDTH,HEIGHT"."""
    x, y, width, height = (int(part) for part in text.split(","))
    return x, y, x + width, y + height


def look(picture: Image.Image, box: Box | None = None) -> Finding:
    """What the map's part of `picture` shows, in the theme that fits it better."""
    part = picture.convert("RGB").crop(box or map_box(picture))
    histogram: list[tuple[int, Colour]] = part.getcolors(part.width * part.height) or []  # type: ignore[assignment]
    total = max(1, sum(count for count, _ in histogram))
    land = {theme: pixels_near(histogram, colour) / total for theme, colour in LAND.items()}
    theme = max(land, key=lambda name: land[name])
    days = [pixels_near(histogram, colour) for colour in DAYS[theme]]
    shades = {tuple(channel // 8 for channel in colour) for _, colour in histogram}
    return Finding(
        theme, land[theme], sum(count >= LEAST_DAY_PIXELS for count in days), len(shades)
    )


def pixels_near(histogram: list[tuple[int, Colour]], wanted: Colour) -> int:
    """How many pixels are of the wanted colour, give or take NEAR in each channel."""
    return sum(
        count
        for count, colour in histogram
        if all(abs(a - b) <= NEAR for a, b in zip(colour, wanted, strict=True))
    )


def main(arguments: list[str] | None = None) -> int:
    """Checks one picture; returns the exit code."""
    parser = argparse.ArgumentParser(description="Has the map in this picture really painted?")
    parser.add_argument("picture", type=Path)
    parser.add_argument("--map", type=box_of, metavar="X,Y,WIDTH,HEIGHT")
    wanted = parser.parse_args(arguments)
    try:
        with Image.open(wanted.picture) as picture:
            finding = look(picture, wanted.map)
    except OSError as problem:
        print(f"{wanted.picture} cannot be read as a picture: {problem}", file=sys.stderr)
        return 1
    missing = finding.missing()
    if missing:
        print(f"The map has not painted: {', '.join(missing)}.", file=sys.stderr)
        return 1
    print(
        f"The map has painted ({finding.theme}): land {finding.land:.0%}, "
        f"tours of {finding.days} days, {finding.shades} shades."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
