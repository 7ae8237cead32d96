"""The time that a flow would still take if steps waited only for what they need.

A step waits for what produces its inputs, for the decisions that it follows, and for the intake; the
return of the result waits for all that goes before.
"""

from __future__ import annotations

from tthc_audit.flow.graph import Graph
from tthc_audit.flow.timing_paths import Net, span
from tthc_audit.worktime.span import Span

_INTAKE = frozenset({"submit", "receive", "check"})


def parallel_floor(net: Net, graph: Graph) -> Span | None:
    """The longest run in the needed order only; ``None`` where a step does not state inputs and outputs."""
    dag = net.dag
    steps = [graph.steps[i] for i in dag.step[: dag.kept]]
    intake = [False] * dag.kept
    gate = [False] * dag.kept
    produced: dict[str, int] = {}
    for p, step in enumerate(steps):
        intake[p] = step.kind in _INTAKE and all(intake[q] for q in dag.into[p])
        gate[p] = len(graph.out[dag.step[p]]) > 1 and not graph.split_all[dag.step[p]]
        if not intake[p] and step.kind != "return" and (step.inputs is None or step.outputs is None):
            return None
        for name in step.outputs or ():
            produced[name] = produced.get(name, 0) | 1 << p
    needs: list[list[int]] = []
    before = [0] * dag.kept
    for p, step in enumerate(steps):
        for q in dag.into[p]:
            before[p] |= before[q] | 1 << q
        needed = 0
        for name in step.inputs or ():
            needed |= produced.get(name, 0) & before[p]
        needs.append([q for q in range(p) if needed >> q & 1] if needed else [])

    def floor(times: list[int]) -> int:
        ends: list[int] = []
        latest: list[int] = []
        decided: list[int] = []
        for p, sources in enumerate(dag.into[: dag.kept]):
            decided.append(max([max(decided[q], ends[q] if gate[q] or intake[q] else 0) for q in sources], default=0))
            latest.append(max([max(latest[q], ends[q]) for q in sources], default=0))
            begins = [latest[p] if steps[p].kind == "return" else decided[p]]
            begins += [ends[q] for q in needs[p]]
            begins += [ends[q] + times[k] for q, k in net.after.get(p, ())]
            ends.append(max(begins) + times[p])
        return max(ends)

    low = floor(net.low)
    return span(low, low if net.exact else floor(net.high), None if net.days is None else floor(net.days))
