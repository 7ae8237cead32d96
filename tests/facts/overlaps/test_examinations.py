"""Two bodies that examine one subject for one dossier, and what only looks like it."""

import pytest
from support.measured import days, measured, procedure, survey

from tthc_audit.facts.measured import Measured
from tthc_audit.facts.overlaps import examinations


def step(name, agency, subject="quy hoạch", *, kind="appraise", after=(), **more):
    told = {"id": name, "kind": kind, "agency": agency, "duration": days(2), "next": list(after)} | more
    return told | ({"subject": subject} if subject else {})


def repeated(*steps, **stated):
    return list(examinations.rows(measured(steps=steps, **stated)))


def test_two_bodies_on_one_subject_examine_twice():
    (row,) = repeated(step("a", "phong", after=["b"]), step("b", "thue", " Quy  hoạch", kind="consult"))
    assert (row["a_step"], row["b_step"], row["subject"], row["score"], row["missing"]) == (
        "a",
        "b",
        "quy hoạch",
        1,
        [],
    )
    assert (row["a_body"], row["b_body"]) == ("ubnd-xa", "thue")
    assert (row["keep_agency"], row["saving"]) == ("phong", 960)


def test_units_of_one_body_are_one_examiner():
    assert repeated(step("a", "phong", after=["b"]), step("b", "ubnd-xa")) == []


def test_another_subject_is_another_examination():
    assert (
        repeated(step("a", "phong", "quy hoạch xây dựng", after=["b"]), step("b", "thue", "quy hoạch sử dụng đất"))
        == []
    )


@pytest.mark.parametrize("kind", ["receive", "check", "sign", "decide", "issue", "transfer", "return"])
def test_receiving_checking_and_signing_examine_nothing(kind):
    assert repeated(step("a", "phong", after=["b"]), step("b", "thue", kind=kind)) == []


def test_two_ways_of_a_choice_never_meet_and_two_branches_taken_at_once_do():
    ways = (step("a", "phong", after=["d"]), step("b", "thue", after=["d"]))
    gate = {"id": "g", "kind": "check", "agency": "mot-cua", "next": ["a", "b"], "duration": days(1)}
    end = {"id": "d", "kind": "sign", "agency": "ubnd-xa", "duration": days(1)}
    assert repeated(gate | {"split": "one"}, *ways, end) == []
    (row,) = repeated(gate | {"split": "all"}, *ways, end | {"join": "all"})
    assert row["saving"] == 0


def test_cases_that_never_take_both_do_not_meet():
    gate = {
        "id": "g", "kind": "check", "agency": "mot-cua", "split": "one", "duration": days(1),
        "next": [{"to": "a", "cases": ["x"]}, {"to": "b", "cases": ["y"]}],
    }  # fmt: skip
    ways = (step("a", "phong", after=["b"]), step("b", "thue"))
    end = step("a", "phong", after=[{"to": "b", "cases": ["y"]}])
    cases = [{"id": "x"}, {"id": "y"}]
    assert repeated(gate, end, ways[1], cases=cases) == []


def test_without_a_subject_it_is_not_known():
    (row,) = repeated(step("a", "phong", None, after=["b"]), step("b", "thue"))
    assert (row["a_step"], row.get("b_step"), row.get("score"), row["missing"]) == ("a", None, None, ["a_subject"])
    assert repeated(step("a", "phong", None, after=["b"]), step("b", "ubnd-xa", None)) == []


def test_asking_and_answering_are_one_examination():
    ask = step("hoi", "phong", kind="consult", after=["dap"], outputs=["cau-hoi"])
    answer = step("dap", "thue", kind="consult", after=["ky"], inputs=["cau-hoi"], outputs=["y-kien"])
    sign = {"id": "ky", "kind": "sign", "agency": "ubnd-xa", "inputs": ["y-kien"]}
    assert repeated(ask, answer, sign) == []
    silent = {k: v for k, v in ask.items() if k != "outputs"}
    assert repeated(silent, answer, sign) == []
    assert len(repeated(ask, answer, sign | {"inputs": ["y-kien", "cau-hoi"]})) == 1


def test_drawing_answers_together_examines_nothing_anew():
    answer = step("dap", "thue", kind="consult", after=["gom"], outputs=["y-kien"])
    assert repeated(answer, step("gom", "phong", inputs=["y-kien"])) == []
    assert len(repeated(answer, step("gom", "phong", inputs=["y-kien", "ho-so"]))) == 1


def test_the_competent_agency_keeps_it_else_whose_law_is_named():
    steps = (step("a", "phong", after=["b"]), step("b", "thue"))
    (row,) = repeated(*steps, agencies={"competent": "thue"})
    assert row["keep_agency"] == "thue"
    (row,) = repeated(steps[0], steps[1] | {"legal_basis": [{"document": "1/2020/NĐ-CP"}]})
    assert row["keep_agency"] == "thue"


GROUP = {"code": "3", "name": "Nhóm", "interlinked": {"members": [{"code": "1"}, {"code": "2"}, {"code": "9"}]}}


def group(first, second, **more):
    members = {code: procedure(code=code, name=code, steps=[one]) for code, one in (("1", first), ("2", second))}
    registers = survey(procedures=members, files={"1": "1.json", "2": "2.json"})
    return list(examinations.rows(Measured(procedure(**GROUP, **more), "3.json", registers)))


def test_members_of_a_group_examine_for_one_dossier():
    (row,) = group(step("a", "phong"), step("b", "thue"))
    assert (row["procedure"], row["other_procedure"], row["interlinked_in"]) == ("1", "2", "3")
    assert (row["pointer"], row["other_file"], row["other_pointer"]) == ("/steps/0", "2.json", "/steps/0")


def test_where_the_group_itself_says_who_examines_its_own_steps_decide():
    assert group(step("a", "phong"), step("b", "thue"), steps=[step("x", "phong")]) == []
    assert len(group(step("a", "phong"), step("b", "thue"), steps=[step("x", "phong", "chỗ ở")])) == 1
    assert group(step("a", "phong"), step("b", "thue"), steps=[step("x", "phong", None)]) == []


def test_a_member_that_states_no_subject_leaves_it_open():
    (row,) = group(step("a", "phong", None), step("b", "thue"))
    assert (row["procedure"], row["missing"]) == ("1", ["a_subject"])


def test_very_many_examinations_of_one_subject_are_told_once_each():
    steps = [step(f"s{i}", "phong" if i % 2 else "thue", after=[f"s{i + 1}"]) for i in range(300)]
    steps[-1]["next"] = []
    assert len(repeated(*steps)) == 150
