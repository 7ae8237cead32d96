"""Whether two limits grant the same time."""

from __future__ import annotations

from tthc_audit.catalog.model import Limit
from tthc_audit.flow import clock
from tthc_audit.worktime.span import Span


def same_limit(one: Limit, other: Limit) -> bool | None:
    """Whether two limits grant the same time; ``None`` where their units leave it open.

    Limits in the same words are the same, even where their time has only bounds ("within the day", "a month").
    """
    words = (one.value, one.unit, one.same_day, one.cut_off)
    if words == (other.value, other.unit, other.same_day, other.cut_off) and one.text == other.text:
        return True
    return _same_span(clock.span_of(one), clock.span_of(other))


def _same_span(one: Span | None, other: Span | None) -> bool | None:
    """Whether two times are the same; ``None`` where their bounds do not tell."""
    if one is None or other is None:
        return None
    if one.days is not None and other.days is not None and (one.days or other.days):
        return one.days == other.days
    if one.exact and other.exact:
        return one.low == other.low
    apart = (one.high is not None and one.high < other.low) or (other.high is not None and other.high < one.low)
    return False if apart else None
