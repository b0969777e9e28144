"""Every line of what a salesperson is responsible for is named by a test of the window."""

from __future__ import annotations

import re
from pathlib import Path

LINES = """
0.1
1.1 1.2 1.3 1.4
2.1 2.2 2.3 2.4 2.5
3.1 3.2 3.3 3.4
4.1 4.2 4.3 4.4
5.1 5.2 5.3 5.4 5.5 5.6
6.1 6.2 6.3
""".split()
"""The lines of the guide's page on the six responsibilities."""
TESTS = Path(__file__).parents[1] / "ui_side"


def test_that_every_line_is_named_by_a_test_of_the_window() -> None:
    named = set()
    for file in TESTS.glob("test_mission_*.py"):
        found = re.findall(r"^def test_that_line_(\d)_(\d)_", file.read_text("utf-8"), re.MULTILINE)
        named |= {f"{one}.{two}" for one, two in found}
    assert [line for line in LINES if line not in named] == []


def test_that_the_guide_tells_where_every_line_is() -> None:
    page = Path(__file__).parents[2] / "docs" / "guide" / "README.md"
    told = re.findall(r"^\| (\d\.\d) \|", page.read_text("utf-8"), re.MULTILINE)
    assert told == LINES
