"""Asks customers for a time: a mail draft for each call without a confirmed one."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.cli.documents import moment
from planner.cli.output import WrongLine, answer, complain, table
from planner.cli.territories import opened
from planner.exchange import asking_words, figures, mail
from planner.exchange.files import NotWritten, write
from planner.exchange.service_drafts import Addressee
from planner.words import _, ngettext
from planner.workspace.asking import ToAsk

_NOT_IN_NAMES = re.compile(r"[^\w &+-]+")


def ask(options: Namespace) -> None:
    """Write a draft for each call to be asked for into a folder, and note them as asked."""
    folder: Path = options.out
    with opened(options) as workspace:
        territory = workspace.territory
        chosen = _chosen(workspace.asking.to_ask(options.week), options.call)
        if chosen:
            _make(folder)
        files = {}
        for at, one in enumerate(chosen, start=1):
            draft = asking_words.ask_times(
                Addressee(one.account.name, one.person, one.email),
                [(time.day, time.begin) for time in one.times],
                territory.rep_name,
            )
            files[one.call] = folder / file_name(at, one)
            write(files[one.call], mail.eml(draft))
        if chosen:
            workspace.asking.asked({one.call: one.times[0] for one in chosen})
    for one in chosen:
        if not one.email:
            complain(_("{name} has no mail address.").format(name=one.account.name))
    document = [_document(one, files[one.call], territory.time_zone) for one in chosen]
    answer(options, document, _text(chosen))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten("no_folder", folder) from error


def _chosen(every: tuple[ToAsk, ...], calls: list[int]) -> list[ToAsk]:
    """Those named, else those nobody has been asked for."""
    if not calls:
        return [one for one in every if one.state == "draft"]
    known = {one.call: one for one in every}
    for call in calls:
        if call not in known:
            raise WrongLine(_("Call {call} is not to be asked for in that week.").format(call=call))
    return [known[call] for call in calls]


def file_name(number: int, one: ToAsk) -> str:
    """A name that every file system takes, in the order of the week."""
    name = _NOT_IN_NAMES.sub(" ", one.account.name).strip()[:60]
    return f"{number:02d} {one.day.isoformat()} {name}".strip() + ".eml"


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
