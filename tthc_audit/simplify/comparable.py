"""Steps shortened to what a comparable step of another procedure takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from tthc_audit.catalog.model import APPLICANT, Procedure, Step
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey, folded
from tthc_audit.flow import clock
from tthc_audit.simplify import law, tree
from tthc_audit.simplify.change import Change, StaleError, Tree


class Example(NamedTuple):
    """A step of another procedure that takes so long."""

    minutes: int
    value: Decimal
    unit: str
    procedure: str
    name: str


Key = tuple[str, str | None, str, str]
Known = Mapping[Key, Example]


def known(survey: Survey) -> Known:
    """The shortest exact time of every kind of step in a catalogue: by kind, act, unit and name."""
    found: dict[Key, Example] = {}
    for key in sorted(survey.procedures):
        procedure = survey.procedures[key]
        if procedure.status == "abolished":
            continue
        for step in procedure.steps or ():
            example = _example(procedure, step)
            if example is None:
                continue
            for place in (_key(survey, step),):
                if place not in found or example.minutes < found[place].minutes:
                    found[place] = example
    return found


def changes(measured: Measured, examples: Known) -> Iterator[Change]:
    """The steps that a comparable one does faster."""
    survey, procedure = measured.survey, measured.procedure
    for step in procedure.steps or ():
        own, example = _example(procedure, step), examples.get(_key(survey, step))
        if own is None or example is None or example.procedure == procedure.key or example.minutes >= own.minutes:
            continue
        yield Change(
            "shorten", step.id, _shorten(step.id, own, example), frozenset({(step.id, "self")}),
            law.of_steps(survey, procedure, (step,)),
            {
                "a": step.name, "unit": survey.name(step.agency), "other": example.procedure,
                "old": (own.value, own.unit), "new": (example.value, example.unit),
            },
        )  # fmt: skip


def _key(survey: Survey, step: Step) -> Key:
    agency = survey.agencies.get(step.agency)
    return step.kind, step.act, (agency.member_of if agency else None) or step.agency, folded(step.name)


def _example(procedure: Procedure, step: Step) -> Example | None:
    """The time of a step that is on the clock and exact."""
    duration = step.duration
    if duration is None or duration.value is None or duration.unit is None or step.agency == APPLICANT:
        return None
    if step.off_clock is not None or duration.from_step or duration.shared_with:
        return None
    span = clock.span_of(duration)
    if span is None or not span.exact or not span.low:
        return None
    return Example(span.low, duration.value, duration.unit, procedure.key, step.name)


def _shorten(name: str, own: Example, example: Example) -> Any:
    def edit(document: Tree) -> None:
        duration = tree.step(document, name).get("duration")
        if not isinstance(duration, dict) or Decimal(str(duration.get("value"))) != own.value:
            raise StaleError(name)
        value = example.value
        duration["value"] = int(value) if value == value.to_integral_value() else float(value)
        duration["unit"] = example.unit

    return edit
