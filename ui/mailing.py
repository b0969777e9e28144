"""Drafts handed to the rep's mail program. The rep reads and sends them; Loopwise never does."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from planner.exchange import mail
from planner.exchange.mail import Attachment, Draft
from planner.words import _

_numbers = count(1)


def open_draft(
    draft: Draft, parent: QWidget | None = None, attachments: Sequence[Attachment] = ()
) -> bool:
    """Open a draft in the mail program; where there is none its text goes to the clipboard.

    A short draft goes by a link and leaves no file behind. A long one, or one with files, is
    written to a folder of this user's own that goes with the program.
    """
    if not attachments and mail.fits_link(draft):
        opened = QDesktopServices.openUrl(QUrl.fromEncoded(mail.mailto(draft).encode()))
    else:
        file = _folder() / f"{next(_numbers):03d}.eml"
        file.write_bytes(mail.eml(draft, attachments))
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
    if not opened:
        _by_hand(draft, parent)
    return opened


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="loopwise-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _by_hand(draft: Draft, parent: QWidget | None) -> None:
    """No mail program answered: the words are kept where they can be pasted."""
    QGuiApplication.clipboard().setText(f"{draft.subject}\n\n{draft.text}")
    if parent is None:
        return
    box = QMessageBox(parent)
    box.setText(_("No mail program opened."))
    box.setInformativeText(
        _("The text is on the clipboard: paste it into any mail. Nothing was sent.")
    )
    box.open()
