"""Solved elsewhere: searched, proposed, never naming who may not be named, shown on a visit."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.cli.running import main
from planner.exchange import sentences, solution_words
from planner.workspace import BadInput, Workspace
from planner.workspace.solutions.index import FIELDS, SolutionIndex
from planner.workspace.solutions.views import veiled
from planner.workspace.solutions.words import telling

HOLT = "Inserts chip after 20 parts. The line stands."


def keep(workspace: Workspace, **values: Any) -> int:
    return workspace.records.make("solution", values)[0].id


@pytest.fixture
def three(workspace: Workspace, six: list[int]) -> list[int]:
    """What worked at the second, third and fourth account."""
    return [
        keep(
            workspace,
            problem="Inserts chip on the crust after 20 parts",
            worked="Tougher grade, honed edge",
            effect="20 to 340 parts an edge",
            account=six[1],
            may_name=True,
            reference_visit=True,
        ),
        keep(
            workspace,
            problem="Inserts chip on entry",
            worked="10 % less feed",
            account=six[2],
            described_as="a foundry",
        ),
        keep(
            workspace,
            problem="Coolant pump seized",
            worked="Bag filter, Größe 3",
            account=six[3],
            may_name=True,
        ),
    ]


def ids(cases: Any) -> list[int]:
    return [case.id for case in cases]


# ---- search ----------------------------------------------------------------------------


def test_that_words_find_whatever_their_case_accents_and_plural(
    workspace: Workspace, three: list[int]
) -> None:
    search = workspace.solutions.search
    assert ids(search("COOLANT")) == [three[2]]
    assert ids(search("grosse")) == [three[2]]
    assert ids(search("Größe")) == [three[2]]
    assert ids(search("pumps")) == [three[2]]
    assert set(ids(search("chip"))) == set(three[:2])


def test_that_a_word_is_found_while_it_is_typed(workspace: Workspace, three: list[int]) -> None:
    for typed in ("c", "co", "coo", "cool", "coola"):
        assert three[2] in ids(workspace.solutions.search(typed))


def test_that_every_word_counts_and_where_none_has_all_any_does(
    workspace: Workspace, three: list[int]
) -> None:
    assert ids(workspace.solutions.search("chip crust")) == [three[0]]
    assert set(ids(workspace.solutions.search("crust coolant"))) == {three[0], three[2]}


def test_that_nothing_typed_lists_all_newest_first(workspace: Workspace, three: list[int]) -> None:
    assert ids(workspace.solutions.search("  ")) == three[::-1]


def test_that_what_is_kept_changed_deleted_and_undone_is_found_as_it_stands(
    workspace: Workspace, three: list[int]
) -> None:
    search = workspace.solutions.search
    assert ids(search("chatter")) == []
    fourth = keep(workspace, problem="Chatter at the long overhang")
    assert ids(search("chatter")) == [fourth]
    workspace.undo()
    assert ids(search("chatter")) == []
    workspace.redo()
    workspace.records.change("solution", fourth, {"problem": "Burrs"})
    assert (ids(search("chatter")), ids(search("burr"))) == ([], [fourth])
    workspace.records.delete("solution", fourth)
    assert ids(search("burr")) == []


def test_that_languages_without_spaces_are_found_within_a_sentence(workspace: Workspace) -> None:
    kept = keep(workspace, problem="加工二十件后刀片崩刃", worked="换用更韧的牌号")
    for typed in ("刀片", "崩刃", "牌号"):
        assert ids(workspace.solutions.search(typed)) == [kept]
    assert ids(workspace.solutions.propose(None, workspace.solutions.telling(["刀片崩刃"])).cases)
    arabic = keep(workspace, problem="تتكسر الحواف بعد عشرين قطعة")
    assert ids(workspace.solutions.search("الحواف")) == [arabic]


HOSTILE = (
    '"', '""', "'", "NEAR(", "AND", "OR OR", "NOT chip", "chip*", "^chip", "problem:chip", "a-b",
    "{a b}:c", "(", ")", "-", "+", "\\", "%", "_", "__a__", "\N{SLIGHTLY SMILING FACE}",
    "\N{WOMAN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}\N{ZERO WIDTH JOINER}\N{WRENCH} chip",
    "刀 片", "\x00chip", "\ud800", "ª", "ǅ", "²", "chip\nchip", "; DROP TABLE solution",
    "<b>chip</b>", "\N{RIGHT-TO-LEFT OVERRIDE}chip", "x" * 1_000_000, "chip " * 200_000,
)  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_that_whatever_is_typed_is_searched_for_and_never_an_error(
    workspace: Workspace, three: list[int], typed: str
) -> None:
    found = set(ids(workspace.solutions.search(typed)))
    assert found <= set(three)
    if "chip" in typed and "x" not in typed:
        assert found >= set(three[:2])
    workspace.solutions.propose(None, workspace.solutions.telling([typed]))


_index = SolutionIndex()
_index.take({1: ("inserts chip", *[""] * 6), 2: ("刀片", *"bcdefg")})


@given(st.text(max_size=60))
def test_that_any_text_can_be_asked_for(typed: str) -> None:
    assert set(_index.search(typed)) <= {1, 2}
    assert set(_index.like(telling([typed]))) <= {1, 2}


@given(st.lists(st.text(max_size=40), min_size=len(FIELDS), max_size=len(FIELDS)))
def test_that_any_text_can_be_kept_and_its_own_words_find_it(fields: list[str]) -> None:
    index = SolutionIndex()
    index.take({7: tuple(text.encode("utf-8", "ignore").decode() for text in fields)})
    index.take({7: ("chips fly", *fields[1:-1], "")})
    assert index.search("chip") == [7]


# ---- proposals ------------------------------------------------------------------------


def test_that_line_3_1_the_words_of_an_open_complaint_propose_what_worked_elsewhere(
    workspace: Workspace, six: list[int], three: list[int]
) -> None:
    complaint = {"account": six[0], "anxiety": 5, "difficulty": 2, "text": HOLT}
    workspace.records.make("complaint", complaint)
    found = workspace.solutions.propose(six[0])
    assert found.words == ("inserts", "chip", "20 parts")
    assert ids(found.cases) == three[:2]
    assert found.cases[0].named == "Account 1"


def test_that_most_words_in_common_go_before_one_rare_word(
    workspace: Workspace, three: list[int]
) -> None:
    found = workspace.solutions.propose(None, ("inserts", "chip", "20 parts", "coolant"))
    assert ids(found.cases) == [three[0], three[1], three[2]]


def test_that_open_jobs_count_and_closed_ones_do_not(
    workspace: Workspace, six: list[int], three: list[int]
) -> None:
    job = {"account": six[0], "kind": "breakdown", "text": "The coolant pump stands still"}
    made = workspace.records.make("job", job)[0].id
    assert ids(workspace.solutions.propose(six[0]).cases) == [three[2]]
    workspace.records.change("job", made, {"done_on": date(2026, 11, 27)})
    assert workspace.solutions.propose(six[0]).cases == ()


def test_that_what_was_solved_at_the_account_itself_is_not_elsewhere(
    workspace: Workspace, six: list[int], three: list[int]
) -> None:
    found = workspace.solutions.propose(six[1], ("chip",))
    assert ids(found.cases) == [three[1]]


def test_that_common_words_propose_nothing() -> None:
    assert telling(["The and a of it is, we have to: nach und mit der, les des"]) == []
    assert telling([HOLT, HOLT]) == ["inserts", "chip", "20 parts"]


# ---- who may not be named -------------------------------------------------------------


def test_that_who_may_not_be_named_is_in_nothing_that_is_handed_up(
    workspace: Workspace, six: list[int], three: list[int]
) -> None:
    secret = "Brightwater Castings Ltd"
    workspace.records.change("account", six[2], {"name": secret})
    workspace.records.change(
        "solution",
        three[1],
        {"worked": f"At {secret.upper()} 10 % less feed; Brightwater Castings was glad"},
    )
    case = workspace.solutions.case(three[1])
    assert "brightwater" not in repr(case).casefold()
    assert case.worked == "At a foundry 10 % less feed; a foundry was glad"
    assert (case.account, case.named, case.shows) == (None, "", False)
    where = solution_words.where(case.named, case.described_as, belongs=case.at_account)
    assert where == "a foundry, not to be named"
    said = solution_words.answer(case.worked, case.effect, case.named, case.described_as)
    assert "brightwater" not in said.casefold()


@given(st.text(alphabet="abcXYZ .&äß刀", min_size=3, max_size=12), st.text(max_size=30))
def test_that_a_name_is_gone_from_any_text(name: str, rest: str) -> None:
    if len(name.strip()) < 3 or not name.strip().isalnum():
        return
    hidden = veiled(f"{rest} {name.strip()} {rest}", name.strip(), "")
    assert f" {name.strip()} " not in hidden


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Goole Forge", "goole-forge and GOOLE\n FORGE", "… and …"),
        ("3M", "3M says so", "… says so"),
        ("IT", "it works at IT", "it works at …"),
        ("Holt Ltd", "Holt runs it; Holtby does not", "… runs it; Holtby does not"),
        ("(R&D) +*?", "at (R&D) +*? it ran", "at … it ran"),
        ("", "nothing to hide", "nothing to hide"),
    ],
)
def test_that_a_name_is_hidden_however_it_is_written(name: str, text: str, left: str) -> None:
    assert veiled(text, name, "") == left


def test_that_an_account_finds_its_solutions_only_where_it_may_be_named(
    workspace: Workspace, three: list[int]
) -> None:
    assert ids(workspace.solutions.search("Account 1")) == [three[0]]
    assert ids(workspace.solutions.search("foundry")) == [three[1]]
    workspace.records.change("solution", three[0], {"may_name": False})
    assert three[0] not in ids(workspace.solutions.search("Account 1"))


def test_that_a_permission_withdrawn_hides_the_name_at_once(
    workspace: Workspace, three: list[int]
) -> None:
    assert workspace.solutions.search("crust")[0].named == "Account 1"
    workspace.records.change("solution", three[0], {"may_name": False})
    assert workspace.solutions.search("crust")[0].named == ""


def test_that_an_answer_says_what_worked_and_at_whom_if_it_may() -> None:
    said = solution_words.answer("Honed edge.", "340 parts", "York Optics", "")
    assert said == "At York Optics this has worked: Honed edge (340 parts)."
    assert solution_words.answer("Less feed", "", "", "") == (
        "This has worked on a job like yours: Less feed."
    )


# ---- a visit to see it ----------------------------------------------------------------


def calls(workspace: Workspace, account: int) -> list[Any]:
    found: list[Any] = workspace.records.every("call")
    return [call for call in found if call.account == account]


def test_that_a_reference_visit_goes_on_the_day_of_the_one_who_asks(
    workspace: Workspace, six: list[int], three: list[int]
) -> None:
    workspace.planning.drop(date(2026, 12, 2), 0, accounts=[six[0]])
    change = workspace.solutions.reference_visit(three[0], six[0], "Reference visit for Account 0")
    assert change is not None
    (call,) = calls(workspace, six[1])
    assert (call.day, call.objective) == (date(2026, 12, 2), "Reference visit for Account 0")
    words = sentences.entry(change.entry.code, change.entry.args)
    assert words == "Plan a reference visit at Account 1 on Wednesday 2 December"
    workspace.undo()
    assert calls(workspace, six[1]) == []
    assert len(calls(workspace, six[0])) == 1


def test_that_a_call_there_that_is_planned_gets_the_objective_and_stays(
    workspace: Workspace, six: list[int], three: list[int]
) -> None:
    workspace.planning.drop(date(2026, 12, 3), 0, accounts=[six[1]])
    planned = calls(workspace, six[1])[0].id
    workspace.records.change("call", planned, {"objective": "Price talk"})
    for _twice in range(2):
        workspace.solutions.reference_visit(three[0], six[0], "Reference visit")
    (call,) = calls(workspace, six[1])
    assert (call.day, call.objective) == (date(2026, 12, 3), "Price talk; Reference visit")


def test_that_without_any_call_the_day_that_costs_least_is_taken(
    workspace: Workspace, six: list[int], three: list[int]
) -> None:
    best = workspace.planning.which_day(six[1]).ranked()[0].day
    workspace.solutions.reference_visit(three[0], six[0], "Reference visit")
    assert calls(workspace, six[1])[0].day == best


@pytest.mark.parametrize("which", [1, 2])
def test_that_nobody_is_visited_who_does_not_allow_it(
    workspace: Workspace, six: list[int], three: list[int], which: int
) -> None:
    with pytest.raises(BadInput) as refused:
        workspace.solutions.reference_visit(three[which], six[0], "Reference visit")
    assert refused.value.code == "no_reference_visit"
    assert workspace.records.every("call") == []


# ---- the command ----------------------------------------------------------------------


def test_that_the_command_finds_and_proposes_as_json(
    workspace: Workspace, six: list[int], three: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.records.make(
        "complaint", {"account": six[0], "anxiety": 5, "difficulty": 2, "text": HOLT}
    )
    file = str(workspace.file)

    def run(*more: str) -> Any:
        assert main(["solutions", "--territory", file, "--json", *more]) == 0
        return json.loads(capsys.readouterr().out)

    found = {one["id"]: one["at"] for one in run("--search", "chip")["solutions"]}
    assert found == {three[0]: "Account 1", three[1]: None}
    proposed = run("--account", str(six[0]))
    assert proposed["words"] == ["inserts", "chip", "20 parts"]
    assert [one["id"] for one in proposed["solutions"]] == three[:2]
    assert len(run()["solutions"]) == 3


def test_that_the_command_never_prints_a_name_that_is_not_to_be_named(
    workspace: Workspace, three: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["solutions", "--territory", str(workspace.file)]) == 0
    printed = capsys.readouterr().out
    assert "a foundry, not to be named" in printed
    assert "Account 2" not in printed
    assert "Account 1, may be named" in printed


def test_that_the_search_needs_neither_qt_nor_numpy(workspace: Workspace, checkout: Path) -> None:
    code = (
        "import sys; import planner.workspace.solutions.solutions; "
        "assert not {'PySide6', 'numpy', 'folium'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, check=False, timeout=60)
    assert done.returncode == 0
