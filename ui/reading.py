"""What the desk reads of a territory, on worker threads: all of it, or what a change touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from planner import clock

if TYPE_CHECKING:
    from planner.records import Territory
    from planner.store.journal import Change, Entry
    from planner.workspace import AccountRow, IsoWeek, PlannedWeek, Workspace


@dataclass(frozen=True)
class Heads:
    """The steps that undo and redo would take, in words; empty where there is none."""

    undo: str = ""
    redo: str = ""


@dataclass
class Read:
    """What was read again after a change."""

    week: PlannedWeek | None = None
    rows: Sequence[AccountRow] = ()
    gone: frozenset[int] = frozenset()
    whole: bool = False
    heads: Heads = field(default_factory=Heads)
    territory: Territory | None = None
    version: tuple[int, int] = (0, 0)


def open_territory(file: Path, week: str) -> tuple[Workspace, Read]:
    """Open a territory and read what the window shows first; `week` as in `first_look`.

    Raises:
        TerritoryError: it cannot be opened.
    """
    from planner.workspace import Workspace

    workspace = Workspace.open(file)
    try:
        return first_look(workspace, week)
    except BaseException:
        workspace.close()
        raise


def first_look(workspace: Workspace, week: str) -> tuple[Workspace, Read]:
    """Read the week named, such as 2026-W49, else the one that is to be planned now."""
    from planner.workspace import IsoWeek

    looked_at = IsoWeek.parse(week) if week else _week_to_plan(workspace)
    return workspace, read_all(workspace, looked_at)


def _week_to_plan(workspace: Workspace) -> IsoWeek:
    """This week until Thursday, from Friday the next; the other one if only that has calls."""
    from planner.workspace import IsoWeek

    today = clock.today(workspace.territory.time_zone)
    this = IsoWeek.of(today)
    weeks = [this, this.plus(1)] if today.weekday() < 4 else [this.plus(1), this]
    for week in weeks:
        if any(s.call.state != "made" for d in workspace.planning.week(week).days for s in d.calls):
            return week
    return weeks[0]


def read_all(workspace: Workspace, week: IsoWeek) -> Read:
    """Read everything but the accounts."""
    return Read(
        week=workspace.planning.week(week),
        heads=_heads(workspace),
        territory=workspace.territory,
        version=workspace.data_version(),
    )


def all_rows(workspace: Workspace) -> dict[int, AccountRow]:
    """All accounts by number."""
    return {row.id: row for row in workspace.accounts.rows()}


def read_again(workspace: Workspace, week: IsoWeek, change: Change, known: dict[int, int]) -> Read:
    """Read what a change touched: nothing else is read again."""
    touched = change.touched
    settings = bool(touched.get("territory"))
    read = Read(heads=_heads(workspace), version=workspace.data_version())
    read.week = workspace.planning.week(week)
    if settings:
        read.territory = workspace.territory
    accounts = set(touched.get("account", ()))
    known = {**known, **{c: s.account.id for c, s in read.week.stop_of_call.items()}}
    calls = touched.get("call", frozenset())
    read.whole = settings or not calls <= known.keys() or len(accounts) > 2000
    read.whole = read.whole or bool(touched.get("turnover"))
    if not read.whole:
        accounts |= {known[call] for call in calls}
        read.rows = workspace.accounts.rows(ids=accounts) if accounts else ()
        read.gone = frozenset(accounts - {row.id for row in read.rows})
    return read


def _heads(workspace: Workspace) -> Heads:
    undo, redo = workspace.journal.heads()
    return Heads(sentence(undo) if undo else "", sentence(redo) if redo else "")


def sentence(entry: Entry) -> str:
    """A step of the journal in words."""
    from planner.exchange import sentences

    return sentences.entry(entry.code, entry.args)
