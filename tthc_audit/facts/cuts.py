"""The times of two versions of a procedure beside one another, case by case, with the exact cut."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.catalog.model import Case
from tthc_audit.compare.pair import Pair
from tthc_audit.differences import Cut
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.target import cut_bounds
from tthc_audit.flow.stated import shown
from tthc_audit.worktime.span import Span


def cuts(pair: Pair, old: Measured, new: Measured) -> Iterator[Cut]:
    """The limits and the longest run of each case before and after, where either version tells one."""
    for case, was in same_cases(pair, old, new):
        name = pair.new.case_name(case.id) if case.id else ""
        for measure, before, after in (
            ("statutory", old.limit_span(old.limit(was)), new.limit_span(new.limit(case))),
            ("committed", committed(old, was), committed(new, case)),
            ("process", longest(old, was), longest(new, case)),
        ):
            if before is not None or after is not None:
                low, high = cut_bounds(before, after) if before and after else (None, None)
                yield Cut(
                    measure=measure,  # type: ignore[arg-type]
                    case=case.id,
                    case_name=name,
                    before=shown(before),
                    after=shown(after),
                    low=None if low is None else str(low),
                    high=None if high is None else str(high),
                )


def same_cases(pair: Pair, old: Measured, new: Measured) -> Iterator[tuple[Case, Case]]:
    """Each case of the later version with the one that it was; where cases came or went, with the whole."""
    earlier = {pair.old.cases.get(c.id): c for c in old.procedure.cases or ()}
    for case in new.cases:
        was = earlier.get(case.id) if case.id else None
        if was is not None:
            yield case, was
        elif not case.id and not old.procedure.cases:
            yield case, old.cases[0]


def committed(measured: Measured, case: Case) -> Span | None:
    """The committed limit of a case."""
    return measured.limit_span(case.committed_time_limit or measured.procedure.committed_time_limit)


def longest(measured: Measured, case: Case) -> Span | None:
    """The longest run of a case; ``None`` where it cannot be told, or only from below."""
    figures = measured.figures[case.id]
    span = figures.worst if figures else None
    return None if span is None or span.high is None else span
