import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.measured import measured, procedure, survey

from tthc_audit.facts import overlaps
from tthc_audit.facts.build import TABLES

LICENCE = "Giấy phép hoạt động bưu chính"


def one(code, *, needs=(), yields=(), competent="ubnd-xa", **more):
    documents = [
        {"id": f"g{n}", "handling": "submit", **(d if isinstance(d, dict) else {"name": d})}
        for n, d in enumerate(needs)
    ]
    results = [{"id": f"k{n}", "name": name} for n, name in enumerate(yields)]
    roles = {"competent": competent} if competent else None
    return procedure(code=code, name=f"Thủ tục {code}", documents=documents, results=results, agencies=roles, **more)


def across(*procedures, kind="result_asked_back"):
    found = overlaps.rows_across(
        survey(procedures={p.key: p for p in procedures}), [(p, f"{p.key}.json") for p in procedures]
    )
    return [r for r in found if r["kind"] == kind]


def test_a_body_asks_for_what_it_yields_elsewhere():
    (row,) = across(one("1.1", needs=[f"01 bản sao {LICENCE}"]), one("1.2", yields=[LICENCE]))
    assert (row["procedure"], row["other_procedure"], row["why"], row["score"]) == ("1.1", "1.2", "same_body", "1")
    assert (row["a_document"], row["b_document"], row["other_pointer"]) == ("g0", "k0", "/results/0")
    assert set(row) <= TABLES["overlap"].names


@pytest.mark.parametrize(
    "other",
    [
        one("1.2", yields=[LICENCE], competent="thue"),
        one("1.2", yields=[LICENCE], competent=None),
        one("1.2", yields=[LICENCE], status="abolished"),
        one("1.2", yields=["Giấy phép hoạt động viễn thông"]),
        one("1.2", yields=["Giấy phép"]),
    ],
)
def test_another_body_or_another_paper_is_no_such_thing(other):
    assert across(one("1.1", needs=[LICENCE]), other) == []


def test_what_a_procedure_yields_itself_is_not_asked_back_of_it():
    assert across(one("1.1", needs=[LICENCE], yields=[LICENCE])) == []
    assert across(one("1.1", needs=[{"name": LICENCE, "result_of": "1.1"}]), one("1.2", yields=[LICENCE])) == []


def test_a_stated_source_counts_whatever_the_name():
    (row,) = across(one("1.1", needs=[{"name": "Giấy tờ cũ", "result_of": "1.2"}]), one("1.2", yields=[LICENCE]))
    assert (row["why"], row["score"]) == ("same_body_stated", "1")


def test_what_members_of_a_group_ask_of_each_other_is_told_by_the_group_alone():
    group = procedure(code="1.9", interlinked={"members": [{"code": "1.1"}, {"code": "1.2"}]})
    assert across(one("1.1", needs=[LICENCE]), one("1.2", yields=[LICENCE]), group) == []


def test_below_certainty_the_score_says_so():
    (row,) = across(one("1.1", needs=["Giấy phép hoạt động bưu chánh"]), one("1.2", yields=[LICENCE]))
    assert row["score"] == "0.90"


def test_two_that_need_each_other_are_a_circle():
    a = one("1.1", needs=["Quyết định giao khu vực biển"], yields=["Quyết định chấp thuận nhà đầu tư"])
    b = one("1.2", needs=["Quyết định chấp thuận nhà đầu tư"], yields=["Quyết định giao khu vực biển"])
    (row,) = across(b, a, kind="result_cycle")
    assert (row["subject"], row["a_document"], row["b_document"]) == ("1.1 → 1.2 → 1.1", "g0", "g0")
    third = one("1.3", yields=["Quyết định giao khu vực biển"])
    assert across(a, b, third, kind="result_cycle") == []


