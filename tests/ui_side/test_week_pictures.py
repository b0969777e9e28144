"""Pictures of the week's screen: light, dark, low, narrow, empty, with odd names.

They are written to the folder of the test, to be looked at; `pytest --basetemp=pictures` keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFrame

from planner.sample.making import make_sample
from planner.workspace import IsoWeek, PlannedWeek, Workspace
from ui import theme
from ui.week.view import WeekScreen

WEEK, EMPTY = IsoWeek(2026, 49), IsoWeek(2027, 20)
NAMES = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH",
    "衛生福利部疾病管制署北區管制中心",
    "<b onclick=alert(1)>Söhne</b> & Co",
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
        with make_sample(tmp_path_factory.mktemp("week") / "s.loopwise") as opened:
            yield opened


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Any]:
    style, sheet, palette = qapp.style().objectName(), qapp.styleSheet(), qapp.palette()
    font = qapp.font()
    yield lambda dark: theme.apply(qapp, dark)
    theme.apply(qapp, False)
    qapp.setStyle(style)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


def renamed(week: PlannedWeek) -> PlannedWeek:
    days = []
    for day in week.days:
        stops = tuple(
            replace(stop, account=stop.account._replace(name=NAMES[stop.account.id % 3]))
            for stop in day.stops
        )
        days.append(replace(day, stops=stops))
    return replace(week, days=tuple(days))


def screen_of(
    qtbot: Any, sample: Workspace, week: PlannedWeek, size: tuple[int, int]
) -> WeekScreen:
    screen = WeekScreen(QFrame())
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.set_rows({row.id: row for row in sample.accounts.rows()}, date(2026, 11, 27))
    screen.set_week(week)
    screen.set_compared(sample.planning.compare(week))
    screen.set_saved(sample.planning.saved_so_far())
    screen.show()
    qtbot.waitExposed(screen)
    qtbot.wait(150)
    return screen


def colours(picture: QImage) -> dict[str, int]:
    """How often each colour stands in every third pixel."""
    found: dict[str, int] = {}
    for y in range(0, picture.height(), 3):
        for x in range(0, picture.width(), 3):
            name = picture.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


@pytest.mark.parametrize("dark", [False, True])
def test_that_the_week_is_painted_in_the_colours_of_its_days(
    qtbot: Any, sample: Workspace, look: Any, tmp_path: Path, dark: bool
) -> None:
    look(dark)
    screen = screen_of(qtbot, sample, sample.planning.week(WEEK), (1302, 696))
    picture = screen.grab().toImage()
    picture.save(str(tmp_path / f"week_{'dark' if dark else 'light'}.png"))
    found = colours(picture)
    for day in theme.tokens(dark).days[:5]:
        assert found.get(day.fill.name(), 0) > 20
        assert found.get(day.tint.name(), 0) > 20
    assert found[theme.tokens(dark).surf.name()] > sum(found.values()) / 3
    if dark:
        assert found.get(QColor("white").name(), 0) == 0


def test_that_other_looks_repaint_everything_without_being_asked(
    qtbot: Any, sample: Workspace, look: Any
) -> None:
    look(False)
    screen = screen_of(qtbot, sample, sample.planning.week(WEEK), (1302, 696))
    screen.compare(WEEK.days[0])
    look(True)
    qtbot.wait(50)
    assert colours(screen.grab().toImage()).get("#ffffff", 0) == 0


@pytest.mark.parametrize(
    ("name", "size"), [("low", (1302, 600)), ("list", (1302, 480)), ("narrow", (962, 696))]
)
def test_that_the_week_fits_small_screens(
    qtbot: Any, sample: Workspace, look: Any, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    look(False)
    screen = screen_of(qtbot, sample, sample.planning.week(WEEK), size)
    screen.grab().save(str(tmp_path / f"week_{name}.png"))
    assert (screen.width(), screen.height()) == size
    assert screen.board.axis.compact == (name == "list")
    assert screen.loops.isVisible() == (name != "narrow")
    assert screen.map_slot.height() >= 160
    seen = [header.text for header in screen.board.headers]
    assert all("km" in text for text in seen)


def test_that_long_and_foreign_names_stay_in_their_cards(
    qtbot: Any, sample: Workspace, look: Any, tmp_path: Path
) -> None:
    look(False)
    week = renamed(sample.planning.week(WEEK))
    screen = screen_of(qtbot, sample, week, (1302, 696))
    screen.grab().save(str(tmp_path / "week_names.png"))
    lane = screen.board.lanes[0]
    inside = lane.viewport().rect()
    assert all(inside.contains(lane.visualRect(lane.lane.index(r))) for r in range(3))
    assert screen.width() == 1302


def test_that_an_empty_week_says_what_belongs_there(
    qtbot: Any, sample: Workspace, look: Any, tmp_path: Path
) -> None:
    look(False)
    screen = screen_of(qtbot, sample, sample.planning.week(EMPTY), (1302, 696))
    screen.grab().save(str(tmp_path / "week_empty.png"))
    assert [header.text for header in screen.board.headers] == ["no calls"] * 5
    assert screen.loops.text == "No tours to compare yet."
    screen.comparing.step()
    assert not screen.compare_panel.isVisible()


def test_that_the_comparison_is_drawn_over_the_map(
    qtbot: Any, sample: Workspace, look: Any, tmp_path: Path
) -> None:
    look(False)
    screen = screen_of(qtbot, sample, sample.planning.week(WEEK), (1302, 696))
    screen.compare(WEEK.days[0])
    qtbot.wait(50)
    screen.grab().save(str(tmp_path / "week_compare.png"))
    panel, slot = screen.compare_panel, screen.map_slot
    assert panel.isVisible()
    assert slot.rect().contains(panel.geometry())
    assert panel.height() >= panel.minimumSizeHint().height()
