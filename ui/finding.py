"""Finds accounts by a few letters of their names among 100,000, quickly enough for every key."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice, takewhile
from typing import TYPE_CHECKING

_FEW = 20_000
"""Accounts that may have a part for all of them to be looked at."""

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
        spaced = [f" {name}" for name in self._names]
        self._in_names = _Lines(spaced)
        self._in_keys = _Lines(
            f"{name} {row.town.casefold()}" for name, row in zip(spaced, self._rows, strict=True)
        )

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
        names, starts = self._names, 1 + 2 * len(parts)
        first = bisect_left(names, whole)
        yield (
            starts + 4,
            takewhile(lambda at: names[at].startswith(whole), range(first, len(names))),
        )
        words = [f" {part}" for part in parts]
        rare = self._in_keys.rarest(parts)
        if len(parts) > 1 and self._in_keys.count(rare) < _FEW:
            spaced, keys = self._in_names.lines, self._in_keys.lines
            having = list(self._in_keys.having(parts, rare))
            yield starts, (at for at in having if _all_in(words, spaced[at]))
            yield starts // 2, (at for at in having if _all_in(words, keys[at]))
            yield 1, having
            return
        yield starts, self._in_names.having(words)
        yield starts // 2, self._in_keys.having(words)
        yield 1, self._in_keys.having(parts, rare)


class _Lines:
    """Lines in one text: to look through that takes a tenth of looking through them one by one."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        self._text = "\n".join(self.lines)
        self._begins = list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def count(self, part: str) -> int:
        """How often a part occurs."""
        return self._text.count(part)

    def rarest(self, parts: list[str]) -> str:
        """The part that occurs least often: the others are looked for only where it is."""
        return min(parts, key=self.count) if len(parts) > 1 else parts[0]

    def having(self, parts: list[str], rare: str = "") -> Iterator[int]:
        """The lines that have every part, in order; `rare` is the rarest of them, if known."""
        rare = rare or self.rarest(parts)
        others = [part for part in parts if part != rare]
        for at in self._with(rare):
            if not others or _all_in(others, self.lines[at]):
                yield at

    def _with(self, part: str) -> Iterator[int]:
        text, begins = self._text, self._begins
        at = text.find(part)
        while at >= 0:
            row = bisect_right(begins, at) - 1
            yield row
            at = text.find(part, begins[row + 1])


def _all_in(parts: list[str], line: str) -> bool:
    return all(part in line for part in parts)
