"""Kind ``unused_output``: something is produced that nobody uses and that is no result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tthc_audit.facts.cells import Row
from tthc_audit.facts.overlaps.pair import At, one_step

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured

_FOR_OTHERS = frozenset({"issue", "return", "publish_notice", "supplement"})
"""Steps whose outcome is for the applicant or the public, who state no inputs."""


def rows(measured: Measured) -> Iterator[Row]:
    """One row an output; one row a step whose outputs, or what others take up, are not stated."""
    procedure, survey = measured.procedure, measured.survey
    steps = procedure.steps or ()
    for i, step in enumerate(steps):
        if step.kind in _FOR_OTHERS or step.act == "record" or not step.next or survey.for_applicant(step.agency):
            continue
        unused = measured.unused_outputs[step.id]
        if unused == ():
            continue
        row = one_step("unused_output", At(procedure, i), survey) | {"why": "nobody_uses"}
        if unused is None:
            yield row | {"missing": _missing(measured, stated=step.outputs is not None)}
        else:
            for output in unused:
                yield row | {"subject": output, "score": 1, "missing": []}


def _missing(measured: Measured, *, stated: bool) -> list[str]:
    if not stated:
        return ["a_outputs"]
    procedure = measured.procedure
    return [
        name
        for name, lacks in (
            ("results", procedure.results is None),
            ("inputs_of_others", any(s.inputs is None for s in procedure.steps or ())),
        )
        if lacks
    ]
