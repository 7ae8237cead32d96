"""A measured procedure as a flow to be drawn: lanes, steps with their times, edges, and where it breaks."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import Literal

from tthc_audit.catalog.model import Step
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.step import least
from tthc_audit.flow import clock
from tthc_audit.flow.stated import shown, stated
from tthc_audit.flow.timing import Figures
from tthc_audit.flow.timing_window import Window
from tthc_audit.results import Flow, FlowCase, FlowEdge, FlowLane, FlowNode


def picture(measured: Measured) -> Flow:
    """The step graph of a procedure, all cases in one, with what was measured on it."""
    procedure = measured.procedure
    steps = procedure.steps or ()
    broken = next((s for s in measured.soundness.values() if not s.sound), None)
    timed = [
        (figures, {step: i for i, step in enumerate(measured.graphs[case].ids)})
        for case, figures in measured.figures.items()
        if figures is not None
    ]
    longest = max((f for f, _ in timed), key=attrgetter("length"), default=None)
    critical = longest.critical_path if longest and broken is None else ()
    unreachable = {s for sound in measured.soundness.values() for s in sound.unreachable}
    trace = broken.trace if broken else ()
    return Flow(
        procedure=procedure.key,
        name=procedure.name,
        lanes=tuple(
            FlowLane(agency, measured.survey.name(agency), body, measured.survey.name(body))
            for agency, body in measured.bodies.items()
        ),
        nodes=tuple(_node(step, timed, critical, step.id not in unreachable) for step in steps),
        edges=_edges(measured, critical, trace),
        start=procedure.start or (steps[0].id if steps else None),
        sound=measured.sound,
        problem=broken.problem if broken else None,
        trace=trace,
        cases=tuple((c.id, c.name or c.code or c.id) for c in procedure.cases or ()),
        by_case={case: _case(measured, case) for case in measured.soundness if case},
    )


def _case(measured: Measured, case: str) -> FlowCase:
    verdict, figures = measured.soundness[case], measured.figures[case]
    return FlowCase(verdict.sound, verdict.problem, verdict.trace, figures.critical_path if figures else ())


def _node(
    step: Step, timed: list[tuple[Figures, dict[str, int]]], critical: tuple[str, ...], reachable: bool
) -> FlowNode:
    seen = [(figures, index[step.id]) for figures, index in timed if step.id in index]
    return FlowNode(
        id=step.id,
        name=step.name,
        kind=step.kind,
        lane=step.agency,
        role=step.role,
        duration=stated(step.duration),
        time=shown(clock.span_of(step.duration)) if step.duration else None,
        off_clock=step.off_clock.reason if step.off_clock else None,
        split=step.split,
        join=step.join,
        on_critical_path=step.id in critical,
        slack=shown(least([figures.slack[n] for figures, n in seen])),
        reachable=reachable,
        conditional=len(seen) < len(timed) or any(figures.conditional[n] for figures, n in seen),
        legal_basis=tuple(f"{b.document} {b.provision}" if b.provision else b.document for b in step.legal_basis or ()),
        clock=_place(seen),
        counts=clock.counts(step),
    )


_Place = Literal["before", "beside", "within", "after"]


def _place(seen: list[tuple[Figures, int]]) -> _Place | None:
    """Where a step lies to the time of the limit, if all its cases agree."""
    found = {None if figures.window is None else _within(figures.window, n) for figures, n in seen}
    return found.pop() if len(found) == 1 else None if found else "within"


def _within(window: Window, step: int) -> _Place:
    if step in window.before:
        return "before"
    if step in window.after:
        return "after"
    return "beside" if step in window.beside else "within"


def _edges(measured: Measured, critical: tuple[str, ...], trace: tuple[str, ...]) -> tuple[FlowEdge, ...]:
    on_path = set(pairwise(critical))
    on_trace = set(pairwise(trace))
    return tuple(
        FlowEdge(
            source=step.id,
            target=edge.to,
            when=edge.when,
            cases=edge.cases or (),
            back=(step.id, j) in measured.back_edges,
            critical=(step.id, edge.to) in on_path,
            on_trace=(step.id, edge.to) in on_trace,
        )
        for step in measured.procedure.steps or ()
        for j, edge in enumerate(step.next)
    )
