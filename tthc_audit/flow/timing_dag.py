"""A case's flow without its loops: steps in an order in which every edge leads on.

Sets of steps are whole numbers used as bits, one bit a position, so that a question about all steps
costs one pass. Steps that only lead back into the flow lie on no run without repetitions; they come last.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    arcs: list[Sequence[int]]
    aside: list[list[int]]
    into: list[list[int]]
    fork: list[bool]
    must: list[int]

    def reaching(self, targets: int) -> int:
        """The steps from which one of the targets can be reached, these included, as bits."""
        found = targets
        for p in range(self.kept - 1, -1, -1):
            for q in self.out[p]:
                if found >> q & 1:
                    found |= 1 << p
                    break
        return found

    def reached(self, sources: int) -> int:
        """The steps that can be reached from one of the sources, these included, as bits."""
        found = sources
        for p in range(len(self.step)):
            if found >> p & 1:
                for q in self.out[p]:
                    found |= 1 << q
                for q in self.aside[p]:
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
    target_of = [arc.target for arc in graph.arcs]
    forward: list[tuple[int, ...]] | tuple[tuple[int, ...], ...] = graph.out
    if back or cut:
        forward = [() if i in cut else tuple([a for a in graph.out[i] if a not in back]) for i in range(n)]
    targets_of = [[target_of[a] for a in arcs] for arcs in forward]
    order = _order(targets_of, graph.start, waits)
    if order is None:
        return None
    keeps = [False] * n
    for i in reversed(order):
        if targets_of[i]:
            for j in targets_of[i]:
                if keeps[j]:
                    keeps[i] = True
                    break
        else:
            keeps[i] = not graph.out[i] or i in cut
    if not keeps[graph.start]:
        return None
    step = [i for i in order if keeps[i]]
    kept = len(step)
    if kept < len(order):
        step += [i for i in order if not keeps[i]]
    position = [-1] * n
    for p, i in enumerate(step):
        position[i] = p
    out: list[list[int]] = []
    arcs: list[Sequence[int]] = []
    aside: list[list[int]] = []
    into: list[list[int]] = [[] for _ in step]
    fork: list[bool] = []
    for p, i in enumerate(step):
        taken: Sequence[int] = forward[i]
        targets = [position[j] for j in targets_of[i]]
        only_back: list[int] = []
        if p < kept < len(step):
            only_back = [q for q in targets if q >= kept]
            if only_back:
                taken = [a for a in taken if position[target_of[a]] < kept]
                targets = [q for q in targets if q < kept]
        for q in targets:
            into[q].append(p)
        arcs.append(taken)
        aside.append(only_back)
        out.append(targets)
        fork.append(len(targets) > 1 and graph.split_all[i])
    return Dag(step, position, kept, out, arcs, aside, into, fork, _must(out, fork))


def _order(targets_of: list[list[int]], start: int, waits: Collection[tuple[int, int]]) -> list[int] | None:
    """The reachable steps so that every edge leads on, in stated order where that leaves a choice."""
    waiting = [-1] * len(targets_of)
    waiting[start] = 0
    queue = [start]
    for i in queue:
        for j in targets_of[i]:
            if waiting[j] < 0:
                waiting[j] = 0
                queue.append(j)
            waiting[j] += 1
    waited = [(i, j) for i, j in waits if waiting[i] >= 0 and waiting[j] >= 0]
    for _, j in waited:
        waiting[j] += 1
    if waiting[start]:
        return None
    order = [start]
    for i in order:
        targets = targets_of[i]
        if waited:
            targets = targets + [j for first, j in waited if first == i]
        for j in targets:
            waiting[j] -= 1
            if not waiting[j]:
                order.append(j)
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
