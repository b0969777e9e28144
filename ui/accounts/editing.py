"""What is typed into the cells of the accounts table, as changes of the records."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from planner.exchange import field_words
from planner.store.journal import Change
from planner.workspace import BadInput, Workspace

_FIELDS = {"likelihood": "likelihood", "per_cycle": "calls_per_cycle"}


def change_of(
    workspace: Workspace, account: int, column: str, typed: object
) -> Callable[[], Change | None]:
    """The change that a cell asks for, to be done by the writer.

    Raises:
        BadInput: what was typed is no number.
    """
    if column == "grade":
        return partial(workspace.grading.give_grade, [account], str(typed or ""))
    field = _FIELDS[column]
    read = _share if column == "likelihood" else _number
    values = {field: read(str(typed), field)}
    return lambda: workspace.records.change("account", account, values)[1]


def _number(typed: str, field: str) -> float | None:
    """A number as people write it; nothing where there is nothing."""
    text = typed.strip().replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        name = field_words.field(field)
        raise BadInput("unreadable", value=typed, field=name, type="number") from error


def _share(typed: str, field: str) -> float | None:
    """60, 60 % and 0.6 are the same."""
    number = _number(typed.replace("%", ""), field)
    if number is None or (0 < number < 1 and "%" not in typed):
        return number
    return number / 100
