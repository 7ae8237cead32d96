"""How long soundness takes, beside the least that any answer needs: one walk over the same flow.

Run as a script: ``python tests/bench/soundness.py``. Times are the best of several runs; limits are
printed beside them and decide the exit code.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

from tthc_audit.catalog.model import Edge, Procedure, Step
from tthc_audit.flow.graph import Graph, of_case
from tthc_audit.flow.loops import loops
from tthc_audit.flow.soundness import check


def flow(text: str) -> Procedure:
    """A procedure from ``a>b,c`` (one of them), ``a>>b,c`` (all of them) and ``&d`` (waits for all)."""
    steps = []
    for word in text.split():
        head, _, tail = word.partition(">")
        targets = [t for t in tail.lstrip(">").split(",") if t]
        name = head.lstrip("&")
        steps.append(
            Step(
                id=name,
                name=name,
                kind="check",
                agency="a",
                split=None if len(targets) < 2 else "all" if tail.startswith(">") else "one",
                join="all" if head.startswith("&") else "any",
                next=tuple(Edge(to=t) for t in targets),
            )
        )
    return Procedure(code="x", name="x", steps=tuple(steps))


def branches(branch: str = "b{0}>c{0} c{0}>j", join: str = "&j>z z") -> str:
    """Two hundred parallel branches and their join."""
    begins = ",".join(f"b{i}" for i in range(200))
    return " ".join(["s>a", f"a>>{begins}", *(branch.format(i) for i in range(200)), join])


CROSSED = "b{0}>p{0},q{0} p{0}>>c{0},d{0} q{0}>>c{0},d{0} c{0}>e{0} d{0}>e{0} &e{0}>j"
CHAIN = " ".join(f"s{i}>s{i + 1},s{i // 2}" for i in range(2000))
ORDINARY = "s0>s1 s1>s2,s3 s2>s0 s3>s4 {} s10>s11 s11>s12,s2 s12>s13 s13>s14 s14"
FLOWS: dict[str, tuple[str, float]] = {
    "15 steps, one after another, with supplements": (ORDINARY.format("s4>s5 s5>s6 s6>s7 s7>s8 s8>s9 s9>s10"), 1e-4),
    "15 steps, three at a time": (
        ORDINARY.format("s4>>s5,s6,s7 s5>s8 s6>s8 s7>s9 &s8>s10 s9>s10").replace(" s10>", " &s10>"),
        1e-4,
    ),
    "15 steps, joins that cross": (
        ORDINARY.format("s4>>s6,s7 s5>>s6,s7 s6>s8 s7>s9 s8>s10 s9>s10")
        .replace("s3>s4", "s3>s4,s5")
        .replace(" s10>", " &s10>"),
        1e-4,
    ),
    "15 steps, a join that does not wait": (ORDINARY.format("s4>>s5,s6,s7 s5>s8 s6>s8 s7>s9 &s8>s10 s9>s10"), 2e-4),
    "200 branches": (branches(), 0.1),
    "200 branches, each with a loop": (branches("b{0}>c{0} c{0}>j,b{0}"), 0.1),
    "200 branches, each with joins that cross": (branches(CROSSED), 0.1),
    "200 branches, one ends apart": (branches().replace("c77>j", "c77"), 0.1),
    "200 branches, the join does not wait": (branches(join="j>z z"), 0.1),
    "200 branches, one alone is taken": (branches().replace("a>>", "a>"), 0.1),
    "200 branches, one may go back to the start": (branches().replace("c77>j", "c77>j,s"), 0.1),
    "200 branches, one may pass by": (branches().replace("b77>c77", "b77>c77,j"), 0.1),
    "200 branches with crossing joins, one damaged": (branches(CROSSED).replace("q77>>", "q77>"), 0.1),
    "2,000 steps in a chain, each may go back": (f"{CHAIN} s2000", 1.0),
    "2,000 steps in a chain, finished twice": (f"{CHAIN} s2000>>x,y x y", 1.0),
}


def best(call: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    shortest = float("inf")
    spent = 0.0
    while spent < 0.2:
        begin = perf_counter()
        call()
        took = perf_counter() - begin
        shortest = min(shortest, took)
        spent += took
    return shortest


def walk(graph: Graph) -> int:
    """Look at every step and edge that the start reaches, once."""
    seen = {graph.start}
    queue = [graph.start]
    for step in queue:
        for arc in graph.out[step]:
            target = graph.arcs[arc].target
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return len(seen)


def main() -> int:
    """Print a line a flow; 1 where one took longer than its limit."""
    slow = 0
    print(f"{'microseconds':<50}{'walk':>10}{'graph':>10}{'check':>10}{'loops':>10}{'check/walk':>12}{'limit':>10}")
    for name, (text, limit) in FLOWS.items():
        procedure = flow(text)
        graph = of_case(procedure)
        floor, build = best(lambda g=graph: walk(g)), best(lambda p=procedure: of_case(p))
        took, cycles = best(lambda g=graph: check(g)), best(lambda g=graph: loops(g))
        slow += took > limit
        verdict = check(graph).problem or "sound"
        times = "".join(f"{1e6 * t:>10.1f}" for t in (floor, build, took, cycles))
        print(f"{name:<50}{times}{took / floor:>12.1f}{1e6 * limit:>10.0f}  {verdict}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
