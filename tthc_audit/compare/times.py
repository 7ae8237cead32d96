"""Two times compared: which is the longer, as far as that can be proven."""

from __future__ import annotations

from typing import Literal

from tthc_audit.catalog.model import Duration
from tthc_audit.worktime.span import Span, at_most

Turn = Literal["shortened", "lengthened", "restated", "retimed"]


def turned(was: Span | None, now: Span | None) -> Turn:
    """How a time changed whose words are not the same.

    ``restated``: it is the same time; ``retimed``: the bounds, or words, do not tell which is the longer.
    """
    if was is None or now is None:
        return "retimed"
    if same(was, now):
        return "restated"
    if at_most(now, was) and at_most(was, now) is False:
        return "shortened"
    if at_most(was, now) and at_most(now, was) is False:
        return "lengthened"
    return "retimed"


def same(one: Span, other: Span) -> bool:
    """Whether two times are proven to be the same."""
    if one.days is not None and other.days is not None and (one.days or other.days):
        return one.days == other.days
    return one.exact and other.exact and one.low == other.low


def fell(was: Span | None, now: Span | None) -> bool | None:
    """Whether a time became shorter; ``None`` where that cannot be told."""
    if was is None or now is None:
        return None
    if at_most(now, was) and at_most(was, now) is False:
        return True
    return False if at_most(was, now) else None


def same_words(one: Duration | None, other: Duration | None) -> bool:
    """Whether two durations are stated alike, whatever steps they name."""
    if one is None or other is None:
        return one is other
    return words(one) == words(other)


def words(duration: Duration) -> tuple[object, ...]:
    """What a duration says, whatever steps it names."""
    value = None if duration.value is None else duration.value.normalize()
    text = None if duration.text is None else " ".join(duration.text.split())
    anchored = duration.shared_with is not None, duration.from_step is not None
    return value, duration.unit, duration.same_day, duration.cut_off, text, anchored
