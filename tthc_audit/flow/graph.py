"""The flow of one case in plain lists: what soundness, timing and data flow run over."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from tthc_audit.catalog.model import Edge, Procedure, Step

_FRACTION = re.compile(r"[0-9]{1,30}(?:/[0-9]{1,30}|\.[0-9]{1,30})?")


class Arc(NamedTuple):
    """An edge of the flow, by step numbers; ``position`` is its place in the source step's ``next``."""

    source: int
    target: int
    probability: Fraction | None
    max_times: int | None
    position: int


@dataclass(frozen=True, slots=True)
class Graph:
    """The steps and edges of one case.

    ``steps`` are the procedure's own, ``ids`` their ids. ``out[i]`` and ``into[i]`` are arc numbers in
    stated order. ``split_all[i]``: every arc out of step i is taken at once. ``join_all[i]``: step i
    waits for every arc into it; an entry into the start counts as one more arc into it. Two edges
    between the same steps are two arcs.
    """

    steps: tuple[Step, ...]
    ids: tuple[str, ...]
    start: int
    arcs: tuple[Arc, ...]
    out: tuple[tuple[int, ...], ...]
    into: tuple[tuple[int, ...], ...]
    split_all: tuple[bool, ...]
    join_all: tuple[bool, ...]


def probability(stated: str | float | None) -> Fraction | None:
    """A probability as it was stated, exactly: ``"1/3"``, ``"0.25"`` or a JSON number.

    Raises ``ValueError`` or ``ZeroDivisionError`` where the text is no such number.
    """
    if stated is None:
        return None
    if not isinstance(stated, str):
        return Fraction(Decimal(repr(stated)))
    if _FRACTION.fullmatch(stated) is None:
        raise ValueError(f"not a fraction or a decimal: {stated[:40]!r}")
    return Fraction(stated)


def of_procedure(procedure: Procedure) -> dict[str, Graph]:
    """The flow of every case, by case id; ``""`` for a procedure without cases; empty without steps.

    Where no edge is marked with cases, all cases share one graph.
    """
    steps = procedure.steps
    if not steps:
        return {}
    cases = [case.id for case in procedure.cases or ()]
    if not cases:
        return {"": of_case(procedure)}
    if not any(edge.cases is not None for step in steps for edge in step.next):
        return dict.fromkeys(cases, of_case(procedure))
    reached = {case: _reached(procedure, case) for case in cases}
    by_any = frozenset().union(*reached.values())
    return {case: _graph(procedure, case, by_any - reached[case]) for case in cases}


def of_case(procedure: Procedure, case: str = "") -> Graph:
    """The flow that a case takes: its own edges and the unmarked ones.

    Steps that only other cases reach are left out; steps that no case reaches stay, for the finding.
    A step whose edges all belong to other cases ends a run of this one. ``""`` takes every edge: the
    flow of a procedure without cases. The procedure has at least one step, and every ``next`` names
    one (the loader has seen to it).
    """
    if not case:
        return _graph(procedure, "", ())
    own = _reached(procedure, case)
    others = [_reached(procedure, other.id) for other in procedure.cases or () if other.id != case]
    return _graph(procedure, case, frozenset().union(*others) - own)


def _graph(procedure: Procedure, case: str, left_out: Collection[str]) -> Graph:
    steps = procedure.steps or ()
    start = procedure.start or steps[0].id
    if left_out:
        steps = tuple([s for s in steps if s.id not in left_out])
    ids = tuple([s.id for s in steps])
    number = {step: i for i, step in enumerate(ids)}
    arcs: list[Arc] = []
    out: list[tuple[int, ...]] = []
    into: list[list[int]] = [[] for _ in ids]
    for i, step in enumerate(steps):
        first = len(arcs)
        for position, edge in enumerate(step.next):
            if edge.to in left_out or not _takes(case, edge):
                continue
            target = number[edge.to]
            into[target].append(len(arcs))
            arcs.append(Arc(i, target, probability(edge.probability), edge.max_times, position))
        out.append(tuple(range(first, len(arcs))))
    return Graph(
        steps=steps,
        ids=ids,
        start=number[start],
        arcs=tuple(arcs),
        out=tuple(out),
        into=tuple(map(tuple, into)),
        split_all=tuple([s.split == "all" for s in steps]),
        join_all=tuple([s.join == "all" for s in steps]),
    )


def _takes(case: str, edge: Edge) -> bool:
    return edge.cases is None or not case or case in edge.cases


def _reached(procedure: Procedure, case: str) -> frozenset[str]:
    steps = procedure.steps or ()
    following = {s.id: [e.to for e in s.next if _takes(case, e)] for s in steps}
    start = procedure.start or steps[0].id
    seen = {start}
    queue = [start]
    while queue:
        for target in following[queue.pop()]:
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return frozenset(seen)
