"""What a stated duration amounts to in working time: exactly, or between proven bounds."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from tthc_audit.worktime.span import MINUTES_PER_DAY, SCALE, ZERO, Span

MAX_VALUE = 1_000_000
MINUTES_PER_HOUR = 60
DAYS_PER_WEEK = 7
WORKING_DAYS_PER_WEEK = 5
DAYS_PER_MONTH = (28, 31)
DAYS_PER_YEAR = (365, 366)
SAME_DAY = Span(0, MINUTES_PER_DAY * SCALE, None)
"""A limit within the day of receipt: anything up to one working day."""

_WORKING_MINUTES = {
    "minute": 1,
    "hour": MINUTES_PER_HOUR,
    "working_hour": MINUTES_PER_HOUR,
    "working_day": MINUTES_PER_DAY,
}
_CALENDAR_DAYS = {"day": 1, "week": DAYS_PER_WEEK}
_BETWEEN_DAYS = {"month": DAYS_PER_MONTH, "year": DAYS_PER_YEAR}
HOUR_UNITS = frozenset({"minute", "hour", "working_hour"})
DAY_UNITS = frozenset({"working_day", "day", "week", "month", "year"})
CALENDAR_UNITS = frozenset({"day", "week", "month", "year"})
EXACT_CALENDAR_UNITS = frozenset({"day", "week"})


@lru_cache(maxsize=4096)
def span_of(value: Decimal, unit: str) -> Span:
    """The time of ``value`` units: minute, hour, working_hour, working_day, day, week, month or year.

    An hour is a working hour: in a flow nobody works at night. Days and weeks keep their exact number of
    calendar days beside the bounds in working time; months and years have bounds only.
    Raises ``ValueError`` outside 0 to 1,000,000, with more than four decimals, or for another unit.

    >>> span_of(Decimal("0.5"), "working_day")
    Span(low=2400000, high=2400000, days=None)
    """
    if not (value.is_finite() and 0 <= value <= MAX_VALUE):
        raise ValueError(f"a duration lies between 0 and {MAX_VALUE}: {value}")
    scaled = value * SCALE
    ticks = int(scaled)
    if ticks != scaled:
        raise ValueError(f"a duration has at most four decimals: {value}")
    if not ticks:
        return ZERO
    if unit in _WORKING_MINUTES:
        minutes = ticks * _WORKING_MINUTES[unit]
        return Span(minutes, minutes, None)
    if unit in _CALENDAR_DAYS:
        days = ticks * _CALENDAR_DAYS[unit]
        return Span(fewest(days), most(days), days)
    if unit in _BETWEEN_DAYS:
        shortest, longest = _BETWEEN_DAYS[unit]
        return Span(fewest(ticks * shortest), most(ticks * longest), None)
    raise ValueError(f"no unit of time: {unit}")


def fewest(days: int) -> int:
    """The least working time, in ticks, that so many calendar days hold, in day ticks; weeks without holidays.

    Whole weeks hold five working days each; a rest may fall on the weekend but for the day it rolls forward to.
    """
    weeks, rest = divmod(days, DAYS_PER_WEEK * SCALE)
    return MINUTES_PER_DAY * (weeks * WORKING_DAYS_PER_WEEK * SCALE + max(min(rest, SCALE), rest - 2 * SCALE))


def most(days: int) -> int:
    """The most working time, in ticks, that so many calendar days hold, in day ticks; weeks without holidays."""
    weeks, rest = divmod(days, DAYS_PER_WEEK * SCALE)
    return MINUTES_PER_DAY * (weeks * WORKING_DAYS_PER_WEEK * SCALE + min(WORKING_DAYS_PER_WEEK * SCALE, rest))
