"""How values become cells: spans as three columns."""

from __future__ import annotations

from decimal import Decimal

from tthc_audit.worktime.span import SCALE, Span

Cell = str | int | bool | list[str] | None
Row = dict[str, Cell]


def exact(ticks: int) -> str | int:
    """Ticks (or day ticks) as a whole number, or as decimal text where there is a fraction."""
    return str(Decimal(ticks).scaleb(-4)) if ticks % SCALE else ticks // SCALE


def put(row: Row, stem: str, span: Span | None) -> None:
    """Write a time into its three columns; ``None`` is unknown."""
    if span is None:
        row[f"{stem}_min"] = row[f"{stem}_max"] = row[f"{stem}_days"] = None
        return
    low, high, days = span
    row[f"{stem}_min"] = exact(low)
    row[f"{stem}_max"] = None if high is None else exact(high)
    row[f"{stem}_days"] = None if days is None else exact(days)


def hull(spans: list[Span | None]) -> Span | None:
    """The smallest span that holds them all; unknown as soon as one is."""
    known = [s for s in spans if s is not None]
    if len(known) != len(spans) or not known:
        return None
    days = {s.days for s in known}
    return Span(
        min(s.low for s in known),
        None if any(s.high is None for s in known) else max(s.high or 0 for s in known),
        days.pop() if len(days) == 1 else None,
    )
