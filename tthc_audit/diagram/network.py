"""A flow as nodes and links to be placed: steps, rings at start and end, gateways at splits and joins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tthc_audit.diagram.words import APPLICANT, edge_words
from tthc_audit.results import Flow, FlowEdge, FlowNode

Kind = Literal["step", "start", "end", "one", "all", "join"]


@dataclass(frozen=True, slots=True)
class Node:
    """Something that takes a place in a lane; ``step`` is the step it is, follows or precedes."""

    kind: Kind
    step: FlowNode
    lane: int
    critical: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two nodes, by number; ``edge`` is the flow's own edge, if it is one."""

    source: int
    target: int
    edge: FlowEdge | None
    back: bool
    critical: bool
    alert: bool
    label: str


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and links; ``lanes`` are the numbers of the flow's lanes in the order they are drawn."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    lanes: tuple[int, ...]


def network(flow: Flow) -> Network:
    """Nodes in the order of the steps, links in the order of the edges.

    A step of a lane that the flow does not list goes to the last lane. Edges that close a cycle are
    taken as leading back even where the flow does not say so.
    """
    lanes = sorted(range(len(flow.lanes)), key=lambda i: (flow.lanes[i].id != APPLICANT, i))
    row_of = {flow.lanes[number].id: place for place, number in enumerate(lanes)}
    steps = {n.id: n for n in flow.nodes}
    edges = [e for e in flow.edges if e.source in steps and e.target in steps]
    back = _leading_back(flow, edges)
    out = {s: [i for i, e in enumerate(edges) if e.source == s] for s in steps}
    into = {s: [i for i, e in enumerate(edges) if e.target == s] for s in steps}
    nodes: list[Node] = []
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    links: list[Link] = []
    sound = flow.sound is not False
    for step in flow.nodes:
        lane = row_of.get(step.lane, max(len(lanes) - 1, 0))
        critical = step.on_critical_path and sound
        entries = len(into[step.id]) + (step.id == flow.start)
        leads = any(edges[i].on_trace for i in out[step.id])
        inner: list[Kind] = []
        if step.id == flow.start:
            inner.append("start")
        if step.join == "all" and entries > 1:
            inner.append("join")
        inner.append("step")
        if step.split is not None and len(out[step.id]) > 1:
            inner.append(step.split)
        if not out[step.id]:
            inner.append("end")
        for kind in inner:
            nodes.append(Node(kind, step, lane, critical))
            number = len(nodes) - 1
            if kind != inner[0]:
                alert = leads and kind in ("one", "all")
                links.append(Link(number - 1, number, None, back=False, critical=critical, alert=alert, label=""))
            if kind in ("join", "step") and step.id not in first:
                first[step.id] = number
            if kind in ("step", "one", "all"):
                last[step.id] = number
    for i, e in enumerate(edges):
        links.append(
            Link(
                last[e.source], first[e.target], e, i in back, e.critical and sound and i not in back,
                e.on_trace, edge_words(flow, e),
            )
        )  # fmt: skip
    return Network(tuple(nodes), tuple(links), tuple(lanes))


def _leading_back(flow: Flow, edges: list[FlowEdge]) -> set[int]:
    """The numbers of the edges that lead back: those that say so, and what still closes a cycle."""
    back = {i for i, e in enumerate(edges) if e.back or e.source == e.target}
    out: dict[str, list[int]] = {n.id: [] for n in flow.nodes}
    for i, e in enumerate(edges):
        if i not in back:
            out[e.source].append(i)
    colour: dict[str, int] = {}
    starts = ([flow.start] if flow.start in out else []) + [n.id for n in flow.nodes]
    for root in starts:
        if root is None or root in colour:
            continue
        colour[root] = 1
        stack = [(root, iter(out[root]))]
        while stack:
            step, rest = stack[-1]
            for i in rest:
                target = edges[i].target
                if colour.get(target) == 1:
                    back.add(i)
                elif target not in colour:
                    colour[target] = 1
                    stack.append((target, iter(out[target])))
                    break
            else:
                colour[step] = 2
                stack.pop()
    return back
