"""The parts of the frame that need no territory: looks, keys, work beside the window, options."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from planner.store.errors import DiskFull, Newer
from planner.workspace import Impossible
from ui import icons, keys, on_map, options, start, theme, trouble
from ui.finding import score
from ui.jobs import Cancelled, Job, Jobs, in_the_background
from ui.notice import Notice
from ui.territory_lock import TerritoryLock


def _luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """The ratio of WCAG 2.1: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def jobs(qtbot: Any) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, dark=False)


# Looks


@pytest.mark.parametrize("dark", [False, True])
def test_that_every_text_can_be_read_on_its_ground(dark: bool) -> None:
    look = theme.tokens(dark)
    pairs = [(look.text, ground) for ground in (look.win, look.surf, look.sel, look.shade)]
    pairs += [(look.mute, ground) for ground in (look.win, look.surf)]
    pairs += [(look.onink, look.ink), (look.bad, look.surf), (look.bad, look.badbg)]
    pairs += [(look.good, look.surf)]
    pairs += [(day.on, day.fill) for day in look.days]
    pairs += [(look.text, day.tint) for day in look.days]
    for text, ground in pairs:
        assert contrast(text, ground) >= 4.5, (text.name(), ground.name())


@pytest.mark.parametrize("dark", [False, True])
def test_that_no_role_of_the_palette_is_left_to_the_system(dark: bool) -> None:
    palette, every = theme.palette(theme.tokens(dark)), QPalette.ColorRole
    own = {c.name() for c in _colours(theme.tokens(dark))}
    roles = [r for r in every if r not in (every.NoRole, every.NColorRoles)]
    assert {palette.color(role).name() for role in roles} <= own


def _colours(look: theme.Tokens) -> list[QColor]:
    values = [getattr(look, name) for name in look.__slots__]
    return [value for value in values if isinstance(value, QColor)]


def test_that_light_turns_dark_everywhere_and_says_so(
    qapp: QApplication, qtbot: Any, light_again: None
) -> None:
    theme.apply(qapp, dark=False)
    with qtbot.waitSignal(theme.changed):
        theme.apply(qapp, dark=True)
    assert theme.current().dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.tokens(True).win


def test_that_an_icon_is_painted_in_the_colour_of_the_day(
    qapp: QApplication, light_again: None
) -> None:
    icon = icons.icon("star-fill")
    for dark in (False, True):
        theme.apply(qapp, dark=dark)
        image = icon.pixmap(QSize(32, 32)).toImage()
        assert image.pixelColor(16, 17) == theme.current().text


def test_that_every_icon_of_the_table_of_keys_exists(qapp: QApplication) -> None:
    for entry in keys.table():
        if entry.icon:
            assert not icons.icon(entry.icon).pixmap(QSize(16, 16)).isNull(), entry.icon


# Keys


def test_that_no_key_does_two_things() -> None:
    pressed: dict[str, str] = {}
    for entry in keys.table():
        for key in entry.keys:
            text = QKeySequence(key).toString()
            assert text, f"{key} of {entry.name} is no key"
            assert text not in pressed, f"{key}: {entry.name} and {pressed.get(text)}"
            pressed[text] = entry.name


def test_that_only_what_does_something_is_listed(qtbot: Any) -> None:
    window, done = QWidget(), []
    qtbot.addWidget(window)
    actions = keys.Actions(window)
    actions.on("settings", lambda: done.append("settings"))
    assert [entry.name for entry in actions.entries()] == ["settings"]
    assert "undo" not in actions
    actions["settings"].trigger()
    assert done == ["settings"]


@given(st.text(), st.text(min_size=1))
def test_that_a_name_is_found_by_any_part_of_it(before: str, part: str) -> None:
    words = f"{before} {part}"
    assert not part.strip() or score(words, part) > 0


def test_that_the_start_of_a_name_counts_more_than_its_middle() -> None:
    assert score("Holt Ltd", "ho") > score("Best of Holt", "ho") > score("Echo", "ho") > 0
    assert score("Holt Ltd", "kaye") == 0


# Work beside the window


def test_that_answers_come_back_on_the_main_thread(jobs: Jobs, qtbot: Any) -> None:
    seen: list[tuple[object, bool]] = []
    main = threading.current_thread()
    jobs.read(
        lambda: threading.current_thread() is main,
        lambda there: seen.append((there, threading.current_thread() is main)),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(False, True)]


