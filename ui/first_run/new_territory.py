"""A new territory while another is open: where its file shall lie, and a passphrase if wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from planner.words import _
from ui.first_run.view import documents
from ui.passphrase import SetPassphrase

SUFFIX = ".loopwise"


def ask(parent: QWidget, take: Callable[[Path, str], object]) -> None:
    """Ask; `take` gets the file and the passphrase, which is empty for none.

    A file that is there is refused when it comes to making it: none is ever written over.
    """
    kinds = _("Territories ({pattern})").format(pattern=f"*{SUFFIX}")
    likely = str(Path(documents()) / (_("territory") + SUFFIX))
    path, _chosen = QFileDialog.getSaveFileName(
        parent,
        _("Where shall the new territory lie?"),
        likely,
        kinds,
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if path:
        file = Path(path)
        if file.suffix.casefold() != SUFFIX:
            file = file.with_name(file.name + SUFFIX)
        dialog = SetPassphrase(parent)
        dialog.chosen.connect(lambda passphrase: take(file, passphrase))
        dialog.open()
