"""A duration in the words of its document, as results show it."""

from __future__ import annotations

from tthc_audit.catalog.model import Duration
from tthc_audit.results import Stated, Time
from tthc_audit.worktime.span import Span, to_decimal


def stated(duration: Duration | None) -> Stated | None:
    """A duration in the words of its document."""
    if duration is None:
        return None
    return Stated(
        value=None if duration.value is None else f"{duration.value:f}",
        unit=duration.unit,
        same_day=duration.same_day,
        cut_off=duration.cut_off,
        text=duration.text,
        shared_with=duration.shared_with,
        from_step=duration.from_step,
    )


def shown(span: Span | None) -> Time | None:
    """A span in plain decimals of working minutes and calendar days."""
    if span is None:
        return None
    low, high, days = span
    return Time(_plain(low), None if high is None else _plain(high), None if days is None else _plain(days))


def _plain(ticks: int) -> str:
    return f"{to_decimal(ticks):f}"
