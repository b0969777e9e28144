"""A rep in the car park: the quick log and the close of the day, by real keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

NINE = "2026-11-30T09:05:00+00:00"
A_KEY = 0.28
"""Seconds that an average hand takes for a key (Card, Moran and Newell)."""


class Hand:
    """Types into a real window and counts the strokes."""

    def __init__(self, window: Any) -> None:
        self._window, self.strokes = window, 0

    def key(self, keys: str) -> None:
        self._window.key(keys)
        self.strokes += 1

    def type(self, text: str) -> None:
        self._window.type(text)
        self.strokes += len(text)


@pytest.fixture
def monday(machine: Any, territory: Path) -> Any:
    """The window at five past nine on the Monday of the planned week."""
    words = ("open", territory, "--size", "1366x768", "--week", "2026-W49")
    window = machine.window(*words, LOOPWISE_NOW=NINE)
    window.ready()
    return window


def calls(machine: Any, territory: Path) -> list[dict[str, Any]]:
    found = machine.answer("--territory", territory, "record", "call")
    return [call for call in found if call["day"] == "2026-11-30"]


def test_that_day_in_the_life_3_a_call_is_logged_in_twenty_seconds_and_undone_in_one(
    machine: Any, monday: Any, territory: Path
) -> None:
    before = calls(machine, territory)
    assert {call["state"] for call in before} <= {"draft", "asked", "confirmed"}
    hand = Hand(monday)
    hand.key("ctrl+l")
    monday.until(lambda s: any(b.startswith("Log it") for b in s["buttons"]), "the quick log")
    monday.focus()
    hand.type("Likes the new grade")
    hand.key("alt+1")
    hand.key("alt+p")
    hand.type("Trial tips")
    hand.key("Tab")
    hand.type("fri")
    hand.key("alt+n")
    hand.type("Second cell")
    hand.key("alt+h")
    hand.type("Rival tests a coating")
    hand.key("ctrl+Return")
    seen = monday.until(lambda s: "Log the call" in s["notice"] and not s["saving"], "the notice")
    assert hand.strokes * A_KEY <= 20
    assert "due again" in seen["notice"]
    made = next(call for call in calls(machine, territory) if call["state"] == "made")
    assert made["outcome"] == "Likes the new grade"
    assert made["next_step"] == "Second cell"
    promise = machine.answer("--territory", territory, "record", "promise")[-1]
    assert (promise["text"], promise["due"]) == ("Trial tips", "2026-12-04")
    seen_there = machine.answer("--territory", territory, "record", "seen")
    assert made["id"] in {row["call"] for row in seen_there}
    monday.focus()
    monday.key("ctrl+z")
    monday.until(lambda s: s["notice"].startswith("Taken back") and not s["saving"], "undone")
    assert calls(machine, territory) == before


def test_that_a_day_is_closed_by_a_key_a_stop(machine: Any, monday: Any, territory: Path) -> None:
    stops = len(calls(machine, territory))
    hand = Hand(monday)
    hand.key("ctrl+shift+l")
    monday.until(lambda s: any(b.startswith("Close the day") for b in s["buttons"]), "the day")
    monday.focus()
    for _stop in range(stops):
        hand.key("1")
    hand.type("48210")
    hand.key("Tab")
    hand.type("48342")
    hand.key("ctrl+Return")
    monday.until(lambda s: "Close Monday" in s["notice"] and not s["saving"], "the day closed")
    assert hand.strokes <= stops + 14
    assert {call["state"] for call in calls(machine, territory)} == {"made"}
