"""Territory files: opened for the other commands, made empty or as a sample."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.output import WrongLine, answer
from planner.exchange import figures
from planner.own_file import own_territory
from planner.store.errors import WantsPassphrase
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.workspace import Workspace


def opened(options: Namespace) -> Workspace:
    """The territory that the command line names, open; to be used in a `with`.

    Raises:
        TerritoryError: it cannot be opened.
    """
    from planner.workspace import Workspace

    file = options.territory or own_territory()
    try:
        return Workspace.open(file)
    except WantsPassphrase:
        if not sys.stdin.isatty():  # nobody is there to be asked
            raise
    return Workspace.open(file, _asked_passphrase(file))


def _asked_passphrase(file: Path) -> str:
    from getpass import getpass

    return getpass(_("Passphrase of {file}: ").format(file=file.name), stream=sys.stderr)


def window(_options: Namespace) -> None:
    """Shown in the help only: the program's own start opens the window.

    Raises:
        WrongLine: always; nothing but the window can be had here.
    """
    raise WrongLine(_("The window prints nothing. Leave --json away."))


def new(options: Namespace) -> None:
    """Make an empty territory; time zone, currency and units follow from the base."""
    from planner.workspace import Workspace
    from planner.workspace.fields import as_dict
    from planner.workspace.starting import base_from, settings_at

    base = base_from(options.base)
    settings = settings_at(base.lat, base.lon, base.label)
    if options.name:
        settings["name"] = options.name
    with Workspace.new(options.file, settings) as workspace:
        document = as_dict(workspace.territory)
    text = _("New territory in {file}: starts in {base}; {zone}, {currency}, {units}.").format(
        file=options.file,
        base=document["base_name"],
        zone=document["time_zone"],
        currency=document["currency"],
        units=document["units"],
    )
    answer(options, {"file": str(options.file), **document}, [text])


def sample(options: Namespace) -> None:
    """Make a copy of the sample territory."""
    from planner.sample import make_sample
    from planner.workspace.iso_week import IsoWeek

    with make_sample(options.file) as workspace:
        accounts = len(workspace.accounts.rows())
        week = IsoWeek.of(_today(workspace)).plus(1)
    document = {"file": str(options.file), "accounts": accounts, "week": str(week)}
    text = ngettext(
        "Sample territory with {count} account in {file}. {week} is half planned.",
        "Sample territory with {count} accounts in {file}. {week} is half planned.",
        accounts,
    ).format(count=accounts, file=options.file, week=figures.week_title(week.monday))
    answer(options, document, [text])


def _today(workspace: Workspace) -> date:
    from planner import clock

    return clock.today(workspace.territory.time_zone)
