"""What was solved elsewhere: searched, or proposed for an account."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from planner.cli.accounts import account_number
from planner.cli.output import answer, table
from planner.cli.territories import opened
from planner.exchange import figures, solution_words
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.workspace.solutions.views import Case

_LONGEST = 60


def solutions(options: Namespace) -> None:
    """List them all, those that a text finds, or those that may help an account."""
    with opened(options) as workspace:
        if options.account is None:
            words: tuple[str, ...] = ()
            cases = tuple(workspace.solutions.search(options.search))
        else:
            account = account_number(workspace, options.account)
            asked = workspace.solutions.telling([options.search]) if options.search else None
            found = workspace.solutions.propose(account, asked)
            words, cases = found.words, found.cases
    document = {"words": list(words), "solutions": [_document(case) for case in cases]}
    answer(options, document, _text(words, cases))


def _document(case: Case) -> dict[str, Any]:
    """One of them. `at` is null where the account may not be named."""
    return {
        "id": case.id,
        "problem": case.problem,
        "worked": case.worked,
        "equipment": case.equipment,
        "process": case.process,
        "material": case.material,
        "effect": case.effect,
        "at": case.named or None,
        "account": case.account,
        "described_as": case.described_as,
        "may_name": case.may_name,
        "reference_visit": case.shows,
        "found_on": case.found_on.isoformat() if case.found_on else None,
    }


def _text(words: tuple[str, ...], cases: tuple[Case, ...]) -> Iterator[str]:
    if words:
        yield _("Looked for: {words}").format(words=", ".join(words))
    rows = [
        (
            case.id,
            _cut(case.worked),
            _cut(case.effect),
            solution_words.where(case.named, case.described_as, belongs=case.at_account),
            figures.full_date(case.found_on) if case.found_on else "",
        )
        for case in cases
    ]
    yield from table((_("ID"), _("What worked"), _("Effect"), _("Where"), _("Since")), rows, ">")
    yield ngettext("{count} solution.", "{count} solutions.", len(cases)).format(count=len(cases))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
