"""The flow of a case."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tthc_audit.catalog.model import Case, Edge, Procedure, Step
from tthc_audit.flow.graph import of_case, of_procedure, probability


def _procedure(steps: dict[str, list], cases: str = "", start: str | None = None) -> Procedure:
    return Procedure(
        code="x",
        name="x",
        start=start,
        cases=tuple(Case(id=c) for c in cases) if cases else None,
        steps=tuple(
            Step(
                id=name,
                name=name,
                kind="check",
                agency="a",
                split="one" if len(targets) > 1 else None,
                next=tuple(Edge(to=t) if isinstance(t, str) else Edge(to=t[0], cases=tuple(t[1])) for t in targets),
            )
            for name, targets in steps.items()
        ),
    )


def _edges(graph) -> list[str]:
    return [graph.ids[arc.source] + graph.ids[arc.target] for arc in graph.arcs]


def test_arcs_are_numbered_in_stated_order_and_listed_at_both_ends():
    graph = of_case(_procedure({"a": ["b", "c"], "b": ["c"], "c": ["a", "d"], "d": []}))
    assert _edges(graph) == ["ab", "ac", "bc", "ca", "cd"]
    assert graph.out == ((0, 1), (2,), (3, 4), ())
    assert graph.into == ((3,), (0,), (1, 2), (4,))
    assert [arc.position for arc in graph.arcs] == [0, 1, 0, 0, 1]


def test_two_edges_to_one_step_are_two_arcs():
    graph = of_case(_procedure({"a": ["b", "b"], "b": []}))
    assert graph.out == ((0, 1), ())
    assert graph.into == ((), (0, 1))
    assert [arc.position for arc in graph.arcs] == [0, 1]


def test_a_flow_begins_at_the_stated_start_or_at_the_first_step():
    steps = {"a": ["b"], "b": []}
    assert of_case(_procedure(steps)).start == 0
    assert of_case(_procedure(steps, start="b")).start == 1


def test_a_case_takes_its_own_edges_and_the_unmarked_ones():
    procedure = _procedure({"a": [("b", "1"), ("c", "2")], "b": ["d"], "c": ["d"], "d": []}, "12")
    one, two = of_procedure(procedure).values()
    assert (one.ids, _edges(one)) == (("a", "b", "d"), ["ab", "bd"])
    assert (two.ids, _edges(two)) == (("a", "c", "d"), ["ac", "cd"])
    assert one.arcs[0].position == 0
    assert two.arcs[0].position == 1


def test_a_step_whose_edges_all_belong_to_other_cases_is_an_end():
    procedure = _procedure({"a": ["b"], "b": [("c", "2")], "c": []}, "12")
    one = of_case(procedure, "1")
    assert (one.ids, one.out[1]) == (("a", "b"), ())


def test_a_step_that_no_case_reaches_stays_in_every_case():
    procedure = _procedure({"a": [("b", "1"), ("c", "2")], "b": [], "c": [], "x": ["b", "c"]}, "12")
    graphs = of_procedure(procedure)
    assert graphs["1"].ids == ("a", "b", "x")
    assert _edges(graphs["1"]) == ["ab", "xb"]
    assert graphs["2"].ids == ("a", "c", "x")


def test_a_step_that_only_a_mix_of_cases_would_reach_stays_to_be_found():
    procedure = _procedure({"a": [("b", "1"), ("c", "2")], "b": [("d", "2")], "c": [], "d": []}, "12")
    graphs = of_procedure(procedure)
    assert graphs["1"].ids == ("a", "b", "d")
    assert graphs["2"].ids == ("a", "c", "d")


def test_each_case_is_the_same_by_itself_and_among_all(flows):
    for seed in range(300):
        procedure = flows.with_cases(seed)
        assert of_procedure(procedure) == {c.id: of_case(procedure, c.id) for c in procedure.cases}, seed


def test_cases_share_one_graph_where_no_edge_is_marked():
    one, two = of_procedure(_procedure({"a": ["b"], "b": []}, "12")).values()
    assert one is two


def test_a_procedure_without_steps_has_no_flow_and_one_without_cases_has_one():
    assert of_procedure(Procedure(code="x", name="x")) == {}
    assert of_procedure(Procedure(code="x", name="x", steps=())) == {}
    assert list(of_procedure(_procedure({"a": []}))) == [""]


@pytest.mark.parametrize(
    ("stated", "exact"),
    [("1/3", Fraction(1, 3)), ("0.25", Fraction(1, 4)), (0.1, Fraction(1, 10)), (1, Fraction(1)), (None, None)],
)
def test_a_probability_is_kept_exactly_as_stated(stated, exact):
    assert probability(stated) == exact


@pytest.mark.parametrize("stated", ["a third", "1/", "1e999999999", "-1/2", "\u0661/\u0663", "1_0/20", ""])
def test_a_text_that_is_no_probability_is_refused(stated):
    with pytest.raises(ValueError, match="not a fraction"):
        probability(stated)
