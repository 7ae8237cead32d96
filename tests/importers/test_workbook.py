"""The template workbook: what is filled in comes back, and what is wrong is told with its sheet and cell."""

import io
import json
from datetime import date

import openpyxl
import pytest

from tthc_audit.errors import AuditError
from tthc_audit.i18n import LANGS, problem_words
from tthc_audit.importers import run, workbook
from tthc_audit.importers.workbook_form import SHEETS
from tthc_audit.importers.workbook_template import template

PROCEDURE = {
    "Mã thủ tục": "1.000010",
    "Tên thủ tục": "Cấp giấy thử",
    "Loại thủ tục": "Nội bộ",
    "Thời hạn giải quyết": "5 ngày làm việc",
    "Cơ quan có thẩm quyền": "UBND xã A",
    "Cách nộp": "Trực tiếp; Trực tuyến",
    "Phí (đồng)": "50.000",
    "Yêu cầu, điều kiện": "Không",
    "Ngày ký quyết định": date(2026, 1, 16),
    "Số quyết định công bố": "163/QĐ-BTP",
}
STEPS = [
    {"Mã bước": 1, "Tên bước": "Nhận", "Loại việc": "Tiếp nhận", "Cơ quan, đơn vị": "Một cửa", "Bước tiếp theo": 2},
    {
        "Mã bước": 2, "Tên bước": "Xét", "Loại việc": "Thẩm định", "Cơ quan, đơn vị": "Phòng", "Thời gian": 1.5,
        "Đơn vị thời gian": "Ngày làm việc", "Bước tiếp theo": "3; 4", "Rẽ nhánh": "Một nhánh",
    },
    {"Mã bước": 3, "Tên bước": "Ký", "Loại việc": "Ký", "Cơ quan, đơn vị": "ubnd xã A."},
    {"Mã bước": 4, "Tên bước": "Bổ sung", "Loại việc": "Bổ sung", "Cơ quan, đơn vị": "Người nộp"},
]  # fmt: skip


def put(book, sheet, row, **values):
    heads = {c.value: c.column for c in book[sheet][1]}
    for name, value in values.items():
        book[sheet].cell(row, heads[name], value)


@pytest.fixture
def book():
    made = openpyxl.load_workbook(io.BytesIO(template()))
    put(made, "Thủ tục", 2, **PROCEDURE)
    for n, step in enumerate(STEPS, 2):
        put(made, "Bước", n, **{"Mã thủ tục": "1.000010"}, **step)
    put(made, "Hồ sơ", 2, **{"Mã thủ tục": "1.000010", "Mã giấy tờ": "don", "Tên giấy tờ": "Đơn", "Số bản chính": 1})
    put(made, "Cơ quan", 2, **{"Tên cơ quan, đơn vị": "UBND xã A", "Cấp": "Cấp xã", "Loại": "Lãnh đạo"})
    put(
        made, "Niêm yết", 2,
        **{"Cơ quan": "UBND xã A", "Mã thủ tục": "1.000010", "Nơi công khai": "Trụ sở", "Ngày niêm yết": "15/10/2026"},
    )  # fmt: skip
    return made


@pytest.fixture
def take(tmp_path):
    def run_it(book):
        file, folder = tmp_path / "b.xlsx", tmp_path / "out"
        book.save(file)
        done = run.from_workbook(file, folder, name=None, taken_on=None, progress=None)
        for problem in done.problems:
            assert all(all(problem_words(lang, problem)) for lang in LANGS)
        return [
            (p.key, p.values["where"].values.get("cell") if "where" in p.values else None) for p in done.problems
        ], folder

    return run_it


def test_the_template_is_the_same_every_time():
    assert template() == template()


def test_every_column_has_a_note_and_every_list_a_drop_down():
    book = openpyxl.load_workbook(io.BytesIO(template()))
    assert [s for s in book.sheetnames if book[s].sheet_state == "visible"] == list(SHEETS)
    for name, columns in SHEETS.items():
        sheet = book[name]
        assert [c.value for c in sheet[1]] == [c.heading for c in columns]
        assert all(c.comment and c.comment.text for c in sheet[1])
        lists = {str(d.sqref)[: str(d.sqref).index("2")] for d in sheet.data_validations.dataValidation}
        wanted = {cell.column_letter for cell, c in zip(sheet[1], columns, strict=True) if c.choices or c.of_sheet}
        assert lists == wanted


def test_an_empty_template_is_told_to_hold_nothing(take):
    with pytest.raises(AuditError) as refused:
        take(openpyxl.load_workbook(io.BytesIO(template())))
    assert [p.key for p in refused.value.problems] == ["import.nothing_at_all"]


def test_what_is_filled_in_comes_back(take, only, loads, book):
    problems, folder = take(book)
    assert problems == []
    made = only(folder)
    assert made["fees"] == [{"kind": "phi", "amount_vnd": 50000}]
    assert made["conditions"] == {"none": True}
    assert made["decisions"] == [{"number": "163/QĐ-BTP", "signed_on": "2026-01-16"}]
    assert [(s["id"], s["agency"], s.get("next")) for s in made["steps"]] == [
        ("1", "mot-cua", ["2"]),
        ("2", "phong", ["3", "4"]),
        ("3", "ubnd-xa-a", None),
        ("4", "applicant", None),
    ]
    assert made["documents"] == [{"id": "don", "name": "Đơn", "originals": 1}]
    loaded = loads(folder)
    assert loaded.agencies["ubnd-xa-a"].level == "commune"
    assert (folder / "postings.csv").read_text("utf-8").splitlines()[1] == "ubnd-xa-a,1.000010,office,yes,2026-10-15,"


