"""The report as PDF, page and mail draft, each read back with somebody else's reader."""

from __future__ import annotations

import email
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from planner.cli import main
from planner.exchange.report import Card, WeekReport, line_key
from planner.exchange.report_html import to_html
from planner.exchange.report_letter import Letter, write
from planner.exchange.report_mail import to_eml
from planner.exchange.report_pdf import to_pdf
from planner.sample import make_sample
from planner.workspace import BadInput, IsoWeek, Workspace
from planner.workspace.exporting.exporting import NotExported

WEEK, FRIDAY = IsoWeek(2026, 48), date(2026, 11, 27)
HOSTILE = "<script>alert(1)</script> & \"'</td> {name} %s مرحبا 東京機械株式会社 \u202e"


class Page(HTMLParser):
    """The texts and tags of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def squeezed(text: str) -> str:
    """Without blanks: a PDF breaks its lines where it likes. Its minus is a dash."""
    return "".join(text.replace("\x00", "").replace("\N{MINUS SIGN}", "\N{EN DASH}").split())


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def mail_of(content: bytes) -> EmailMessage:
    found = email.message_from_bytes(content, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def mail_texts(content: bytes) -> tuple[str, bytes]:
    """The text of a mail, and the file with it."""
    body = mail_of(content).get_body(("plain",))
    assert body is not None
    (file,) = mail_of(content).iter_attachments()
    return str(body.get_content()), bytes(file.get_content())


def every_text(letter: Letter) -> list[str]:
    """What each of the three files says, without blanks."""
    text, attached = mail_texts(to_eml(letter))
    pages = (Page(to_html(letter)).text, text, pdf_text(attached))
    return [squeezed(page) for page in pages]


@pytest.fixture
def sample(tmp_path: Path, fixed_clock: None) -> Any:
    with make_sample(tmp_path / "sample.loopwise") as opened:
        yield opened


def test_that_every_line_that_leaves_is_in_each_file(sample: Workspace) -> None:
    letter = sample.reporting.letter(WEEK)
    pages = every_text(letter)
    heads = {f"{figure} {meaning}" for figure, meaning in letter.head}
    said = [part for figure in letter.head for part in figure]
    said += [
        part for item in letter.items() if item.text not in heads for part in item.text.split(" · ")
    ]
    for page in pages:
        assert not [part for part in said if squeezed(part) not in page]
    assert len(said) > 60


def test_that_what_is_not_ticked_is_in_no_file(sample: Workspace) -> None:
    report = sample.reporting.week(WEEK)
    ticks = dict.fromkeys(("complaints", "questions", "over_called", "field_reports"), False)
    whole = "".join(every_text(write(replace(report, ticks=ticks))))
    for name in ("HoltLtd", "HullMarine", "HardyLtd", "coateddrill", "2026price"):
        assert name not in whole


def card(number: int, may_name: bool, private: bool) -> Card:
    return Card(
        id=number, kind="delivery", text=f"news{number}x by src{number}x", day=FRIDAY,
        competitor="", source=f"src{number}x", contact=f"man{number}x", account=number,
        seen_at=(f"firm{number}x", f"other{number}x"), confidence=2, may_name=may_name,
        private=private,
    )  # fmt: skip


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.none() | st.booleans()), max_size=4))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_nothing_private_or_unnamed_is_found_in_any_file(
    drawn: list[tuple[bool, bool, bool | None]],
) -> None:
    cards = tuple(card(at, may_name, private) for at, (may_name, private, _t) in enumerate(drawn))
    ticks = {
        line_key("field_reports", at): t for at, (_m, _p, t) in enumerate(drawn) if t is not None
    }
    at = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)
    report = WeekReport(WEEK.monday, at, "", "", "km", "GBP", cards=cards, ticks=ticks)
    for page in every_text(write(report)):
        for number, (may_name, private, tick) in enumerate(drawn):
            leaves = not private if tick is None else tick
            assert (f"news{number}x" in page) == leaves
            for name in ("src", "man", "firm", "other"):
                if not (leaves and may_name):
                    assert f"{name}{number}x" not in page


# ---- each kind of file ---------------------------------------------------------------------


@pytest.fixture
def hostile(workspace: Workspace, six: list[int]) -> Workspace:
    """HTML, right-to-left and Chinese in every field that can leave."""
    account = workspace.records.make("account", {"name": HOSTILE})[0].id
    workspace.reporting.report(
        {"text": HOSTILE, "source": HOSTILE, "competitor": HOSTILE, "account": account,
         "may_name": True}
    )  # fmt: skip
    workspace.reporting.ask({"text": HOSTILE, "account": account})
    workspace.records.make("complaint", {"account": account, "anxiety": 5, "difficulty": 1})
    workspace.records.make(
        "nuance", {"account": account, "date": FRIDAY, "text": "n", "product_request": HOSTILE}
    )
    for key in ("summary", "calls", "complaints"):
        workspace.reporting.edit(WEEK, key, HOSTILE)
    workspace.set_up({"rep_name": HOSTILE, "office_email": "a@b.example"})
    return workspace


def test_that_html_in_every_field_is_shown_as_typed(hostile: Workspace) -> None:
    source = to_html(hostile.reporting.letter(WEEK))
    page = Page(source)
    assert "<script" not in source
    assert page.text.count("<script>alert(1)</script>") >= 8
    assert "東京機械株式会社" in page.text
    assert "مرحبا" in page.text
    assert {tag for tag, _attrs in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "small", "div", "b", "span",
        "p", "table", "tr", "td",
    }  # fmt: skip
    assert "default-src 'none'" in source
    assert not any(attrs.keys() & {"src", "href", "onload"} for _tag, attrs in page.tags)


def test_that_any_script_can_be_printed(hostile: Workspace) -> None:
    text = squeezed(pdf_text(to_pdf(hostile.reporting.letter(WEEK))))
    assert "東京機械株式会社" in text
    assert "<script>alert(1)</script>" in text


def test_that_the_draft_is_for_writing_with_the_pdf_to_it(hostile: Workspace) -> None:
    letter = hostile.reporting.letter(WEEK)
    mail = mail_of(to_eml(letter))
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "a@b.example"
    assert mail["Subject"] == "Report Week 48 · 23 Nov – 27 Nov"
    (file,) = mail.iter_attachments()
    assert file.get_filename() == "report_2026-W48.pdf"
    assert file.get_content_type() == "application/pdf"
    text, content = mail_texts(to_eml(letter))
    assert content == to_pdf(letter)
    assert "<script>alert(1)</script>" in text


def test_that_an_address_that_is_none_leaves_the_draft_without_one(workspace: Workspace) -> None:
    workspace.set_up({"office_email": "head office\nBcc: x"})
    mail = mail_of(to_eml(workspace.reporting.letter(WEEK)))
    assert mail["To"] is None
    assert mail["Bcc"] is None


def test_that_a_letter_of_one_moment_gives_the_same_paper(sample: Workspace) -> None:
    letter = sample.reporting.letter(WEEK)
    assert to_pdf(letter) == to_pdf(letter)


def test_that_long_texts_run_over_as_many_pages_as_they_need(workspace: Workspace) -> None:
    words = " ".join(f"word{n}" for n in range(2000))
    workspace.reporting.edit(WEEK, "summary", words)
    workspace.reporting.edit(WEEK, "calls", "x" * 20_000)
    content = to_pdf(workspace.reporting.letter(WEEK))
    text = squeezed(pdf_text(content))
    assert len(PdfReader(io.BytesIO(content)).pages) > 2
    assert "word1999" in text
    assert text.count("x") >= 20_000


def test_that_an_empty_week_is_a_report_too(workspace: Workspace) -> None:
    for page in every_text(workspace.reporting.letter(IsoWeek(2025, 1))):
        assert "Nopromisefelldue" in page


@pytest.mark.parametrize("suffix", ["pdf", "html", "eml", "PDF"])
def test_that_a_file_is_written_with_what_its_list_says(
    sample: Workspace, tmp_path: Path, suffix: str
) -> None:
    done = sample.reporting.take_out(WEEK, tmp_path / f"out.{suffix}")
    assert done.file.stat().st_size > 1000
    assert done.items == tuple(sample.reporting.letter(WEEK).items())


def test_that_what_cannot_be_written_is_refused(sample: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        sample.reporting.take_out(WEEK, tmp_path / "out.docx")
    assert refused.value.code == "unknown_format"
    with pytest.raises(BadInput) as refused:
        sample.reporting.take_out(WEEK, tmp_path / "out.pdf", "A0")
    assert refused.value.code == "unknown_paper"
    with pytest.raises(NotExported):
        sample.reporting.take_out(WEEK, tmp_path / "nowhere" / "out.pdf")
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    with pytest.raises(NotExported):
        sample.reporting.take_out(WEEK, folder)


# ---- the command ---------------------------------------------------------------------------


@pytest.fixture
def territory(tmp_path: Path, fixed_clock: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "rep.loopwise"
    make_sample(file).close()
    monkeypatch.setenv("LOOPWISE_TERRITORY", str(file))
    return file


def test_that_the_command_names_every_line_that_leaves(
    territory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.html"
    assert main(("--json", "report", "--week", "2026-W48", "--out", str(out))) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["file"] == str(out)
    page = squeezed(Page(out.read_text(encoding="utf-8")).text)
    lines = document["leaves_the_laptop"]
    assert {line["part"] for line in lines} >= {
        "figures", "complaints", "field_reports", "requests", "questions", "over_called",
    }  # fmt: skip
    for line in lines:
        assert all(squeezed(part) in page for part in line["text"].split(" · "))
    assert "buyermayleave" not in page
    assert "dealer'scounter" not in page


def test_that_the_command_says_it_in_words_and_changes_no_record(
    territory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.pdf"
    assert main(("report", "--week", "2026-W48", "--out", str(out))) == 0
    said = capsys.readouterr().out
    assert "In it, and nothing else:" in said
    assert "21 of 21 calls made" in said
    assert out.read_bytes().startswith(b"%PDF")
    with Workspace.open(territory) as opened:
        assert opened.history() == []


def test_that_the_command_refuses_a_kind_it_cannot_write(
    territory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("report", "--week", "2026-W48", "--out", str(tmp_path / "x.txt"))) == 2
    assert "pdf, html, eml" in capsys.readouterr().err
    assert main(("report", "--week", "2026-W48")) == 2
