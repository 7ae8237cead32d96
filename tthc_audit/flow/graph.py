"""The flow of one case in plain lists: what soundness, timing and data flow run over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from decimal import Decimal
from typing import NamedTuple

from tthc_audit.catalog.model import Procedure, Step


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
    waits for every arc into it; an entry into the start counts as one more arc into it.
    """

    steps: tuple[Step, ...]
    ids: tuple[str, ...]
    start: int
    arcs: tuple[Arc, ...]
    out: tuple[tuple[int, ...], ...]
    into: tuple[tuple[int, ...], ...]
    split_all: tuple[bool, ...]
    join_all: tuple[bool, ...]


def probability(stated: str | int | float | None) -> Fraction | None:
    """A probability as it was stated, exactly: ``"1/3"``, ``"0.25"`` or a JSON number.

    Raises ``ValueError`` or ``ZeroDivisionError`` where the text is no number.
    """
    if stated is None:
        return None
    return Fraction(stated) if isinstance(stated, str) else Fraction(Decimal(repr(stated)))


def of_case(procedure: Procedure, case: str = "") -> Graph:
    """The flow that a case takes: its own edges and the unmarked ones.

    Steps that only other cases reach are left out; steps that no case reaches stay, for the finding.
    ``case`` is ``""`` for a procedure without cases. The procedure has at least one step, and every
    ``next`` names one (the loader has seen to it).
    """
    steps = procedure.steps or ()
    start_id = procedure.start or steps[0].id
    taken = _targets(steps, case)
    if case:
        of_others = _reached(start_id, _targets(steps, None)) - _reached(start_id, taken)
        steps = tuple(s for s in steps if s.id not in of_others)
    number = {s.id: i for i, s in enumerate(steps)}
    arcs: list[Arc] = []
    out: list[list[int]] = [[] for _ in steps]
    into: list[list[int]] = [[] for _ in steps]
    for i, step in enumerate(steps):
        for position, edge in enumerate(step.next):
            if edge.to in number and (not case or edge.cases is None or case in edge.cases):
                out[i].append(len(arcs))
                into[number[edge.to]].append(len(arcs))
                arcs.append(Arc(i, number[edge.to], probability(edge.probability), edge.max_times, position))
    return Graph(
        steps=steps,
        ids=tuple(s.id for s in steps),
        start=number[start_id],
        arcs=tuple(arcs),
        out=tuple(map(tuple, out)),
        into=tuple(map(tuple, into)),
        split_all=tuple(s.split == "all" for s in steps),
        join_all=tuple(s.join == "all" for s in steps),
    )


def _targets(steps: Sequence[Step], case: str | None) -> dict[str, list[str]]:
    return {s.id: [e.to for e in s.next if not case or e.cases is None or case in e.cases] for s in steps}


def _reached(start: str, targets: dict[str, list[str]]) -> set[str]:
    seen = {start}
    queue = [start]
    while queue:
        for target in targets[queue.pop()]:
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return seen
