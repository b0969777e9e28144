"""The fields of a log: each by its name, with its text, so that drafts can be kept of all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from planner.workspace import BadInput
from planner.workspace.fields import read
from ui.log.date_line import DateLine

_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_MONEY = re.compile(r"[£€$¥\s]")

TYPING_RESTS = 2000
"""Milliseconds after the last key before what was typed is kept as a draft."""


class Fields(QObject):
    """Named editors. `edited` says that a hand changed one."""

    edited = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._get: dict[str, Callable[[], str]] = {}
        self._set: dict[str, Callable[[str], None]] = {}
        self._widgets: dict[str, QWidget] = {}
        self._first: dict[str, str] = {}

    def line(self, name: str, editor: QLineEdit) -> QLineEdit:
        """One line of text."""
        editor.textEdited.connect(lambda _text: self.edited.emit())
        self._add(name, editor, editor.text, editor.setText)
        return editor

    def prose(self, name: str, editor: QPlainTextEdit) -> QPlainTextEdit:
        """Several lines of text."""
        editor.textChanged.connect(self.edited)
        self._add(name, editor, editor.toPlainText, editor.setPlainText)
        return editor

    def date(self, name: str, editor: DateLine) -> DateLine:
        """A day."""
        editor.edited.connect(self.edited)
        self._add(name, editor, editor.text, editor.set_text)
        return editor

    def tick(self, name: str, box: QCheckBox) -> QCheckBox:
        """A box to tick."""
        box.clicked.connect(self.edited)
        self._add(
            name,
            box,
            lambda: "yes" if box.isChecked() else "",
            lambda text: box.setChecked(text == "yes"),
        )
        return box

    def choice(self, name: str, box: QComboBox) -> QComboBox:
        """One of several; its data are the text."""
        box.activated.connect(lambda _index: self.edited.emit())
        self._add(
            name,
            box,
            lambda: str(box.currentData()),
            lambda text: box.setCurrentIndex(max(0, box.findData(text))),
        )
        return box

    def value(self, name: str, get: Callable[[], str], put: Callable[[str], None]) -> None:
        """Something that is no editor of its own."""
        self._get[name], self._set[name] = get, put

    def _add(
        self, name: str, widget: QWidget, get: Callable[[], str], put: Callable[[str], None]
    ) -> None:
        self._widgets[name], self._get[name], self._set[name] = widget, get, put

    def begin(self) -> None:
        """What stands there now was not typed."""
        self._first = {name: get() for name, get in self._get.items()}

    def __getitem__(self, name: str) -> str:
        return self._get[name]()

    def widget(self, name: str) -> QWidget | None:
        """The editor of a field."""
        return self._widgets.get(name)

    def changed(self) -> dict[str, str]:
        """The texts that were typed, by field."""
        texts = {name: get() for name, get in self._get.items()}
        return {name: text for name, text in texts.items() if text != self._first.get(name, "")}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Show texts typed earlier; a field that is gone keeps nothing."""
        for name, text in texts.items():
            if name in self._set:
                self._set[name](text)

    def start_afresh(self) -> None:
        """Show what stood there before anything was typed."""
        self.fill(self._first)

    def number(self, name: str, part: str, field: str) -> float | None:
        """A number typed; 1,200.50 and £1200.5 are ones.

        Raises:
            BadInput: it cannot be read.
        """
        text = _MONEY.sub("", self[name])
        if not text:
            return None
        if _THOUSANDS.fullmatch(text):
            text = text.replace(",", "")
        try:
            found: float = read("order", {"amount": text})["amount"]
        except BadInput as problem:
            args = {"field": field, "value": self[name], "type": "number", "part": part}
            raise BadInput("unreadable", **args) from problem
        return found
