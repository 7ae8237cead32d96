from dataclasses import replace

import pytest

from tthc_audit.report.held import MOST, held
from tthc_audit.report.html import write_html


def row(procedure, subject="Giấy khai sinh", why="asked", **more):
    return {
        "kind": "paper_already_held", "procedure": procedure, "subject": subject, "why": why, "field": "Hộ tịch",
        "a_agency_name": "UBND xã", "b_name": "CSDL hộ tịch", "b_agency_name": "Bộ Tư pháp", "papers_saved": None,
        "procedure_status": None, "procedure_kind": "citizen", **more,
    }  # fmt: skip


@pytest.fixture
def make(audit):
    def changed(*, tables):
        return replace(audit, tables={**audit.tables, **tables})

    return changed


@pytest.fixture
def shown(make):
    def show(*rows, lang="vi"):
        return held(make(tables={"overlap": list(rows)}), lang)

    return show


def test_papers_are_ranked_by_the_procedures_that_demand_them(shown):
    found = shown(
        row("1", "Sổ A", "only_if_not_found"), row("2", "Sổ A", "only_if_not_found"), row("1", "Sổ B", papers_saved="2"),
        row("1", "Sổ C"), row("2", "Sổ C", "alternative"),
    )  # fmt: skip
    assert [(p.name, p.procedures, p.counts, p.copies) for p in found.papers] == [
        ("Sổ C", 2, (1, 0, 1, 0, 0), 0),
        ("Sổ B", 1, (1, 0, 0, 0, 0), 2),
        ("Sổ A", 2, (0, 0, 0, 0, 2), 0),
    ]
    assert found.papers[0].beside == "CSDL hộ tịch (Bộ Tư pháp)"


def test_a_procedure_counts_once_under_its_plainest_demand(shown):
    (paper,) = shown(row("1", why="alternative"), row("1", why="bundle"), row("1", why="shown")).papers
    assert (paper.procedures, paper.counts) == (1, (0, 1, 0, 0, 0))


def test_fields_and_agencies_tell_which_papers_they_ask_for_most(shown):
    found = shown(row("1"), row("2"), row("2", "Thẻ căn cước"), row("3", field=None, a_agency_name=None))
    assert [(f.name, f.beside) for f in found.fields] == [
        ("Hộ tịch", "Giấy khai sinh (2); Thẻ căn cước (1)"),
        ("(chưa nêu)", "Giấy khai sinh (1)"),
    ]
    assert [a.name for a in found.agencies] == ["UBND xã", "(chưa nêu)"]


def test_other_overlaps_ended_and_internal_procedures_do_not_count(shown):
    found = shown(
        row("1", kind="mergeable"), row("2", procedure_status="abolished"), row("3", procedure_kind="internal")
    )  # fmt: skip
    assert (found.papers, found.fields, found.agencies) == ((), (), ())


def test_what_is_left_out_is_counted(shown):
    found = shown(*(row(str(n), field=f"Lĩnh vực {n}") for n in range(MOST + 2)))
    assert (len(found.fields), found.fields_left) == (MOST, 2)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_is_there_where_something_is_held_and_goes_when_nothing_is(make, tmp_path, lang):
    write_html(make(tables={"overlap": [row("1", "<b>Sổ</b>")]}), tmp_path, lang)
    page = (tmp_path / "held.html").read_text("utf-8")
    assert "&lt;b&gt;Sổ&lt;/b&gt;" in page
    assert "held.html" in (tmp_path / "index.html").read_text("utf-8")
    write_html(make(tables={}), tmp_path, lang)
    assert not (tmp_path / "held.html").exists()
