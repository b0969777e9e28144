"""The accounts in the real program, with a real mouse."""

from __future__ import annotations

from typing import Any

_ROWS = ((330, 330), (560, 408), (280, 512))
"""Points on names, bars and grades of rows at 1366 x 768."""


def test_that_two_quick_clicks_on_a_row_open_the_account(window: Any) -> None:
    window.key("ctrl+2")
    window.until(lambda s: s["screen"] == "accounts" and "Swap 4 calls" in s["buttons"], "accounts")
    opened = set()
    for at in _ROWS:
        window.xdotool("mousemove", *at, "click", "--repeat", 2, "--delay", 60, 1)
        seen = window.until(lambda s: s["card"] and len(s["selection"]) == 1, "a card")
        opened.add(seen["selection"][0])
        window.key("Escape")
        window.until(lambda s: not s["card"], "no card")
    assert len(opened) == len(_ROWS)
