"""The week's report to head office, as a file."""

from __future__ import annotations

from argparse import Namespace

from planner.cli.output import answer
from planner.cli.territories import opened
from planner.exchange.report_letter import Item
from planner.words import _


def report(options: Namespace) -> None:
    """Write what of a week's report is ticked, and say line by line what that is."""
    with opened(options) as workspace:
        done = workspace.reporting.take_out(options.week, options.out, options.paper)
    document = {"file": str(done.file), "leaves_the_laptop": [_document(i) for i in done.items]}
    text = [_("{file} is written. In it, and nothing else:").format(file=done.file)]
    answer(options, document, [*text, *(f"  {' '.join(i.text.split())}" for i in done.items)])


def _document(item: Item) -> dict[str, str]:
    return {"part": item.part, "text": item.text}
