"""What steps take up and hand on."""

from __future__ import annotations

from tthc_audit.catalog.model import Document, Edge, Interlinked, Member, Procedure, Result, Step
from tthc_audit.flow.dataflow import missing_inputs, needs, unused_outputs, used_by
from tthc_audit.flow.graph import of_case


def _step(name, inputs=(), outputs=(), to=(), split=None):
    return Step(
        id=name,
        name=name,
        kind="check",
        agency="a",
        inputs=None if inputs is None else tuple(inputs),
        outputs=None if outputs is None else tuple(outputs),
        next=tuple(Edge(to=t) for t in to),
        split=split,
    )


def _procedure(*steps, documents=("form",), results=("licence",), members=None):
    return Procedure(
        code="x",
        name="x",
        steps=steps,
        documents=None if documents is None else tuple(Document(id=d, name=d) for d in documents),
        results=None if results is None else tuple(Result(id=r, name=r) for r in results),
        interlinked=None if members is None else Interlinked(members=tuple(Member(code=m) for m in members)),
    )


def test_an_input_that_nothing_produces_is_missing():
    procedure = _procedure(_step("a", ["form", "map"], ["slip"]), _step("b", ["slip", "stamp", "stamp"], ["licence"]))
    assert missing_inputs(procedure) == {"a": ("map",), "b": ("stamp",)}


def test_a_result_is_no_source_of_an_input_until_a_step_puts_it_out():
    procedure = _procedure(_step("a", ["licence"], []))
    assert missing_inputs(procedure) == {"a": ("licence",)}


def test_where_papers_are_not_stated_only_what_steps_hand_on_is_known_to_come_from_somewhere():
    procedure = _procedure(_step("a", ["form"], ["slip"]), _step("b", ["slip"], []), _step("c", [], []), documents=None)
    assert missing_inputs(procedure) == {"a": None, "b": (), "c": ()}


def test_where_outputs_of_a_step_are_not_stated_an_input_without_a_source_is_not_known_to_lack_one():
    procedure = _procedure(_step("a", ["form"], None), _step("b", ["slip"], []), _step("c", None, []))
    assert missing_inputs(procedure) == {"a": (), "b": None, "c": None}


def test_papers_stated_as_none_are_stated():
    assert missing_inputs(_procedure(_step("a", ["form"], []), documents=())) == {"a": ("form",)}


def test_results_of_members_are_sources():
    steps = (_step("a", ["licence"], []), _step("b", ["birth certificate"], []))
    assert missing_inputs(_procedure(*steps, members=["1"])) == {"a": (), "b": None}
    assert missing_inputs(_procedure(*steps, members=["1"]), ["birth certificate"]) == {"a": (), "b": ()}
    assert missing_inputs(_procedure(*steps, members=["1"]), []) == {"a": (), "b": ("birth certificate",)}


def test_an_output_that_nobody_uses_and_that_is_no_result_is_unused():
    procedure = _procedure(_step("a", ["form"], ["slip", "copy"]), _step("b", ["slip"], ["licence"]))
    assert unused_outputs(procedure) == {"a": ("copy",), "b": ()}


def test_where_inputs_or_results_are_not_stated_an_output_is_not_known_to_be_unused():
    silent = _procedure(
        _step("a", ["form"], ["slip", "licence"]), _step("b", None, ["copy"]), _step("c", ["slip"], None)
    )
    assert unused_outputs(silent) == {"a": (), "b": None, "c": None}
    assert unused_outputs(_procedure(_step("a", [], ["licence"]), results=None)) == {"a": None}


def test_a_paper_is_used_by_the_steps_that_take_it_up():
    procedure = _procedure(
        _step("a", ["form", "form"]), _step("b", None), _step("c", ["form"]), documents=("form", "map")
    )
    assert used_by(procedure) == {"form": ("a", "c"), "map": ()}
    assert used_by(_procedure(documents=None)) == {}


def _needs(*steps):
    graph = of_case(Procedure(code="x", name="x", steps=steps))
    return [None if n is None else {graph.ids[i] for i in n} for n in needs(graph)]


def test_a_step_needs_the_earlier_steps_whose_product_it_takes_up():
    assert _needs(
        _step("a", ["form"], ["file"], ["b"]),
        _step("b", ["file"], ["opinion"], ["c"]),
        _step("c", ["file"], ["file"], ["d"]),
        _step("d", ["file", "opinion"], ["licence"]),
    ) == [set(), {"a"}, {"a"}, {"a", "b", "c"}]


def test_a_step_does_not_need_what_comes_after_it_though_the_flow_goes_back():
    assert _needs(
        _step("a", ["form", "note"], ["file"], ["b"]),
        _step("b", ["file"], ["note"], ["a", "c"], "one"),
        _step("c", ["note"], []),
    ) == [set(), {"a"}, {"b"}]


def test_a_step_does_not_need_what_another_branch_hands_on():
    assert _needs(
        _step("a", [], ["file"], ["b", "c"], "one"),
        _step("b", ["file"], ["slip"], ["d"]),
        _step("c", ["file", "slip"], ["slip"], ["d"]),
        _step("d", ["slip"], []),
    ) == [set(), {"a"}, {"a"}, {"b", "c"}]


def test_what_a_step_needs_is_not_known_where_it_or_a_step_before_it_is_silent():
    assert _needs(
        _step("a", ["form"], None, ["b"]),
        _step("b", ["form"], ["slip"], ["c"]),
        _step("c", [], [], ["d"]),
        _step("d", None, []),
    ) == [set(), None, set(), None]
