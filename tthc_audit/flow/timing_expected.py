"""The expected time of a flow whose choices all have probabilities, repetitions included.

The time still expected after a step is a weighted sum of what is expected after the steps that may
follow. An edge back into a loop stands in it as an unknown: the time expected from the loop's first
step on. When that step is reached, the sum is an equation with one unknown, and is solved.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from tthc_audit.flow.graph import Graph
from tthc_audit.flow.timing_blocks import Block, Times
from tthc_audit.flow.timing_choice import Ways
from tthc_audit.flow.timing_paths import span
from tthc_audit.flow.timing_window import Window
from tthc_audit.worktime.span import Span

MAX_REPETITIONS = 1_000
"""Up to so many repetitions are counted one by one where they are limited; beyond, unknown."""
MAX_VISITS = 50_000
Number = Fraction | int
Sum = tuple[Number, dict[int, Number]]
"""A number and shares of unknowns; ``h >= 0``: from the loop's first step at position h, ``~a``: after arc a."""


class _UndecidedError(Exception):
    """The expected time is unknown."""


def expected(ways: Ways, graph: Graph, back: Collection[int], frame: Window) -> Span | None:
    """The expected time; ``None`` where a choice lacks probabilities, a loop lies in a block or never ends."""
    try:
        measured = _Expectation(ways, graph, back, frame)
        low = measured.of("low")
        if ways.net.exact:
            high: Number | None = low
        else:
            high = None if measured.of("open") else measured.of("high")
        days = measured.of("days") if ways.net.only_days and ways.net.days is not None else None
    except _UndecidedError:
        return None
    whole_days = int(days) if days is not None and days == int(days) else None
    if high is None:
        return Span(floor(low), None, whole_days)
    return span(floor(low), ceil(high), whole_days)


