"""Mail drafts: what a mail program opens for the rep to read and send; nothing is sent here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+")
LONGEST_LINK = 1900
"""Beyond this some mail programs cut a mailto link short, so a draft becomes a file."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that is not sent yet: to whom (addresses), about what, and its text."""

    to: tuple[str, ...]
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a draft; `kind` is its media type."""

    name: str
    content: bytes
    kind: str = "application/octet-stream"


def addresses(written: str | Sequence[str]) -> tuple[str, ...]:
    """The mail addresses in what was typed: what is none is left out, so is the second of two."""
    texts = (written,) if isinstance(written, str) else written
    found = (match.strip(".") for text in texts for match in _ADDRESS.findall(text))
    return tuple(dict.fromkeys(found))


def eml(draft: Draft, attachments: Sequence[Attachment] = (), *, sender: str = "") -> bytes:
    """The draft as a file that mail programs open for writing (X-Unsent), not as one received."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _one_line(draft.subject)
    to = [_address(written) for written in addresses(draft.to)]
    if to:
        message["To"] = to
    own = addresses(sender)
    if own:
        message["From"] = _address(own[0])
    message["X-Unsent"] = "1"
    message.set_content(_text(draft.text), charset="utf-8")
    for file in attachments:
        main, _slash, sub = file.kind.partition("/")
        message.add_attachment(
            file.content, maintype=main, subtype=sub or "octet-stream", filename=file.name
        )
    return message.as_bytes()


def mailto(draft: Draft) -> str:
    """The draft as a link that opens the mail program; `fits_link` says whether it is whole."""
    to = ",".join(quote(written, safe="@") for written in addresses(draft.to))
    text = _text(draft.text).replace("\n", "\r\n")
    return f"mailto:{to}?subject={quote(_one_line(draft.subject))}&body={quote(text)}"


def fits_link(draft: Draft) -> bool:
    """Whether every mail program takes the draft's link whole."""
    return len(mailto(draft)) <= LONGEST_LINK


def _address(written: str) -> Address:
    user, _at, host = written.rpartition("@")
    return Address(username=user, domain=host)


def _one_line(text: str) -> str:
    """Without breaks: a line more would be another header."""
    return _BREAKS.sub(" ", _NOT_TEXT.sub("", text)).strip()


def _text(text: str) -> str:
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