def test_a_longer_circle_is_told_whole_and_once():
    chain = [
        one(f"1.{n}", needs=[{"name": "x", "result_of": f"1.{n % 4 + 1}"}], yields=[f"Kết luận kiểm định {n} đập"])
        for n in range(1, 5)
    ]
    (row,) = across(*chain, one("1.9", needs=[{"name": "x", "result_of": "1.1"}]), kind="result_cycle")
    assert row["subject"] == "1.1 → 1.2 → 1.3 → 1.4 → 1.1"


def test_what_is_needed_only_at_times_closes_no_circle():
    a = one("1.1", needs=[{"name": "x", "result_of": "1.2", "condition": "Nếu thuê đất"}])
    b = one("1.2", needs=[{"name": "x", "result_of": "1.1"}])
    assert across(a, b, kind="result_cycle") == []


def within(**stated):
    return [r for r in overlaps.rows(measured(**stated)) if r["kind"] == "result_asked_back"]


def test_a_paper_that_a_step_of_an_office_makes_is_asked_back():
    steps = [
        {"id": "nop", "kind": "submit", "agency": "applicant", "next": ["do"]},
        {"id": "do", "kind": "other", "agency": "phong", "inputs": [], "outputs": ["trich-do"]},
    ]
    papers = [{"id": "trich-do", "name": "Mảnh trích đo", "handling": "submit"}]
    (row,) = within(steps=steps, documents=papers)
    assert (row["why"], row["b_step"], row["b_agency"], row["a_document"]) == ("step_result", "do", "phong", "trich-do")
    assert within(steps=steps, documents=[papers[0] | {"condition": "Nếu đã đo"}]) == []
    assert within(steps=steps, documents=[papers[0] | {"name": "Mảnh trích đo (nếu có)"}]) == []


def test_a_member_yields_what_the_group_or_another_member_asks_for():
    birth = procedure(code="1.2", results=[{"id": "k", "name": "Giấy khai sinh"}])
    card = procedure(code="1.3", documents=[{"id": "g", "name": "Bản sao giấy khai sinh", "handling": "submit"}])
    group = {"members": [{"code": "1.2"}, {"code": "1.3"}, {"code": "1.4"}]}
    known = survey(procedures={"1.2": birth, "1.3": card})
    (row,) = within(registers=known, interlinked=group)
    assert (row["procedure"], row["other_procedure"], row["interlinked_in"]) == ("1.3", "1.2", "1.000001")
    own = [{"id": "g", "name": "Giấy khai sinh của trẻ", "handling": "submit"}]
    (row,) = within(registers=known, interlinked=group, documents=own)
    assert (row["procedure"], row["score"]) == ("1.000001", "0.90")


NAMES = [
    "Giấy phép hoạt động bưu chính",
    "Giấy phép bay",
    "Quyết định giao khu vực biển",
    "Chứng chỉ hành nghề dược",
    "12",
    "Giấy phép",
]


@st.composite
def catalogues(draw):
    papers = st.lists(st.sampled_from(NAMES), max_size=3)
    return [
        one(
            f"1.{n}",
            needs=draw(papers),
            yields=draw(papers),
            competent=draw(st.sampled_from(["ubnd-xa", "thue", None])),
        )
        for n in range(draw(st.integers(1, 5)))
    ]


@given(catalogues(), st.randoms())
def test_the_order_of_files_does_not_matter(procedures, rng):
    shuffled = list(procedures)
    rng.shuffle(shuffled)
    for kind in ("result_asked_back", "result_cycle", "duplicate_procedure"):
        assert across(*shuffled, kind=kind) == across(*procedures, kind=kind)


@given(catalogues())
def test_an_unrelated_procedure_changes_nothing(procedures):
    stranger = one("9.9", needs=["Sổ nhật ký thi công"], yields=["Biên bản nghiệm thu cầu treo"], competent="ubnd-xa")
    for kind in ("result_asked_back", "result_cycle", "duplicate_procedure"):
        assert across(*procedures, stranger, kind=kind) == across(*procedures, kind=kind)
