"""The settings of the territory, by subject; all of them saved as one step that can be undone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import figures, sentences
from planner.places.model import Found
from planner.records import Territory
from planner.roads.estimate import DAY_ERROR, LEG_ERROR, Estimate
from planner.store.journal import Change
from planner.words import _
from planner.workspace import BadInput, Workspace
from planner.workspace.fields import fields_of
from planner.workspace.starting import base_from
from ui import plain
from ui.jobs import Jobs
from ui.records.form import RecordForm

_TRIAL_METRES = 20_000


class SettingsDialog(QDialog):
    """All settings. `changed` carries the `Change` once they are saved."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._jobs = workspace, jobs
        self.setWindowTitle(_("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 520)
        self._forms: list[RecordForm] = []
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._estimate = plain.label(wrap=True)
        self._estimate.setObjectName("muted")
        self._add_tabs()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self._tabs)
        layout.addWidget(self._buttons())
        jobs.read(lambda: workspace.territory, self._show, owner=self)

    def form(self, field: str) -> RecordForm:
        """The form that holds a field."""
        return next(form for form in self._forms if field in form.names)

    def show_field(self, field: str) -> None:
        """Go to the tab that holds a field, and to the field."""
        form = self.form(field)
        self._tabs.setCurrentIndex(self._forms.index(form))
        form.editor(field).setFocus()

    def _add_tabs(self) -> None:
        start = self._tab(
            _("Start"), ("name", "base_name", "base_lat", "base_lon", "time_zone", "country")
        )
        start.insertLayout(0, self._finder())
        self._tab(
            _("Your day"),
            ("working_days", "work_start", "work_end", "lunch_start", "lunch_end", "lunch_minutes"),
        )
        self._tab(
            _("Planning"),
            ("holidays_off", "most_driving", "most_working", "nights_away", "night_days",
             "prospect_hours", "not_before_share", "smallest_gap", "hour_worth"),
        )  # fmt: skip
        for name in ("most_driving", "most_working"):
            limit: Any = self.form(name).editor(name)
            limit.setPlaceholderText(_("No limit; else hours, e.g. 07:30"))
        self._tab(_("Customers"), ("call_minutes", "open_days", "open_start", "open_end"))
        new = self._tab(_("New business"), ("new_target", "new_months", "pay_new", "pay_current"))
        shares = plain.label(_("A share is a part of one: 0.06 is 6 %."), wrap=True)
        shares.setObjectName("muted")
        new.insertWidget(1, shares)
        self._tab(_("How often"), ("cycle_weeks", "calls_a", "calls_b", "calls_c", "calls_d"))
        roads = self._tab(
            _("Roads and money"),
            ("units", "currency", "cost_per_km", "road_factor", "speeds"),
        )
        roads.insertWidget(1, self._estimate)

    def _tab(self, title: str, names: tuple[str, ...]) -> QVBoxLayout:
        form = RecordForm("territory", names)
        form.edited.connect(self._try_estimate)
        self._forms.append(form)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(form)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._tabs.addTab(scroll, title)
        return column

    def _finder(self) -> QVBoxLayout:
        self._place = QLineEdit()
        self._place.setPlaceholderText(_("Town, postcode or 53.80, -1.55"))
        self._place.setAccessibleName(_("Find where you start"))
        find = QPushButton(_("Find"))
        find.setAutoDefault(False)
        find.clicked.connect(self._find)
        self._place.returnPressed.connect(self._find)
        line = QHBoxLayout()
        line.addWidget(self._place, 1)
        line.addWidget(find)
        self._found = plain.label(wrap=True)
        self._found.setObjectName("muted")
        column = QVBoxLayout()
        column.addLayout(line)
        column.addWidget(self._found)
        return column

    def _find(self) -> None:
        text, near = self._place.text(), (self._values["base_lat"], self._values["base_lon"])
        self._jobs.read(lambda: base_from(text, near), self._take_place, self._no_place, owner=self)

    def _take_place(self, found: Found) -> None:
        self._found.setText(_("Found: {place}").format(place=found.label))
        form = self.form("base_lat")
        form.editor("base_name").set_text(found.label)
        form.editor("base_lat").set_text(f"{found.lat:.5f}")
        form.editor("base_lon").set_text(f"{found.lon:.5f}")

    def _no_place(self, error: Exception) -> None:
        if isinstance(error, BadInput):
            self._found.setText(sentences.refused(error.code, error.args_for_words))
        else:
            self._jobs.failed.emit(error)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        save = box.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setAutoDefault(False)
        save.setProperty("primary", True)
        leave = box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setAutoDefault(False)
        box.accepted.connect(self._save)
        box.rejected.connect(self.reject)
        return box

    def _show(self, territory: Territory) -> None:
        values = {name: getattr(territory, name) for name in fields_of("territory")}
        for form in self._forms:
            form.show_values(values)
        self._values = values
        self._try_estimate()

    def _try_estimate(self) -> None:
        """Say what a leg would take with the figures as typed, and how sure that is."""
        try:
            typed = {**self._values, **self._forms[-1].peek()}
            legs = Estimate(typed["road_factor"], typed["speeds"])
            seconds = _TRIAL_METRES / 1000 / legs.speed(_TRIAL_METRES) * 3600
        except (AttributeError, BadInput, ValueError, ZeroDivisionError):
            return
        self._estimate.setText(
            _(
                "A leg of {distance} takes {minutes}, est. A leg is usually within {usual} % "
                "of the truth and 19 times in 20 within {most} %, a day within {day} %."
            ).format(
                distance=figures.distance(_TRIAL_METRES, typed["units"]),
                minutes=figures.minutes(seconds),
                usual=round(LEG_ERROR[0] * 100),
                most=round(LEG_ERROR[1] * 100),
                day=round(DAY_ERROR * 100),
            )
        )

    def _save(self) -> None:
        values: dict[str, Any] = {}
        for at, form in enumerate(self._forms):
            try:
                values |= form.values()
            except BadInput:
                self._tabs.setCurrentIndex(at)
                return
        if not values:
            self.accept()
            return
        self._jobs.write(
            lambda: self._workspace.set_up(values), self._saved, self._refused, owner=self
        )

    def _saved(self, change: Change | None) -> None:
        if change is not None:
            self.changed.emit(change)
        self.accept()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, BadInput):
            self._jobs.failed.emit(error)
            return
        field = str(error.args_for_words.get("field", ""))
        at = next((i for i, f in enumerate(self._forms) if field in f.names), 0)
        self._tabs.setCurrentIndex(at)
        self._forms[at].show_problem(error)
