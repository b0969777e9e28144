"""Complaints and service by mouse and keys: a test for each line of the mission they serve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.service.asking import Passing
from ui.service.jobs_model import ACCOUNT, SATISFIED, WHEN
from ui.service.queue import ROW_ROLE
from ui.service.quick import QuickComplaint, QuickJob

MONDAY_MORNING = "2026-11-30T10:40:00+00:00"
MON = date(2026, 11, 30)
Key, Left = Qt.Key, Qt.MouseButton.LeftButton
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Post(QObject):
    """Stands for the mail program: keeps what it is handed."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url)

    @property
    def texts(self) -> list[str]:
        return [QUrl.fromPercentEncoding(bytes(url.toEncoded().data())) for url in self.opened]


@pytest.fixture
def post(qtbot: Any) -> Iterator[Post]:
    made = Post()
    for scheme in ("mailto", "file", "tel"):
        QDesktopServices.setUrlHandler(scheme, made, "take")
    yield made
    for scheme in ("mailto", "file", "tel"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def monday(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window on Monday morning of the planned week."""
    monkeypatch.setenv("LOOPWISE_NOW", MONDAY_MORNING)
    return window


def account(window: MainWindow, name: str) -> int:
    return next(row.id for row in window.desk.rows.values() if row.name == name)


def names(window: MainWindow, day: date) -> list[str]:
    assert window.desk.planned is not None
    return [stop.account.name for stop in window.desk.planned.by_date[day].stops]


def changed(window: MainWindow, qtbot: Any, do: Callable[[], object]) -> None:
    with qtbot.waitSignal(window.desk.changed, timeout=20_000):
        do()


def settled(window: MainWindow, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not window.desk.jobs.saving, timeout=20_000)
    QApplication.processEvents()


class Hand:
    """Types and counts: an action is one key with a meaning of its own, or one field filled in."""

    def __init__(self, qtbot: Any, window: MainWindow) -> None:
        self.bot, self.window, self.actions = qtbot, window, 0

    def press(self, key: Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        self._key(key, modifiers)

    def fill(self, text: str, then: Key) -> None:
        """A field with the key that leaves it: one action."""
        self.actions += 1
        self.bot.keyClicks(self._focus(), text)
        self._key(then)

    def _key(self, key: Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self._focus(), key, modifiers)

    def _focus(self) -> Any:
        """Where keys go; there is no window manager here to give them back to the window."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            self.bot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=5_000)
        return QApplication.focusWidget()


def ringing(window: MainWindow, qtbot: Any) -> QuickComplaint:
    """The window of a new complaint."""
    window.activateWindow()
    qtbot.keyClick(window.focusWidget() or window, Key.Key_C, CTRL_SHIFT)
    form: Any = window.service.form
    assert isinstance(form, QuickComplaint)
    qtbot.waitExposed(form)
    form.activateWindow()
    qtbot.waitUntil(form.account.line.hasFocus, timeout=5_000)
    qtbot.waitUntil(lambda: bool(form.account._index.best("holt", 1)), timeout=5_000)
    return form


# ---- 4.4 and 5.3: from the ring to the decision


def test_that_line_4_4_from_the_ring_to_the_drafts_takes_eight_actions(
    monday: MainWindow, qtbot: Any, post: Post
) -> None:
    window, hand = monday, Hand(qtbot, monday)
    before = {day: names(window, day) for day in window.desk.planned.by_date}  # type: ignore[union-attr]
    hand.actions += 1  # Ctrl+Shift+C
    form = ringing(window, qtbot)
    hand.fill("goole f", Key.Key_Return)
    qtbot.waitUntil(lambda: "Forgewell" in form.known.text(), timeout=5_000)
    assert "Last call" in form.known.text()
    assert "1 open job" in form.known.text()
    hand.fill("5", Key.Key_Tab)
    hand.fill("2", Key.Key_Tab)
    words = "The feed alarms again. The line may stop."
    changed(
        window,
        qtbot,
        lambda: hand.fill(words, Key.Key_Return),
    )
    queue = window.desk.workspace.service.queue()
    assert (queue[0].account.name, queue[0].anxiety, queue[0].difficulty) == ("Holt Ltd", 5, 2)
    assert (queue[1].account.name, queue[1].anxiety, queue[1].difficulty) == ("Goole Forge", 5, 2)
    assert queue[1].is_running
    asked: Any = window.day_to_day._urgent
    qtbot.waitUntil(lambda: asked.pane.ways.current is not None, timeout=20_000)
    assert asked.pane.words.text().startswith("worried 5, fault 2: “The feed alarms again")
    kinds = [getattr(way, "kind", "expert") for way in asked.pane.ways._options]
    assert kinds[0] == "now"
    assert kinds[-1] == "expert"
    option = asked.pane.ways.current
    entries = len(window.desk.workspace.history())
    changed(window, qtbot, lambda: hand.press(Key.Key_1))
    assert len(window.desk.workspace.history()) == entries + 1
    pane = asked.drafts.pane
    qtbot.waitUntil(pane.isVisible, timeout=5_000)
    hand.press(Key.Key_E)
    changed(window, qtbot, lambda: hand.press(Key.Key_Return))
    assert hand.actions == 8
    texts = "\n".join(post.texts)
    assert "You say: “The line may stop.” Getting you running comes first." in texts
    told = -(-option.arrive // 300) * 5
    assert f"today at {told // 60:02d}:{told % 60:02d}" in texts
    assert "The feed alarms again" in texts
    row = window.desk.workspace.service.queue()[1]
    assert not row.is_running
    assert row.expert is not None
    stops = window.desk.planned.by_date[option.day].stops  # type: ignore[union-attr]
    own = next(s for s in stops if s.account.name == "Goole Forge")
    assert own.call.state == "asked"
    changed(window, qtbot, window.named["undo"].trigger)
    changed(window, qtbot, window.named["undo"].trigger)
    assert {day: names(window, day) for day in before} == before


# ---- the screen


@pytest.fixture
def screen(window: MainWindow, qtbot: Any, post: Post) -> Any:
    """The screen of complaints and service on the sample, as Ctrl+3 shows it."""
    window.named["go_service"].trigger()
    shown: Any = window.screens.currentWidget()
    qtbot.waitUntil(lambda: shown.page is not None, timeout=20_000)
    qtbot.waitUntil(lambda: shown.answering.found is not None, timeout=20_000)
    return shown


def queue_of(screen: Any) -> list[tuple[str, int, int]]:
    model = screen.model
    rows = [model.index(at).data(ROW_ROLE) for at in range(model.rowCount())]
    return [(row.account.name, row.anxiety, row.difficulty) for row in rows]


def choose(screen: Any, qtbot: Any, name: str) -> None:
    """Click on a complaint of the queue."""
    at = [found[0] for found in queue_of(screen)].index(name)
    index = screen.model.index(at)
    screen.queue.scrollTo(index)
    middle = screen.queue.visualRect(index).center()
    qtbot.mouseClick(screen.queue.viewport(), Left, pos=middle)
    qtbot.waitUntil(lambda: screen.detail.row.account.name == name, timeout=5_000)


def job_at(screen: Any, name: str, kind: str) -> int:
    model = screen.jobs.model
    return next(
        at
        for at in range(model.rowCount())
        if (model.job(at).account.name, model.job(at).kind) == (name, kind)
    )


def double_click(screen: Any, qtbot: Any, at: int) -> None:
    """Open a job."""
    screen.jobs.table.scrollTo(screen.jobs.model.index(at, ACCOUNT))
    middle = screen.jobs.area_of(at, ACCOUNT).center()
    qtbot.mouseClick(screen.jobs.table.viewport(), Left, pos=middle)
    qtbot.mouseDClick(screen.jobs.table.viewport(), Left, pos=middle)


def small_window(screen: Any, qtbot: Any) -> Any:
    qtbot.waitUntil(lambda: screen.doing.window is not None, timeout=5_000)
    return screen.doing.window


def reread(screen: Any, qtbot: Any, do: Callable[[], object]) -> None:
    """Do something and wait until the screen shows what came of it."""
    before = screen.page
    do()
    qtbot.waitUntil(lambda: screen.page is not before, timeout=20_000)


def test_that_line_4_3_a_very_anxious_customer_with_a_small_fault_comes_first(
    screen: Any, qtbot: Any
) -> None:
    found = queue_of(screen)
    assert found[0] == ("Holt Ltd", 5, 2)
    assert [anxiety for _name, anxiety, _fault in found] == [5, 4, 4, 3, 2]
    assert ("Calder Gears", 3, 5) in found[3:]


def test_that_line_4_2_worry_and_fault_are_kept_apart_and_only_the_worry_moves_the_queue(
    screen: Any, qtbot: Any
) -> None:
    choose(screen, qtbot, "Lund Metals")
    fault, worry = screen.detail.difficulty, screen.detail.anxiety
    reread(screen, qtbot, lambda: qtbot.mouseClick(fault, Left, pos=fault.area_of(5).center()))
    assert queue_of(screen)[-1] == ("Lund Metals", 2, 5)
    reread(screen, qtbot, lambda: qtbot.mouseClick(worry, Left, pos=worry.area_of(5).center()))
    assert queue_of(screen)[1] == ("Lund Metals", 5, 5)
    assert screen.detail.row.account.name == "Lund Metals"


def test_that_line_4_4_the_answer_takes_up_the_worry_and_phoning_stops_the_clock(
    window: MainWindow, screen: Any, qtbot: Any
) -> None:
    detail = screen.detail
    assert detail.answer.toPlainText().startswith("You say: “The line stands.” Getting you")
    cursor = detail.answer.textCursor()
    cursor.setPosition(5)
    assert cursor.charFormat().fontWeight() > 500
    qtbot.waitUntil(lambda: bool(screen.solved.rows), timeout=5_000)
    screen.solved.rows[0].answer.click()
    assert "York Optics" in detail.answer.toPlainText()
    assert screen.page.running == 1
    reread(screen, qtbot, lambda: qtbot.mouseClick(detail.phone, Left))
    assert screen.page.running == 0
    assert "York Optics" in screen.page.queue[0].answer
    qtbot.waitUntil(lambda: window.rail._buttons[window.named["go_service"]].count == 0)
    changed(window, qtbot, window.named["undo"].trigger)
    qtbot.waitUntil(lambda: screen.page.running == 1, timeout=5_000)


def test_that_line_5_3_a_worried_customer_is_fitted_in_and_what_it_costs_is_said(
    window: MainWindow, screen: Any, qtbot: Any
) -> None:
    choose(screen, qtbot, "Nidd Precision")
    qtbot.waitUntil(lambda: screen.detail.ways.current is not None, timeout=20_000)
    cards = screen.detail.ways
    assert " km" in cards.accessibleDescription()
    assert "£" in cards.accessibleDescription()
    tomorrow = next(at for at, way in enumerate(cards._ways) if way.kind == "tomorrow")
    qtbot.mouseClick(cards, Left, pos=cards.area_of(tomorrow).center())
    day = cards.current.day
    changed(window, qtbot, lambda: qtbot.mouseClick(screen.detail.fit, Left))
    assert window.screens.current == "week"
    assert names(window, day)[0] == "Nidd Precision"
    asked: Any = window.day_to_day._urgent
    qtbot.waitUntil(asked.drafts.pane.isVisible, timeout=5_000)


def test_that_line_4_1_a_calmed_customer_is_asked_and_the_prospect_names_who_sent_it(
    window: MainWindow, screen: Any, qtbot: Any, post: Post
) -> None:
    choose(screen, qtbot, "Nidd Precision")
    qtbot.mouseClick(screen.detail.close_it, Left)
    window_ = small_window(screen, qtbot)
    qtbot.mouseClick(window_.save, Left)
    assert "How worried" in window_.problem.text() or "how worried" in window_.problem.text()
    qtbot.mouseClick(window_.after, Left, pos=window_.after.area_of(1).center())
    qtbot.keyClicks(window_.promise, "New notes by post")
    qtbot.mouseClick(window_.save, Left)
    assert "day" in window_.problem.text()
    qtbot.keyClicks(window_.due, "2026-12-04")
    reread(screen, qtbot, lambda: qtbot.mouseClick(window_.save, Left))
    assert "Nidd Precision" not in [found[0] for found in queue_of(screen)]
    promises: Any = window.desk.workspace.records.every("promise")
    assert [p.text for p in promises[-2:]] == ["New notes by post", "Ask how it runs"]
    ask = next(b for b in screen.below.asking if "Nidd" in b.accessibleName())
    qtbot.mouseClick(ask, Left)
    window_ = small_window(screen, qtbot)
    reread(screen, qtbot, lambda: qtbot.mouseClick(window_.mail, Left))
    qtbot.waitUntil(lambda: bool(post.opened), timeout=5_000)
    assert "Who do you know" in post.texts[0]
    ask = next(b for b in screen.below.asking if "Nidd" in b.accessibleName())
    assert ask.text() == "Name it"
    qtbot.mouseClick(ask, Left)
    window_ = small_window(screen, qtbot)
    qtbot.keyClicks(window_.name, "Ripon Rotors")
    qtbot.keyClicks(window_.town, "Ripon")
    reread(screen, qtbot, lambda: qtbot.mouseClick(window_.save, Left))
    made: Any = next(
        a
        for a in window.desk.workspace.records.every("account")
        if a.name == "Ripon Rotors"  # type: ignore[attr-defined]
    )
    nidd = account(window, "Nidd Precision")
    assert (made.status, made.lead_source, made.referred_by) == ("prospect", "referral", nidd)
    assert made.lat is not None


# ---- 3: service


def test_that_line_3_2_satisfaction_is_asked_after_the_job_and_maintenance_offered_near_a_stop(
    window: MainWindow, screen: Any, qtbot: Any, post: Post
) -> None:
    jobs = screen.jobs
    at = job_at(screen, "Don Cutters", "advice")
    area = jobs.area_of(at, SATISFIED).center()
    qtbot.mouseClick(jobs.table.viewport(), Left, pos=area)
    small = small_window(screen, qtbot)
    qtbot.mouseClick(small.five, Left, pos=small.five.area_of(4).center())
    reread(screen, qtbot, lambda: qtbot.mouseClick(small.save, Left))
    at = job_at(screen, "Don Cutters", "advice")
    assert jobs.model.index(at, SATISFIED).data() == "4 of 5"
    at = job_at(screen, "Weighton Mill", "maintenance")
    assert jobs.model.job(at).is_offer
    assert jobs.model.index(at, WHEN).data() == "+0 min"
    area = jobs.area_of(at, SATISFIED).center()
    reread(screen, qtbot, lambda: qtbot.mouseClick(jobs.table.viewport(), Left, pos=area))
    job = jobs.model.job(job_at(screen, "Weighton Mill", "maintenance"))
    assert not job.is_offer
    assert job.day == date(2026, 12, 3)
    qtbot.waitUntil(lambda: bool(post.opened), timeout=5_000)
    assert "maintenance of your presetter" in post.texts[0]


def test_that_line_3_3_a_breakdown_of_any_makers_machine_goes_to_an_expert_with_a_brief(
    window: MainWindow, screen: Any, qtbot: Any, post: Post
) -> None:
    window.desk.select((account(window, "Craven Tools"),))
    qtbot.mouseClick(screen.new_job, Left)
    form: Any = window.service.form
    assert isinstance(form, QuickJob)
    qtbot.keyClick(form.account.line, Key.Key_Return)
    qtbot.waitUntil(lambda: form.about.count() > 1, timeout=5_000)
    assert "Hartsch" in form.known.text()
    form.about.setCurrentIndex(1)
    qtbot.keyClicks(form.text, "It hums, then it stops. We are no experts in it.")
    reread(screen, qtbot, lambda: qtbot.mouseClick(form.save, Left))
    at = job_at(screen, "Craven Tools", "breakdown")
    assert screen.jobs.model.job(at).machine.name == "grinder"
    double_click(screen, qtbot, at)
    small = small_window(screen, qtbot)
    qtbot.mouseClick(small.passing, Left)
    qtbot.waitUntil(lambda: isinstance(screen.doing.window, Passing), timeout=5_000)
    small = screen.doing.window
    assert "Len Sugden" in small.who.currentText()
    qtbot.keyClicks(small.brief, "Hums since Tuesday.")
    reread(screen, qtbot, lambda: qtbot.mouseClick(small.save, Left))
    job = screen.jobs.model.job(job_at(screen, "Craven Tools", "breakdown"))
    assert (job.expert.name, job.brief) == ("Len Sugden", "Hums since Tuesday.")
    assert "It hums, then it stops" in post.texts[0]
    assert "Hums since Tuesday." in post.texts[0]


def test_that_line_3_4_an_answered_call_for_help_counts_and_missing_favours_show(
    window: MainWindow, screen: Any, qtbot: Any
) -> None:
    waiting = [found.account.name for found in screen.page.no_favour]
    assert len(waiting) == 12
    number = account(window, "Worth Valley Castings")
    service = window.desk.workspace.service
    window.desk.change(lambda w: w.service.open_job(number, "advice", "Which speed?")[1])
    qtbot.waitUntil(lambda: any(j.account.id == number for j in screen.page.jobs), timeout=20_000)
    at = job_at(screen, "Worth Valley Castings", "advice")
    double_click(screen, qtbot, at)
    small = small_window(screen, qtbot)
    qtbot.keyClicks(small.said, "120 m a minute")
    reread(screen, qtbot, lambda: qtbot.mouseClick(small.answer, Left))
    assert "Worth Valley Castings" not in [f.account.name for f in service.page().no_favour]
    button = next(b for b in screen.below.favours if "Castle Dies" in b.accessibleName())
    reread(screen, qtbot, lambda: qtbot.mouseClick(button, Left))
    assert len(screen.page.no_favour) == 10


def test_that_chips_show_one_kind_of_job(screen: Any, qtbot: Any) -> None:
    qtbot.mouseClick(screen.jobs.chip("warranty"), Left)
    model = screen.jobs.model
    assert {model.job(at).kind for at in range(model.rowCount())} == {"warranty"}
    qtbot.mouseClick(screen.jobs.chip(""), Left)
    assert model.rowCount() == 8


def test_that_running_clocks_stand_in_the_rail(window: MainWindow, qtbot: Any) -> None:
    button = window.rail._buttons[window.named["go_service"]]
    qtbot.waitUntil(lambda: button.count == 1, timeout=5_000)
    assert "1 not answered" in button.accessibleDescription()


# ---- what a customer may say


def test_that_a_lapsed_customer_is_heard_and_it_is_said(
    monday: MainWindow, qtbot: Any, post: Post
) -> None:
    form = ringing(monday, qtbot)
    qtbot.keyClicks(form.account.line, "airedale")
    qtbot.keyClick(form.account.line, Key.Key_Return)
    qtbot.waitUntil(lambda: "any more" in form.known.text(), timeout=5_000)
    qtbot.keyClick(form.anxiety, Key.Key_4)
    qtbot.keyClicks(form.text, "<b>Nobody</b> rings back")
    changed(monday, qtbot, lambda: qtbot.keyClick(form.text, Key.Key_Return))
    row = monday.desk.workspace.service.open_on(account(monday, "Airedale Tappers"))
    assert row is not None
    assert row.text == "<b>Nobody</b> rings back"
    assert "does not buy" in monday.notice.text or "Kept" in monday.notice.text


def test_that_nothing_is_saved_without_customer_or_worry(window: MainWindow, qtbot: Any) -> None:
    form = ringing(window, qtbot)
    qtbot.mouseClick(form.save, Left)
    assert "Which customer" in form.problem.text()
    qtbot.keyClicks(form.account.line, "no such firm")
    qtbot.keyClick(form.account.line, Key.Key_Return)
    assert form.account.row is None
    form.account.line.clear()
    qtbot.keyClicks(form.account.line, "holt")
    qtbot.keyClick(form.account.line, Key.Key_Return)
    qtbot.mouseClick(form.save, Left)
    assert "How worried" in form.problem.text()
    assert form.isVisible()


def test_that_too_many_words_are_refused_in_the_window(window: MainWindow, qtbot: Any) -> None:
    form = ringing(window, qtbot)
    qtbot.keyClicks(form.account.line, "holt")
    qtbot.keyClick(form.account.line, Key.Key_Return)
    qtbot.keyClick(form.anxiety, Key.Key_3)
    form.text.setPlainText("The line stands.\n" * 65_000)
    qtbot.keyClick(form.text, Key.Key_Return)
    qtbot.waitUntil(form.problem.isVisible, timeout=20_000)
    assert "too long" in form.problem.text()
    assert form.isVisible()


def test_that_the_card_shows_an_open_complaint_in_red_with_its_words(
    window: MainWindow, qtbot: Any
) -> None:
    from ui.accounts.card.complaints import ComplaintBox

    window.show_account(account(window, "Holt Ltd"))
    qtbot.waitUntil(lambda: window.side.findChild(ComplaintBox) is not None, timeout=5_000)
    box = window.side.findChild(ComplaintBox)
    assert box.accessibleName().startswith("anxiety 5 of 5, Inserts chip after 20 parts.")
    assert "waits" in box.accessibleName()
    window.show_account(account(window, "Hardy Ltd"))
    qtbot.waitUntil(lambda: window.side.findChild(ComplaintBox) is None, timeout=5_000)
