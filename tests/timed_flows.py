"""Flows with durations for tests: written down, grown at random, and played out run by run.

The game below knows nothing of paths, blocks or dominators: it moves tokens along edges. A run
without repetitions is one in which no step happens twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from random import Random

from tthc_audit.catalog.model import Duration, Edge, Limit, OffClock, Procedure, Step
from tthc_audit.flow import clock
from tthc_audit.flow.graph import Graph, of_case
from tthc_audit.flow.loops import loops
from tthc_audit.flow.timing import Figures, measure

DAY = 480 * 10_000
CROSSED = "x s1 s2 a1 b1 a2 b2 ja jb j"


def lasting(text: str | None) -> Duration | None:
    """``3`` working days, ``2h`` working hours, ``4d`` calendar days, ``1w``, ``1m``, ``"?"`` words only."""
    if text is None:
        return None
    if text == "?":
        return Duration(text="theo quy định")
    units = {"h": "working_hour", "d": "day", "w": "week", "m": "month"}
    unit = units.get(text[-1])
    return Duration(value=Decimal(text[:-1] if unit else text), unit=unit or "working_day")


def step(name: str, lasts: str | Duration | None = None, to: tuple = (), **told) -> Step:
    """A step; ``to`` names the next ones, each an id, an edge, or an id with its probability."""
    edges = tuple(
        t if isinstance(t, Edge) else Edge(to=t) if isinstance(t, str) else Edge(to=t[0], probability=t[1]) for t in to
    )
    if told.pop("off", None):
        told["off_clock"] = OffClock(reason="bổ sung", basis=told.pop("basis", None))
    return Step(
        id=name,
        name=name,
        kind=told.pop("kind", "appraise"),
        agency=told.pop("agency", "a"),
        duration=lasts if isinstance(lasts, Duration) else lasting(lasts),
        next=edges,
        split=told.pop("split", "one" if len(edges) > 1 else None),
        **told,
    )


def figures(
    steps: list[Step], *, limit: Limit | None = None, results: tuple = (), bodies: dict | None = None
) -> Figures:
    """The figures of a procedure with these steps."""
    graph = of_case(Procedure(code="x", name="x", steps=tuple(steps)))
    return measured(graph, limit=limit, results=results, bodies=bodies)


def measured(graph: Graph, *, limit: Limit | None = None, results: tuple = (), bodies: dict | None = None) -> Figures:
    """The figures of a graph."""
    return measure(graph, limit=limit, results=results, bodies=bodies or {}, loops=loops(graph))


@dataclass
class Grown:
    """A random sound flow, block within block: rows, choices, parallel splits, crossed branches, and loops."""

    random: Random
    units: str = "wd"
    with_loops: bool = True
    with_odds: bool = False
    parallel: bool = True
    lasts: dict[str, str | None] = field(default_factory=dict)
    edges: dict[str, list[tuple[str, Fraction | None]]] = field(default_factory=dict)
    split_all: set[str] = field(default_factory=set)
    join_all: set[str] = field(default_factory=set)

    def new(self) -> str:
        """A step with a random duration."""
        name = f"s{len(self.edges)}"
        self.edges[name] = []
        value = self.random.randint(0, 9)
        if self.units == "wd":
            self.lasts[name] = str(value)
        elif self.units == "d":
            self.lasts[name] = f"{value}d"
        else:
            self.lasts[name] = self.random.choice([str(value), f"{value}d", f"{value}h", "1m", "?", None])
        return name

    def join(self, a: str, b: str) -> None:
        """An edge from one step to another."""
        self.edges[a].append((b, None))

    def block(self, size: int, *, within: bool = False) -> tuple[str, str]:
        """A block of at most about so many steps: its first and last step."""
        if size <= 1:
            name = self.new()
            return name, name
        kinds = ["row", "row", "choice"] + ["all", "crossed"] * self.parallel
        if self.with_loops and not (self.with_odds and within):
            kinds.append("loop")
        kind = self.random.choice(kinds)
        if kind == "row":
            cut = self.random.randint(1, size - 1)
            (first, a), (b, last) = self.block(cut, within=within), self.block(size - cut, within=within)
            self.join(a, b)
            return first, last
        if kind == "loop":
            (first, a), last = self.block(size - 2, within=within), self.new()
            self.edges[a] += [(last, None)]
            if self.random.random() < 0.5:
                self.edges[a].append((first, None))
            else:
                aside = self.new()
                self.edges[a].insert(self.random.randint(0, 1), (aside, None))
                self.join(aside, first)
            return (first, last) if a not in self.split_all else self._wrong()
        first, last = self.new(), self.new()
        if kind == "crossed":
            return self._crossed(first, last, size - 10)
        branches = self.random.randint(2, 3)
        for _ in range(branches):
            a, b = self.block(max(1, (size - 2) // branches), within=within or kind == "all")
            self.join(first, a)
            self.join(b, last)
        if kind == "all":
            self.split_all.add(first)
            self.join_all.add(last)
        elif self.random.random() < 0.3:
            self.join(first, last)
        return first, last

    def _crossed(self, first: str, last: str, size: int) -> tuple[str, str]:
        joins = [self.new(), self.new()]
        for _ in range(2):
            fork = self.new()
            self.join(first, fork)
            self.split_all.add(fork)
            for join in joins:
                a, b = self.block(max(1, size // 4), within=True)
                self.join(fork, a)
                self.join(b, join)
        for join in joins:
            self.join(join, last)
        self.join_all.add(last)
        return first, last

    def _wrong(self) -> tuple[str, str]:
        raise AssertionError

    def steps(self) -> list[Step]:
        """The steps, with probabilities where they are wanted."""
        found = []
        for name, edges in self.edges.items():
            odds: list[Fraction | None] = [None] * len(edges)
            if self.with_odds and len(edges) > 1 and name not in self.split_all:
                weights = [self.random.randint(1, 3) for _ in edges]
                odds = [Fraction(w, sum(weights)) for w in weights]
            to = tuple(
                Edge(to=t, probability=str(p) if p is not None else None) for (t, _), p in zip(edges, odds, strict=True)
            )
            join = "all" if name in self.join_all else "any"
            split = ("all" if name in self.split_all else "one") if len(to) > 1 else None
            found.append(step(name, self.lasts[name], to, split=split, join=join))
        return found


def grown(seed: int, **how) -> list[Step]:
    """A random sound flow whose first step starts it; its last step may have another way to end."""
    random = Random(seed)
    flow = Grown(random, **how)
    first, last = flow.block(random.randint(2, 14))
    if random.random() < 0.5:
        start, refuse = flow.new(), flow.new()
        flow.edges[start] += (
            [(first, None), (refuse, None)] if random.random() < 0.5 else [(refuse, None), (first, None)]
        )
        first = start
    steps = {s.id: s for s in flow.steps()}
    assert last in steps
    return [steps.pop(first), *steps.values()]


@dataclass
class Run:
    """One complete run: when each step ended, which way each choice went, and how probable it was."""

    ends: dict[int, int]
    taken: dict[int, int]
    chance: Fraction

    @property
    def takes(self) -> int:
        """The whole time of the run."""
        return max(self.ends.values())


def runs(graph: Graph, times: list[int], anchors: dict[int, tuple[int, int]] | None = None) -> list[Run]:
    """Every run in which no step happens twice, by moving tokens; ``anchors[i]``: not before that step's end and a time."""
    found: list[Run] = []
    game = [({}, [("entry", graph.start, 0)], {}, Fraction(1))]
    while game:
        ends, tokens, taken, chance = game.pop()
        ready = _ready(graph, tokens, ends, anchors or {})
        if ready is None:
            found.append(Run(ends, taken, chance))
            assert not tokens
            continue
        i, used = ready
        if i in ends:
            continue
        begins = max(at for _, _, at in used)
        if anchors and i in anchors:
            begins = max(begins, ends[anchors[i][0]] + anchors[i][1])
        done = begins + times[i]
        left = [t for t in tokens if t not in used]
        arcs = graph.out[i]
        ways = [arcs] if graph.split_all[i] or len(arcs) < 2 else [(a,) for a in arcs]
        for way in ways:
            odds = graph.arcs[way[0]].probability if len(ways) > 1 else Fraction(1)
            moved = [*left, *((a, graph.arcs[a].target, done) for a in way)]
            choice = {**taken, i: way[0]} if len(ways) > 1 else taken
            game.append(({**ends, i: done}, moved, choice, chance * (odds if odds is not None else 0)))
    return found


