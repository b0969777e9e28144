"""Mail drafts, read back with the standard reader."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from planner.exchange import mail
from planner.exchange.mail import Attachment, Draft

HOLT = Draft(("foreman@holt.example",), "On my way", "I am with you today at 11:25.\nSarah")


def read(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def body(message: EmailMessage) -> str:
    part = message.get_body()
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_that_a_draft_reads_back_as_it_was_written() -> None:
    message = read(mail.eml(HOLT))
    assert message["To"] == "foreman@holt.example"
    assert message["Subject"] == "On my way"
    assert body(message).splitlines() == ["I am with you today at 11:25.", "Sarah"]


def test_that_a_draft_is_marked_as_not_sent() -> None:
    message = read(mail.eml(HOLT))
    assert message["X-Unsent"] == "1"
    assert message["Date"] is None


def test_that_a_break_in_the_subject_is_no_further_header() -> None:
    message = read(mail.eml(Draft((), "Hello\r\nBcc: spy@example.org", "x")))
    assert message["Bcc"] is None
    assert message["Subject"] == "Hello Bcc: spy@example.org"


def test_that_what_is_no_address_is_left_out() -> None:
    found = mail.addresses("Ann <ann@holt.example>; nobody, bob@holt.example ann@holt.example")
    assert found == ("ann@holt.example", "bob@holt.example")
    assert read(mail.eml(Draft(("nobody",), "s", "t")))["To"] is None


def test_that_any_script_reads_back() -> None:
    words = "请尽快来\nمرحبا بكم\nÄÖÜ <b>line</b>"
    message = read(mail.eml(Draft(("a@b.example",), "机床 مرحبا", words)))
    assert message["Subject"] == "机床 مرحبا"
    assert body(message).strip() == words


def test_that_a_long_text_reads_back_whole() -> None:
    words = "word " * 200_000
    draft = Draft(("a@b.example",), "s", words)
    assert body(read(mail.eml(draft))).split() == words.split()
    assert not mail.fits_link(draft)


def test_that_a_file_goes_with_the_draft() -> None:
    files = [Attachment("Woche 49 – Bericht.pdf", b"%PDF-1.7", "application/pdf")]
    parts = list(read(mail.eml(HOLT, files)).iter_attachments())
    assert [part.get_filename() for part in parts] == ["Woche 49 – Bericht.pdf"]
    assert parts[0].get_content() == b"%PDF-1.7"
    assert parts[0].get_content_type() == "application/pdf"


def test_that_the_sender_is_named_where_known() -> None:
    assert read(mail.eml(HOLT, sender="sarah@loop.example"))["From"] == "sarah@loop.example"
    assert read(mail.eml(HOLT))["From"] is None


def test_that_a_link_holds_the_whole_draft() -> None:
    link = urlsplit(mail.mailto(Draft(("a+b@holt.example",), "5 % & more?", "one\ntwo #3 请")))
    asked = parse_qs(link.query)
    assert link.scheme == "mailto"
    assert link.path == "a%2Bb@holt.example"
    assert asked["subject"] == ["5 % & more?"]
    assert asked["body"] == ["one\r\ntwo #3 请"]


@given(
    st.lists(st.text(), max_size=3),
    st.text(st.characters(codec="utf-8"), max_size=200),
    st.text(st.characters(codec="utf-8"), max_size=400),
)
def test_that_no_text_breaks_a_draft(to: list[str], subject: str, text: str) -> None:
    message = read(mail.eml(Draft(tuple(to), subject, text)))
    assert set(message.keys()) <= {
        "Subject", "To", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert mail.mailto(Draft(tuple(to), subject, text)).startswith("mailto:")
