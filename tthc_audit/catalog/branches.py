"""Whether the branches of a flow are stated so that they can be followed: how they split, and how likely each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from tthc_audit.catalog.model import Edge, Procedure, Step
from tthc_audit.errors import Problem


def check(procedure: Procedure) -> Iterator[Problem]:
    """The problems of every step that leads on."""
    cases = tuple(c.id for c in procedure.cases or ()) or ("",)
    for i, step in enumerate(procedure.steps or ()):
        edges = step.next
        if not edges or (len(edges) == 1 and edges[0].probability is None):
            continue
        if len(edges) > 1:
            if step.split is None:
                yield Problem("load.missing_split", {"step": step.id, "n": len(edges)}, pointer=f"/steps/{i}")
            yield from _same(f"/steps/{i}/next", step)
        if any(e.probability is not None for e in edges):
            yield from _likely(f"/steps/{i}/next", step, cases)


def _same(pointer: str, step: Step) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], int] = {}
    for i, edge in enumerate(step.next):
        marks = (edge.to, edge.when, edge.cases)
        if marks in seen:
            values: dict[str, object] = {"step": step.id, "to": edge.to, "first": seen[marks] + 1, "n": i + 1}
            yield Problem("load.same_edge", values, pointer=f"{pointer}/{i}")
        seen.setdefault(marks, i)


def _likely(pointer: str, step: Step, cases: Sequence[str]) -> Iterator[Problem]:
    if step.split == "all":
        yield Problem("load.probability_of_all", {"step": step.id}, pointer=pointer)
        return
    broken = [i for i, e in enumerate(step.next) if not _in_range(e)]
    for i in broken:
        values: dict[str, object] = {"step": step.id, "value": str(step.next[i].probability)}
        yield Problem("load.probability_range", values, pointer=f"{pointer}/{i}/probability")
    if broken:
        return
    for case in cases:
        shares = [_share(e) for e in step.next if not case or e.cases is None or case in e.cases]
        stated = [s for s in shares if s is not None]
        if stated and len(stated) < len(shares):
            values = {"step": step.id, "n": len(stated), "all": len(shares)}
            yield Problem("load.probability_of_some", values, pointer=pointer)
            return
        if stated and sum(stated) != 1:
            values = {"step": step.id, "sum": str(sum(stated))}
            yield Problem("load.probability_sum", values, pointer=pointer)
            return


def _in_range(edge: Edge) -> bool:
    try:
        share = _share(edge)
    except ZeroDivisionError:
        return False
    return share is None or 0 <= share <= 1


def _share(edge: Edge) -> Fraction | None:
    """The probability, exactly as it was written; ``ZeroDivisionError`` where it divides by nothing."""
    stated = edge.probability
    if stated is None:
        return None
    return Fraction(stated) if isinstance(stated, str) else Fraction(Decimal(repr(stated)))
