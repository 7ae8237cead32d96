"""Kind ``ping_pong``: the file comes back to a unit that it left, and nobody between decided or added anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tthc_audit.facts.cells import Row
from tthc_audit.facts.overlaps.forwarding import Forwarding
from tthc_audit.facts.overlaps.pair import At, two_steps
from tthc_audit.facts.overlaps.savings import saving

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Step
    from tthc_audit.facts.measured import Measured


def rows(measured: Measured) -> Iterator[Row]:
    """One row a step that hands the file over and the step of its unit to which it comes back."""
    procedure, survey = measured.procedure, measured.survey
    steps = procedure.steps or ()
    number = {s.id: i for i, s in enumerate(steps)}
    forwarding = Forwarding(procedure)
    by_id = {s.id: s for s in steps}
    for i, step in enumerate(steps):
        for place, edge in enumerate(step.next):
            if forwarding.only(by_id[edge.to]) is False or survey.for_applicant(step.agency):
                continue
            if (step.id, place) in measured.back_edges:
                continue
            between = _between(step, by_id[edge.to], by_id, forwarding, measured)
            if between is None:
                continue
            back = by_id[between[-1].next[0].to]
            known = all(forwarding.only(s) for s in between)
            row = two_steps("ping_pong", At(procedure, i), At(procedure, number[back.id]), survey) | {
                "via": list(dict.fromkeys(survey.name(s.agency) for s in between)),
                "score": 1 if known else None,
                "missing": [] if known else ["outputs_between"],
                "why": "nothing_decided_between",
                "keep_agency": step.agency,
                "keep_agency_name": survey.name(step.agency),
            }
            gained = saving(measured, measured.without({s.id for s in between})) if known else None
            yield row | (gained.cells() if gained else {})


def _between(
    left: Step, first: Step, by_id: Mapping[str, Step], forwarding: Forwarding, measured: Measured
) -> list[Step] | None:
    """The steps of other units, which may only forward, until the file is back; ``None`` where it does not come back."""
    found: list[Step] = []
    step = first
    while step.agency != left.agency:
        if step in found or forwarding.only(step) is False or measured.survey.for_applicant(step.agency):
            return None
        if not step.next or (step.id, 0) in measured.back_edges or len(forwarding.before[step.id]) > 1:
            return None
        found.append(step)
        step = by_id[step.next[0].to]
    return found or None
