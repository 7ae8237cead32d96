"""Kind ``mergeable``: neighbouring steps of one unit and one role, with no gate between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tthc_audit.facts.cells import Row
from tthc_audit.facts.overlaps.pair import At, two_steps
from tthc_audit.facts.survey import folded

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Step
    from tthc_audit.facts.measured import Measured

_WAITS = frozenset({"submit", "supplement", "publish_notice", "pay"})
"""Steps that wait for others: doing them in one go with the next is not up to whoever does them."""


def rows(measured: Measured) -> Iterator[Row]:
    """One row two neighbouring steps of one unit; undecided where a role is not stated."""
    procedure, survey = measured.procedure, measured.survey
    steps = procedure.steps or ()
    for i, j in measured.neighbours:
        first, second = steps[i], steps[j]
        if first.agency != second.agency or survey.for_applicant(first.agency) or _waits(first) or _waits(second):
            continue
        missing = [f"{side}_role" for side, step in (("a", first), ("b", second)) if not step.role]
        if not missing and folded(first.role or "") != folded(second.role or ""):
            continue
        yield two_steps("mergeable", At(procedure, i), At(procedure, j), survey) | {
            "subject": first.role or second.role,
            "score": None if missing else 1,
            "missing": missing,
            "why": "same_role",
            "keep_agency": first.agency,
            "keep_agency_name": survey.name(first.agency),
        }


def _waits(step: Step) -> bool:
    return step.kind in _WAITS or step.off_clock is not None
