"""The workbook of a report: every finding with its number, its procedure, its place, and nothing lost or added."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from msgspec import structs

from tthc_audit import api
from tthc_audit.report.excel.whole import write_xlsx
from tthc_audit.report.finding import finding_rows
from tthc_audit.report.numbering import chapters

ROOT = Path(__file__).parents[3]


def rows(book, sheet):
    head, *found = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in found]


def opened(audit, folder, lang="vi"):
    return openpyxl.load_workbook(write_xlsx(audit, folder / "r.xlsx", lang))


def test_every_finding_of_the_sample_catalogue_stands_there_with_its_number(tmp_path):
    found = api.audit(ROOT / "procedures", api.Options())
    told = rows(opened(found, tmp_path), "Phát hiện")
    wanted = [row for chapter in chapters(found, "vi") for row in finding_rows(found, chapter, "vi")]
    assert [(r["Số"], r["Phát hiện"], r["Mức độ"]) for r in told] == [(w.number, w.message, w.severity) for w in wanted]
    assert {r["Mã nhận dạng"] for r in told} == {f.fingerprint for f in found.findings}
    assert all(isinstance(r["Mã thủ tục"], str) for r in told if r["Mã thủ tục"])


def test_accepted_findings_stand_there_without_a_number(audit, tmp_path):
    told = rows(opened(audit, tmp_path), "Phát hiện")
    assert len(told) == len(audit.findings)
    (accepted,) = [r for r in told if r["Tình trạng"] == "đã chấp nhận"]
    assert accepted["Số"] is None


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_there_are_sheets_for_sign_off_procedures_steps_rules_and_sources(audit, tmp_path, lang):
    book = opened(audit, tmp_path, lang)
    assert len(book.sheetnames) == 6
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
    steps = book.worksheets[3]
    assert steps.max_row == 1 + len(audit.flows["1.000001"].nodes)
    assert book.worksheets[5]["B2"].value == ("20/11/2026" if lang == "vi" else "2026-11-20")


def test_times_are_numbers_of_working_days_and_days_are_days(audit, tmp_path):
    (row, _) = rows(opened(audit, tmp_path), "Thủ tục")
    assert row["Dài nhất, nhiều nhất (ngày làm việc)"] == 3.5
    assert row["Thời hạn, ít nhất (ngày làm việc)"] == 3
    assert row["Ngày ký"].date() == date(2025, 6, 1)


def test_a_finding_that_looks_like_a_formula_stays_a_text(audit, tmp_path):
    wild = tuple(structs.replace(f, message=f.message._replace(vi="=HYPERLINK(1)")) for f in audit.findings)
    book = opened(replace(audit, findings=wild), tmp_path)
    assert {cell.data_type for row in book["Phát hiện"].iter_rows() for cell in row} <= {"s", "n", "d"}


def test_the_same_audit_gives_the_same_bytes(audit, tmp_path):
    assert write_xlsx(audit, tmp_path / "1", "vi").read_bytes() == write_xlsx(audit, tmp_path / "2", "vi").read_bytes()


def test_the_matrix_of_publication_stands_there_where_a_register_was_kept(audit, tmp_path):
    def cell(agency, procedure, part, whole):
        return {
            "agency": agency, "agency_name": f"Xã {agency}", "procedure": procedure, "procedure_name": f"Thủ tục {procedure}",
            "part": part, "whole": whole, "gone": 0, "places": 3,
        }  # fmt: skip

    cells = [cell("a", "1.000001", 7, 7), cell("a", "2.000002", 4, 7), cell("b", "1.000001", 1, 7)]
    told = rows(opened(replace(audit, tables=audit.tables | {"publication_cell": cells}), tmp_path), "Công khai")
    assert [(r["Cơ quan"], r["Đúng / phải có"], r["1.000001"], r["2.000002"]) for r in told] == [
        ("Xã b", "1/7", "1/7", "–"), ("Xã a", "11/14", "7/7", "4/7"),
    ]  # fmt: skip
    assert "Công khai" not in opened(audit, tmp_path).sheetnames
