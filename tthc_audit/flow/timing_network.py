"""The flow of a case as a plain network of steps and times, where its longest run is the longest path through it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tthc_audit.catalog.model import Limit
from tthc_audit.flow import clock
from tthc_audit.flow.deadlines import anchored
from tthc_audit.flow.graph import Graph
from tthc_audit.flow.loops import Loops
from tthc_audit.flow.timing_dag import unrolled
from tthc_audit.flow.timing_window import window
from tthc_audit.worktime.span import Span


@dataclass(frozen=True, slots=True)
class Network:
    """The steps of a case without its loops, with what each adds to the time, and which leads to which.

    A time that is counted from another step stands between the two as a place of its own, ``<step>@<other step>``.
    """

    times: Mapping[str, Span]
    edges: frozenset[tuple[str, str]]


def network(
    graph: Graph, *, limit: Limit | None, results: Collection[str], bodies: Mapping[str, str], loops: Loops
) -> Network | None:
    """The network of a sound flow; ``None`` where its longest run is no plain path.

    That is where a duration is counted from a step that other runs pass without it, where runs end beside other
    steps, where a loop has more than one way in, or where it is unknown from where the clock runs.
    """
    back = frozenset(loops.back)
    dag = unrolled(graph, back)
    if dag is None:
        return None
    anchors = anchored(graph, dag, back)
    placed = unrolled(graph, back, waits=anchors.beside) if anchors.beside else dag
    if anchors.loose or placed is None:
        return None
    frame = window(graph, placed, back, anchors.beside, limit=limit, results=results, bodies=bodies)
    if frame is None or frame.stops:
        return None
    cut = unrolled(graph, back, frame.cut, anchors.beside) if frame.cut else placed
    if cut is None:
        return None
    kept = range(cut.kept)
    times = [clock.time_of(s, anchored=i not in anchors.unreadable) for i, s in enumerate(graph.steps)]
    spans = {graph.ids[i]: frame.span(i, times[i].clock) for i in (cut.step[p] for p in kept)}
    edges = {(graph.ids[cut.step[q]], graph.ids[cut.step[p]]) for p in kept for q in cut.into[p]}
    for i, source in enumerate(anchors.source):
        if source is None or not 0 <= cut.position[i] < cut.kept:
            continue
        if not 0 <= cut.position[source] < cut.kept:
            return None
        between = f"{graph.ids[i]}@{graph.ids[source]}"
        spans[between] = frame.span_after(source, i, times[i].clock_after)
        edges |= {(graph.ids[source], between), (between, graph.ids[i])}
    return Network(spans, frozenset(edges))
