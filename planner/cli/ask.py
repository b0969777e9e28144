"""Asks customers for a time: a mail draft for each call without a confirmed one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.cli.documents import moment
from planner.cli.output import WrongLine, answer, complain, table
from planner.cli.territories import opened
from planner.exchange import asking_words, figures
from planner.exchange.mail import Draft
from planner.exchange.service_drafts import Addressee
from planner.words import _, ngettext
from planner.workspace import draft_files
from planner.workspace.asking import ToAsk


def ask(options: Namespace) -> None:
    """Write a draft for each call to be asked for into a folder, and note them as asked."""
    folder: Path = options.out
    with opened(options) as workspace:
        territory = workspace.territory
        chosen = _chosen(workspace.asking.to_ask(options.week), options.call)
        files: list[Path] = []
        if chosen:
            files = draft_files.write(folder, [_draft(one, territory.rep_name) for one in chosen])
            workspace.asking.asked({one.call: one.times[0] for one in chosen})
    for one in chosen:
        if not one.email:
            complain(_("{name} has no mail address.").format(name=one.account.name))
    zone = territory.time_zone
    document = [_document(one, file, zone) for one, file in zip(chosen, files, strict=True)]
    answer(options, document, _text(chosen))


def _draft(one: ToAsk, name: str) -> tuple[str, Draft]:
    to = Addressee(one.account.name, one.person, one.email)
    times = [(time.day, time.begin) for time in one.times]
    draft = asking_words.ask_times(to, times, name)
    return f"{one.day.isoformat()} {one.account.name}", draft


def _chosen(every: tuple[ToAsk, ...], calls: list[int]) -> list[ToAsk]:
    """Those named, else those nobody has been asked for."""
    if not calls:
        return [one for one in every if one.state == "draft"]
    known = {one.call: one for one in every}
    for call in calls:
        if call not in known:
            raise WrongLine(_("Call {call} is not to be asked for in that week.").format(call=call))
    return [known[call] for call in calls]


def _document(one: ToAsk, file: Path, zone: str) -> dict[str, Any]:
    return {
        "call": one.call,
        "account": one.account.id,
        "name": one.account.name,
        "to": one.email,
        "file": str(file),
        "times": [
            {"begin": moment(time.day, time.begin, zone), "seconds": time.seconds}
            for time in one.times
        ],
        "state": "asked",
    }


def _text(chosen: list[ToAsk]) -> Iterator[str]:
    rows = [
        (
            one.account.name,
            one.email,
            *(asking_words.at(t.day, t.begin) for t in one.times),
            *("" for _missing in range(2 - len(one.times))),
            figures.signed_minutes(one.times[-1].seconds) if len(one.times) > 1 else "",
        )
        for one in chosen
    ]
    yield from table((_("Account"), _("To"), _("As planned"), _("Or"), _("Detour")), rows, "    >")
    count = len(chosen)
    yield ngettext("{count} draft written.", "{count} drafts written.", count).format(count=count)
