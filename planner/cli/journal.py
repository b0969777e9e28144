"""Undo, redo, and what was done."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from planner.cli.output import answer, table
from planner.cli.territories import opened
from planner.exchange import figures, sentences
from planner.words import _

if TYPE_CHECKING:
    from planner.store.journal import Entry
    from planner.workspace import Workspace

_ALL = 1_000_000


def undo(options: Namespace) -> None:
    """Take the last change back."""
    with opened(options) as workspace:
        change = workspace.undo()
        done = [_document(workspace, change.entry)] if change else []
    said = _("Undone: {step}").format(step=done[0]["label"]) if done else _("Nothing to undo.")
    answer(options, done, [said])


def redo(options: Namespace) -> None:
    """Do the change again that was taken back last."""
    with opened(options) as workspace:
        change = workspace.redo()
        done = [_document(workspace, change.entry)] if change else []
    said = _("Done again: {step}").format(step=done[0]["label"]) if done else _("Nothing to redo.")
    answer(options, done, [said])


def history(options: Namespace) -> None:
    """What was done, newest first."""
    with opened(options) as workspace:
        entries = [_document(workspace, entry) for entry in workspace.history(_ALL)]
    rows = [
        (
            entry["id"],
            figures.moment(datetime.fromisoformat(entry["at"])),
            entry["label"],
            _("undone") if entry["undone"] else "",
        )
        for entry in entries
    ]
    text = table((_("ID"), _("At"), _("What"), ""), rows, ">")
    answer(options, entries, text or [_("Nothing was changed yet.")])


def _document(workspace: Workspace, entry: Entry) -> dict[str, Any]:
    zone = ZoneInfo(workspace.territory.time_zone)
    at = datetime.fromisoformat(entry.at).astimezone(zone)
    return {
        "id": entry.id,
        "at": at.isoformat(),
        "label": sentences.entry(entry.code, entry.args),
        "undone": entry.undone,
    }
