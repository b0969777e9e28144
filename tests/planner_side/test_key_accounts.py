"""Key accounts: people on both sides introduced, differences settled, components won."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from planner.exchange import sentences
from planner.exchange.introductions import introduction
from planner.workspace import BadInput, Workspace
from planner.workspace.key_accounts.views import REP

TODAY = date(2026, 11, 27)


def make(workspace: Workspace, kind: str, /, **values: Any) -> int:
    return workspace.records.make(kind, values)[0].id


@pytest.fixture
def people(workspace: Workspace, six: list[int]) -> tuple[int, int, int]:
    """An account, a buyer there and a colleague of ours."""
    buyer = make(
        workspace, "contact", account=six[0], name="Hannah Barker", post="Purchasing",
        email="hannah@holt.example",
    )  # fmt: skip
    ours = make(
        workspace, "colleague", name="Claire Denholm", function="Accounts",
        email="claire@ours.example",
    )  # fmt: skip
    return six[0], buyer, ours


def test_that_line_6_1_two_people_are_introduced_in_one_step(
    workspace: Workspace, people: tuple[int, int, int]
) -> None:
    account, buyer, ours = people
    made, change = workspace.key_accounts.introduce(account, buyer, ours)
    assert change is not None
    assert set(change.touched) == {"introduction"}
    words = sentences.entry(change.entry.code, change.entry.args)
    assert words == "Introduce Hannah Barker and Claire Denholm"
    (link,) = workspace.key_accounts.card(account).links
    assert (link.id, link.contact, link.colleague, link.since) == (made, buyer, ours, TODAY)
    workspace.undo()
    assert workspace.key_accounts.card(account).links == ()
    workspace.redo()
    assert len(workspace.key_accounts.card(account).links) == 1


def test_that_the_introduction_is_a_draft_to_both(
    workspace: Workspace, people: tuple[int, int, int]
) -> None:
    account, buyer, ours = people
    workspace.set_up({"rep_name": "Jo Ellis"})
    made, _change = workspace.key_accounts.introduce(account, buyer, ours)
    draft = introduction(**workspace.key_accounts.introduced(made)._asdict())
    assert draft.to == ("hannah@holt.example", "claire@ours.example")
    assert draft.subject == "Hannah Barker, meet Claire Denholm"
    assert "Hannah Barker is Purchasing at Account 0." in draft.text
    assert "With us, Claire Denholm looks after Accounts." in draft.text
    assert draft.text.endswith("With best regards\nJo Ellis\n")


@pytest.mark.parametrize(
    "name", ["{colleague}", "Ann\nBcc: all@x.example", "张伟", "محمد", "<b>Ann</b>", ""]
)
def test_that_any_name_makes_a_draft(
    workspace: Workspace, people: tuple[int, int, int], name: str
) -> None:
    account, buyer, ours = people
    workspace.records.change("contact", buyer, {"name": name, "email": ""})
    made, _change = workspace.key_accounts.introduce(account, buyer, ours)
    draft = introduction(**workspace.key_accounts.introduced(made)._asdict())
    assert draft.to == ("claire@ours.example",)
    assert name in draft.text


def test_that_nobody_is_introduced_twice(
    workspace: Workspace, people: tuple[int, int, int]
) -> None:
    workspace.key_accounts.introduce(*people)
    refused(workspace, people, "know_each_other")
    assert len(workspace.records.every("introduction")) == 1


def test_that_one_who_left_is_not_introduced(
    workspace: Workspace, people: tuple[int, int, int]
) -> None:
    workspace.records.change("contact", people[1], {"left_on": TODAY})
    refused(workspace, people, "person_left")


def test_that_somebody_of_another_account_needs_a_role_here(
    workspace: Workspace, six: list[int], people: tuple[int, int, int]
) -> None:
    _account, buyer, ours = people
    refused(workspace, (six[3], buyer, ours), "not_their_person")
    make(workspace, "role", contact=buyer, account=six[3], role="Buyer")
    workspace.key_accounts.introduce(six[3], buyer, ours)
    card = workspace.key_accounts.card(six[3])
    assert [(p.name, p.role) for p in card.theirs] == [("Hannah Barker", "Buyer")]
    assert len(card.links) == 1


@pytest.mark.parametrize("which", [0, 1, 2])
def test_that_what_is_not_there_is_refused(
    workspace: Workspace, people: tuple[int, int, int], which: int
) -> None:
    wrong = list(people)
    wrong[which] = 999
    refused(workspace, tuple(wrong), "unknown")


def refused(workspace: Workspace, who: tuple[int, ...], code: str) -> None:
    with pytest.raises(BadInput) as problem:
        workspace.key_accounts.introduce(*who)
    assert problem.value.code == code
    assert "{" not in sentences.refused(code, problem.value.args_for_words)


def test_that_line_6_1_a_difference_is_listed_until_it_is_settled(
    workspace: Workspace, people: tuple[int, int, int]
) -> None:
    keys = workspace.key_accounts
    made, _change = keys.introduce(*people)
    workspace.records.change("introduction", made, {"difference": "Two invoices a month"})
    assert [link.difference for link in keys.card(people[0]).to_smooth] == ["Two invoices a month"]
    change = keys.settle(made)
    assert change is not None
    words = sentences.entry(change.entry.code, change.entry.args)
    assert words == "Settle a difference between Hannah Barker and Claire Denholm"
    assert keys.card(people[0]).to_smooth == ()
    assert keys.settle(made) is None  # nothing is left to settle: no step
    workspace.undo()
    assert len(keys.card(people[0]).to_smooth) == 1


def test_that_contacts_of_colleagues_show_without_the_rep(
    workspace: Workspace, people: tuple[int, int, int]
) -> None:
    account, buyer, ours = people
    before = TODAY - timedelta(days=5)
    make(workspace, "touch", account=account, contact=buyer, colleague=ours, day=before,
         kind="phone", text="Credit note")  # fmt: skip
    make(workspace, "touch", account=account, day=before, kind="favour")
    make(workspace, "call", account=account, day=before, state="made")
    card = workspace.key_accounts.card(account)
    assert [(t.colleague_name, t.contact_name, t.text) for t in card.touches] == [
        ("Claire Denholm", "Hannah Barker", "Credit note")
    ]
    assert [(who.id, who.contacts, who.last) for who in card.ours] == [
        (REP, 2, before),
        (ours, 1, before),
    ]


def test_that_whoever_hangs_on_the_rep_alone_is_named(
    workspace: Workspace, people: tuple[int, int, int]
) -> None:
    account, buyer, ours = people
    assert workspace.key_accounts.card(account).known_by_rep_alone == ()  # never seen
    workspace.records.change("contact", buyer, {"last_seen": TODAY})
    alone = workspace.key_accounts.card(account).known_by_rep_alone
    assert [person.name for person in alone] == ["Hannah Barker"]
    workspace.key_accounts.introduce(account, buyer, ours)
    assert workspace.key_accounts.card(account).known_by_rep_alone == ()


def test_that_the_most_valuable_component_of_others_is_next_to_win(
    workspace: Workspace, six: list[int]
) -> None:
    for name, ours, value in (("Inserts", True, 900.0), ("Drills", False, 300.0),
                              ("Collets", False, None), ("Taps", False, 500.0)):  # fmt: skip
        make(workspace, "component", account=six[0], name=name, ours=ours, value=value,
             supplier="" if ours else "Others")  # fmt: skip
    card = workspace.key_accounts.card(six[0])
    assert card.next_to_win is not None
    assert card.next_to_win.name == "Taps"
    assert card.share == 900 / 1700
    change = workspace.key_accounts.win(card.next_to_win.id)
    assert change is not None
    assert sentences.entry(change.entry.code, change.entry.args) == "Win “Taps” at Account 0"
    after = workspace.key_accounts.card(six[0])
    assert after.next_to_win is not None
    assert (after.next_to_win.name, after.share) == ("Drills", 1400 / 1700)
    workspace.undo()
    won: Any = workspace.records.get("component", card.next_to_win.id)
    assert (won.ours, won.supplier) == (False, "Others")


def test_that_a_share_that_was_noted_goes_before_the_one_computed(
    workspace: Workspace, six: list[int]
) -> None:
    make(workspace, "component", account=six[0], name="Taps", ours=False, value=500.0)
    assert workspace.key_accounts.card(six[0]).share == 0.0
    workspace.records.change("account", six[0], {"our_share": 0.6, "suppliers": 1})
    card = workspace.key_accounts.card(six[0])
    assert (card.share, card.sole_source) == (0.6, True)


def test_that_an_account_with_nothing_is_whole_all_the_same(
    workspace: Workspace, six: list[int]
) -> None:
    card = workspace.key_accounts.card(six[4])
    assert (card.theirs, card.links, card.touches, card.components) == ((), (), (), ())
    assert (card.share, card.next_to_win, card.ordered) == (None, None, 0)
    assert [who.id for who in card.ours] == [REP]
    with pytest.raises(KeyError):
        workspace.key_accounts.card(999)


def test_that_orders_stand_beside_trust_by_month(workspace: Workspace, six: list[int]) -> None:
    for day, amount in ((TODAY, 100.0), (date(2025, 12, 1), 40.0), (date(2025, 11, 30), 7.0),
                        (date(2024, 12, 1), 3.0), (date(2024, 11, 30), 1000.0)):  # fmt: skip
        make(workspace, "order", account=six[0], date=day, amount=amount)
    card = workspace.key_accounts.card(six[0])
    assert [m.first for m in card.months][::11] == [date(2025, 12, 1), date(2026, 11, 1)]
    assert [m.amount for m in card.months][::11] == [40.0, 100.0]
    assert (card.ordered, card.ordered_before) == (140.0, 10.0)


def test_that_key_accounts_are_listed_by_name(workspace: Workspace, six: list[int]) -> None:
    for account, name in ((six[2], "Zeta"), (six[5], "Alpha")):
        workspace.records.change("account", account, {"is_key": True, "name": name})
    assert [one.name for one in workspace.key_accounts.names()] == ["Alpha", "Zeta"]


def test_that_one_account_takes_as_many_queries_however_much_is_kept(
    workspace: Workspace, people: tuple[int, int, int]
) -> None:
    account, buyer, ours = people
    asked: list[str] = []
    event.listen(workspace._engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    workspace.key_accounts.card(account)
    few = len(asked)
    for at in range(12):
        make(workspace, "contact", account=account, name=f"Person {at}")
        make(workspace, "colleague", name=f"Colleague {at}")
        make(workspace, "project", account=account, name=f"Project {at}", contact=buyer)
        make(workspace, "touch", account=account, colleague=ours, day=TODAY, contact=buyer)
    asked.clear()
    workspace.key_accounts.card(account)
    assert len(asked) == few


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("assistance", {"kind": "friendship"}),
        ("assistance", {"state": "wished"}),
        ("project", {"direction": "sideways"}),
        ("project", {"value": float("nan")}),
        ("component", {"value": -1.0}),
        ("touch", {"day": date(2027, 1, 1)}),
        ("touch", {"day": date(1899, 1, 1)}),
        ("introduction", {"date": date(2030, 1, 1)}),
    ],
)
def test_that_what_cannot_be_is_refused_at_its_field(
    workspace: Workspace, people: tuple[int, int, int], kind: str, values: dict[str, Any]
) -> None:
    account, buyer, ours = people
    needed = {
        "introduction": {"contact": buyer, "colleague": ours},
        "touch": {"day": TODAY},
    }.get(kind, {})
    with pytest.raises(BadInput) as problem:
        workspace.records.make(kind, {"account": account, **needed, **values})
    assert problem.value.args_for_words["field"] == next(iter(values))


def test_that_texts_of_any_kind_are_kept_as_typed(
    workspace: Workspace, people: tuple[int, int, int]
) -> None:
    account, buyer, ours = people
    made, _change = workspace.key_accounts.introduce(account, buyer, ours)
    for text in ("<b>no</b>", "客户要一张发票", "يريدون فاتورة واحدة", "a" * 20_000):
        workspace.records.change("introduction", made, {"difference": text})
        assert workspace.key_accounts.card(account).to_smooth[0].difference == text
    with pytest.raises(BadInput):
        workspace.records.change("introduction", made, {"difference": "a" * 1_000_000})


def test_that_a_joined_account_keeps_what_made_the_other_a_key_account(
    workspace: Workspace, six: list[int], people: tuple[int, int, int]
) -> None:
    account, buyer, ours = people
    workspace.key_accounts.introduce(account, buyer, ours)
    make(workspace, "component", account=account, name="Taps", value=500.0)
    make(workspace, "touch", account=account, colleague=ours, day=TODAY)
    agreed = {"is_key": True, "contacts_agreed": 2.0, "our_share": 0.4, "suppliers": 3}
    workspace.records.change("account", account, agreed)
    workspace.records.change("account", six[1], {"suppliers": 2})
    workspace.joining.join(six[1], account)
    card = workspace.key_accounts.card(six[1])
    kept = card.account
    assert (kept.is_key, kept.contacts_agreed, kept.our_share, kept.suppliers) == (
        True, 2.0, 0.4, 2,
    )  # fmt: skip
    assert (len(card.links), len(card.components), len(card.touches)) == (1, 1, 1)
    assert [person.name for person in card.theirs] == ["Hannah Barker"]
    workspace.undo()
    assert len(workspace.key_accounts.card(account).links) == 1
    assert workspace.key_accounts.card(six[1]).links == ()
