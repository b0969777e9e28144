"""What is special about one day: off, other hours, another start or end. All else is as usual."""

from __future__ import annotations

from datetime import date
from typing import Any

from planner.exchange import figures
from planner.records import Itinerary
from planner.store.journal import Change
from planner.words import _
from planner.workspace import Workspace
from planner.workspace.public_holidays import holiday_on
from planner.workspace.starting import base_from
from ui.records.dialog import RecordDialog
from ui.records.writing import RecordWriter

_NAMES = ("day_off", "work_start", "work_end", "start_name", "end_name", "note")


class DayWriter(RecordWriter):
    """Opens the form of a day; places are typed as towns, postcodes or coordinates."""

    def open_day(self, day: date) -> None:
        """Read what is special about a day, then ask."""
        self._jobs.read(
            lambda: (record_of(self._workspace, day), is_holiday(self._workspace, day)),
            lambda found: self._ask(day, *found),
            owner=self,
        )

    def _ask(self, day: date, record: Itinerary | None, holiday: bool) -> None:
        shown = {name: getattr(record, name) for name in _NAMES} if record else {"day_off": holiday}
        title = figures.long_date(day)
        dialog = RecordDialog(
            "itinerary", title, shown, names=_NAMES, deletable=bool(record), parent=self._top()
        )
        self._hint(dialog)
        dialog.save_wanted.connect(
            lambda typed: self._write(lambda: set_up_day(self._workspace, day, typed), dialog)
        )
        if record is not None:
            number = record.id
            dialog.delete_wanted.connect(
                lambda: self._write(
                    lambda: self._workspace.records.delete("itinerary", number), dialog
                )
            )
        dialog.open()

    def _hint(self, dialog: RecordDialog) -> None:
        """What an empty field means."""
        place = _("As usual; else a town or postcode")
        for name, words in (
            ("work_start", _("As usual; else e.g. 09:30")),
            ("work_end", _("As usual; else e.g. 15:00")),
            ("start_name", place),
            ("end_name", place),
        ):
            dialog.form.editor(name).setPlaceholderText(words)  # type: ignore[union-attr]


def record_of(workspace: Workspace, day: date) -> Itinerary | None:
    """What is special about a day; None where it is as all others."""
    for record in workspace.records.every("itinerary"):
        if isinstance(record, Itinerary) and record.date == day:
            return record
    return None


def is_holiday(workspace: Workspace, day: date) -> bool:
    """Whether the day is off by itself."""
    return bool(holiday_on(workspace.territory, day))


def set_up_day(workspace: Workspace, day: date, typed: dict[str, Any]) -> Change | None:
    """Write what was typed about a day, with its places found; None if nothing was.

    Raises:
        BadInput: a place is not known, or the hours cannot be.
    """
    values = dict(typed)
    for which in ("start", "end"):
        if f"{which}_name" in values:
            values |= _placed(workspace, which, values[f"{which}_name"])
    record = record_of(workspace, day)
    if record is not None:
        return workspace.records.change("itinerary", record.id, values)[1]
    if not values:
        return None
    usual = {"date": day, "day_off": is_holiday(workspace, day)}
    return workspace.records.make("itinerary", {**usual, **values})[1]


def _placed(workspace: Workspace, which: str, text: str) -> dict[str, Any]:
    """The start or the end, of a place as it was typed; an empty one is the usual one."""
    if not text.strip():
        return {f"{which}_name": "", f"{which}_lat": None, f"{which}_lon": None}
    settings = workspace.territory
    found = base_from(text, (settings.base_lat, settings.base_lon))
    name = found.label.partition(",")[0]
    return {f"{which}_name": name, f"{which}_lat": found.lat, f"{which}_lon": found.lon}
