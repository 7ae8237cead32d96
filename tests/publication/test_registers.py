"""Registers as people keep them: headings, words, days, damaged lines; what is told, and what is used all the same."""

import datetime as dt

import openpyxl
import pytest
from support.published import procedure

from tthc_audit import api
from tthc_audit.database import parquet
from tthc_audit.i18n import LANGS, say


def told(catalogue):
    found = catalogue.facts()
    return [(e.file, e.line, e.message) for e in found.errors], [n.key for n in found.notices]


def test_vietnamese_headings_words_and_days_are_read(catalogue):
    catalogue.write(
        "postings.csv",
        "Cơ quan;Mã thủ tục;Kênh công khai;Hình thức;Mức độ;Số quyết định công bố;Ngày niêm yết;Ngày kiểm tra;Có mẫu đơn, tờ khai\n"
        "TTPVHCC xã A;1.000001;trụ sở;bảng, mã QR;đầy đủ;Số 0163 / QĐ-BTP;23/01/2026;46296;không\n",
    )
    row = catalogue.row("mc-a")
    assert (row["means"], row["depth"], row["stale"]) == (["board", "qr"], "full", False)
    assert (row["posted_on"], row["seen_on"]) == (dt.date(2026, 1, 23), dt.date(2026, 10, 1))
    assert row["not_shown"] == ["forms"]
    assert (row["file"], row["pointer"], row["origin"]) == ("postings.csv", "/2", "register")


def test_english_names_of_columns_are_read(catalogue):
    catalogue.write(
        "postings.csv",
        "agency,procedure,channel,decision_number,means,depth,posted_on,date_kind,seen_on,inspector,office_present,evidence\n"
        "mc-a,1.000001,office,163/QĐ-BTP,screen,full,2026-01-23,first,2026-10-01,Ng. V. A,Tr. T. B,anh/1.jpg\n",
    )
    row = catalogue.row("mc-a")
    assert (row["seen"], row["late"], row["agrees"], row["complete"]) == (True, False, True, True)
    assert (row["inspector"], row["office_present"], row["evidence"]) == ("Ng. V. A", "Tr. T. B", "anh/1.jpg")


def test_a_workbook_with_a_title_above_its_headings_is_read(catalogue):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Phiếu kiểm tra niêm yết"])
    sheet.append([])
    sheet.append(["Cơ quan", "Mã thủ tục", "Kênh", "Hình thức", "Ngày niêm yết"])
    sheet.append(["mc-a", 1.000001, "trụ sở", "kiosk", dt.datetime(2026, 1, 23)])
    book.save(catalogue.root / "postings.xlsx")
    row = catalogue.row("mc-a")
    assert (row["means"], row["posted_on"], row["pointer"]) == (["kiosk"], dt.date(2026, 1, 23), "/4")


def test_parquet_is_read_by_its_types(catalogue):
    columns = [
        ("agency", "VARCHAR"),
        ("procedure", "VARCHAR"),
        ("channel", "VARCHAR"),
        ("means", "VARCHAR"),
        ("posted_on", "DATE"),
    ]
    parquet.write(catalogue.root / "postings.parquet", columns, [["mc-a", "1.000001", "office", "board", "2026-01-23"]])
    row = catalogue.row("mc-a")
    assert (row["seen"], row["posted_on"], row["pointer"]) == (True, dt.date(2026, 1, 23), "/1")


def test_a_code_that_was_taken_for_a_number_is_found(catalogue):
    catalogue.procedures(procedure("1.000010"))
    parquet.write(
        catalogue.root / "postings.parquet",
        [("agency", "VARCHAR"), ("procedure", "DOUBLE"), ("means", "VARCHAR")],
        [["mc-a", 1.00001, "board"]],
    )
    assert catalogue.row("mc-a", "1.000010")["seen"] is True


def test_a_register_named_in_the_catalogue_is_read(catalogue):
    catalogue.write(
        "catalog.json",
        {"name": "Thử", "as_of": "2026-10-15", "registers": [{"kind": "posting", "file": "so/thang-10.csv"}]},
    )
    (catalogue.root / "so").mkdir()
    catalogue.write("so/thang-10.csv", "agency,procedure,channel,means\nmc-a,1.000001,office,board\n")
    assert catalogue.row("mc-a")["file"] == "so/thang-10.csv"


@pytest.mark.parametrize(
    ("register", "key"),
    [
        ({"kind": "khác", "file": "a.csv"}, "no_such_kind"),
        ({"kind": "posting", "file": "a.csv"}, "no_such_file"),
        ({"kind": "posting", "file": "../../etc/passwd"}, "no_such_file"),
        ({"kind": "posting", "file": "catalog.json"}, "no_such_form"),
    ],
)
def test_a_register_that_cannot_be_opened_is_told_at_its_line(catalogue, register, key):
    catalogue.write("catalog.json", {"name": "Thử", "as_of": "2026-10-15", "registers": [register]})
    audit = api.check([catalogue.root], api.Options())
    (error,) = audit.errors
    told_in_vietnamese = say("vi", f"posting.{key}", kind=register["kind"], file=register["file"])
    assert (error.file, error.line, error.message) == ("catalog.json", 1, told_in_vietnamese)


