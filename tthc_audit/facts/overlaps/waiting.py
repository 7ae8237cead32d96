"""Kind ``needless_sequence``: a step that waits for another, though it needs nothing of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tthc_audit.facts.cells import Row
from tthc_audit.facts.overlaps.pair import At, two_steps
from tthc_audit.facts.overlaps.savings import saving
from tthc_audit.facts.survey import folded
from tthc_audit.flow.side_by_side import side_by_side

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Step
    from tthc_audit.facts.measured import Measured

_WORK = frozenset({"appraise", "consult", "inspect_site", "publish_notice", "check", "other"})
"""Work that may be done while other work is. What takes in, hands on, decides or gives back keeps its place."""
_INTAKE = frozenset({"submit", "receive", "check"})


def rows(measured: Measured) -> Iterator[Row]:
    """One row two neighbouring steps with no data and no decision between; undecided where that is not stated."""
    procedure, survey = measured.procedure, measured.survey
    steps = procedure.steps or ()
    pairs = [(i, j) for i, j in measured.neighbours if _could_part(steps[i], steps[j])]
    taking_in = intake(steps) if pairs else frozenset()
    for i, j in pairs:
        first, second = steps[i], steps[j]
        if i in taking_in or j in taking_in:
            continue
        if survey.for_applicant(first.agency) or survey.for_applicant(second.agency):
            continue
        missing = _missing(first, second)
        if missing is None:
            continue
        row = two_steps("needless_sequence", At(procedure, i), At(procedure, j), survey)
        row |= {"score": None if missing else 1, "missing": missing, "why": "no_data_flow"}
        if not missing:
            gained = saving(measured, measured.of(side_by_side(procedure, first.id, second.id)))
            if gained is not None:
                row |= gained.cells()
        yield row


def _could_part(first: Step, second: Step) -> bool:
    """Whether both are work, and neither counts its time from the other or shares it."""
    if first.kind not in _WORK or second.kind not in _WORK:
        return False
    durations = [s.duration for s in (first, second) if s.duration is not None]
    return not {first.id, second.id} & {named for d in durations for named in (d.shared_with, d.from_step)}


def _missing(first: Step, second: Step) -> list[str] | None:
    """What must be stated to know that the second needs nothing of the first; ``None`` where it needs it.

    One pair of hands does one thing after the other, so in one unit the roles must differ.
    """
    missing = [name for name, told in (("a_outputs", first.outputs), ("b_inputs", second.inputs)) if told is None]
    if not missing and set(first.outputs or ()) & set(second.inputs or ()):
        return None
    if first.agency == second.agency:
        if first.role and second.role and folded(first.role) == folded(second.role):
            return None
        missing += [f"{side}_role" for side, step in (("a", first), ("b", second)) if not step.role]
    return missing


def intake(steps: Sequence[Step]) -> frozenset[int]:
    """The steps with which the file is taken in: receipts and checks before which there are only such steps."""
    before: dict[str, list[int]] = {s.id: [] for s in steps}
    for i, step in enumerate(steps):
        for edge in step.next:
            before[edge.to].append(i)
    found = frozenset(i for i, s in enumerate(steps) if s.kind in _INTAKE)
    while True:
        kept = frozenset(
            i for i in found if all(q in found or steps[q].kind in {"supplement", "pay"} for q in before[steps[i].id])
        )
        if kept == found:
            return kept
        found = kept
