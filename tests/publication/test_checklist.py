"""The sheet that is carried to an office: what it lists, and that it comes back as a register."""

import openpyxl
import pytest
from support.command_line import spawn
from support.published import procedure


def checklist(catalogue, name, agency="mc-a", *more):
    return spawn("posting", "checklist", agency, catalogue.root, "-o", catalogue.root / name, *more)


def test_the_sheet_lists_what_the_office_owes_and_what_it_shows_without_owing(catalogue):
    catalogue.procedures(
        procedure("1.000002", field="Hộ tịch"), procedure("1.000003", kind="internal"),
        procedure("1.000004", abolished_on="2026-01-01"), procedure("1.000005", abolished_on="2026-01-01"),
    )  # fmt: skip
    catalogue.write("postings.csv", "agency,procedure,channel,means\nmc-a,1.000004,office,board\n")
    assert checklist(catalogue, "phieu.html").code == 0
    page = (catalogue.root / "phieu.html").read_text("utf-8")
    assert [code for code in ("1.000001", "1.000002", "1.000003", "1.000004", "1.000005") if code in page] == [
        "1.000001", "1.000002", "1.000004",
    ]  # fmt: skip
    assert "163/QĐ-BTP ngày 16/01/2026" in page.replace("\u00a0", " ")
    assert "Hộ tịch" in page
    assert "http:" not in page


def test_a_filled_workbook_comes_back_as_a_register(catalogue):
    catalogue.procedures(procedure("1.000002"))
    assert checklist(catalogue, "postings.xlsx").code == 0
    assert [r["seen"] for r in catalogue.rows(agency="mc-a")] == [None, None]
    file = catalogue.root / "postings.xlsx"
    book = openpyxl.load_workbook(file)
    sheet = book.active
    top = next(r for r in range(1, 9) if sheet.cell(r, 2).value == "Mã thủ tục")
    at = {sheet.cell(top, c).value: c for c in range(1, sheet.max_column + 1)}
    sheet.cell(top + 1, at["Có công khai"], "có")
    sheet.cell(top + 1, at["Hình thức"], "mã QR")
    sheet.cell(top + 1, at["Ngày kiểm tra"], "01/10/2026")
    sheet.cell(top + 2, at["Có công khai"], "không")
    book.save(file)
    found = catalogue.facts()
    assert found.errors == ()
    assert found.notices == ()
    seen = {r["procedure"]: (r["seen"], r["means"]) for r in found.rows if r["agency"] == "mc-a"}
    assert seen == {"1.000001": (True, ["qr"]), "1.000002": (False, None)}


def test_the_same_sheet_has_the_same_bytes(catalogue):
    for name in ("a.docx", "b.docx", "a.xlsx", "b.xlsx"):
        assert checklist(catalogue, name).code == 0
    for form in ("docx", "xlsx"):
        assert (catalogue.root / f"a.{form}").read_bytes() == (catalogue.root / f"b.{form}").read_bytes()


def test_an_agency_may_be_called_by_its_name(catalogue):
    assert checklist(catalogue, "phieu.html", "TTPVHCC xã A").code == 0


@pytest.mark.parametrize(("agency", "name", "says"), [("mc-z", "a.html", "mc-a"), ("mc-a", "a.txt", "--format")])
def test_a_wrong_call_is_told_with_what_would_be_right(catalogue, agency, name, says):
    outcome = checklist(catalogue, name, agency)
    assert outcome.code == 2
    assert says in outcome.err
    assert not (catalogue.root / name).exists()


@pytest.mark.parametrize("name", ["so.xlsx", "so.csv"])
def test_the_empty_register_is_a_register(catalogue, name):
    file = catalogue.root / name
    assert spawn("posting", "template", file).code == 0
    kept = catalogue.root / f"postings{file.suffix}"
    file.rename(kept)
    found = catalogue.facts()
    assert found.errors == ()
    assert found.notices == ()
    assert spawn("posting", "template", kept).code == 2
