"""The times of a flow that depend on which way a choice goes: the shortest run and the typical one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tthc_audit.flow.timing_blocks import Block, Odds, Times, scenarios
from tthc_audit.flow.timing_paths import UNBOUNDED, Net, span
from tthc_audit.worktime.span import Span

BOUNDS = ("low", "high", "days")


class Ways:
    """The scenarios of a net's blocks, enumerated once for each bound."""

    def __init__(self, net: Net, found: dict[int, Block], odds: Mapping[int, Sequence[Odds]]) -> None:
        """Keep what the scenarios are made of; nothing is enumerated before it is asked for."""
        self.net = net
        self.blocks = found
        self.odds = odds
        self._known: dict[tuple[int, str], list[Times] | None] = {}

    def of(self, block: Block, bound: str) -> list[Times] | None:
        """The scenarios of each part of a block; ``None`` where one part has too many."""
        if bound == "high" and self.net.exact:
            bound = "low"
        key = (block.entry, bound)
        if key not in self._known:
            times = self.times(bound)
            parts: list[Times] = []
            for part in block.parts:
                ways = scenarios(self.net, block, part, times, self.odds)
                if ways is None:
                    break
                parts.append(ways)
            self._known[key] = parts if len(parts) == len(block.parts) else None
        return self._known[key]

    def times(self, bound: str) -> list[int]:
        """The time of every step by that bound; ``open``: one where nothing bounds it from above, else zero."""
        if bound == "days":
            assert self.net.days is not None
            return self.net.days
        if bound == "open":
            return [s.high is None for s in self.net.spans]
        return self.net.low if bound == "low" else self.net.high

    def at_least(self, block: Block, bound: str) -> int:
        """What a block takes whichever way it goes: deadlines from its entry to what follows it."""
        times = self.times(bound)
        return max((times[k] for q, k in self.net.after.get(block.leave, ()) if q == block.entry), default=0)


def best(ways: Ways) -> Span | None:
    """The shortest run; ``None`` where a block has too many scenarios."""
    found: list[int | None] = []
    for bound in BOUNDS:
        if bound == "days" and ways.net.days is None:
            found.append(None)
        elif bound == "high" and ways.net.exact:
            found.append(found[0])
        else:
            shortest = _shortest(ways, bound)
            if shortest is None:
                return None
            found.append(shortest)
    low, high, days = found
    assert low is not None
    assert high is not None
    return span(low, high, days)


def _shortest(ways: Ways, bound: str) -> int | None:
    dag = ways.net.dag
    times = ways.times(bound)
    rest = [0] * (dag.kept + 1)
    for p in range(dag.kept - 1, -1, -1):
        block = ways.blocks.get(p)
        if block is not None:
            parts = ways.of(block, bound)
            if parts is None:
                return None
            # Branches that do not touch choose for themselves, so each may be at its shortest.
            takes = max([min(part) for part in parts], default=0)
            rest[p] = times[p] + max(takes, ways.at_least(block, bound)) + rest[block.leave]
        else:
            targets = dag.out[p]
            rest[p] = times[p] + (min([rest[q] for q in targets]) if targets else 0)
    return rest[0]


def likeliest(odds: Mapping[int, Sequence[Odds]]) -> dict[int, int]:
    """The edge that a typical run takes out of each choice: the most probable, else the one stated first."""
    taken = {}
    for p, stated in odds.items():
        chances = [c for c in stated if c is not None]
        taken[p] = chances.index(max(chances)) if len(chances) == len(stated) else 0
    return taken


def typical(net: Net, odds: Mapping[int, Sequence[Odds]], stops: frozenset[int] = frozenset()) -> Span:
    """The run that takes the likeliest way at every choice, until the last of the stops that it passes."""
    taken = likeliest(odds)
    low, passed = _run(net, taken, net.low, stops)
    high = low if net.exact else _run(net, taken, net.high, stops)[0]
    parts = [net.spans[p] for p in passed] + [net.spans[k] for _, q, k in net.anchors if q in passed]
    days = None
    if all(s.days is not None for s in parts):
        days = _run(net, taken, [s.days or 0 for s in net.spans], stops)[0]
    return span(low, min(high, UNBOUNDED), days)


def _run(net: Net, taken: dict[int, int], times: list[int], stops: frozenset[int]) -> tuple[int, set[int]]:
    dag, after = net.dag, net.after
    at: dict[int, int] = {0: 0}
    ends: dict[int, int] = {}
    for p in range(dag.kept):
        if p not in at:
            continue
        begins = at[p]
        if p in after:
            begins = max(begins, *(ends[q] + times[k] for q, k in after[p]))
        ends[p] = begins + times[p]
        targets = dag.out[p]
        if len(targets) > 1 and not dag.fork[p]:
            targets = [targets[taken[p]]]
        for q in targets:
            if at.get(q, -1) < ends[p]:
                at[q] = ends[p]
    last = [p for p in stops if p in ends] or [p for p in ends if not dag.out[p]]
    return max(ends[p] for p in last), set(ends)
