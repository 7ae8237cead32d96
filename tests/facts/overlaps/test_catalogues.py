"""The overlaps of a whole catalogue: the same in any order, and beside anything unrelated; odd input loses nothing else."""

from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from support.measured import days, procedure, survey

from tthc_audit.catalog.loading import load
from tthc_audit.engine import run
from tthc_audit.facts.wanted import EVERYTHING
from tthc_audit.worktime.calendar import Calendar

SAMPLES = Path(__file__).parents[3] / "procedures"


def step(name, agency, kind="appraise", after=(), **more):
    told = {
        "id": name,
        "name": f"{name} của {agency}",
        "kind": kind,
        "agency": agency,
        "duration": days(2),
        "next": list(after),
    }
    return told | more


def overlaps(procedures, **registers):
    known = survey(
        procedures={p.key: p for p in procedures}, files={p.key: f"{p.key}.json" for p in procedures}, **registers
    )
    plan = run.prepare((), {}, {}, known)
    pairs = [(p, f"{p.key}.json") for p in procedures]
    with run.measure(known, pairs, Calendar.load(), plan, EVERYTHING.with_only("overlap")) as db:
        return run.table_rows(db, "overlap")


def content(rows):
    return sorted(str(sorted(row.items(), key=str)) for row in rows)


@pytest.fixture(scope="module")
def samples():
    loaded = load((SAMPLES,))
    return [p.procedure for p in loaded.procedures], loaded.agencies


def test_the_order_of_files_changes_nothing(samples):
    found, agencies = samples
    there = overlaps(found, agencies=agencies)
    shuffled = list(found)
    Random(6).shuffle(shuffled)
    assert content(overlaps(shuffled, agencies=agencies)) == content(there)
    assert {"repeated_examination", "mergeable"} <= {row["kind"] for row in there}


def test_an_unrelated_procedure_changes_nothing(samples):
    found, agencies = samples
    there = content(overlaps(found, agencies=agencies))
    more = procedure(
        code="9.999999",
        name="Việc khác",
        steps=[
            step("a", "cơ quan lạ", after=["b"], subject="điều lạ"),
            step("b", "cơ quan lạ khác", subject="điều lạ"),
        ],
    )
    rows = overlaps([*found, more], agencies=agencies)
    assert content(r for r in rows if "9.999999" not in (r["procedure"], r["other_procedure"])) == there
    assert [r["kind"] for r in rows if r["procedure"] == "9.999999"].count("repeated_examination") == 1


def test_a_sample_shows_two_bodies_on_one_subject_with_both_places(samples):
    found, agencies = samples
    rows = [r for r in overlaps(found, agencies=agencies) if r["kind"] == "repeated_examination" and r["score"] == "1"]
    assert rows
    for row in rows:
        told = next(p for p in found if p.key == row["procedure"])
        first, second = (told.steps[int(str(row[c]).rsplit("/", 1)[1])] for c in ("pointer", "other_pointer"))
        assert first.subject == second.subject == row["subject"]
        assert row["a_body"] != row["b_body"]


def test_groups_whose_members_are_not_there_or_name_each_other_lose_nothing_else():
    members = [{"code": "1"}, {"code": "không có"}, {"code": "3"}]
    group = procedure(
        code="3",
        name="Nhóm",
        interlinked={"members": members},
        steps=[step("x", "phong", after=["y"], subject="đất"), step("y", "thue", subject="đất")],
    )
    one = procedure(code="1", name="Một", interlinked={"members": [{"code": "3"}]}, steps=[step("a", "phong", "check")])
    assert [
        (r["kind"], r["procedure"])
        for r in overlaps([group, one])
        if r["kind"] == "repeated_examination" and not r["interlinked_in"]
    ] == [("repeated_examination", "3")]


def test_subjects_of_white_space_long_names_and_one_step_procedures_are_read():
    odd = procedure(
        code="1",
        name="x",
        steps=[step("a", "phong", after=["b"], subject="đất " * 1500), step("b", "thue", subject=" \t ")],
    )
    kinds = [
        (r["kind"], r["missing"])
        for r in overlaps([odd, procedure(code="2", name="y", steps=[step("a", "phong")])])
        if r["kind"] == "repeated_examination"
    ]
    assert kinds == [("repeated_examination", ["a_subject"])]


def test_a_flow_that_is_not_sound_promises_no_time():
    steps = [
        step("a", "mot-cua", "receive", ["b", "c"], split="all"),
        step("b", "phong", subject="đất", inputs=[], outputs=[]),
        step("c", "thue", subject="đất", inputs=[], outputs=[]),
    ]
    (row,) = [r for r in overlaps([procedure(code="1", name="x", steps=steps)]) if r["kind"] == "repeated_examination"]
    assert (row["score"], row["saving"]) == ("1", None)


def test_ids_may_be_anything():
    told = procedure(
        code="1", name="x", steps=[step("a", "phong", after=["b"], subject="s"), step("b", "thue", subject="s")]
    )
    renamed = replace(
        told,
        steps=tuple(replace(s, id=s.id * 3, next=tuple(replace(e, to=e.to * 3) for e in s.next)) for s in told.steps),
    )
    before, after = overlaps([told]), overlaps([renamed])
    assert [{k: v for k, v in r.items() if not k.endswith("_step")} for r in before] == [
        {k: v for k, v in r.items() if not k.endswith("_step")} for r in after
    ]
