"""A target counted over all its cases in the ways that are in use, each in exact fractions or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from tthc_audit.facts.cells import hull
from tthc_audit.worktime.span import MINUTES_PER_DAY, SCALE, ZERO, Span

Method = Literal["each", "share", "total", "mean", "weighted"]
METHODS: tuple[Method, ...] = ("each", "share", "total", "mean", "weighted")
WORKING_DAY = SCALE * MINUTES_PER_DAY
Bounds = tuple[Fraction | None, Fraction | None]


class Compared(NamedTuple):
    """One case as a target compares it.

    ``standing``: ``compared`` belongs to the denominator, be it provable or not; ``newer`` has no earlier version,
    ``abolished`` is gone. ``before`` and ``after`` are ``None`` where nothing can be proven; ``cut`` are bounds.
    ``weight``: dossiers a year of the procedure, ``None`` where not stated.
    """

    procedure: str
    standing: Literal["compared", "newer", "abolished"]
    before: Span | None
    after: Span | None
    cut: Bounds
    met: bool | None
    weight: int | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way of aggregating: what is divided by what, over what is known; how many were left out; the verdict.

    ``numerator``, ``denominator`` and ``value`` are ``None`` where bounds leave them open. ``met`` is ``None``
    where it cannot be proven. Times are in working days, or in calendar days where all are.
    """

    numerator: Fraction | None
    denominator: Fraction | None
    left_out: int
    met: bool | None

    @property
    def value(self) -> Fraction | None:
        """The share or the cut."""
        return self.numerator / self.denominator if self.numerator is not None and self.denominator else None


def ways(
    cases: Sequence[Compared], required: Fraction, share: Fraction | None, unit: int = WORKING_DAY
) -> dict[Method, Way]:
    """The target counted in every way; ``share`` of procedures must reach it, ``None`` where nobody said how many.

    ``unit``: how many ticks numerators and denominators are counted in, where they are not in calendar days.
    """
    counted = [c for c in cases if c.standing == "compared"]
    procedures = _by_procedure(counted)
    return {
        "each": _share(procedures, Fraction(1)),
        "share": _share(procedures, share),
        "total": _total([(1, c) for c in counted], required, unit),
        "mean": _mean(counted, required),
        "weighted": _weighted(procedures, required, unit),
    }


def verdicts(procedures: Iterable[Sequence[Compared]]) -> list[bool | None]:
    """Whether each procedure reached the target: in all its cases, as far as that is proven."""
    found: list[bool | None] = []
    for cases in procedures:
        met = {c.met for c in cases}
        found.append(False if False in met else None if None in met else True)
    return found


def _by_procedure(cases: Sequence[Compared]) -> list[list[Compared]]:
    found: dict[str, list[Compared]] = {}
    for case in cases:
        found.setdefault(case.procedure, []).append(case)
    return list(found.values())


def _share(procedures: Sequence[Sequence[Compared]], wanted: Fraction | None) -> Way:
    told = verdicts(procedures)
    reached, missed, whole = told.count(True), told.count(False), len(told)
    least = Fraction(reached, whole) if whole else None
    most = Fraction(whole - missed, whole) if whole else None
    met = None if wanted is None else _verdict((least, most), wanted)
    return Way(Fraction(reached), Fraction(whole), told.count(None), met)


def _total(cases: Sequence[tuple[int, Compared]], required: Fraction, unit: int) -> Way:
    """The cut of the sum; each case counts as often as its number says."""
    known = [(n, c.before, c.after) for n, c in cases if c.before is not None and c.after is not None]
    before = _sum((n, b) for n, b, _ in known)
    after = _sum((n, a) for n, _, a in known)
    left_out = len(cases) - len(known)
    if before.days and after.days is not None:
        cut: Bounds = (1 - Fraction(after.days, before.days),) * 2
        divided: Bounds = (Fraction(before.days - after.days, SCALE), Fraction(before.days, SCALE))
    else:
        least = 1 - Fraction(after.high, before.low) if after.high is not None and before.low else None
        most = 1 - Fraction(after.low, before.high) if before.high else None
        cut = (least, most)
        exact = before.exact and after.exact and before.low
        divided = (Fraction(before.low - after.low, unit), Fraction(before.low, unit)) if exact else (None, None)
    return Way(*divided, left_out, None if left_out else _verdict(cut, required))


def _mean(cases: Sequence[Compared], required: Fraction) -> Way:
    """The mean of the cuts. One that is not known is at most the whole; so many of them may still leave it open."""
    known = [c.cut for c in cases if c.before is not None and c.after is not None]
    left_out = len(cases) - len(known)
    least = _plus(low for low, _ in known)
    most = _plus(high for _, high in known)
    exact = bool(known) and least == most
    lowest = None if left_out or least is None or not cases else least / len(cases)
    highest = None if most is None or not cases else (most + left_out) / len(cases)
    return Way(
        least if exact else None,
        Fraction(len(known)) if exact else None,
        left_out,
        _verdict((lowest, highest), required),
    )


def _weighted(procedures: Sequence[Sequence[Compared]], required: Fraction, unit: int) -> Way:
    """The cut of the sum in which each procedure counts as often as it is done.

    How often each of its cases is done is not known: their times stand for it as bounds.
    """
    weighed: list[tuple[int, Compared]] = []
    left_out = 0
    for cases in procedures:
        weight = cases[0].weight
        before, after = hull([c.before for c in cases]), hull([c.after for c in cases])
        if weight is None or before is None or after is None:
            left_out += 1
        else:
            weighed.append((weight, cases[0]._replace(before=before, after=after)))
    way = _total(weighed, required, unit)
    return Way(way.numerator, way.denominator, left_out, None if left_out else way.met)


def _verdict(bounds: Bounds, required: Fraction) -> bool | None:
    least, most = bounds
    if least is not None and least >= required:
        return True
    return False if most is not None and most < required else None


def _sum(times: Iterable[tuple[int, Span]]) -> Span:
    whole = ZERO
    for n, time in times:
        high, days = time.high, time.days
        whole += Span(n * time.low, None if high is None else n * high, None if days is None else n * days)
    return whole


def _plus(parts: Iterable[Fraction | None]) -> Fraction | None:
    whole = Fraction(0)
    for part in parts:
        if part is None:
            return None
        whole += part
    return whole
