"""Builds resources/fonts. See README.md beside this file for where the sources come from.

python packaging/resources/build_fonts.py NOTO_CORE_FOLDER NOTO_CJK_FOLDER
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

OUT = Path(__file__).resolve().parents[2] / "resources" / "fonts"
# Its shapes are shown where Chinese, Japanese and Korean write one character differently.
FACE = "Noto Sans CJK SC"
RANGES = (
    (0x20, 0x7E),  # Latin letters and digits, for text mixed into names
    (0xA0, 0xFF),
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x2030, 0x205E),
    (0x20A9, 0x20AC),  # won and euro
    (0x2160, 0x217F),  # Roman numerals, in Japanese addresses
    (0x2190, 0x2193),
    (0x2460, 0x2473),  # numbers in circles
    (0x25A0, 0x25CF),
    (0x2E80, 0x2FD5),  # radicals
    (0x3000, 0x30FF),  # punctuation, hiragana, katakana
    (0x3105, 0x312F),  # bopomofo
    (0x3131, 0x318E),  # Hangul letters
    (0x31A0, 0x31FF),
    (0x3200, 0x33FF),  # enclosed and squared: ㈱, ㎡
    (0x4E00, 0x9FFF),  # the characters in common use of all three
    (0xAC00, 0xD7A3),  # Hangul
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFFEE),  # wide and narrow forms
)


def build_cjk(collection: Path) -> None:
    """Takes one face out of the collection and leaves out what addresses and names do not use."""
    fonts = TTCollection(str(collection))
    font = next(f for f in fonts.fonts if f["name"].getDebugName(4) == FACE)
    options = subset.Options()
    options.layout_features = ["ccmp", "locl", "ljmo", "vjmo", "tjmo"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    subset.save_font(font, str(OUT / "NotoSansCJKsc-Regular.otf"), options)


def main() -> None:
    """Copies the text family and builds the face for Chinese, Japanese and Korean."""
    core, cjk = Path(sys.argv[1]), Path(sys.argv[2])
    OUT.mkdir(exist_ok=True)
    fonts = core / "usr" / "share" / "fonts" / "truetype" / "noto"
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        shutil.copyfile(fonts / f"NotoSans-{style}.ttf", OUT / f"NotoSans-{style}.ttf")
    build_cjk(cjk / "usr" / "share" / "fonts" / "opentype" / "noto" / "NotoSansCJK-Regular.ttc")


if __name__ == "__main__":
    main()
