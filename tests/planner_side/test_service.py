"""Complaints and jobs: the clock, the calm, the referral, the machines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planner.records.base import this_moment
from planner.workspace import BadInput, Workspace
from planner.workspace.service.jobs import months_later
from planner.workspace.service.offers import nearby
from planner.workspace.service.service import best_expert
from planner.workspace.service.views import Expert

TODAY = date(2026, 11, 27)
HOUR = 3600


@pytest.fixture
def holt(workspace: Workspace) -> int:
    values = {"name": "Holt Ltd", "grade": "A", "lat": 53.7, "lon": -1.6}
    return workspace.records.make("account", values)[0].id


@pytest.fixture
def expert(workspace: Workspace) -> int:
    values = {"name": "Nora Bell", "is_expert": True, "expertise": "chipping inserts, grades"}
    return workspace.records.make("colleague", values)[0].id


def get(workspace: Workspace, kind: str, number: int) -> Any:
    return workspace.records.get(kind, number)


def opened(workspace: Workspace, account: int, anxiety: int = 5, **more: Any) -> int:
    difficulty = more.pop("difficulty", 2)
    text = more.pop("text", "Inserts chip after 20 parts. The line stands.")
    return workspace.service.open_complaint(account, anxiety, difficulty, text, **more).number


# ---- the queue


def test_that_line_4_3_the_more_worried_comes_first_whatever_the_fault_and_the_grade(
    workspace: Workspace, six: list[int]
) -> None:
    heavy = opened(workspace, six[0], 4, difficulty=5, opened_at=this_moment() - 9 * HOUR)
    light = opened(workspace, six[2], 5, difficulty=1)
    assert [row.id for row in workspace.service.queue()] == [light, heavy]


def test_that_among_equally_worried_the_grade_then_the_wait_decide(
    workspace: Workspace, six: list[int]
) -> None:
    c_long = opened(workspace, six[2], 3, opened_at=this_moment() - 9 * HOUR)
    c_short = opened(workspace, six[5], 3, opened_at=this_moment() - HOUR)
    a_new = opened(workspace, six[0], 3)
    assert [row.id for row in workspace.service.queue()] == [a_new, c_long, c_short]


# ---- the clock


def test_that_line_4_4_the_clock_runs_from_the_first_word_to_the_first_contact(
    workspace: Workspace, holt: int
) -> None:
    number = opened(workspace, holt, opened_at=this_moment() - 2 * HOUR)
    row = workspace.service.queue()[0]
    assert row.is_running
    assert row.seconds(this_moment()) == 2 * HOUR
    assert workspace.service.running() == 1
    workspace.service.answer(number, "I am on my way.")
    workspace.service.answer(number, "Nearly there.", at=this_moment())
    row = workspace.service.queue()[0]
    assert not row.is_running
    assert row.seconds(this_moment() + 5 * HOUR) == 2 * HOUR
    assert workspace.service.running() == 0


def test_that_an_answer_counts_as_a_contact(workspace: Workspace, holt: int) -> None:
    workspace.service.answer(opened(workspace, holt), "Sorry.", how="mail")
    touch: Any = workspace.records.every("touch")[0]
    assert (touch.account, touch.kind, touch.day, touch.text) == (holt, "mail", TODAY, "Sorry.")


def test_that_an_expert_alone_does_not_stop_the_clock_but_a_call_with_one_does(
    workspace: Workspace, holt: int, expert: int
) -> None:
    number = opened(workspace, holt)
    workspace.service.pass_on(number, expert)
    row = workspace.service.queue()[0]
    assert row.is_running
    assert row.expert is not None
    assert row.expert.name == "Nora Bell"
    assert row.passed_at == this_moment()
    workspace.service.expert_goes(number, expert)
    assert not workspace.service.queue()[0].is_running
    workspace.undo()
    assert workspace.service.queue()[0].is_running


@pytest.mark.parametrize("when", [1, HOUR, 400 * 24 * HOUR])
def test_that_no_complaint_is_answered_before_it_was_said(
    workspace: Workspace, holt: int, when: int
) -> None:
    number = opened(workspace, holt)
    with pytest.raises(BadInput) as refused:
        workspace.service.answer(number, at=this_moment() - when)
    assert refused.value.args_for_words["rule"] == "answered_after_opened"
    with pytest.raises(BadInput):
        workspace.records.change("complaint", number, {"answered_at": this_moment() - when})


def test_that_a_moment_to_come_is_refused(workspace: Workspace, holt: int) -> None:
    with pytest.raises(BadInput) as refused:
        opened(workspace, holt, opened_at=this_moment() + HOUR)
    assert refused.value.code == "not_yet"
    with pytest.raises(BadInput):
        workspace.records.make(
            "complaint",
            {"account": holt, "anxiety": 3, "difficulty": 3, "opened_at": this_moment() + HOUR},
        )
    assert workspace.service.queue() == ()


# ---- what can be typed


def test_that_a_lapsed_customer_may_complain_and_it_is_said(workspace: Workspace) -> None:
    lapsed = workspace.records.make("account", {"name": "Old & Co", "status": "lapsed"})[0].id
    answer = workspace.service.open_complaint(lapsed, 4, 1, "Still no credit note.")
    assert answer.lapsed
    assert [row.account.name for row in workspace.service.queue()] == ["Old & Co"]


@pytest.mark.parametrize("text", ["<b>Line</b> stands", "线停了", "الخط متوقف", "x" * 20_000])
def test_that_words_are_kept_as_they_were_said(workspace: Workspace, holt: int, text: str) -> None:
    opened(workspace, holt, text=text)
    assert workspace.service.queue()[0].text == text


def test_that_a_megabyte_of_words_and_an_anxiety_of_six_are_refused_at_their_field(
    workspace: Workspace, holt: int
) -> None:
    with pytest.raises(BadInput) as refused:
        opened(workspace, holt, text="x" * 2**20)
    assert refused.value.args_for_words["field"] == "text"
    with pytest.raises(BadInput) as refused:
        opened(workspace, holt, 6)
    assert refused.value.args_for_words["field"] == "anxiety"


def test_that_a_machine_of_another_account_is_refused(workspace: Workspace, six: list[int]) -> None:
    machine = workspace.records.make("machine", {"account": six[0], "name": "Lathe 2"})[0].id
    with pytest.raises(BadInput) as refused:
        opened(workspace, six[1], machine=machine)
    assert refused.value.args_for_words["rule"] == "of_that_account"
    opened(workspace, six[0], machine=machine)
    row = workspace.service.queue()[0]
    assert row.machine is not None
    assert row.machine.name == "Lathe 2"


def test_that_opening_is_one_step(workspace: Workspace, holt: int) -> None:
    before = len(workspace.history())
    opened(workspace, holt)
    assert len(workspace.history()) == before + 1
    workspace.undo()
    assert workspace.service.queue() == ()


def test_that_a_joined_account_keeps_its_open_complaints(
    workspace: Workspace, six: list[int]
) -> None:
    number = opened(workspace, six[1])
    machine = workspace.records.make("machine", {"account": six[1], "name": "Lathe"})[0].id
    workspace.service.open_job(six[1], "breakdown", "It stopped.", machine=machine)
    workspace.joining.join(six[0], six[1])
    page = workspace.service.page()
    assert [(row.id, row.account.id) for row in page.queue] == [(number, six[0])]
    assert [job.account.id for job in page.jobs] == [six[0]]
    workspace.undo()
    assert [row.account.id for row in workspace.service.queue()] == [six[1]]


# ---- calm


def test_that_closing_asks_how_worried_they_are_now_and_the_fall_is_told(
    workspace: Workspace, six: list[int]
) -> None:
    for account, before, after in ((six[0], 5, 1), (six[1], 3, 2)):
        number = opened(workspace, account, before, opened_at=this_moment() - HOUR)
        workspace.service.close(number, after, "Tougher grade.")
    figures = workspace.service.page().figures
    assert (figures.before, figures.after, figures.measured) == (4.0, 1.5, 2)
    assert figures.first_contact == HOUR
    assert workspace.service.queue() == ()
    assert workspace.service.figures(date(2026, 11, 1), date(2026, 11, 26)).closed == 0
    assert workspace.service.figures(TODAY, TODAY).closed == 2


def test_that_closing_keeps_promise_and_follow_up_in_the_same_step(
    workspace: Workspace, holt: int
) -> None:
    number = opened(workspace, holt)
    before = len(workspace.history())
    promises = [
        {"text": "Two boxes of the tougher grade", "due": date(2026, 12, 1)},
        {"text": "Ask how it runs", "due": date(2026, 12, 4), "needs_call": False},
    ]
    workspace.service.close(number, 2, "Changed the grade", promises)
    assert len(workspace.history()) == before + 1
    kept: Any = workspace.records.every("promise")
    assert [(p.by, p.due, p.needs_call) for p in kept] == [
        ("us", date(2026, 12, 1), True),
        ("us", date(2026, 12, 4), False),
    ]


def test_that_a_promise_without_a_day_is_refused_and_nothing_closed(
    workspace: Workspace, holt: int
) -> None:
    number = opened(workspace, holt)
    with pytest.raises(BadInput) as refused:
        workspace.service.close(number, 1, "", [{"text": "I will see"}])
    assert refused.value.args_for_words["field"] == "due"
    assert workspace.service.running() == 1


@pytest.mark.parametrize(
    ("before", "after", "calm"), [(5, 3, True), (5, 4, False), (3, 2, True), (2, 2, True)]
)
def test_that_calm_is_a_fall_by_two_or_to_two(
    workspace: Workspace, holt: int, before: int, after: int, calm: bool
) -> None:
    number = opened(workspace, holt, before)
    workspace.service.close(number, after)
    row = workspace.service.complaint(number)
    assert row is not None
    assert row.is_calmed is calm


def test_that_line_4_1_the_prospect_of_a_calmed_customer_names_who_named_it(
    workspace: Workspace, holt: int
) -> None:
    number = opened(workspace, holt)
    workspace.service.close(number, 1)
    workspace.service.referral_asked(number)
    prospect, _change = workspace.service.referred(number, {"name": "Trent Steel", "town": "Hull"})
    made = get(workspace, "account", prospect)
    assert (made.status, made.lead_source, made.referred_by) == ("prospect", "referral", holt)
    assert made.found_on == TODAY
    row = workspace.service.complaint(number)
    assert row is not None
    assert row.prospect == (prospect, "Trent Steel")
    assert row.referral_asked_on == TODAY
    assert workspace.service.page().figures.prospects == 1
    workspace.undo()
    assert len(workspace.records.every("account")) == 1


# ---- jobs


def test_that_line_3_2_maintenance_done_moves_the_machines_next_date(
    workspace: Workspace, holt: int
) -> None:
    values = {
        "account": holt, "name": "Presetter", "maker": "Elsewhere", "serial": "X 12/7",
        "warranty_until": date(2026, 12, 31), "maintenance_due": date(2026, 12, 8),
        "maintenance_months": 6,
    }  # fmt: skip
    machine = workspace.records.make("machine", values)[0].id
    offered = workspace.service.page().jobs
    assert [(job.is_offer, job.kind) for job in offered] == [(True, "maintenance")]
    assert offered[0].machine is not None
    assert offered[0].machine.in_warranty(TODAY)
    number, _change = workspace.service.open_job(holt, "maintenance", machine=machine)
    assert [job.id for job in workspace.service.page().jobs] == [number]
    workspace.service.job_done(number, satisfaction=4)
    assert get(workspace, "machine", machine).maintenance_due == date(2027, 5, 27)
    job = workspace.service.page().jobs[0]
    assert (job.done_on, job.satisfaction) == (TODAY, 4)
    workspace.undo()
    assert get(workspace, "machine", machine).maintenance_due == date(2026, 12, 8)


def test_that_a_month_without_the_day_ends_earlier() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 15), 1) == date(2027, 1, 15)


def test_that_line_3_3_a_job_is_passed_to_an_expert_with_a_brief_and_back(
    workspace: Workspace, holt: int, expert: int
) -> None:
    number, _change = workspace.service.open_job(holt, "breakdown", "Coolant pump seized.")
    workspace.service.pass_job(number, expert, "On the spare since Tuesday.")
    job = workspace.service.page().jobs[0]
    assert job.expert is not None
    assert (job.expert.id, job.brief) == (expert, "On the spare since Tuesday.")
    workspace.service.pass_job(number, None)
    job = workspace.service.page().jobs[0]
    assert job.expert is None
    assert job.brief == "On the spare since Tuesday."


def test_that_line_3_4_a_call_for_help_counts_as_help_and_how_soon_it_was_answered(
    workspace: Workspace, holt: int
) -> None:
    number, _change = workspace.service.open_job(
        holt, "advice", "Which speed?", opened_at=this_moment() - 900
    )
    assert [f.account.id for f in workspace.service.page().no_favour] == [holt]
    workspace.service.answer_job(number, "120 m a minute.")
    page = workspace.service.page()
    assert page.jobs[0].first_answer == 900
    assert page.first_help() == 900
    assert page.no_favour == ()
    touch: Any = workspace.records.every("touch")[0]
    assert touch.kind == "help"


def test_that_a_favour_of_ninety_days_ago_is_long_ago(workspace: Workspace, six: list[int]) -> None:
    for account, day in ((six[0], date(2026, 8, 29)), (six[1], date(2026, 8, 30))):
        values = {"account": account, "day": day, "kind": "favour", "text": "feed table"}
        workspace.records.make("touch", values)
    waiting = workspace.service.page().no_favour
    assert [f.account.id for f in waiting] == [six[0], six[3], six[4], six[2], six[5]]
    assert (waiting[0].last, waiting[0].last_text) == (date(2026, 8, 29), "feed table")


def test_that_a_job_done_ahead_of_its_time_is_refused(workspace: Workspace, holt: int) -> None:
    number, _change = workspace.service.open_job(holt, "warranty", "Holder cracked.")
    with pytest.raises(BadInput):
        workspace.service.job_done(number, date(2027, 1, 1))
    with pytest.raises(BadInput):
        workspace.service.satisfied(number, 6)


# ---- near the tour


def test_that_who_is_planned_costs_nothing_and_who_is_near_costs_little(
    workspace: Workspace, six: list[int]
) -> None:
    from planner.workspace import IsoWeek

    monday = date(2026, 11, 30)
    workspace.planning.assign(monday, [six[0]])
    far = workspace.records.make("account", {"name": "Far", "lat": 57.1, "lon": -2.1})[0].id
    near = workspace.records.make("account", {"name": "Near", "lat": 53.93, "lon": -1.55})[0].id
    week = workspace.planning.week(IsoWeek.of(monday))
    rows = workspace.accounts.rows(ids=[six[0], far, near])
    found = nearby(week, rows, TODAY)
    assert (found[six[0]].planned, found[six[0]].seconds) == (True, 0)
    assert not found[near].planned
    assert found[near].day == monday
    assert found[near].seconds < 20 * 60
    assert far not in found
    assert nearby(week, rows, date(2026, 12, 1)) == {}


# ---- who is touched, who is asked


def test_that_those_who_are_moved_come_with_their_worry_and_what_we_promised(
    workspace: Workspace, six: list[int]
) -> None:
    opened(workspace, six[0], 3)
    opened(workspace, six[0], 2)
    values = {"account": six[0], "due": date(2026, 12, 1), "text": "price list"}
    workspace.records.make("promise", values)
    workspace.records.make("promise", values | {"by": "them"})
    workspace.records.make(
        "contact", {"account": six[0], "name": "Ann", "email": "ann@holt.example"}
    )
    found = workspace.service.touched([six[0], six[1]])
    assert found[six[0]].anxiety == 3
    assert found[six[0]].promises == ((date(2026, 12, 1), "price list"),)
    assert found[six[0]].email == "ann@holt.example"
    assert (found[six[1]].anxiety, found[six[1]].promises) == (0, ())


def test_that_the_expert_is_the_one_whose_field_it_is() -> None:
    def one(number: int, expertise: str) -> Expert:
        return Expert(number, f"E{number}", "", expertise, "", "")

    several = [one(1, "hydraulics, pumps"), one(2, "inserts that chip, grades")]
    assert best_expert(several, "Inserts chip after 20 parts") == several[1]
    assert best_expert(several, "Coolant pump seized") == several[0]
    assert best_expert([], "anything") is None
    assert best_expert(several, "No delivery note") is None


def test_that_where_no_words_fit_the_one_who_helped_there_last_is_asked(
    workspace: Workspace, six: list[int], expert: int
) -> None:
    other = workspace.records.make("colleague", {"name": "Abe", "is_expert": True})[0].id
    found = workspace.service.expert_for(six[0], "No delivery note")
    assert found is not None
    assert found.id == other
    workspace.service.pass_job(workspace.service.open_job(six[0], "advice")[0], expert)
    found = workspace.service.expert_for(six[0], "No delivery note")
    assert found is not None
    assert found.id == expert


def test_that_those_who_were_told_are_asked_for_their_new_times(
    workspace: Workspace, six: list[int]
) -> None:
    values = {"account": six[0], "day": date(2026, 11, 30)}
    call = workspace.records.make("call", values)[0].id
    workspace.service.told({call: 10 * HOUR})
    assert get(workspace, "call", call).state == "asked"
    assert get(workspace, "call", call).start == 10 * HOUR
    workspace.undo()
    assert get(workspace, "call", call).state == "draft"
