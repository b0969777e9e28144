from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from planner.exchange.customer_list.problems import ListRefused, ReadingStopped
from planner.records import Account
from planner.workspace import Workspace
from planner.workspace.importing.importing import MOST_ACCOUNTS, ImportReport
from planner.workspace.importing.preview import ImportPreview

LIST = """Customer no,Name,Street,PC / Town,lat,lon,Cl,Contact,Rev 25,Last visit
1,Aire Forgings,Wide Lane 41,LS27 8AB Morley,53.75,-1.6,B,Ann Poe,48 200,2026-03-02
2,Batley Springs,Bradford Rd 118,WF17 6AA Batley,53.71,-1.63,C,,,
3,Lund,Wheatley Hall Rd 90,Doncaster,,,B,,,
4,,Lowfields Way 1,Elland,,,C,,,
TOTAL,,,,,,,,48 200,
5,Old Mill,,Nowhere at all,,,,,,
6,Batley Springs Ltd,Bradford Road 118,WF17 6AA Batley,53.71,-1.63,C,,,
"""


def written(tmp_path: Path, content: str, name: str = "customers.csv") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def preview(workspace: Workspace, tmp_path: Path) -> ImportPreview:
    made = workspace.importing.preview(written(tmp_path, LIST))
    made.find_places()
    return made


def accounts(workspace: Workspace) -> dict[str, Account]:
    found = workspace.records.every("account")
    return {account.name: account for account in found if isinstance(account, Account)}


