from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.customer_list.problems import ListRefused, ReadingStopped, sentence
from planner.exchange.customer_list.reading import MOST_ROWS, Table, read_table


def written(folder: Path, text: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder: Path, text: str | bytes) -> Table:
    return read_table(written(folder, text))


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def refusal(path: Path, sheet: str | None = None) -> ListRefused:
    with pytest.raises(ListRefused) as caught:
        read_table(path, sheet)
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_that_any_delimiter_is_found_though_cells_hold_others(
    tmp_path: Path, delimiter: str
) -> None:
    lines = [["Name", "Street", "Town"], ["Kaye & Co", '"1, Mill; Dam | A"', "Leeds"]]
    lines += [["Lund", "Wheatley Hall Rd, 90", "Doncaster"]] if delimiter != "," else []
    table = read(tmp_path, "\n".join(delimiter.join(line) for line in lines))
    assert table.delimiter == delimiter
    assert table.headings == ("Name", "Street", "Town")
    assert table.rows[0].cells == ("Kaye & Co", "1, Mill; Dam | A", "Leeds")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_that_letters_survive_in_every_encoding(tmp_path: Path, encoding: str, told: str) -> None:
    text = "Name,Ort\r\nMüller & Söhne,Köln\r\nÉtablissements Noël,Liège\r\n"
    table = read(tmp_path, text.encode(encoding))
    assert table.encoding == told
    assert cells(table) == [("Müller & Söhne", "Köln"), ("Établissements Noël", "Liège")]


def test_that_a_short_western_list_is_not_taken_for_a_dos_one(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "Name,Ort\nMüller,Ulm\n".encode("cp1252"))) == [("Müller", "Ulm")]


def test_that_polish_and_russian_letters_are_not_taken_for_western_ones(tmp_path: Path) -> None:
    polish = "Nazwa;Miasto\n" + "Zakłady Chemiczne „Śnieżka”;Łódź\nPrzędzalnia Żółw;Kraków\n" * 9
    assert read(tmp_path, polish.encode("cp1250")).rows[0].cells[1] == "Łódź"
    russian = "Name;Town\n" + "Завод имени Ленина;Москва\nМолочный комбинат;Самара\n" * 9
    assert read(tmp_path, russian.encode("cp1251")).rows[0].cells[1] == "Москва"


def test_that_a_few_broken_bytes_do_not_spoil_a_file(tmp_path: Path) -> None:
    good = "Name,Ort\n" + "Müller,Köln\n" * 40
    table = read(tmp_path, good.encode() + b"B\xff\xfecker,Bonn\n")
    assert table.rows[0].cells == ("Müller", "Köln")
    assert [problem.code for problem in table.problems] == ["broken_letters"]


def test_that_a_carriage_return_inside_a_cell_breaks_no_row(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Street,Town\nKaye,1 Mill\rDam,Leeds\nLund,\r2 Hall Rd,York\n")
    assert cells(table) == [("Kaye", "1 Mill\nDam", "Leeds"), ("Lund", "\n2 Hall Rd", "York")]


def test_that_lines_ending_in_carriage_returns_alone_are_rows(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "Name,Town\rKaye,Leeds\rLund,York\r")) == [
        ("Kaye", "Leeds"),
        ("Lund", "York"),
    ]


def test_that_an_open_quotation_mark_swallows_no_customers(tmp_path: Path) -> None:
    text = 'Name,Street,Town\nKaye,"1 Mill Dam,Leeds\nLund,"2 Hall Rd",York\nFoss,3 Way,Hull\n'
    table = read(tmp_path, text)
    assert [row.cells[0] for row in table.rows] == ["Kaye", "Lund", "Foss"]
    assert ("open_quote", 2) in [(problem.code, problem.row) for problem in table.problems]


def test_that_an_open_quotation_mark_at_the_end_is_text(tmp_path: Path) -> None:
    table = read(tmp_path, 'Name,Town\nKaye,Leeds\nLund,"York\n')
    assert cells(table)[1] == ("Lund", '"York')


def test_that_quoted_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    table = read(tmp_path, 'Name,Address\nKaye,"1 Mill Dam\nLeeds"\nLund,"2 Hall Rd"\n')
    assert cells(table) == [("Kaye", "1 Mill Dam\nLeeds"), ("Lund", "2 Hall Rd")]
    assert [row.number for row in table.rows] == [2, 3]


def test_that_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Town\nKaye,Leeds\n\n,\nLund,York\n")
    assert [row.number for row in table.rows] == [2, 5]
    assert table.blank == 2


