"""The short form for a new prospect: who, where from, what it could bring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.exchange import field_words, prospect_words, sentences
from planner.records.accounts import LEAD_SOURCES
from planner.words import _
from planner.workspace import BadInput
from planner.workspace.fields import read
from ui import icons, plain

if TYPE_CHECKING:
    from planner.workspace import AccountRow

_TYPED = ("name", "street", "postcode", "town", "phone", "next_objective", "prospect_value")


class NewProspect(QDialog):
    """Closes when told that it was written, not before; only the name has to be filled in."""

    save_wanted = Signal(dict)

    def __init__(self, rows: Mapping[int, AccountRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New prospect"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows = rows
        self._problem = plain.label(wrap=True)
        self._problem.setObjectName("problem")
        self._problem.hide()
        self.lines = {name: QLineEdit() for name in _TYPED}
        self.source = _sources()
        self.referred_by = QLineEdit()
        self.likelihood = QComboBox()
        self._fill_likelihood()
        self._complete()
        self._lay_out()
        self.source.currentIndexChanged.connect(lambda _at: self._show_referrer())
        self._show_referrer()
        self.lines["name"].setFocus()
        self.resize(460, self.sizeHint().height())

    def saved(self) -> None:
        """It is written: close."""
        self.accept()

    def refused(self, problem: BadInput) -> None:
        """It was not written: say why and stay."""
        args = dict(problem.args_for_words)
        name = str(args.get("field", ""))
        if name:
            args["field"] = field_words.field(name, "account")
        self._say(sentences.refused(problem.code, args), self.lines.get(name))

    def _say(self, words: str, editor: QWidget | None) -> None:
        self._problem.setText(words)
        self._problem.show()
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        try:
            values = self.values()
        except BadInput as problem:
            self.refused(problem)
            return
        except KeyError as unknown:
            words = _("There is no account called “{name}” that could have referred it.")
            self._say(words.format(name=unknown.args[0]), self.referred_by)
            return
        self.save_wanted.emit(values)

    def values(self) -> dict[str, Any]:
        """What was typed, read as the fields of an account.

        Raises:
            BadInput: a text cannot be read, or nobody is named.
            KeyError: the referrer is no account.
        """
        texts = {name: line.text().strip() for name, line in self.lines.items()}
        money = texts["prospect_value"].replace(",", "")
        values = read("account", {**texts, "prospect_value": money})
        if not values.get("name"):
            raise BadInput("missing", kind="account", field="name")
        values["lead_source"] = str(self.source.currentData())
        values["likelihood"] = self.likelihood.currentData()
        if values["lead_source"] == "referral" and self.referred_by.text().strip():
            values["referred_by"] = self._referrer()
        return values

    def _referrer(self) -> int:
        typed = self.referred_by.text().strip()
        for row in self._rows.values():
            if typed.casefold() in (row.name.casefold(), _named(row).casefold()):
                return row.id
        raise KeyError(typed)

    def _complete(self) -> None:
        names = sorted((_named(row) for row in self._rows.values()), key=str.casefold)
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.referred_by.setCompleter(completer)
        self.referred_by.setPlaceholderText(_("the account that named it"))

    def _show_referrer(self) -> None:
        is_referral = self.source.currentData() == "referral"
        form = self._form
        form.setRowVisible(self.referred_by, is_referral)

    def _fill_likelihood(self) -> None:
        self.likelihood.addItem(_("as its stage says"), None)
        for percent in (5, 15, 30, 50, 75, 90):
            words = prospect_words.percent(percent / 100)
            self.likelihood.addItem(words, percent / 100)

    def _lay_out(self) -> None:
        self._form = form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._problem)
        for name, editor in (
            ("name", self.lines["name"]),
            ("lead_source", self.source),
            ("referred_by", self.referred_by),
            ("prospect_value", self.lines["prospect_value"]),
            ("likelihood", self.likelihood),
            ("next_objective", self.lines["next_objective"]),
            ("street", self.lines["street"]),
            ("postcode", self.lines["postcode"]),
            ("town", self.lines["town"]),
            ("phone", self.lines["phone"]),
        ):
            words = field_words.field(name, "account")
            editor.setAccessibleName(words)
            form.addRow(plain.label(words), editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(form)
        column.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self.save = QPushButton(_("Save"))
        self.save.setDefault(True)
        box.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        leave = box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        leave.setAutoDefault(False)
        box.accepted.connect(self._save)
        box.rejected.connect(self.reject)
        return box


def _named(row: AccountRow) -> str:
    return f"{row.name}, {row.town}" if row.town else row.name


def _sources() -> QComboBox:
    made = QComboBox()
    for source in (*LEAD_SOURCES[1:], ""):
        made.addItem(
            icons.icon(prospect_words.source_icon(source)), prospect_words.source(source), source
        )
    return made
