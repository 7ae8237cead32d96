"""Which steps one run passes, against every run played out."""

from itertools import combinations

import pytest
from timed_flows import graph_of, grown, runs, step

from tthc_audit.flow.loops import loops
from tthc_audit.flow.together import Together


@pytest.mark.parametrize("seed", range(150))
def test_two_steps_are_together_where_some_run_passes_both(seed):
    graph = graph_of(grown(seed, with_loops=False))
    together = Together(graph, ())
    passed = [set(run.ends) for run in runs(graph, [0] * len(graph.steps))]
    for a, b in combinations(range(len(graph.steps)), 2):
        met = any({a, b} <= run for run in passed)
        assert together(a, b) == together(b, a) == met, (graph.ids[a], graph.ids[b])


def test_two_ways_of_a_choice_do_not_meet_by_going_back():
    graph = graph_of([
        step("xét", to=("a", "b")), step("a", to=("thêm",)), step("thêm", to=("xét", "hết")), step("b", to=("hết",)), step("hết"),
    ])  # fmt: skip
    together = Together(graph, frozenset(loops(graph).back))
    assert not together(1, 3)
    assert together(0, 3)
