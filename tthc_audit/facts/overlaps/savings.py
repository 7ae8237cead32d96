"""What a change to a flow saves: the longest time before and after, measured on a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tthc_audit.facts.cells import Row, exact

if TYPE_CHECKING:
    from tthc_audit.facts.measured import Measured
    from tthc_audit.worktime.span import Span


class Saving(NamedTuple):
    """How much shorter the longest run of a case becomes: in ticks of work and in day ticks, where exact."""

    case: str
    work: int | None
    days: int | None

    def cells(self) -> Row:
        """The columns that tell it."""
        work = None if self.work is None else exact(self.work)
        days = None if self.days is None else exact(self.days)
        return {
            "saving": work, "saved_min": work, "saved_max": work, "saved_days": days, "saving_case": self.case,
        }  # fmt: skip


def saving(measured: Measured, changed: Measured) -> Saving | None:
    """The saving of the case that gains most; ``None`` where no case tells its longest time before and after."""
    after = changed.figures
    found = []
    for case, figures in measured.figures.items():
        later = after[case]
        if figures is None or later is None or figures.worst is None or later.worst is None:
            continue
        gained = _gained(case, figures.worst, later.worst)
        if gained.work is not None or gained.days is not None:
            found.append(gained)
    return max(found, key=_size, default=None)


def _gained(case: str, before: Span, after: Span) -> Saving:
    """Exact where both bounds shrink alike; a time without an upper bound promises nothing."""
    work = before.low - after.low
    exactly = before.high is not None and after.high is not None and before.high - after.high == work
    days = None if before.days is None or after.days is None else before.days - after.days
    return Saving(case, work if exactly else None, days)


def _size(saved: Saving) -> tuple[int, int]:
    return (saved.work or 0, saved.days or 0)
