"""The report as a mail draft: the letter as text, the PDF with it. It is opened, never sent."""

from __future__ import annotations

from collections.abc import Iterator

from planner.exchange import mail
from planner.exchange.mail import Attachment, Draft
from planner.exchange.report_letter import Letter
from planner.exchange.report_pdf import to_pdf
from planner.words import _


def draft(letter: Letter) -> Draft:
    """To whom, about what, and the letter as plain text."""
    subject = _("Report {week}").format(week=letter.title)
    return Draft(mail.addresses(letter.to), subject, "\n".join(_lines(letter)) + "\n")


def attachment(letter: Letter, paper: str = "A4") -> Attachment:
    """The letter as PDF, to go with the draft."""
    return Attachment(f"{letter.file_name}.pdf", to_pdf(letter, paper), "application/pdf")


def to_eml(letter: Letter, paper: str = "A4") -> bytes:
    """The draft as a file that mail programs open for writing."""
    return mail.eml(draft(letter), (attachment(letter, paper),))


def _lines(letter: Letter) -> Iterator[str]:
    if letter.summary:
        yield from (letter.summary, "")
    yield from (f"{figure} {meaning}" for figure, meaning in letter.head)
    for section in letter.sections:
        yield ""
        yield section.title + (f" – {section.note}" if section.note else "")
        yield from (f"- {line.plain}" for line in section.lines)
        if section.own:
            yield section.own
    if letter.rep_name:
        yield from ("", letter.rep_name)
