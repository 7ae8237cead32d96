"""Slack and critical path: how far a step may grow, and which steps decide the longest run."""

from __future__ import annotations

import pytest
from timed_flows import DAY, figures, graph_of, grown, measured, spans_of, step, with_time

from tthc_audit.worktime.span import ZERO, Span

ENDLESS = 10**40


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
