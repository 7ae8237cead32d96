"""The shortest and longest times of a flow are those of its runs, played out one by one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random

import pytest
from msgspec import structs
from timed_flows import DAY, figures, graph_of, grown, measured, runs, spans_of, step

from tthc_audit.catalog.model import Duration
from tthc_audit.flow import clock
from tthc_audit.flow.soundness import check

ENDLESS = 10**40


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
