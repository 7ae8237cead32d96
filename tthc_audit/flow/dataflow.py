"""What steps take up and hand on: papers and products that come from nowhere, or go nowhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tthc_audit.catalog.model import Procedure
from tthc_audit.flow.graph import Graph
from tthc_audit.flow.loops import Loops, loops


def missing_inputs(
    procedure: Procedure, member_results: Collection[str] | None = None
) -> dict[str, tuple[str, ...] | None]:
    """By step id, the inputs that no paper of the dossier, no result of a member and no step's output is.

    Of an interlinked group the stated results count as results of its members; ``member_results`` are
    what the members' own files call theirs, ``None`` where these are not at hand. The inputs of a
    step are ``None`` (not known) where it does not state them, or where one has no source that is
    stated while papers, the results of members, or some step's outputs are not stated.
    """
    steps = procedure.steps or ()
    sources = {paper.id for paper in procedure.documents or ()}
    sources.update(member_results or ())
    if procedure.interlinked is not None:
        sources.update(result.id for result in procedure.results or ())
    sources.update(output for step in steps for output in step.outputs or ())
    all_stated = (
        procedure.documents is not None
        and (procedure.interlinked is None or member_results is not None)
        and all(step.outputs is not None for step in steps)
    )
    return {step.id: _outside(step.inputs, sources, all_stated=all_stated) for step in steps}


def unused_outputs(procedure: Procedure) -> dict[str, tuple[str, ...] | None]:
    """By step id, the outputs that no step takes up and that are no result of the procedure.

    ``None`` (not known) where the step does not state its outputs, or where one is not known to be
    used while the results, or some step's inputs, are not stated.
    """
    steps = procedure.steps or ()
    uses = {result.id for result in procedure.results or ()}
    uses.update(taken for step in steps for taken in step.inputs or ())
    all_stated = procedure.results is not None and all(step.inputs is not None for step in steps)
    return {step.id: _outside(step.outputs, uses, all_stated=all_stated) for step in steps}


def used_by(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    """By document id, the ids of the steps that state it as an input, in stated order.

    A step that does not state its inputs may use any paper; it is not listed.
    """
    users: dict[str, list[str]] = {paper.id: [] for paper in procedure.documents or ()}
    for step in procedure.steps or ():
        for taken in dict.fromkeys(step.inputs or ()):
            if taken in users:
                users[taken].append(step.id)
    return {paper: tuple(steps) for paper, steps in users.items()}


def needs(graph: Graph, found: Loops | None = None) -> tuple[frozenset[int] | None, ...]:
    """By step number, the earlier steps whose product the step takes up directly.

    Earlier are the steps that lead to it when no edge goes back, so nothing needs itself in a circle.
    Where several of them hand on a thing of that name, all are needed. ``None`` (not known) where
    the step does not state its inputs, or takes something up and an earlier step does not state its
    outputs. ``found`` are the flow's loops where they are at hand.
    """
    before = _before(graph, found or loops(graph))
    makers: dict[str, int] = {}
    silent = 0
    for i, step in enumerate(graph.steps):
        if step.outputs is None:
            silent |= 1 << i
        for output in step.outputs or ():
            makers[output] = makers.get(output, 0) | 1 << i
    needed: list[frozenset[int] | None] = []
    for i, step in enumerate(graph.steps):
        if step.inputs is None or (step.inputs and before[i] & silent):
            needed.append(None)
            continue
        taken = 0
        for name in step.inputs:
            taken |= makers.get(name, 0)
        needed.append(frozenset(_members(taken & before[i])))
    return tuple(needed)


def _outside(stated: Sequence[str] | None, known: Collection[str], *, all_stated: bool) -> tuple[str, ...] | None:
    if stated is None:
        return None
    outside = tuple(dict.fromkeys(name for name in stated if name not in known))
    return outside if all_stated or not outside else None


def _before(graph: Graph, found: Loops) -> list[int]:
    """For each step a number whose bit j is set when step j leads to it without going back.

    Steps of a loop with several ways in are not before one another, nor is what such a loop alone leads to.
    """
    back = set(found.back)
    onward = [[graph.arcs[a].target for a in out if a not in back] for out in graph.out]
    left = [0] * len(onward)
    for targets in onward:
        for target in targets:
            left[target] += 1
    before = [0] * len(onward)
    free = [i for i, count in enumerate(left) if not count]
    for step in free:
        for target in onward[step]:
            before[target] |= before[step] | 1 << step
            left[target] -= 1
            if not left[target]:
                free.append(target)
    return before


def _members(bits: int) -> list[int]:
    members: list[int] = []
    while bits:
        lowest = bits & -bits
        members.append(lowest.bit_length() - 1)
        bits ^= lowest
    return members
