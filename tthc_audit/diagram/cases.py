"""One case of a flow: the steps and edges that this case takes, as a flow of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from tthc_audit.errors import AuditError, Problem
from tthc_audit.results import Flow, FlowCase, FlowEdge


def of_case(flow: Flow, case: str) -> Flow:
    """The flow of one case, by its id: its edges and the unmarked ones, the steps they reach, their lanes.

    Steps that no case reaches stay, because what breaks the flow must be seen. What was measured on this
    case (what decides its time, where it breaks) takes the place of what was measured on the whole.
    """
    edges = [e for e in flow.edges if not e.cases or case in e.cases]
    taken = _reached(flow.start, edges)
    somewhere = _reached(flow.start, list(flow.edges))
    nodes = [n for n in flow.nodes if n.id in taken or n.id not in somewhere]
    kept = {n.id for n in nodes}
    found = flow.by_case.get(case) or FlowCase(flow.sound, flow.problem, flow.trace)
    path, trace = set(pairwise(found.critical_path)), set(pairwise(found.trace))
    return replace(
        flow,
        lanes=tuple(lane for lane in flow.lanes if any(n.lane == lane.id for n in nodes)),
        nodes=tuple(replace(n, on_critical_path=n.id in found.critical_path) for n in nodes),
        edges=tuple(
            replace(e, cases=(), critical=(e.source, e.target) in path, on_trace=(e.source, e.target) in trace)
            for e in edges
            if e.source in kept and e.target in kept
        ),
        sound=found.sound,
        problem=found.problem,
        trace=found.trace,
        cases=tuple(c for c in flow.cases if c[0] == case),
        by_case={},
    )


def case_named(flow: Flow, wanted: str) -> str:
    """The id of the case that is called so, by id or by name; ``AuditError`` that lists the cases if none is."""
    for case, name in flow.cases:
        if wanted in (case, name):
            return case
    if not flow.cases:
        raise AuditError(Problem("diagram.no_cases", {"procedure": flow.procedure}))
    known = "; ".join(case if name == case else f"{case} ({name})" for case, name in flow.cases)
    raise AuditError(Problem("diagram.no_such_case", {"case": wanted, "procedure": flow.procedure, "known": known}))


def _reached(start: str | None, edges: list[FlowEdge]) -> set[str]:
    out: dict[str, list[str]] = {}
    for edge in edges:
        out.setdefault(edge.source, []).append(edge.target)
    reached = set() if start is None else {start}
    ahead = list(reached)
    while ahead:
        for target in out.get(ahead.pop(), ()):
            if target not in reached:
                reached.add(target)
                ahead.append(target)
    return reached
