"""What steps take up and hand on."""

from __future__ import annotations

from tthc_audit.catalog.model import Document, Edge, Interlinked, Member, Procedure, Result, Step
from tthc_audit.flow.dataflow import missing_inputs, unused_outputs, used_by


def _step(name, inputs=(), outputs=(), following=()):
    return Step(
        id=name,
        name=name,
        kind="check",
        agency="a",
        next=tuple(Edge(to=f) for f in following),
        inputs=None if inputs is None else tuple(inputs),
        outputs=None if outputs is None else tuple(outputs),
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


def test_what_only_a_later_step_produces_is_missing_unless_a_loop_or_a_branch_beside_may_bring_it():
    late = _procedure(_step("a", ["slip"], [], ["b"]), _step("b", [], ["slip"]))
    assert missing_inputs(late) == {"a": ("slip",), "b": ()}
    loop = _procedure(_step("a", ["slip"], [], ["b"]), _step("b", [], ["slip"], ["a", "c"]), _step("c"))
    assert missing_inputs(loop)["a"] == ()
    beside = _procedure(_step("s", [], [], ["a", "b"]), _step("a", ["slip"], []), _step("b", [], ["slip"]))
    assert missing_inputs(beside)["a"] == ()
    itself = _procedure(_step("a", ["slip"], ["slip"], ["b"]), _step("b"))
    assert missing_inputs(itself)["a"] == ()


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
