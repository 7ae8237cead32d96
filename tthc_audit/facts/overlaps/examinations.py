"""Kind ``repeated_examination``: two bodies examine the same subject for one dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from tthc_audit.facts.cells import Row
from tthc_audit.facts.overlaps.pair import At, one_step, two_steps
from tthc_audit.facts.overlaps.savings import saving
from tthc_audit.facts.survey import folded
from tthc_audit.flow.side_by_side import without_time
from tthc_audit.flow.together import Together

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Procedure, Step
    from tthc_audit.facts.measured import Measured

_KIND = "repeated_examination"
_EXAMINES = frozenset({"appraise", "consult", "inspect_site"})
"""Receiving, checking what is complete, deciding, and reading before signing examine nothing anew."""
_MOST = 40
"""Examinations of one subject of which every two are told; of more, each is told with the first."""


def rows(measured: Measured) -> Iterator[Row]:
    """The pairs within the procedure's own steps, and between the members of its group."""
    yield from _within(measured)
    if measured.members:
        yield from _between_members(measured)


def _within(measured: Measured) -> Iterator[Row]:
    procedure = measured.procedure
    found = examinations(procedure, measured)
    if len({measured.survey.body(at.step.agency) for at in found}) < 2:
        return
    yield from (_undecided(at, measured) for at in found if not subject(at))
    flows = _flows(measured)
    for pair in _pairs(found, measured):
        met = [flow for flow in flows if flow.meet(*pair)]
        if not met:
            continue
        first, second = reversed(pair) if met[0].in_order(pair[1], pair[0]) else pair
        keeps, gives_up = _keeper(first, second, measured)
        gained = saving(measured, without_time(procedure, {gives_up.step.id}))
        yield _row(first, second, keeps, measured) | (gained.cells() if gained else {})


def _between_members(measured: Measured) -> Iterator[Row]:
    """What two members examine, unless the steps of the group itself say how that is done in one run."""
    survey, group = measured.survey, measured.procedure
    told: Row = {"interlinked_in": group.key}
    own = {subject(at) for at in examinations(group, measured)}
    if "" in own:
        return
    members = [survey.procedures[code] for code in sorted(measured.members) if code in survey.procedures]
    found = [at for member in members for at in examinations(member, measured)]
    for at in found:
        if not subject(at) and any(
            _differ(at, other, measured) and at.procedure is not other.procedure for other in found
        ):
            yield _undecided(at, measured) | told
    for first, second in _pairs(found, measured):
        if first.procedure is not second.procedure and subject(first) not in own:
            yield _row(first, second, _keeper(first, second, measured)[0], measured) | told


class _Flow(NamedTuple):
    """The flow of a case, and which of its steps one run passes."""

    number: Mapping[str, int]
    together: Together

    def meet(self, a: At, b: At) -> bool:
        """Whether one run of this case passes both steps."""
        first, second = self.number.get(a.step.id), self.number.get(b.step.id)
        return first is not None and second is not None and self.together(first, second)

    def in_order(self, a: At, b: At) -> bool:
        """Whether the first comes before the second."""
        return self.together.leads(self.number[a.step.id], self.number[b.step.id])


def _flows(measured: Measured) -> list[_Flow]:
    different = {id(graph): (case, graph) for case, graph in measured.graphs.items()}
    return [
        _Flow({step: i for i, step in enumerate(graph.ids)}, Together(graph, frozenset(measured.loops[case].back)))
        for case, graph in different.values()
    ]


def examinations(procedure: Procedure, measured: Measured) -> list[At]:
    """The steps that examine something: not those that ask another body to, nor those that only read its answer."""
    steps = procedure.steps or ()
    by_id = {s.id: s for s in steps}
    takers = _takers(steps)
    return [
        At(procedure, i)
        for i, step in enumerate(steps)
        if step.kind in _EXAMINES
        and not measured.survey.for_applicant(step.agency)
        and not _asks(step, by_id, takers, measured)
        and not _reads_answers(step, steps, measured)
    ]


def _asks(step: Step, by_id: Mapping[str, Step], takers: Mapping[str, set[str]], measured: Measured) -> bool:
    """Whether a consultation is the question: other bodies answer it at once, and nobody else uses what it puts out.

    Where it does not state what it puts out, it is a question if the answer goes back to its body.
    """
    body = measured.survey.body
    asked = [by_id[e.to] for e in step.next]
    if step.kind != "consult" or not asked:
        return False
    if any(s.kind != "consult" or body(s.agency) == body(step.agency) for s in asked):
        return False
    if step.outputs:
        return all(takers.get(name, set()) <= {s.id for s in asked} for name in step.outputs)
    return step.outputs is None and any(
        body(by_id[e.to].agency) == body(step.agency) for answer in asked for e in answer.next
    )


def _reads_answers(step: Step, steps: Sequence[Step], measured: Measured) -> bool:
    """Whether all that a step takes up are the opinions of other bodies on its subject: it only draws them together."""
    if step.kind != "appraise" or not step.inputs:
        return False
    body = measured.survey.body
    answers = {
        name
        for s in steps
        if s.kind == "consult"
        and body(s.agency) != body(step.agency)
        and folded(s.subject or "") == folded(step.subject or "")
        for name in s.outputs or ()
    }
    return set(step.inputs) <= answers


def _takers(steps: Sequence[Step]) -> dict[str, set[str]]:
    takers: dict[str, set[str]] = {}
    for step in steps:
        for name in step.inputs or ():
            takers.setdefault(name, set()).add(step.id)
    return takers


def subject(at: At) -> str:
    """The subject of an examination as it is compared; empty where none is stated."""
    return folded(at.step.subject or "")


def _pairs(found: Sequence[At], measured: Measured) -> Iterator[tuple[At, At]]:
    """Every two examinations of one subject by different bodies."""
    by_subject: dict[str, list[At]] = {}
    for at in found:
        if subject(at):
            by_subject.setdefault(subject(at), []).append(at)
    for same in by_subject.values():
        pairs = combinations(same, 2) if len(same) <= _MOST else ((same[0], other) for other in same[1:])
        yield from ((a, b) for a, b in pairs if _differ(a, b, measured))


def _differ(a: At, b: At, measured: Measured) -> bool:
    return measured.survey.body(a.step.agency) != measured.survey.body(b.step.agency)


def _undecided(at: At, measured: Measured) -> Row:
    """A step of which nobody can say whether another body examines the same, for want of a subject."""
    return one_step(_KIND, at, measured.survey) | {"missing": ["a_subject"], "why": "same_subject"}


def _row(first: At, second: At, keeps: At, measured: Measured) -> Row:
    survey = measured.survey
    return two_steps(_KIND, first, second, survey) | {
        "subject": first.step.subject,
        "score": 1,
        "missing": [],
        "why": "same_subject",
        "keep_agency": keeps.step.agency,
        "keep_agency_name": survey.name(keeps.step.agency),
    }


def _keeper(first: At, second: At, measured: Measured) -> tuple[At, At]:
    """Who should keep the examination, and who should take over the outcome.

    The competent agency of the procedure where one of them is that; else whose step names its legal basis; else
    who comes first, for the other can take up what is done already.
    """
    competent = measured.competent
    entitled = [
        at for at in (first, second) if competent is not None and measured.survey.covers(competent, at.step.agency)
    ]
    based = [at for at in (first, second) if at.step.legal_basis]
    for chosen in (entitled, based):
        if len(chosen) == 1:
            return chosen[0], second if chosen[0] is first else first
    return first, second
