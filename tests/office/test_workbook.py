"""Workbooks: texts stay texts, days are days, heads are frozen, and nothing depends on a clock."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from tthc_audit.errors import AuditError
from tthc_audit.office import workbook
from tthc_audit.office.workbook import Book, Column

DAY = date(2026, 10, 15)
WILD = [
    "=1+1",
    "+84 24",
    "-5",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "1.000010",
    "001",
    "{=A1}",
    "http://x.y",
    "_x0041_",
    "ă\u0300",
]


COLUMNS = (
    Column("Mã", 10, "code"), Column("Nội dung", 40, "long"), Column("Ngày", 12, "day"), Column("Số", 8, "number"),
)  # fmt: skip


def made(rows, columns=COLUMNS, **more):
    book = Book("Sổ & thử", DAY)
    book.sheet("Trang", columns, rows, **more)
    return book.save()


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data))["Trang"]


def test_a_text_stays_a_text_whatever_it_begins_with():
    sheet = read(made([(text, text, None, None) for text in WILD]))
    for row, text in zip(sheet.iter_rows(min_row=2), WILD, strict=True):
        for cell in row[:2]:
            assert (cell.value, cell.data_type) == (text, "s")
            assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))


def test_days_and_numbers_are_real():
    sheet = read(made([("a", "b", date(2026, 2, 3), Decimal("1.25")), ("a", "b", date(1890, 1, 1), 7)]))
    assert (sheet["C2"].value.date(), sheet["C2"].number_format) == (date(2026, 2, 3), "dd/mm/yyyy")
    assert sheet["D2"].value == 1.25
    assert sheet["C3"].value == "1890-01-01"


def test_the_head_is_frozen_filtered_and_repeated_on_paper():
    columns = (Column("Mã", 10, "code"), Column("Bên lề", 10, printed=False))
    sheet = read(made([("a", "b")], columns, frozen=1))
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert sheet.print_area.endswith("$A$1:$A$2")


def test_in_a_protected_sheet_only_open_columns_may_be_written_in():
    columns = (Column("Khóa", 10), Column("Mở", 10, open=True, choices=("có", "không")))
    sheet = read(made([("a", None)], columns, protected=True))
    assert sheet.protection.sheet
    assert (sheet["A2"].protection.locked, sheet["B2"].protection.locked) == (True, False)
    assert sheet.data_validations.dataValidation[0].formula1 == '"có,không"'


def test_the_same_rows_give_the_same_bytes():
    rows = [("a", "b", DAY, 1)] * 10
    assert made(rows) == made(rows)


def test_a_text_that_no_cell_holds_is_cut():
    value = read(made([("a", "b" * 40_000, None, None)]))["B2"].value
    assert len(value) == 32_767
    assert value.endswith("…")


def test_more_rows_than_a_sheet_has_are_told(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(AuditError) as refused:
        made([("a", "b", None, None)] * 4)
    assert refused.value.problems[0].key == "office.too_many_rows"
