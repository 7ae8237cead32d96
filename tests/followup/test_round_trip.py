"""The workbook that goes to agencies and comes back: nothing is lost on the way, and nothing slips in."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from tthc_audit.errors import AuditError
from tthc_audit.followup import form, saved
from tthc_audit.followup.answers import read_answers
from tthc_audit.followup.model import Answer

from .conftest import finding, saved_round

WILD = ('=HYPERLINK("http://x")', "+84 24", "-5 ngày", "@ai", "001.000", "Đã sửa “ặ”\ntheo văn bản", "1/2", "TRUE")


def answered(one):
    answers = {}
    for number, told in enumerate(one.result["findings"]):
        text = WILD[number % len(WILD)]
        if number % 10:
            answers[told["fingerprint"]] = Answer(
                text, f"{text} {number}", date(2026, 11, 1 + number % 28), "" if number % 3 else text
            )
    return replace(one, answers=answers)


@pytest.fixture
def sent(tmp_path):
    """Two findings in a workbook, and where they are written in it."""
    one = saved_round("2026-10-15", [finding(1), finding(2)])
    file = tmp_path / "sổ.xlsx"
    file.write_bytes(form.workbook(one, "vi"))
    return one, file


def changed(file, *cells, rename=None, formula=False):
    book = openpyxl.load_workbook(file)
    sheet = book.active
    for cell, value in cells:
        sheet[cell] = value
        if not formula and isinstance(value, str):
            sheet[cell].data_type = "s"
    if rename:
        sheet.title = rename
    book.save(file)


def told(one, file):
    with pytest.raises(AuditError) as refused:
        read_answers(file, one)
    return refused.value.problems


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_round_trip_of_a_thousand_findings_is_the_identity(thousand, tmp_path, lang):
    one = answered(thousand)
    file = tmp_path / "sổ.xlsx"
    file.write_bytes(form.workbook(one, lang))
    assert saved.render(read_answers(file, replace(one, answers={}))) == saved.render(one)


def test_a_workbook_that_nobody_wrote_in_brings_no_answers(thousand, tmp_path):
    file = tmp_path / "sổ.xlsx"
    file.write_bytes(form.workbook(thousand, "vi"))
    assert read_answers(file, thousand) == thousand


def test_accepted_and_undecided_findings_are_not_asked_about():
    one = saved_round("2026-10-15", [finding(1, status="waived"), finding(2, outcome="unknown"), finding(3)])
    assert [row.fingerprint for row in form.asked(one, "vi")] == [finding(3)["fingerprint"]]


def test_only_columns_of_answers_are_open(sent):
    _, file = sent
    sheet = openpyxl.load_workbook(file).active
    assert sheet.protection.sheet
    heads = {cell.value: cell.column_letter for cell in sheet[4]}
    for name, _, _ in form.LOCKED:
        assert sheet[f"{heads[form.head('vi', name)]}5"].protection.locked
    for name, _, _ in form.OPEN:
        assert not sheet[f"{heads[form.head('vi', name)]}5"].protection.locked


def test_every_cell_that_was_changed_where_it_may_not_be_is_named(sent):
    one, file = sent
    changed(file, ("D5", "khác"), ("G6", "Xã khác"), ("I6", date(2026, 12, 1)), ("J5", "được phép"))
    problems = told(one, file)
    assert {(p.values["cell"], p.key) for p in problems} == {(c, "followup.locked") for c in ("D5", "G6", "I6")}
    assert problems[0].values["now"] == "khác"
    assert problems[0].file == "sổ.xlsx!Giải trình"


def test_a_row_of_another_finding_and_a_row_that_stands_twice_are_named(sent):
    one, file = sent
    changed(file, ("A6", finding(1)["fingerprint"]), ("A7", "lạ"))
    assert {(p.values["cell"], p.key) for p in told(one, file)} == {
        ("A6", "followup.row_twice"), ("A7", "followup.row_unknown"),
    }  # fmt: skip


def test_a_formula_is_kept_as_the_text_that_was_typed(sent):
    one, file = sent
    changed(file, ("J5", "=1+1"), ("K5", "+1"), formula=True)
    answer = read_answers(file, one).answers[finding(1)["fingerprint"]]
    assert (answer.explanation, answer.commitment) == ("=1+1", "+1")


@pytest.mark.parametrize(
    ("value", "day"),
    [("15/10/2026", date(2026, 10, 15)), ("2026-10-15", date(2026, 10, 15)), (date(2026, 1, 2), date(2026, 1, 2))],
)
def test_a_day_may_be_a_day_or_a_text(sent, value, day):
    one, file = sent
    changed(file, ("L5", value))
    assert read_answers(file, one).answers[finding(1)["fingerprint"]].due == day


@pytest.mark.parametrize("value", ["tuần sau", "31/02/2026", "46310"])
def test_what_is_no_day_is_told(sent, value):
    one, file = sent
    changed(file, ("L6", value))
    (problem,) = told(one, file)
    assert (problem.key, problem.values["cell"]) == ("followup.no_day_in_cell", "L6")


def test_a_renamed_sheet_and_moved_rows_are_found(sent):
    one, file = sent
    book = openpyxl.load_workbook(file)
    sheet = book.active
    sheet.title = "Trang khác"
    sheet["J6"] = "giải trình"
    sheet.move_range("A5:M6", rows=3)
    book.create_sheet("Trống", 0)
    book.save(file)
    assert read_answers(file, one).answers[finding(2)["fingerprint"]].explanation == "giải trình"


def test_a_missing_column_and_a_missing_table_are_told(sent, tmp_path):
    one, file = sent
    changed(file, ("J4", "khác"))
    (problem,) = told(one, file)
    assert (problem.key, problem.values["missing"]) == ("followup.no_columns", ["Giải trình"])
    openpyxl.Workbook().save(tmp_path / "trống.xlsx")
    assert told(one, tmp_path / "trống.xlsx")[0].key == "followup.no_table"
    (tmp_path / "x.xlsx").write_bytes(b"no")
    assert told(one, tmp_path / "x.xlsx")[0].key == "import.not_a_workbook"


def test_answers_of_one_agency_leave_those_of_the_others(thousand, tmp_path):
    one = replace(thousand, answers={finding(2)["fingerprint"]: Answer("đã có")})
    file = tmp_path / "sổ.xlsx"
    file.write_bytes(form.workbook(one, "vi", "Xã 1"))
    changed(file, ("J5", "mới"))
    found = read_answers(file, one).answers
    assert found[finding(2)["fingerprint"]] == Answer("đã có")
    assert len(found) == 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_workbook_saved_by_libreoffice_comes_back(tmp_path):
    one = answered(saved_round("2026-10-15", [finding(n) for n in range(30)]))
    file = tmp_path / "sổ.xlsx"
    file.write_bytes(form.workbook(one, "vi"))
    home = tmp_path / "nhà"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", tmp_path / "o", file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert read_answers(tmp_path / "o" / "sổ.xlsx", replace(one, answers={})).answers == one.answers
