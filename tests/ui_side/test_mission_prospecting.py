"""Mission 1, prospecting: each line done with a real mouse in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from planner.workspace import Workspace
from planner.workspace.prospecting.pipeline import Card
from ui import theme
from ui.main_window import MainWindow
from ui.prospects.cards import HEIGHT
from ui.prospects.column import StageColumn
from ui.prospects.new_prospect import NewProspect
from ui.prospects.view import ProspectsScreen

LEFT = Qt.MouseButton.LeftButton
WAIT = 20_000
NO_KEYBOARD = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
"""The test platform says that about the names offered below a field."""


@pytest.fixture
def screen(window: MainWindow, qtbot: Any) -> ProspectsScreen:
    """The screen as Ctrl+4 shows it, read and reckoned."""
    shown = window.prospects.show()
    assert shown is not None
    qtbot.waitUntil(lambda: shown.trade is not None, timeout=WAIT)
    return shown


def column(screen: ProspectsScreen, stage: str) -> StageColumn:
    return next(c for c in screen.board.columns if c.name == stage)


def cards(screen: ProspectsScreen, stage: str) -> list[str]:
    assert screen.found is not None
    found = next(s for s in screen.found.pipeline.stages if s.name == stage)
    return [card.name for card in found.cards]


def card(screen: ProspectsScreen, name: str) -> Card:
    assert screen.found is not None
    return next(c for c in screen.found.pipeline.cards if c.name == name)


def drag(qtbot: Any, source: QWidget, at: QPoint, to: QPoint) -> None:
    """Press, move in steps, let go; `to` is on the screen."""
    start = source.mapToGlobal(at)
    qtbot.mousePress(source, LEFT, pos=at)
    for part in (0.1, 0.3, 0.6, 1.0):
        way = (to - start) * part
        qtbot.mouseMove(source, at + way)
        _send_move(source, at + way)
    qtbot.mouseRelease(source, LEFT, pos=source.mapFromGlobal(to))


def _send_move(widget: QWidget, at: QPoint) -> None:
    """Moves with the button held, which the test platform does not make by itself."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def drag_card(qtbot: Any, screen: ProspectsScreen, stage: str, name: str, to: QPoint) -> None:
    shown = column(screen, stage).cards
    row = cards(screen, stage).index(name)
    at = shown.visualRect(shown.model().index(row, 0)).topLeft() + QPoint(40, HEIGHT // 2)
    drag(qtbot, shown.viewport(), at, to)


def middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


def fill(dialog: NewProspect, qtbot: Any, **texts: str) -> None:
    for name, text in texts.items():
        qtbot.keyClicks(dialog.lines[name], text)


# ---- 1.1 find and call on potential customers ----------------------------------------------


def test_that_line_1_1_a_prospect_is_dragged_from_stage_to_stage(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any
) -> None:
    target = middle(column(screen, "present"))
    drag_card(qtbot, screen, "find", "Loxley Lasers", target)
    qtbot.waitUntil(lambda: "Loxley Lasers" in cards(screen, "present"), timeout=WAIT)
    assert "Loxley Lasers" not in cards(screen, "find")
    assert window.desk.heads.undo == "Move Loxley Lasers to “presented”"
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: "Loxley Lasers" in cards(screen, "find"), timeout=WAIT)


def test_that_line_1_1_a_card_let_go_where_it_was_or_outside_changes_nothing(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any
) -> None:
    before = window.desk.heads
    for target in (middle(column(screen, "find")), middle(screen.below.chart)):
        drag_card(qtbot, screen, "find", "Loxley Lasers", target)
        assert not screen.board.drag.active
    qtbot.wait(50)
    assert window.desk.heads == before
    assert screen.board.won.isHidden()


def test_that_line_1_1_esc_gives_a_drag_up(screen: ProspectsScreen, qtbot: Any) -> None:
    shown = column(screen, "find").cards
    at = QPoint(40, 20)
    qtbot.mousePress(shown.viewport(), LEFT, pos=at)
    _send_move(shown.viewport(), at + QPoint(60, 0))
    assert screen.board.drag.active
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not screen.board.drag.active
    qtbot.mouseRelease(shown.viewport(), LEFT, pos=at)


