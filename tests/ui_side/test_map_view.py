"""The map as the rep uses it: a real page, a real mouse, no network."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMargins, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.map.page import shared_profile
from ui.map.scene import AccountDot, Comparison, Home, HoverCard, Preview, Tour, TourStop
from ui.map.scheme import register_scheme
from ui.map.view import MapView

register_scheme()  # before pytest-qt makes the application

LEEDS = (53.8, -1.55)
PLACES = {1: (53.7, -1.8), 2: (53.9, -1.9), 3: (53.86, -1.2), 4: (53.6, -1.0), 5: (53.66, -1.4)}
DOTS = [
    AccountDot(account, *place, grade, "customer", due)
    for (account, place), grade, due in zip(
        PLACES.items(), "ABCAB", ["due", "overdue", "later", "none", "due"], strict=True
    )
]
MONDAY = Tour(
    0, "Mon", LEEDS, LEEDS, (TourStop(11, 1, 1, *PLACES[1]), TourStop(12, 2, 2, *PLACES[2]))
)
TUESDAY = Tour(1, "Tue", LEEDS, LEEDS, (TourStop(13, 4, 1, *PLACES[4]),))
NASTY = [
    "<img src=x onerror='window.PWN=1'>",
    "<script>window.PWN=2</script>",
    "${window.PWN=3}",
    "`);window.PWN=4;(`",
    "</script><svg onload=window.PWN=5>",
    "\"');window.PWN=6//",
    "{{7*7}} \u2028 \0 & &lt;b&gt;",
]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[MapView]:
    """A map with five accounts and a week of two days."""
    made = MapView()
    qtbot.addWidget(made)
    made.resize(958, 348)
    made.set_home(Home(*LEEDS, "Leeds"))
    made.set_accounts(DOTS)
    made.set_tours([MONDAY, TUESDAY])
    with qtbot.waitSignal(made.ready, timeout=20_000):
        made.show()
    _picture(qtbot, made)
    yield made
    assert made.page.complaints == []
    made.shut_down()


def _picture(qtbot: QtBot, view: MapView) -> QPixmap:
    """The map once all that was set is on it."""
    pictures: list[QPixmap] = []
    view.grab_when_painted(pictures.append)
    qtbot.waitUntil(lambda: bool(pictures), timeout=20_000)
    return pictures[0]


def _asked(qtbot: QtBot, view: MapView, script: str) -> object:
    answers: list[object] = []
    view.page.runJavaScript(f"JSON.stringify({script})", 0, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
    return json.loads(str(answers[0])) if answers[0] else None


def _pixel(qtbot: QtBot, view: MapView, lat: float, lon: float) -> QPoint:
    script = f"loopwise.state.map.latLngToContainerPoint([{lat}, {lon}])"
    at = _asked(qtbot, view, script)
    assert isinstance(at, dict)
    return QPoint(round(at["x"]), round(at["y"]))


def _target(view: MapView) -> QWidget:
    """The widget of WebEngine that takes the mouse."""
    inner = view.focusProxy()
    assert inner is not None
    target = inner.focusProxy()
    assert target is not None
    return target


def _move(view: MapView, to: QPoint, keys: Qt.KeyboardModifier, pressed: bool = True) -> None:
    """A move with keys held, which QTest cannot do."""
    target = _target(view)
    buttons = Qt.MouseButton.LeftButton if pressed else Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(target.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        buttons,
        keys,
    )
    QApplication.sendEvent(target, event)


def _drag(
    view: MapView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier | None = None
) -> None:
    held = keys or Qt.KeyboardModifier.NoModifier
    target = _target(view)
    QTest.mousePress(target, Qt.MouseButton.LeftButton, held, start)
    for step in range(1, 6):
        QTest.qWait(15)
        _move(view, start + (end - start) * step / 5, held)
    QTest.qWait(15)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, held, end)


def _click(view: MapView, at: QPoint, keys: Qt.KeyboardModifier | None = None) -> None:
    held = keys or Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(_target(view), Qt.MouseButton.LeftButton, held, at)


def _colours(picture: QPixmap) -> set[str]:
    image = picture.toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_that_the_week_is_drawn_in_its_colours(qtbot: QtBot, view: MapView) -> None:
    colours = _colours(_picture(qtbot, view))
    assert {"#0072b2", "#e69f00"} <= colours  # Monday, Tuesday
    assert {"#f4f2ec", "#cbdde8"} <= colours  # land, sea


def test_that_the_dark_map_has_no_light_ground(qtbot: QtBot, view: MapView) -> None:
    view.set_dark(True)
    colours = _colours(_picture(qtbot, view))
    assert {"#21262b", "#10181f", "#4ba6e0"} <= colours
    assert not {"#ffffff", "#f4f2ec", "#cbdde8"} & colours


def test_that_nothing_flashes_white_before_the_page_has_painted(qtbot: QtBot) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.set_dark(True)
    assert view.page.backgroundColor().name() == "#21262b"
    assert view.palette().window().color().name() == "#21262b"
    view.shut_down()


def test_that_a_click_on_a_dot_selects_its_account(qtbot: QtBot, view: MapView) -> None:
    at = _pixel(qtbot, view, *PLACES[3])
    with qtbot.waitSignal(view.account_clicked) as clicked:
        _click(view, at + QPoint(3, -3))
    assert clicked.args == [3, False]


def test_that_a_click_on_a_stop_selects_its_account(qtbot: QtBot, view: MapView) -> None:
    at = _pixel(qtbot, view, *PLACES[2])
    with qtbot.waitSignal(view.account_clicked) as clicked:
        _click(view, at, Qt.KeyboardModifier.ControlModifier)
    assert clicked.args == [2, True]


def test_that_a_click_on_the_ground_says_where(qtbot: QtBot, view: MapView) -> None:
    at = _pixel(qtbot, view, 53.9, -1.0)
    with qtbot.waitSignal(view.ground_clicked) as clicked:
        _click(view, at)
    assert clicked.args == pytest.approx([53.9, -1.0], abs=0.02)


def test_that_a_click_on_a_chip_names_the_day(qtbot: QtBot, view: MapView) -> None:
    box = _asked(qtbot, view, "loopwise.state.tours._chips.find(chip => chip.day === 1).box")
    corner = _asked(qtbot, view, "loopwise.state.map.layerPointToContainerPoint([0, 0])")
    assert isinstance(box, list)
    assert isinstance(corner, dict)
    middle = QPoint(
        round((box[0] + box[2]) / 2 + corner["x"]), round((box[1] + box[3]) / 2 + corner["y"])
    )
    with qtbot.waitSignal(view.day_clicked) as clicked:
        _click(view, middle)
    assert clicked.args == [1]


def test_that_a_box_dragged_with_shift_selects_dots_and_stops(qtbot: QtBot, view: MapView) -> None:
    corners = _pixel(qtbot, view, 53.93, -2.0), _pixel(qtbot, view, 53.68, -1.1)
    centre = _asked(qtbot, view, "loopwise.state.map.getCenter()")
    with qtbot.waitSignal(view.boxed) as boxed:
        _drag(view, *corners, Qt.KeyboardModifier.ShiftModifier)
    assert sorted(boxed.args[0]) == [1, 2, 3]
    assert _asked(qtbot, view, "loopwise.state.map.getCenter()") == centre


def test_that_the_menu_is_asked_for_with_account_and_place(qtbot: QtBot, view: MapView) -> None:
    at = _pixel(qtbot, view, *PLACES[5])
    with qtbot.waitSignal(view.menu_requested) as asked:
        QTest.mouseClick(
            _target(view), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at
        )
    assert asked.args[0] == 5
    assert (asked.args[1] - view.mapToGlobal(at)).manhattanLength() <= 2


def test_that_dragging_the_ground_moves_the_map_and_clicks_nothing(
    qtbot: QtBot, view: MapView
) -> None:
    before = _pixel(qtbot, view, *PLACES[3])
    clicks: list[object] = []
    view.account_clicked.connect(lambda *a: clicks.append(a))
    view.ground_clicked.connect(lambda *a: clicks.append(a))
    _drag(view, QPoint(500, 60), QPoint(560, 90))
    qtbot.waitUntil(lambda: _pixel(qtbot, view, *PLACES[3]) != before)
    moved = _pixel(qtbot, view, *PLACES[3]) - before
    assert (moved - QPoint(60, 30)).manhattanLength() <= 4
    assert clicks == []


def test_that_the_wheel_comes_closer_to_the_mouse(qtbot: QtBot, view: MapView) -> None:
    before = _pixel(qtbot, view, *PLACES[3])
    zoom = float(str(_asked(qtbot, view, "loopwise.state.map.getZoom()")))
    target = _target(view)
    event = QWheelEvent(
        QPointF(before),
        QPointF(target.mapToGlobal(before)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)
    qtbot.waitUntil(
        lambda: float(str(_asked(qtbot, view, "loopwise.state.map.getZoom()"))) > zoom, timeout=5000
    )
    assert (_pixel(qtbot, view, *PLACES[3]) - before).manhattanLength() <= 3


def test_that_a_map_that_was_shut_down_takes_no_harm(qtbot: QtBot) -> None:
    view = MapView()
    qtbot.addWidget(view)
    view.shut_down()
    view.set_dark(True)
    view.set_tours([MONDAY])
    view.zoom_to_week()
    view.shut_down()
    QTest.qWait(20)
    assert view.palette().window().color().name() == "#21262b"


def test_that_the_hover_card_shows_names_letter_for_letter(qtbot: QtBot, view: MapView) -> None:
    asked: list[int] = []

    def source(account: int) -> HoverCard:
        asked.append(account)
        return HoverCard(NASTY[0], tuple(NASTY[1:]))

    view.set_hover_source(source)
    with qtbot.waitSignal(view.hovered) as hovered:
        _move(view, _pixel(qtbot, view, *PLACES[3]), Qt.KeyboardModifier.NoModifier, pressed=False)
    assert hovered.args == [3]
    card = "loopwise.state.furniture.card"
    qtbot.waitUntil(lambda: _asked(qtbot, view, f"!{card}.hidden") is True, timeout=5000)
    assert asked == [3]
    shown = _asked(qtbot, view, f"Array.from({card}.children, line => line.textContent)")
    assert shown == NASTY
    assert _asked(qtbot, view, f"{card}.querySelectorAll(':scope > div > *').length") == 0
    with qtbot.waitSignal(view.hovered) as left:
        _move(view, QPoint(900, 300), Qt.KeyboardModifier.NoModifier, pressed=False)
    assert left.args == [0]


@pytest.mark.parametrize("text", NASTY)
def test_that_no_text_of_a_customer_is_ever_run(qtbot: QtBot, view: MapView, text: str) -> None:
    stop = replace(MONDAY.stops[0], mark=text)
    tour = Tour(0, text, LEEDS, LEEDS, (stop,))
    view.set_home(Home(*LEEDS, text))
    view.set_tours([tour])
    view.set_accounts([AccountDot(1, 53.7, -1.8, text, text, text)])
    view.set_preview(Preview((tour,), (tour,), 1))
    view.set_comparison(Comparison(0, tour, tour, text))
    _picture(qtbot, view)
    assert _asked(qtbot, view, "typeof window.PWN") == "undefined"
    assert _asked(qtbot, view, "document.querySelectorAll('svg, img, iframe, object').length") == 0


def test_that_the_map_asks_nothing_of_the_network(qtbot: QtBot, view: MapView) -> None:
    asked = shared_profile().interceptor
    blocked, passed = len(asked.blocked), asked.passed
    view.set_dark(True)
    view.zoom_to_points([(48.0, 2.0), (50.0, 8.0)])
    _picture(qtbot, view)
    assert len(asked.blocked) == blocked
    assert asked.passed > passed  # tiles and towns of another country


def test_that_the_page_cannot_reach_the_network(qtbot: QtBot, view: MapView) -> None:
    script = """(window.outcome = '', fetch('https://example.com/')
        .then(() => { window.outcome = 'reached' }, () => { window.outcome = 'stopped' }), 1)"""
    _asked(qtbot, view, script)
    qtbot.waitUntil(lambda: bool(_asked(qtbot, view, "window.outcome")), timeout=5000)
    assert _asked(qtbot, view, "window.outcome") == "stopped"
    _asked(qtbot, view, "(location.href = 'https://example.com/', 1)")
    _asked(qtbot, view, "(window.open('https://example.com/'), 1)")
    _asked(qtbot, view, "(() => { try { eval('window.PWN=9') } catch (error) {} return 1 })()")
    QTest.qWait(100)
    assert view.page.url().scheme() == "app"
    assert _asked(qtbot, view, "typeof window.PWN") == "undefined"
    assert any("Content Security Policy" in text for text in view.page.complaints)
    view.page.complaints.clear()


def test_that_the_page_is_given_no_more_than_it_needs(view: MapView) -> None:
    attribute = QWebEngineSettings.WebAttribute
    settings = view.page.settings()
    for off in (attribute.WebGLEnabled, attribute.LocalStorageEnabled, attribute.PluginsEnabled):
        assert not settings.testAttribute(off)
    assert view.page.profile().isOffTheRecord()


def test_that_a_pin_dragged_with_alt_tells_its_new_place(qtbot: QtBot, view: MapView) -> None:
    start = _pixel(qtbot, view, *PLACES[3])
    end = _pixel(qtbot, view, 53.8, -1.1)
    with qtbot.waitSignal(view.pin_moved) as moved:
        _drag(view, start, end, Qt.KeyboardModifier.AltModifier)
    assert moved.args[0] == 3
    assert moved.args[1:] == pytest.approx([53.8, -1.1], abs=0.02)


def test_that_a_pin_asked_for_can_be_dragged_without_keys(qtbot: QtBot, view: MapView) -> None:
    view.start_pin_correction(5)
    help_shown = "!loopwise.state.furniture.help.hidden"
    qtbot.waitUntil(lambda: _asked(qtbot, view, help_shown) is True)
    start = _pixel(qtbot, view, *PLACES[5])
    with qtbot.waitSignals([view.pin_moved, view.pin_correction_ended]):
        _drag(view, start, start + QPoint(-40, 20))
    assert _asked(qtbot, view, help_shown) is False


@pytest.mark.parametrize("account", [5, 99])
def test_that_a_click_puts_a_pin_asked_for_where_it_belongs(
    qtbot: QtBot, view: MapView, account: int
) -> None:
    """Account 99 is nowhere on the map yet."""
    view.start_pin_correction(account)
    help_shown = "!loopwise.state.furniture.help.hidden"
    qtbot.waitUntil(lambda: _asked(qtbot, view, help_shown) is True)
    at = _pixel(qtbot, view, 53.75, -1.25)
    with qtbot.waitSignal(view.pin_moved) as moved:
        QTest.mouseClick(_target(view), Qt.MouseButton.LeftButton, pos=at)
    assert moved.args[0] == account
    assert moved.args[1:] == pytest.approx([53.75, -1.25], abs=0.02)
    assert _asked(qtbot, view, help_shown) is False


def test_that_an_account_without_a_place_has_its_pin_in_the_middle(
    qtbot: QtBot, view: MapView
) -> None:
    view.start_pin_correction(99)
    pin = "loopwise.state.tours.pin && loopwise.state.map.getCenter()"
    qtbot.waitUntil(lambda: _asked(qtbot, view, pin) is not None)
    middle = _asked(qtbot, view, pin)
    assert isinstance(middle, dict)
    start = _pixel(qtbot, view, middle["lat"], middle["lng"])
    with qtbot.waitSignal(view.pin_moved) as moved:
        _drag(view, start, start + QPoint(-60, 30))
    assert moved.args[0] == 99


def test_that_escape_leaves_the_pin_where_it_is(qtbot: QtBot, view: MapView) -> None:
    moved: list[object] = []
    view.pin_moved.connect(lambda *a: moved.append(a))
    view.start_pin_correction(5)
    _picture(qtbot, view)
    with qtbot.waitSignal(view.pin_correction_ended):
        QTest.keyClick(_target(view), Qt.Key.Key_Escape)
    assert moved == []


def test_that_a_point_of_the_widget_has_a_place(qtbot: QtBot, view: MapView) -> None:
    found: list[tuple[float, float]] = []
    view.place_at(_pixel(qtbot, view, 53.7, -1.2), lambda lat, lon: found.append((lat, lon)))
    qtbot.waitUntil(lambda: bool(found))
    assert found[0] == pytest.approx((53.7, -1.2), abs=0.02)


def _spy_on_painting(qtbot: QtBot, view: MapView) -> None:
    script = """(window.paintings = [], ['base', 'accounts', 'labels', 'tours'].forEach(name => {
        const layer = loopwise.state[name], paint = layer.repaint;
        layer.repaint = function () { window.paintings.push(name); paint.call(layer); };
    }), 1)"""
    assert _asked(qtbot, view, script) == 1


def test_that_a_changed_order_paints_only_the_routes(qtbot: QtBot, view: MapView) -> None:
    _spy_on_painting(qtbot, view)
    turned = replace(MONDAY, stops=tuple(reversed(MONDAY.stops)))
    with qtbot.waitSignal(view.painted, check_params_cb=lambda what: what == "tours"):
        view.set_tours([turned, TUESDAY])
    # Names of towns may make way a moment later; dots and ground never need to.
    assert _asked(qtbot, view, "window.paintings") == ["tours"]
    _picture(qtbot, view)
    assert set(_asked(qtbot, view, "window.paintings") or []) <= {"tours", "labels"}  # type: ignore[call-overload]


def test_that_the_same_week_again_paints_nothing(qtbot: QtBot, view: MapView) -> None:
    _spy_on_painting(qtbot, view)
    view.set_tours([MONDAY, TUESDAY])
    view.select([])
    _picture(qtbot, view)
    assert _asked(qtbot, view, "window.paintings") == []


def test_that_a_call_taken_off_the_week_becomes_a_dot_again(qtbot: QtBot, view: MapView) -> None:
    drawn = "loopwise.state.accounts._drawn.map(dot => dot.id).sort()"
    assert _asked(qtbot, view, drawn) == [3, 5]
    view.set_tours([MONDAY])
    _picture(qtbot, view)
    assert _asked(qtbot, view, drawn) == [3, 4, 5]


def test_that_many_accounts_are_counted_and_stops_stay(qtbot: QtBot, view: MapView) -> None:
    many = [
        AccountDot(i + 10, 53.62 + (i % 30) / 100, -2 + i / 4000, "C", "customer", "due")
        for i in range(4000)
    ]
    view.set_accounts([*DOTS, *many])
    _picture(qtbot, view)
    assert _asked(qtbot, view, "loopwise.state.accounts.clustered") is True
    assert "part" in str(_asked(qtbot, view, "loopwise.state.furniture.legend.textContent"))
    with qtbot.waitSignal(view.account_clicked) as clicked:
        _click(view, _pixel(qtbot, view, *PLACES[4]))
    assert clicked.args[0] == 4


def test_that_a_click_on_a_count_comes_closer(qtbot: QtBot, view: MapView) -> None:
    many = [
        AccountDot(i + 10, 53.85 + (i % 40) / 4000, -1.3 + i / 90000, "C", "customer", "none")
        for i in range(3200)
    ]
    view.set_accounts(many)
    _picture(qtbot, view)
    before = _asked(qtbot, view, "loopwise.state.map.getZoom()")
    cluster = _asked(qtbot, view, "loopwise.state.accounts._clusters[0]")
    corner = _asked(qtbot, view, "loopwise.state.map.layerPointToContainerPoint([0, 0])")
    assert isinstance(cluster, dict)
    assert isinstance(corner, dict)
    _click(view, QPoint(round(cluster["x"] + corner["x"]), round(cluster["y"] + corner["y"])))
    qtbot.waitUntil(lambda: _asked(qtbot, view, "loopwise.state.map.getZoom()") != before)
    assert float(str(_asked(qtbot, view, "loopwise.state.map.getZoom()"))) > float(str(before))


def test_that_a_preview_shows_what_goes_and_what_comes(qtbot: QtBot, view: MapView) -> None:
    moved = replace(TUESDAY, stops=(*TUESDAY.stops, replace(MONDAY.stops[1], number=2)))
    left = replace(MONDAY, stops=MONDAY.stops[:1])
    view.set_preview(Preview((MONDAY, TUESDAY), (left, moved), 2))
    _picture(qtbot, view)
    legend = str(_asked(qtbot, view, "loopwise.state.furniture.legend.textContent"))
    assert "before" in legend
    shapes = _asked(qtbot, view, "loopwise.shapesOf(loopwise.state.scene)")
    assert isinstance(shapes, dict)
    assert [shape["look"] for shape in shapes["shapes"]] == ["after", "after"]
    # Leeds to 4 and 1 to 2, 2 to Leeds, 4 to Leeds: 1 to 2, and what is now driven elsewhere.
    assert {one["day"] for one in shapes["dashed"]} == {0}
    assert len(shapes["dashed"]) == 1


def test_that_a_comparison_zooms_in_and_back_again(qtbot: QtBot, view: MapView) -> None:
    where = "[loopwise.state.map.getCenter(), loopwise.state.map.getZoom()]"
    before = _asked(qtbot, view, where)
    zigzag = replace(MONDAY, stops=tuple(reversed(MONDAY.stops)))
    view.insets = QMargins(0, 0, 332, 0)
    view.set_comparison(Comparison(0, MONDAY, zigzag, "Mon"))
    _picture(qtbot, view)
    for stop in MONDAY.stops:
        at = _pixel(qtbot, view, stop.lat, stop.lon)
        assert 0 < at.x() < 958 - 332
        assert 0 < at.y() < 348
    assert "zigzag" in str(_asked(qtbot, view, "loopwise.state.furniture.legend.textContent"))
    view.insets = QMargins()
    view.set_comparison(None)
    _picture(qtbot, view)
    assert _asked(qtbot, view, where) == before


def test_that_the_legend_says_what_the_colours_of_accounts_tell(
    qtbot: QtBot, view: MapView
) -> None:
    important_not_due = AccountDot(6, 53.75, -1.1, "A", "customer", "later")
    view.set_accounts([*DOTS, important_not_due])
    _picture(qtbot, view)
    legend = "loopwise.state.furniture.legend.textContent"
    by_due = str(_asked(qtbot, view, legend))
    dots_by_due = _picture(qtbot, view).toImage()
    view.colour_by("grade")
    dots_by_grade = _picture(qtbot, view).toImage()
    by_grade = str(_asked(qtbot, view, legend))
    assert "due" in by_due
    assert "grade" in by_grade.lower()
    assert by_due != by_grade
    at = _pixel(qtbot, view, 53.75, -1.1)
    around = [at + QPoint(x, y) for x in range(-6, 7) for y in range(-6, 7)]
    scale = dots_by_due.devicePixelRatio()
    assert any(
        dots_by_due.pixel(point * scale) != dots_by_grade.pixel(point * scale) for point in around
    )


def test_that_zooming_to_a_day_shows_its_tour_closer(qtbot: QtBot, view: MapView) -> None:
    zoom = "loopwise.state.map.getZoom()"
    before = float(str(_asked(qtbot, view, zoom)))
    view.zoom_to_day(0)
    _picture(qtbot, view)
    assert float(str(_asked(qtbot, view, zoom))) > before
    for place in (PLACES[1], PLACES[2], LEEDS):
        assert view.rect().contains(_pixel(qtbot, view, *place))


def test_that_zooming_to_the_selection_shows_it(qtbot: QtBot, view: MapView) -> None:
    view.select({3, 5})
    view.zoom_to_selection()
    _picture(qtbot, view)
    for account in (3, 5):
        at = _pixel(qtbot, view, *PLACES[account])
        assert 0 < at.x() < 958
        assert 0 < at.y() < 348


def test_that_the_week_stays_in_view_when_the_map_becomes_narrower(
    qtbot: QtBot, view: MapView
) -> None:
    view.resize(500, 348)
    qtbot.waitUntil(lambda: 0 < _pixel(qtbot, view, *PLACES[4]).x() < 500, timeout=5000)
    assert 0 < _pixel(qtbot, view, *PLACES[2]).x() < 500


def test_that_the_scale_is_in_the_rep_s_units(qtbot: QtBot, view: MapView) -> None:
    length = "loopwise.state.furniture.length.textContent"
    assert str(_asked(qtbot, view, length)).endswith(" km")
    view.set_units("mi")
    _picture(qtbot, view)
    assert str(_asked(qtbot, view, length)).endswith(" mi")


@pytest.mark.parametrize(
    ("setter", "value"), [("colour_by", "size"), ("set_units", "leagues"), ("set_accounts", b"x")]
)
def test_that_an_impossible_setting_is_refused(view: MapView, setter: str, value: object) -> None:
    method: Callable[[object], None] = getattr(view, setter)
    with pytest.raises(ValueError, match=r"."):
        method(value)


def test_that_a_crash_of_the_page_loses_nothing(qtbot: QtBot, view: MapView) -> None:
    view.select({3})
    _picture(qtbot, view)
    with qtbot.waitSignal(view.ready, timeout=20_000):
        os.kill(view.page.renderProcessPid(), signal.SIGKILL)
    colours = _colours(_picture(qtbot, view))
    assert {"#0072b2", "#e69f00"} <= colours
    assert _asked(qtbot, view, "loopwise.state.scene.selected") == [3]
    assert _asked(qtbot, view, "loopwise.state.accounts.data.count") == 5


def test_that_a_page_that_will_not_stay_up_is_explained(qtbot: QtBot, view: MapView) -> None:
    for _crash in range(4):
        view._page_died()
    assert view._stopped.isVisible()
    with qtbot.waitSignal(view.ready, timeout=20_000):
        view._stopped.again.emit()
    assert not view._stopped.isVisible()


def test_that_two_maps_at_once_keep_their_own_accounts(qtbot: QtBot, view: MapView) -> None:
    other = MapView()
    qtbot.addWidget(other)
    other.resize(400, 300)
    other.set_accounts(DOTS[:2])
    with qtbot.waitSignal(other.ready, timeout=20_000):
        other.show()
    _picture(qtbot, other)
    count = "loopwise.state.accounts.data.count"
    assert _asked(qtbot, other, count) == 2
    assert _asked(qtbot, view, count) == 5
    other.shut_down()
