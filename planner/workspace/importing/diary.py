"""Busy times out of the rep's calendar: brought in again and again, each kept once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.exchange.diary_file import (
    Busy,
    DayOff,
    Diary,
    LeftOut,
    NoCalendar,
    event_of,
    read_diary,
)
from planner.places.geocoder import GazetteerGeocoder
from planner.records import Block, Itinerary, Territory
from planner.store.journal import Change
from planner.workspace.errors import BadInput
from planner.workspace.importing.calendar_files import came_from

if TYPE_CHECKING:
    from planner.workspace import Workspace

WEEKS = 26
"""How far ahead busy times are brought in."""
_EXACT = ("given", "house", "street", "postcode")
"""How exactly a location has to be known before it is driven to; a room's name may be a town's."""


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What a calendar brought. `own` counts events of Loopwise itself, which are left alone.

    `left_out` are events that cannot be taken, each with why.
    """

    added: int
    updated: int
    removed: int
    unchanged: int
    days_off: int
    own: int
    left_out: tuple[LeftOut, ...] = ()
    change: Change | None = None

    def as_json(self) -> dict[str, Any]:
        """As the command prints it."""
        names = ("added", "updated", "removed", "unchanged", "days_off", "own")
        counts = {name: getattr(self, name) for name in names}
        return {**counts, "left_out": [asdict(event) for event in self.left_out]}


def bring_in(workspace: Workspace, file: Path, *, dry_run: bool = False) -> BroughtIn:
    """Bring the busy times of a calendar file in, as one step; whole days become days off.

    From today on for half a year. Busy times of the same events are changed, not made twice;
    those that the calendar has no more, of this file as it was brought in before, are deleted.
    What came from other files stays.

    Raises:
        BadInput: the file is no calendar.
    """
    settings = workspace.territory
    today = clock.today(settings.time_zone)
    try:
        diary = read_diary(file, settings.time_zone, today, today + timedelta(weeks=WEEKS))
    except NoCalendar as error:
        raise BadInput(f"calendar_{error.code}", file=str(file)) from error
    try:
        with workspace.journal.change("busy_times_brought_in") as change:
            done = _Keeping(change.session, settings, file.name).keep(diary)
            change.args = {"count": done.added + done.updated + done.days_off, "file": file.name}
            if dry_run:
                raise _OnlyLooked
    except _OnlyLooked:
        return done
    return replace(done, change=change.change)


class _OnlyLooked(Exception):
    """Ends a change that is not to be kept."""


class _Keeping:
    """Brings the records to what a diary says."""

    def __init__(self, session: Session, settings: Territory, file: str) -> None:
        self.session, self._file = session, file
        base = (settings.base_lat, settings.base_lon)
        self._find = GazetteerGeocoder(near=base)
        self._places: dict[str, tuple[float, float] | None] = {"": None}

    def keep(self, diary: Diary) -> BroughtIn:
        there = self._there(diary)
        added = updated = 0
        for busy in diary.busy:
            block, values = there.get(busy.uid), self._values(busy)
            if block is None:
                self.session.add(Block(uid=busy.uid, **values))
                added += 1
            else:
                updated += _changed(block, values)
        gone = there.keys() - {busy.uid for busy in diary.busy}
        for uid in gone:
            self.session.delete(there[uid])
        off = sum(self._keep_day_off(day) for day in diary.days_off)
        unchanged = len(diary.busy) - added - updated
        return BroughtIn(
            added, updated, len(gone), unchanged, off, diary.own, left_out=diary.left_out
        )

    def _there(self, diary: Diary) -> Mapping[str, Block]:
        """What is kept of the diary's events, from its first day on, or moved into its days."""
        named = {busy.uid for busy in diary.busy}
        query = select(Block).where(Block.uid != "")
        of_file = came_from(self.session, self._file, diary)
        return {
            block.uid: block
            for block in self.session.scalars(query)
            if block.uid in named or (of_file(event_of(block.uid)) and block.date >= diary.first)
        }

    def _values(self, busy: Busy) -> dict[str, Any]:
        lat, lon = busy.at or self._place(busy.place) or (None, None)
        return {
            "date": busy.date,
            "start": busy.start,
            "end": busy.end,
            "text": busy.text,
            "place_name": busy.place,
            "lat": lat,
            "lon": lon,
        }

    def _place(self, text: str) -> tuple[float, float] | None:
        """Where a location is, if it is an address; None: at the base."""
        if text not in self._places:
            found = self._find.places(text, limit=1) if any(c.isdigit() for c in text) else []
            exact = bool(found) and found[0].precision in _EXACT
            self._places[text] = (found[0].lat, found[0].lon) if exact else None
        return self._places[text]

    def _keep_day_off(self, day: DayOff) -> int:
        """A day off; one that is set up otherwise keeps its places and hours."""
        query = select(Itinerary).where(Itinerary.date == day.date)
        there = self.session.scalars(query).first()
        if there is None:
            self.session.add(Itinerary(date=day.date, day_off=True, note=day.text))
            return 1
        if there.day_off:
            return 0
        there.day_off, there.note = True, there.note or day.text
        return 1


def _changed(block: Block, values: Mapping[str, Any]) -> int:
    """Bring a block to these values; 1 where something was different."""
    different = [name for name, value in values.items() if getattr(block, name) != value]
    for name in different:
        setattr(block, name, values[name])
    if {"date", "start"} & set(different):
        block.position = None
    return int(bool(different))