def test_that_line_1_1_keys_move_a_card_and_stay_with_it(
    screen: ProspectsScreen, qtbot: Any
) -> None:
    column(screen, "find").select(card(screen, "Loxley Lasers").account)
    column(screen, "find").cards.setFocus()
    for stage in ("present", "demonstrate"):
        focus = QApplication.focusWidget()
        qtbot.keyClick(focus, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda s=stage: "Loxley Lasers" in cards(screen, s), timeout=WAIT)
        qtbot.waitUntil(
            lambda s=stage: QApplication.focusWidget() is column(screen, s).cards, timeout=WAIT
        )
        assert column(screen, stage).cards.account == card(screen, "Loxley Lasers").account


def test_that_line_1_1_a_won_prospect_is_a_new_customer_in_one_step(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any
) -> None:
    account = card(screen, "Waterloo Winches").account
    shown = column(screen, "close").cards
    at = QPoint(40, 20)
    qtbot.mousePress(shown.viewport(), LEFT, pos=at)
    _send_move(shown.viewport(), at + QPoint(0, 40))
    assert screen.board.won.isVisible()
    target = middle(screen.board.won)
    _send_move(shown.viewport(), shown.viewport().mapFromGlobal(target))
    qtbot.mouseRelease(shown.viewport(), LEFT, pos=shown.viewport().mapFromGlobal(target))
    qtbot.waitUntil(lambda: cards(screen, "close") == [], timeout=WAIT)
    won: Any = window.desk.workspace.records.get("account", account)
    assert (won.status, won.won_on) == ("customer", window.desk.today)
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: cards(screen, "close") == ["Waterloo Winches"], timeout=WAIT)


def test_that_line_1_1_the_menu_of_a_card_does_all_that_a_drag_does(
    screen: ProspectsScreen, qtbot: Any
) -> None:
    account = card(screen, "Loxley Lasers").account
    menu = screen.board.menu_of(account)
    words = [action.text() for action in menu.actions() if action.text()]
    assert "Move to Closing" in words
    assert "Won: a customer from today" in words
    assert not next(a for a in menu.actions() if a.text() == "Move to Found").isEnabled()
    next(a for a in menu.actions() if a.text() == "Give it up").trigger()
    qtbot.waitUntil(lambda: "Loxley Lasers" not in cards(screen, "find"), timeout=WAIT)


def test_that_line_1_1_what_changes_elsewhere_shows_once_the_screen_is_looked_at(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any
) -> None:
    window.screens.show_week()
    today, found = window.desk.today, screen.found
    window.desk.change(lambda w: w.prospecting.find({"name": "Found on the road"}, today)[1])
    qtbot.waitUntil(lambda: window.desk.heads.undo == "Note prospect Found on the road")
    assert screen.found is found
    window.named["go_prospects"].trigger()
    qtbot.waitUntil(lambda: "Found on the road" in cards(screen, "find"), timeout=WAIT)


# ---- 1.2 the target, where the rep stands, and what it pays ---------------------------------


def test_that_line_1_2_the_gauge_stands_on_the_first_screen_and_opens_the_slider(
    window: MainWindow, qtbot: Any
) -> None:
    gauge = window.status.gauge
    qtbot.waitUntil(lambda: gauge.shown is not None, timeout=WAIT)
    assert window.screens.current == "week"
    assert gauge.isVisible()
    assert gauge.accessibleName().startswith("New business 14 % of 20 %, by revenue, costs current")
    assert gauge.width() >= gauge.sizeHint().width()
    qtbot.mouseClick(gauge, LEFT)
    assert window.screens.current == "prospects"
    screen = window.screens.currentWidget()
    assert isinstance(screen, ProspectsScreen)
    qtbot.waitUntil(lambda: screen.trade is not None, timeout=WAIT)
    assert screen.panel.slider.hasFocus()


def test_that_line_1_2_the_gauge_follows_an_order(window: MainWindow, qtbot: Any) -> None:
    gauge, desk = window.status.gauge, window.desk
    qtbot.waitUntil(lambda: gauge.shown is not None, timeout=WAIT)
    before = gauge.shown
    assert before is not None
    new = next(r for r in desk.rows.values() if r.name == "Humber Airframes").id
    values = {"account": new, "date": desk.today, "amount": 100_000.0}
    desk.change(lambda w: w.records.make("order", values)[1])
    qtbot.waitUntil(
        lambda: gauge.shown is not None and (gauge.shown.share or 0) > (before.share or 0) + 0.05,
        timeout=WAIT,
    )
    assert "New business 25 %" in gauge.accessibleName()


