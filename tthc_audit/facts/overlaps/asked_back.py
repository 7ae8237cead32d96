"""Kind ``result_asked_back``: an office asks for what it, or a neighbour in the group, has made itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from tthc_audit.facts.overlaps.pair import At, two_steps
from tthc_audit.facts.overlaps.papers import Paper, copies, deciding, handed_in, keeping, one_paper, other_place
from tthc_audit.facts.survey import folded
from tthc_audit.papers.core import core
from tthc_audit.papers.sameness import same_cores

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Document, Procedure, Result
    from tthc_audit.facts.cells import Row
    from tthc_audit.facts.measured import Measured
    from tthc_audit.facts.survey import Survey


def rows(measured: Measured) -> Iterator[Row]:
    """One row a paper that an earlier step makes, or that a member of the group yields."""
    yield from _of_steps(measured)
    procedure, survey = measured.procedure, measured.survey
    if procedure.interlinked is None:
        return
    members = [survey.procedures[m] for m in sorted(measured.members) if m in survey.procedures]
    asking = [procedure] if procedure.documents is not None else members
    for one in asking:
        asked = survey.papers.asked(one)
        for at, document in enumerate(one.documents or ()):
            if not handed_in(document, asked[at]):
                continue
            for other in members:
                if other.code != one.code:
                    yield from of_result(Paper(one, at), other, survey, "member_result", group=procedure.key)


def of_result(
    paper: Paper, yielding: Procedure, survey: Survey, why: str, *, group: str | None = None
) -> Iterator[Row]:
    """A row where a paper of one procedure is a result of another, as stated or by its name."""
    document = paper.document
    found = _matching(document, yielding)
    if found is None:
        return
    place, score = found
    result = (yielding.results or (None,))[place] if yielding.results else None
    missing = ["a_handling"] if document.handling is None else []
    yield (
        one_paper("result_asked_back", paper, survey)
        | other_place(yielding, f"/results/{place}" if result else "", survey)
        | deciding("b", yielding, survey)
        | {
            "b_document": result.id if result else None,
            "b_name": " ".join(result.name.split()) if result else yielding.name,
            "interlinked_in": group,
            "subject": " ".join((result.name if result else document.name).split()),
            "score": str(score),
            "missing": missing,
            "papers_saved": copies(document),
            "why": f"{why}_stated" if document.result_of is not None else why,
            **keeping(yielding, survey),
        }
    )


def _matching(document: Document, yielding: Procedure) -> tuple[int, Decimal] | None:
    """The result of a procedure that a paper is, and how sure that is."""
    results: tuple[Result, ...] = yielding.results or ()
    stated = document.result_of in {yielding.code, yielding.key}
    asked = core(document.name)
    scored = [(same_cores(asked, core(result.name)), -i) for i, result in enumerate(results)]
    score, place = max(scored, default=(Decimal(0), 0))
    if stated:
        return -place, Decimal(1)
    return (-place, score) if score and document.result_of is None else None


def _of_steps(measured: Measured) -> Iterator[Row]:
    """Papers that the applicant must hand in although a step of an office before their use makes them."""
    procedure, survey = measured.procedure, measured.survey
    steps = procedure.steps or ()
    makers: dict[str, int] = {}
    for i, step in enumerate(steps):
        if not survey.for_applicant(step.agency):
            for output in step.outputs or ():
                makers.setdefault(folded(output), i)
    if not makers:
        return
    for at, document in enumerate(procedure.documents or ()):
        by = next((makers[n] for n in (folded(document.id), folded(document.name)) if n in makers), None)
        if by is None or document.condition is not None or not handed_in(document, measured.asked[at]):
            continue
        missing = ["a_handling"] if document.handling is None else []
        yield (
            one_paper("result_asked_back", Paper(procedure, at), survey)
            | {
                key: value
                for key, value in two_steps("result_asked_back", At(procedure, by), At(procedure, by), survey).items()
                if key.startswith(("b_", "other_"))
            }
            | {
                "subject": " ".join(document.name.split()),
                "score": 1,
                "missing": missing,
                "papers_saved": copies(document),
                "why": "step_result",
            }
        )
