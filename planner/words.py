"""The one place for words: the gettext catalogue that window, commands, print and exports share."""

from __future__ import annotations

import gettext as _gettext
import os

from planner import resources

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(code: str | None = None) -> None:
    """Take the sentences of language `code` (e.g. "de"); English where it has none.

    Without a code the language of the environment is taken.
    """
    global _catalogue  # noqa: PLW0603
    languages = [code] if code else [os.environ.get("LANG", "en").split(".")[0]]
    _catalogue = _gettext.translation(
        "loopwise", str(resources.path("translations")), languages=languages, fallback=True
    )


def _(message: str) -> str:
    """The sentence in the language in use; arguments are named and filled in afterwards."""
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for `count` things in the language in use."""
    return _catalogue.ngettext(one, many, count)


def marked(message: str) -> str:
    """Mark a sentence for the catalogue where it stands in a table; `_` is called on it later."""
    return message
