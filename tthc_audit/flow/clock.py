"""What a step's or a limit's words mean for the clock: how long, whether it counts, and from when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from tthc_audit.catalog.model import APPLICANT, Duration, Limit, Step
from tthc_audit.worktime import duration as worktime
from tthc_audit.worktime.span import UNKNOWN, ZERO, Span, longer


class StepTime(NamedTuple):
    """The time of one step.

    ``clock`` is what counts against a limit, ``elapsed`` what passes by. With ``from_step`` both are
    zero by themselves, and the step ends no earlier than ``clock_after`` (``elapsed_after``) after that step.
    ``missing``: the step is on the clock, or may be, and nothing that can be read says how long it takes.
    """

    clock: Span
    elapsed: Span
    missing: bool = False
    from_step: str | None = None
    clock_after: Span = ZERO
    elapsed_after: Span = ZERO


def is_stated(duration: Duration | None) -> bool:
    """Whether a duration says how long, be it shared with another step; words alone do not."""
    return duration is not None and (
        duration.value is not None or duration.same_day or duration.shared_with is not None
    )


def span_of(duration: Duration) -> Span | None:
    """A duration or limit as a span; ``None`` where it is words only. Inside another step's limit: zero."""
    if duration.shared_with is not None:
        return ZERO
    if duration.value is not None and duration.unit is not None:
        return worktime.span_of(duration.value, duration.unit)
    return worktime.SAME_DAY if duration.same_day else None


def extended(limit: Limit) -> Span | None:
    """A limit with every extension that the law allows; ``None`` where the limit is words only.

    What is to be added is added; what it ``becomes`` replaces it where that is longer. An extension in words
    has no upper bound.
    """
    stated = span_of(limit)
    if stated is None:
        return None
    for extension in limit.extensions:
        if extension.becomes is not None:
            stated = longer(stated, span_of(extension.becomes) or Span(stated.low, None, None))
        if extension.add is not None:
            stated += span_of(extension.add) or UNKNOWN
    return stated


def counts(step: Step) -> bool | None:
    """Whether the step is on the clock; ``None`` where it is said to be off without a legal basis."""
    if step.agency == APPLICANT:
        return False
    if step.off_clock is None:
        return True
    return False if step.off_clock.basis else None


def units(steps: Iterable[Step]) -> frozenset[str]:
    """The units of the durations of the steps that are, or may be, on the clock."""
    found = set()
    for step in steps:
        duration = step.duration
        if duration is not None and (duration.unit or duration.same_day) and counts(step) is not False:
            found.add(duration.unit or "working_day")
    return frozenset(found)


def bounds_days(units_used: Collection[str]) -> bool:
    """Whether times in these units meet only in working time though some are in calendar days.

    Days and weeks alone are added and compared exactly.
    """
    used = frozenset(units_used)
    return bool(used & worktime.CALENDAR_UNITS) and not used <= worktime.EXACT_CALENDAR_UNITS


def mixes(units_used: Collection[str]) -> bool:
    """Whether hours meet days in these units."""
    used = frozenset(units_used)
    return bool(used & worktime.HOUR_UNITS) and bool(used & worktime.DAY_UNITS)


def time_of(step: Step, *, anchored: bool) -> StepTime:
    """The time of a step; ``anchored``: the step that its duration names is there to be counted from.

    Off the clock without a basis, the time runs from without the step to with it.
    """
    duration = step.duration
    readable = duration is None or anchored or (duration.shared_with is None and duration.from_step is None)
    span = span_of(duration) if duration is not None and readable else None
    whole = UNKNOWN if span is None else span
    on_clock = counts(step)
    if on_clock:
        clock = whole
    elif on_clock is None:
        clock = Span(0, whole.high, 0 if whole == ZERO else None)
    else:
        clock = ZERO
    missing = span is None and on_clock is not False
    if duration is not None and duration.from_step is not None and span is not None:
        return StepTime(ZERO, ZERO, missing, duration.from_step, clock, whole)
    return StepTime(clock, whole, missing)
