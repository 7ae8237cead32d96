"""The times of a flow are those of its runs, played out one by one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from random import Random

import pytest
from msgspec import structs
from timed_flows import DAY, figures, grown, measured, runs, step

from tthc_audit.catalog.model import Duration, Edge, Procedure
from tthc_audit.flow import clock
from tthc_audit.flow.graph import of_case
from tthc_audit.flow.soundness import check
from tthc_audit.worktime.span import ZERO, Span

ENDLESS = 10**40


def spans_of(graph):
    return [clock.time_of(s, anchored=True).clock for s in graph.steps]


def graph_of(steps):
    return of_case(Procedure(code="x", name="x", steps=tuple(steps)))


def with_time(steps, k, days):
    one = steps[k]
    return [*steps[:k], step(one.id, str(days), one.next, split=one.split, join=one.join), *steps[k + 1 :]]


def extremes(graph, component):
    found = [r.takes for r in runs(graph, [component(s) for s in spans_of(graph)])]
    return min(found), max(found)


@pytest.mark.parametrize("seed", range(40))
def test_best_and_worst_are_the_shortest_and_longest_of_all_runs(seed):
    for n in range(50):
        graph = graph_of(grown(seed * 50 + n))
        assert check(graph).sound
        shortest, longest = extremes(graph, lambda s: s.low)
        found = measured(graph)
        assert found.best[:2] == (shortest, shortest)
        assert found.worst[:2] == (longest, longest)


@pytest.mark.parametrize("seed", range(10))
def test_times_agree_with_the_runs_of_any_random_sound_flow(seed, flows):
    sound = 0
    for n in range(100):
        plain = flows.random(50_000 + seed * 100 + n, 1, 12)
        if not check(plain).sound:
            continue
        sound += 1
        steps = [step(s.id, str(k * 7 % 5), s.next, split=s.split, join=s.join) for k, s in enumerate(plain.steps)]
        start = steps.pop(plain.start)
        graph = graph_of([start, *steps])
        found = measured(graph)
        if found.worst is None:
            continue
        shortest, longest = extremes(graph, lambda s: s.low)
        assert (found.best.low, found.worst.low) == (shortest, longest)
        passed = [set(r.ends) for r in runs(graph, [0] * len(graph.ids))]
        assert list(found.conditional) == [any(i not in p for p in passed) for i in range(len(graph.ids))]
    assert sound > 10


@pytest.mark.parametrize("seed", range(10))
def test_bounds_hold_the_runs_at_their_shortest_and_longest_and_days_are_exact(seed):
    for n in range(40):
        graph = graph_of(grown(10_000 + seed * 40 + n, units="d"))
        found = measured(graph)
        for name, component in (("low", lambda s: s.low), ("high", lambda s: s.high), ("days", lambda s: s.days)):
            shortest, longest = extremes(graph, component)
            assert getattr(found.best, name) == shortest
            assert getattr(found.worst, name) == longest


@pytest.mark.parametrize("seed", range(10))
def test_mixed_units_keep_proven_bounds_and_days_only_where_the_longest_run_is_in_days(seed):
    for n in range(40):
        graph = graph_of(grown(20_000 + seed * 40 + n, units="mixed"))
        found = measured(graph)
        spans = spans_of(graph)
        shortest, longest = extremes(graph, lambda s: s.low)
        soonest, latest = extremes(graph, lambda s: ENDLESS if s.high is None else s.high)
        assert (found.best.low, found.worst.low) == (shortest, longest)
        assert found.best.high == (soonest if soonest < ENDLESS else None)
        assert found.worst.high == (latest if latest < ENDLESS else None)
        if found.worst.days:
            path = [spans[graph.ids.index(i)] for i in found.critical_path]
            assert all(s.days is not None for s in path)
            assert sum(s.days for s in path) <= found.worst.days


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


def test_independent_branches_are_not_multiplied_out():
    branches = [
        s
        for k in range(40)
        for s in (
            step(f"a{k}", "1", ((f"b{k}", "1/2"), (f"c{k}", "1/2"))),
            step(f"b{k}", "1", (f"d{k}",)),
            step(f"c{k}", "2", (f"d{k}",)),
            step(f"d{k}", "0", ("j",)),
        )
    ]
    start = step("s", "1", tuple(f"a{k}" for k in range(40)), split="all")
    found = figures([start, *branches, step("j", "1", join="all")])
    assert found.best.low == 4 * DAY
    assert found.worst.low == 5 * DAY
    assert found.expected.low == floor((5 - Fraction(1, 2**40)) * DAY)


def test_scenarios_that_come_equally_far_are_one():
    assert in_a_block(60).best.low == (2 + 120) * DAY
    assert in_a_block(60).expected.low == (2 + 150) * DAY


def test_beyond_ten_thousand_scenarios_at_one_place_the_time_is_unknown():
    assert in_a_block(13, apart=True).best.low == (2 + 26) * DAY
    assert in_a_block(14, apart=True).best is None
    assert in_a_block(14, apart=True).expected is None
    assert in_a_block(14, apart=True).typical.low == (2 + 28) * DAY
    assert in_a_block(14, apart=True).worst.low == (2 + 14 + 14 + 2**14 - 1) * DAY


def in_a_block(choices, *, apart=False):
    """Choices in a row beside another branch; ``apart``: no two ways take equally long."""
    row = []
    for k in range(choices):
        then = f"c{k + 1}" if k + 1 < choices else "j"
        longer = str(1 + 2**k if apart else 2)
        row += [
            step(f"c{k}", "1", ((f"l{k}", "1/2"), (f"r{k}", "1/2"))),
            step(f"l{k}", "1", (then,)),
            step(f"r{k}", longer, (then,)),
        ]
    return figures([step("s", "1", ("c0", "z"), split="all"), *row, step("z", "1", ("j",)), step("j", "1", join="all")])


@pytest.mark.parametrize("seed", range(10))
def test_a_step_may_grow_by_its_slack_and_no_further(seed):
    for n in range(30):
        steps = grown(70_000 + seed * 30 + n)
        found = figures(steps)
        for k, (one, slack) in enumerate(zip(steps, found.slack, strict=True)):
            if slack is None:
                continue
            days = int(one.duration.value) + slack.low // DAY
            assert figures(with_time(steps, k, days)).worst == found.worst
            assert figures(with_time(steps, k, days + 1)).worst.low == found.worst.low + DAY


@pytest.mark.parametrize("seed", range(10))
def test_the_critical_path_is_as_long_as_the_longest_run(seed):
    for n in range(40):
        graph = graph_of(grown(80_000 + seed * 40 + n))
        found = measured(graph)
        path = [graph.ids.index(i) for i in found.critical_path]
        assert sum(spans_of(graph)[i].low for i in path) == found.worst.low
        assert path[0] == graph.start
        assert not graph.out[path[-1]]
        following = [{graph.arcs[a].target for a in graph.out[i]} for i in path]
        assert all(b in targets for b, targets in zip(path[1:], following, strict=False))
        assert all(found.slack[i].low == 0 for i in path)


def test_of_ways_equally_long_the_critical_path_takes_the_longest_step_then_the_first():
    ways = [
        step("s", "1", ("a", "b", "c"), split="all"),
        step("a", "1", ("a2",)),
        step("a2", "2", ("j",)),
        step("b", "3", ("j",)),
        step("c", "3", ("j",)),
        step("j", "1", join="all"),
    ]
    assert figures(ways).critical_path == ("s", "b", "j")


def test_slack_between_two_fixed_points_is_not_blurred_by_what_is_vague_elsewhere():
    found = figures([
        step("vague", None, ("s",)),
        step("s", "1", ("a", "b"), split="all"),
        step("a", "2", ("j",)),
        step("b", "5", ("j",)),
        step("j", "1", join="all"),
    ])  # fmt: skip
    assert found.slack[2] == Span(3 * DAY, 3 * DAY, None)
    assert found.worst == Span(7 * DAY, None, None)
    assert found.steps_without_duration == ("vague",)


def test_slack_beside_a_step_of_unknown_length_has_no_upper_bound():
    found = figures([
        step("s", "1", ("a", "b"), split="all"),
        step("a", None, ("j",)),
        step("b", "5", ("j",)),
        step("j", "1", join="all"),
    ])  # fmt: skip
    assert found.slack == (ZERO, Span(0, None, None), Span(0, None, None), ZERO)


def test_a_loop_with_two_ways_in_has_no_times():
    found = figures([
        step("s", "1", ("a", "b")), step("a", "1", ("b",)), step("b", "1", ("a", "e")), step("e", "1"),
    ])  # fmt: skip
    assert (found.best, found.worst, found.elapsed_worst, found.deadlines_contradict) == (None, None, None, None)
    assert found.slack == found.conditional == (None,) * 4
    assert found.steps_without_duration == ()


@pytest.mark.parametrize("seed", range(5))
def test_every_time_within_the_bounds_gives_figures_within_the_bounds(seed):
    for n in range(40):
        random = Random(n)
        steps = grown(90_000 + seed * 40 + n, units="mixed", with_odds=n % 2 == 0)
        found = figures(steps)
        for _ in range(3):
            chosen = []
            for s in steps:
                low, high, _ = clock.time_of(s, anchored=True).clock
                ticks = random.choice([low, high or low, random.randint(low, low + 9 * DAY if high is None else high)])
                minutes = Duration(value=Decimal(ticks).scaleb(-4), unit="minute")
                chosen.append(structs.replace(s, duration=minutes))
            exact = figures(chosen)
            for name in ("best", "worst", "typical", "expected", "elapsed_worst"):
                wide, narrow = getattr(found, name), getattr(exact, name)
                if wide is not None:
                    assert wide.low <= narrow.low
                    assert wide.high is None or narrow.high <= wide.high
            for wide, narrow in zip(found.slack, exact.slack, strict=True):
                assert (wide is None) == (narrow is None)
                if wide is not None:
                    assert wide.low <= narrow.low
                    assert wide.high is None or narrow.high <= wide.high
