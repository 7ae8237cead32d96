"""A span of time as an exact interval of working minutes, beside its exact calendar days.

All arithmetic is on whole numbers: a *tick* is a ten-thousandth of a minute, a *day tick* a
ten-thousandth of a calendar day. Durations carry at most four decimals, so nothing is ever rounded.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

SCALE = 10_000
MINUTES_PER_DAY = 480
"""A working day has 8 hours (DOMAIN 7.2: default 8 h a day)."""


class Span(NamedTuple):
    """A time: between ``low`` and ``high`` ticks of work; exactly ``days`` day ticks where known.

    ``high`` is ``None`` where nothing bounds the time from above. ``days`` is ``None`` as soon as
    one part is not stated in calendar days or weeks; a span of nothing has zero days and mixes with both.
    """

    low: int
    high: int | None
    days: int | None

    def __add__(self, other: tuple[object, ...]) -> Span:
        """One time after another."""
        assert isinstance(other, Span)
        return Span(
            self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            None if self.days is None or other.days is None else self.days + other.days,
        )

    @property
    def exact(self) -> bool:
        """True where both bounds are one number."""
        return self.low == self.high


ZERO = Span(0, 0, 0)
UNKNOWN = Span(0, None, None)
"""A duration that nobody stated: at least nothing, at most anything."""


def at_most(a: Span, b: Span) -> bool | None:
    """Whether ``a`` takes no longer than ``b``; ``None`` where their bounds do not decide.

    Two times in calendar days are compared in days, exactly; bounds serve only different units.
    """
    if a.days is not None and b.days is not None:
        return a.days <= b.days
    if a.high is not None and a.high <= b.low:
        return True
    if b.high is not None and a.low > b.high:
        return False
    return None


def longer(a: Span, b: Span) -> Span:
    """The longer of two times: one of them where their bounds decide, else bounds that hold for both."""
    verdict = at_most(a, b)
    if verdict is not None and (a.days is None or b.days is None):
        return b if verdict else a
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    days = None if a.days is None or b.days is None else max(a.days, b.days)
    return Span(max(a.low, b.low), high, days)


def to_decimal(ticks: int) -> Decimal:
    """Ticks (or day ticks) as a decimal with at most four places.

    >>> to_decimal(85_000)
    Decimal('8.5')
    """
    return Decimal(ticks).scaleb(-4).normalize() + Decimal(0)
