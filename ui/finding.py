"""Finds accounts by a few letters of their names among 50,000, quickly enough for every key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.workspace import AccountRow


def score(words: str, typed: str) -> int:
    """How well a name fits what was typed, 0 for not at all; every part typed must occur.

    The start of the name counts most, then starts of its words.
    """
    name, whole = words.casefold(), typed.casefold()
    parts = whole.split()
    if not all(part in name for part in parts):
        return 0
    starts = sum(starts_word(name, part) for part in parts)
    return 1 + 2 * starts + (4 if name.startswith(whole.strip()) else 0)


def starts_word(name: str, part: str) -> bool:
    """Whether a word of a folded name begins so."""
    return name.startswith(part) or f" {part}" in name


class AccountIndex:
    """Folded names of accounts, made once beside the window; a search then only compares.

    Everything is in the order of the names, so that of those that fit equally well the first are
    found first and the others need not be looked at.
    """

    def __init__(self, rows: Iterable[AccountRow] = ()) -> None:
        every = list(rows)
        folded = [row.name.casefold() for row in every]
        order = sorted(range(len(every)), key=folded.__getitem__)
        self._rows = [every[at] for at in order]
        self._names = [folded[at] for at in order]
        # A blank before every word: what begins one is then found as " part".
        self._spaced = [f" {name}" for name in self._names]
        self._keys = [
            f"{name} {row.town.casefold()}"
            for name, row in zip(self._spaced, self._rows, strict=True)
        ]

    def best(self, typed: str, most: int) -> list[tuple[int, AccountRow]]:
        """At most so many accounts whose name or town has every part of what was typed.

        Each with how well it fits, as `score` does, the best first.
        """
        whole = typed.casefold().strip()
        parts = whole.split()
        found: dict[int, int] = {}
        for fits, places in self._tiers(whole, parts) if parts else ():
            fresh = (at for at in places if at not in found)
            found.update((at, fits) for at in list(islice(fresh, most - len(found))))
            if len(found) == most:
                break
        return [(fits, self._rows[at]) for at, fits in found.items()]

    def _tiers(self, whole: str, parts: list[str]) -> Iterator[tuple[int, Iterable[int]]]:
        """Who fits, from names that begin so to letters anywhere, each with its score."""
        spaced, keys, names = self._spaced, self._keys, self._names
        starts = 1 + 2 * len(parts)
        first = bisect_left(names, whole)
        yield (
            starts + 4,
            takewhile(lambda at: names[at].startswith(whole), range(first, len(names))),
        )
        having = [at for at, key in enumerate(keys) if parts[0] in key]
        for part in parts[1:]:
            having = [at for at in having if part in keys[at]]
        words = [f" {part}" for part in parts]
        yield starts, (at for at in having if _all_in(words, spaced[at]))
        yield starts // 2, (at for at in having if _all_in(words, keys[at]))
        yield 1, having


def _all_in(words: list[str], text: str) -> bool:
    return all(word in text for word in words)
