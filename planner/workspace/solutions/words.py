"""Which words of a text are worth looking for, and how they are put to the full-text search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planner.store.folding import folded

MOST_WORDS = 24
"""Words of one question beyond which more do not help."""
_LONGEST_TEXT = 20_000
_SHORTEST = 3
_WORD = re.compile(r"[^\W_]+")
_SPACELESS = re.compile(
    "([\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff])"
)
"""Letters of languages written without spaces: each is a word of its own to the search."""
_COMMON = frozenset(
    # English, German, French: words that say nothing about a fault.
    "a about after again all also am an and any are as at be because been before but by can come "
    "comes could did do does done each every for from get gets got had has have he her here him "
    "his how i if in into is it its just keep keeps last like line made make many may me more "
    "most much my need needs never new next no nobody not now of off on once one only or order "
    "orders other our out over own part parts run same second see she should since so some soon "
    "still such than that the their them then there these they third this those time times to too "
    "under until up us very want wants was way we week were what when where which while who why "
    "will with without would yet you your said does anybody read stands cannot later night aber "
    "alle als am an auch auf aus bei bis das dass dem den der des die doch ein eine einem einen "
    "einer es fur hat ich ihr im in ist ja kann kein mit nach nicht noch nur oder schon seit sich "
    "sie sind so uber um und uns vom von vor war was wenn wie wir wird zu zum zur au aux avec ce "
    "ces dans de des du elle en est et il la le les leur mais ne nous on ou par pas plus pour que "
    "qui sa se ses son sur un une vous".split()
)


def spread(text: str) -> str:
    """Text as it goes into the search: folded, letters of spaceless languages apart."""
    return _SPACELESS.sub(r" \1 ", folded(text[:_LONGEST_TEXT]))


def telling(texts: Iterable[str]) -> list[str]:
    """The words of texts that may find a solution, as they were typed, each once.

    A figure goes with the word after it: "20 parts" says more than either.
    """
    found: dict[str, str] = {}
    for text in texts:
        for word in _telling(text[:_LONGEST_TEXT]):
            found.setdefault(stem(word), word)
            if len(found) >= MOST_WORDS:
                return list(found.values())
    return list(found.values())


def _telling(text: str) -> Iterator[str]:
    words = _WORD.findall(text)
    at = 0
    while at < len(words):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        if word.isdigit() and after.isalpha():
            yield f"{word} {after.lower()}"
            at += 1
        elif _says_something(word):
            yield word.lower()
        at += 1


def _says_something(word: str) -> bool:
    if _SPACELESS.search(word):
        return True
    plain = folded(word)
    return len(plain) >= _SHORTEST and plain not in _COMMON and not plain.isdigit()


def stem(word: str) -> str:
    """A word without its plural, so that "chips" finds "chip" and "chipping"."""
    plain = folded(word)
    for end, room in (("ies", 3), ("es", 3), ("s", 3), ("en", 4)):
        if plain.endswith(end) and len(plain) - len(end) >= room and not plain.endswith("ss"):
            return plain[: -len(end)]
    return plain


def all_of(text: str) -> str:
    """A question in FTS5's language: every word, the last as it is being typed; empty for none."""
    return " AND ".join(_quoted(word) for word in words_of(text))


def any_of(words: Iterable[str]) -> str:
    """A question for any of the words: the more of them, and the rarer, the better."""
    asked = [" ".join(map(stem, words_of(word))) for word in words]
    return " OR ".join(_quoted(word) for word in asked[:MOST_WORDS] if word)


def words_of(text: str) -> list[str]:
    """Every word of a text as the search takes it."""
    return _WORD.findall(spread(text))[:MOST_WORDS]


def _quoted(word: str) -> str:
    """What is in quotes is no operator; among the letters of words there is no quote."""
    return f'"{word}"*'
