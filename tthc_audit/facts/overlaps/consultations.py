"""Which steps of a consultation examine something: the answer does, the question and the gathering of answers do not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from tthc_audit.facts.survey import folded

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Procedure, Step
    from tthc_audit.facts.survey import Survey

EXAMINES = frozenset({"appraise", "consult", "inspect_site"})
"""Receiving, checking what is complete, deciding, and reading before signing examine nothing anew."""


class Consultations:
    """Tells of the steps of a procedure whether they only ask, or only draw answers together."""

    def __init__(self, procedure: Procedure, survey: Survey) -> None:
        """``survey`` knows the bodies."""
        self._steps = procedure.steps or ()
        self._body = survey.body

    def asks(self, step: Step) -> bool:
        """Whether a consultation is the question: other bodies answer it, and nobody else uses what it puts out.

        An answer is a consultation too, or an examination that goes back to who asked. Where it is not stated what
        the question puts out, it is one if the answer goes back to its body.
        """
        if step.kind != "consult" or not step.next:
            return False
        asked = [self._by_id[e.to] for e in step.next]
        if not all(self._answers(step, other) for other in asked):
            return False
        if step.outputs:
            users = {user.id: user for name in step.outputs for user in self._takers.get(name, ())}
            return all(self._answers(step, user) for user in users.values()) and any(s.id in users for s in asked)
        return step.outputs is None and any(self._goes_back(step, answer) for answer in asked)

    def draws_together(self, step: Step) -> bool:
        """Whether all that an examination takes up are the opinions of other bodies on its subject."""
        if step.kind != "appraise" or not step.inputs:
            return False
        return all(
            any(
                self._differ(step, answer) and folded(answer.subject or "") == folded(step.subject or "")
                for answer in self._opinions.get(name, ())
            )
            for name in step.inputs
        )

    def _answers(self, question: Step, other: Step) -> bool:
        if other.kind not in EXAMINES or not self._differ(question, other):
            return False
        return other.kind == "consult" or self._goes_back(question, other)

    def _goes_back(self, question: Step, answer: Step) -> bool:
        return any(not self._differ(question, self._by_id[e.to]) for e in answer.next)

    def _differ(self, a: Step, b: Step) -> bool:
        return self._body(a.agency) != self._body(b.agency)

    @cached_property
    def _by_id(self) -> Mapping[str, Step]:
        return {s.id: s for s in self._steps}

    @cached_property
    def _takers(self) -> Mapping[str, list[Step]]:
        """The steps that take up each thing."""
        takers: dict[str, list[Step]] = {}
        for step in self._steps:
            for name in step.inputs or ():
                takers.setdefault(name, []).append(step)
        return takers

    @cached_property
    def _opinions(self) -> Mapping[str, list[Step]]:
        """The consultations that put out each thing."""
        found: dict[str, list[Step]] = {}
        for step in self._steps:
            if step.kind == "consult":
                for name in step.outputs or ():
                    found.setdefault(name, []).append(step)
        return found
