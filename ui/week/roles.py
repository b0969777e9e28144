"""The roles by which the week's models give their facts to delegates and tests."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """What can be asked of a row besides its name (DisplayRole)."""

    ACCOUNT = Qt.ItemDataRole.UserRole + 1
    """The account's number."""
    CALL = ACCOUNT + 1
    """The call's number."""
    NUMBER = CALL + 1
    """Its place in the tour, from 1."""
    TIME = NUMBER + 1
    """When the call begins, as text."""
    GRADE = TIME + 1
    MARKS = GRADE + 1
    """Icons by name, each with the colour's token."""
    MINUTES = MARKS + 1
    """Length of the call."""
    LEG_MINUTES = MINUTES + 1
    """The drive to it."""
    NOT_CONFIRMED = LEG_MINUTES + 1
    DETAIL = NOT_CONFIRMED + 1
    """The second text of a row of a list."""
    ALARM = DETAIL + 1
    """Whether DETAIL is a complaint."""
    PLANNED_DAY = ALARM + 1
    """Weekday 0 to 6 on which it stands in the week shown, or None."""
    CHEAPEST = PLANNED_DAY + 1
    """(weekday, text of the price) of the cheapest slot, or None."""
    ICON = CHEAPEST + 1
    ROW = ICON + 1
    """The whole row."""
