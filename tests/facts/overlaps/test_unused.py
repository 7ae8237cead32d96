from support.measured import measured

from tthc_audit.facts import overlaps
from tthc_audit.facts.overlaps import unused


def step(name, after=(), took=(), gave=(), kind="appraise", **more):
    told = {
        "id": name,
        "agency": "phong",
        "kind": kind,
        "next": list(after),
        "inputs": list(took),
        "outputs": list(gave),
    }
    return told | more


def found(*steps, results=({"id": "kq", "name": "Kết quả"},)):
    return list(unused.rows(measured(steps=steps, results=list(results) if results is not None else None)))


def test_what_nobody_uses_and_is_no_result_is_told_one_by_one():
    rows = found(step("a", ["b"], gave=["bien-ban", "y-kien", "kq"]), step("b", took=["y-kien"]))
    assert [(r["a_step"], r["subject"], r["score"]) for r in rows] == [("a", "bien-ban", 1)]


def test_entries_notices_and_last_steps_are_left_alone():
    assert found(step("a", ["b"], gave=["so"], act="record"), step("b", gave=["x"])) == []
    assert found(step("a", ["b"], gave=["so"], kind="publish_notice"), step("b")) == []


def test_what_is_not_stated_is_told():
    silent = step("a", ["b"])
    del silent["outputs"]
    (row,) = found(silent, step("b"))
    assert (row.get("score"), row["missing"]) == (None, ["a_outputs"])
    deaf = step("b")
    del deaf["inputs"]
    (row,) = found(step("a", ["b"], gave=["x"]), deaf)
    assert row["missing"] == ["inputs_of_others"]
    (row,) = found(step("a", ["b"], gave=["x"]), step("b"), results=None)
    assert row["missing"] == ["results"]


def test_every_kind_is_made_for_a_procedure_without_steps():
    assert list(overlaps.rows(measured())) == []
