"""Text as it is searched: without case and accents, in Python and in SQL alike."""

from __future__ import annotations

from unicodedata import combining, normalize

SQL_NAME = "folded"
"""What the function is called in SQL; SQLite's own LIKE knows the case of A to Z alone."""


def folded(text: str) -> str:
    """`MÜLLER Straße` and `Muller strasse` come out alike."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
