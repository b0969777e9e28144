"""The itinerary on paper, read back from the PDF."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from planner.exchange import figures
from planner.exchange.paper.labels import Box, Labels, spread
from planner.exchange.paper.sheet import MARGIN, Sheet
from planner.workspace import IsoWeek, Workspace

WEEK = IsoWeek(2026, 49)
MONDAY, TUESDAY = WEEK.days[0], WEEK.days[1]
LONG = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KG"
)
CHINESE = "台北市立聯合醫院附設藥局股份有限公司"
NAMES = [LONG, CHINESE, "Ярославский завод", "<b>Bold</b>", "Name\twith\ttabs"]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Eleven stops on Monday with awkward names, one on Tuesday; to be read only."""
    file = tmp_path_factory.mktemp("paper") / "busy.loopwise"
    base = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
    with pytest.MonkeyPatch.context() as clock, Workspace.new(file, base) as workspace:
        clock.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
        _fill(workspace)
        yield workspace


@pytest.fixture(scope="module")
def printed(busy: Workspace) -> dict[str, bytes]:
    """Its PDF by paper."""
    return {paper: busy.exporting.paper(WEEK, paper) for paper in ("A4", "Letter")}


def _fill(workspace: Workspace) -> None:
    made = []
    for i in range(12):
        name = NAMES[i] if i < len(NAMES) else f"Account {i}"
        place = {"lat": 53.8 + i / 50, "lon": -1.5 - (i % 3) / 20} if i != 7 else {}
        values = {"name": name, "street": f"Mill Lane {i}", "phone": f"0113 496 0{i:03d}", **place}
        made.append(workspace.records.make("account", values)[0].id)
    workspace.records.make(
        "contact",
        {
            "account": made[5],
            "name": "Pat Doe",
            "role": "Works director",
            "last_seen": date(2026, 9, 24),
        },
    )
    workspace.planning.assign(MONDAY, made[:11])
    workspace.planning.assign(TUESDAY, made[11:])


def pages(content: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(content)).pages)


def words(page: PageObject) -> str:
    """What stands on a page; pypdf gives the CJK font's signs with a NUL before each."""
    return re.sub(r"\s+", " ", page.extract_text().replace("\0", ""))


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_that_there_is_a_week_page_and_a_page_for_each_day_and_its_rest(
    printed: dict[str, bytes], paper: str, size: tuple[int, int]
) -> None:
    found = pages(printed[paper])
    sizes = [(round(p.mediabox.width), round(p.mediabox.height)) for p in found]
    assert sizes == [size[::-1], size, size, size]
    assert "Monday 30 November 2026" in words(found[1])
    assert "continued" in words(found[2])
    assert "Tuesday 1 December 2026" in words(found[3])
    assert "page 4 of 4" in words(found[3])


def test_that_the_head_has_the_totals_as_costed(busy: Workspace, printed: dict[str, bytes]) -> None:
    day = busy.planning.week(WEEK).by_date[MONDAY]
    text = words(pages(printed["A4"])[1])
    for figure in (
        figures.distance(day.cost.metres, "km"),
        figures.duration(day.cost.seconds_working),
        figures.time_of_day(day.cost.leave),
        figures.time_of_day(day.cost.arrive),
    ):
        assert figure in text
    zigzag = busy.planning.compare(busy.planning.week(WEEK))[MONDAY].zigzag
    assert f"a zigzag would be {figures.distance(zigzag.metres, 'km')}" in text
    assert "est." in text


def test_that_every_stop_has_its_times_address_phone_and_person(
    busy: Workspace, printed: dict[str, bytes]
) -> None:
    found = pages(printed["A4"])
    text = words(found[1]) + words(found[2])
    for stop in busy.planning.week(WEEK).by_date[MONDAY].stops:
        assert figures.time_of_day(stop.timed.begin) in text
        assert f"to {figures.time_of_day(stop.timed.leave)}" in text
        assert stop.account.street in text
        assert stop.account.phone in text
    assert "Works director · Pat Doe · seen 24 Sep" in text


def test_that_foot_says_revision_estimates_and_when_it_was_printed(
    printed: dict[str, bytes],
) -> None:
    text = words(pages(printed["A4"])[1])
    assert "Plan revision 1" in text
    assert "km and times are estimates · printed Fri 27 Nov 2026, 15:30" in text


def test_that_a_revision_rises_when_the_printed_plan_changed(
    workspace: Workspace, six: list[int], tmp_path: Path
) -> None:
    def foot() -> str:
        workspace.exporting.export(WEEK, "pdf", tmp_path / "week.pdf")
        return words(PdfReader(tmp_path / "week.pdf").pages[1])

    workspace.planning.assign(MONDAY, six[:1])
    first, again = foot(), foot()
    assert first == again
    assert "Plan revision 1 " in first
    workspace.planning.assign(MONDAY, six[:2])
    assert "Plan revision 2 · replaces revision 1" in foot()


def test_that_the_same_week_at_the_same_moment_is_the_same_file(
    busy: Workspace, printed: dict[str, bytes]
) -> None:
    assert busy.exporting.paper(WEEK) == printed["A4"]


