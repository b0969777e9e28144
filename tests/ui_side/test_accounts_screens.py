"""The screens of accounts, settings and first run, used with mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton, QWidget

from planner.workspace import Workspace
from ui.accounts.card import AccountCard
from ui.accounts.card.people import PersonRow
from ui.accounts.model import ALARM, DUE_COLUMN, AccountsModel
from ui.accounts.view import AccountsScreen
from ui.first_run.questions import Questions
from ui.first_run.view import FirstRun
from ui.jobs import Jobs
from ui.records.form import RecordForm
from ui.records.writing import RecordWriter
from ui.settings.view import SettingsDialog

LEEDS = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
EVIL = "<img src=x onerror=alert(1)> & Sons"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    with Workspace.new(tmp_path / "t.loopwise", LEEDS) as opened:
        make = opened.records.make
        for name, grade, town in (
            ("Holt", "A", "York"),
            (EVIL, "B", "Hull"),
            ("衛生福利部", "", ""),
        ):
            make("account", {"name": name, "grade": grade, "town": town})
        make("call", {"account": 1, "day": date(2026, 10, 1), "state": "made"})
        make("contact", {"account": 1, "name": "Ann", "role": "Buyer"})
        yield opened


@pytest.fixture
def jobs(qtbot: Any) -> Iterator[Jobs]:
    made = Jobs()
    problems: list[object] = []
    made.failed.connect(problems.append)
    yield made
    made.close()
    assert problems == []


@pytest.fixture
def host(qtbot: Any) -> QWidget:
    """What dialogs belong to: they delete themselves when they close."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def button(widget: Any, text: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text() == text)


def test_that_the_table_filters_searches_and_sorts(workspace: Workspace) -> None:
    model = AccountsModel()
    model.set_rows(workspace.accounts.rows(), date(2026, 11, 27), "GBP")
    assert [model.account_at(i).name for i in range(3)] == [EVIL, "Holt", "衛生福利部"]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.account_at(0).name == "衛生福利部"
    model.search("york")
    assert [model.account_at(i).name for i in range(model.rowCount())] == ["Holt"]
    assert model.index(0, DUE_COLUMN).data(ALARM) is True
    model.search("")
    model.show_only("place")
    assert model.rowCount() == 3
    assert model.counts()["A"] == 1


def test_that_names_with_markup_are_shown_as_text(workspace: Workspace) -> None:
    model = AccountsModel()
    model.set_rows(workspace.accounts.rows(), date(2026, 11, 27), "GBP")
    assert model.index(0, 0).data() == EVIL
    assert "<img" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_that_an_account_is_made_in_the_window(
    qtbot: Any, workspace: Workspace, jobs: Jobs
) -> None:
    screen = AccountsScreen(workspace, jobs)
    qtbot.addWidget(screen)
    screen.changed.connect(screen.take)
    screen.load()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 3)
    dialog = RecordWriter(workspace, jobs, screen).open_new("account", {}, ("name", "grade"))
    with qtbot.waitSignal(dialog.accepted):
        name = dialog.form.editor("name")
        qtbot.keyClicks(name, "Kaye & Co")
        qtbot.keyClick(name, Qt.Key.Key_Return)
    assert workspace.accounts.rows(search="Kaye")[0].name == "Kaye & Co"


def test_that_a_form_says_what_is_wrong_and_stays_open(
    qtbot: Any, workspace: Workspace, jobs: Jobs, host: QWidget
) -> None:
    writer = RecordWriter(workspace, jobs, host)
    dialog = writer.open_new("call", {"account": 1}, ("day", "start"))
    qtbot.keyClicks(dialog.form.editor("day"), "tomorrow")
    button(dialog, "Save").click()
    assert dialog.isVisible()
    assert "tomorrow" in dialog.form.findChild(object, "problem").text()
    dialog.form.editor("day").set_text("2026-12-01")
    with qtbot.waitSignal(writer.changed):
        button(dialog, "Save").click()
    assert len(workspace.records.every("call")) == 2


def test_that_deleting_in_the_window_can_be_undone(
    qtbot: Any, workspace: Workspace, jobs: Jobs, host: QWidget
) -> None:
    writer = RecordWriter(workspace, jobs, host)
    dialog = writer.open_existing("contact", 1, {"name": "Ann"}, ("name",))
    with qtbot.waitSignal(writer.changed):
        button(dialog, "Delete").click()
    assert workspace.records.every("contact") == []
    workspace.undo()
    assert len(workspace.records.every("contact")) == 1


def test_that_the_card_shows_the_account_and_closes_when_it_is_gone(
    qtbot: Any, workspace: Workspace, jobs: Jobs
) -> None:
    card = AccountCard(workspace, jobs)
    qtbot.addWidget(card)
    card.open_account(1)
    qtbot.waitUntil(lambda: bool(card.findChildren(QPushButton)))
    texts = " ".join(row.accessibleName() for row in card.findChildren(PersonRow))
    assert "Ann, buyer" in texts
    workspace.records.delete("account", 1)
    with qtbot.waitSignal(card.closed):
        card.refresh()


