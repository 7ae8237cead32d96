from datetime import date

import pytest
from support.measured import measured, survey

from tthc_audit.catalog import lists
from tthc_audit.catalog.model import DataSource, ReplacedPaper
from tthc_audit.facts import overlaps
from tthc_audit.facts.build import TABLES
from tthc_audit.facts.papers import papers_of

PAPERS = papers_of(list(lists.databases().values()), lists.common_papers())


def held(*documents, registers=None, **stated):
    papers = [{"id": f"g{n}", **d} for n, d in enumerate(documents)]
    found = overlaps.rows(measured(registers=registers or survey(papers=PAPERS), documents=papers, **stated))
    return [r for r in found if r["kind"] == "paper_already_held"]


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"name": "Bản sao Giấy khai sinh", "handling": "submit"}, "asked"),
        ({"name": "Giấy khai sinh; Tờ khai", "handling": "submit"}, "bundle"),
        ({"name": "Giấy khai sinh hoặc giấy chứng sinh", "handling": "submit"}, "alternative"),
        ({"name": "Giấy khai sinh", "one_of": "a"}, "alternative"),
        ({"name": "Giấy khai sinh", "condition": "Khi không khai thác được dữ liệu"}, "only_if_not_found"),
        ({"name": "Giấy khai sinh", "handling": "present"}, "shown"),
    ],
)
def test_how_a_paper_that_is_held_is_asked_for_is_told_apart(document, why):
    (row,) = held(document)
    assert (row["why"], row["subject"], row["b_name"]) == (why, "Giấy khai sinh", "Cơ sở dữ liệu hộ tịch điện tử")
    assert (row["a_document"], row["pointer"], row["score"], row["missing"]) == ("g0", "/documents/0", 1, [])
    assert set(row) <= TABLES["overlap"].names


def test_a_line_of_several_papers_has_a_row_for_each():
    assert {r["subject"] for r in held({"name": "Giấy khai sinh, thẻ căn cước"})} == {"Giấy khai sinh", "Thẻ căn cước"}


def test_only_what_is_asked_for_outright_saves_copies():
    assert held({"name": "Giấy khai sinh", "originals": 1, "copies": 1})[0]["papers_saved"] == 2
    assert held({"name": "Giấy khai sinh hoặc hộ chiếu", "copies": 1})[0]["papers_saved"] is None


@pytest.mark.parametrize("document", [{"handling": "lookup"}, {"handling": "declare"}, {"result_of": "1.000001"}])
def test_what_is_looked_up_or_was_issued_by_the_procedure_itself_is_not_asked_for(document):
    assert held({"name": "Giấy khai sinh", **document}) == []


@pytest.mark.parametrize(("since", "until", "rows"), [("10-15", "10-15", 1), ("10-16", None, 0), ("01-01", "10-14", 0)])
def test_a_paper_is_held_from_its_first_day_to_its_last(since, until, rows):
    def day(text):
        return text and date.fromisoformat(f"2026-{text}")

    source = DataSource(
        id="d", name="D", papers=(ReplacedPaper(name="Sổ xanh", held_since=day(since), until=day(until)),)
    )
    assert len(held({"name": "Sổ xanh"}, registers=survey(papers=papers_of([source])))) == rows


def test_without_a_first_day_it_is_not_known():
    source = DataSource(id="d", name="D", papers=(ReplacedPaper(name="Sổ xanh"),))
    (row,) = held({"name": "Sổ xanh"}, registers=survey(papers=papers_of([source])))
    assert row["missing"] == ["held_since"]


@pytest.mark.parametrize("name", ["", " ", "12345", "(" * 5000, "giấy " * 1000, "a" * 5000])
def test_a_name_that_tells_nothing_hides_no_other(name):
    assert [r["a_document"] for r in held({"name": name}, {"name": "Giấy khai sinh"})] == ["g1"]
