"""What can be wrong with a customer list, as codes, and the sentences a rep reads about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planner.words import _


@dataclass(frozen=True, slots=True)
class ListProblem:
    """One thing wrong with a list: of a row (numbered as in the file) or of the whole file.

    `column` is the heading concerned, empty where it is the whole row; `args` fill the sentence.
    """

    code: str
    row: int | None = None
    column: str = ""
    args: Mapping[str, object] = field(default_factory=dict)


class ListRefused(Exception):
    """The whole file cannot be read as a list; nothing of it was taken."""

    def __init__(self, problem: ListProblem) -> None:
        super().__init__(sentence(problem))
        self.problem = problem


class ReadingStopped(Exception):
    """The rep pressed Stop; nothing was taken."""

    def __str__(self) -> str:
        return _("Stopped. Nothing of the list was taken.")


def refuse(code: str, **args: object) -> ListRefused:
    """The error to raise when a whole file is refused."""
    return ListRefused(ListProblem(code, args=args))


def sentence(problem: ListProblem) -> str:
    """The problem in words, without the row's number (lists show that beside it)."""
    words = _SENTENCES.get(problem.code)
    return words().format(**problem.args) if words else problem.code


_SENTENCES: Mapping[str, Callable[[], str]] = {
    # the whole file
    "no_file": lambda: _("There is no file {file}."),
    "not_readable": lambda: _("{file} cannot be opened: {reason}"),
    "a_folder": lambda: _("{file} is a folder. Choose a file in it."),
    "empty_file": lambda: _("{file} is empty: there is nothing in it to bring in."),
    "no_rows": lambda: _("{file} has headings but no customers under them."),
    "not_a_list": lambda: _(
        "{file} is no list that can be read. Save it as CSV or Excel (.xlsx) and try that file."
    ),
    "web_page": lambda: _(
        "{file} is a web page inside. Open it in a spreadsheet and save it as CSV or .xlsx."
    ),
    "too_big": lambda: _("{file} is too big for one list. Split it and bring in the parts."),
    "too_many_rows": lambda: _(
        "{file} has more than {limit} rows. Split it and bring in the parts."
    ),
    "unpacks_too_big": lambda: _(
        "{file} is small but unpacks to {size} MB, as harmful files do. It was not opened. "
        "If you trust it, save it again as CSV."
    ),
    "damaged_sheet": lambda: _("{file} is damaged or protected and cannot be read."),
    "slow_sheet": lambda: _("{file} takes too long to read. Save it as CSV and try that file."),
    "too_many_accounts": lambda: _(
        "{file} has more than {limit} rows, too many for the territory of one rep. Split it and "
        "bring in the part that is yours."
    ),
    "no_sheet": lambda: _("{file} has no sheet {sheet}. It has: {sheets}."),
    "no_heading": lambda: _("There is no column {heading}. The columns are: {headings}."),
    "no_field": lambda: _("{field} is nothing that an account has. It can be: {fields}."),
    "no_preset": lambda: _("There is no preset {preset}. There are: {presets}."),
    "two_columns": lambda: _("Two columns are said to hold the {field}: {headings}."),
    # about the file, which is read all the same
    "nul_bytes": lambda: _("Empty bytes (NUL) were taken out of {count} lines."),
    "broken_letters": lambda: _(
        "{count} rows have letters that cannot be read; they show as \ufffd."
    ),
    "above_headings": lambda: _("This line stands above the headings and was left out: {text}"),
    "no_headings": lambda: _("The list has no headings; its columns are called A, B, C."),
    # one row, kept
    "short_row": lambda: _("The row has {count} cells instead of {width}; the rest is empty."),
    "joined_row": lambda: _("The row was broken over {lines} lines and was put together again."),
    "mended_row": lambda: _("A separator inside {column} had split the row; it was mended."),
    "open_quote": lambda: _("A quotation mark is not closed; it was read as part of the text."),
    # one row, not kept
    "long_row": lambda: _("The row has {count} cells, the headings only {width}."),
    "sum_row": lambda: _("“{text}”: a sum, not an account."),
    "heading_again": lambda: _("The headings once more, not an account."),
    "no_name": lambda: _("No name: nothing to call it by."),
}
