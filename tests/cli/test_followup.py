"""``followup``: from a saved result to the workbook of an agency, back again, and on to the next round."""

import json

import openpyxl
import pytest
from support.command_line import LONG

from tthc_audit import resources

from .test_published_schemas import checked


@pytest.fixture
def result(tthc, catalogue, tmp_path):
    """A saved result of the small catalogue."""
    file = tmp_path / "đợt 1.json"
    file.write_text(tthc("check", catalogue, "--format", "json").out, "utf-8")
    return file


def later(tthc, catalogue, file, day):
    file.write_text(tthc("check", catalogue, "--as-of", day, "--format", "json").out, "utf-8")
    return file


def test_a_round_from_export_to_compare(tthc, catalogue, result, tmp_path):
    book, answered = tmp_path / "sổ.xlsx", tmp_path / "trả lời.json"
    assert tthc("followup", "export", result, "-o", book).code == 0
    sheet = openpyxl.load_workbook(book)
    sheet.active["J5"] = "Đã rà soát"
    sheet.save(book)
    told = tthc("followup", "import", book, "--result", result, "-o", answered)
    assert told.code == 0, told.err
    assert checked(answered.read_text("utf-8"))["result"] == json.loads(result.read_text("utf-8"))
    at_once = '"duration": {"value": 0, "unit": "working_day"}, "agency": "mot-cua"'
    mended = LONG.replace('"value": 9', '"value": 2').replace('"agency": "mot-cua"', at_once)
    (catalogue / "1.000002.json").write_text(mended, "utf-8")
    second = later(tthc, catalogue, tmp_path / "đợt 2.json", "2026-11-16")
    compared = tthc(
        "followup",
        "compare",
        answered,
        second,
        "--received",
        "2026-10-20",
        "-o",
        tmp_path / "2.json",
        "-o",
        tmp_path / "2.xlsx",
    )
    assert compared.code == 0, compared.err
    assert "không còn dấu hiệu" in compared.out
    told = checked((tmp_path / "2.json").read_text("utf-8"))
    states = {h["finding"]["rule"]: h["state"] for h in told["history"]}
    assert states["time/process-longer-than-limit"] == "fixed"
    assert {h["due"] for h in told["history"] if h["state"] != "fixed"} <= {"2026-11-17", None}
    assert openpyxl.load_workbook(tmp_path / "2.xlsx").sheetnames == ["Theo dõi", "Theo cơ quan", "Theo cấp thẩm quyền"]
    printed = checked(tthc("followup", "compare", tmp_path / "2.json", second, "--format", "json").out)
    assert printed["days"] == json.loads(resources.data("reference", "followup.json"))["report_of_remedies"]["value"]


def test_a_changed_cell_is_told_and_nothing_is_written(tthc, result, tmp_path):
    book = tmp_path / "sổ.xlsx"
    tthc("followup", "export", result, "-o", book)
    sheet = openpyxl.load_workbook(book)
    sheet.active["D5"] = "sửa"
    sheet.save(book)
    told = tthc("followup", "import", book, "--result", result, "-o", tmp_path / "o.json")
    assert told.code == 2
    assert "D5" in told.err
    assert not (tmp_path / "o.json").exists()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('{"schema": "tthc-audit/check/v9"}', "phiên bản mới hơn"),
        ('{"schema": "tthc-audit/followup/v2", "x": 1}', "phiên bản mới hơn"),
        ('{"schema": "tthc-audit/check/v1"}', "as_of"),
        ("[]", "không phải kết quả"),
        ("{", "bị cắt ngang"),
        ("", "Tệp trống"),
    ],
)
def test_a_result_that_cannot_be_used_is_told(tthc, tmp_path, content, word):
    file = tmp_path / "x.json"
    file.write_text(content, "utf-8")
    told = tthc("followup", "export", file, "-o", tmp_path / "o.xlsx")
    assert told.code == 2
    assert word in told.err
    assert "x.json" in told.err
    assert not (tmp_path / "o.xlsx").exists()


def test_wrong_calls_are_told(tthc, result, tmp_path):
    assert "hai kết quả" in tthc("followup", "compare", result).err
    assert ".json" in tthc("followup", "compare", result, result, "-o", tmp_path / "x.txt").err
    assert "Sở Lạ" in tthc("followup", "export", result, "-o", tmp_path / "x.xlsx", "--agency", "Sở Lạ").err


def test_a_sign_off_goes_from_the_workbook_of_a_report_into_the_next_report(tthc, catalogue, tmp_path):
    tthc("report", catalogue, "-o", tmp_path / "o", "--format", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "o" / "report.xlsx")
    book["Xác nhận"]["G2"] = "đã xác nhận"
    book.save(tmp_path / "o" / "report.xlsx")
    told = tthc("followup", "sign-off", tmp_path / "o" / "report.xlsx", "-o", catalogue / "review.json")
    assert told.code == 0, told.err
    (one,) = json.loads((catalogue / "review.json").read_text("utf-8"))
    assert one["verdict"] == "confirmed"
    tthc("report", catalogue, "-o", tmp_path / "p")
    assert "người kiểm tra đã xác nhận 1" in (tmp_path / "p" / "index.html").read_text("utf-8")
    book["Xác nhận"]["G2"] = "có lẽ"
    book.save(tmp_path / "o" / "report.xlsx")
    told = tthc(
        "followup",
        "sign-off",
        tmp_path / "o" / "report.xlsx",
        "-o",
        tmp_path / "r.json",
        "--before",
        catalogue / "review.json",
    )
    assert (told.code, "G2" in told.err) == (2, True)


def test_a_record_that_is_wrong_is_told_with_its_line(tthc, catalogue):
    (catalogue / "review.json").write_text('[\n  {"fingerprint": "a", "rule": "b", "verdict": "maybe"}\n]', "utf-8")
    told = tthc("check", catalogue)
    assert told.code == 2
    assert "review.json:2:" in told.err + told.out
