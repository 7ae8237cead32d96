"""What a draft changes for people: time, papers, visits, hand-overs, cost; measured as an audit measures it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tthc_audit.catalog.model import APPLICANT, Procedure
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.target import cut_bounds
from tthc_audit.worktime.span import Span


@dataclass(frozen=True, slots=True)
class State:
    """What is measured of one version: the longest run by case, papers, visits, hand-overs, steps.

    ``visits`` are the steps of the applicant; ``papers`` is ``None`` where the dossier is not stated.
    """

    worst: dict[str, Span | None]
    papers: int | None
    visits: int
    handoffs: int
    steps: int
    unstated: tuple[str, ...]
    """Steps on the clock of some case that lack a duration."""


def state(survey: Survey, procedure: Procedure, file: str = "") -> State:
    """Measure one version of a procedure."""
    measured = Measured(procedure, file, survey)
    figures = measured.figures
    steps = procedure.steps or ()
    agency = {s.id: s.agency for s in steps}
    lacking = {name for f in figures.values() if f is not None for name in f.steps_without_duration}
    return State(
        worst={case: f.worst if f is not None else None for case, f in figures.items()},
        papers=_papers(procedure),
        visits=sum(s.agency == APPLICANT for s in steps),
        handoffs=sum(agency[e.to] != s.agency for s in steps for e in s.next),
        steps=len(steps),
        unstated=tuple(s.id for s in steps if s.id in lacking),
    )


def cuts(before: State, after: State) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    """By case, the least and the most by which the longest run is cut; nothing where it is the same as before."""
    found: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    for case, old in before.worst.items():
        new = after.worst.get(case)
        if old is None or new is None:
            found[case] = (None, None)
        else:
            found[case] = (Fraction(0), Fraction(0)) if old == new else cut_bounds(old, new)
    return found


def grows(before: State, after: State) -> bool:
    """Whether some case may take longer than before, as far as its bounds tell, or cannot be measured any more."""
    for case, old in before.worst.items():
        new = after.worst.get(case)
        if old is None:
            continue
        if new is None or new.low > old.low or (old.high is not None and (new.high is None or new.high > old.high)):
            return True
    return False


def _papers(procedure: Procedure) -> int | None:
    """Papers that the applicant must hand in or show; alternatives are one."""
    asked = [p for p in procedure.documents or () if p.handling in {"submit", "present"}]
    groups = {p.one_of for p in asked if p.one_of is not None}
    return None if procedure.documents is None else len(groups) + sum(p.one_of is None for p in asked)
