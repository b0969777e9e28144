"""Lines 6.1 to 6.3 of the mission, by mouse: people brought together, services, trust."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QToolButton

from planner.workspace.key_accounts.views import REP
from ui import theme
from ui.key_accounts.grid_view import GridView
from ui.key_accounts.trust_bars import TrustBars, spoken
from ui.key_accounts.trust_panel import TrustFigures
from ui.key_accounts.view import KeyAccountScreen
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mails(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The drafts handed to the mail program."""
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return opened


@pytest.fixture
def screen(window: MainWindow, qtbot: Any) -> KeyAccountScreen:
    """Holt Ltd's."""
    return opened(window, qtbot, "Holt Ltd")


def opened(window: MainWindow, qtbot: Any, name: str) -> KeyAccountScreen:
    account = number(window, name)
    window.desk.select((account,))
    window.named["key_account"].trigger()
    found = window.screens.currentWidget()
    assert isinstance(found, KeyAccountScreen)
    qtbot.waitUntil(lambda: found.shown is not None and found.shown.account.id == account)
    qtbot.waitUntil(lambda: found.board.network.width() > 300)
    return found


def number(window: MainWindow, name: str) -> int:
    return next(row.id for row in window.desk.rows.values() if row.name == name)


def read(screen: KeyAccountScreen) -> Any:
    assert screen.shown is not None
    return screen.shown


def drag(qtbot: Any, screen: KeyAccountScreen, contact: str, colleague: str) -> None:
    """Press on one of theirs, move, let go on one of ours."""
    network = screen.board.network
    ends = [next(n for n in network.nodes if n.title == name) for name in (contact, colleague)]
    begin, end = (node.area.center() for node in ends)
    qtbot.mousePress(network, LEFT, pos=begin)
    for share in (0.2, 0.6, 1.0):
        qtbot.mouseMove(network, begin + (end - begin) * share)
        move(network, begin + (end - begin) * share)
    qtbot.mouseRelease(network, LEFT, pos=end)