def _ready(graph, tokens, ends, anchors):
    for token in tokens:
        i = token[1]
        used = [token] if not graph.join_all[i] else [t for t in tokens if t[1] == i]
        waits = graph.join_all[i] and len(used) < len(graph.into[i]) + (i == graph.start)
        if not waits and not (i in anchors and anchors[i][0] not in ends and anchors[i][0] != i):
            return i, used
    return None


def spans_of(graph):
    """The time of each step on the clock."""
    return [clock.time_of(s, anchored=True).clock for s in graph.steps]


def graph_of(steps):
    """The graph of a procedure that has only these steps."""
    return of_case(Procedure(code="x", name="x", steps=tuple(steps)))


def with_time(steps, k, days):
    """The steps with the time of one of them changed."""
    one = steps[k]
    return [*steps[:k], step(one.id, str(days), one.next, split=one.split, join=one.join), *steps[k + 1 :]]


def days(span):
    """The bounds of a time in working days."""
    return span and (span.low / DAY, None if span.high is None else span.high / DAY)


def timed(steps):
    """The graph of steps in whole days, and its runs."""
    graph = of_case(Procedure(code="x", name="x", steps=tuple(steps)))
    times = [int(s.duration.value) * DAY for s in graph.steps]
    return graph, runs(graph, times)
