"""Deadlines counted from an event: which of them hold, and whether they contradict the steps between."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from tthc_audit.flow.clock import StepTime
from tthc_audit.flow.graph import Graph
from tthc_audit.flow.timing_dag import Dag
from tthc_audit.worktime.span import ZERO, Span, at_most, longer


@dataclass(frozen=True, slots=True)
class Anchors:
    """From which step's end each step's duration is counted, by step number.

    ``unreadable``: steps whose duration names a step that is not on every run that passes them, or that
    share their time in a circle.
    ``beside``: pairs (named step, step) that no path joins. ``loose``: of such a pair the named step
    also lies on runs without the other, so that longest paths prove nothing.
    """

    source: tuple[int | None, ...]
    unreadable: frozenset[int]
    beside: tuple[tuple[int, int], ...]
    loose: bool


def anchored(graph: Graph, dag: Dag, back: Collection[int]) -> Anchors:
    """The events that durations of this flow are counted from."""
    source: list[int | None] = [None] * len(graph.ids)
    durations = ((i, s.duration) for i, s in enumerate(graph.steps) if s.duration is not None)
    named = [(i, d) for i, d in durations if d.shared_with or d.from_step]
    if not named:
        return Anchors(tuple(source), frozenset(), (), loose=False)
    number = {name: i for i, name in enumerate(graph.ids)}
    unreadable = _in_circles({i: number.get(d.shared_with) for i, d in named if d.shared_with is not None})
    beside: list[tuple[int, int]] = []
    loose = False
    follows = {i: dag.reached(1 << dag.position[i]) for i in range(len(graph.ids)) if dag.position[i] >= 0}
    for i, duration in named:
        p = dag.position[i]
        other = number.get(duration.from_step or duration.shared_with or "")
        if p < 0 or other is None or dag.position[other] < 0 or other == i:
            unreadable.add(i)
            continue
        q = dag.position[other]
        if not dag.always_with(graph, back, p, q):
            unreadable.add(i)
        elif duration.from_step is not None:
            if follows[i] >> q & 1:
                unreadable.add(i)
                continue
            source[i] = other
            if not follows[other] >> p & 1:
                beside.append((other, i))
                loose = loose or not dag.always_with(graph, back, q, p)
                for j, bits in follows.items():
                    if bits >> q & 1:
                        follows[j] = bits | follows[i]
    return Anchors(tuple(source), frozenset(unreadable), tuple(beside), loose)


def _in_circles(shared: Mapping[int, int | None]) -> set[int]:
    """The steps that share their time with one another in a circle, so that none says how long."""
    found: set[int] = set()
    seen: set[int] = set()
    for first in shared:
        way: list[int] = []
        step: int | None = first
        while step is not None and step in shared and step not in seen:
            seen.add(step)
            way.append(step)
            step = shared[step]
        if step is not None and step in way:
            found.update(way[way.index(step) :])
    return found


def contradict(dag: Dag, anchors: Anchors, times: Sequence[StepTime]) -> bool | None:
    """Whether a step that must come first ends later than the deadline; ``None`` where bounds do not decide."""
    verdict: bool | None = False
    for i, source in enumerate(anchors.source):
        p = dag.position[i]
        if source is None or p >= dag.kept:
            continue
        begin = dag.position[source]
        deadline = times[i].clock_after
        ends = _after(dag, begin, anchors, times)
        whole = _after(dag, -1, anchors, times)
        for q in dag.into[p]:
            if q == begin:
                continue
            way = ends.get(q)
            late = None if way is None else at_most(way, deadline)
            if late is False:
                return True
            if late is None or not _through(dag, begin, q):
                late = at_most(whole[q], deadline) or None
            if late is None:
                verdict = None
    return verdict


def _after(dag: Dag, begin: int, anchors: Anchors, times: Sequence[StepTime]) -> dict[int, Span]:
    """The longest time from the end of a step (-1: from the start of the run) to the end of those after it."""
    ends: dict[int, Span] = {}
    for p in range(dag.kept):
        i = dag.step[p]
        sources = [ends[q] for q in dag.into[p] if q in ends]
        if begin in dag.into[p] or (begin < 0 and not p):
            sources.append(ZERO)
        event = anchors.source[i]
        if event is not None:
            q = dag.position[event]
            if q == begin or q in ends:
                sources.append(ends.get(q, ZERO) + times[i].clock_after)
        if sources:
            ends[p] = reduce(longer, sources) + times[i].clock
    return ends


def _through(dag: Dag, begin: int, step: int) -> bool:
    """Whether every path to the step passes the other."""
    reached = {0} - {begin}
    for p in range(step):
        if p in reached:
            reached.update(q for q in dag.out[p] if q != begin)
    return step not in reached
