"""Kind ``duplicate_procedure``: two procedures with one subject, the same applicants and the same results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from tthc_audit.facts.overlaps.papers import deciding, other_place
from tthc_audit.facts.survey import folded
from tthc_audit.papers.core import Core, core, whole
from tthc_audit.papers.sameness import same_cores

if TYPE_CHECKING:
    from tthc_audit.catalog.model import Named, Procedure, Result
    from tthc_audit.facts.cells import Row
    from tthc_audit.facts.survey import Survey

_MOST = 50
"""So many others of its name a procedure is compared with: a name that hundreds bear tells nothing."""
_LOCAL = re.compile(r"-(?:UBND|HĐND|VP(?!CP)|TTPVHCC|S[A-ZĐ]{2,})\b")
"""How the numbers of papers of a province end."""
_PART = Decimal("0.90")
"""Those of one procedure may all apply for the other, but not the other way round."""


def rows(survey: Survey, procedures: Sequence[tuple[Procedure, str]]) -> Iterator[Row]:
    """One row a pair; undecided where applicants, results or levels are not stated.

    What a province publishes under a decision of its own is a variant, as are those of one code; nor are a group and
    its member duplicates, nor one and what replaces it.
    """
    here = sorted((p for p, _ in procedures if p.status != "abolished"), key=lambda p: p.key)
    by_name: dict[Core, list[Procedure]] = {}
    for one in here:
        by_name.setdefault(whole(one.name), []).append(one)
    for name, several in by_name.items():
        for i, one in enumerate(several if not name.empty else ()):
            for other in several[i + 1 : i + 1 + _MOST]:
                if not _related(one, other):
                    yield from _pair(one, other, survey)


def _related(a: Procedure, b: Procedure) -> bool:
    codes = {a.code, b.code}
    for one, other in ((a, b), (b, a)):
        heirs = {s.code for s in one.replaced_by or ()} | set(one.replaces or ())
        members = {m.code for m in one.interlinked.members} if one.interlinked else set()
        if other.code in heirs | members:
            return True
    return len(codes) == 1 or ((_is_local(a) or _is_local(b)) and not _numbers(a) & _numbers(b))


def _is_local(one: Procedure) -> bool:
    return (
        one.scope == "local"
        or one.variant is not None
        or any(d.issuer_level == "province" or _LOCAL.search(d.number or "") for d in one.decisions or ())
    )


def _numbers(one: Procedure) -> set[str]:
    return {folded(d.number) for d in one.decisions or () if d.number}


def _pair(a: Procedure, b: Procedure, survey: Survey) -> Iterator[Row]:
    applicants, score = _same_applicants(a.applicants, b.applicants)
    verdicts = {
        "applicants": applicants,
        "results": _same_results(a.results, b.results),
        "levels": _same_levels(a.levels, b.levels),
    }
    if any(verdict is False for verdict in verdicts.values()):
        return
    missing = [name for name, verdict in verdicts.items() if verdict is None]
    yield {
        "kind": "duplicate_procedure",
        "procedure": a.key,
        "pointer": "/name",
        **other_place(b, "/name", survey),
        "a_name": a.name,
        "b_name": b.name,
        **deciding("a", a, survey),
        **deciding("b", b, survey),
        "subject": a.name,
        "score": str(score),
        "missing": missing,
        "why": "same_procedure",
    }


def _same_applicants(a: Sequence[Named] | None, b: Sequence[Named] | None) -> tuple[bool | None, Decimal]:
    if not a or not b:
        return None, _PART
    one, other = {folded(x.name) for x in a}, {folded(x.name) for x in b}
    return one <= other or other <= one, Decimal(1) if one == other else _PART


def _same_results(a: Sequence[Result] | None, b: Sequence[Result] | None) -> bool | None:
    if not a or not b:
        return None
    left, right = ([core(r.name) for r in results] for results in (a, b))
    return all(any(same_cores(x, y) or x == y for y in right) for x in left) and all(
        any(same_cores(x, y) or x == y for x in left) for y in right
    )


def _same_levels(a: Sequence[str] | None, b: Sequence[str] | None) -> bool | None:
    if not a or not b:
        return None
    return set(a) <= set(b) or set(b) <= set(a)