HEAD = "agency,procedure,channel,means,posted_on\n"
GOOD = "mc-a,1.000001,office,board,23/01/2026\n"


@pytest.mark.parametrize(
    ("line", "at", "part"),
    [
        (b"mc-b,1.000001,office,board,31/02/2026\n", 3, "31/02/2026"),
        (b"mc-b,1.000001,office,board,12345\n", 3, "12345"),
        (b"mc-b,1.000001,moon,,23/01/2026\n", 3, "moon"),
        (b"mc-b,,office,board,\n", 3, "mã thủ tục"),
        (b",1.000001,office,board,\n", 3, "nơi nào"),
        (b"mc-b,1.000001,office,board,23/01/2026,x,y\n", 3, "7 ô"),
        (b'mc-b,1.000001,"office,board,23/01/2026\n', 3, "ngoặc kép"),
        (b"x\xe3 B,1.000001,office,board,\n", 3, "UTF-8"),
        ("xã B,1.000001,office,board,\n".encode("utf-16-le"), 3, "UTF-8"),
    ],
)
def test_a_bad_line_is_told_with_its_place_and_the_good_ones_are_used(catalogue, line, at, part):
    catalogue.write("postings.csv", HEAD.encode() + GOOD.encode() + line + GOOD.replace("mc-a", "mc-b").encode())
    errors, _ = told(catalogue)
    assert errors[0][:2] == ("postings.csv", at)
    assert part in errors[0][2]
    assert catalogue.row("mc-a")["posted_on"] == dt.date(2026, 1, 23)
    assert catalogue.row("mc-b")["posted_on"] == dt.date(2026, 1, 23)


def test_bad_rows_are_counted_and_check_says_that_the_input_is_wrong(catalogue):
    catalogue.write("postings.csv", HEAD + GOOD + "mc-b,,office,board,\n" * 30)
    audit = api.check([catalogue.root], api.Options())
    assert api.exit_code(audit) == 2
    assert len(audit.errors) == 21
    assert {n.key: n.values.get("n") for n in audit.notices}["posting.bad_rows"] == 30


def test_missing_columns_are_named_with_those_that_are_there(catalogue):
    catalogue.write("postings.csv", "agency,ma,ngay\nmc-a,1.000001,x\n")
    errors, _ = told(catalogue)
    assert "channel" in errors[0][2]
    assert "ngay" in errors[0][2]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe", b"\x00\x00"])
def test_an_empty_register_is_told(catalogue, content):
    catalogue.write("postings.csv", content)
    assert told(catalogue)[0]


@pytest.mark.parametrize("name", ["postings.xlsx", "postings.parquet"])
def test_a_file_that_is_something_else_is_told(catalogue, name):
    catalogue.write(name, b"not what its name says")
    errors, _ = told(catalogue)
    assert errors[0][0] == name
    assert catalogue.row("mc-a")["seen"] is None


def test_unknown_agencies_and_procedures_are_listed_and_kept(catalogue):
    catalogue.write("postings.csv", HEAD + "xã C,1.999999,office,board,\n")
    _, notices = told(catalogue)
    assert notices == ["posting.unknown_agencies", "posting.unknown_procedures"]
    (row,) = catalogue.rows(procedure="1.999999")
    assert (row["agency"], row["agency_known"], row["procedure_known"]) == ("xã C", False, False)
    assert (row["required"], row["seen"], row["late"], row["stale"]) == (None, True, None, None)


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ("mc-a,1.000001,office,board,23/01/2026,\nmc-a,1.000001,office,board,10/02/2026,\n", "two_dates"),
        ("mc-a,1.000001,office,board,15/01/2026,\n", "posted_before_signed"),
        ("mc-a,1.000001,office,board,23/01/2026,01/01/2026\n", "removed_before_posted"),
    ],
)
def test_days_that_contradict_each_other_are_told_and_prove_nothing(catalogue, rows, key):
    catalogue.write("postings.csv", HEAD.replace("\n", ",removed_on\n") + rows)
    found = catalogue.facts()
    (notice,) = [n for n in found.notices if n.key == f"posting.{key}"]
    for lang in LANGS:
        words = say(lang, notice.key, **notice.values)
        assert "postings.csv" in words
        assert "2" in words
    assert catalogue.row("mc-a")["late"] is None


def test_a_heading_nobody_knows_is_told(catalogue):
    catalogue.write("postings.csv", "agency,procedure,channel,means,posted_onn\nmc-a,1.000001,office,board,x\n")
    assert told(catalogue)[1] == ["posting.unused"]


def test_single_files_are_judged_without_the_registers_beside_them(catalogue):
    catalogue.write("postings.csv", HEAD + "mc-a,,,,\n")
    audit = api.check([catalogue.root / "1.000001.json"], api.Options())
    assert audit.errors == ()
