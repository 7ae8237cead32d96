"""Kind ``repeated_paper``: the applicant hands in one paper twice, in a group of procedures or to two bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from tthc_audit.catalog.model import APPLICANT
from tthc_audit.facts.overlaps.papers import OUTRIGHT, Paper, copies, handed_in, keeping, two_papers
from tthc_audit.papers.core import core
from tthc_audit.papers.sameness import same_cores

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Document, Procedure
    from tthc_audit.facts.cells import Row
    from tthc_audit.facts.measured import Measured
    from tthc_audit.facts.survey import Survey
    from tthc_audit.papers.asked import Asked


_ONE_OWNER = Decimal("0.90")
"""Only one of two names tells whose the paper is."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A paper that is handed in, at its place in a dossier."""

    paper: Paper
    asked: tuple[Asked, ...]

    @property
    def document(self) -> Document:
        return self.paper.document


def rows(measured: Measured) -> Iterator[Row]:
    """One row a pair; undecided where it is not stated that a paper is handed in, or for whom."""
    procedure, survey = measured.procedure, measured.survey
    own = _given(procedure, measured.asked)
    if procedure.interlinked is None:
        yield from _to_two_bodies(measured, own)
    elif procedure.documents is not None:
        for a, b in combinations(own, 2):
            yield from _pair(a, b, survey, procedure.key)
    else:
        members = [survey.procedures[m] for m in sorted(measured.members) if m in survey.procedures]
        dossiers = [_given(m, survey.papers.asked(m)) for m in members]
        for one, other in combinations(dossiers, 2):
            for a in one:
                for b in other:
                    yield from _pair(a, b, survey, procedure.key)


def _given(procedure: Procedure, asked: Sequence[tuple[Asked, ...]]) -> list[_Given]:
    documents = procedure.documents or ()
    return [
        _Given(Paper(procedure, at), several)
        for at, (document, several) in enumerate(zip(documents, asked, strict=True))
        if handed_in(document, several)
    ]


def _to_two_bodies(measured: Measured, own: Sequence[_Given]) -> Iterator[Row]:
    """Papers that two acts of the applicant hand to two bodies."""
    steps = measured.procedure.steps or ()
    survey = measured.survey
    units = {s.id: s.agency for s in steps}
    handed: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for step in steps:
        if step.agency == APPLICANT and step.kind == "submit":
            bodies = frozenset(survey.body(units[e.to]) for e in step.next if not survey.for_applicant(units[e.to]))
            for name in dict.fromkeys((*(step.inputs or ()), *(step.outputs or ()))):
                handed.setdefault(name, []).append((step.id, bodies))
    if len({s for acts in handed.values() for s, _ in acts}) < 2:
        return
    after = _following(measured)
    for i, a in enumerate(own):
        for b in own[i:]:
            if any(
                first != second
                and not to & other
                and to
                and other
                and (second in after[first] or first in after[second])
                for first, to in handed.get(a.document.id, ())
                for second, other in handed.get(b.document.id, ())
            ):
                yield from _pair(a, b, survey, None)


def _following(measured: Measured) -> dict[str, set[str]]:
    """The steps that may come after each."""
    steps = {s.id: [e.to for e in s.next] for s in measured.procedure.steps or ()}
    found = {}
    for start, targets in steps.items():
        seen: set[str] = set()
        queue = list(targets)
        while queue:
            step = queue.pop()
            if step not in seen:
                seen.add(step)
                queue += steps[step]
        found[start] = seen
    return found


def _pair(a: _Given, b: _Given, survey: Survey, group: str | None) -> Iterator[Row]:
    one_dossier = a.paper.procedure is b.paper.procedure
    first, second = a.document, b.document
    if one_dossier and _apart(first, second):
        return
    kind, score = _same(a, b)
    if not score:
        return
    missing = [f"{side}_handling" for side, one in (("a", first), ("b", second)) if one.handling is None]
    if not one_dossier:
        missing += [f"{side}_case" for side, one in (("a", first), ("b", second)) if one.cases or one.condition]
    yield two_papers("repeated_paper", a.paper, b.paper, survey) | {
        "interlinked_in": group,
        "subject": survey.papers.name(kind) if kind is not None else " ".join(first.name.split()),
        "score": str(score),
        "missing": missing,
        "papers_saved": copies(second),
        "why": "same_group" if group is not None else "two_bodies",
        **keeping(a.paper.procedure, survey),
    }


def _apart(a: Document, b: Document) -> bool:
    """Whether two papers of one dossier are for different cases."""
    if a.cases is not None and b.cases is not None and not set(a.cases) & set(b.cases):
        return True
    return a.condition is not None and b.condition is not None and a.condition != b.condition


def _same(a: _Given, b: _Given) -> tuple[str | None, Decimal]:
    """The common paper that both are, and how sure that is."""
    if a.document is b.document:
        return (a.asked[0].kind if a.asked else None), Decimal(1)
    ours = {one.kind for one in a.asked if one.manner in OUTRIGHT}
    both = [one.kind for one in b.asked if one.kind in ours and one.manner in OUTRIGHT]
    left, right = core(a.document.name), core(b.document.name)
    if not both:
        return None, same_cores(left, right)
    if left.owner and right.owner and left.owner != right.owner:
        return None, Decimal(0)
    return both[0], Decimal(1) if bool(left.owner) == bool(right.owner) else _ONE_OWNER
