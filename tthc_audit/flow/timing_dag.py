"""A case's flow without its loops: steps in an order in which every edge leads on.

Sets of steps are whole numbers used as bits, one bit a position, so that a question about all steps
costs one pass. Steps that only lead back into the flow lie on no run without repetitions; they come last.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tthc_audit.flow.graph import Graph


@dataclass(frozen=True, slots=True)
class Dag:
    """The acyclic flow by position.

    ``step[p]`` is the number of the step at position p, ``position`` the reverse (-1: not reached).
    Positions below ``kept`` lie on runs without repetitions; ``out`` and ``into`` hold edges between those,
    and for the other positions ``out`` holds all their edges. ``arcs`` are the arc numbers of ``out``.
    ``aside`` are the edges from positions that lie on runs to such that only lead back.
    ``fork[p]``: every edge out is taken at once, and there are several. ``must[p]``: the steps that every
    run passes from there on, itself included, as bits.
    """

    step: list[int]
    position: list[int]
    kept: int
    out: list[list[int]]
    arcs: list[list[int]]
    aside: list[list[int]]
    into: list[list[int]]
    fork: list[bool]
    must: list[int]

    def reaching(self, targets: int) -> int:
        """The steps from which one of the targets can be reached, these included, as bits."""
        found = targets
        for p in range(self.kept - 1, -1, -1):
            if any(found >> q & 1 for q in self.out[p]):
                found |= 1 << p
        return found

    def reached(self, sources: int) -> int:
        """The steps that can be reached from one of the sources, these included, as bits."""
        found = sources
        for p in range(len(self.step)):
            if found >> p & 1:
                for q in (*self.out[p], *self.aside[p]):
                    found |= 1 << q
        return found

    def always_with(self, graph: Graph, back: Collection[int], step: int, other: int) -> bool:
        """Whether every run that passes the step at position ``step`` passes ``other`` too."""
        if self.must[0] >> other & 1:
            return True
        if other == step or self.must[step] >> other & 1:
            return True
        seen = 1
        queue = [0]
        while queue:
            p = queue.pop()
            if p == step:
                return False
            for a in graph.out[self.step[p]]:
                q = self.position[graph.arcs[a].target]
                if a not in back and not seen >> q & 1 and not self.must[q] >> other & 1:
                    seen |= 1 << q
                    queue.append(q)
        return True


def unrolled(
    graph: Graph, back: Collection[int], cut: Collection[int] = (), waits: Collection[tuple[int, int]] = ()
) -> Dag | None:
    """The flow without the arcs ``back`` and without those out of the steps ``cut``.

    ``waits`` are pairs of steps of which the second is placed after the first, though no edge leads there.
    ``None`` where a cycle or no way out is left. Steps that cannot be reached are left out.
    """
    n = len(graph.ids)
    arcs_of = graph.arcs
    forward = [
        graph.out[i] if not back else tuple(a for a in graph.out[i] if a not in back) for i in range(n)
    ] if not cut else [
        () if i in cut else tuple(a for a in graph.out[i] if a not in back) for i in range(n)
    ]  # fmt: skip
    order = _order(graph, forward, waits)
    if order is None:
        return None
    keeps = [False] * n
    for i in reversed(order):
        keeps[i] = not graph.out[i] or i in cut or any(keeps[arcs_of[a].target] for a in forward[i])
    if not keeps[graph.start]:
        return None
    step = order if all(keeps[i] for i in order) else sorted(order, key=lambda i: not keeps[i])
    position = [-1] * n
    for p, i in enumerate(step):
        position[i] = p
    kept = sum(keeps[i] for i in order)
    out: list[list[int]] = []
    arcs: list[list[int]] = []
    aside: list[list[int]] = []
    into: list[list[int]] = [[] for _ in step]
    fork: list[bool] = []
    for p, i in enumerate(step):
        taken = [a for a in forward[i] if p >= kept or keeps[arcs_of[a].target]]
        targets = [position[arcs_of[a].target] for a in taken]
        for q in targets:
            into[q].append(p)
        arcs.append(taken)
        aside.append([] if len(taken) == len(forward[i]) else [
            position[arcs_of[a].target] for a in forward[i] if not keeps[arcs_of[a].target]
        ])  # fmt: skip
        out.append(targets)
        fork.append(graph.split_all[i] and len(targets) > 1)
    return Dag(step, position, kept, out, arcs, aside, into, fork, _must(out, fork))


def _order(graph: Graph, forward: list[tuple[int, ...]], waits: Collection[tuple[int, int]]) -> list[int] | None:
    """The reachable steps so that every edge leads on, in stated order where that leaves a choice."""
    arcs_of = graph.arcs
    waiting = [-1] * len(forward)
    waiting[graph.start] = 0
    queue = [graph.start]
    for i in queue:
        for a in forward[i]:
            target = arcs_of[a].target
            if waiting[target] < 0:
                waiting[target] = 0
                queue.append(target)
            waiting[target] += 1
    waited = [(i, j) for i, j in waits if waiting[i] >= 0 and waiting[j] >= 0]
    for _, j in waited:
        waiting[j] += 1
    if waiting[graph.start]:
        return None
    order = [graph.start]
    for i in order:
        targets = [arcs_of[a].target for a in forward[i]]
        if waited:
            targets += [j for first, j in waited if first == i]
        for target in targets:
            waiting[target] -= 1
            if not waiting[target]:
                order.append(target)
    return order if len(order) == len(queue) else None


def _must(out: list[list[int]], fork: list[bool]) -> list[int]:
    must = [0] * len(out)
    for p in range(len(out) - 1, -1, -1):
        targets = out[p]
        if not targets:
            must[p] = 1 << p
            continue
        passed = must[targets[0]]
        if fork[p]:
            for q in targets:
                passed |= must[q]
        else:
            for q in targets:
                passed &= must[q]
        must[p] = passed | 1 << p
    return must
