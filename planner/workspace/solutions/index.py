"""Full-text search over the solutions: an FTS5 table in memory, made again when they changed.

It stands beside the file, so that journal, undo and encryption need to know nothing of it.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from planner.workspace.solutions.words import all_of, any_of, spread, words_of

FIELDS = ("problem", "worked", "equipment", "process", "material", "effect", "where_worked")
"""What is searched; the last is the account, or what it is called where it is not named."""
_MAKE = (
    f"CREATE VIRTUAL TABLE solved USING fts5({', '.join(FIELDS)}, "
    "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
)
_FIND = (
    "SELECT rowid FROM solved WHERE solved MATCH ? "
    "ORDER BY bm25(solved, 3.0, 2.0, 1.5, 1.5, 1.5, 1.0, 0.5), rowid DESC"
)
"""A word counts by the field it stands in, most in the problem: that is what is asked for."""


class SolutionIndex:
    """Finds numbers of solutions by words, best first. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: dict[int, tuple[str, ...]] | None = None
        self._base: Any = None

    def take(self, texts: Mapping[int, tuple[str, ...]]) -> None:
        """Take the texts of all solutions, in the order of `FIELDS`, by number."""
        with self._lock:
            if self._texts == dict(texts):
                return
            if self._base is not None:
                self._base.close()
            self._base = sqlcipher.connect(":memory:", check_same_thread=False)
            self._base.execute(_MAKE)
            columns = ", ".join(("rowid", *FIELDS))
            marks = ", ".join("?" * (len(FIELDS) + 1))
            self._base.executemany(
                f"INSERT INTO solved({columns}) VALUES ({marks})",  # noqa: S608 - names of ours
                [(number, *map(spread, fields)) for number, fields in texts.items()],
            )
            self._texts = dict(texts)

    def search(self, text: str) -> list[int]:
        """Those with every word typed; where there are none, those with any of them."""
        return self._find(all_of(text)) or self.like(words_of(text))

    def like(self, words: Iterable[str]) -> list[int]:
        """Those with any of the words: those with most of them first, then by how rare they are.

        Rarity alone would put one odd word before all that the problem is really about.
        """
        asked = list(words)
        ranked = self._find(any_of(asked))
        shared = Counter(number for word in asked for number in self._find(any_of([word])))
        return sorted(ranked, key=lambda number: -shared[number])

    def has(self, word: str) -> bool:
        """Whether a word finds anything."""
        return bool(self._find(any_of([word])))

    def _find(self, question: str) -> list[int]:
        with self._lock:
            if not question or self._base is None:
                return []
            return [number for (number,) in self._base.execute(_FIND, (question,))]
