"""One form for any kind of record: its rows are the record's own fields, by their own type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from planner.exchange import field_words, figures, sentences
from planner.workspace import BadInput
from planner.workspace.fields import WEEKDAYS, Field, fields_of, read, write
from ui import plain

_HINTS = {
    "date": "2026-11-30",
    "time": "09:30",
    "hours": "mon-fri 08:00-12:00, mon-thu 13:00-17:00",
    "curve": "1:32, 10:45, 100:80",
}


class RecordForm(QWidget):
    """Edits some or all fields of a record; nothing is written here.

    `values()` gives the fields whose text differs from what was shown, read as values. `picks` are
    the records that a field may name: their names by number.
    """

    edited = Signal()

    def __init__(
        self,
        kind: str,
        names: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        picks: Picks | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        known = fields_of(kind)
        self._fields: dict[str, Field] = {n: known[n] for n in (names or known)}
        self._editors: dict[str, Editor] = {}
        self._shown: dict[str, str] = {}
        self._problem = plain.label(wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self._problem)
        for field in self._fields.values():
            editor = editor_for(field, self.edited.emit, (picks or {}).get(field.name), kind)
            label = field_words.field(field.name, kind)
            editor.setAccessibleName(label)
            form.addRow(plain.label(label), editor)
            self._editors[field.name] = editor
        self.setFocusProxy(next(iter(self._editors.values())))

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a record's fields; what is not given is shown empty."""
        for name, field in self._fields.items():
            text = write(field, values.get(name))
            self._editors[name].set_text(text)
            self._shown[name] = self._editors[name].text()
        self._problem.hide()

    @property
    def names(self) -> tuple[str, ...]:
        """The fields it edits."""
        return tuple(self._fields)

    def peek(self) -> dict[str, Any]:
        """The changed fields.

        Raises:
            BadInput: a text cannot be read; the form keeps quiet about it.
        """
        texts = {n: editor.text() for n, editor in self._editors.items()}
        changed = {n: text for n, text in texts.items() if text != self._shown.get(n, "")}
        return read(self.kind, changed)

    def values(self) -> dict[str, Any]:
        """The changed fields.

        Raises:
            BadInput: a text cannot be read; the form shows which.
        """
        try:
            return self.peek()
        except BadInput as problem:
            self.show_problem(problem)
            raise

    def show_problem(self, problem: BadInput) -> None:
        """Say in the form why it was not taken, and go to the field."""
        args = dict(problem.args_for_words)
        if "field" in args:
            args["field"] = field_words.field(str(args["field"]), self.kind)
        self._problem.setText(sentences.refused(problem.code, args))
        self._problem.show()
        editor = self._editors.get(str(problem.args_for_words.get("field", "")))
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def labels(self) -> list[QWidget]:
        """What stands before the fields."""
        form = self.layout()
        assert isinstance(form, QFormLayout)
        return [form.labelForField(editor) for editor in self._editors.values()]

    def editor(self, name: str) -> Editor:
        """The editor of one field, e.g. to fill it from a found place."""
        return self._editors[name]


def align(forms: Sequence[RecordForm]) -> None:
    """Give forms that stand below each other one edge, where the widest of their labels ends."""
    labels = [label for form in forms for label in form.labels()]
    widest = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(widest)


def editor_for(
    field: Field,
    edited: Callable[[], None],
    picks: Mapping[int, str] | None = None,
    kind: str = "",
) -> Editor:
    """What a field is edited with."""
    if picks is not None:
        return _Pick(picks, edited)
    if field.choices:
        return _Choice(field.choices, edited, kind)
    if field.type == "yes_no":
        return _YesNo(edited)
    if field.type == "prose":
        return _Prose(edited)
    if field.type == "weekdays":
        return _Weekdays(edited)
    return _Line(_HINTS.get(field.type, ""), edited)


class _Line(QLineEdit):
    def __init__(self, hint: str, edited: Callable[[], None]) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.textEdited.connect(lambda _text: edited())

    def set_text(self, text: str) -> None:
        self.setText(text)


class _Prose(QPlainTextEdit):
    def __init__(self, edited: Callable[[], None]) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMaximumHeight(4 * self.fontMetrics().lineSpacing() + 12)
        self.textChanged.connect(edited)

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        self.setPlainText(text)


class _Choice(QComboBox):
    def __init__(self, choices: Sequence[str], edited: Callable[[], None], kind: str) -> None:
        super().__init__()
        for value in choices:
            self.addItem(field_words.choice(value, kind), value)
        self.activated.connect(lambda _index: edited())

    def text(self) -> str:
        return str(self.currentData())

    def set_text(self, text: str) -> None:
        self.setCurrentIndex(max(0, self.findData(text)))


class _Pick(QComboBox):
    """One of some records, or none of them."""

    def __init__(self, picks: Mapping[int, str], edited: Callable[[], None]) -> None:
        super().__init__()
        self.addItem("–", "")
        for number, name in picks.items():
            self.addItem(name, str(number))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _index: edited())

    def text(self) -> str:
        return str(self.currentData())

    def set_text(self, text: str) -> None:
        if text and self.findData(text) < 0:
            self.addItem(text, text)
        self.setCurrentIndex(max(0, self.findData(text)))


class _YesNo(QCheckBox):
    def __init__(self, edited: Callable[[], None]) -> None:
        super().__init__()
        self.toggled.connect(lambda _on: edited())

    def text(self) -> str:
        return "yes" if self.isChecked() else "no"

    def set_text(self, text: str) -> None:
        self.setChecked(text == "yes")


class _Weekdays(QWidget):
    """Seven buttons, Monday first."""

    def __init__(self, edited: Callable[[], None]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons = [QToolButton() for _ in WEEKDAYS]
        for weekday, button in enumerate(self._buttons):
            button.setCheckable(True)
            button.setText(figures.short_weekday(weekday))
            button.setProperty("weekday", True)
            button.clicked.connect(lambda _on: edited())
            row.addWidget(button)
        row.addStretch()
        self.setFocusProxy(self._buttons[0])

    def text(self) -> str:
        return " ".join(WEEKDAYS[i] for i, b in enumerate(self._buttons) if b.isChecked())

    def set_text(self, text: str) -> None:
        for weekday, button in zip(WEEKDAYS, self._buttons, strict=True):
            button.setChecked(weekday in text.split())


Editor: TypeAlias = _Line | _Prose | _Choice | _Pick | _YesNo | _Weekdays
"""What a row of the form edits with: text in, text out."""
Picks: TypeAlias = Mapping[str, Mapping[int, str]]
"""For fields that name a record: those that can be named, by number."""
