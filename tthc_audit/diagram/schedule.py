"""When each step of a flow can begin at the earliest, and how long it may wait: exact days on one axis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tthc_audit.diagram.boxes import off_clock
from tthc_audit.results import Flow, FlowNode, Time

Unit = Literal["working_day", "day"]
MINUTES_PER_DAY = 480
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Planned:
    """A step on the axis, all in days: it begins at ``start`` and takes ``least`` to ``most``.

    Day zero is where the limit begins to count; a step before it has a negative start.
    ``most`` is ``None`` where nothing bounds the time. ``event`` is the end of the step that a deadline
    is counted from, with ``due`` its day. A step off the clock moves nothing behind it; one that is
    not ``counted`` lies before or after the time of the limit. ``slack`` is how much
    later it may end without any later end of the whole; ``None`` where a time is missing or no way leads to the end.
    """

    step: FlowNode
    start: Fraction
    least: Fraction
    most: Fraction | None
    off_clock: bool
    counted: bool
    critical: bool
    slack: Fraction | None = None
    event: Fraction | None = None
    due: Fraction | None = None

    @property
    def length(self) -> Fraction:
        """How long the bar is: the longest known time."""
        return self.least if self.most is None else self.most

    @property
    def finish(self) -> Fraction:
        """Where the bar ends."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Schedule:
    """The steps in their stated order, and the range of what counts; ``most`` as in :class:`Planned`.

    ``anchored`` where it is known from which day the limit counts.
    """

    unit: Unit
    steps: tuple[Planned, ...]
    least: Fraction
    most: Fraction | None
    anchored: bool = True

    @property
    def begin(self) -> Fraction:
        """The first day: zero, or before it."""
        return min((p.start for p in self.steps), default=ZERO)

    @property
    def end(self) -> Fraction:
        """The last day on the clock that is known."""
        return max((p.finish for p in self.steps if not p.off_clock), default=ZERO)


@dataclass(frozen=True, slots=True)
class _Net:
    """The steps in an order in which each stands behind those before it.

    ``events`` tells from which step's end a step's deadline is counted; ``ends`` are the steps that lead nowhere,
    ``leading`` those from which a way leads on to one of them.
    """

    steps: dict[str, FlowNode]
    ahead: dict[str, list[str]]
    before: dict[str, list[str]]
    events: dict[str, str]
    order: list[str]
    ends: set[str]
    leading: set[str]


def schedule(flow: Flow, case: str = "", unit: Unit | None = None) -> Schedule | None:
    """The plan of one case (its edges and the unmarked ones; without a case, of all).

    ``unit`` is what the axis counts; left out, the unit of the steps.

    Each step begins when the longest way to it has ended; ways back are taken zero times, steps off the
    clock take no time. ``None`` where steps follow each other in a circle, which has no earliest start.
    """
    net = _net(flow, case)
    if net is None:
        return None
    unit = unit or unit_of(net.steps.values())
    spans = {s: _span(n, unit) for s, n in net.steps.items()}
    off = {s for s, n in net.steps.items() if _off(n)}
    counted = {s for s, n in net.steps.items() if n.clock not in ("before", "after")}
    known = all(spans[s][1] is not None for s in (counted & net.leading) - off)
    taken = {s: ZERO if s in off else _longest(spans[s]) for s in net.steps}
    start, finish = _forward(net, taken)
    zero = max((finish[s] for s, n in net.steps.items() if n.clock == "before"), default=ZERO)
    slack = _slack(net, taken, start, finish) if known else {}
    flagged = {s for s, n in net.steps.items() if n.on_critical_path}
    critical = flagged if flagged and not case else _longest_way(net, start, finish) & counted
    planned = []
    for step, node in net.steps.items():
        low, high = spans[step]
        event = finish[net.events[step]] if step in net.events and step not in off and high is not None else None
        due = None if event is None or high is None else event + high
        if due is not None:
            low, high = ZERO, finish[step] - start[step]
        planned.append(
            Planned(
                step=node, start=start[step] - zero, least=low, most=high, off_clock=step in off,
                counted=step in counted, critical=step in critical, slack=slack.get(step) if step in counted else None,
                event=None if event is None else event - zero, due=None if due is None else due - zero,
            )
        )  # fmt: skip
    inside = {s for s in counted if s not in off}
    least, most = (
        _whole(net, _forward(net, {s: t if s in inside else ZERO for s, t in times.items()})[1])
        for times in ({s: ZERO if n.clock == "beside" else spans[s][0] for s, n in net.steps.items()}, taken)
    )
    anchored = all(n.clock is not None for n in net.steps.values())
    return Schedule(unit, tuple(planned), least, most if known else None, anchored)


def _whole(net: _Net, finish: Mapping[str, Fraction]) -> Fraction:
    return max((finish[s] for s in net.ends), default=ZERO)


def _off(step: FlowNode) -> bool:
    """Off the clock beyond doubt."""
    return off_clock(step) and step.counts is not None


def _span(step: FlowNode, unit: Unit) -> tuple[Fraction, Fraction | None]:
    """The time of a step; of one that is off the clock without a cited basis, anything up to it."""
    least, most = length(step.time, unit)
    return (ZERO, most) if off_clock(step) and step.counts is None else (least, most)