def test_that_a_title_above_the_headings_is_reported(tmp_path: Path) -> None:
    table = read(tmp_path, "Customers 2026,,\n,,\nName,Street,Town\nKaye,1 Mill Dam,Leeds\n")
    assert table.headings == ("Name", "Street", "Town")
    assert cells(table) == [("Kaye", "1 Mill Dam", "Leeds")]
    assert [(p.code, p.row) for p in table.problems] == [("above_headings", 1)]


def test_that_a_list_without_headings_loses_no_customer(tmp_path: Path) -> None:
    table = read(tmp_path, "Kaye & Co,1 Mill Dam,LS1 4AP\nLund,2 Hall Rd,YO1 7AA\n")
    assert not table.has_headings
    assert table.headings == ("Column A", "Column B", "Column C")
    assert len(table.rows) == 2


def test_that_unknown_headings_above_numbers_are_headings(tmp_path: Path) -> None:
    table = read(tmp_path, "Név,Forgalom\nKovács Kft,12000\nSzabó Bt,9000\n")
    assert table.headings == ("Név", "Forgalom")


def test_that_empty_and_equal_headings_are_told_apart(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Town,,Town\nKaye,Leeds,x,York\n")
    assert table.headings == ("Name", "Town", "Column C", "Town (2)")


def test_that_short_rows_are_filled_up_and_told(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Street,Town\nKaye,1 Mill Dam,Leeds\nLund\n")
    assert table.rows[1].cells == ("Lund", "", "")
    assert [(p.code, p.row) for p in table.problems] == [("short_row", 3)]


def test_that_empty_surplus_cells_are_dropped(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Town\nKaye,Leeds,,\nLund,York\n")
    assert cells(table) == [("Kaye", "Leeds"), ("Lund", "York")]


def test_that_a_row_split_by_a_comma_in_its_street_is_mended(tmp_path: Path) -> None:
    rows = "".join(f"{n},Firm {n},{n} High St,LS1 {n}AP,0113 496 01{n}\n" for n in range(1, 9))
    table = read(
        tmp_path,
        "id,name,street,postcode,phone\n" + rows + "9,Lund,Unit 4, Mill Dam,LS2 8AP,0113 496 019\n",
    )
    assert table.rows[-1].cells == ("9", "Lund", "Unit 4, Mill Dam", "LS2 8AP", "0113 496 019")
    assert [(p.code, p.row) for p in table.problems] == [("mended_row", 10)]


def test_that_a_row_too_long_to_mend_is_refused_and_shown(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Town\nKaye,Leeds\nLund,York,more,and more\n")
    assert table.read == 2
    assert table.refused[0].row.cells == ("Lund", "York", "more", "and more")
    assert sentence(table.refused[0].problem) == "The row has 4 cells, the headings only 2."


def test_that_a_row_broken_over_two_lines_is_joined(tmp_path: Path) -> None:
    rows = "".join(f"{n},Firm {n},{n} High St,1000{n}\n" for n in range(1, 9))
    table = read(tmp_path, "id,name,street,zip\n" + rows + "9,Lund,Unit 4\nMill Dam,10009\n")
    assert table.rows[-1].cells == ("9", "Lund", "Unit 4\nMill Dam", "10009")


def test_that_commas_in_a_list_of_one_column_part_nothing(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "Name\nAcme\nBeta, Inc\n")) == [("Acme",), ("Beta, Inc",)]


def test_that_years_among_headings_are_headings(tmp_path: Path) -> None:
    assert read(tmp_path, "Name,2024,2025\nKaye,39000,48200\n").headings[1] == "2024"


def test_that_nul_bytes_are_taken_out_and_told(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Town\nKa\0ye,Leeds\nLund,York\nFoss,Hull\n")
    assert table.rows[0].cells == ("Kaye", "Leeds")
    assert [p.code for p in table.problems] == ["nul_bytes"]


def test_that_commands_in_cells_stay_plain_text(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Town\n=cmd|' /C calc'!A0,Leeds\n@SUM(A1),York\n")
    assert [row.cells[0] for row in table.rows] == ["=cmd|' /C calc'!A0", "@SUM(A1)"]


def test_that_the_separator_line_of_excel_is_obeyed(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=;\r\nName;Town\r\nKaye, Ltd;Leeds\r\n")
    assert cells(table) == [("Kaye, Ltd", "Leeds")]
    assert table.rows[0].number == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf\r\n \r\n", "empty_file"),
        (b",,\n,,\n", "empty_file"),
        (b"Name,Town\n", "no_rows"),
        (b"<!DOCTYPE html><table><tr><td>Kaye", "web_page"),
        (b"%PDF-1.7\n\x01\x02", "not_a_list"),
        (b"PK\x03\x04 and no archive", "damaged_sheet"),
    ],
)
def test_that_what_is_no_list_is_refused_in_words(
    tmp_path: Path, content: bytes, code: str
) -> None:
    refused = refusal(written(tmp_path, content))
    assert refused.problem.code == code
    assert "list.csv" in str(refused)


def test_that_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv").problem.code == "no_file"
    assert refusal(tmp_path).problem.code == "a_folder"


def test_that_more_rows_than_a_spreadsheet_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.exchange.customer_list.reading.MOST_ROWS", 3)
    refused = refusal(written(tmp_path, "Name,Town\n" + "Kaye,Leeds\n" * 4))
    assert refused.problem.code == "too_many_rows"
    assert MOST_ROWS > 10**6


def test_that_reading_can_be_stopped_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Town\n" + "Kaye,Leeds\n" * 9000)
    done: list[int] = []
    read_table(path, progress=lambda at, of: done.append(100 * at // of))
    assert done == sorted(done)
    assert done[-1] == 100
    asked = iter([False, True])
    with pytest.raises(ReadingStopped):
        read_table(path, cancelled=lambda: next(asked))


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(at, column, value, day)
                    else:
                        sheet.write(at, column, value)
    return path


def test_that_a_workbook_is_read_as_the_rep_sees_it(tmp_path: Path) -> None:
    rows = [["Name", "Rev 25", "Last visit"], ["Kaye", 48200.0, date(2026, 3, 1)], ["Lund", 7.5]]
    table = read_table(workbook(tmp_path / "list.xlsx", {"Empty": [], "Customers": rows}))
    assert (table.sheet, table.sheets) == ("Customers", ["Empty", "Customers"])
    assert cells(table) == [("Kaye", "48200", "2026-03-01"), ("Lund", "7.5", "")]
    assert [row.number for row in table.rows] == [2, 3]


def test_that_a_sheet_can_be_chosen_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    rows = [["Name", "Town"], ["Kaye", "Leeds"]]
    path = workbook(tmp_path / "list.xlsx", {"One": rows, "Two": [*rows, ["Lund", "York"]]})
    assert len(read_table(path, "Two").rows) == 2
    assert str(refusal(path, "Three")) == "list.xlsx has no sheet Three. It has: One, Two."


def test_that_cells_beside_the_headings_of_a_workbook_are_kept(tmp_path: Path) -> None:
    rows = [["Name", "Town"], ["Kaye", "Leeds"], ["Lund", "York", "", "ring first"]]
    table = read_table(workbook(tmp_path / "list.xlsx", {"One": rows}))
    assert table.headings == ("Name", "Town", "Column C", "Column D")
    assert cells(table) == [("Kaye", "Leeds", "", ""), ("Lund", "York", "", "ring first")]


def test_that_a_workbook_that_starts_lower_down_keeps_its_row_numbers(tmp_path: Path) -> None:
    rows = [[], [], ["Name", "Town"], ["Kaye", "Leeds"]]
    table = read_table(workbook(tmp_path / "list.xlsx", {"One": rows}))
    assert [row.number for row in table.rows] == [4]


def test_that_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"A" * (60 << 20))
    refused = refusal(path)
    assert refused.problem.code == "unpacks_too_big"
    assert "60 MB" in str(refused)


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12
) | st.sampled_from(["a\0b", "a\nb", "a\rb", 'say "so"', "a,b;c"])


@given(st.lists(st.lists(CELL, max_size=5), max_size=12), st.sampled_from(",;\t|"))
def test_that_every_filled_row_is_kept_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str
) -> None:
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in rows]
    text = "\n".join(delimiter.join(row) for row in [["Name", "Street", "Town"], *quoted])
    path = written(tmp_path_factory.mktemp("lists"), text + "\n")
    filled = sum(any(cell.replace("\0", "").strip() for cell in row) for row in rows)
    if not filled:
        assert refusal(path).problem.code == "no_rows"
        return
    table = read_table(path)
    joined = sum(problem.code == "joined_row" for problem in table.problems)
    assert table.read + joined == filled
    assert all(len(row.cells) == len(table.headings) for row in table.rows)
