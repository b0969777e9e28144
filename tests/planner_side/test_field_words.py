"""Every field has its words."""

from __future__ import annotations

from planner.exchange import field_words
from planner.records import KINDS
from planner.workspace.fields import fields_of


def test_that_every_kind_field_and_choice_has_words_of_its_own() -> None:
    for kind in KINDS:
        assert kind in field_words._KINDS
        for field in fields_of(kind).values():
            assert field.name in field_words._FIELDS
            for value in field.choices:
                assert value in field_words._CHOICES or value in "ABCD"
