"""The rank theorem decides by itself, without any gateway fused before, and fusing decides what it decides rightly."""

from __future__ import annotations

import pytest

from tthc_audit.flow import free_choice
from tthc_audit.flow.reduction import fuse, gateways
from tthc_audit.flow.soundness import check


def _gateways(graph):
    targets = [[graph.arcs[a].target for a in out] for out in graph.out]
    return gateways(targets, graph.start, graph.join_all, graph.split_all)


@pytest.mark.parametrize(("least", "most", "flows_wanted"), [(1, 12, 4000), (13, 25, 1200), (40, 60, 200)])
def test_the_rank_theorem_alone_agrees_with_exhaustive_search(flows, least, most, flows_wanted):
    sound = damaged = 0
    for seed in range(20_000, 20_000 + flows_wanted):
        graph = flows.random(seed, least, most)
        if check(graph).problem in {"unreachable", "no_exit"}:
            continue
        verdict = flows.game(graph).is_sound(most=2000)
        flow = _gateways(graph)
        if verdict is None or flow is None:
            assert not verdict
            continue
        assert free_choice.is_sound(flow) is verdict, seed
        sound += verdict
        damaged += not verdict
    assert min(sound, damaged) > flows_wanted // 40


def test_fusing_never_decides_what_the_rank_theorem_does_not(flows):
    left = 0
    for seed in range(3000):
        graph = flows.random(seed, 6, 30)
        if check(graph).problem in {"unreachable", "no_exit"}:
            continue
        flow = _gateways(graph)
        if flow is not None:
            whole = free_choice.is_sound(flow)
            decided = fuse(flow)
            assert (free_choice.is_sound(flow) if decided is None else decided) is whole, seed
            left += decided is None
    assert left > 100


@pytest.mark.parametrize("text", ["s0>>s1,s3 s1>s2,s4 s2>s5 &s3>s4,s5 &s4>s0 &s5", "s0>>s1,s2 &s1>>s2,s3 &s2>s1 &s3"])
def test_flaws_that_only_the_rank_or_only_a_siphon_gives_away_are_seen(flows, text):
    graph = flows.graph(text)
    flow = _gateways(graph)
    assert flow is not None
    assert free_choice.is_sound(flow) is False
    assert flows.game(graph).is_sound() is False


def test_joins_that_cross_are_fused_whole():
    targets = [[1, 2], [3, 4], [3, 4], [5], [5], []]
    joins = [False, False, False, False, False, True]
    flow = gateways(targets, 0, joins, [False, True, True, False, False, False])
    assert flow is not None
    assert fuse(flow) is True
