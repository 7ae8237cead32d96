import pytest
from support.measured import procedure, survey

from tthc_audit.facts import overlaps

SAME = {
    "applicants": [{"name": "Doanh nghiệp"}, {"name": "Công dân Việt Nam"}],
    "results": [{"id": "k", "name": "Giấy phép bưu chính"}],
    "levels": ["province"],
}


def pairs(*stated):
    made = [
        procedure(**{"code": f"1.00000{n}", "name": "Cấp giấy phép bưu chính", **SAME, **s})
        for n, s in enumerate(stated)
    ]
    found = overlaps.rows_across(survey(), [(p, p.key) for p in made])
    return [r for r in found if r["kind"] == "duplicate_procedure"]


def test_two_of_one_name_with_the_same_applicants_results_and_level_are_one():
    (row,) = pairs({}, {"name": "Thủ tục: cấp  GIẤY PHÉP bưu chính."})
    assert (row["procedure"], row["other_procedure"], row["score"], row["missing"]) == ("1.000000", "1.000001", "1", [])


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Cấp lại giấy phép bưu chính"},
        {"name": "Cấp giấy phép bưu chính (phạm vi nội tỉnh)"},
        {"levels": ["commune"]},
        {"applicants": [{"name": "Hợp tác xã"}]},
        {"results": [{"id": "k", "name": "Giấy phép viễn thông"}]},
        {"status": "abolished"},
        {"code": "1.000000", "variant": "Nghệ An"},
        {"scope": "local"},
        {"decisions": [{"role": "provincial_publication", "number": "12/QĐ-UBND"}]},
        {"replaces": ["1.000000"]},
        {"interlinked": {"members": [{"code": "1.000000"}]}},
    ],
)
def test_another_subject_a_variant_or_a_relation_is_no_duplicate(other):
    assert pairs({}, other) == []


def test_a_level_within_another_is_the_same_and_part_of_the_applicants_perhaps():
    assert len(pairs({}, {"levels": ["province", "commune"]})) == 1
    (row,) = pairs({}, {"applicants": [{"name": "Doanh nghiệp"}]})
    assert row["score"] == "0.90"


def test_two_of_one_provincial_decision_are_duplicates():
    local = {"decisions": [{"role": "provincial_publication", "number": "12/QĐ-UBND"}]}
    assert len(pairs(local, local)) == 1


def test_what_is_not_stated_is_not_known():
    (row,) = pairs({}, {"applicants": None, "levels": None})
    assert row["missing"] == ["applicants", "levels"]


def test_names_that_tell_nothing_are_like_no_other():
    assert pairs({"name": "123"}, {"name": "123"}) == []
    assert pairs({"name": "Giấy tờ"}, {"name": "Giấy tờ"}) == []