def test_that_duplicates_are_joined_by_a_button(
    qtbot: Any, workspace: Workspace, jobs: Jobs
) -> None:
    workspace.records.make("duplicate", {"account": 1, "other": 2, "score": 0.9})
    screen = AccountsScreen(workspace, jobs)
    qtbot.addWidget(screen)
    screen.load()
    qtbot.waitUntil(lambda: not screen.duplicates.isHidden())
    with qtbot.waitSignal(screen.changed):
        button(screen.duplicates, "Join").click()
    assert len(workspace.accounts.rows()) == 2


def test_that_every_field_of_the_settings_survives_the_form(
    qtbot: Any, workspace: Workspace
) -> None:
    form = RecordForm("territory")
    qtbot.addWidget(form)
    territory = workspace.territory
    form.show_values({name: getattr(territory, name) for name in form.names})
    assert form.values() == {}
    form.editor("work_start").set_text("07:15")
    form.editor("working_days").set_text("mon tue")
    assert form.values() == {"work_start": 7 * 3600 + 900, "working_days": [0, 1]}


def test_that_settings_are_saved_as_one_step(
    qtbot: Any, workspace: Workspace, jobs: Jobs, host: QWidget
) -> None:
    dialog = SettingsDialog(workspace, jobs, host)
    qtbot.waitUntil(lambda: dialog.form("cost_per_km").editor("cost_per_km").text() == "0.3")
    dialog.form("cost_per_km").editor("cost_per_km").set_text("0.5")
    dialog.form("work_end").editor("work_end").set_text("18:00")
    with qtbot.waitSignal(dialog.changed):
        button(dialog, "Save").click()
    territory = workspace.territory
    assert (territory.cost_per_km, territory.work_end) == (0.5, 18 * 3600)
    workspace.undo()
    assert workspace.territory.cost_per_km == 0.30


def test_that_enter_five_times_takes_the_questions_as_they_are(
    qtbot: Any, workspace: Workspace, jobs: Jobs, host: QWidget
) -> None:
    before = workspace.territory.work_start
    dialog = Questions(workspace, jobs, host)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.place.text() == "Leeds")
    with qtbot.waitSignal(dialog.accepted):
        for at in range(5):
            qtbot.keyClick(dialog._firsts[at], Qt.Key.Key_Return)
    assert workspace.territory.work_start == before


def test_that_another_start_brings_its_zone_and_currency(
    qtbot: Any, workspace: Workspace, jobs: Jobs, host: QWidget
) -> None:
    dialog = Questions(workspace, jobs, host)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.place.text() == "Leeds")
    dialog.place.selectAll()
    qtbot.keyClicks(dialog.place, "Munich, Germany")
    qtbot.keyClick(dialog.place, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._base is not None)
    with qtbot.waitSignal(dialog.changed):
        button(dialog, "Show me my week").click()
    assert workspace.territory.time_zone == "Europe/Berlin"
    assert workspace.territory.currency == "EUR"


def test_that_a_newcomer_can_press_s_or_drop_a_list(qtbot: Any, tmp_path: Path) -> None:
    first = FirstRun()
    qtbot.addWidget(first)
    first.show()
    with qtbot.waitSignal(first.sample_wanted):
        qtbot.mouseClick(first.sample, Qt.MouseButton.LeftButton)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "customers.csv"))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(first.list_wanted) as wanted:
        first.dropEvent(drop)
    assert wanted.args == [tmp_path / "customers.csv"]


def test_that_selected_accounts_are_deleted_together_and_come_back_together(
    qtbot: Any, workspace: Workspace, jobs: Jobs
) -> None:
    screen = AccountsScreen(workspace, jobs)
    qtbot.addWidget(screen)
    screen.load()
    qtbot.waitUntil(lambda: screen.model.rowCount() == 3)
    screen.table.selectAll()
    with qtbot.waitSignal(screen.changed):
        screen.delete_selected()
    assert workspace.accounts.rows() == []
    workspace.undo()
    assert len(workspace.accounts.rows()) == 3


def test_that_the_table_has_the_room_where_it_is_narrow(
    qtbot: Any, workspace: Workspace, jobs: Jobs
) -> None:
    workspace.records.make("duplicate", {"account": 1, "other": 2, "score": 0.9})
    screen = AccountsScreen(workspace, jobs)
    qtbot.addWidget(screen)
    screen.resize(1300, 600)
    screen.show()
    screen.load()
    qtbot.waitUntil(screen.duplicates.isVisible)
    screen.resize(962, 600)
    qtbot.waitUntil(lambda: not screen.duplicates.isVisible())
    screen.resize(1300, 600)
    qtbot.waitUntil(screen.duplicates.isVisible)
