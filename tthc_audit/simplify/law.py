"""Which acts must change for a change: what the step cites, what the procedure cites, or the office's own rules."""

from __future__ import annotations

from collections.abc import Iterable

from tthc_audit.catalog.model import Basis, Procedure, Step
from tthc_audit.facts.survey import Survey
from tthc_audit.simplify.change import Act, Rank


def of_steps(survey: Survey, procedure: Procedure, steps: Iterable[Step]) -> tuple[Act, ...]:
    """The acts that say how these steps are done: those that they cite, and the internal process in any case.

    A provision that takes a step off the clock is one that it cites.
    """
    cited = [_act(survey, basis) for step in steps for basis in step.legal_basis or ()]
    cited += [
        _act(survey, Basis(document=step.off_clock.basis))
        for step in steps
        if step.off_clock is not None and step.off_clock.basis
    ]
    return _once([*cited, _internal(procedure)])


def of_papers(survey: Survey, procedure: Procedure) -> tuple[Act, ...]:
    """The acts that ask for the papers: what the procedure rests on, as it does not say which paper by which."""
    cited = [_act(survey, basis) for basis in procedure.legal_basis or ()]
    return _once(cited or [Act(None, "unknown", role="publication")])


def of_publication(procedure: Procedure) -> tuple[Act, ...]:
    """Only the published text: the law already allows the change."""
    published = [d for d in procedure.decisions or () if d.role == "provincial_publication"]
    published = published or [d for d in procedure.decisions or () if d.role == "national_publication"]
    number = published[-1].number if published else None
    national = bool(published) and published[-1].role == "national_publication"
    rank: Rank = "circular" if national else "provincial_decision"
    return (Act(number, rank, role="publication"),)


def of_delegation(survey: Survey, procedure: Procedure, steps: Iterable[Step]) -> tuple[Act, ...]:
    """A written delegation within one body, beside what the steps cite."""
    return _once([*of_steps(survey, procedure, steps), Act(None, "internal_rule", role="delegation")])


def _internal(procedure: Procedure) -> Act:
    found = [d.number for d in procedure.decisions or () if d.role == "internal_process" and d.number]
    return Act(found[-1] if found else None, "internal_rule", role="internal_process")


def _act(survey: Survey, basis: Basis) -> Act:
    known = survey.instrument(basis.document)
    return Act(basis.document, (known.rank if known else None) or "unknown", basis.provision)


def _once(acts: Iterable[Act]) -> tuple[Act, ...]:
    return tuple(dict.fromkeys(acts))
