"""The typical and expected times of a flow are those of its runs, weighed by their chances."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from timed_flows import DAY, figures, graph_of, grown, measured, runs, spans_of, step

from tthc_audit.catalog.model import Edge
from tthc_audit.worktime.span import Span

ENDLESS = 10**40


@pytest.mark.parametrize("seed", range(10))
def test_the_typical_run_takes_the_likeliest_way_that_does_not_go_back(seed):
    for n in range(40):
        graph = graph_of(grown(30_000 + seed * 40 + n, with_odds=n % 2 == 0))
        every = runs(graph, [s.low for s in spans_of(graph)])
        onward = {}
        for run in every:
            for i, a in run.taken.items():
                onward.setdefault(i, set()).add((-(graph.arcs[a].probability or 0), graph.arcs[a].position, a))
        usual = [r for r in every if all(a == min(onward[i])[2] for i, a in r.taken.items())]
        assert {r.takes for r in usual} == {measured(graph).typical.low}


@pytest.mark.parametrize("seed", range(10))
def test_the_expected_time_is_the_mean_of_all_runs(seed):
    for n in range(40):
        graph = graph_of(grown(40_000 + seed * 40 + n, with_odds=True, with_loops=False))
        every = runs(graph, [s.low for s in spans_of(graph)])
        assert sum(r.chance for r in every) == 1
        mean = sum(r.chance * r.takes for r in every)
        assert measured(graph).expected[:2] == (floor(mean), ceil(mean))


def visits(graph, times):
    """Expected time by solving the linear equations of all steps at once; one token at a time."""
    n = len(graph.ids)
    rows = []
    for i in range(n):
        row = [Fraction(int(i == j)) for j in range(n)] + [Fraction(times[i])]
        for a in graph.out[i]:
            arc = graph.arcs[a]
            row[arc.target] -= 1 if len(graph.out[i]) == 1 else arc.probability
        rows.append(row)
    for i in range(n):
        pivot = next(k for k in range(i, n) if rows[k][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for k in range(n):
            if k != i and rows[k][i]:
                rows[k] = [x - rows[k][i] * y for x, y in zip(rows[k], rows[i], strict=True)]
    return rows[graph.start][n]


@pytest.mark.parametrize("seed", range(10))
def test_the_expected_time_counts_repetitions(seed):
    for n in range(30):
        graph = graph_of(grown(60_000 + seed * 30 + n, with_odds=True, parallel=False))
        mean = visits(graph, [s.low for s in spans_of(graph)])
        assert measured(graph).expected[:2] == (floor(mean), ceil(mean))


def test_a_parallel_block_inside_a_loop_is_repeated_whole():
    found = figures([
        step("in", "1", ("s",)),
        step("s", "1", ("a", "b"), split="all"),
        step("a", "2", ("j",)),
        step("b", "5", ("j",)),
        step("j", "1", (("s", "1/4"), ("out", "3/4")), join="all"),
        step("out", "1"),
    ])  # fmt: skip
    # The block runs 1 / (1 - 1/4) = 4/3 times, 7 days each.
    assert found.expected.low == floor((2 + Fraction(28, 3)) * DAY)
    assert found.worst.low == 9 * DAY


def test_a_loop_inside_a_parallel_block_leaves_the_expected_time_unknown():
    found = figures([
        step("s", "1", ("a", "b"), split="all"),
        step("a", "2", (("a2", "1/2"), ("j", "1/2"))),
        step("a2", "2", ("a",)),
        step("b", "5", ("j",)),
        step("j", "1", join="all"),
    ])  # fmt: skip
    assert found.expected is None
    assert found.worst.low == 7 * DAY
    assert found.conditional == (False, False, True, False, False)


@pytest.mark.parametrize(
    ("times", "body_runs"), [(0, 1), (1, Fraction(3, 2)), (2, Fraction(7, 4)), (3, Fraction(15, 8))]
)
def test_repetitions_are_limited_where_the_edge_says_so(times, body_runs):
    again = [
        step("a", "1", ("b",)),
        step("b", "1", (Edge(to="a", probability="1/2", max_times=times), Edge(to="c", probability="1/2"))),
        step("c", "1"),
    ]
    by_the_way = [
        step("a", "1", ("b",)),
        step("b", "1", (Edge(to="sup", probability="1/2", max_times=times), Edge(to="c", probability="1/2"))),
        step("c", "1"),
        step("sup", "0", ("a",)),
    ]
    for steps in (again, by_the_way):
        assert figures(steps).expected.low == floor((2 * body_runs + 1) * DAY)


def test_an_inner_limited_loop_starts_anew_in_every_round_of_the_outer_one():
    steps = [
        step("a", "1", ("b",)),
        step("b", "1", (Edge(to="b2", probability="1/2", max_times=1), Edge(to="c", probability="1/2"))),
        step("b2", "2", ("b",)),
        step("c", "1", (("a", "1/3"), ("d", "2/3"))),
        step("d", "1"),
    ]
    inner = 1 + Fraction(1, 2) * 3
    assert figures(steps).expected.low == floor((Fraction(3, 2) * (2 + inner) + 1) * DAY)


def test_too_many_or_two_limits_of_repetition_leave_the_expected_time_unknown():
    def looping(first, second):
        return figures([
            step("a", "1", ("b",)),
            step("b", "1", (Edge(to="a", probability="1/2", max_times=first), Edge(to="c", probability="1/2"))),
            step("c", "1", (Edge(to="a", probability="1/2", max_times=second), Edge(to="d", probability="1/2"))),
            step("d", "1"),
        ]).expected  # fmt: skip

    assert looping(None, None).low == looping(None, None).high
    assert looping(2, None) is not None
    assert looping(2, 3) is None
    assert looping(1_000_000, None) is None


def test_without_all_probabilities_nothing_is_expected():
    odds = step("a", "1", (("b", "1/2"), ("c", "1/2")))
    assert figures([odds, step("b", "1"), step("c", "2")]).expected == Span(5 * DAY // 2, 5 * DAY // 2, None)
    assert figures([odds, step("b", "1", ("d", "e")), step("c", "2"), step("d", "1"), step("e", "1")]).expected is None


def test_a_way_without_probability_may_be_unbounded_without_harm():
    steps = [step("a", "1", (("b", "0"), ("c", "1"))), step("b", None), step("c", "2")]
    found = figures(steps)
    assert found.expected == Span(3 * DAY, 3 * DAY, None)
    assert found.worst.high is None
    assert figures([step("a", "1", (("b", "1/9"), ("c", "8/9"))), *steps[1:]]).expected.high is None


def test_a_loop_that_is_never_left_is_not_expected_to_end():
    assert figures([step("a", "1", (("a", "1"), ("b", "0"))), step("b", "1")]).expected is None


def test_thirds_are_rounded_outward_so_that_the_bounds_hold():
    found = figures([step("a", "0", (("b", "1/3"), ("c", "2/3"))), step("b", "0.0001"), step("c", "0.0002")])
    assert found.expected == Span(800, 800, None)
    minute = figures([step("a", "0", (("b", "1/3"), ("c", "2/3"))), step("b", "0.0002h"), step("c", "0")])
    assert minute.expected == Span(40, 40, None)
    tick = figures([step("a", "0", (("b", "1/7"), ("c", "6/7"))), step("b", "0.0001h"), step("c", "0")])
    assert tick.expected == Span(8, 9, None)
