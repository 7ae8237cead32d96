"""The report as a Word document: it says what the pages say, and looks as the decree asks."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from msgspec import structs
from support.word import bare, opened, page_tables, paragraphs, tables

from tthc_audit import api
from tthc_audit.report.html import write_html
from tthc_audit.report.word import whole
from tthc_audit.report.word.whole import write_docx

ROOT = Path(__file__).parents[3]


@pytest.fixture
def document(audit, tmp_path):
    return opened(write_docx(audit, tmp_path / "r.docx", "vi").read_bytes())


def pair(audit, folder, lang="vi", tail=None):
    write_html(audit, folder / "html", lang, tail=tail)
    page = (folder / "html" / "whole.html").read_text("utf-8")
    return page, opened(write_docx(audit, folder / "r.docx", lang, tail=tail).read_bytes())


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("lang", "tail"), [("vi", None), ("en", None), ("vi", "en")])
def test_every_table_is_that_of_the_page_row_for_row(audit, tmp_path, lang, tail):
    page, made = pair(audit, tmp_path, lang, tail)
    assert tables(made) == page_tables(page)


@pytest.mark.usefixtures("quick")
def test_every_table_and_every_figure_of_the_sample_catalogue_is_that_of_the_page(tmp_path):
    found = api.audit(ROOT / "procedures", api.Options())
    page, made = pair(found, tmp_path)
    told, here = page_tables(page), tables(made)
    assert len(told) > 200
    assert here == told
    said = bare(" ".join(text for _, text in paragraphs(made)))
    sentences = re.findall(r"<li>(.*?)</li>", page.split('id="results"')[1].split("</section>")[0])
    assert len(sentences) >= 4
    for sentence in sentences:
        assert bare(re.sub(r"<[^>]+>|&nbsp;", "", sentence)) in said
    for number in re.findall(r'<dd class="value">(.*?)</dd>', page):
        assert bare(re.sub(r"<[^>]+>", "", number)) in said


@pytest.mark.usefixtures("quick")
def test_margins_paper_and_letters_are_those_of_the_decree(document):
    first = document.sections[0]
    assert [round(side.mm) for side in (first.page_width, first.page_height)] == [210, 297]
    assert 20 <= round(first.top_margin.mm) <= 25
    assert 20 <= round(first.bottom_margin.mm) <= 25
    assert 30 <= round(first.left_margin.mm) <= 35
    assert 15 <= round(first.right_margin.mm) <= 20
    for name in ("Normal", "Body Text", "Heading 1", "Title", "Caption"):
        fonts = document.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{a}")) for a in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
        assert not [a for a in fonts.attrib if "heme" in a]
        assert document.styles[name].font.color.rgb in (None, (0, 0, 0))
    assert document.styles["Normal"].font.size.pt == 13
    assert document.styles["Body Text"].paragraph_format.first_line_indent == pytest.approx(Mm(10), rel=0.01)


@pytest.mark.usefixtures("quick")
def test_pages_are_numbered_in_the_top_margin_from_the_second_on(document):
    first, *others = document.sections
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert not first.first_page_header.paragraphs[0].text
    assert others
    for section in others:
        assert section.header.is_linked_to_previous
        assert not section.different_first_page_header_footer
    assert first.header_distance < first.top_margin


@pytest.mark.usefixtures("quick")
def test_drawings_stand_on_landscape_sheets_with_words_for_who_does_not_see_them(document):
    across = [s for s in document.sections if s.page_width > s.page_height]
    assert across
    shown = list(document.element.body.iter(qn("wp:docPr")))
    assert len(shown) >= 3
    assert all(len(picture.get("descr")) > 20 for picture in shown)
    assert len({picture.get("id") for picture in shown}) == len(shown)
    for extent in document.element.body.iter(qn("wp:extent")):
        assert int(extent.get("cx")) <= Mm(277) + 1
        assert int(extent.get("cy")) <= Mm(167)


@pytest.mark.usefixtures("quick")
def test_no_section_is_empty(document):
    nothing_since = True
    for block in document.element.body:
        if (
            block.tag == qn("w:tbl")
            or "".join(t.text or "" for t in block.iter(qn("w:t")))
            or block.find(f".//{qn('w:drawing')}") is not None
        ):
            nothing_since = False
        if block.tag == qn("w:sectPr") or block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            assert not nothing_since
            nothing_since = True


@pytest.mark.usefixtures("quick")
def test_headings_and_captions_are_real_and_stay_with_what_follows(document):
    told = paragraphs(document)
    assert [text for style, text in told if style == "Heading 1"][:3] == [
        "1. Phát hiện và kiến nghị", "2. Danh sách thủ tục", "3. Phát hiện theo thẩm quyền và trách nhiệm",
    ]  # fmt: skip
    captions = [text for style, text in told if style == "Caption" and re.match(r"(Bảng|Hình) \d", text)]
    numbers = [int(text.split(" ")[1].rstrip(".")) for text in captions if text.startswith("Bảng")]
    assert numbers == list(range(1, len(numbers) + 1))
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption"):
        assert document.styles[name].paragraph_format.keep_with_next
    for table in document.element.body.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


@pytest.mark.usefixtures("quick")
def test_it_is_a_draft_without_number_name_or_day(document):
    said = " ".join(text for _, text in paragraphs(document))
    assert "DỰ THẢO" in said
    assert "Số:       /BC-……" in said.replace("\xa0", " ")
    assert "ngày …… tháng …… năm" in said
    assert "Nơi nhận:" in said
    assert "(dự thảo, chưa ký)" in said


def test_the_same_audit_gives_the_same_bytes_and_no_clock(audit, tmp_path):
    one = write_docx(audit, tmp_path / "1.docx", "vi").read_bytes()
    assert write_docx(audit, tmp_path / "2.docx", "vi").read_bytes() == one
    with zipfile.ZipFile(io.BytesIO(one)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    told = opened(one).core_properties
    assert told.created.date() == told.modified.date() == audit.as_of


@pytest.mark.usefixtures("quick")
def test_whatever_a_text_holds_the_document_stays_whole(audit, tmp_path):
    wild = "<w:p/>&amp; \x00\x0b\ud800 {{ x }} ]]> \u202eabc“"
    named = replace(audit, name=wild, names={"1.000001": wild}, owner=wild)
    named = replace(
        named, findings=tuple(structs.replace(f, message=f.message._replace(vi=wild)) for f in audit.findings)
    )
    made = opened(write_docx(named, tmp_path / "r.docx", "vi").read_bytes())
    assert any("<w:p/>&amp;" in text for _, text in paragraphs(made))


@pytest.mark.usefixtures("quick")
def test_of_many_procedures_the_gravest_have_drawings_and_all_findings_stand_there(audit, many, tmp_path, monkeypatch):
    monkeypatch.setattr(whole, "MOST_DRAWN", 3)
    made = opened(write_docx(many(audit, 70), tmp_path / "r.docx", "vi").read_bytes())
    said = " ".join(text for _, text in paragraphs(made))
    assert "3 thủ tục có phát hiện nặng nhất trong 70 thủ tục" in said
    assert len([s for s in made.sections if s.page_width > s.page_height]) == 6
    numbers = {row[0] for table in tables(made) for row in table}
    for chapter in range(1, 71):
        assert any(first.startswith(f"{chapter}.1") for first in numbers)
