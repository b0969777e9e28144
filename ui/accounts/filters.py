"""The chips over the accounts table: which accounts each of them shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from planner.words import _
from planner.workspace import AccountRow
from planner.workspace.grading.board import Extra

Filter = Callable[[AccountRow, Extra, date], bool]
FILTERS: dict[str, tuple[Callable[[], str], Filter]] = {
    "all": (lambda: _("All"), lambda _r, _x, _today: True),
    "due": (lambda: _("Due"), lambda r, _x, today: r.due is not None and r.due <= today),
    "A": (lambda: "A", lambda r, _x, _today: r.grade == "A"),
    "B": (lambda: "B", lambda r, _x, _today: r.grade == "B"),
    "C": (lambda: "C", lambda r, _x, _today: r.grade == "C"),
    "D": (lambda: "D", lambda r, _x, _today: r.grade == "D"),
    "advice": (lambda: _("Other rank"), lambda _r, x, _today: bool(x.advised)),
    "over_called": (lambda: _("Over-called"), lambda _r, x, _today: x.calling == "over_called"),
    "neglected": (lambda: _("Neglected"), lambda _r, x, _today: x.calling == "neglected"),
    "complaint": (lambda: _("Complaint"), lambda _r, x, _today: x.mark == "complaint"),
    "prospects": (lambda: _("Prospects"), lambda r, _x, _today: r.status == "prospect"),
    "lapsed": (lambda: _("Lapsed"), lambda r, _x, _today: r.status == "lapsed"),
    "place": (lambda: _("Needs a place"), lambda r, _x, _today: r.precision == "none"),
}
