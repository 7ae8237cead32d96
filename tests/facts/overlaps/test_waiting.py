"""Steps that wait without need, and what doing them side by side saves: exactly what was promised."""

from decimal import Decimal
from random import Random

import networkx as nx
import pytest
from msgspec.structs import replace
from support.measured import days, measured, survey
from timed_flows import grown, runs

from tthc_audit.catalog.model import Edge, OffClock, Procedure
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.overlaps import waiting
from tthc_audit.flow import clock, soundness
from tthc_audit.flow.graph import of_case
from tthc_audit.flow.side_by_side import side_by_side
from tthc_audit.worktime.span import SCALE

WORK = ("appraise", "consult", "inspect_site", "other")


def needless(*steps, **stated):
    return list(waiting.rows(measured(steps=steps, **stated)))


def step(name, agency, after=(), took=(), gave=(), **more):
    return {
        "id": name, "kind": "consult", "agency": agency, "duration": days(2), "inputs": list(took), "outputs": list(gave),
        "next": list(after), **more,
    }  # fmt: skip


INTAKE = step("nhan", "mot-cua", ["a"], ["ho-so"], ["ho-so"], kind="receive", duration=days(1))
END = step("ky", "ubnd-xa", [], ["y-kien-a", "y-kien-b"], ["kq"], kind="sign")


def row(a, b, **stated):
    found = needless(INTAKE, {"id": "a"} | a, {"id": "b"} | b, END, **stated)
    return found[0] if found else None


def test_two_opinions_that_need_nothing_of_each_other_need_not_wait():
    found = row(
        step("a", "phong", ["b"], ["ho-so"], ["y-kien-a"]),
        step("b", "thue", ["ky"], ["ho-so"], ["y-kien-b"], duration=days(3)),
    )
    assert (found["a_step"], found["b_step"], found["score"], found["saving"], found["missing"]) == (
        "a",
        "b",
        1,
        960,
        [],
    )


def test_a_step_that_uses_what_the_one_before_puts_out_must_wait():
    assert (
        row(step("a", "phong", ["b"], ["ho-so"], ["y-kien-a"]), step("b", "thue", ["ky"], ["y-kien-a"], ["y-kien-b"]))
        is None
    )


@pytest.mark.parametrize(
    "kind", ["decide", "sign", "issue", "pay", "supplement", "transfer", "receive", "return", "submit"]
)
def test_what_takes_in_decides_hands_on_or_gives_back_keeps_its_place(kind):
    work = step("b", "thue", ["ky"], ["ho-so"], [])
    assert row(step("a", "phong", ["b"], ["ho-so"], [], kind=kind), work) is None
    assert row(step("a", "phong", ["b"], ["ho-so"], []), work | {"kind": kind}) is None


def test_a_choice_between_keeps_the_order():
    gate = step("a", "phong", ["b", "ky"], ["ho-so"], [], split="one")
    assert row(gate, step("b", "thue", ["ky"], ["ho-so"], [])) is None


def test_where_what_passes_between_is_not_stated_it_is_not_known():
    silent = row(
        step("a", "phong", ["b"], ["ho-so"], []) | {"outputs": None},
        step("b", "thue", ["ky"], ["ho-so"], []) | {"inputs": None},
    )
    assert (silent["score"], silent.get("saving"), silent["missing"]) == (None, None, ["a_outputs", "b_inputs"])


def test_one_pair_of_hands_does_one_thing_after_the_other():
    def two(first, second):
        return row(
            step("a", "phong", ["b"], ["ho-so"], [], role=first), step("b", "phong", ["ky"], ["ho-so"], [], role=second)
        )

    assert two("Chuyên viên", "Chuyên viên") is None
    assert two("Chuyên viên", None)["missing"] == ["b_role"]
    assert two("Chuyên viên", "Thanh tra viên")["score"] == 1


def test_a_time_that_is_told_from_the_other_step_binds_them():
    counted = {"value": 3, "unit": "working_day", "from": "a"}
    b = {
        "id": "b",
        "kind": "consult",
        "agency": "thue",
        "duration": counted,
        "inputs": [],
        "outputs": [],
        "next": ["ky"],
    }
    assert needless(INTAKE, step("a", "phong", ["b"]), b, END) == []


def test_a_check_with_which_the_file_is_taken_in_is_no_work_beside():
    check = step("a", "phong", ["b"], ["ho-so"], [], kind="check")
    assert row(check, step("b", "thue", ["ky"], ["ho-so"], [])) is None