def slide(qtbot: Any, screen: ProspectsScreen, hours: float) -> None:
    """Drag the handle with the mouse."""
    slider = screen.panel.slider
    y = 37
    drag(
        qtbot,
        slider,
        QPoint(slider.x_of(slider.hours), y),
        slider.mapToGlobal(QPoint(slider.x_of(hours), y)),
    )
    assert slider.hours == hours
    qtbot.waitUntil(
        lambda: screen.trade is not None and screen.trade.then.hours == hours, timeout=WAIT
    )


def test_that_line_1_2_dragging_the_slider_shows_at_once_what_it_pays(
    screen: ProspectsScreen, qtbot: Any
) -> None:
    panel = screen.panel
    assert panel.slider.hours == 1.5
    slide(qtbot, screen, 4.0)
    assert panel.hours.text() == "4 h"
    assert panel.unit.text() == "a week, now 1½ h"
    trade = screen.trade
    assert trade is not None
    assert panel.gain.text() == f"+£{trade.gain:,.0f}"
    assert panel._nows[0].text() != panel._thens[0].text()
    assert panel._names[1].text() == "Your pay a year, new 6 %"
    qtbot.mouseClick(panel.back, LEFT)
    qtbot.waitUntil(lambda: screen.trade is not None and screen.trade.gain == 0, timeout=WAIT)
    assert not panel.keep.isEnabled()


def test_that_line_1_2_the_chart_has_each_month_against_the_target(
    screen: ProspectsScreen,
) -> None:
    assert len(screen.below.chart.shares) == 13
    assert screen.found is not None
    shares = [month.share for month in screen.found.business.months]
    assert screen.below.chart.shares[:12] == shares
    assert "November 2026: " in screen.below.chart.accessibleDescription()
    assert screen.below.share.text() == "14 %"
    assert screen.below.short.text() == "£53k"


def test_that_line_1_2_without_rates_the_way_to_name_them_is_offered(
    window: MainWindow, qtbot: Any
) -> None:
    from ui.settings.view import SettingsDialog

    screen = refill(window, qtbot, lambda w: w.set_up({"pay_new": 0.0, "pay_current": 0.0}))
    assert screen.panel.rates.isVisible()
    assert not screen.panel.gain.isVisible()
    qtbot.mouseClick(screen.panel.rates, LEFT)
    dialog = window.findChildren(SettingsDialog)[-1]
    editor = dialog.form("pay_new").editor("pay_new")
    qtbot.waitUntil(lambda: editor.text() == "0", timeout=WAIT)
    assert editor.isVisible()
    editor.selectAll()
    qtbot.keyClicks(editor, "0.08")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.panel.gain.isVisible, timeout=WAIT)
    assert screen.panel._names[1].text() == "Your pay a year, new 8 %"


# ---- 1.3 the balance: both sides at once ----------------------------------------------------


def test_that_line_1_3_the_slider_shows_who_waits_longer_and_warns_on_both_sides(
    screen: ProspectsScreen, qtbot: Any
) -> None:
    warnings = screen.panel.warnings
    assert warnings.too_few.isVisible()
    assert warnings.too_few.head.text().startswith("Too few new: ")
    slide(qtbot, screen, 5.0)
    assert not warnings.too_few.isVisible()
    assert warnings.neglected.isVisible()
    assert warnings.neglected.head.text().startswith("Current neglected: ")
    waiting = screen.panel.waiting
    assert len(waiting.rows) == 5
    assert waiting.rest.startswith(f"{len(waiting.waiting) - 5} more, up to ")
    grades = [one.customer.grade for one in waiting.waiting]
    assert grades == sorted(grades)
    assert "A" not in grades
    assert "no A" in screen.panel.who.text()


