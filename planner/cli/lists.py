"""Customer lists in."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.cli.output import Progress, WrongLine, answer, complain, table
from planner.cli.territories import opened
from planner.exchange import field_words, sentences
from planner.exchange.customer_list.text import one_line
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.workspace.importing.importing import ImportReport

REFUSED = 3
_SHOWN = 20


def bring_in(options: Namespace) -> int:
    """Bring a list in, or say what bringing it in would do; 3 if no row of it could be taken."""
    if options.list.suffix.lower() in (".ics", ".ical", ".ifb"):
        return _bring_in_busy(options)
    columns = [_chosen(text) for text in options.column]
    with opened(options) as workspace:
        importing = workspace.importing
        preview = importing.preview(
            options.list,
            options.sheet,
            preset=options.preset,
            columns=columns,
            progress=_step(_("Reading")),
        )
        preview.find_places(_step(_("Finding places")))
        if options.dry_run:
            complain(_("Nothing was written: this is what would be done."))
            report = importing.dry_run(preview, update=options.update)
        else:
            report = importing.run(preview, update=options.update, progress=_step(_("Bringing in")))
    answer(options, report.as_json(), _as_text(report))
    return REFUSED if report.rejected and len(report.rejected) == report.read else 0


def _bring_in_busy(options: Namespace) -> int:
    """Bring the busy times of a calendar in."""
    from planner.workspace.importing.diary import bring_in as bring_diary_in

    with opened(options) as workspace:
        done = bring_diary_in(workspace, options.list, dry_run=options.dry_run)
    if options.dry_run:
        complain(_("Nothing was written: this is what would be done."))
    answer(options, done.as_json(), sentences.busy_times(done.as_json()))
    return 0


def _chosen(text: str) -> tuple[str, str]:
    """A field and the heading of its column.

    Raises:
        WrongLine: it is not FIELD=HEADING.
    """
    field, equals, heading = text.partition("=")
    if not equals or not field.strip() or not heading.strip():
        message = _("“{text}” is not FIELD=HEADING, as in name=Company.")
        raise WrongLine(message.format(text=text))
    return field.strip(), heading.strip()


def _step(name: str) -> Progress:
    return Progress(name)


def _as_text(report: ImportReport) -> Iterator[str]:
    yield ngettext("{count} row read.", "{count} rows read.", report.read).format(count=report.read)
    for count, words in (
        (report.added, _("added")),
        (report.updated, _("updated")),
        (report.unchanged, _("known already and left as they are")),
        (report.joined, _("twice in the list and joined")),
        (report.skipped, _("left out")),
        (len(report.rejected), _("could not be taken")),
    ):
        if count:
            yield f"  {count:>7,}  {words}"
    yield from _places(report)
    yield from _rejected(report)
    yield from _doubtful(report)
    yield from _duplicates(report)


def _places(report: ImportReport) -> Iterator[str]:
    found = {name: count for name, count in report.located.items() if count}
    if found:
        yield _("How exactly their places are known:")
        for name, count in found.items():
            yield f"  {count:>7,}  {field_words.choice(name)}"


def _rejected(report: ImportReport) -> Iterator[str]:
    if not report.rejected:
        return
    yield _("Could not be taken from {file}:").format(file=report.file)
    rows = [(r["row"], r["column"], r["reason"]) for r in report.rejected[:_SHOWN]]
    yield from table((_("Row"), _("Column"), _("Reason")), rows, ">")
    yield from _more(len(report.rejected))


def _doubtful(report: ImportReport) -> Iterator[str]:
    if not report.doubtful:
        return
    yield _("Read with a doubt: look at them once in {file}:").format(file=report.file)
    found = report.doubtful[:_SHOWN]
    rows = [(d["row"], d["column"], one_line(d["value"])[:40], d["reason"]) for d in found]
    yield from table((_("Row"), _("Column"), _("Cell"), _("Reason")), rows, ">")
    yield from _more(len(report.doubtful))


def _duplicates(report: ImportReport) -> Iterator[str]:
    if not report.duplicates:
        return
    yield _("Perhaps the same as another account; brought in all the same:")
    rows = [(d["row"], d["account"], f"{d['score']:.2f}") for d in report.duplicates[:_SHOWN]]
    yield from table((_("Row"), _("Account"), _("Likeness")), rows, ">>>")
    yield from _more(len(report.duplicates))


def _more(count: int) -> Iterator[str]:
    if count > _SHOWN:
        yield _("… and {count} more; --json lists all.").format(count=count - _SHOWN)
