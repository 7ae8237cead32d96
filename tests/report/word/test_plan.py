"""The plan of simplification as a Word document: the tables are those of the page, and it is a draft of its kind."""

import pytest
from docx.oxml.ns import qn
from support.reform import lay
from support.word import bare, opened, page_tables, paragraphs, tables

from tthc_audit import api, reform
from tthc_audit.report.plan_html import render
from tthc_audit.report.word.plan import render_docx


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    root = lay(tmp_path_factory.mktemp("danh mục"))
    return reform.plans(root, ("1.000001",), api.Options(), target=reform.target_of("20%"), horizon=None)


@pytest.mark.usefixtures("quick")
def test_every_table_is_that_of_the_page_row_for_row(plans):
    made = opened(render_docx(plans, "vi"))
    with_heads = [t for t in page_tables(render(plans, "vi").decode()) if len(t[0]) > 2]
    assert tables(made) == with_heads
    assert len(with_heads) >= 3


@pytest.mark.usefixtures("quick")
def test_it_is_a_draft_of_a_plan_with_headings_and_a_drawing_across(plans):
    made = opened(render_docx(plans, "vi"))
    told = paragraphs(made)
    said = bare(" ".join(text for _, text in told))
    for words in ("DỰ THẢO", "/PA-", "Phương án đơn giản hóa", "Nơi nhận:"):
        assert bare(words) in said
    assert [text for style, text in told if style == "Heading 1"][:2] == [
        "1. Nội dung đơn giản hóa",
        "2. Kiến nghị thực thi",
    ]
    assert any(s.page_width > s.page_height for s in made.sections)
    assert all(len(p.get("descr")) > 20 for p in made.element.body.iter(qn("wp:docPr")))


@pytest.mark.usefixtures("quick")
def test_the_same_plans_give_the_same_bytes(plans):
    assert render_docx(plans, "en") == render_docx(plans, "en")
