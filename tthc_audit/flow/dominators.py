"""What every way from the start to a step has to pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tthc_audit.flow.graph import Graph


@dataclass(frozen=True, slots=True)
class Dominators:
    """The dominator tree of the steps that the start reaches.

    ``nearest[i]`` is the last step before i that every way from the start to i passes; the start's is
    the start itself. Steps that nothing reaches are left out.
    """

    nearest: dict[int, int]
    _enter: dict[int, int]
    _leave: dict[int, int]

    def dominates(self, step: int, other: int) -> bool:
        """Whether every way from the start to the other step passes the step; each dominates itself."""
        return self._enter[step] <= self._enter[other] < self._leave[step]


def of_graph(graph: Graph) -> Dominators:
    """The dominators of a flow, in near-linear time (semi-NCA by Georgiadis and Tarjan)."""
    order, above = _depth_first(graph)
    place = {step: i for i, step in enumerate(order)}
    semi = list(range(len(order)))
    best = semi.copy()
    link = above.copy()
    for v in range(len(order) - 1, 0, -1):
        for arc in graph.into[order[v]]:
            u = place.get(graph.arcs[arc].source)
            if u is not None:
                semi[v] = min(semi[v], semi[_best(u, v, link, best, semi)])
    for v in range(1, len(order)):
        while above[v] > semi[v]:
            above[v] = above[above[v]]
    nearest = {step: order[above[v]] for v, step in enumerate(order)}
    return Dominators(nearest, *_walk(order, nearest))


def _depth_first(graph: Graph) -> tuple[list[int], list[int]]:
    """The steps as a walk from the start meets them, and the place in that order of the step each was met from."""
    order: list[int] = []
    above: list[int] = []
    seen = [False] * len(graph.ids)
    stack = [(graph.start, 0)]
    while stack:
        step, before = stack.pop()
        if seen[step]:
            continue
        seen[step] = True
        stack += [(graph.arcs[arc].target, len(order)) for arc in graph.out[step]]
        order.append(step)
        above.append(before)
    return order, above


def _best(u: int, last: int, link: list[int], best: list[int], semi: list[int]) -> int:
    """The step with the least semidominator from u up to the last place that is done; the way there is shortened."""
    if u <= last:
        return u
    path: list[int] = []
    while link[u] > last:
        path.append(u)
        u = link[u]
    top = link[u]
    for w in reversed(path):
        if semi[best[link[w]]] < semi[best[w]]:
            best[w] = best[link[w]]
        link[w] = top
    return best[path[0] if path else u]


def _walk(order: Sequence[int], nearest: dict[int, int]) -> tuple[dict[int, int], dict[int, int]]:
    """When a walk over the tree enters and leaves each step: what it enters in between is dominated."""
    children: dict[int, list[int]] = {step: [] for step in order}
    for step in order[1:]:
        children[nearest[step]].append(step)
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    stack = [order[0]]
    while stack:
        step = stack.pop()
        if step in enter:
            leave[step] = len(enter)
        else:
            enter[step] = len(enter)
            stack.append(step)
            stack += children[step]
    return enter, leave
