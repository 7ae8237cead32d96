"""What differs between two versions of a procedure, told by what it says."""

from __future__ import annotations

import copy
from fractions import Fraction

import msgspec
import pytest
from support.measured import days

from tthc_audit.catalog.model import Agency, Procedure
from tthc_audit.compare.pair import compare
from tthc_audit.compare.version import same_units
from tthc_audit.results import Stated

STEPS = [
    {"id": "a", "name": "Nộp hồ sơ", "kind": "submit", "agency": "applicant", "next": ["b"]},
    {"id": "b", "name": "Tiếp nhận", "kind": "receive", "agency": "mot-cua", "duration": days(1), "next": ["c"]},
    {"id": "c", "name": "Thẩm định", "kind": "appraise", "agency": "phong", "duration": days(3), "next": ["d"]},
    {"id": "d", "name": "Lấy ý kiến", "kind": "consult", "agency": "thue", "duration": days(2), "next": ["e"]},
    {"id": "e", "name": "Ký duyệt", "kind": "sign", "agency": "ubnd-xa", "duration": days(1), "next": ["f"]},
    {"id": "f", "name": "Trả kết quả", "kind": "return", "agency": "mot-cua"},
]


def procedure(**stated):
    made = {"code": "1.000001", "name": "Cấp giấy", "steps": copy.deepcopy(STEPS), **stated}
    for step in made["steps"]:
        step["next"] = [{"to": n} if isinstance(n, str) else n for n in step.get("next", ())]
    return msgspec.convert(made, Procedure)


def told(before, after, agencies=({}, {})):
    units = same_units(*agencies)
    return compare(before, after, agencies, units).changes


def kinds(before, after, **more):
    return [(c.part, c.kind, c.name) for c in told(before, after, **more)]


def test_the_same_is_no_change():
    assert told(procedure(), procedure()) == ()


def test_a_shorter_limit_is_shortened_with_both_statements():
    (change,) = told(procedure(time_limit=days(15)), procedure(time_limit=days(8)))
    assert (change.part, change.kind, change.field) == ("limit", "shortened", "time_limit")
    assert (change.before, change.after) == (
        Stated(value="15", unit="working_day"),
        Stated(value="8", unit="working_day"),
    )


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (days(5), {"value": 40, "unit": "working_hour"}, "restated"),
        ({"value": 20, "unit": "day"}, days(14), "retimed"),
        ({"value": 30, "unit": "day"}, days(15), "shortened"),
        (days(10), {"value": 20, "unit": "day"}, "lengthened"),
        (days(3), {"text": "theo lịch của cơ quan"}, "retimed"),
    ],
)
def test_another_unit_is_shorter_only_where_that_is_proven(before, after, kind):
    (change,) = told(procedure(time_limit=before), procedure(time_limit=after))
    assert change.kind == kind


def test_where_the_clock_starts_is_a_change_of_the_clock():
    before, after = ({**days(5), "counts_from": c} for c in ("submission", "valid_dossier"))
    assert kinds(procedure(time_limit=before), procedure(time_limit=after)) == [("limit", "clock", "")]


def test_the_step_that_a_limit_names_may_have_another_id():
    before = procedure(time_limit={**days(5), "ends_at": "e"})
    steps = copy.deepcopy(STEPS)
    steps[4]["id"], steps[3]["next"] = "ky", ["ky"]
    assert told(before, procedure(steps=steps, time_limit={**days(5), "ends_at": "ky"})) == ()


def test_an_agency_is_known_by_its_name_not_by_its_id():
    old = {"phong": Agency(id="phong", name="Phòng Kinh tế"), "thue": Agency(id="thue", name="Thuế cơ sở")}
    new = {"phong": Agency(id="phong", name="Thuế cơ sở"), "thue": Agency(id="thue", name="Phòng Kinh tế")}
    steps = copy.deepcopy(STEPS)
    steps[2]["agency"], steps[3]["agency"] = "thue", "phong"
    assert kinds(procedure(), procedure(steps=steps), agencies=(old, new)) == []
    assert [k[1] for k in kinds(procedure(), procedure(), agencies=(old, new))] == ["moved", "moved"]


