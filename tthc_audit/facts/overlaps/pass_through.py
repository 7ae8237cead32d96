"""Kind ``pass_through``: a step that only forwards, in a body that neither decides nor adds anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tthc_audit.facts.cells import Row
from tthc_audit.facts.overlaps.forwarding import Forwarding
from tthc_audit.facts.overlaps.pair import At, one_step
from tthc_audit.facts.overlaps.savings import saving

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Step
    from tthc_audit.facts.measured import Measured


def rows(measured: Measured) -> Iterator[Row]:
    """One row a step of a body that stands between two others and only forwards; the desk where people submit is none."""
    procedure, survey = measured.procedure, measured.survey
    forwarding = Forwarding(procedure)
    by_body: dict[str, list[int]] = {}
    for i, step in enumerate(procedure.steps or ()):
        by_body.setdefault(survey.body(step.agency), []).append(i)
    for numbers in by_body.values():
        own = [(procedure.steps or ())[i] for i in numbers]
        if any(forwarding.only(s) is False for s in own) or not all(_between(s, forwarding, measured) for s in own):
            continue
        known = all(forwarding.only(s) for s in own)
        ids = {step.id for step in own}
        beside = [
            s for step in own for s in (*forwarding.before[step.id], *forwarding.after[step.id]) if s.id not in ids
        ]
        for i, step in zip(numbers, own, strict=True):
            row = one_step("pass_through", At(procedure, i), survey) | {
                "via": list(dict.fromkeys(survey.name(s.agency) for s in beside)),
                "score": 1 if known else None,
                "missing": [] if known else ["a_outputs"],
                "why": "only_forwards",
            }
            gained = saving(measured, measured.without({step.id})) if known else None
            yield row | (gained.cells() if gained else {})


def _between(step: Step, forwarding: Forwarding, measured: Measured) -> bool:
    """Whether others stand before and behind a step, none of them the applicant, and its unit is no desk."""
    before, after = forwarding.before[step.id], forwarding.after[step.id]
    agency = measured.survey.agencies.get(step.agency)
    if not before or not after or (agency is not None and agency.kind == "one_stop"):
        return False
    return not any(measured.survey.for_applicant(s.agency) for s in (step, *before, *after))
