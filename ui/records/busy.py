"""Forms of busy times and hotels: places are typed as towns, postcodes or coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from planner.exchange import field_words
from planner.records import Block, Hotel, Record
from planner.store.journal import Change
from planner.words import _
from planner.workspace import Workspace
from planner.workspace.starting import base_from
from ui.records.dialog import RecordDialog
from ui.records.writing import RecordWriter

_BUSY = ("text", "date", "start", "end", "place_name")
_HOTEL = ("name", "price", "notes")
_HOUR = 3600
_NINE = 9 * _HOUR


class BusyWriter(RecordWriter):
    """Opens the forms of busy times, and of hotels."""

    def open_new_busy(self, day: date) -> RecordDialog:
        """Ask for a busy time on a day."""
        shown = {"date": day, "start": _NINE, "end": _NINE + _HOUR}
        dialog = self._dialog("block", _("New busy time"), shown, _BUSY)
        dialog.save_wanted.connect(
            lambda typed: self._write(partial(make_busy, self._workspace, shown | typed), dialog)
        )
        dialog.open()
        return dialog

    def open_busy(self, number: int) -> None:
        """Read a busy time, then ask."""
        self._jobs.read(
            lambda: self._workspace.records.get("block", number), self._ask_busy, owner=self
        )

    def _ask_busy(self, record: Record) -> None:
        assert isinstance(record, Block)
        shown, number = {name: getattr(record, name) for name in _BUSY}, record.id
        title = field_words.kind("block")
        dialog = self._dialog("block", title, shown, _BUSY, deletable=True)
        dialog.save_wanted.connect(
            lambda typed: self._write(partial(change_busy, self._workspace, number, typed), dialog)
        )
        dialog.delete_wanted.connect(
            lambda: self._write(lambda: self._workspace.records.delete("block", number), dialog)
        )
        dialog.open()

    def open_new_hotel(self) -> RecordDialog:
        """Ask for a hotel; its name says where it is: "Inn, York"."""
        dialog = self._dialog("hotel", _("New hotel"), {"price": 0.0}, _HOTEL)
        editor: Any = dialog.form.editor("name")
        editor.setPlaceholderText(_("Name, then town or postcode: Station Inn, York"))
        dialog.save_wanted.connect(
            lambda typed: self._write(partial(make_hotel, self._workspace, typed), dialog)
        )
        dialog.open()
        return dialog

    def open_hotel(self, hotel: Hotel) -> None:
        """Ask about a hotel; it can be deleted there."""
        shown = {name: getattr(hotel, name) for name in (*_HOTEL, "lat", "lon")}
        self.open_existing("hotel", hotel.id, shown, ("name", "price", "lat", "lon", "notes"))

    def _dialog(
        self,
        kind: str,
        title: str,
        shown: Mapping[str, Any],
        names: tuple[str, ...],
        *,
        deletable: bool = False,
    ) -> RecordDialog:
        dialog = RecordDialog(
            kind, title, shown, names=names, deletable=deletable, parent=self._top()
        )
        if "place_name" in names:
            editor: Any = dialog.form.editor("place_name")
            editor.setPlaceholderText(_("Where you start; else a town or postcode"))
        return dialog


def make_busy(workspace: Workspace, values: Mapping[str, Any]) -> Change | None:
    """Make a busy time, with its place found.

    Raises:
        BadInput: a place is not known, or the times cannot be.
    """
    return workspace.records.make("block", {**values, **_placed(workspace, values)})[1]


def change_busy(workspace: Workspace, number: int, typed: Mapping[str, Any]) -> Change | None:
    """Change a busy time, with its place found if that was typed.

    Raises:
        BadInput: as in `make_busy`.
    """
    return workspace.records.change("block", number, {**typed, **_placed(workspace, typed)})[1]


def make_hotel(workspace: Workspace, typed: Mapping[str, Any]) -> Change | None:
    """Make a hotel where the end of its name says.

    Raises:
        BadInput: no such place is known.
    """
    name, _comma, where = str(typed.get("name", "")).partition(",")
    settings = workspace.territory
    found = base_from(where.strip() or name, (settings.base_lat, settings.base_lon))
    return workspace.records.make("hotel", {**typed, "lat": found.lat, "lon": found.lon})[1]


def _placed(workspace: Workspace, values: Mapping[str, Any]) -> dict[str, Any]:
    """The place as typed; an empty one is the base."""
    if "place_name" not in values:
        return {}
    text = str(values["place_name"]).strip()
    if not text:
        return {"lat": None, "lon": None}
    settings = workspace.territory
    found = base_from(text, (settings.base_lat, settings.base_lon))
    return {"lat": found.lat, "lon": found.lon}