def whole_file(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every kind of record."""
    kinds = ("account", "contact", "call", "turnover", "duplicate")
    with workspace.journal.outside() as session:
        return {
            kind: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{kind}"'))]
            for kind in kinds
        }


def is_whole(report: ImportReport) -> bool:
    kept = report.added + report.updated + report.unchanged + report.joined
    return report.read == kept + report.skipped + len(report.rejected)


def test_that_every_row_is_shown_with_what_it_will_become(preview: ImportPreview) -> None:
    assert [row.state for row in preview.rows] == [
        "exact", "exact", "town", "rejected", "rejected", "needs_place", "twice",
    ]  # fmt: skip
    counts = preview.counts
    assert (counts["all"], counts["to_import"], counts["rejected"]) == (7, 5, 2)


def test_that_nothing_is_written_before_the_import(
    workspace: Workspace, preview: ImportPreview
) -> None:
    report = workspace.importing.dry_run(preview)
    assert (report.added, report.change) == (5, None)
    assert accounts(workspace) == {}
    assert workspace.history() == []


def test_that_the_dry_run_reports_what_the_import_does(
    workspace: Workspace, preview: ImportPreview
) -> None:
    dry = workspace.importing.dry_run(preview).as_json()
    wet = workspace.importing.run(preview).as_json()
    for report in (dry, wet):
        for pair in report["duplicates"]:
            del pair["account"]
    assert dry == wet


def test_that_a_list_comes_in_with_people_turnover_and_last_call(
    workspace: Workspace, preview: ImportPreview
) -> None:
    report = workspace.importing.run(preview)
    assert is_whole(report)
    assert report.located == {
        "given": 3, "house": 0, "street": 0, "postcode": 0, "town": 1, "none": 1,
    }  # fmt: skip
    account = accounts(workspace)["Aire Forgings"]
    assert (account.postcode, account.town, account.grade) == ("LS27 8AB", "Morley", "B")
    assert (account.lat, account.precision, account.external_id) == (53.75, "given", "1")
    card = workspace.accounts.card(account.id)
    assert [contact.name for contact in card.contacts] == ["Ann Poe"]
    assert [(each.year, each.revenue) for each in card.turnovers] == [(2025, 48200)]
    assert [(call.day.isoformat(), call.state) for call in card.calls] == [("2026-03-02", "made")]


def test_that_rejected_rows_are_named_with_column_and_reason(
    workspace: Workspace, preview: ImportPreview
) -> None:
    assert workspace.importing.run(preview).rejected == [
        {"row": 5, "column": "Name", "reason": "No name: nothing to call it by."},
        {"row": 6, "column": "Name", "reason": "“TOTAL”: a sum, not an account."},
    ]


def test_that_an_account_without_a_place_is_kept_and_needs_one(
    workspace: Workspace, preview: ImportPreview
) -> None:
    workspace.importing.run(preview)
    account = accounts(workspace)["Old Mill"]
    assert (account.lat, account.lon, account.precision) == (None, None, "none")


def test_that_likely_duplicates_are_added_and_listed(
    workspace: Workspace, preview: ImportPreview
) -> None:
    report = workspace.importing.run(preview)
    (pair,) = report.duplicates
    kept = accounts(workspace)
    assert (pair["row"], pair["account"]) == (8, kept["Batley Springs"].id)
    (listed,) = workspace.joining.open_pairs()
    assert {listed.account, listed.other} == {
        kept["Batley Springs"].id,
        kept["Batley Springs Ltd"].id,
    }


def test_that_the_whole_import_is_one_undo_and_one_redo(
    workspace: Workspace, preview: ImportPreview
) -> None:
    before = whole_file(workspace)
    workspace.importing.run(preview)
    after = whole_file(workspace)
    assert len(workspace.history()) == 1
    workspace.undo()
    assert whole_file(workspace) == before
    workspace.redo()
    assert whole_file(workspace) == after


def test_that_the_same_list_again_adds_nothing(
    workspace: Workspace, preview: ImportPreview, tmp_path: Path
) -> None:
    workspace.importing.run(preview)
    again = workspace.importing.preview(written(tmp_path, LIST))
    assert again.counts["known"] == 5
    report = workspace.importing.run(again, update=True)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 5)
    assert is_whole(report)
    assert report.change is None


def test_that_one_preview_run_twice_adds_nothing_twice(
    workspace: Workspace, preview: ImportPreview
) -> None:
    workspace.importing.run(preview)
    assert workspace.importing.run(preview).added == 0


def test_that_known_accounts_change_only_when_that_is_wanted(
    workspace: Workspace, preview: ImportPreview, tmp_path: Path
) -> None:
    workspace.importing.run(preview)
    newer = written(tmp_path, "Customer no,Name,Phone,Cl\n1,Aire Forgings,0113 496 0142,\n")
    report = workspace.importing.run(workspace.importing.preview(newer))
    assert (report.updated, report.unchanged) == (0, 1)
    report = workspace.importing.run(workspace.importing.preview(newer), update=True)
    assert (report.updated, report.unchanged) == (1, 0)
    account = accounts(workspace)["Aire Forgings"]
    assert (account.phone, account.grade, account.town) == ("0113 496 0142", "B", "Morley")


def test_that_a_list_does_not_move_what_was_put_by_hand(
    workspace: Workspace, preview: ImportPreview, tmp_path: Path
) -> None:
    workspace.importing.run(preview)
    number = accounts(workspace)["Aire Forgings"].id
    workspace.records.change("account", number, {"lat": 53.0, "lon": -1.0})
    workspace.importing.run(workspace.importing.preview(written(tmp_path, LIST)), update=True)
    account = accounts(workspace)["Aire Forgings"]
    assert (account.lat, account.precision) == (53.0, "hand")


def test_that_stopping_leaves_nothing_behind(workspace: Workspace, preview: ImportPreview) -> None:
    before = whole_file(workspace)
    with pytest.raises(ReadingStopped):
        workspace.importing.run(preview, cancelled=lambda: True)
    assert whole_file(workspace) == before
    assert workspace.history() == []
    assert workspace.importing.run(preview).added == 5


def test_that_progress_reaches_the_end(workspace: Workspace, preview: ImportPreview) -> None:
    done: list[tuple[int, int]] = []
    workspace.importing.run(preview, progress=lambda at, of: done.append((at, of)))
    assert done[-1] == (7, 7)


def test_that_another_column_can_be_chosen(preview: ImportPreview) -> None:
    preview.set_column(preview.table.headings.index("Contact"), "role")
    assert preview.rows[0].account is not None
    assert (preview.rows[0].account.role, preview.rows[0].account.contact_name) == ("Ann Poe", "")
    assert preview.rows[2].state == "town"


def test_that_a_rejected_row_comes_back_when_it_is_corrected(
    workspace: Workspace, preview: ImportPreview
) -> None:
    preview.correct(5, 1, "Lowfields Ltd")
    assert preview.row(5).state == "waiting"
    report = workspace.importing.run(preview)
    assert is_whole(report)
    assert "Lowfields Ltd" in accounts(workspace)


def test_that_a_row_too_long_comes_back_when_it_is_corrected(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = written(tmp_path, "Name,Town\nKaye,Leeds\nLund,Hall Rd,York,UK\n")
    preview = workspace.importing.preview(path)
    assert preview.row(3).state == "rejected"
    preview.correct(3, 1, "York")
    assert preview.row(3).cells == ("Lund", "York")
    assert preview.counts["rejected"] == 0


def test_that_a_row_can_be_put_on_the_map_by_hand(
    workspace: Workspace, preview: ImportPreview
) -> None:
    preview.put(7, 53.5, -1.2)
    assert preview.row(7).state == "exact"
    preview.set_column(6, None)
    assert preview.row(7).state == "exact"
    workspace.importing.run(preview)
    account = accounts(workspace)["Old Mill"]
    assert (account.lat, account.precision) == (53.5, "hand")


def test_that_a_row_left_out_is_counted(workspace: Workspace, preview: ImportPreview) -> None:
    preview.skip(3)
    report = workspace.importing.run(preview)
    assert (report.added, report.skipped) == (4, 1)
    assert is_whole(report)
    assert report.duplicates == []


def test_that_a_row_joined_to_another_gives_it_what_it_lacks(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = written(
        tmp_path,
        "Name,Street,Town,Phone,Grade\n"
        "Ouse Rail,Mill Dam 1,York,,B\n"
        "Ouse Rail Ltd,Mill Dam 1,York,01904 960026,A\n",
    )
    preview = workspace.importing.preview(path)
    preview.join(3)
    report = workspace.importing.run(preview)
    assert (report.added, report.joined) == (1, 1)
    assert is_whole(report)
    (account,) = accounts(workspace).values()
    assert (account.phone, account.grade) == ("01904 960026", "B")


def test_that_a_row_joined_to_a_known_account_fills_its_gaps_only(
    workspace: Workspace, tmp_path: Path
) -> None:
    values = {"name": "Ouse Rail", "street": "Mill Dam 1", "town": "York", "grade": "B"}
    workspace.records.make("account", values)
    path = written(
        tmp_path, "Name,Street,Town,Phone,Grade\nOuse Rail,Mill Dam 1b,York,01904 960026,A\n"
    )
    preview = workspace.importing.preview(path)
    assert preview.row(2).state == "twice"
    preview.join(2)
    report = workspace.importing.run(preview)
    assert (report.added, report.joined) == (0, 1)
    (account,) = accounts(workspace).values()
    assert (account.phone, account.grade, account.street) == ("01904 960026", "B", "Mill Dam 1")


def test_that_two_rows_kept_apart_are_not_listed_as_duplicates(
    workspace: Workspace, preview: ImportPreview
) -> None:
    preview.keep_both(8)
    assert preview.row(8).state == "exact"
    assert workspace.importing.run(preview).duplicates == []


def test_that_coordinates_far_from_their_town_are_turned_round_or_doubted(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = written(
        tmp_path,
        "Name,Town,Country,lat,lon\nKaye,Leeds,UK,-1.55,53.8\nLund,York,UK,48.8,2.3\n",
    )
    preview = workspace.importing.preview(path)
    preview.find_places()
    kaye, lund = (row.account for row in preview.rows)
    assert kaye is not None
    assert lund is not None
    assert (kaye.lat, kaye.lon) == (53.8, -1.55)
    assert [doubt.code for doubt in kaye.doubts] == ["swapped"]
    assert [doubt.code for doubt in lund.doubts] == ["far_from_town"]
    place = preview.row(2).place
    assert place is not None
    assert (place.lat, place.lon) == (53.8, -1.55)


def test_that_places_are_found_after_an_import_as_one_step(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = written(tmp_path, "Name,Town,Country\nKaye,York,UK\nLund,Nowhere at all,UK\n")
    preview = workspace.importing.preview(path)
    assert [row.state for row in preview.rows] == ["waiting", "waiting"]
    workspace.importing.run(preview)
    workspace.importing.place_missing()
    kept = accounts(workspace)
    assert (kept["Kaye"].precision, kept["Lund"].precision) == ("town", "none")
    workspace.undo()
    assert accounts(workspace)["Kaye"].lat is None


def test_that_columns_can_be_named_by_the_command(workspace: Workspace, tmp_path: Path) -> None:
    path = written(tmp_path, "Bez.,Ort\nKaye,York\n")
    preview = workspace.importing.preview(path, columns=[("name", "Bez.")])
    assert preview.rows[0].account is not None
    assert preview.rows[0].account.name == "Kaye"


def test_that_more_accounts_than_a_territory_holds_are_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = written(tmp_path, "Name,Town\n" + "Kaye,Leeds\n" * (MOST_ACCOUNTS + 1))
    with pytest.raises(ListRefused) as caught:
        workspace.importing.preview(path)
    assert caught.value.problem.code == "too_many_accounts"


CELL = st.sampled_from(
    [
        "",
        "Kaye",
        "Kaye Ltd",
        "Lund",
        "Total",
        "<b>",
        "=1+1",
        "Leeds",
        "7 Mill Dam",
        "53.8",
        "NaN",
        "0",
    ]
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL, CELL), min_size=1, max_size=12), st.booleans())
def test_that_any_list_is_accounted_for_and_adds_nothing_again(
    workspace: Workspace, tmp_path: Path, rows: list[tuple[str, ...]], update: bool
) -> None:
    content = "id,name,street,lat,lon\n" + "".join(",".join(row) + "\n" for row in rows)
    path = written(tmp_path, content)
    try:
        first = workspace.importing.run(workspace.importing.preview(path), update=update)
    except ListRefused as refused:
        assert refused.problem.code == "no_rows"  # noqa: PT017
        return
    assert is_whole(first)
    again = workspace.importing.run(workspace.importing.preview(path), update=update)
    assert is_whole(again)
    assert again.added == 0


def test_that_an_odd_amount_is_doubted_in_preview_and_report(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = "Name,Town,Revenue\nOdd Ltd,Leeds,x12\nEven Ltd,York,12\n"
    preview = workspace.importing.preview(written(tmp_path, text))
    assert preview.counts["doubtful_cells"] == 1
    told = {"row": 2, "column": "Revenue", "value": "x12", "reason": "read as 12"}
    assert workspace.importing.run(preview).as_json()["doubtful"] == [told]


def test_that_keeping_both_can_be_taken_back(preview: ImportPreview) -> None:
    twin = next(row for row in preview.rows if row.twins)
    preview.keep_both(twin.number)
    assert (twin.state, twin.apart) != ("twice", False)
    preview.keep_both(twin.number, False)
    assert (twin.state, twin.apart) == ("twice", False)


def test_that_joining_after_all_takes_keeping_both_back(
    preview: ImportPreview, workspace: Workspace
) -> None:
    twin = next(row for row in preview.rows if row.twins)
    preview.keep_both(twin.number)
    preview.join(twin.number)
    report = workspace.importing.run(preview)
    assert (report.joined, report.duplicates) == (1, [])
    assert len(workspace.history()) == 1