def test_a_wait_that_costs_no_time_saves_none():
    a = step("a", "phong", ["b"], ["ho-so"], [], duration=days(0))
    assert row(a, step("b", "thue", ["ky"], ["ho-so"], []))["saving"] == 0


def test_a_step_without_a_duration_promises_nothing():
    a = step("a", "phong", ["b"], ["ho-so"], [])
    del a["duration"]
    found = row(a, step("b", "thue", ["ky"], ["ho-so"], []))
    assert found["score"] == 1
    assert found.get("saving") is None


def test_calendar_days_are_saved_in_days():
    of_days = {"value": 7, "unit": "day"}
    steps = [
        s | {"duration": of_days}
        for s in (INTAKE, step("a", "phong", ["b"], ["ho-so"], []), step("b", "thue", ["ky"], ["ho-so"], []), END)
    ]
    (found,) = needless(*steps)
    assert found["saved_days"] == 7


def flow(seed):
    """A random sound flow with kinds, units, and things handed on at random."""
    random = Random(seed)
    made: list[str] = []
    found = []
    for one in grown(seed, with_loops=seed % 3 == 0):
        taken = tuple(random.sample(made, min(len(made), random.randint(0, 1))))
        made.append(f"x{one.id}")
        kind = random.choice((*WORK, *WORK, *WORK, "decide", "check"))
        off = OffClock(reason="chờ", basis="63/2010/NĐ-CP") if random.random() < 0.05 else None
        found.append(
            replace(one, kind=kind, agency=random.choice("abcd"), inputs=taken, outputs=(made[-1],), off_clock=off)
        )
    return Procedure(code="x", name="x", steps=tuple(found))


def longest(procedure):
    """The longest run by playing every run out, without what measures it."""
    graph = of_case(procedure)
    return max(run.takes for run in runs(graph, [clock.time_of(s, anchored=True).clock.low for s in graph.steps]))


def in_place(procedure, first, second):
    """Both between the step before and the step after, without steps between; where these have no other edges."""
    steps = {s.id: s for s in procedure.steps}
    before = [s for s in procedure.steps if any(e.to == first for e in s.next)]
    after = steps[second].next
    if len(before) != 1 or len(before[0].next) != 1 or len(after) != 1 or before[0].id in {first, second, after[0].to}:
        return None
    if sum(e.to == after[0].to for s in procedure.steps for e in s.next) != 1:
        return None
    steps[before[0].id] = replace(before[0], next=(Edge(to=first), Edge(to=second)), split="all")
    steps[first] = replace(steps[first], next=after, join="any")
    steps[after[0].to] = replace(steps[after[0].to], join="all")
    return replace(procedure, steps=tuple(steps.values()))


def test_every_promise_is_kept_when_it_is_carried_out():
    promised = carried_out = plainly = 0
    for seed in range(1000):
        procedure = flow(seed)
        before = Measured(procedure, "x.json", survey())
        for found in waiting.rows(before):
            a, b = found["a_step"], found["b_step"]
            assert seed % 3 == 0 or not needs(procedure, a, b)
            changed = side_by_side(procedure, a, b)
            graph = of_case(changed)
            assert soundness.check(graph).sound
            promised += 1
            if found.get("saving") is None:
                continue
            saved = int(Decimal(found["saving"]) * SCALE)
            worst = Measured(changed, "x.json", survey()).figures[""].worst
            assert before.figures[""].worst.low - worst.low == saved
            assert longest(procedure) - longest(changed) == saved
            carried_out += 1
            plain = in_place(procedure, a, b)
            if plain is not None:
                assert longest(procedure) - longest(plain) == saved
                plainly += 1
    assert promised >= 300
    assert carried_out >= 250
    assert plainly >= 40


def needs(procedure, first, second):
    """Whether anything flows from one step to the other, directly or through others; in a flow without loops."""
    flows = nx.DiGraph()
    flows.add_nodes_from(s.id for s in procedure.steps)
    order = nx.DiGraph([(s.id, e.to) for s in procedure.steps for e in s.next])
    for s in procedure.steps:
        for name in s.outputs:
            flows.add_edges_from(
                (s.id, t.id) for t in procedure.steps if name in t.inputs and nx.has_path(order, s.id, t.id)
            )
    return nx.has_path(flows, first, second)
