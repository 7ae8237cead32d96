"""One case of a flow: what it takes and nothing else, with what was measured on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tthc_audit.diagram.cases import case_named, of_case
from tthc_audit.errors import AuditError
from tthc_audit.i18n import LANGS, problem_words
from tthc_audit.results import Flow, FlowCase, FlowEdge, FlowLane, FlowNode


@pytest.fixture
def forked() -> Flow:
    """Case x takes the short way, case y the long one over another unit."""
    nodes = (
        FlowNode("s", "Nhận", "receive", "mc", split="one", on_critical_path=True),
        FlowNode("a", "Ký", "sign", "mc"),
        FlowNode("b", "Thẩm định", "appraise", "pb", on_critical_path=True),
        FlowNode("e", "Trả", "return", "mc", on_critical_path=True),
        FlowNode("lost", "Không ai tới", "other", "xa", reachable=False),
    )
    edges = (
        FlowEdge("s", "a", cases=("x",)), FlowEdge("s", "b", cases=("y", "z"), critical=True), FlowEdge("a", "e"),
        FlowEdge("b", "e", critical=True),
    )  # fmt: skip
    return Flow(
        "1.1", "Cấp giấy", tuple(FlowLane(i, i) for i in ("mc", "pb", "xa")), nodes, edges, "s", sound=True,
        cases=(("x", "Nhanh"), ("y", "Chậm"), ("z", "z")),
        by_case={"x": FlowCase(sound=True, critical_path=("s", "a", "e")), "y": FlowCase(sound=False, problem="deadlock", trace=("s", "b"))},
    )  # fmt: skip


def test_a_case_keeps_its_own_steps_edges_and_lanes(forked: Flow) -> None:
    short = of_case(forked, "x")
    assert [n.id for n in short.nodes] == ["s", "a", "e", "lost"]
    assert [(e.source, e.target, e.cases) for e in short.edges] == [("s", "a", ()), ("a", "e", ())]
    assert [lane.id for lane in short.lanes] == ["mc", "xa"]
    assert short.cases == (("x", "Nhanh"),)


def test_what_decides_the_time_is_that_of_the_case(forked: Flow) -> None:
    short = of_case(forked, "x")
    assert [n.id for n in short.nodes if n.on_critical_path] == ["s", "a", "e"]
    assert all(e.critical for e in short.edges)


def test_a_case_that_breaks_is_shown_broken_and_another_is_not(forked: Flow) -> None:
    broken = of_case(replace(forked, sound=False, problem="deadlock", trace=("s", "b")), "y")
    assert (broken.sound, broken.problem) == (False, "deadlock")
    assert [(e.source, e.target) for e in broken.edges if e.on_trace] == [("s", "b")]
    assert of_case(replace(forked, sound=False, problem="deadlock", trace=("s", "b")), "x").sound is True


def test_the_flow_itself_is_left_alone(forked: Flow) -> None:
    before = repr(forked)
    of_case(forked, "z")
    assert repr(forked) == before


def test_a_case_is_found_by_id_and_by_name_and_others_are_told(forked: Flow) -> None:
    assert [case_named(forked, name) for name in ("x", "Nhanh", "Chậm", "z")] == ["x", "x", "y", "z"]
    for flow, known in ((forked, "x (Nhanh); y (Chậm); z"), (replace(forked, cases=()), "")):
        with pytest.raises(AuditError) as told:
            case_named(flow, "nhanh")
        for lang in LANGS:
            assert known in " ".join(problem_words(lang, told.value.problems[0]))
