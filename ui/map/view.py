"""The map as a widget: takes values, draws them in its page, tells what was done with the mouse."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count

import shiboken6
from PySide6.QtCore import QMargins, QPoint, QSize, Qt, QTimer, QUrl, QUrlQuery, Signal
from PySide6.QtGui import QCloseEvent, QColor, QImage, QPalette, QPixmap
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from ui.map.bridge import MapBridge
from ui.map.handler import HoverSource, MapData
from ui.map.page import MapPage, MapProfile, shared_profile
from ui.map.scene import (
    AccountDot,
    Comparison,
    Home,
    Insets,
    LatLon,
    Preview,
    Scene,
    Tour,
    changes,
    pack_accounts,
    packed_count,
)
from ui.map.stopped import StoppedNotice
from ui.map.words import page_words

_LAND = {False: "#F4F2EC", True: "#21262B"}
"""Shown until the page has painted, so that nothing flashes."""

_FRAMES = 50
"""Milliseconds in which a frame of the page mostly reaches the widget."""

_GRABS = 20
"""Tries after which a picture that will not stay the same is taken as it is."""

_MOST_RESTARTS = 3
_RESTART_WINDOW = 60.0
"""Seconds within which `_MOST_RESTARTS` crashes of the page mean that it will not stay up."""

Place = Callable[[float, float], None]
Grabbed = Callable[[QPixmap], None]


class MapView(QWidget):
    """Shows accounts, the week's tours and what a change would do to them, without a network.

    Setters may be called at any time, also before the page has started; what they set within one
    turn of the event loop reaches the page together. Coordinates are degrees.
    """

    ready = Signal()
    """The page can be used."""
    account_clicked = Signal(int, bool)
    """Account, and whether it extends the selection."""
    boxed = Signal(list)
    """Accounts within a box dragged with Shift."""
    menu_requested = Signal(int, QPoint)
    """Account (0 on empty ground) and the place on the screen."""
    hovered = Signal(int)
    """Account under the mouse; 0 when it has left."""
    pin_moved = Signal(int, float, float)
    """Account, latitude, longitude: its pin was dragged there."""
    pin_correction_ended = Signal()
    painted = Signal(str)
    """The parts of the scene that are now on the screen, joined with commas."""
    ground_clicked = Signal(float, float)
    """Latitude and longitude of a click where nothing is."""
    day_clicked = Signal(int)
    """Weekday 0 to 6 whose chip was clicked."""

    def __init__(self, parent: QWidget | None = None, profile: MapProfile | None = None) -> None:
        super().__init__(parent)
        self._scene = Scene()
        self._told: Scene | None = None
        self._commands: list[list[object]] = []
        self._numbers = count(1)
        self._questions: dict[int, Place] = {}
        self._grabs: dict[str, Grabbed] = {}
        self._crashes: list[float] = []
        self._bridge: MapBridge | None = None
        self._listening = False
        self._data = MapData()
        self._profile = profile or shared_profile()
        self._number = self._profile.handler.add_map(self._data)
        self._send_soon = QTimer(self, singleShot=True, interval=0)
        self._send_soon.timeout.connect(self._send)
        self._build()
        self._load()
        QApplication.instance().aboutToQuit.connect(self.shut_down)  # type: ignore[union-attr]

    def _build(self) -> None:
        self.page = MapPage(self._profile, self)
        self.page.renderProcessTerminated.connect(self._page_died)
        self._web = QWebEngineView(self)
        self._web.setPage(self.page)
        self._web.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._web.setAcceptDrops(False)
        self._stopped = StoppedNotice(self)
        self._stopped.again.connect(self._try_again)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._web)
        self._layout.addWidget(self._stopped)
        self.setFocusProxy(self._web)
        self.setAutoFillBackground(True)
        self.setAccessibleName(page_words()["map"])
        self._paint_ground()

    # What is shown

    def set_home(self, home: Home | None) -> None:
        """Draw the base of the territory."""
        self._change(home=home)

    def set_accounts(self, dots: Sequence[AccountDot] | bytes) -> None:
        """Show these accounts; bytes are what `scene.pack_accounts` made on a worker thread.

        Raises:
            ValueError: the bytes are not such a list.
        """
        packed = dots if isinstance(dots, bytes) else pack_accounts(dots)
        packed_count(packed)
        self._data.accounts = packed
        self._change(accounts=self._scene.accounts + 1)

    def set_tours(self, tours: Sequence[Tour]) -> None:
        """Show these tours, at most one a weekday; only the routes are painted anew."""
        self._change(tours=tuple(tours))

    def show_now(self) -> None:
        """Tell the page at once what was set, before this turn of the event loop ends."""
        self._send()

    def focus_day(self, day: int | None) -> None:
        """Draw one weekday's tour strongly and the others faintly; None for all alike."""
        self._change(focus=day)

    def set_preview(self, preview: Preview | None) -> None:
        """Show what a drop would change; None when the drag is over."""
        self._change(preview=preview)

    def set_comparison(self, comparison: Comparison | None) -> None:
        """Show one day in two orders and nothing else of the week; None goes back to the week."""
        if comparison == self._scene.comparison:
            return
        self._change(comparison=comparison)
        self._command("fit", "comparison" if comparison else "back")

    def select(self, accounts: Iterable[int]) -> None:
        """Ring these accounts as selected."""
        self._change(selected=frozenset(accounts))

    def hover(self, account: int | None) -> None:
        """Ring the account that the mouse is over elsewhere in the window."""
        self._change(hovered=account)

    def colour_by(self, what: str) -> None:
        """Tell accounts apart by "due" or by "grade".

        Raises:
            ValueError: `what` is neither.
        """
        if what not in ("due", "grade"):
            raise ValueError(what)
        self._change(colour=what)

    def set_dark(self, dark: bool) -> None:
        """Take the dark palette or the light one."""
        self._change(dark=dark)
        self._paint_ground()

    def set_units(self, units: str) -> None:
        """Draw the scale in "km" or "mi".

        Raises:
            ValueError: `units` is neither.
        """
        if units not in ("km", "mi"):
            raise ValueError(units)
        self._change(units=units)

    def set_hover_source(self, source: HoverSource | None) -> None:
        """Ask `source(id)` what the card of an account under the mouse says; it must be quick."""
        self._data.hover = source

    @property
    def insets(self) -> QMargins:
        """Pixels at each side that something else covers: zooming keeps clear of them."""
        at = self._scene.insets
        return QMargins(at.left, at.top, at.right, at.bottom)

    @insets.setter
    def insets(self, margins: QMargins) -> None:
        sides = Insets(margins.left(), margins.top(), margins.right(), margins.bottom())
        self._change(insets=sides)

    # What is done once

    def zoom_to_points(self, points: Iterable[LatLon]) -> None:
        """Show all these (latitude, longitude)."""
        self._command("fit", [list(point) for point in points])

    def zoom_to_week(self) -> None:
        """Show the home and all tours; all accounts where there is no tour."""
        self._command("fit", "week")

    def zoom_to_day(self, day: int) -> None:
        """Show one weekday's tour."""
        self._command("fit", day)

    def zoom_to_selection(self) -> None:
        """Show the selected accounts."""
        self._command("fit", "selection")

    def zoom_by(self, steps: int) -> None:
        """Come closer by so many steps of the zoom buttons; negative goes away."""
        self._command("zoom", steps)

    def start_pin_correction(self, account: int) -> None:
        """Let the mouse put this account's pin somewhere; `pin_moved` tells where, Esc gives up.

        An account that is nowhere yet has its pin in the middle of the map.
        """
        self._command("pin", account)
        self.setFocus()

    def place_at(self, point: QPoint, then: Place) -> None:
        """Call `then(lat, lon)` with where `point` (in this widget) lies; not if off the world."""
        number = next(self._numbers)
        self._questions[number] = then
        self._command("locate", number, point.x(), point.y())

    def grab_when_painted(self, then: Grabbed) -> None:
        """Call `then(picture)` once all that was set is on the screen."""
        label = f"settled {next(self._numbers)}"
        self._grabs[label] = then
        self._command("settle", label)

    def shut_down(self) -> None:
        """End the page; the widget is of no more use. Pages must go before their profile."""
        if not shiboken6.isValid(self.page):
            return
        self._listening = False
        self._profile.handler.remove_map(self._number)
        shiboken6.delete(self._web)
        shiboken6.delete(self.page)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt tells that a map which is a window of its own was closed."""
        self.shut_down()
        super().closeEvent(event)

    def sizeHint(self) -> QSize:
        """As large as in the main window's picture."""
        return QSize(958, 348)

    # To the page and back

    def _change(self, **parts: object) -> None:
        changed = replace(self._scene, **parts)  # type: ignore[arg-type]
        if changed != self._scene:
            self._scene = changed
            self._send_soon.start()

    def _command(self, name: str, *arguments: object) -> None:
        self._commands.append([name, *arguments])
        self._send_soon.start()

    def _send(self) -> None:
        if not self._listening or self._bridge is None:
            return
        self._send_soon.stop()
        told = changes(self._told, self._scene)
        if not told and not self._commands:
            return
        message = {"scene": told, "commands": self._commands}
        self._told = self._scene
        self._commands = []
        self._bridge.sent.emit(json.dumps(message))

    def _load(self) -> None:
        self._listening = False
        self._told = None
        self._bridge = self._new_bridge()
        channel = QWebChannel(self._bridge)
        channel.registerObject("bridge", self._bridge)
        self.page.setWebChannel(channel, QWebEngineScript.ScriptWorldId.MainWorld)
        url = QUrl("app://map/index.html")
        query = QUrlQuery()
        query.addQueryItem("map", str(self._number))
        query.addQueryItem("theme", "dark" if self._scene.dark else "light")
        url.setQuery(query)
        self.page.load(url)

    def _new_bridge(self) -> MapBridge:
        if self._bridge is not None:
            self._bridge.deleteLater()
        bridge = MapBridge(self)
        bridge.ready.connect(self._page_ready)
        bridge.clicked.connect(self.account_clicked)
        bridge.ground_clicked.connect(self.ground_clicked)
        bridge.day_clicked.connect(self.day_clicked)
        bridge.boxed.connect(self.boxed)
        bridge.menu.connect(self._menu)
        bridge.hovered.connect(self.hovered)
        bridge.pin_moved.connect(self.pin_moved)
        bridge.pin_ended.connect(self.pin_correction_ended)
        bridge.located.connect(self._located)
        bridge.painted.connect(self._painted)
        return bridge

    def _page_ready(self) -> None:
        self._listening = True
        words = page_words() | {"font": self.font().family()}
        self._commands.insert(0, ["words", words])
        self._send()
        self.ready.emit()

    def _menu(self, account: int, x: float, y: float) -> None:
        self.menu_requested.emit(account, self.mapToGlobal(QPoint(round(x), round(y))))

    def _located(self, number: int, lat: float, lon: float) -> None:
        then = self._questions.pop(number, None)
        if then is not None:
            then(lat, lon)

    def _painted(self, what: str) -> None:
        then = self._grabs.pop(what, None)
        if then is not None:
            QTimer.singleShot(_FRAMES, self, lambda: self._grab(then, QImage(), _GRABS))
        else:
            self.painted.emit(what)

    def _grab(self, then: Grabbed, before: QImage, tries: int) -> None:
        """Hand on the picture once it stays the same: the page is a few frames ahead of Qt."""
        if not shiboken6.isValid(self._web):
            return
        picture = self._web.grab()
        image = picture.toImage()
        if image == before or tries == 0:
            then(picture)
        else:
            QTimer.singleShot(_FRAMES, self, lambda: self._grab(then, image, tries - 1))

    def _page_died(self) -> None:
        """The page's process ended: start it again with the scene as it is now."""
        self._listening = False
        now = time.monotonic()
        self._crashes = [at for at in self._crashes if now - at < _RESTART_WINDOW] + [now]
        if len(self._crashes) > _MOST_RESTARTS:
            self._layout.setCurrentWidget(self._stopped)
        else:
            # Not from within the signal: WebEngine is still clearing the dead process away.
            QTimer.singleShot(0, self, self._load)

    def _try_again(self) -> None:
        self._crashes = []
        self._layout.setCurrentWidget(self._web)
        self._load()

    def _paint_ground(self) -> None:
        ground = QColor(_LAND[self._scene.dark])
        if shiboken6.isValid(self.page):
            self.page.setBackgroundColor(ground)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, ground)
        self.setPalette(palette)
