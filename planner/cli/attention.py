"""What needs the rep, all of it, the most pressing first."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.cli.output import answer, table
from planner.cli.territories import opened
from planner.exchange import attention_words, figures
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.workspace.attention import Pressing


def attention(options: Namespace) -> None:
    """List all that needs the rep."""
    with opened(options) as workspace:
        rows = workspace.attention.rows()
    answer(options, [_document(row) for row in rows], _as_text(rows))


def _document(row: Pressing) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "account": row.account,
        "name": row.name,
        "why": attention_words.why(row.why.code, row.why.args),
        "due": row.due.isoformat() if row.due else None,
        "weight": row.weight,
        "anxiety": row.anxiety,
        "difficulty": row.difficulty,
        "id": row.record,
        "planned": row.planned.isoformat() if row.planned else None,
    }


def _as_text(rows: list[Pressing]) -> Iterator[str]:
    headings = (_("What"), _("ID"), _("Account"), _("Why"), _("Due"), _("Planned"))
    lines = [
        (
            attention_words.heading(row.kind),
            row.account,
            row.name,
            attention_words.why(row.why.code, row.why.args),
            figures.full_date(row.due) if row.due else "",
            figures.short_date(row.planned) if row.planned else "",
        )
        for row in rows
    ]
    yield from table(headings, lines, " >")
    count = len(rows)
    if not count:
        yield _("Nothing needs you.")
        return
    yield ngettext("{count} thing needs you.", "{count} things need you.", count).format(
        count=f"{count:,}"
    )