def _net(flow: Flow, case: str) -> _Net | None:
    edges = [e for e in flow.edges if not case or not e.cases or case in e.cases]
    out: dict[str, list[str]] = {n.id: [] for n in flow.nodes}
    leaving = {e.source for e in edges}
    for e in edges:
        if not e.back and e.source != e.target and e.source in out and e.target in out:
            out[e.source].append(e.target)
    seen = _reached(out, [flow.start]) if case and flow.start in out else set(out)
    steps = {n.id: n for n in flow.nodes if n.id in seen}
    ahead = {s: list(dict.fromkeys(out[s])) for s in steps}
    events = {}
    for n in steps.values():
        named = n.duration.from_step if n.duration is not None else None
        if named is not None and named in steps and named != n.id:
            events[n.id] = named
    order = _order({s: [*ahead[s], *(t for t, e in events.items() if e == s)] for s in steps})
    if order is None:
        events, order = {}, _order(ahead)
    if order is None:
        return None
    before: dict[str, list[str]] = {s: [] for s in steps}
    for source, targets in ahead.items():
        for target in targets:
            before[target].append(source)
    ends = {s for s in steps if s not in leaving} or set(steps)
    return _Net(steps, ahead, before, events, order, ends, _reached(before, ends))


def _reached(ahead: Mapping[str, Sequence[str]], starts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    stack = [*starts]
    while stack:
        step = stack.pop()
        if step not in found:
            found.add(step)
            stack += ahead[step]
    return found


def _order(ahead: Mapping[str, Sequence[str]]) -> list[str] | None:
    """The steps so that every one stands behind those before it; ``None`` where a circle remains."""
    waits = dict.fromkeys(ahead, 0)
    for targets in ahead.values():
        for target in targets:
            waits[target] += 1
    ready = [s for s, n in waits.items() if not n]
    for step in ready:
        for target in ahead[step]:
            waits[target] -= 1
            if not waits[target]:
                ready.append(target)
    return ready if len(ready) == len(ahead) else None


def unit_of(steps: Iterable[FlowNode]) -> Unit:
    """Calendar days where every time on the clock is in days or weeks, else working days."""
    times = [n.time for n in steps if n.time is not None and not _off(n)]
    some = [t for t in times if (t.min, t.max) != ("0", "0")]
    return "day" if some and all(t.days is not None for t in some) else "working_day"


def length(time: Time | None, unit: Unit) -> tuple[Fraction, Fraction | None]:
    """A time in days of the axis: at least, and at most where it is bounded."""
    if time is None:
        return ZERO, None
    if unit == "day" and time.days is not None:
        return Fraction(time.days), Fraction(time.days)
    least = ZERO if time.min is None else Fraction(time.min) / MINUTES_PER_DAY
    return least, None if time.max is None else Fraction(time.max) / MINUTES_PER_DAY


def _longest(span: tuple[Fraction, Fraction | None]) -> Fraction:
    return span[0] if span[1] is None else span[1]


def _forward(net: _Net, taken: Mapping[str, Fraction]) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """When each step begins and ends; a deadline ends that long after the step that it is counted from."""
    start: dict[str, Fraction] = {}
    finish: dict[str, Fraction] = {}
    for step in net.order:
        event = net.events.get(step)
        start[step] = max((finish[p] for p in net.before[step]), default=ZERO if event is None else finish[event])
        finish[step] = start[step] + taken[step]
        if event is not None:
            finish[step] = max(start[step], finish[event] + taken[step])
    return start, finish


def _slack(
    net: _Net, taken: Mapping[str, Fraction], start: Mapping[str, Fraction], finish: Mapping[str, Fraction]
) -> dict[str, Fraction | None]:
    """How much later each step may end; ``None`` where it leads only back."""
    total = _whole(net, finish)
    counted: dict[str, list[str]] = {}
    for step, event in net.events.items():
        counted.setdefault(event, []).append(step)
    latest: dict[str, Fraction | None] = {}
    for step in reversed(net.order):
        bounds = [total] if step in net.ends else []
        for target in net.ahead[step]:
            limit = latest[target]
            if limit is not None:
                bounds.append(limit if target in net.events else limit - (finish[target] - start[target]))
        for target in counted.get(step, ()):
            limit = latest[target]
            if limit is not None:
                bounds.append(limit - taken[target])
        latest[step] = min(bounds, default=None)
    return {s: None if late is None else late - finish[s] for s, late in latest.items()}


def _longest_way(net: _Net, start: Mapping[str, Fraction], finish: Mapping[str, Fraction]) -> set[str]:
    """The steps back from the last end, each time to one that ends as the next begins."""
    way: set[str] = set()
    end = _whole(net, finish)
    step = next((s for s in reversed(net.order) if finish[s] == end and s in net.ends), None)
    while step is not None and step not in way:
        way.add(step)
        event = net.events.get(step)
        late = event is not None and finish[step] > start[step]
        step = event if late else next((p for p in net.before[step] if finish[p] == start[step]), None)
    return way
