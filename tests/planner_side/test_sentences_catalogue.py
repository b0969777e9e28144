"""The catalogue: every sentence is found by its configuration, and a translation is used."""

from __future__ import annotations

import string
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo

from planner import words
from planner.exchange import sentences


@pytest.fixture(scope="module")
def messages() -> list[tuple[str, ...]]:
    """All sentences in the sources, singular and plural."""
    checkout = Path(__file__).resolve().parents[2]
    config = checkout / "resources" / "translations" / "babel.cfg"
    with config.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found: list[tuple[str, ...]] = []
    for folder in ("planner", "ui"):
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(checkout / folder),
            [(pattern.partition("/")[2], method) for pattern, method in methods],
            {pattern.partition("/")[2]: values for pattern, values in options.items()},
            {"_": None, "marked": None, "ngettext": (1, 2)},
        ):
            found.append((message,) if isinstance(message, str) else tuple(message))
    return found


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    catalogue = Catalog(locale="de")
    catalogue.add("Move {name} to {day}", "{name} auf {day} legen")
    catalogue.add("{weekday} {day} {month}", "{weekday}, {day}. {month}")
    catalogue.add("Tuesday", "Dienstag")
    catalogue.add(("{days} day over", "{days} days over"), ("{days} Tag", "{days} Tage"))
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    mo = BytesIO()
    write_mo(mo, catalogue)
    (folder / "loopwise.mo").write_bytes(mo.getvalue())
    monkeypatch.setattr("planner.words.resources.path", lambda *_parts: tmp_path)
    words.use_language("de")
    yield
    monkeypatch.undo()
    words.use_language("en")


def test_that_the_catalogue_finds_plain_counted_and_marked_sentences(
    messages: list[tuple[str, ...]],
) -> None:
    assert ("Nothing to undo.",) in messages
    assert ("{count} account.", "{count} accounts.") in messages
    assert ("{name} is locked. Unlock the call to move it.",) in messages


def test_that_every_argument_of_a_sentence_has_a_name(messages: list[tuple[str, ...]]) -> None:
    assert len(messages) > 200
    for message in messages:
        for text in message:
            fields = [name for _text, name, _spec, _conv in string.Formatter().parse(text)]
            assert not [name for name in fields if name is not None and not name.isidentifier()], (
                text
            )


@pytest.mark.usefixtures("german")
def test_that_a_language_is_taken_from_its_catalogue() -> None:
    step = sentences.entry("calls_placed", {"name": "Kaye", "count": 1, "day": "2026-12-01"})
    assert step == "Kaye auf Dienstag, 1. December legen"
    assert "9 Tage" in sentences.why("overdue", {"days": 9, "grade": "B"})
    assert sentences.refused("day_off", {}) == "That is a day off."
