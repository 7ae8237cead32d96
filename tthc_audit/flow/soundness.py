"""Whether every run of a flow can end, leaves nothing running, and every step lies on some run.

A run begins with a token at the start and ends when a step without a way on acts. Two looks at the
drawing find steps that nothing reaches and steps with no way to an end; a flow in which nothing runs
side by side needs no more. Else its gateways are fused, and what is left is decided by the rank
theorem. Only the trace of a flaw is searched for by playing runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tthc_audit.catalog.model import Procedure
from tthc_audit.flow import free_choice
from tthc_audit.flow.graph import Graph, of_procedure
from tthc_audit.flow.reduction import fuse, gateways
from tthc_audit.flow.search import Mishap, search

Problem = Literal["deadlock", "double_finish", "unreachable", "no_exit"]


@dataclass(frozen=True, slots=True)
class Soundness:
    """The verdict on one flow.

    ``trace`` are step ids that lead to the problem, in the order in which they act:

    * ``deadlock``: from the start to a step that waits for what cannot come.
    * ``double_finish``: from the start to a step that ends the run while something is still running,
      or that hands on a second time before the first was taken up.
    * ``no_exit``: from the start into steps that never lead to an end, and once around.
    * ``unreachable``: from a step that nothing reaches on to the flow, or to its own end.

    ``steps`` are the steps concerned: those that wait, those where something is left or comes twice,
    those that never lead to an end, those that nothing reaches.
    """

    sound: bool
    problem: Problem | None = None
    trace: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def unreachable(self) -> tuple[str, ...]:
        """The steps that nothing reaches."""
        return self.steps if self.problem == "unreachable" else ()


SOUND = Soundness(sound=True)


def check_procedure(procedure: Procedure, graphs: Mapping[str, Graph] | None = None) -> dict[str, Soundness]:
    """The verdict on each case, ``""`` where there are no cases; empty where no step is stated.

    ``graphs`` are the flows by case where they are at hand; one graph is checked once.
    """
    graphs = of_procedure(procedure) if graphs is None else graphs
    checked = {id(graph): graph for graph in graphs.values()}
    verdicts = {key: check(graph) for key, graph in checked.items()}
    return {case: verdicts[id(graph)] for case, graph in graphs.items()}


def check(graph: Graph) -> Soundness:
    """The verdict on one flow; always decided, in polynomial time."""
    arcs, join_all, split_all = graph.arcs, graph.join_all, graph.split_all
    targets = [[arcs[a].target for a in out] for out in graph.out]
    order = _in_order(targets, graph.start)
    if len(order) < len(targets):
        return _unreachable(graph, targets, order)
    trapped = _trapped(graph, targets)
    if trapped:
        return _no_exit(graph, targets, trapped)
    parallel = any(
        (split_all[i] and len(out) > 1) or (join_all[i] and len(graph.into[i]) + (i == graph.start) > 1)
        for i, out in enumerate(targets)
    )
    if not parallel:
        return SOUND
    flow = gateways(targets, graph.start, join_all, split_all)
    if flow is not None:
        decided = fuse(flow)
        if decided or (decided is None and free_choice.is_sound(flow)):
            return SOUND
    mishap = search(graph, order) or _likely(graph, targets, order)
    return _verdict(graph, mishap.problem, mishap.trace, mishap.steps)


def _likely(graph: Graph, targets: Sequence[Sequence[int]], order: Sequence[int]) -> Mishap:
    """Where playing found no run into the flaw in time: the way to the first step that may wait in vain.

    Where no step waits for all, nothing can be stuck, and it is the way to the first end.
    """
    waits = next((i for i in order if graph.join_all[i] and len(graph.into[i]) > 1), None)
    last = next(i for i in order if not targets[i]) if waits is None else waits
    trace = tuple(_path(targets, graph.start, {last}))
    return Mishap("double_finish" if waits is None else "deadlock", trace, (last,))


def _in_order(targets: Sequence[Sequence[int]], start: int) -> list[int]:
    """The steps that the start reaches, each branch followed to its end before the next."""
    seen = [False] * len(targets)
    order: list[int] = []
    stack = [start]
    while stack:
        step = stack.pop()
        if not seen[step]:
            seen[step] = True
            order.append(step)
            stack += reversed(targets[step])
    return order


def _trapped(graph: Graph, targets: Sequence[Sequence[int]]) -> list[int]:
    """The steps from which no way leads to an end."""
    arcs = graph.arcs
    stack = [i for i, out in enumerate(targets) if not out]
    leads = [not out for out in targets]
    while stack:
        for arc in graph.into[stack.pop()]:
            source = arcs[arc].source
            if not leads[source]:
                leads[source] = True
                stack.append(source)
    return [] if all(leads) else [i for i, found in enumerate(leads) if not found]


def _unreachable(graph: Graph, targets: Sequence[Sequence[int]], order: Sequence[int]) -> Soundness:
    reached = set(order)
    lost = [i for i in range(len(targets)) if i not in reached]
    first = next((i for i in lost if not graph.into[i]), lost[0])
    goals = reached | {i for i in lost if not targets[i]}
    return _verdict(graph, "unreachable", _path(targets, first, goals) or [first], lost)


def _no_exit(graph: Graph, targets: Sequence[Sequence[int]], trapped: Sequence[int]) -> Soundness:
    trace = _path(targets, graph.start, set(trapped))
    while trace.count(trace[-1]) == 1:
        trace.append(targets[trace[-1]][0])
    return _verdict(graph, "no_exit", trace, trapped)


def _verdict(graph: Graph, problem: Problem, trace: Sequence[int], steps: Sequence[int]) -> Soundness:
    ids = graph.ids
    return Soundness(
        sound=False, problem=problem, trace=tuple(ids[i] for i in trace), steps=tuple(ids[i] for i in steps)
    )


def _path(targets: Sequence[Sequence[int]], source: int, goals: set[int]) -> list[int]:
    """The steps of a shortest way from the source to one of the goals; empty where there is none."""
    before = {source: source}
    queue = [source]
    for step in queue:
        if step in goals:
            path = [step]
            while path[-1] != source:
                path.append(before[path[-1]])
            return path[::-1]
        for target in targets[step]:
            if target not in before:
                before[target] = step
                queue.append(target)
    return []
