"""The floor keeps only the order that the work needs."""

from __future__ import annotations

from random import Random

import networkx as nx
import pytest
from msgspec import structs
from timed_flows import DAY, figures, grown, measured, runs, step

from tthc_audit.catalog.model import Procedure
from tthc_audit.flow.graph import of_case
from tthc_audit.worktime.span import Span


def works(name, lasts, to=(), inputs=(), outputs=(), **told):
    return step(name, lasts, to, inputs=tuple(inputs), outputs=tuple(outputs), **told)


def floor_of(graph):
    """The longest chain of needs in any run, by looking at every pair of its steps."""
    flow = nx.DiGraph((a.source, a.target) for a in graph.arcs)
    flow.add_nodes_from(range(len(graph.ids)))
    steps = graph.steps
    first = {"submit", "receive", "check"}
    intake = {
        i for i in flow if all(steps[j].kind in first for j in nx.ancestors(flow, i) | {i})
    }  # fmt: skip
    longest = 0
    for run in runs(graph, [0] * len(steps)):
        needs = nx.DiGraph()
        needs.add_nodes_from(run.ends)
        for i in run.ends:
            for j in nx.descendants(flow, i) & set(run.ends):
                gate = len(graph.out[i]) > 1 and not graph.split_all[i]
                handed = set(steps[i].outputs) & set(steps[j].inputs)
                if i in intake or gate or handed or steps[j].kind == "return":
                    needs.add_edge(i, j)
        ends = {}
        for i in nx.topological_sort(needs):
            ends[i] = max((ends[j] for j in needs.pred[i]), default=0) + int(steps[i].duration.value) * DAY
        longest = max(longest, *ends.values())
    return longest


@pytest.mark.parametrize("seed", range(10))
def test_the_floor_is_the_longest_chain_of_needs_of_any_run(seed):
    for n in range(30):
        random = Random(n)
        names = ["slip", "map", "opinion", "draft"]
        steps = [
            structs.replace(
                s,
                kind=random.choice(["receive", "check", "appraise", "appraise", "consult", "return"]),
                inputs=tuple(random.sample(names, random.randint(0, 2))),
                outputs=tuple(random.sample(names, random.randint(0, 2))),
            )
            for s in grown(seed * 30 + n, with_loops=False)
        ]
        graph = of_case(Procedure(code="x", name="x", steps=tuple(steps)))
        assert measured(graph).parallel_floor == Span(floor_of(graph), floor_of(graph), None)


def test_opinions_asked_one_after_another_could_be_asked_at_once():
    found = figures([
        step("receive", "1", ("tax",), kind="receive"),
        works("tax", "5", ("fire",), ["form"], ["tax opinion"]),
        works("fire", "7", ("sign",), ["form"], ["fire opinion"]),
        works("sign", "1", ("hand",), ["tax opinion", "fire opinion"], ["licence"]),
        step("hand", "1", kind="return"),
    ])  # fmt: skip
    assert found.worst.low == 15 * DAY
    assert found.parallel_floor.low == 10 * DAY


def test_the_floor_is_unknown_where_a_step_does_not_say_what_it_needs_and_yields():
    silent = [step("receive", "1", ("a",), kind="receive"), step("a", "1", inputs=("form",))]
    assert figures(silent).parallel_floor is None
    assert figures([silent[0], works("a", "1", inputs=["form"])]).parallel_floor.low == 2 * DAY


def test_the_floor_keeps_bounds_and_days():
    found = figures([works("a", "3d", ("b",)), works("b", "1w")])
    assert found.parallel_floor.days == 7 * 10_000
    assert figures([works("a", None, ("b",)), works("b", "3")]).parallel_floor == Span(3 * DAY, None, None)