@pytest.mark.parametrize(
    "case",
    [
        ("Thủ tục", 2, "Số bộ hồ sơ", "hai", ("import.bad_value", "S2")),
        ("Thủ tục", 2, "Ngày ký quyết định", "hôm qua", ("import.bad_value", "U2")),
        ("Thủ tục", 2, "Loại thủ tục", "gì đó", ("import.bad_value", "C2")),
        ("Thủ tục", 3, "Mã thủ tục", "1.000020", ("import.missing", "B3")),
        ("Bước", 3, "Loại việc", "gì đó", ("import.bad_value", "D3")),
        ("Bước", 3, "Thời gian", "lâu", ("import.bad_value", "G3")),
        ("Bước", 3, "Rẽ nhánh", None, ("import.no_split", "J3")),
        ("Bước", 4, "Mã bước", 2, ("import.twice_here", "B4")),
        ("Bước", 5, "Bước tiếp theo", 9, ("import.no_next", "I5")),
        ("Bước", 2, "Mã thủ tục", "9.999999", ("import.no_such_procedure", "A2")),
        ("Hồ sơ", 2, "Số bản chính", -1, ("import.bad_value", "D2")),
        ("Hồ sơ", 2, "Số bản chính", "=1+1", ("import.formula", "D2")),
        ("Cơ quan", 2, "Cấp", "Cấp huyện", ("import.bad_value", "B2")),
        ("Niêm yết", 2, "Ngày niêm yết", "31/02/2026", ("import.bad_value", "D2")),
    ],
)
def test_the_cell_that_is_wrong_is_told_and_the_rest_is_read(take, loads, book, case):
    sheet, row, column, value, problem = case
    heads = {c.value: c.column for c in book[sheet][1]}
    book[sheet].cell(row, heads[column]).value = value
    problems, folder = take(book)
    assert problem in problems
    assert len(loads(folder).procedures) == 1


def test_a_code_that_became_a_number_has_its_zeros_again(take, only, book):
    book["Thủ tục"]["A2"] = 1.00001
    for row in range(2, 6):
        book["Bước"].cell(row, 1, 1.00001)
    _, folder = take(book)
    assert only(folder)["code"] == "1.000010"
    assert len(only(folder)["steps"]) == 4


def test_a_cell_merged_over_rows_counts_for_each_of_them(take, only, book):
    for row in range(3, 6):
        book["Bước"].cell(row, 1).value = None
    book["Bước"].merge_cells("A2:A5")
    problems, folder = take(book)
    assert [key for key, _ in problems] == ["import.merged"]
    assert len(only(folder)["steps"]) == 4


def test_hidden_rows_are_read_and_told(take, only, book):
    book["Bước"].row_dimensions[4].hidden = True
    problems, folder = take(book)
    assert [key for key, _ in problems] == ["import.hidden"]
    assert len(only(folder)["steps"]) == 4


@pytest.mark.parametrize("sheet", ["Bước", "Hồ sơ", "Cơ quan", "Niêm yết"])
def test_a_missing_sheet_is_told_and_the_others_are_read(take, loads, book, sheet):
    del book[sheet]
    problems, folder = take(book)
    assert "import.no_sheet" in [key for key, _ in problems]
    assert len(loads(folder).procedures) == 1


def test_without_the_sheet_of_procedures_nothing_is_imported(take, book):
    del book["Thủ tục"]
    with pytest.raises(AuditError) as refused:
        take(book)
    assert [p.key for p in refused.value.problems] == ["import.no_sheet"]


def test_a_missing_heading_is_told(take, book):
    book["Thủ tục"]["D1"] = "Cột lạ"
    book["Thủ tục"]["D2"] = "gì đó"
    problems, folder = take(book)
    assert "import.no_heading" in [key for key, _ in problems]
    report = json.loads((folder / "import-report.json").read_text("utf-8"))
    assert {f["field"] for f in report["fields"] if f["state"] == "not_read"} == {"Thủ tục.Cột lạ"}


def test_of_too_many_rows_the_first_are_read(take, only, book, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    problems, folder = take(book)
    assert "import.too_many_rows" in [key for key, _ in problems]
    assert len(only(folder)["steps"]) == 3


def test_formats_that_reach_to_the_last_row_cost_nothing(take, only, book):
    book["Bước"].cell(1_048_576, 1).number_format = "@"
    problems, folder = take(book)
    assert problems == []
    assert len(only(folder)["steps"]) == 4


def test_a_cell_that_is_wrong_is_named_by_its_heading(tmp_path, book):
    heads = {c.value: c.column for c in book["Thủ tục"][1]}
    book["Thủ tục"].cell(2, heads["Thời hạn giải quyết"]).value = "lâu"
    book.save(tmp_path / "b.xlsx")
    done = run.from_workbook(tmp_path / "b.xlsx", tmp_path / "out", name=None, taken_on=None, progress=None)
    assert [p.values["field"] for p in done.problems] == ["“Thời hạn giải quyết”"]
