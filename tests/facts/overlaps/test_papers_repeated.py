import pytest
from support.measured import measured, procedure, survey

from tthc_audit.catalog import lists
from tthc_audit.facts import overlaps
from tthc_audit.facts.build import TABLES
from tthc_audit.facts.papers import papers_of

PAPERS = papers_of(list(lists.databases().values()), lists.common_papers())
GROUP = {"members": [{"code": "1.000002"}, {"code": "1.000003"}]}


def dossier(*documents):
    return [{"id": f"g{n}", "handling": "submit", **d} for n, d in enumerate(documents)]


def repeated(registers=None, **stated):
    found = overlaps.rows(measured(registers=registers or survey(papers=PAPERS), **stated))
    return [r for r in found if r["kind"] == "repeated_paper"]


def in_group(first, second, **more):
    members = {
        "1.000002": procedure(code="1.000002", documents=dossier(first)),
        "1.000003": procedure(code="1.000003", documents=dossier(second)),
    }
    return repeated(survey(papers=PAPERS, procedures=members), interlinked=GROUP, **more)


def test_two_members_of_a_group_ask_for_one_paper():
    (row,) = in_group({"name": "Giấy khai sinh"}, {"name": "01 bản sao GIẤY KHAI SINH;", "copies": 1})
    assert (row["procedure"], row["other_procedure"], row["interlinked_in"]) == ("1.000002", "1.000003", "1.000001")
    assert (row["score"], row["missing"], row["papers_saved"], row["subject"]) == ("1", [], 1, "Giấy khai sinh")
    assert set(row) <= TABLES["overlap"].names


def test_the_dossier_of_the_group_itself_decides_where_it_is_stated():
    one = {"name": "Giấy khai sinh"}
    assert in_group(one, one, documents=dossier({"name": "Tờ khai điện tử liên thông"})) == []
    (row,) = in_group(one, one, documents=dossier(one, {"name": "Bản sao giấy khai sinh"}))
    assert (row["procedure"], row["a_document"], row["b_document"]) == ("1.000001", "g0", "g1")


@pytest.mark.parametrize(
    "second",
    [
        {"name": "Giấy khai sinh", "handling": "present"},
        {"name": "Giấy khai sinh", "one_of": "a"},
        {"name": "Giấy khai sinh hoặc hộ chiếu"},
        {"name": "Giấy khai sinh (nếu có)"},
        {"name": "Giấy khai sinh khi không tra cứu được dữ liệu"},
        {"name": "Giấy khai sinh", "originals": 0, "copies": 0},
        {"name": "Tờ khai đăng ký khai sinh"},
        {"name": "Giấy chứng nhận đăng ký đầu tư"},
    ],
)
def test_what_is_shown_or_one_of_several_or_another_paper_is_not_given_twice(second):
    assert in_group({"name": "Giấy khai sinh"}, second) == []


def test_papers_of_two_people_are_two_papers():
    assert in_group({"name": "Giấy khai sinh của cha"}, {"name": "Giấy khai sinh của con"}) == []
    (row,) = in_group({"name": "Giấy khai sinh"}, {"name": "Giấy khai sinh của con"})
    assert row["score"] == "0.90"


def test_papers_of_different_cases_are_not_given_together():
    papers = dossier({"name": "Giấy khai sinh", "cases": ["a"]}, {"name": "Giấy khai sinh", "cases": ["b"]})
    assert repeated(interlinked=GROUP, documents=papers) == []
    papers = dossier(
        {"name": "Giấy khai sinh", "condition": "Sinh ở nhà"}, {"name": "Giấy khai sinh", "condition": "Khác"}
    )
    assert repeated(interlinked=GROUP, documents=papers) == []


def test_without_a_handling_or_under_a_condition_elsewhere_it_is_not_known():
    (row,) = in_group({"name": "Giấy khai sinh", "handling": None}, {"name": "Giấy khai sinh", "condition": "Mất"})
    assert row["missing"] == ["a_handling", "b_case"]


def test_a_member_that_is_not_in_the_catalogue_hides_no_other():
    members = {"1.000002": procedure(code="1.000002", documents=dossier({"name": "A"}))}
    assert repeated(survey(papers=PAPERS, procedures=members), interlinked=GROUP) == []


def flow(second_office, name="gks"):
    return [
        {"id": "nop", "kind": "submit", "agency": "applicant", "inputs": ["gks"], "next": ["nhan"]},
        {"id": "nhan", "kind": "receive", "agency": "mot-cua", "next": ["nop-2"]},
        {"id": "nop-2", "kind": "submit", "agency": "applicant", "inputs": [name], "next": ["thu"]},
        {"id": "thu", "kind": "receive", "agency": second_office},
    ]


def test_one_paper_handed_to_two_bodies_is_told():
    papers = [{"id": "gks", "name": "Giấy khai sinh", "handling": "submit"}]
    (row,) = repeated(documents=papers, steps=flow("thue"))
    assert (row["why"], row["a_document"], row["b_document"]) == ("two_bodies", "gks", "gks")
    assert repeated(documents=papers, steps=flow("phong")) == []
    papers.append({"id": "gks-2", "name": "Bản sao giấy khai sinh", "handling": "submit"})
    (row,) = repeated(documents=papers, steps=flow("thue", "gks-2"))
    assert (row["a_document"], row["b_document"]) == ("gks", "gks-2")
