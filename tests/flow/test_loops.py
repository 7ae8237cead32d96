"""Loops, and the dominators they rest on."""

from __future__ import annotations

import networkx as nx
import pytest

from tthc_audit.flow import dominators
from tthc_audit.flow.loops import loops


def _networkx(graph) -> nx.DiGraph:
    flow = nx.DiGraph()
    flow.add_node(graph.start)
    flow.add_edges_from((arc.source, arc.target) for arc in graph.arcs)
    return flow.subgraph({graph.start} | nx.descendants(flow, graph.start))


def _ends(graph, arcs) -> list[str]:
    return [f"{graph.ids[graph.arcs[a].source]}{graph.ids[graph.arcs[a].target]}" for a in arcs]


@pytest.mark.parametrize(
    ("text", "back", "irreducible"),
    [
        ("a>b b>c c", [], ()),
        ("a>b,c b>d c>d d", [], ()),
        ("a>b b>c c>b,d d", ["cb"], ()),
        ("a>a,b b", ["aa"], ()),
        ("a>b b>c,a c>b,d d>a,e e", ["ba", "cb", "da"], ()),
        ("a>b b>b,b,c c", ["bb", "bb"], ()),
        ("a>b,c b>c,d c>b d", [], ("b", "c")),
        ("a>b,c b>c c>b,d d>e e>f,e f>g,h g>h h>g,i i", ["ee"], ("b", "c", "g", "h")),
        ("a x>y y>x", [], ()),
    ],
)
def test_an_edge_leads_back_when_every_way_to_its_source_has_passed_its_target(flows, text, back, irreducible):
    graph = flows.graph(text)
    found = loops(graph)
    assert _ends(graph, found.back) == back
    assert found.irreducible == irreducible


def test_dominators_agree_with_networkx_on_random_flows(flows):
    for seed in range(600):
        graph = flows.random(seed, 2, 40)
        expected = nx.immediate_dominators(_networkx(graph), graph.start)
        expected[graph.start] = graph.start
        assert dominators.of_graph(graph).nearest == expected, seed


def test_loops_agree_with_networkx_on_random_flows(flows):
    irreducible = 0
    for seed in range(600):
        graph = flows.random(seed, 2, 40)
        flow = _networkx(graph)
        above = nx.immediate_dominators(flow, graph.start)

        def dominates(step, other, above=above, start=graph.start):
            while other not in (step, start):
                other = above[other]
            return other == step

        back = [a for a, arc in enumerate(graph.arcs) if arc.source in flow and dominates(arc.target, arc.source)]
        rest = nx.DiGraph(flow)
        rest.remove_edges_from((graph.arcs[a].source, graph.arcs[a].target) for a in back)
        cyclic = {graph.ids[i] for part in nx.strongly_connected_components(rest) if len(part) > 1 for i in part}
        found = loops(graph)
        assert list(found.back) == back, seed
        assert set(found.irreducible) == cyclic, seed
        irreducible += bool(cyclic)
    assert irreducible > 20


def test_a_long_flow_where_every_step_may_go_back_or_break_off_is_no_trouble(flows):
    steps = " ".join(f"s{i}>s{i + 1},s0,out" for i in range(3000))
    graph = flows.graph(f"{steps} s3000 out")
    found = loops(graph)
    assert len(found.back) == 3000
    assert found.irreducible == ()
