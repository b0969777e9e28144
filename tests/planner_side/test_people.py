"""Who decides at an account: roles, gaps, leavers, successors, what is lost and rebuilt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from planner.exchange import people_words, sentences
from planner.records import Contact
from planner.records.contacts import ROLES
from planner.workspace import BadInput, IsoWeek, Workspace
from planner.workspace.people import not_seen, unit_of
from planner.workspace.people.roles import roles_of

TODAY = date(2026, 11, 27)
ARABIC, CHINESE, EVIL = "شركة النور", "王小明", "<b onmouseover=x>Ann</b> & Sons"


def make(workspace: Workspace, kind: str, **values: Any) -> Any:
    return workspace.records.make(kind, values)[0]


@pytest.fixture
def holt(workspace: Workspace) -> int:
    """An account with a decider not seen for 71 days and a buyer seen lately."""
    account: int = make(workspace, "account", name="Holt", grade="A").id
    make(workspace, "contact", account=account, name="Nadia", role="Decider", post="Works manager",
         criteria="up-time", last_seen=TODAY - timedelta(days=71))  # fmt: skip
    make(workspace, "contact", account=account, name="Hannah", role="buyer",
         last_seen=TODAY - timedelta(days=18))  # fmt: skip
    return account


def asks(workspace: Workspace, account: int) -> list[str]:
    return [ask.code for ask in workspace.people.unit(account).asks()]


def test_that_roles_are_read_in_any_case_and_several_of_them() -> None:
    assert roles_of("Decider, BUYER / user") == ("decider", "buyer", "user")
    assert roles_of("Adviser") == ("influencer",)
    assert roles_of("Son of the owner; decider") == ("Son of the owner", "decider")
    assert roles_of(" , ;") == ()


@given(st.lists(st.sampled_from(ROLES), unique=True))
def test_that_roles_written_together_come_apart_again(roles: list[str]) -> None:
    assert roles_of(", ".join(roles)) == tuple(roles)


def test_that_line_2_2_gaps_and_a_decider_long_unseen_are_asked_for(
    workspace: Workspace, holt: int
) -> None:
    unit = workspace.people.unit(holt)
    assert unit.uncovered == ("user", "influencer", "initiator", "gatekeeper")
    first, second = unit.asks()
    assert (first.code, first.args["days"]) == ("decider_not_seen", 71)
    assert (second.code, second.args["roles"]) == ("not_covered", ["user", "influencer"])
    words = people_words.ask(first.code, first.args)
    assert words == "Ask for the decider, Nadia, Works manager: not seen for 71 days."


def test_that_one_person_alone_is_a_single_thread(workspace: Workspace) -> None:
    account = make(workspace, "account", name="Alone").id
    assert asks(workspace, account) == ["nobody"]
    make(workspace, "contact", account=account, name="Ann", role="decider", last_seen=TODAY)
    assert asks(workspace, account)[-1] == "one_known"
    make(workspace, "contact", account=account, name="Bob", role="buyer")
    assert asks(workspace, account)[-1] == "one_seen"
    make(workspace, "contact", account=account, name="Cid", role="user", last_seen=TODAY)
    assert "one_seen" not in asks(workspace, account)


def test_that_a_person_has_a_role_of_their_own_at_each_account(
    workspace: Workspace, holt: int
) -> None:
    other = make(workspace, "account", name="Rollers").id
    workspace.people.join(2, other, "Decider", "one invoice")
    (member,) = workspace.people.unit(other).there
    assert (member.name, member.roles, member.criteria) == ("Hannah", ("decider",), "one invoice")
    assert not member.own
    assert workspace.people.unit(holt).covering("buyer")[0].contact == 2
    with pytest.raises(BadInput, match="there_already"):
        workspace.people.join(2, other, "user")
    with pytest.raises(BadInput, match="there_already"):
        workspace.people.join(2, holt, "user")
    workspace.people.set_role(2, other, "user", has=True)
    assert workspace.people.unit(other).covering("user")
    assert not workspace.people.unit(holt).covering("user")


def test_that_line_2_4_a_leaver_stays_and_who_follows_takes_over_the_promises(
    workspace: Workspace, holt: int
) -> None:
    promise = make(workspace, "promise", account=holt, contact=1, due=TODAY, text="Tips")
    kept = make(workspace, "promise", account=holt, contact=1, due=TODAY, text="Old", state="kept")
    change = workspace.people.has_left(1, TODAY, "Ben Okoro")
    assert change is not None
    assert sentences.entry(change.entry.code, change.entry.args) == "Nadia has left"
    gone: Any = workspace.records.get("contact", 1)
    heir: Any = workspace.records.get("contact", gone.successor)
    assert (gone.left_on, heir.name, heir.role, heir.post) == (
        TODAY, "Ben Okoro", "Decider", "Works manager",
    )  # fmt: skip
    assert heir.criteria == ""  # what the new one chooses by is to be found out
    assert workspace.records.get("promise", promise.id).contact == heir.id  # type: ignore[attr-defined]
    assert workspace.records.get("promise", kept.id).contact == 1  # type: ignore[attr-defined]
    workspace.undo()
    back: Any = workspace.records.get("contact", 1)
    assert (back.left_on, back.successor) == (None, None)
    assert workspace.records.get("promise", promise.id).contact == 1  # type: ignore[attr-defined]
    assert len(workspace.records.every("contact")) == 2


def test_that_a_colleague_can_follow_later(workspace: Workspace, holt: int) -> None:
    promise = make(workspace, "promise", account=holt, contact=1, due=TODAY, text="Tips")
    workspace.people.has_left(1)
    assert "who_follows" in asks(workspace, holt)
    workspace.people.follow(1, 2)
    assert workspace.records.get("promise", promise.id).contact == 2  # type: ignore[attr-defined]
    assert "who_follows" not in asks(workspace, holt)


def test_that_leaving_twice_is_refused_with_the_day(workspace: Workspace, holt: int) -> None:
    workspace.people.has_left(1, date(2026, 11, 3))
    before = workspace.data_version()
    with pytest.raises(BadInput) as refusal:
        workspace.people.has_left(1)
    words = sentences.refused(refusal.value.code, refusal.value.args_for_words)
    assert words == (
        "Nadia left on Tuesday 3 November already and is kept so. Nothing was changed."
    )
    assert workspace.data_version() == before


@pytest.mark.parametrize(
    ("day", "successor", "code"),
    [
        (date(2027, 5, 1), None, "not_yet"),
        (date(1899, 5, 1), None, "long_ago"),
        (TODAY, 1, "follows_self"),
        (TODAY, 99, "unknown"),
        (TODAY, 3, "not_a_colleague"),
        (TODAY, 4, "left_already"),
        (TODAY, "x" * 1_000_000, "too_long"),
    ],
)
def test_that_who_cannot_go_so_stays(
    workspace: Workspace, holt: int, day: date, successor: int | str | None, code: str
) -> None:
    other = make(workspace, "account", name="Elsewhere").id
    make(workspace, "contact", account=other, name="Eve")
    make(workspace, "contact", account=holt, name="Gone", left_on=date(2026, 1, 5))
    before = workspace.data_version()
    with pytest.raises(BadInput) as refusal:
        workspace.people.has_left(1, day, successor)
    assert refusal.value.code == code
    assert workspace.data_version() == before
    assert workspace.records.get("contact", 1).left_on is None  # type: ignore[attr-defined]


def test_that_nobody_follows_who_has_not_left(workspace: Workspace, holt: int) -> None:
    with pytest.raises(BadInput, match="not_left"):
        workspace.people.follow(1, 2)


@pytest.mark.parametrize("name", [ARABIC, CHINESE, EVIL, "A" * 300])
def test_that_any_name_follows_as_it_was_typed(workspace: Workspace, holt: int, name: str) -> None:
    workspace.people.has_left(1, TODAY, name)
    assert workspace.people.unit(holt).covering("decider")[0].name == name
    assert name in " ".join(
        people_words.ask(ask.code, ask.args) for ask in workspace.people.unit(holt).asks()
    )


def test_that_line_2_4_the_record_rebuilds_the_relationship(
    workspace: Workspace, holt: int
) -> None:
    call = make(workspace, "call", account=holt, day=date(2026, 9, 17), state="made",
                outcome="Show me before Christmas.")  # fmt: skip
    make(workspace, "seen", call=call.id, contact=1)
    make(workspace, "promise", account=holt, contact=1, due=TODAY, text="Tips")
    make(workspace, "nuance", account=holt, contact=1, date=TODAY, text="Never on Mondays")
    make(workspace, "objection", account=holt, contact=1, date=TODAY, text="Dear", answer="Sum")
    workspace.people.has_left(1, date(2026, 11, 20))
    (rebuild,) = workspace.people.rebuilds(holt)
    assert rebuild.contact.criteria == "up-time"
    assert rebuild.roles == ("decider",)
    assert [member.name for member in rebuild.meet] == ["Hannah"]
    assert [promise.text for promise in rebuild.promises] == ["Tips"]
    assert rebuild.last_words == ((date(2026, 9, 17), "Show me before Christmas."),)
    assert (rebuild.nuances, rebuild.objections) == (("Never on Mondays",), (("Dear", "Sum"),))


def test_that_it_is_told_what_goes_with_a_person(workspace: Workspace, holt: int) -> None:
    other = make(workspace, "account", name="Rollers").id
    workspace.people.join(1, other, "buyer")
    make(workspace, "promise", account=holt, contact=1, due=TODAY, text="Tips")
    make(workspace, "order", account=holt, date=TODAY, amount=120.0)
    make(workspace, "colleague", name="Martin")
    make(workspace, "introduction", account=holt, contact=1, colleague=1)
    loss = workspace.people.loss(1)
    assert set(loss.only) == {("Holt", "decider"), ("Rollers", "buyer")}
    assert loss.alone == ("Rollers",)
    assert [promise.text for promise in loss.promises] == ["Tips"]
    assert loss.knows == ("Martin",)
    assert [order.amount for order in loss.orders] == [120.0]
    assert workspace.people.loss(2).only == (("Holt", "buyer"),)


def test_that_people_not_seen_come_deciders_first(workspace: Workspace, holt: int) -> None:
    lapsed = make(workspace, "account", name="Lapsed", status="lapsed").id
    long_ago = TODAY - timedelta(days=300)
    make(workspace, "contact", account=holt, name="Old user", role="user", last_seen=long_ago)
    make(workspace, "contact", account=holt, name="Left", last_seen=long_ago, left_on=TODAY)
    make(workspace, "contact", account=lapsed, name="Lapsed", last_seen=long_ago)
    make(workspace, "contact", account=holt, name="Never seen")
    with Session(workspace._engine) as session:
        rows = not_seen(session, TODAY, 60)
    assert [(row.name, row.days) for row in rows] == [("Nadia", 71), ("Old user", 300)]
    assert rows[0][:4] == (holt, 1, "Nadia", "Decider")
    assert [row.name for row in workspace.people.not_seen(18)][-1:] == ["Old user"]
    assert len(workspace.people.not_seen(18)) == 3


@given(
    st.lists(st.tuples(st.sampled_from(["", *ROLES, "decider, buyer"]), st.booleans()), max_size=8)
)
def test_that_every_role_is_covered_by_somebody_there_or_asked_for(
    people: list[tuple[str, bool]],
) -> None:
    contacts = [
        Contact(id=n, account=1, name=f"P{n}", role=role, criteria="", post="", attitude="",
                phone="", email="", left_on=TODAY if left else None)
        for n, (role, left) in enumerate(people, start=1)
    ]  # fmt: skip
    unit = unit_of(1, contacts, (), (), TODAY)
    there = {word for role, left in people if not left for word in roles_of(role)}
    assert set(unit.uncovered) == set(ROLES) - there
    assert len(unit.there) + len(unit.left) == len(people)
    for ask in unit.asks():
        assert people_words.ask(ask.code, ask.args)


def test_that_the_days_sheet_names_whom_to_ask_for(workspace: Workspace, six: list[int]) -> None:
    account = six[0]
    make(workspace, "contact", account=account, name="Nadia", role="Decider",
         last_seen=TODAY - timedelta(days=71))  # fmt: skip
    make(workspace, "promise", account=account, due=date(2026, 11, 30), text="Trial tips")
    make(workspace, "call", account=account, day=date(2026, 11, 2), state="made", outcome="Words")
    workspace.planning.assign(date(2026, 11, 30), [account])
    week = workspace.exporting.itinerary(IsoWeek(2026, 49))
    (_day, stop), *_rest = week.stops()
    assert stop.ask is not None
    assert (stop.ask.name, stop.ask.role) == ("Nadia", "Decider")
    assert [due.text for due in stop.promises] == ["Trial tips"]
    assert stop.last_words == "Words"
    assert "Nobody known as buyer, user: ask who it is." in stop.asks


def test_that_joined_accounts_have_each_person_once(workspace: Workspace, holt: int) -> None:
    other = make(workspace, "account", name="Holt Limited").id
    make(workspace, "contact", account=other, name="Zoe", role="user")
    workspace.people.join(1, other, "buyer")
    workspace.people.join(3, holt, "gatekeeper")
    make(workspace, "own_field", name="Coolant")
    workspace.own_fields.put(holt, 1, "oil")
    workspace.own_fields.put(other, 1, "dry")
    workspace.joining.join(holt, other)
    names = [member.name for member in workspace.people.unit(holt).there]
    assert sorted(names) == ["Hannah", "Nadia", "Zoe"]
    assert workspace.records.every("role") == []
    assert [own.value for own in workspace.own_fields.of(holt)] == ["oil"]
    workspace.undo()
    assert len(workspace.records.every("role")) == 2