def test_that_writes_keep_their_order(jobs: Jobs, qtbot: Any) -> None:
    written: list[int] = []
    gate = threading.Event()
    jobs.write(gate.wait)
    for number in range(20):
        jobs.write(lambda n=number: written.append(n))  # type: ignore[misc]
    assert jobs.saving
    gate.set()
    with qtbot.waitSignal(jobs.writing, check_params_cb=lambda busy: not busy):
        pass
    assert written == list(range(20))
    assert not jobs.saving


def test_that_only_the_newest_of_its_kind_is_answered(jobs: Jobs, qtbot: Any) -> None:
    gate, answers = threading.Event(), []
    for number in range(5):
        jobs.read(lambda n=number: (gate.wait(), n)[1], answers.append, newest="week")  # type: ignore[misc]
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.wait(50)
    assert answers == [4]


def test_that_no_error_is_lost(jobs: Jobs, qtbot: Any) -> None:
    told: list[object] = []
    jobs.failed.connect(told.append)
    handled: list[object] = []
    jobs.read(lambda: 1 / 0)
    jobs.write(lambda: 1 / 0, failed=handled.append)
    qtbot.waitUntil(lambda: len(told) + len(handled) == 2)
    assert isinstance(told[0], ZeroDivisionError)
    assert isinstance(handled[0], ZeroDivisionError)


def test_that_long_work_tells_how_far_it_is_and_can_be_stopped(jobs: Jobs, qtbot: Any) -> None:
    steps: list[tuple[int, int]] = []
    ended = threading.Event()

    def work(job: Job) -> None:
        try:
            for number in range(1_000_000):
                job.tell(number, 1_000_000)
                job.check()
                threading.Event().wait(0.001)
        except Cancelled:
            ended.set()
            raise

    job = jobs.write_long(work, progress=lambda done, total: steps.append((done, total)))
    qtbot.waitUntil(lambda: len(steps) > 2)
    job.cancel()
    qtbot.waitUntil(lambda: not jobs.saving)
    assert ended.is_set()
    assert steps[:2] == [(0, 1_000_000), (1, 1_000_000)]


def test_that_work_in_the_background_is_answered_and_its_errors_are_raised() -> None:
    assert in_the_background(lambda: threading.current_thread().name) == "background"
    with pytest.raises(ZeroDivisionError):
        in_the_background(lambda: 1 // 0)


def test_that_nobody_is_answered_who_is_gone(jobs: Jobs, qtbot: Any) -> None:
    owner, gate, answers = QObject(), threading.Event(), []
    jobs.read(gate.wait, answers.append, owner=owner)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 0)
    del owner
    gate.set()
    done: list[object] = []
    jobs.write(lambda: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.wait(20)
    assert answers == []


def test_that_progress_is_told_to_nobody_who_is_gone(jobs: Jobs, qtbot: Any) -> None:
    owner, gate, steps = QObject(), threading.Event(), []

    def work(job: Job) -> None:
        gate.wait()
        job.tell(1, 2)

    jobs.write_long(work, progress=lambda *step: steps.append(step), owner=owner)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 0)
    gate.set()
    done: list[object] = []
    jobs.write(lambda: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert steps == []


def test_that_closing_waits_for_what_is_being_written(qtbot: Any) -> None:
    jobs, written = Jobs(), []
    jobs.write(lambda: (threading.Event().wait(0.1), written.append(1)))
    jobs.close()
    assert written == [1]


def test_that_nothing_begins_and_nobody_is_answered_while_the_window_shows_a_drop(
    jobs: Jobs, qtbot: Any
) -> None:
    begun, answers = threading.Event(), []
    jobs.hold()
    jobs.write(begun.set, lambda _none: answers.append("saved"))
    jobs.read(lambda: "read", answers.append)
    jobs.post(answers.append, "told")
    assert jobs.saving
    assert not begun.wait(0.02)  # until the event loop has had its turn
    qtbot.waitUntil(begun.is_set)
    QApplication.processEvents()
    assert answers == []
    jobs.let_go()
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers[0] == "told"


def test_that_answers_come_in_after_a_while_where_nothing_is_ever_painted(
    jobs: Jobs, qtbot: Any
) -> None:
    answers: list[int] = []
    jobs.hold()
    for number in range(5):
        jobs.write(lambda n=number: n, answers.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 5)
    assert answers == [0, 1, 2, 3, 4]
    assert not jobs.saving


def test_that_an_answer_that_fails_does_not_cost_the_ones_after_it(jobs: Jobs, qtbot: Any) -> None:
    answers: list[int] = []
    jobs.hold()
    with qtbot.captureExceptions() as found:
        jobs.post(lambda: 1 / 0)
        jobs.post(answers.append, 2)
        jobs.let_go()
        qtbot.waitUntil(lambda: answers == [2])
    assert [kind for kind, *_rest in found] == [ZeroDivisionError]


def test_that_what_waits_is_written_before_the_end(qtbot: Any) -> None:
    jobs, written = Jobs(), []
    jobs.hold()
    jobs.write(lambda: written.append(1))
    jobs.close()
    assert written == [1]


# Words for what went wrong


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DiskFull(Path("a.loopwise")), "room"),
        (Newer(Path("a.loopwise")), "newer"),
        (Impossible("locked", name="Holt"), "Holt is locked"),
        (PermissionError(13, "Permission denied", "/x/y.csv"), "/x/y.csv"),
    ],
)
def test_that_errors_are_told_in_words(error: Exception, words: str) -> None:
    told = trouble.words_for(error)
    assert words in told
    assert type(error).__name__ not in told