def test_that_line_1_3_too_few_is_mended_by_a_call_on_the_warmest_that_waits(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any
) -> None:
    assert screen.found is not None
    warmest = screen.found.pipeline.warmest_waiting
    assert warmest is not None
    warning = screen.panel.warnings.too_few
    qtbot.waitUntil(lambda: warning.fix.text().startswith("Call "), timeout=WAIT)
    assert warning.price.text().endswith(" min")
    qtbot.mouseClick(warning.fix, LEFT)
    qtbot.waitUntil(
        lambda: (
            card(screen, warmest.name).planned is not None
            and window.desk.heads.undo.startswith(f"Move {warmest.name} to ")
        ),
        timeout=WAIT,
    )


def test_that_line_1_3_a_neglected_customer_is_fitted_in_or_held(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any
) -> None:
    slide(qtbot, screen, 5.0)
    warning = screen.panel.warnings.neglected
    qtbot.waitUntil(lambda: warning.fix.text().startswith(("Fit in", "Hold it on")), timeout=WAIT)
    assert screen.trade is not None
    first = screen.trade.neglected[0].customer.account
    before = window.desk.heads.undo
    qtbot.mouseClick(warning.fix, LEFT)
    qtbot.waitUntil(lambda: window.desk.heads.undo != before, timeout=WAIT)
    trade = screen.trade
    qtbot.waitUntil(lambda: screen.trade is not trade, timeout=WAIT)
    assert first not in {one.customer.account for one in screen.trade.neglected}


def test_that_line_1_3_keeping_the_hours_is_one_step_and_plans_again(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any
) -> None:
    slide(qtbot, screen, 3.0)
    qtbot.mouseClick(screen.panel.keep, LEFT)
    plan = window.week_link.plan
    qtbot.waitUntil(lambda: plan.proposal is not None, timeout=WAIT)
    assert window.screens.current == "week"
    assert window.desk.heads.undo == "Keep 3 h a week for prospects"
    assert window.desk.workspace.territory.prospect_hours == 3
    plan.stop()
    qtbot.waitUntil(lambda: not plan.searching, timeout=WAIT)
    plan.refuse()


def test_that_line_1_3_ctrl_b_opens_the_slider_from_the_week_and_arrows_move_it(
    window: MainWindow, qtbot: Any
) -> None:
    window.named["new_business"].trigger()
    assert window.named["new_business"].shortcut().toString() == "Ctrl+B"
    screen = window.prospects.show()
    assert screen is not None
    qtbot.waitUntil(lambda: screen.trade is not None, timeout=WAIT)
    screen.show_hours()
    slider = screen.panel.slider
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.hours == 2.0
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.hours == 4.0
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert slider.hours == 0.0


# ---- 1.4 the sources ------------------------------------------------------------------------


@NO_KEYBOARD
def test_that_line_1_4_a_new_prospect_keeps_its_source_and_who_referred_it(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any
) -> None:
    qtbot.mouseClick(screen.new, LEFT)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, NewProspect))
    assert dialog.referred_by.isVisible()
    fill(dialog, qtbot, name="Ossett Tubes", prospect_value="15,000", town="Ossett",
         next_objective="ask for the decider")  # fmt: skip
    qtbot.keyClicks(dialog.referred_by, "kaye & co")
    qtbot.mouseClick(dialog.save, LEFT)
    qtbot.waitUntil(lambda: "Ossett Tubes" in cards(screen, "find"), timeout=WAIT)
    made = card(screen, "Ossett Tubes")
    assert (made.source, made.referred_by, made.value) == ("referral", "Kaye & Co", 15_000)
    assert made.found_on == window.desk.today
    account: Any = window.desk.workspace.records.get("account", made.account)
    assert account.lat == pytest.approx(53.68, abs=0.05)
    assert window.desk.heads.undo == "Note prospect Ossett Tubes"


@NO_KEYBOARD
@pytest.mark.parametrize(
    ("texts", "referrer", "said"),
    [
        ({"town": "Leeds"}, "", "“Name” has to be filled in."),
        ({"name": "X", "prospect_value": "much"}, "", "much"),
        ({"name": "X"}, "Nobody at all", "no account called “Nobody at all”"),
    ],
)
def test_that_line_1_4_what_cannot_be_kept_is_refused_in_the_form(
    screen: ProspectsScreen, qtbot: Any, texts: dict[str, str], referrer: str, said: str
) -> None:
    dialog = screen.new_prospect()
    fill(dialog, qtbot, **texts)
    qtbot.keyClicks(dialog.referred_by, referrer)
    qtbot.mouseClick(dialog.save, LEFT)
    assert dialog.isVisible()
    assert said in dialog._problem.text()
    dialog.reject()


