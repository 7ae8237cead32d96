"""What the tests of flows share: flows written in a line, random flows, and the token game played out in full."""

from __future__ import annotations

from collections import deque
from random import Random

import pytest
from msgspec import structs

from tthc_audit.catalog.model import Case, Edge, Procedure, Step
from tthc_audit.flow.graph import Graph, of_case, of_procedure


def procedure_of(text: str) -> Procedure:
    """A procedure from steps such as ``a>b,c`` (one), ``a>>b,c`` (all), with ``&`` before a step that waits for all."""
    steps = []
    for word in text.split():
        head, _, tail = word.partition(">")
        split_all = tail.startswith(">")
        targets = [t for t in tail.lstrip(">").split(",") if t]
        split = ("all" if split_all else "one") if len(targets) > 1 else None
        steps.append(_step(head.lstrip("&"), targets, split, "all" if head.startswith("&") else "any"))
    return Procedure(code="x", name="x", steps=tuple(steps))


def _step(name, targets, split, join):
    return Step(
        id=name, name=name, kind="check", agency="a", split=split, join=join, next=tuple(Edge(to=t) for t in targets)
    )


def graph_of(text: str) -> Graph:
    return of_case(procedure_of(text))


class Sketch:
    """A flow that is grown at random: numbered steps with their edges."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.next: list[list[int]] = []
        self.split: list[str] = []
        self.join: list[str] = []

    def add(self) -> int:
        self.next.append([])
        self.split.append("one")
        self.join.append("any")
        return len(self.next) - 1

    def link(self, source: int, target: int) -> None:
        self.next[source].append(target)

    def block(self, size: int) -> tuple[int, int]:
        """A sound block of about so many steps: its first and its last step."""
        r = self.random
        if size <= 1:
            step = self.add()
            return step, step
        shape = r.choice(("sequence", "sequence", "choice", "fork", "fork", "loop", "crossed", "crossed_choice"))
        if shape == "sequence" or size < 4:
            cut = r.randint(1, size - 1)
            first, middle = self.block(cut)
            after, last = self.block(size - cut)
            self.link(middle, after)
            return first, last
        if shape == "loop":
            first, last = self.block(size - 1)
            head, tail = self.add(), self.add()
            self.link(head, first)
            self.link(last, tail)
            self.link(tail, head)
            return head, tail
        first, last = self.add(), self.add()
        if shape == "crossed_choice":
            # A choice, two forks, and joins that cross.
            forks, joins = [self.add(), self.add()], [self.add(), self.add()]
            for fork in forks:
                self.link(first, fork)
                self.split[fork] = "all"
                for join in joins:
                    self.link(fork, join)
            for join in joins:
                self.link(join, last)
            self.join[last] = "all"
            return first, last
        if shape == "crossed":
            kind = r.random() < 0.5
            left, right, low, high = (self.add() for _ in range(4))
            for a, b in (
                (first, left),
                (first, right),
                (left, low),
                (left, high),
                (right, high),
                (low, last),
                (high, last),
            ):
                self.link(a, b)
            if kind:
                for step in (first, left):
                    self.split[step] = "all"
                for step in (high, last):
                    self.join[step] = "all"
            return first, last
        branches = r.randint(2, 3)
        for _ in range(branches):
            begin, end = self.block(max(1, (size - 2) // branches))
            self.link(first, begin)
            self.link(end, last)
        if shape == "fork":
            self.split[first] = self.join[last] = "all"
        return first, last

    def damage(self, start: int) -> None:
        r = self.random
        step = r.randrange(len(self.next))
        other = r.randrange(len(self.next))
        kind = r.randrange(6)
        if kind == 0:
            self.join[step] = "all" if self.join[step] == "any" else "any"
        elif kind == 1:
            self.split[step] = "all" if self.split[step] == "one" else "one"
        elif kind == 2:
            self.link(step, other)
        elif kind == 3 and self.next[step]:
            self.next[step].pop(r.randrange(len(self.next[step])))
        elif kind == 4:
            self.link(step, start)
        elif self.next[step]:
            self.next[step][r.randrange(len(self.next[step]))] = other

    def graph(self, start: int) -> Graph:
        order = list(range(len(self.next)))
        self.random.shuffle(order)
        steps = tuple(
            _step(
                f"s{i}", [f"s{t}" for t in self.next[i]], self.split[i] if len(self.next[i]) > 1 else None, self.join[i]
            )
            for i in order
        )
        return of_case(Procedure(code="x", name="x", steps=steps, start=f"s{start}"))


def random_flow(seed: int, least: int = 1, most: int = 12) -> Graph:
    """A flow of ``least`` to ``most`` steps: made sound, then often damaged, or put together without a plan."""
    r = Random(seed)
    while True:
        sketch = Sketch(r)
        if r.random() < 0.85:
            start, _ = sketch.block(r.randint(least, most))
            for _ in range(r.choice((0, 0, 1, 1, 2, 3))):
                sketch.damage(start)
        else:
            start = 0
            for _ in range(r.randint(least, most)):
                step = sketch.add()
                sketch.split[step] = r.choice(("one", "all"))
                sketch.join[step] = r.choice(("any", "any", "all"))
            n = len(sketch.next)
            for _ in range(r.randint(n - 1, n + n // 2)):
                a, b = r.randrange(n), r.randrange(n)
                sketch.link(min(a, b), max(a, b)) if r.random() < 0.9 else sketch.link(a, b)
        if least <= len(sketch.next) <= most:
            return sketch.graph(start)


def random_cases(seed: int) -> Procedure:
    """A random flow of a procedure with three cases, some edges marked with some of them."""
    r = Random(seed)
    graph = random_flow(seed, 3, 12)
    marked = tuple(
        structs.replace(
            step,
            next=tuple(
                structs.replace(edge, cases=tuple(r.sample("123", r.randint(1, 2))) if r.random() < 0.4 else None)
                for edge in step.next
            ),
        )
        for step in graph.steps
    )
    start = graph.ids[graph.start]
    return Procedure(code="x", name="x", cases=tuple(Case(id=c) for c in "123"), steps=marked, start=start)


class TokenGame:
    """Every state of a flow, arc by arc and step by step, by the definition and with no short cut."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.begin = frozenset({("entry", graph.start)})

    def ins(self, step: int) -> list:
        entry = [("entry", step)] if step == self.graph.start else []
        return [*self.graph.into[step], *entry]

    def moves(self, state: frozenset):
        """Each way to act: the step, the tokens taken, the tokens put."""
        g = self.graph
        for step in range(len(g.ids)):
            ins = self.ins(step)
            takes = [ins] if g.join_all[step] else [[a] for a in ins]
            puts = [list(g.out[step])] if g.split_all[step] or not g.out[step] else [[a] for a in g.out[step]]
            for take in takes:
                if take and state.issuperset(take):
                    for put in puts:
                        yield step, take, put

    def is_sound(self, most: int = 200_000) -> bool | None:
        """By exhaustive search; ``None`` where there are more states than ``most``."""
        g = self.graph
        states = {self.begin}
        queue = deque(states)
        acted = set()
        before: dict = {}
        good = []
        while queue:
            state = queue.popleft()
            for step, take, put in self.moves(state):
                acted.add(step)
                rest = state.difference(take)
                if not put:
                    if rest:
                        return False
                    good.append(state)
                    continue
                if not rest.isdisjoint(put):
                    return False
                after = rest.union(put)
                before.setdefault(after, []).append(state)
                if after not in states:
                    states.add(after)
                    queue.append(after)
                    if len(states) > most:
                        return None
        can_end = set(good)
        queue = deque(can_end)
        while queue:
            for state in before.get(queue.popleft(), ()):
                if state not in can_end:
                    can_end.add(state)
                    queue.append(state)
        return can_end == states and len(acted) == len(g.ids)


@pytest.fixture(scope="session")
def flows():
    """The makers of flows and the full token game."""

    class Flows:
        procedure = staticmethod(procedure_of)
        graph = staticmethod(graph_of)
        random = staticmethod(random_flow)
        with_cases = staticmethod(random_cases)
        cases = staticmethod(of_procedure)
        game = TokenGame

    return Flows
