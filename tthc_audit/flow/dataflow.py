"""What steps take up and hand on: papers and products that come from nowhere, or go nowhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tthc_audit.catalog.model import Procedure


def missing_inputs(
    procedure: Procedure, member_results: Collection[str] | None = None
) -> dict[str, tuple[str, ...] | None]:
    """By step id, the inputs that no paper of the dossier, no result of a member and no step's output is.

    The output of a step that can only come later is no source of an earlier one's input.
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
    makers: dict[str, list[str]] = {}
    for step in steps:
        for output in step.outputs or ():
            makers.setdefault(output, []).append(step.id)
    following = {step.id: [edge.to for edge in step.next] for step in steps}
    all_stated = (
        procedure.documents is not None
        and (procedure.interlinked is None or member_results is not None)
        and all(step.outputs is not None for step in steps)
    )
    return {
        step.id: _outside(
            step.inputs,
            {n for n in step.inputs or () if n in sources or _may_be_made(n, step.id, makers, following)},
            all_stated=all_stated,
        )
        for step in steps
    }


def _may_be_made(
    name: str, step: str, makers: Mapping[str, Sequence[str]], following: Mapping[str, Sequence[str]]
) -> bool:
    """Whether a step that makes it may come before this one: it leads here, or stands beside it."""
    return any(
        maker == step or _leads(following, maker, step) or not _leads(following, step, maker)
        for maker in makers.get(name, ())
    )


def _leads(following: Mapping[str, Sequence[str]], source: str, target: str) -> bool:
    seen = {source}
    queue = [source]
    while queue:
        for step in following[queue.pop()]:
            if step == target:
                return True
            if step not in seen:
                seen.add(step)
                queue.append(step)
    return False


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


def _outside(stated: Sequence[str] | None, known: Collection[str], *, all_stated: bool) -> tuple[str, ...] | None:
    if stated is None:
        return None
    outside = tuple(dict.fromkeys(name for name in stated if name not in known))
    return outside if all_stated or not outside else None