def test_that_what_nobody_foresaw_is_told_calmly_and_logged(caplog: Any) -> None:
    told = trouble.words_for(ValueError("secret detail"))
    assert "secret" not in told
    assert str(trouble.log_file()) in told
    assert "secret detail" in caplog.text


# The notice


def test_that_a_notice_offers_the_way_back_and_shows_text_as_it_is(qtbot: Any) -> None:
    window, undone = QWidget(), []
    qtbot.addWidget(window)
    window.resize(800, 400)
    notice = Notice(window)
    window.show()
    notice.say("Move <b>Kaye</b> & Co", "Undo", lambda: undone.append(1))
    assert notice.text == "Move <b>Kaye</b> & Co"
    assert notice._label.textFormat() == Qt.TextFormat.PlainText
    assert window.rect().contains(notice.geometry())
    qtbot.mouseClick(notice._button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not notice.isVisible()


# One window for one territory


def test_that_a_territory_is_held_by_one_window(tmp_path: Path) -> None:
    (tmp_path / "a.loopwise").touch()
    (tmp_path / "same.loopwise").symlink_to(tmp_path / "a.loopwise")
    first = TerritoryLock(tmp_path / "a.loopwise")
    assert first.take()
    assert not TerritoryLock(tmp_path / "same.loopwise").take()
    other = TerritoryLock(tmp_path / "b.loopwise")
    assert other.take()
    first.release()
    again = TerritoryLock(tmp_path / "same.loopwise")
    assert again.take()
    for lock in (other, again):
        lock.release()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.loopwise", "same.loopwise"]


# The command line


@pytest.mark.parametrize(
    ("given", "window"),
    [
        ([], []),
        (["open"], []),
        (["open", "a.loopwise", "--dark"], ["a.loopwise", "--dark"]),
        (["--territory", "x", "open"], ["--territory", "x"]),
        (["--territory=x"], ["--territory", "x"]),
        (["accounts"], None),
        (["--json", "accounts", "--territory", "x"], None),
        (["open", "--help"], None),
    ],
)
def test_that_only_open_opens_the_window(given: list[str], window: list[str] | None) -> None:
    assert start.wanted_window(given) == window


def test_that_the_picture_is_asked_for_in_full() -> None:
    read = options.read(
        ["f.loopwise", "--picture", "o.png", "--size", "800x600", "--week", "2026-W49", "--dark"]
    )
    assert read == options.Options(
        Path("f.loopwise"), Path("o.png"), (800, 600), dark=True, week="2026-W49"
    )


@pytest.mark.parametrize("wrong", [["--size", "big"], ["--week", "2026-W60"], ["--nonsense"]])
def test_that_a_wrong_line_ends_with_two(wrong: list[str], capsys: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        options.read(wrong)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_that_the_console_script_imports_no_qt() -> None:
    script = "import sys, ui.start; sys.exit(any('PySide6' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_that_the_window_starts_without_what_is_slow_to_import() -> None:
    slow = "{'sqlalchemy', 'folium', 'geopy', 'numpy', 'sqlcipher3', 'fpdf'}"
    script = (
        f"import sys, ui.app; found = {slow} & set(sys.modules); sys.exit(', '.join(found) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


# Rows on the map


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (None, "none"),
        (date(2026, 11, 26), "overdue"),
        (date(2026, 11, 27), "due"),
        (date(2026, 12, 6), "due"),
        (date(2026, 12, 7), "later"),
    ],
)
def test_that_due_is_what_falls_due_until_the_week_ends(due: date | None, code: str) -> None:
    assert on_map.due_code(due, date(2026, 11, 27), date(2026, 12, 6)) == code


@pytest.mark.parametrize("dark", [True, False, None])
def test_that_a_choice_of_looks_is_kept_for_the_next_start(dark: bool | None) -> None:
    theme.remember(dark)
    assert theme.remembered() is dark
    theme.remember(None)
