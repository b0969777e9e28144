"""A week out of the territory."""

from __future__ import annotations

from argparse import Namespace

from planner.cli.output import answer
from planner.cli.territories import opened
from planner.words import ngettext


def export(options: Namespace) -> None:
    """Write a week to a file."""
    with opened(options) as workspace:
        done = workspace.exporting.export(
            options.week,
            options.to,
            options.out,
            changes=options.changes,
            cancel=options.cancel,
            drives=options.with_drives,
            alarms=options.with_alarms,
            paper=options.paper,
        )
    text = ngettext("{count} call in {file}.", "{count} calls in {file}.", done.calls)
    document = {"file": str(done.file), "calls": done.calls}
    answer(options, document, [text.format(count=done.calls, file=done.file)])
