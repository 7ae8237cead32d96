"""Two versions as one flow to be laid out, so that what did not change has one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tthc_audit.diagram.union import Union
from tthc_audit.results import Flow, FlowEdge, FlowNode

_SHARING = ("kept", "added")


def as_one_flow(after: Flow, union: Union) -> tuple[Flow, dict[tuple[str, str], list[str]]]:
    """The union as a flow to be laid out, and what became of its edges, in their order, by their ends.

    A moved step leaves a ghost in its old lane: behind a step that led to it (an edge only for ``placing``),
    with an arrow to where the step stands now. What is gone is laid out like a trace, which shares no line with
    the rest.
    """
    nodes: list[FlowNode] = []
    edges: list[FlowEdge] = []
    states: dict[tuple[str, str], list[str]] = {}
    ahead: dict[str, set[str]] = {step: set() for step in union.marks}

    def add(source: str, target: str, edge: FlowEdge, state: str) -> None:
        closes = state not in _SHARING and (source == target or _leads(ahead, target, source))
        back = edge.back or closes
        if not back:
            ahead[source].add(target)
        apart = state not in _SHARING
        edges.append(replace(edge, source=source, target=target, back=back, critical=False, on_trace=apart))
        states.setdefault((source, target), []).append(state)

    for link in sorted(union.links, key=lambda i: i.state == "removed"):
        add(link.source, link.target, link.edge, link.state)
    for step, mark in union.marks.items():
        plain = replace(mark.node, id=step, on_critical_path=False, reachable=True)
        if mark.was is not None and mark.now is not None and "moved" in mark.changes:
            ghost = f"g{step[1:]}"
            nodes.append(replace(plain, id=ghost, lane=mark.was.lane, split=None, join="any"))
            ahead[ghost] = set()
            first = next((e.source for e in edges if e.target == step and not e.back), None)
            if first is not None:
                add(first, ghost, FlowEdge(first, ghost), "placing")
            add(ghost, step, FlowEdge(ghost, step), "moved")
        nodes.append(plain)
    flow = replace(
        after, lanes=union.lanes, nodes=tuple(nodes), edges=tuple(edges), start=union.start, sound=True, problem=None,
        trace=(),
    )  # fmt: skip
    return flow, states


def _leads(ahead: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen: set[str] = set()
    stack = [start]
    while stack:
        here = stack.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            stack += ahead.get(here, ())
    return False
