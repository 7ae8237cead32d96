"""What inspectors concluded: told beside each finding, counted on the first page, and over time by rule."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from support.word import bare, opened, page_tables, paragraphs, tables

from tthc_audit.diagram import plot
from tthc_audit.followup.sign_off import on_record, read_verdicts, render
from tthc_audit.report.excel.review import heads
from tthc_audit.report.excel.whole import write_xlsx
from tthc_audit.report.html import write_html
from tthc_audit.report.reviews import rates, sentence
from tthc_audit.report.word.whole import write_docx
from tthc_audit.results import Review

LONG = "time/process-longer-than-limit"


@pytest.fixture
def reviewed(audit):
    return replace(
        audit,
        reviews=(
            Review("x" * 16, LONG, "rejected", on=date(2025, 3, 1)),
            Review("f" * 16, LONG, "open", on=date(2026, 1, 5)),
            Review("f" * 16, LONG, "confirmed", "Nguyễn Văn A", date(2026, 11, 20), "đã xem hồ sơ"),
            Review("e" * 16, "clear/role", "rejected"),
        ),
    )


def test_the_first_page_tells_signs_from_what_was_confirmed(reviewed):
    assert (
        sentence(reviewed, "vi")
        == "Trong 3 dấu hiệu, người kiểm tra đã xác nhận 1, không xác nhận 1; 1 còn là dấu hiệu chưa kết luận."
    )
    assert sentence(replace(reviewed, reviews=()), "vi") == ""


def test_each_rule_shows_how_often_it_was_confirmed_over_time(reviewed):
    role, long = rates(reviewed, "vi")
    assert (long.rule, long.confirmed, long.rejected, long.open, long.rate) == (LONG, 1, 1, 1, "50%")
    assert long.years == "2025: 0/1; 2026: 1/1"
    assert (role.rate, role.years) == ("0%", "")


def test_the_page_and_the_document_tell_the_same(reviewed, tmp_path, monkeypatch):
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
        "0000000049454e44ae426082"
    )
    monkeypatch.setattr(plot, "png", lambda _scene: png)
    write_html(reviewed, tmp_path / "h", "vi")
    page = (tmp_path / "h" / "whole.html").read_text("utf-8")
    made = opened(write_docx(reviewed, tmp_path / "r.docx", "vi").read_bytes())
    assert tables(made) == page_tables(page)
    said = bare(" ".join(text for _, text in paragraphs(made)))
    for words in ("đã xác nhận (Nguyễn Văn A, 20/11/2026)", "không xác nhận", sentence(reviewed, "vi")):
        assert words in page
        assert bare(words) in said


def test_nothing_is_said_where_nobody_concluded_anything(audit, tmp_path):
    write_html(audit, tmp_path / "h", "vi")
    assert "xác nhận (" not in (tmp_path / "h" / "whole.html").read_text("utf-8")
    assert 'id="rates"' not in (tmp_path / "h" / "appendix.html").read_text("utf-8")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_sheet_of_the_workbook_comes_back_as_the_record(reviewed, tmp_path, lang):
    file = write_xlsx(reviewed, tmp_path / "r.xlsx", lang)
    assert read_verdicts(file, reviewed.reviews, heads) == reviewed.reviews
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    row = next(r for r in sheet.iter_rows(min_row=2) if r[0].value == "c" * 16)
    row[6].value, row[8].value = (
        sheet.data_validations.dataValidation[0].formula1.strip('"').split(",")[0],
        "21/11/2026",
    )
    book.save(file)
    found = read_verdicts(file, reviewed.reviews, heads)
    assert found[:-1] == reviewed.reviews
    assert found[-1] == Review("c" * 16, "law/instrument", "confirmed", on=date(2026, 11, 21))
    (tmp_path / "review.json").write_bytes(render(found))
    assert on_record(tmp_path / "review.json") == found