def test_that_names_in_any_script_are_printed_with_fonts_that_have_them(
    printed: dict[str, bytes],
) -> None:
    text = words(pages(printed["A4"])[1])
    assert "Ярославский завод" in text
    assert CHINESE[:6] in text
    assert "<b>Bold</b>" in text
    fonts = {
        font.get_object()["/BaseFont"]
        for page in pages(printed["A4"])
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("Noto" in name for name in fonts)


def test_that_an_empty_week_is_one_page(workspace: Workspace) -> None:
    [page] = pages(workspace.exporting.paper(WEEK))
    assert "nothing planned" in words(page)


def test_that_no_mark_is_made_in_the_margins(printed: dict[str, bytes], tmp_path: Path) -> None:
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed")
    from PIL import Image, ImageChops

    for content in printed.values():
        (tmp_path / "week.pdf").write_bytes(content)
        for picture in _pictures(tmp_path / "week.pdf", dots=72):
            image = Image.open(picture).convert("L")
            blank = Image.new("L", image.size, 255)
            box = ImageChops.difference(image, blank).getbbox()
            assert box is not None
            margin = MARGIN / 25.4 * 72 - 2
            assert box[0] > margin
            assert box[1] > margin
            assert box[2] < image.width - margin
            assert box[3] < image.height - margin + 2  # the foot's letters hang a little lower


def test_that_a_phone_can_read_the_codes(
    busy: Workspace, printed: dict[str, bytes], tmp_path: Path
) -> None:
    if not (shutil.which("pdftoppm") and shutil.which("zbarimg")):
        pytest.skip("pdftoppm or zbarimg is not installed")
    (tmp_path / "week.pdf").write_bytes(printed["A4"])
    read = [line for picture in _pictures(tmp_path / "week.pdf", 150) for line in _codes(picture)]
    stops = [s for day in busy.planning.week(WEEK).days for s in day.stops if s.account.place]
    wanted = ["geo:{0:.5f},{1:.5f}?q={0:.5f},{1:.5f}".format(*s.account.place) for s in stops]
    assert sorted(code for code in read if code.startswith("geo:")) == sorted(wanted)
    ways = [code for code in read if code.startswith("https://www.google.com/maps/dir/")]
    assert len(ways) == 4


def _pictures(file: Path, dots: int) -> Iterator[Path]:
    subprocess.run(
        ["pdftoppm", "-r", str(dots), "-png", file, file.with_suffix("")], check=True, timeout=60
    )
    yield from sorted(file.parent.glob(f"{file.stem}-*.png"))


def _codes(picture: Path) -> list[str]:
    done = subprocess.run(
        ["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout.splitlines()


# ---- text and labels ----------------------------------------------------------------------


@given(st.text(max_size=60), st.floats(1, 80), st.booleans())
def test_that_text_never_gets_wider_than_its_room(text: str, room: float, bold: bool) -> None:
    assert _SHEET.text(10, 20, text, bold=bold, room=room) <= room + 0.02


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 60)), min_size=2, max_size=15),
)
def test_that_numbers_on_the_map_are_pushed_apart_and_stay_in_the_frame(
    points: list[tuple[float, float]],
) -> None:
    frame = Box(0, 0, 100, 60)
    spots = spread(points, (6, 6), frame)
    for i, spot in enumerate(spots):
        assert 2.9 <= spot[0] <= 97.1
        assert 2.9 <= spot[1] <= 57.1
        for other in spots[:i]:
            assert (spot[0] - other[0]) ** 2 + (spot[1] - other[1]) ** 2 > 5**2


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.floats(0, 60), st.floats(1, 40)), min_size=1, max_size=20
    )
)
def test_that_no_two_names_on_the_map_lie_over_each_other(
    wanted: list[tuple[float, float, float]],
) -> None:
    labels = Labels(Box(0, 0, 100, 60))
    placed = [labels.place((x, y), 3, width, 3.2) for x, y, width in wanted]
    boxes = [box for box in placed if box]
    for i, box in enumerate(boxes):
        assert box.within(labels.frame)
        assert not any(box.meets(other) for other in boxes[:i])


def _sheet() -> Sheet:
    from datetime import UTC, datetime

    sheet = Sheet("A4", "Test", datetime(2026, 11, 27, tzinfo=UTC), [])
    sheet.page()
    return sheet


_SHEET = _sheet()


def test_that_a_day_past_midnight_is_printed_with_the_times_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPWISE_NOW", "2026-11-27T15:30:00+00:00")
    base = {"name": "Test", "base_name": "Leeds", "base_lat": 53.8, "base_lon": -1.55}
    with Workspace.new(tmp_path / "late.loopwise", base) as workspace:
        values = {"lat": 53.9, "lon": -1.5, "call_minutes": 360}
        made = [
            workspace.records.make("account", {"name": f"Account {i}", **values})[0].id
            for i in range(4)
        ]
        workspace.planning.assign(MONDAY, made)
        day = workspace.planning.week(WEEK).by_date[MONDAY]
        overview, sheet = (words(page) for page in pages(workspace.exporting.paper(WEEK, "A4")))
    home = figures.time_of_day(day.cost.arrive)
    assert home.endswith(" +1 day")
    assert home in overview
    assert home in sheet
    assert "22 23 00 01" in overview
    assert "23 24 25" not in overview