def test_an_agency_under_a_new_name_is_the_same_agency():
    old, new = ({"phong": Agency(id="phong", name=n)} for n in ("Phòng Kinh tế", "Phòng Kinh tế và Hạ tầng"))
    assert kinds(procedure(), procedure(), agencies=(old, new)) == []


def test_what_became_of_steps_under_other_ids():
    steps = [
        {"id": "1", "name": "Nộp hồ sơ", "kind": "submit", "agency": "applicant", "next": ["2"]},
        {
            "id": "2",
            "name": "Tiếp nhận",
            "kind": "receive",
            "agency": "mot-cua",
            "duration": days("0.5"),
            "next": ["3", "4"],
            "split": "all",
        },
        {"id": "3", "name": "Thẩm định", "kind": "appraise", "agency": "so", "duration": days(3), "next": ["5"]},
        {"id": "4", "name": "Lấy ý kiến", "kind": "consult", "agency": "thue", "duration": days(2), "next": ["5"]},
        {"id": "5", "name": "Trả kết quả", "kind": "return", "agency": "mot-cua", "join": "all"},
    ]
    found = told(procedure(), procedure(steps=steps))
    assert {(c.kind, c.name) for c in found} == {
        ("shortened", "Tiếp nhận"), ("moved", "Thẩm định"), ("parallel", "Lấy ý kiến"), ("removed", "Ký duyệt"),
    }  # fmt: skip
    (beside,) = (c for c in found if c.kind == "parallel")
    assert beside.others == ("Thẩm định",)


def test_merged_steps_are_told_together_with_their_time_added_up():
    steps = copy.deepcopy(STEPS)
    steps[2] |= {"name": "Thẩm định, lấy ý kiến", "duration": days(4), "next": ["e"]}
    del steps[3]
    merged, moved, shorter = told(procedure(), procedure(steps=steps))
    assert (merged.kind, set(merged.others)) == ("merged", {"Thẩm định", "Lấy ý kiến"})
    assert (moved.kind, set(moved.before), moved.after) == ("moved", {"thue", "phong"}, "phong")
    assert shorter.kind == "shortened"
    assert (Fraction(shorter.before.min), Fraction(shorter.after.min)) == (5 * 480, 4 * 480)


def test_the_acts_that_a_changed_step_cites_go_with_the_change():
    steps = copy.deepcopy(STEPS)
    steps[2]["legal_basis"] = [{"document": "175/2024/NĐ-CP", "provision": "Điều 50"}]
    before = procedure(steps=steps)
    del steps[2]
    steps[1]["next"] = ["d"]
    (change,) = told(before, procedure(steps=steps))
    assert (change.kind, [str(law) for law in change.law]) == ("removed", ["175/2024/NĐ-CP Điều 50"])


def test_what_is_no_longer_stated_is_told():
    found = told(procedure(fees=[], conditions=[]), procedure(conditions=[]))
    assert [(c.part, c.kind, c.field, c.gone) for c in found] == [("procedure", "removed", "fees", True)]


def test_the_number_of_an_act_written_another_way_is_the_same_act():
    before = procedure(legal_basis=[{"document": "63/2010/NĐ-CP"}])
    assert told(before, procedure(legal_basis=[{"document": "Nghị định số 63/2010/NĐ-CP"}])) == ()


def test_thousands_of_steps_alike_are_compared_in_a_bearable_time():
    steps = [
        {"id": str(i), "name": "Xử lý", "kind": "check", "agency": "a", "next": [str(i + 1)] if i < 2999 else []}
        for i in range(3000)
    ]
    assert told(procedure(steps=steps), procedure(steps=steps)) == ()
