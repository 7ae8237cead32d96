"""Kind ``repeated_examination``: two bodies examine the same subject for one dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from tthc_audit.facts.cells import Row
from tthc_audit.facts.overlaps.consultations import EXAMINES, Consultations
from tthc_audit.facts.overlaps.pair import At, one_step, two_steps
from tthc_audit.facts.overlaps.savings import saving
from tthc_audit.facts.survey import folded
from tthc_audit.flow.together import Together

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Procedure
    from tthc_audit.facts.measured import Measured

_KIND = "repeated_examination"
_MOST = 40
"""Examinations of one subject of which every two are told; of more, each is told with the first."""


def rows(measured: Measured) -> Iterator[Row]:
    """The pairs within the procedure's own steps, and between the members of its group."""
    yield from _within(measured)
    if measured.members:
        yield from _between_members(measured)


def _within(measured: Measured) -> Iterator[Row]:
    steps, body = measured.procedure.steps or (), measured.survey.body
    if len({body(s.agency) for s in steps if s.kind in EXAMINES}) < 2:
        return
    found = examinations(measured.procedure, measured)
    if len({body(at.step.agency) for at in found}) < 2:
        return
    yield from (_undecided(at, measured) for at in found if not subject(at))
    pairs = list(_pairs(found, measured))
    flows = _flows(measured) if pairs else []
    for pair in pairs:
        met = [flow for flow in flows if flow.meet(*pair)]
        if not met:
            continue
        first, second = reversed(pair) if met[0].in_order(pair[1], pair[0]) else pair
        keeps, gives_up = _keeper(first, second, measured)
        gained = saving(measured, measured.without({gives_up.step.id}))
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
    """The steps that examine something themselves."""
    survey = measured.survey
    consultations = Consultations(procedure, survey)
    return [
        At(procedure, i)
        for i, step in enumerate(procedure.steps or ())
        if step.kind in EXAMINES
        and not survey.for_applicant(step.agency)
        and not consultations.asks(step)
        and not consultations.draws_together(step)
    ]


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
