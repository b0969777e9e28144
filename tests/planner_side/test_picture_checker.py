"""The checker that guards the picture of the window against an empty map."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

WINDOW = (1366, 768)
MAP = (408, 44, 1366, 392)


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    source = Path(__file__).resolve().parents[2] / "packaging" / "check_picture.py"
    spec = importlib.util.spec_from_file_location("check_picture", source)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def window(land: str | None, *days: str) -> Image.Image:
    """A window with lists round a map; the map has land, lettering and tours."""
    picture = Image.new("RGB", WINDOW, "#FFFFFF")
    draw = ImageDraw.Draw(picture)
    for row in range(44, 768, 28):  # the day pills of the list are no tours
        draw.rectangle((360, row, 395, row + 18), fill="#0072B2")
    if land:
        draw.rectangle(MAP, fill=land)
        for step in range(100):  # what lettering and smoothed edges bring
            shade = (step * 37 % 256, step * 91 % 256, 128)
            draw.rectangle((460 + 5 * step, 96, 463 + 5 * step, 116), fill=shade)
    for number, day in enumerate(days):
        draw.line((500, 120 + 40 * number, 900, 130 + 40 * number), fill=day, width=4)
    return picture


def verdict(checker: ModuleType, picture: Image.Image, folder: Path, *arguments: str) -> int:
    path = folder / "window.png"
    info = PngInfo()
    for keyword, text in picture.info.items():
        info.add_text(keyword, text)
    picture.save(path, pnginfo=info)
    code = checker.main([str(path), *arguments])
    assert isinstance(code, int)
    return code


def test_that_a_painted_map_passes_in_light_and_in_dark(
    checker: ModuleType, tmp_path: Path
) -> None:
    light = window("#F4F2EC", "#0072B2", "#E69F00", "#009E73")
    dark = window("#21262B", "#4BA6E0", "#E9A91C")
    assert verdict(checker, light, tmp_path) == 0
    assert verdict(checker, dark, tmp_path) == 0


@pytest.mark.parametrize("blank", ["#FFFFFF", "#000000", "#F3F4F6", "#F4F2EC"])
def test_that_an_even_map_is_refused(checker: ModuleType, tmp_path: Path, blank: str) -> None:
    assert verdict(checker, Image.new("RGB", WINDOW, blank), tmp_path) == 1


def test_that_a_map_without_its_tours_is_refused_and_says_so(
    checker: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verdict(checker, window("#F4F2EC", "#0072B2"), tmp_path) == 1
    assert "tours of only 1 days" in capsys.readouterr().err


def test_that_tours_on_an_empty_ground_are_refused(checker: ModuleType, tmp_path: Path) -> None:
    picture = window(None, "#0072B2", "#E69F00", "#009E73")
    assert verdict(checker, picture, tmp_path) == 1


def test_that_the_picture_itself_may_say_where_its_map_lies(
    checker: ModuleType, tmp_path: Path
) -> None:
    picture = window("#F4F2EC", "#0072B2", "#E69F00")
    picture.info["map"] = "0,400,400,300"
    assert verdict(checker, picture, tmp_path) == 1
    assert verdict(checker, picture, tmp_path, "--map", "408,44,958,348") == 0


def test_that_what_is_no_picture_is_refused(checker: ModuleType, tmp_path: Path) -> None:
    nothing = tmp_path / "window.png"
    nothing.write_bytes(b"")
    assert checker.main([str(nothing)]) == 1
    assert checker.main([str(tmp_path / "missing.png")]) == 1
