from support.measured import days, measured, survey

from tthc_audit.facts import overlaps
from tthc_audit.facts.build import TABLES


def mergeable(*steps, **stated):
    return [r for r in overlaps.rows(measured(steps=steps, **stated)) if r["kind"] == "mergeable"]


def step(name, role="Chuyên viên", **more):
    return {"id": name, "kind": "other", "agency": "phong", "duration": days(1), "role": role} | more


def test_neighbouring_steps_of_one_unit_and_one_role_could_be_one():
    (row,) = mergeable(step("a", next=["b"]), step("b", "chuyên  viên"))
    assert (row["a_step"], row["b_step"], row["score"], row["missing"]) == ("a", "b", 1, [])
    assert (row["pointer"], row["other_pointer"], row["keep_agency"]) == ("/steps/0", "/steps/1", "phong")
    assert set(row) <= TABLES["overlap"].names


def test_without_a_role_it_is_not_known():
    (row,) = mergeable(step("a", next=["b"]), step("b", None))
    assert (row["score"], row["missing"]) == (None, ["b_role"])


def test_other_hands_or_another_unit_are_another_step():
    assert mergeable(step("a", next=["b"]), step("b", "Trưởng phòng")) == []
    assert mergeable(step("a", next=["b"]), step("b", agency="ubnd-xa")) == []
    assert mergeable(step("a", agency="applicant", next=["b"]), step("b", agency="applicant")) == []


def test_a_gate_a_meeting_of_ways_or_a_wait_between_keeps_them_apart():
    gate = (
        step("a", split="one", next=["b", "c"]),
        step("b", "x", next=["d"]),
        step("c", "y", next=["d"]),
        step("d", "z"),
    )
    assert mergeable(*gate) == []
    meeting = (step("a", "x", split="one", next=["b", "c"]), step("b", next=["c"]), step("c"))
    assert mergeable(*meeting) == []
    assert mergeable(step("a", kind="publish_notice", next=["b"]), step("b")) == []
    waiting = step("b", off_clock={"reason": "chờ"})
    assert mergeable(step("a", next=["b"]), waiting) == []


def test_the_first_step_of_a_flow_is_no_second_half():
    assert mergeable(step("a"), step("b", next=["a"]), start="a") == []


def test_where_the_second_place_stands_is_told_by_its_file():
    known = survey(files={"1.000001": "tệp.json"})
    (row,) = mergeable(step("a", next=["b"]), step("b"), registers=known)
    assert row["other_file"] == "tệp.json"
