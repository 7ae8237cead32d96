"""Where a flow goes back: edges into a step that every way there has passed, and loops that have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tthc_audit.flow import dominators
from tthc_audit.flow.graph import Graph


@dataclass(frozen=True, slots=True)
class Loops:
    """The loops of a flow.

    ``back``: numbers of the arcs that lead back, each into a step that dominates its source; their
    number is the number of loops. ``irreducible``: ids of the steps that still lie on a loop when
    those arcs are taken away: loops with more than one way in. Steps that nothing reaches do not count.
    """

    back: tuple[int, ...] = ()
    irreducible: tuple[str, ...] = ()


NONE = Loops()


def loops(graph: Graph) -> Loops:
    """The loops of a flow, in near-linear time."""
    arcs = graph.arcs
    if not _unordered({i: [arcs[a].target for a in out] for i, out in enumerate(graph.out)}):
        return NONE
    tree = dominators.of_graph(graph)
    back: list[int] = []
    onward: dict[int, list[int]] = {step: [] for step in tree.nearest}
    for number, arc in enumerate(arcs):
        if arc.source in onward:
            if tree.dominates(arc.target, arc.source):
                back.append(number)
            else:
                onward[arc.source].append(arc.target)
    rest = _unordered(onward)
    irreducible = _on_cycles({step: [t for t in onward[step] if t in rest] for step in rest}) if rest else set()
    return Loops(tuple(back), tuple(graph.ids[step] for step in sorted(irreducible)))


def _unordered(targets: Mapping[int, Sequence[int]]) -> set[int]:
    """The steps that no order of the steps can place after all that lead to them: loops, and what follows them."""
    left = dict.fromkeys(targets, 0)
    for out in targets.values():
        for target in out:
            left[target] += 1
    free = [step for step, count in left.items() if not count]
    for step in free:
        for target in targets[step]:
            left[target] -= 1
            if not left[target]:
                free.append(target)
    return set(targets).difference(free) if len(free) < len(left) else set()


def _on_cycles(targets: Mapping[int, Sequence[int]]) -> set[int]:
    """The steps that can reach themselves through another (Tarjan's strongly connected parts, without recursion)."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    unsettled: list[int] = []
    settled: set[int] = set()
    cyclic: set[int] = set()
    for root in sorted(targets):
        stack = [(root, iter(targets[root]))] if root not in number else []
        while stack:
            step, rest = stack[-1]
            if step not in number:
                number[step] = low[step] = len(number)
                unsettled.append(step)
            for target in rest:
                if target not in number:
                    stack.append((target, iter(targets[target])))
                    break
                if target not in settled:
                    low[step] = min(low[step], low[target])
            else:
                stack.pop()
                if stack:
                    above = stack[-1][0]
                    low[above] = min(low[above], low[step])
                if low[step] == number[step]:
                    part = {unsettled.pop()}
                    while step not in part:
                        part.add(unsettled.pop())
                    settled |= part
                    if len(part) > 1:
                        cyclic |= part
    return cyclic
