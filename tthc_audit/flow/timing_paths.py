"""Longest paths through an acyclic flow: its longest run, the steps that decide it, and the slack of the others.

In a sound flow every path of the acyclic graph lies on some run, so the longest run is as long as the longest path.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tthc_audit.flow.timing_dag import Dag
from tthc_audit.worktime.span import ZERO, Span

UNBOUNDED = 10**30
"""Stands for a time without an upper bound: more than any sum of stated times."""
_IMPOSSIBLE = -(10**40)


@dataclass(slots=True)
class Net:
    """An acyclic flow with the time of every step, by position.

    ``anchors`` are deadlines counted from another step: (that step, the step, index of its time in ``spans``).
    ``exact``: all times are exact, so ``high`` is ``low``. ``days`` is ``None`` where a step on some run
    without repetitions is not in calendar days; ``only_days``: nor is one that only lies on a loop.
    """

    dag: Dag
    spans: list[Span]
    anchors: list[tuple[int, int, int]]
    low: list[int] = field(init=False)
    high: list[int] = field(init=False)
    days: list[int] | None = field(init=False)
    only_days: bool = field(init=False)
    exact: bool = field(init=False)
    after: dict[int, list[tuple[int, int]]] = field(init=False)
    onto: dict[int, list[tuple[int, int]]] = field(init=False)

    def __post_init__(self) -> None:
        self.low = [s[0] for s in self.spans]
        high = [UNBOUNDED if s[1] is None else s[1] for s in self.spans]
        self.exact = high == self.low
        self.high = self.low if self.exact else high
        self.days = None
        self.only_days = False
        if self.spans[0][2] is not None:
            days = [s[2] for s in self.spans]
            self.only_days = None not in days
            if None not in days[: self.dag.kept] and None not in days[len(self.dag.step) :]:
                self.days = [d or 0 for d in days]
        self.after = {}
        self.onto = {}
        for source, target, index in self.anchors:
            self.after.setdefault(target, []).append((source, index))
            self.onto.setdefault(source, []).append((target, index))

    @property
    def terminals(self) -> list[int]:
        """The steps with which a run ends."""
        return [p for p in range(self.dag.kept) if not self.dag.out[p]]


def span(low: int, high: int, days: int | None) -> Span:
    """A span of three numbers, the upper one perhaps unbounded; no time at all is zero days too.

    Unbounded is also what is left of such a time when stated times are taken from it.
    """
    if high >= UNBOUNDED // 2:
        return Span(low, None, days)
    return Span(low, high, days) if high or days else ZERO


def finishes(net: Net, times: list[int]) -> list[int]:
    """When each step ends on the longest way to it, by position."""
    ends: list[int] = []
    after = net.after
    for p, sources in enumerate(net.dag.into[: net.dag.kept]):
        if not sources:
            begins = 0
        elif len(sources) == 1:
            begins = ends[sources[0]]
        else:
            begins = max([ends[q] for q in sources])
        if p in after:
            begins = max(begins, *(ends[q] + times[k] for q, k in after[p]))
        ends.append(begins + times[p])
    return ends


def remainders(net: Net, times: list[int]) -> list[int]:
    """The longest time from the end of each step to the end of a run, by position."""
    kept = net.dag.kept
    rest = [0] * kept
    out = net.dag.out
    onto = net.onto
    for p in range(kept - 1, -1, -1):
        targets = out[p]
        if len(targets) == 1:
            rest[p] = times[targets[0]] + rest[targets[0]]
        elif targets:
            rest[p] = max([times[q] + rest[q] for q in targets])
        if p in onto:
            rest[p] = max(rest[p], *(times[k] + times[q] + rest[q] for q, k in onto[p]))
    return rest


class Longest:
    """The longest run of a net, with the way every step lies to it."""

    def __init__(self, net: Net) -> None:
        """Measure the net once from its start; what leads to its ends is measured when asked for."""
        self.net = net
        self.terminals = net.terminals
        self.ends_low = finishes(net, net.low)
        self.ends_high = self.ends_low if net.exact else finishes(net, net.high)
        self.low = max(self.ends_low[p] for p in self.terminals)
        self.high = self.low if net.exact else max(self.ends_high[p] for p in self.terminals)
        self._rest_low: list[int] | None = None
        self._rest_high: list[int] | None = None

    @property
    def rest_low(self) -> list[int]:
        """The lower bound of the longest time from each step's end to the end of a run."""
        if self._rest_low is None:
            self._rest_low = remainders(self.net, self.net.low)
        return self._rest_low

    @property
    def rest_high(self) -> list[int]:
        """The upper bound of the longest time from each step's end to the end of a run."""
        if self._rest_high is None:
            self._rest_high = self.rest_low if self.net.exact else remainders(self.net, self.net.high)
        return self._rest_high

    def worst(self) -> Span:
        """The longest time."""
        return span(self.low, self.high, self._days())

    def _days(self) -> int | None:
        """Exact calendar days where every step that may lie on the longest run is stated in them."""
        net = self.net
        if net.days is not None:
            ends = finishes(net, net.days)
            return max(ends[p] for p in self.terminals)
        if not any(s[2] for s in net.spans):
            return None
        if any(net.spans[k].days is None for _, _, k in net.anchors):
            return None
        days: list[int] = [s.days or 0 for s in net.spans]
        for p in range(net.dag.kept):
            if self.ends_high[p] + self.rest_high[p] < self.low:
                days[p] = _IMPOSSIBLE
            elif net.spans[p].days is None:
                return None
        ends = finishes(net, days)
        return max(ends[p] for p in self.terminals)

    def critical_path(self) -> list[int]:
        """The steps of the longest run: by upper bounds where they are finite, else by lower ones.

        Of ways equally long, the one with the longest step; of these, the one stated first.
        """
        bounded = self.high < UNBOUNDED
        times = self.net.high if bounded else self.net.low
        ends = self.ends_high if bounded else self.ends_low
        dag = self.net.dag

        def first(candidates: list[int]) -> int:
            return min(candidates, key=lambda p: (-times[p], dag.step[p]))

        goal = self.high if bounded else self.low
        path = [first([p for p in self.terminals if ends[p] == goal])]
        while dag.into[path[-1]]:
            p = path[-1]
            begins = ends[p] - times[p]
            ways = [q for q in dag.into[p] if ends[q] == begins]
            ways += [q for q, k in self.net.after.get(p, ()) if ends[q] + times[k] == begins]
            path.append(ways[0] if len(ways) == 1 else first(ways))
        path.reverse()
        return path

    def slacks(self) -> list[Span]:
        """How much each step may grow before the longest time grows, by position.

        Steps that every path passes have none. Between two of these only the way from one to the
        other matters, so what is vague elsewhere does not blur it.
        """
        net, kept = self.net, self.net.dag.kept
        if net.exact and net.days is None and not net.after:
            ways = zip(self.ends_low, self.rest_low, strict=True)
            return [Span(own, own, None) if (own := self.low - end - rest) else ZERO for end, rest in ways]
        gates = _on_every_path(net)
        found = [ZERO] * kept
        if len(gates) == kept and not net.after:
            return found
        bounds = [(self.ends_low, self.rest_low, net.low, self.low)]
        if not net.exact:
            bounds.append((self.ends_high, self.rest_high, net.high, self.high))
        in_days = None
        if net.days is not None:
            ends, rest = finishes(net, net.days), remainders(net, net.days)
            in_days = (ends, rest, net.days, max(ends[p] for p in self.terminals))
        for gate, following in zip(gates, [*gates[1:], None], strict=True):
            last = kept if following is None else following
            between = [(p, gate, following) for p in range(gate + 1, last)]
            if gate in net.after:
                between.append((gate, 0, None))
            for p, begin, end in between:
                least = _through(net, p, begin, end, bounds[0])
                most = _through(net, p, begin, end, bounds[-1])
                days = None
                if in_days is not None:
                    way, own = _through(net, p, begin, end, in_days)
                    days = way - own
                found[p] = span(max(0, least[0] - most[1]), most[0] - least[1], days)
        return found


def _through(
    net: Net, p: int, gate: int, following: int | None, measured: tuple[list[int], list[int], list[int], int]
) -> tuple[int, int]:
    """The longest way between two gates (``None``: to the end), and the longest one through a step between."""
    ends, rest, times, total = measured
    begins = ends[gate]
    own = ends[p] if p not in net.after else max(ends[q] + times[k] for q, k in net.after[p]) + times[p]
    if following is None:
        return total - begins, own - begins + rest[p]
    beyond = times[following] + rest[following]
    return ends[following] - times[following] - begins, own - begins + rest[p] - beyond


def _on_every_path(net: Net) -> list[int]:
    """The positions that no edge passes over and before which no run ends."""
    out, kept = net.dag.out, net.dag.kept
    gates = []
    furthest = 0
    for p in range(kept):
        if furthest <= p:
            gates.append(p)
        furthest = max([furthest, *(out[p] or [kept]), *(q for q, _ in net.onto.get(p, ()))])
    return gates
