"""``report`` in the forms of an office: files, extracts, an office's own form, and refusals."""

import docx
import pytest


def said(file):
    made = docx.Document(file)
    return " ".join([p.text for p in made.paragraphs] + [c.text for t in made.tables for r in t.rows for c in r.cells])


def test_a_word_document_and_an_extract_stand_beside_the_pages(tthc, catalogue, tmp_path):
    file = catalogue / "1.000002.json"
    file.write_text(
        file.read_text("utf-8").replace('"time_limit"', '"agencies": {"competent": "chuyen-mon"}, "time_limit"', 1),
        "utf-8",
    )
    out = tmp_path / "báo cáo"
    told = tthc("report", catalogue, "-o", out, "--format", "docx", "--format", "html", "--agency", "Phòng chuyên môn")
    assert told.code == 0, told.err
    assert sorted(p.name for p in out.iterdir()) == [
        "appendix.html", "duties.html", "extracts", "index.html", "procedures", "report.docx", "whole.html",
    ]  # fmt: skip
    assert "1.000002" in said(out / "report.docx")
    (extract,) = (out / "extracts").iterdir()
    assert "Phòng chuyên môn" in said(extract)


def test_without_the_pages_only_the_document_is_written(tthc, catalogue, tmp_path):
    assert tthc("report", catalogue, "-o", tmp_path / "o", "--format", "docx").code == 0
    assert [p.name for p in (tmp_path / "o").iterdir()] == ["report.docx"]


def test_an_offices_own_form_is_honoured(tthc, catalogue, tmp_path):
    form = docx.Document()
    form.add_paragraph("Đầu mẫu {{ ngay_du_lieu }}")
    form.add_paragraph("{{p noi_dung }}")
    form.save(tmp_path / "mẫu.docx")
    told = tthc("report", catalogue, "-o", tmp_path / "o", "--format", "docx", "--template", tmp_path / "mẫu.docx")
    assert told.code == 0, told.err
    words = said(tmp_path / "o" / "report.docx")
    assert "Đầu mẫu 15/10/2026" in words
    assert "1. Phát hiện và kiến nghị" in words
    assert "BÁO CÁO" not in words


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (("--template", "FORM"), "--format docx"),
        (("--format", "docx", "--template", "FORM"), "noi_dung"),
        (("--agency", "Sở Không Có"), "Sở Không Có"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_left(tthc, catalogue, tmp_path, more, word):
    docx.Document().save(tmp_path / "mẫu.docx")
    out = tmp_path / "o"
    told = tthc("report", catalogue, "-o", out, *(tmp_path / "mẫu.docx" if m == "FORM" else m for m in more))
    assert told.code == 2
    assert word in told.err
    assert not out.exists() or not list(out.rglob("*.*"))


def test_a_plan_is_written_as_a_document_and_needs_a_file(tthc, catalogue, tmp_path):
    told = tthc("simplify", catalogue, "1.000002", "--target", "20%", "--format", "docx", "-o", tmp_path / "p.docx")
    assert told.code == 0, told.err
    assert "1.000002" in said(tmp_path / "p.docx")
    for form in ("docx", "pdf"):
        told = tthc("simplify", catalogue, "1.000002", "--format", form)
        assert (told.code, "-o" in told.err) == (2, True)
