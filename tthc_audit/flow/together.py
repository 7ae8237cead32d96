"""Which steps one run may pass: one after the other, or at the same time."""

from __future__ import annotations

from collections.abc import Collection

from tthc_audit.flow.graph import Graph


class Together:
    """Tells of two steps of a case's flow, by their numbers, whether one run may pass both without going back."""

    def __init__(self, graph: Graph, back: Collection[int]) -> None:
        """``back``: the arcs that lead back, which are left out."""
        self._onward = [[graph.arcs[a].target for a in out if a not in back] for out in graph.out]
        self._forks = [i for i, onward in enumerate(self._onward) if graph.split_all[i] and len(onward) > 1]
        self._reach: dict[int, int] = {}

    def __call__(self, a: int, b: int) -> bool:
        """Whether one leads to the other, or both lie on branches of their own that are taken at once."""
        return self.leads(a, b) or self.leads(b, a) or any(self._beside(fork, a, b) for fork in self._forks)

    def leads(self, a: int, b: int) -> bool:
        """Whether a run that passes ``a`` may pass ``b`` after it."""
        return bool(self._after(a) >> b & 1)

    def _beside(self, fork: int, a: int, b: int) -> bool:
        branches = [self._after(first) | 1 << first for first in self._onward[fork]]
        with_a = [n for n, branch in enumerate(branches) if branch >> a & 1]
        with_b = [n for n, branch in enumerate(branches) if branch >> b & 1]
        return len(with_a) == len(with_b) == 1 and with_a != with_b

    def _after(self, step: int) -> int:
        """The steps that may follow a step, as bits."""
        known = self._reach.get(step)
        if known is None:
            known = 0
            queue = [step]
            while queue:
                for target in self._onward[queue.pop()]:
                    if not known >> target & 1:
                        known |= 1 << target
                        queue.append(target)
            self._reach[step] = known
        return known