class _Expectation:
    """One flow with its loops, measured bound by bound."""

    def __init__(self, ways: Ways, graph: Graph, back: Collection[int], frame: Window) -> None:
        self.ways, self.graph, self.back = ways, graph, back
        self.gone, self.closed, self.over = frame.gone, frame.closed, frame.after
        dag = ways.net.dag
        self.dag = dag
        self.arcs = [() if i in frame.cut else graph.out[i] for i in dag.step]
        for p, arcs in enumerate(self.arcs):
            if len(arcs) < 2 or graph.split_all[dag.step[p]] or dag.step[p] in frame.after:
                continue
            if any(graph.arcs[a].probability is None for a in arcs):
                raise _UndecidedError
        self.inside = frozenset(p for block in ways.blocks.values() for p in block.inside)
        self.bodies = self._loops()
        self.limited = self._limits()
        self._refuse_loops_in_blocks()
        if self.gone:
            self._refuse_tilted_choices()
        self.visits = 0

    def _loops(self) -> dict[int, int]:
        """The steps of each loop, as bits, by the position of its first step."""
        dag = self.dag
        bodies: dict[int, int] = {}
        for p, arcs in enumerate(self.arcs):
            for a in arcs:
                if a in self.back and a not in self.closed and a not in self.gone:
                    first = dag.position[self.graph.arcs[a].target]
                    bodies[first] = bodies.get(first, 1 << first) | 1 << p
        if not bodies:
            return bodies
        into: list[list[int]] = [[] for _ in dag.step]
        for p, targets in enumerate(dag.out):
            for q in (*targets, *dag.aside[p]):
                into[q].append(p)
        for first, body in bodies.items():
            grown = body
            queue = [p for p in range(len(dag.step)) if body >> p & 1 and p != first]
            while queue:
                for q in into[queue.pop()]:
                    if not grown >> q & 1:
                        grown |= 1 << q
                        queue.append(q)
            bodies[first] = grown
        return bodies

    def _limits(self) -> dict[int, int]:
        """Edges that a run takes a limited number of times, with the first step of the innermost loop they lie in."""
        limited = {}
        for p, arcs in enumerate(self.arcs):
            for a in arcs:
                if self.graph.arcs[a].max_times is None:
                    continue
                q = self.dag.position[self.graph.arcs[a].target]
                loops = [h for h, body in self.bodies.items() if body >> p & 1 and body >> q & 1]
                if loops:
                    limited[a] = max(loops)
        return limited

    def _refuse_loops_in_blocks(self) -> None:
        for block in self.ways.blocks.values():
            within = block.inside if self.dag.fork[block.entry] else (block.entry, *block.inside)
            if any(len(self.arcs[p]) != len(self.dag.arcs[p]) for p in within):
                raise _UndecidedError
        if not self.inside.isdisjoint(self.bodies):
            raise _UndecidedError

    def _refuse_tilted_choices(self) -> None:
        """Given that a run does not go back, a choice keeps its other odds only where it is the only such one."""
        live = [False] * len(self.arcs)
        affected = 0
        looping = 0
        for body in self.bodies.values():
            looping |= body
        for p in range(len(self.arcs) - 1, -1, -1):
            arcs = self.arcs[p]
            goes = [
                a not in self.gone and (a in self.back or live[self.dag.position[self.graph.arcs[a].target]])
                for a in arcs
            ]
            live[p] = not arcs or any(goes)
            if live[p] and not all(goes):
                affected += 1
                if looping >> p & 1:
                    raise _UndecidedError
        if affected > 1:
            raise _UndecidedError

    def of(self, bound: str) -> Number:
        """The expected time by one bound."""
        values: list[Sum | None] = [None] * len(self.arcs)
        self._measure(range(len(self.arcs) - 1, -1, -1), values, self.gone, bound)
        whole = values[0]
        if whole is None or whole[1]:
            raise _UndecidedError
        return whole[0]

    def _measure(
        self, positions: Collection[int], values: list[Sum | None], barred: frozenset[int], bound: str
    ) -> None:
        times = self.ways.times(bound)
        self.visits += len(positions)
        if self.visits > MAX_VISITS:
            raise _UndecidedError
        for p in positions:
            if p in self.inside:
                continue
            if self.dag.step[p] in self.over:
                values[p] = (0, {})
                continue
            block = self.ways.blocks.get(p)
            if block is not None:
                after = values[block.leave] if block.leave < self.dag.kept else (0, {})
                follows = after and (after[0] + self._of_block(block, bound), after[1])
            else:
                follows = self._of_choice(p, values, barred)
            value = follows and (follows[0] + times[p], follows[1])
            if value is not None and p in self.bodies:
                value = self._solved(p, value, values, barred, bound)
            values[p] = value

    def _of_choice(self, p: int, values: list[Sum | None], barred: frozenset[int]) -> Sum | None:
        arcs = self.arcs[p]
        if not arcs:
            return (0, {})
        if len(arcs) > 1 and self.graph.split_all[self.dag.step[p]]:
            raise _UndecidedError
        open_to: list[tuple[Number, Sum]] = []
        for a in arcs:
            arc = self.graph.arcs[a]
            if a in barred:
                continue
            q = self.dag.position[arc.target]
            if a in self.back:
                follows: Sum | None = (0, {}) if a in self.closed else (0, {q: 1})
            else:
                follows = values[q]
            if follows is not None:
                loop = self.limited.get(a)
                if loop is not None and loop in follows[1]:
                    shares = dict(follows[1])
                    shares[~a] = shares.pop(loop)
                    follows = (follows[0], shares)
                open_to.append((1 if arc.probability is None else arc.probability, follows))
        if len(open_to) == 1:
            return open_to[0][1]
        if not open_to:
            return None
        total = sum(chance for chance, _ in open_to)
        if not total:
            raise _UndecidedError
        constant: Number = 0
        shares = {}
        for chance, value in open_to:
            if chance:
                weight = chance if total == 1 else Fraction(chance) / total
                constant += weight * value[0]
                for unknown, share in value[1].items():
                    shares[unknown] = shares.get(unknown, 0) + weight * share
        return constant, shares

    def _solved(self, p: int, value: Sum, values: list[Sum | None], barred: frozenset[int], bound: str) -> Sum:
        """The value of a loop's first step, itself no longer among the unknowns."""
        counted = [a for a, first in self.limited.items() if first == p and a not in barred]
        if not counted:
            return _solve(value, p)
        limit = self.graph.arcs[counted[0]].max_times
        if len(counted) > 1 or limit is None or limit > MAX_REPETITIONS:
            raise _UndecidedError
        arc = counted[0]
        body = self.bodies[p]
        inner = values.copy()
        self._measure(
            [q for q in range(len(values) - 1, p - 1, -1) if body >> q & 1], inner, barred | {arc}, bound
        )  # fmt: skip
        last = inner[p]
        if last is None:
            raise _UndecidedError
        for _ in range(limit):
            last = _solve(_put(value, ~arc, last), p)
        return last

    def _of_block(self, block: Block, bound: str) -> Number:
        parts = self.ways.of(block, bound)
        if parts is None:
            raise _UndecidedError
        return _mean_of_latest(parts, self.ways.at_least(block, bound))


def _mean_of_latest(parts: list[Times], least: int) -> Number:
    """The mean of the latest end of independent branches that all run."""
    settled = least
    open_parts: list[dict[int, Number]] = []
    for part in parts:
        if None in part.values():
            raise _UndecidedError
        chances = {takes: chance for takes, chance in part.items() if chance}
        if len(chances) == 1:
            settled = max(settled, *chances)
        else:
            open_parts.append(chances)
    if not open_parts:
        return settled
    ends = sorted({settled, *(t for part in open_parts for t in part if t > settled)})
    reached: list[Number] = [1] * len(ends)
    for odds in open_parts:
        steps = sorted(odds.items())
        total: Number = 0
        k = 0
        for n, t in enumerate(ends):
            while k < len(steps) and steps[k][0] <= t:
                total += steps[k][1]
                k += 1
            reached[n] *= total
    mean: Number = ends[0] * reached[0]
    for (before, now), t in zip(pairwise(reached), ends[1:], strict=True):
        mean += (now - before) * t
    return mean


def _solve(value: Sum, unknown: int) -> Sum:
    constant, shares = value
    share = shares.get(unknown, 0)
    if not share:
        return value
    if share == 1:
        raise _UndecidedError
    scale = 1 / (1 - Fraction(share))
    return constant * scale, {u: s * scale for u, s in shares.items() if u != unknown}


def _put(value: Sum, unknown: int, known: Sum) -> Sum:
    constant, shares = value
    share = shares.get(unknown, 0)
    put = {u: s for u, s in shares.items() if u != unknown}
    for u, s in known[1].items():
        put[u] = put.get(u, 0) + share * s
    return constant + share * known[0], put