def test_that_line_1_4_the_sources_are_compared_and_the_best_is_named(
    screen: ProspectsScreen,
) -> None:
    table = screen.below.sources
    assert table.sources[0].source == "referral"
    assert {source.source for source in table.sources} >= {
        "referral", "directory", "enquiry", "press", "cold",
    }  # fmt: skip
    assert "referral: " in table.accessibleDescription()
    assert screen.below.verdict.text().startswith("One hour on a referral wins as much as ")
    assert screen.below.referrers.text().startswith("Who referred you: Kaye & Co ")


def test_that_line_1_4_calmed_customers_are_asked_for_a_referral_on_their_screen(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any
) -> None:
    assert screen.found is not None
    names = screen.found.to_ask
    assert "Foss Instruments" in names
    assert not {"Holt Ltd", "Kaye & Co"} & set(names)  # still worried, asked already
    assert screen.below.ask.text() == f"Ask {len(names)} for a referral"
    qtbot.mouseClick(screen.below.ask, LEFT)
    assert window.screens.current == "service"


# ---- how it looks ---------------------------------------------------------------------------


def _ink(image: QImage) -> int:
    """Different colours on a coarse grid: an empty screen has but a few."""
    return len(
        {image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
    )


@pytest.mark.parametrize("dark", [False, True])
def test_that_the_screen_is_whole_in_light_and_dark(
    screen: ProspectsScreen, window: MainWindow, qtbot: Any, dark: bool, tmp_path: Path
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, dark=dark)
    try:
        slide(qtbot, screen, 4.0)
        qtbot.wait(350)
        image = window.grab().toImage()
        assert image.save(str(tmp_path / f"prospects_{dark}.png"))
        assert _ink(image) > 20
        for button in (screen.panel.keep, screen.panel.back, screen.new):
            assert button.width() >= button.minimumSizeHint().width()
        width = screen.width() - screen.panel.width()
        assert sum(c.width() for c in screen.board.columns) == width
    finally:
        theme.apply(app, dark=False)


def refill(window: MainWindow, qtbot: Any, work: Callable[[Workspace], Any]) -> ProspectsScreen:
    """Other records, then the screen."""
    desk = window.desk
    done: list[Any] = []
    desk.change(work, done=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=WAIT)
    screen = window.prospects.show()
    assert screen is not None
    qtbot.waitUntil(lambda: screen.trade is not None, timeout=WAIT)
    return screen


def test_that_without_prospects_one_step_is_offered(window: MainWindow, qtbot: Any) -> None:
    def give_up_all(workspace: Workspace) -> Any:
        rows = [r.id for r in workspace.accounts.rows() if r.status == "prospect"]
        return workspace.records.delete_several("account", rows)

    screen = refill(window, qtbot, give_up_all)
    assert screen.empty.isVisible()
    assert not screen.board.isVisible()
    qtbot.mouseClick(screen.first, LEFT)
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, NewProspect))
    fill(dialog, qtbot, name="The first")
    qtbot.mouseClick(dialog.save, LEFT)
    qtbot.waitUntil(screen.board.isVisible, timeout=WAIT)
    assert cards(screen, "find") == ["The first"]


def test_that_five_hundred_prospects_with_any_names_fit(window: MainWindow, qtbot: Any) -> None:
    names = (
        "上海精密工具有限公司",
        "שלום בע״מ",
        "<b>Müller & Söhne</b> Präzisionswerkzeuge GmbH & Co. KG",
    )

    def many(workspace: Workspace) -> Any:
        from planner.records import Account

        with workspace.journal.change("customers_imported", count=500) as change:
            change.session.add_all(
                Account(name=f"{names[n % 3]} {n}", status="prospect", prospect_value=100.0 * n)
                for n in range(500)
            )
        return change.change

    screen = refill(window, qtbot, many)
    find = column(screen, "find")
    assert find.model.rowCount() == 508
    assert find.more.text().endswith(" more")
    find.cards.scrollToBottom()
    qtbot.waitUntil(lambda: find.more.text().endswith(" above"), timeout=WAIT)
    tip = find.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    assert screen.panel.waiting.isVisible()