def move(widget: Any, here: QPoint) -> None:
    """The offscreen platform moves no mouse with a button held: the event is sent itself."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    there = QPointF(widget.mapToGlobal(here))
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(here), there, LEFT, LEFT,
                        Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(widget, event)


def cell(view: GridView, row: int, title: str) -> QPoint:
    column = [c.title for c in view.grid.shape.columns].index(title)
    index = view.grid.index(row, column)
    view.scrollTo(index)
    return view.visualRect(index).center()


def row_of(view: GridView, field: str, value: Any) -> int:
    return next(at for at, line in enumerate(view.grid.lines) if line.values.get(field) == value)


def type_into(qtbot: Any, view: GridView, row: int, title: str, text: str) -> None:
    """Double click on a cell, type, Enter."""
    here = cell(view, row, title)
    qtbot.mouseClick(view.viewport(), LEFT, pos=here)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=here)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


# ---- 6.1 ---------------------------------------------------------------------------------


def test_that_line_6_1_dragging_a_line_introduces_two_people_as_one_step(
    screen: KeyAccountScreen, window: MainWindow, mails: list[str], qtbot: Any
) -> None:
    before = len(read(screen).links)
    person = read(screen).known_by_rep_alone[0].name
    drag(qtbot, screen, person, "Sunita Rao")
    qtbot.waitUntil(lambda: len(read(screen).links) == before + 1)
    link = read(screen).links[-1]
    assert (link.contact_name, link.colleague_name) == (person, "Sunita Rao")
    qtbot.waitUntil(lambda: len(mails) == 1)
    assert mails[0].startswith("mailto:")
    assert "sunita.rao@loopwise-tools.example" in mails[0]
    assert read(screen).known_by_rep_alone == ()
    assert "Introduce" in window.notice.text
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: len(read(screen).links) == before)
    assert len(mails) == 1


def test_that_a_drag_that_ends_nowhere_changes_nothing(
    screen: KeyAccountScreen, window: MainWindow, mails: list[str], qtbot: Any
) -> None:
    network = screen.board.network
    begin = network.nodes[0].area.center()
    wanted: list[Any] = []
    network.introduce_wanted.connect(lambda *two: wanted.append(two))
    for end in (QPoint(network.width() // 2, 5), network.nodes[1].area.center(),
                network.node(ours=True, number=REP).area.center()):  # fmt: skip
        qtbot.mousePress(network, LEFT, pos=begin)
        move(network, (begin + end) / 2)
        move(network, end)
        qtbot.mouseRelease(network, LEFT, pos=end)
    assert wanted == []
    assert mails == []
    assert window.desk.heads.undo == ""


def test_that_line_6_1_keys_introduce_as_the_mouse_does(
    screen: KeyAccountScreen, mails: list[str], qtbot: Any
) -> None:
    network = screen.board.network
    wanted: list[tuple[int, int]] = []
    network.introduce_wanted.connect(lambda *two: wanted.append(two))
    network.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Right,
                *[Qt.Key.Key_Down] * 20, Qt.Key.Key_Return):  # fmt: skip
        qtbot.keyClick(network, key)
    theirs, ours = read(screen).theirs, read(screen).ours
    assert wanted == [(theirs[1].id, ours[-1].id)]
    qtbot.waitUntil(lambda: len(mails) == 1)


def test_that_line_6_1_a_difference_is_smoothed_with_one_click(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    (link,) = read(screen).to_smooth
    (button,) = screen.board.differences.buttons
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: read(screen).to_smooth == ())
    assert screen.board.differences.buttons == []
    kept: Any = window.desk.workspace.records.get("introduction", link.id)
    assert kept.settled_on == window.desk.today
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: len(read(screen).to_smooth) == 1)


def test_that_a_click_on_a_line_opens_what_stands_between_the_two(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    from ui.records.dialog import RecordDialog

    network = screen.board.network
    (link,) = read(screen).to_smooth
    line = network._line(link)
    here = line.pointAt(0.35).toPoint()
    assert network._link_at(here) == link
    qtbot.mouseClick(network, LEFT, pos=here)
    qtbot.waitUntil(lambda: window.findChild(RecordDialog) is not None)
    dialog = window.findChild(RecordDialog)
    assert dialog.form.editor("difference").text() == link.difference
    dialog.form.editor("difference").set_text("Three invoices a month now.")
    dialog._save()
    qtbot.waitUntil(lambda: read(screen).to_smooth[0].difference == "Three invoices a month now.")


def test_that_line_6_1_a_colleagues_contact_is_noted_in_place(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    view, count = screen.board.contacts.view, len(read(screen).touches)
    qtbot.mouseClick(view.viewport(), LEFT, pos=cell(view, 0, "Who"))
    qtbot.mouseDClick(view.viewport(), LEFT, pos=cell(view, 0, "Who"))
    box = view.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findText("Ilse Brandt"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: len(read(screen).touches) == count + 1)
    newest = read(screen).touches[0]
    assert (newest.colleague_name, newest.day) == ("Ilse Brandt", window.desk.today)
    contacts = read(screen).trust.contact.good
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: len(read(screen).touches) == count)
    assert read(screen).trust.contact.good == contacts - 1


def test_that_line_6_1_the_next_component_is_won_with_one_click(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    buying = screen.board.buying
    assert "Drills" in buying.next_words.text()
    qtbot.mouseClick(buying.win, LEFT)
    qtbot.waitUntil(lambda: "Tool holders" in buying.next_words.text())
    drills = next(c for c in read(screen).components if c.name == "Drills")
    assert drills.ours
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: "Drills" in buying.next_words.text())


def test_that_line_6_1_share_and_suppliers_are_typed_where_they_stand(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    buying = screen.board.buying
    assert not buying.sole.isVisible()
    for field, text in ((buying.share, "75"), (buying.suppliers, "1")):
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read(screen).account.suppliers == 1)
    assert read(screen).account.our_share == 0.75
    assert buying.sole.isVisible()
    refused: list[str] = []
    screen.refused.connect(refused.append)
    buying.share.selectAll()
    qtbot.keyClicks(buying.share, "140")
    qtbot.keyClick(buying.share, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(refused))
    assert "Our share of their purchases" in refused[0]
    assert buying.share.text() == "75"


def test_that_line_6_1_joint_projects_are_kept_in_both_directions(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    view = screen.board.projects.view
    assert {p.direction for p in read(screen).projects} == {"ours", "theirs", "both"}
    type_into(qtbot, view, view.grid.rowCount() - 1, "Project", "Shared drawing store")
    qtbot.waitUntil(lambda: read(screen).projects[-1].name == "Shared drawing store")
    row = row_of(view, "name", "Shared drawing store")
    type_into(qtbot, view, row, "A year", "£2,500")
    qtbot.waitUntil(lambda: read(screen).projects[-1].value == 2500.0)
    type_into(qtbot, view, row, "Due", "15 Jan 2027")
    qtbot.waitUntil(lambda: str(read(screen).projects[-1].due) == "2027-01-15")
    view.setCurrentIndex(view.grid.index(row, 0))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: read(screen).projects[-1].name != "Shared drawing store")
    for _step in range(4):
        window.named["undo"].trigger()
    qtbot.waitUntil(lambda: not window.desk.jobs.saving and len(read(screen).projects) == 3)


# ---- 6.2 ---------------------------------------------------------------------------------


def test_that_line_6_2_every_kind_of_service_has_its_row(screen: KeyAccountScreen) -> None:
    lines = screen.board.services.model.lines
    kinds = [line.values.get("kind") for line in lines if line.values.get("kind")]
    assert list(dict.fromkeys(kinds)) == ["technical", "expertise", "resources", "level", "risk"]


def test_that_line_6_2_a_click_says_how_far_a_service_is(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    view = screen.board.services.view
    row = row_of(view, "text", "Course for the setters")
    qtbot.mouseClick(view.viewport(), LEFT, pos=cell(view, row, "Agreed"))
    course = "Course for the setters"
    qtbot.waitUntil(lambda: state(screen, course) == "agreed")
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: state(screen, course) == "offered")


def state(screen: KeyAccountScreen, text: str) -> str:
    return next(str(s.state) for s in read(screen).services if s.text == text)


def test_that_line_6_2_a_right_of_return_is_offered_by_typing_it(
    window: MainWindow, qtbot: Any
) -> None:
    screen = opened(window, qtbot, "Hull Marine")
    view = screen.board.services.view
    assert read(screen).services == ()
    type_into(qtbot, view, row_of(view, "kind", "risk"), "What", "Right of return, 60 days")
    qtbot.waitUntil(lambda: len(read(screen).services) == 1)
    (service,) = read(screen).services
    assert (service.kind, service.state, service.begins) == ("risk", "offered", window.desk.today)


def test_that_a_date_that_cannot_be_is_refused_with_its_reason(
    screen: KeyAccountScreen, qtbot: Any
) -> None:
    refused: list[str] = []
    screen.refused.connect(refused.append)
    type_into(qtbot, screen.board.services.view, 0, "Until", "31 Feb 2027")
    qtbot.waitUntil(lambda: len(refused) == 1)
    assert "Until" in refused[0]


# ---- 6.3 ---------------------------------------------------------------------------------


def test_that_line_6_3_contact_promises_and_reaction_stand_beside_the_orders(
    screen: KeyAccountScreen,
) -> None:
    panel, account = screen.board.trust, read(screen)
    assert panel.figures.texts[1:] == ["9 of 10", "3 h"]
    assert panel.figures.texts[0].endswith("days")
    words = panel.bars.accessibleName()
    assert "9 of 10 promises kept" in words
    assert "half-year before" in words
    assert sum(month.amount for month in account.months) == account.ordered > 0
    assert len(account.months) == 12
    assert "£" in panel._year.text()


def test_that_line_6_3_a_promise_kept_shows_in_trust_at_once(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    before = read(screen).trust.promises
    values = {
        "account": screen.account, "due": window.desk.today, "text": "Call back",
        "state": "kept", "closed_on": window.desk.today,
    }  # fmt: skip
    window.desk.change(lambda w: w.records.make("promise", values)[1])
    qtbot.waitUntil(lambda: read(screen).trust.promises.good == before.good + 1)
    qtbot.waitUntil(lambda: screen.board.trust.figures.texts[1] == "10 of 11")


def test_that_line_6_3_what_is_agreed_is_typed_and_undone(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    field = screen.board.trust.agreed
    qtbot.mouseDClick(field, LEFT)
    field.selectAll()
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read(screen).account.contacts_agreed == 12.0)
    assert read(screen).trust.contact.is_weak
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: field.text() == "3")


def test_that_line_6_3_the_account_card_has_trust_and_leads_to_the_relationship(
    window: MainWindow, qtbot: Any
) -> None:
    window.show_account(number(window, "Barnsley Drill"))
    qtbot.waitUntil(lambda: window.side.findChild(TrustFigures) is not None)
    assert window.side.findChild(TrustFigures).texts[1] == "2 of 3"
    words = "Key account: people, services, projects"
    buttons = window.side.findChildren(QToolButton)
    button = next(one for one in buttons if one.accessibleName() == words)
    button.click()  # it may stand below the edge of the card
    qtbot.waitUntil(lambda: window.screens.current == "key_account")
    found = window.screens.currentWidget()
    assert isinstance(found, KeyAccountScreen)
    qtbot.waitUntil(lambda: found.shown is not None)
    assert read(found).account.name == "Barnsley Drill"


def test_that_bars_spell_out_what_they_show(qtbot: Any, window: MainWindow) -> None:
    trust = window.desk.workspace.key_accounts.trust(number(window, "Barnsley Drill"))
    bars = TrustBars()
    qtbot.addWidget(bars)
    bars.resize(bars.sizeHint())
    bars.show_trust(trust)
    assert bars.accessibleName() == spoken(trust)
    assert spoken(None) == ""
    image = bars.grab().toImage()
    bad = theme.current().bad
    assert colour_at(image, 2) != bad  # contact is as agreed
    assert colour_at(image, 2 + 2 * 10) == bad  # a day and more to the first answer


def colour_at(image: QImage, x: int) -> Any:
    return image.pixelColor(x, image.height() - 1)


# ---- around it ---------------------------------------------------------------------------


def test_that_key_accounts_are_a_click_apart(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    york = number(window, "York Optics")
    assert [chip.text() for chip in screen.head.chips.values()] == [
        "Barnsley Drill", "Holt Ltd", "York Optics",
    ]  # fmt: skip
    qtbot.mouseClick(screen.head.chips[york], LEFT)
    qtbot.waitUntil(lambda: read(screen).account.id == york)
    assert screen.board.buying.sole.isVisible()


def test_that_any_account_can_become_a_key_account(window: MainWindow, qtbot: Any) -> None:
    screen = opened(window, qtbot, "Hull Marine")
    assert len(screen.head.chips) == 3
    screen.head.key.click()
    qtbot.waitUntil(lambda: len(screen.head.chips) == 4)
    window.named["undo"].trigger()
    qtbot.waitUntil(lambda: len(screen.head.chips) == 3)


def test_that_an_account_deleted_meanwhile_leaves_a_plain_word(
    window: MainWindow, qtbot: Any
) -> None:
    account = number(window, "Hull Marine")
    screen = opened(window, qtbot, "Hull Marine")
    window.desk.change(lambda w: w.records.delete("account", account))
    qtbot.waitUntil(lambda: screen.shown is None)
    assert screen._pages.currentIndex() == 1


def test_that_what_changed_meanwhile_is_there_when_the_screen_is_shown_again(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any
) -> None:
    window.named["go_week"].trigger()
    assert not screen.isVisible()
    values = {"account": screen.account, "name": "Reamers", "value": 9000.0}
    with qtbot.waitSignal(window.desk.changed):
        window.desk.change(lambda w: w.records.make("component", values)[1])
    window.screens.show_screen("key_account")
    qtbot.waitUntil(lambda: "Reamers" in screen.board.buying.next_words.text())


def test_that_long_and_foreign_names_fit(window: MainWindow, qtbot: Any) -> None:
    screen = opened(window, qtbot, "Holt Ltd")
    person = read(screen).theirs[0].id
    name = "Freifrau Annemarie-Luise von und zu Donaudampfschifffahrtsgesellschaft 张伟 محمد <b>"
    window.desk.change(lambda w: w.records.change("contact", person, {"name": name})[1])
    qtbot.waitUntil(lambda: read(screen).theirs[0].name == name)
    network = screen.board.network
    node = network.node(ours=False, number=person)
    assert node.title == name
    assert network.width() <= screen.board.people_scroll.viewport().width()
    assert node.area.right() < network.width() // 2
    assert not window.grab().isNull()


@pytest.mark.parametrize("dark", [False, True])
def test_that_nothing_is_cut_at_1366_by_768(
    screen: KeyAccountScreen, window: MainWindow, qtbot: Any, dark: bool
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, dark)
    try:
        assert window.size().width() == 1366
        for view in screen.findChildren(GridView):
            head, metrics = view.horizontalHeader(), view.horizontalHeader().fontMetrics()
            for at, column in enumerate(view.grid.shape.columns):
                wide = metrics.horizontalAdvance(column.title)
                assert wide + 6 <= head.sectionSize(at), column.title
        for label in screen.board.trust.figures._figures:
            assert label[0].width() >= label[0].sizeHint().width()
        image = window.grab().toImage()
        assert image.pixelColor(300, 400) == theme.current().surf
    finally:
        theme.apply(app, False)
