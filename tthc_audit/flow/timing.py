"""How long a case takes: the figures of its flow between the start and the end of the clock.

Everything is exact or an interval that is proven to hold the time. ``None`` is unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from tthc_audit.catalog.model import Limit
from tthc_audit.flow import clock
from tthc_audit.flow.deadlines import Anchors, anchored, contradict
from tthc_audit.flow.graph import Graph
from tthc_audit.flow.loops import Loops
from tthc_audit.flow.timing_blocks import Odds, blocks, scenarios, whole
from tthc_audit.flow.timing_choice import Ways, best, typical
from tthc_audit.flow.timing_dag import Dag, unrolled
from tthc_audit.flow.timing_expected import expected
from tthc_audit.flow.timing_floor import parallel_floor
from tthc_audit.flow.timing_paths import Longest, Net, span
from tthc_audit.flow.timing_window import Window, window
from tthc_audit.worktime.span import ZERO, Span


@dataclass(frozen=True, slots=True)
class Figures:
    """The times of one case's flow.

    ``slack`` and ``conditional`` are by step number of the graph. A step that is off the clock, outside its
    window or only on a loop has no slack; whether a step is conditional is unknown where a loop has more than
    one way in. ``critical_path``: the steps of the longest run within the window, empty where ``worst`` is
    unknown. ``steps_without_duration``: all steps on the clock that lack one, outside the window too.
    ``units``: the units of the durations on the clock within it. ``window``: from where to where the clock
    runs, ``None`` where that is unknown.
    """

    best: Span | None
    typical: Span | None
    expected: Span | None
    worst: Span | None
    elapsed_worst: Span | None
    parallel_floor: Span | None
    critical_path: tuple[str, ...]
    slack: tuple[Span | None, ...]
    conditional: tuple[bool | None, ...]
    steps_without_duration: tuple[str, ...]
    deadlines_contradict: bool | None
    units: frozenset[str]
    window: Window | None = None

    @property
    def length(self) -> tuple[bool, int]:
        """The longest time for ordering cases: unbounded after every bounded one, unknown before all."""
        return (False, -1) if self.worst is None else (self.worst.high is None, self.worst.high or self.worst.low)

    @property
    def uses_calendar_days(self) -> bool:
        """Whether calendar days on the clock were bounded in working time, over weeks without holidays."""
        return clock.bounds_days(self.units)

    @property
    def mixes_hours_and_days(self) -> bool:
        """Whether the clock adds hours to days, so that one was converted."""
        return clock.mixes(self.units)


def measure(
    graph: Graph,
    *,
    limit: Limit | None,
    results: Collection[str],
    bodies: Mapping[str, str],
    loops: Loops,
    longest_only: bool = False,
) -> Figures:
    """Measure the flow of a case, which must be sound.

    ``limit`` says from where to where the clock runs; without one, from the start of the run to the step
    that yields one of the ``results`` (ids). ``bodies`` maps units to their legal bodies. Where the
    flow has a loop with more than one way in, or it is unknown from where the clock runs, the times are
    unknown; ``elapsed_worst`` counts every step and knows no window. With ``longest_only`` every time but
    ``worst`` is left out: a comparison with a limit needs no other.
    """
    back = frozenset(loops.back)
    dag = unrolled(graph, back)
    if dag is None:
        return _unknown(graph)
    anchors = anchored(graph, dag, back)
    if anchors.beside:
        placed = unrolled(graph, back, waits=anchors.beside)
        assert placed is not None
        dag = placed
    times = [clock.time_of(s, anchored=i not in anchors.unreadable) for i, s in enumerate(graph.steps)]
    frame = window(graph, dag, back, anchors.beside, limit=limit, results=results, bodies=bodies)
    found = _Within(slack=(None,) * len(times))
    outside = frame.outside if frame else frozenset()
    if frame is not None:
        cut = unrolled(graph, back, frame.cut, anchors.beside) if frame.cut else dag
        assert cut is not None
        spans = [frame.span(i, t.clock) for i, t in enumerate(times)]
        after = [
            ZERO if j is None else frame.span_after(j, i, times[i].clock_after) for i, j in enumerate(anchors.source)
        ]
        net = _net(cut, anchors, spans, after)
        if frame.stops:
            found = _stopped(graph, net, frame)
        elif longest_only:
            found = _longest(graph, net, frame, loose=anchors.loose)
        else:
            found = _within(graph, net, back, frame, loose=anchors.loose)
    elapsed = None
    if not (anchors.loose or longest_only):
        elapsed = Longest(_net(dag, anchors, [t.elapsed for t in times], [t.elapsed_after for t in times])).worst()
    return Figures(
        best=found.best,
        typical=found.typical,
        expected=found.expected,
        worst=found.worst,
        elapsed_worst=elapsed,
        parallel_floor=found.floor,
        critical_path=found.critical_path,
        slack=found.slack,
        conditional=tuple(p < 0 or not dag.must[0] >> p & 1 for p in dag.position),
        steps_without_duration=tuple(graph.ids[i] for i, t in enumerate(times) if t.missing),
        deadlines_contradict=contradict(dag, anchors, times),
        units=clock.units(s for i, s in enumerate(graph.steps) if i not in outside),
        window=frame,
    )


def _unknown(graph: Graph) -> Figures:
    n = len(graph.ids)
    times = [clock.time_of(s, anchored=True) for s in graph.steps]
    without = tuple(graph.ids[i] for i, t in enumerate(times) if t.missing)
    return Figures(
        None, None, None, None, None, None, (), (None,) * n, (None,) * n, without, None, clock.units(graph.steps)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Within:
    """What is measured between the start and the end of the clock."""

    slack: tuple[Span | None, ...]
    best: Span | None = None
    typical: Span | None = None
    expected: Span | None = None
    worst: Span | None = None
    floor: Span | None = None
    critical_path: tuple[str, ...] = ()


def _longest(graph: Graph, net: Net, frame: Window, *, loose: bool) -> _Within:
    """The longest run alone."""
    unmeasured = (None,) * len(graph.ids)
    if loose:
        return _Within(unmeasured)
    longest = Longest(net)
    return _Within(unmeasured, worst=longest.worst(), critical_path=_path(graph, longest, frame))


def _path(graph: Graph, longest: Longest, frame: Window) -> tuple[str, ...]:
    on_path = (longest.net.dag.step[p] for p in longest.critical_path())
    return tuple(graph.ids[i] for i in on_path if i not in frame.outside)


def _within(graph: Graph, net: Net, back: Collection[int], frame: Window, *, loose: bool) -> _Within:
    dag = net.dag
    slack: list[Span | None] = [None] * len(graph.ids)
    worst: Span | None = None
    path: tuple[str, ...] = ()
    outside = frame.outside
    if not loose:
        longest = Longest(net)
        worst = longest.worst()
        for i, own in zip(dag.step, longest.slacks(), strict=False):
            if i not in outside and clock.counts(graph.steps[i]) is not False:
                slack[i] = own
        path = _path(graph, longest, frame)
    if worst is not None and not any(
        len(graph.out[i]) > 1 and not graph.split_all[i] and i not in frame.cut for i in dag.step
    ):
        choices = _Within((), worst, worst, worst)
    else:
        odds = _odds(graph, dag)
        ways = Ways(net, blocks(net), odds)
        choices = _Within((), best(ways), typical(net, odds), expected(ways, graph, back, frame))
    floor = None if loose else parallel_floor(net, graph)
    return replace(choices, slack=tuple(slack), worst=worst, floor=floor, critical_path=path)


def _stopped(graph: Graph, net: Net, frame: Window) -> _Within:
    """The times where runs end beside other steps, at different places: run by run."""
    unmeasured = (None,) * len(graph.ids)
    odds = _odds(graph, net.dag)
    stops = frozenset(net.dag.position[i] for i in frame.stops)
    block = whole(net)
    low, high, days = (
        None if times is None else scenarios(net, block, block.parts[0], times, odds, stops=stops)
        for times in (net.low, net.high, net.days)
    )
    if low is None or high is None:
        return _Within(unmeasured)
    shortest, longest = (span(of(low), of(high), None if days is None else of(days)) for of in (min, max))
    return _Within(unmeasured, best=shortest, typical=typical(net, odds, stops), worst=longest)


def _net(dag: Dag, anchors: Anchors, spans: list[Span], after: list[Span]) -> Net:
    placed = [spans[i] for i in dag.step]
    kept = []
    for i, source in enumerate(anchors.source):
        p = dag.position[i]
        if source is None or p < 0:
            continue
        if p < dag.kept and 0 <= dag.position[source] < dag.kept:
            kept.append((dag.position[source], p, len(placed)))
            placed.append(after[i])
        elif after[i] != ZERO:
            # On a loop the event may have happened a round ago: some of the time may be over.
            placed[p] = Span(0, after[i].high, None)
    return Net(dag, placed, kept)


def _odds(graph: Graph, dag: Dag) -> dict[int, Sequence[Odds]]:
    """The probabilities of the edges out of each choice, made to sum to one where cases leave edges out."""
    found: dict[int, Sequence[Odds]] = {}
    for p in range(dag.kept):
        taken = dag.arcs[p]
        if len(taken) < 2 or dag.fork[p]:
            continue
        chances = [c for a in graph.out[dag.step[p]] if (c := graph.arcs[a].probability) is not None]
        total = sum(chances)
        if total and len(chances) == len(graph.out[dag.step[p]]):
            found[p] = [c / total for a in taken if (c := graph.arcs[a].probability) is not None]
        else:
            found[p] = [None] * len(taken)
    return found
