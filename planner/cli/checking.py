"""Looks whether a territory's file is sound."""

from __future__ import annotations

from argparse import Namespace

from planner.cli.output import answer
from planner.exchange.sentences import trouble
from planner.own_file import own_territory
from planner.words import _, ngettext

DAMAGED = 4
_SHOWN = 10


def check(options: Namespace) -> int:
    """0 for a sound file, 4 and what was found for a damaged one."""
    from planner.store.soundness import faults

    file = options.file or options.territory or own_territory()
    found = faults(file)
    document = {"file": str(file), "sound": not found, "found": found}
    if not found:
        answer(options, document, [_("{file} is sound.").format(file=file)])
        return 0
    count = ngettext("{count} fault:", "{count} faults:", len(found)).format(count=len(found))
    answer(options, document, [trouble("damaged", file), count, *found[:_SHOWN]])
    return DAMAGED
