"""The cells of a pair of steps: where both stand, and who does them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tthc_audit.facts.cells import Row

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Procedure, Step
    from tthc_audit.facts.survey import Survey


class At(NamedTuple):
    """A step, by its place among the steps of a procedure."""

    procedure: Procedure
    number: int

    @property
    def step(self) -> Step:
        """The step that stands there."""
        return (self.procedure.steps or ())[self.number]


def one_step(kind: str, at: At, survey: Survey) -> Row:
    """A row about one step."""
    return {
        "kind": kind,
        "procedure": at.procedure.key,
        "pointer": f"/steps/{at.number}",
        **_cells("a", at.step, survey),
    }


def two_steps(kind: str, first: At, second: At, survey: Survey) -> Row:
    """A row about two steps."""
    return one_step(kind, first, survey) | {
        "other_procedure": second.procedure.key,
        "other_procedure_name": second.procedure.name,
        "other_file": survey.files.get(second.procedure.key),
        "other_pointer": f"/steps/{second.number}",
        **_cells("b", second.step, survey),
    }


def _cells(side: str, step: Step, survey: Survey) -> Row:
    return {
        f"{side}_step": step.id,
        f"{side}_name": step.name,
        f"{side}_agency": step.agency,
        f"{side}_agency_name": survey.name(step.agency),
        f"{side}_body": survey.body(step.agency),
    }
