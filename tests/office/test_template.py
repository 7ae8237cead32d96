"""An office's own form: its places are filled in, its styles stay, and what cannot be filled in is told."""

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.shared import Mm, Pt

from tthc_audit.errors import AuditError
from tthc_audit.office.template import from_template
from tthc_audit.office.wordml import Paragraph, Run

VALUES = {"co_quan": "UBND tỉnh <X> & Y", "tieu_de": "Kết quả", "ngay_du_lieu": "15/10/2026"}


def form(folder, *lines, change=None):
    made = docx.Document()
    made.styles["Normal"].font.name = "Garamond"
    made.styles["Heading 1"].font.size = Pt(31)
    made.sections[0].left_margin = Mm(33)
    for line in lines:
        made.add_paragraph(line)
    if change:
        change(made)
    made.save(folder / "mẫu.docx")
    return folder / "mẫu.docx"


def filled(file):
    document = from_template(file, VALUES)
    body = Paragraph((Run("NỘI DUNG"),), document.styles["heading1"]).xml()
    return docx.Document(io.BytesIO(document.save(body, title="t", day=date(2026, 10, 15))))


def refused(file):
    with pytest.raises(AuditError) as told:
        from_template(file, VALUES)
    return told.value.problems[0]


def test_places_are_filled_in_and_styles_stay(tmp_path):
    made = filled(form(tmp_path, "{{ co_quan }}", "Ngày {{ngay_du_lieu}}.", "{{p noi_dung }}", "Hết"))
    assert [p.text for p in made.paragraphs] == ["UBND tỉnh <X> & Y", "Ngày 15/10/2026.", "NỘI DUNG", "Hết"]
    assert made.styles["Normal"].font.name == "Garamond"
    assert made.styles["Heading 1"].font.size == Pt(31)
    assert made.paragraphs[2].style.name == "Heading 1"
    assert round(made.sections[0].left_margin.mm) == 33


def test_a_place_that_word_cut_into_runs_is_found(tmp_path):
    def split(made):
        paragraph = made.paragraphs[0]
        for part in ("{{ co", "_quan", " }}"):
            paragraph.add_run(part).bold = part == "_quan"

    made = filled(form(tmp_path, "", "{{ noi_dung }}", change=split))
    assert made.paragraphs[0].text == "UBND tỉnh <X> & Y"


def test_a_place_in_the_header_is_filled_in(tmp_path):
    def header(made):
        made.sections[0].header.paragraphs[0].text = "{{ tieu_de }}"

    assert filled(form(tmp_path, "{{ noi_dung }}", change=header)).sections[0].header.paragraphs[0].text == "Kết quả"


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["Không có chỗ"], "body"),
        (["Chỗ {{ noi_dung }} giữa dòng"], "body"),
        (["{{ noi_dung }}", "{{ noi_dung }}"], "body_twice"),
        (["{{ noi_dung }}", "{{ nguoi_ky }}"], "unknown"),
        (["{{ noi_dung }}", "{{ co_quan.__class__ }}"], "not_a_place"),
        (["{{ noi_dung }}", "{{ 'a' * 999999999 }}"], "not_a_place"),
        (["{{ noi_dung }}", "{% for x in range(999999999) %}a{% endfor %}"], "not_a_place"),
        (["{{ noi_dung }}", "{{ co_quan"], "not_a_place"),
    ],
)
def test_what_cannot_be_filled_in_is_told(tmp_path, lines, key):
    problem = refused(form(tmp_path, *lines))
    assert problem.key == f"office.template.{key}"
    assert problem.file == "mẫu.docx"


def test_what_is_no_document_is_told(tmp_path):
    file = tmp_path / "x.docx"
    file.write_bytes(b"no zip")
    assert refused(file).key == "office.template.not_word"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a.txt", "a")
    assert refused(file).key == "office.template.not_word"


def test_a_document_that_unpacks_to_too_much_is_not_unpacked(tmp_path):
    file = tmp_path / "x.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(3):
            packed.writestr(f"{number}.xml", bytes(100 * 1024**2))
    assert refused(file).key == "office.template.too_large"
