"""Kinds ``result_asked_back`` and ``result_cycle`` over the whole catalogue: papers that other procedures yield."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tthc_audit.facts.overlaps.asked_back import of_result
from tthc_audit.facts.overlaps.papers import Paper, copies, handed_in, two_papers
from tthc_audit.papers.candidates import Index
from tthc_audit.papers.core import Core, core
from tthc_audit.papers.sameness import CERTAIN

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Document, Procedure
    from tthc_audit.facts.cells import Row
    from tthc_audit.facts.survey import Survey


class _Source(NamedTuple):
    """A procedure that yields a paper, and how sure it is that the paper is what it yields."""

    procedure: Procedure
    score: Decimal


class _Yields:
    """What the procedures of a catalogue yield, found by the names of results."""

    def __init__(self, here: Sequence[Procedure], survey: Survey) -> None:
        by_name: dict[Core, dict[str, Procedure]] = {}
        for one in here:
            for result in one.results or ():
                by_name.setdefault(core(result.name), {}).setdefault(one.key, one)
        self._index = Index(list(by_name))
        self._yielding = [tuple(found.values()) for found in by_name.values()]
        self._of_body = [_by_body(found, survey) for found in self._yielding]
        self._by_code: dict[str, list[Procedure]] = {}
        for one in here:
            self._by_code.setdefault(one.code, []).append(one)

    def same_body(self, asking: Procedure, document: Document, body: str, survey: Survey) -> _Source | None:
        """The surest source of a paper among the other procedures on which a body decides, the first by key."""
        if document.result_of is not None:
            stated = self._by_code.get(document.result_of, ())
            mine = [p for p in stated if p.code != asking.code and _body(p, survey) == body]
            return _Source(mine[0], Decimal(1)) if mine else None
        for number, score in sorted(self._index.like(core(document.name)), key=lambda found: -found[1]):
            other = next((p for p in self._of_body[number].get(body, ()) if p.code != asking.code), None)
            if other is not None:
                return _Source(other, score)
        return None

    def only(self, asking: Procedure, document: Document) -> Procedure | None:
        """The one other procedure that yields a paper; ``None`` where several do, or it is not certain."""
        if document.result_of is not None:
            stated = self._by_code.get(document.result_of, ())
            return stated[0] if len(stated) == 1 and stated[0].code != asking.code else None
        found: dict[str, Procedure] = {}
        for number, score in self._index.like(core(document.name)):
            if score < CERTAIN or len(self._yielding[number]) > 1:
                return None
            found |= {p.key: p for p in self._yielding[number]}
        one = next(iter(found.values())) if len(found) == 1 else None
        return one if one is not None and one.code != asking.code else None


def rows(survey: Survey, procedures: Sequence[tuple[Procedure, str]]) -> Iterator[Row]:
    """One row a paper that the same body yields elsewhere, and one a circle of procedures that need each other.

    What one member of a group asks of another is told by the group.
    """
    here = sorted((p for p, _ in procedures if p.status != "abolished"), key=lambda p: p.key)
    together = _together(here)
    yields = _Yields(here, survey)
    edges: dict[str, dict[str, int]] = {}
    for asking in here:
        body = _body(asking, survey)
        back: dict[int, _Source] = {}
        needs: dict[int, Procedure] = {}
        for at, document in enumerate(asking.documents or ()):
            source = yields.same_body(asking, document, body, survey) if body is not None else None
            if source is not None:
                back[at] = source
            only = yields.only(asking, document)
            if only is not None and document.condition is None and document.cases is None:
                needs[at] = only
        if not back and not needs:
            continue
        asked = survey.papers.asked(asking)
        handed = [at for at in sorted({*back, *needs}) if handed_in((asking.documents or ())[at], asked[at])]
        for at in handed:
            if at in back and back[at].procedure.code not in together.get(asking.code, ()):
                yield from of_result(Paper(asking, at), back[at].procedure, survey, "same_body")
            if at in needs:
                edges.setdefault(asking.key, {}).setdefault(needs[at].key, at)
    yield from _circles(survey, {p.key: p for p in here}, edges)


def _together(here: Sequence[Procedure]) -> dict[str, set[str]]:
    """The codes with which each code is a member of a group that has no dossier of its own."""
    found: dict[str, set[str]] = {}
    for one in here:
        if one.interlinked is not None and one.documents is None:
            members = {m.code for m in one.interlinked.members}
            for code in members:
                found.setdefault(code, set()).update(members)
    return found


def _by_body(found: Sequence[Procedure], survey: Survey) -> dict[str, list[Procedure]]:
    made: dict[str, list[Procedure]] = {}
    for one in found:
        body = _body(one, survey)
        # Two are enough: one of them is not the procedure that asks.
        if body is not None and len({p.code for p in made.setdefault(body, [])}) < 2:
            made[body].append(one)
    return made


def _body(procedure: Procedure, survey: Survey) -> str | None:
    unit = procedure.agencies.competent if procedure.agencies else None
    return None if unit is None else survey.body(unit)


def _circles(survey: Survey, by_key: Mapping[str, Procedure], edges: Mapping[str, Mapping[str, int]]) -> Iterator[Row]:
    """Procedures of which each can only begin with the result of the next: nobody can begin."""
    for circle in _shortest_circles(edges):
        round_ = [(key, edges[key][to]) for key, to in zip(circle, (*circle[1:], circle[0]), strict=True)]
        (first, at), (second, other_at) = round_[:2]
        unstated = [key for key, place in round_ if (by_key[key].documents or ())[place].handling is None]
        yield two_papers("result_cycle", Paper(by_key[first], at), Paper(by_key[second], other_at), survey) | {
            "subject": " → ".join((*circle, circle[0])),
            "score": 1,
            "missing": ["handling"] if unstated else [],
            "papers_saved": copies((by_key[first].documents or ())[at]),
            "why": "cycle",
        }


def _shortest_circles(edges: Mapping[str, Mapping[str, int]]) -> Iterator[list[str]]:
    """Circles that share no procedure, each the shortest through its first in order."""
    left = {key: {to for to in targets if to in edges} for key, targets in edges.items()}
    while True:
        while True:
            wanted = {to for targets in left.values() for to in targets}
            dead = [key for key, targets in left.items() if not targets or key not in wanted]
            if not dead:
                break
            for key in dead:
                del left[key]
            gone = set(dead)
            left = {key: targets - gone for key, targets in left.items()}
        circle = next((c for key in sorted(left) if (c := _back_to(key, left)) is not None), None)
        if circle is None:
            return
        yield circle
        gone = set(circle)
        left = {key: targets - gone for key, targets in left.items() if key not in gone}


def _back_to(start: str, edges: Mapping[str, set[str]]) -> list[str] | None:
    before: dict[str, str] = {}
    queue = [start]
    for key in queue:
        for to in sorted(edges[key]):
            if to == start:
                path = [key]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return path[::-1]
            if to not in before:
                before[to] = key
                queue.append(to)
    return None
