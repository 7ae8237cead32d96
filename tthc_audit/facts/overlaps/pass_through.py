"""Kind ``pass_through``: a step that only forwards, in a body that neither decides nor adds anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tthc_audit.facts.cells import Row
from tthc_audit.facts.overlaps.forwarding import Forwarding
from tthc_audit.facts.overlaps.pair import At, one_step
from tthc_audit.facts.overlaps.savings import saving
from tthc_audit.flow.side_by_side import without_time

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Step
    from tthc_audit.facts.measured import Measured


def rows(measured: Measured) -> Iterator[Row]:
    """One row a step between two other bodies whose own body only forwards; the desk where people submit is none."""
    procedure, survey = measured.procedure, measured.survey
    steps = procedure.steps or ()
    by_body: dict[str, list[Step]] = {}
    for step in steps:
        by_body.setdefault(survey.body(step.agency), []).append(step)
    forwarding = Forwarding(procedure)
    by_id = {s.id: s for s in steps}
    for i, step in enumerate(steps):
        came = forwarding.before[step.id]
        goes = [by_id[e.to] for e in step.next]
        if not came or not goes or forwarding.only(step) is False or _is_desk(step, measured):
            continue
        others = [*came, *goes]
        if any(survey.for_applicant(s.agency) or survey.body(s.agency) == survey.body(step.agency) for s in others):
            continue
        verdicts = [forwarding.only(s) for s in by_body[survey.body(step.agency)]]
        if False in verdicts:
            continue
        known = None not in verdicts
        row = one_step("pass_through", At(procedure, i), survey) | {
            "via": list(dict.fromkeys(survey.name(s.agency) for s in others)),
            "score": 1 if known else None,
            "missing": [] if known else ["a_outputs"],
            "why": "only_forwards",
        }
        gained = saving(measured, without_time(procedure, {step.id})) if known else None
        yield row | (gained.cells() if gained else {})


def _is_desk(step: Step, measured: Measured) -> bool:
    """Whether the unit is where the law has people submit, or acts for them."""
    agency = measured.survey.agencies.get(step.agency)
    return measured.survey.for_applicant(step.agency) or (agency is not None and agency.kind == "one_stop")
