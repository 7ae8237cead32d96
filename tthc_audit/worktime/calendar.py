"""The working calendar of the public sector: which days are worked, and when a time limit ends.

Days off and worked Saturdays are issued year by year; ``reference/calendar.json`` holds them with the
notices that issued them. A year whose calendar is not issued is unknown, never a guess.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

import orjson

from tthc_audit import resources

CUT_OFF = time(15)
"""What comes in later is answered on the next working day (23/2015/NĐ-CP Điều 7)."""
OFFICE_HOURS = ((time(8), time(12)), (time(13), time(17)))
"""When an office works unless it says otherwise: eight hours a day."""
_DAY = timedelta(days=1)
_SATURDAY = 5
_MICROSECONDS_PER_MINUTE = 60_000_000
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


class Year(NamedTuple):
    """What a year's calendar says; ``None`` where a list is not stated."""

    days_off: tuple[date, ...] | None = None
    working_saturdays: tuple[date, ...] | None = None
    source: str | None = None


def shipped() -> dict[int, Year]:
    """The calendars that come with the tool, with the notices that issued them."""
    stated = orjson.loads(resources.data("reference", "calendar.json"))
    return {
        int(year): Year(
            tuple(map(date.fromisoformat, told["days_off"])),
            tuple(map(date.fromisoformat, told["working_saturdays"])),
            told["source"],
        )
        for year, told in stated.items()
    }


@dataclass(frozen=True)
class Calendar:
    """The days of the years whose calendar is issued."""

    years: Mapping[int, Year]
    _off: frozenset[date]
    _worked: frozenset[date]
    _working: tuple[date, ...]

    @classmethod
    def load(cls, overrides: Mapping[int, Year] | None = None) -> Calendar:
        """The shipped calendar; a list that an override states replaces that year's shipped one.

        A year that is not shipped counts as issued once its days off are stated, be it as none.
        """
        years = shipped()
        for number, year in (overrides or {}).items():
            known = years.get(number, Year())
            years[number] = Year(
                known.days_off if year.days_off is None else year.days_off,
                known.working_saturdays if year.working_saturdays is None else year.working_saturdays,
                year.source or known.source,
            )
        years = {n: y for n, y in sorted(years.items()) if y.days_off is not None}
        off = frozenset(d for y in years.values() for d in y.days_off or ())
        worked = frozenset(d for y in years.values() for d in y.working_saturdays or ())
        working = tuple(
            d for n in years for d in _days_of(n) if d in worked or (d.weekday() < _SATURDAY and d not in off)
        )
        return cls(years, off, worked, working)

    def is_working(self, day: date) -> bool | None:
        """Whether a day is worked; ``None`` where the calendar of its year is not issued."""
        if day.year not in self.years:
            return None
        return day in self._worked or (day.weekday() < _SATURDAY and day not in self._off)

    def working_days_between(self, a: date, b: date) -> int | None:
        """Working days after ``a`` up to and with ``b``; negative where ``b`` comes first.

        ``None`` where the calendar of a year from one to the other is not issued.
        """
        if any(year not in self.years for year in range(min(a.year, b.year), max(a.year, b.year) + 1)):
            return None
        return bisect_right(self._working, b) - bisect_right(self._working, a)

    def latest_before(self, day: date, n: int) -> date | None:
        """The latest working day from which ``n`` working days lead to ``day``, itself counted."""
        at = bisect_right(self._working, day) - n - 1
        if at < 0:
            return None
        found = self._working[at]
        return found if self.working_days_between(found, day) is not None else None

    def next_working(self, day: date) -> date | None:
        """That day, or the first working day after it (Bộ luật Dân sự 2015, Điều 148 khoản 5)."""
        while (works := self.is_working(day)) is False:
            day += _DAY
        return day if works else None

    def due(
        self,
        received: date | datetime,
        value: Decimal | None = None,
        unit: str | None = None,
        *,
        same_day: bool = False,
        cut_off: time = CUT_OFF,
        office_hours: tuple[tuple[time, time], ...] = OFFICE_HOURS,
    ) -> date | None:
        """The last day of a limit; ``None`` where the calendar that decides it is not issued.

        The day of receipt is not counted (Bộ luật Dân sự 2015, Điều 147 khoản 2). Days, weeks, months and
        years end on the corresponding day, or the month's last, and roll forward to a working day (Điều 148).
        Minutes and hours run by the clock from the moment of receipt (Điều 147 khoản 1), working hours only
        in ``office_hours``; a moment that is not known counts as the end of its day. A same-day limit ends on the
        day of receipt, or on the next working day when it came in after ``cut_off`` or on a day off.
        A fraction of a day, week, month or year counts as a whole day more.
        Raises ``ValueError`` for a unit that is none, and where a limit is neither stated nor same-day.
        """
        day = received.date() if isinstance(received, datetime) else received
        if same_day:
            late = isinstance(received, datetime) and received.time() > cut_off
            return self.next_working(day + _DAY if late and self.is_working(day) else day)
        if value is None or unit is None:
            raise ValueError("a limit is a value with a unit, or within the day")
        try:
            if unit == "working_hour":
                return self._after_hours(received, value, office_hours)
            return self._after(received, day, value, unit)
        except OverflowError:
            return None

    def _after(self, received: date | datetime, day: date, value: Decimal, unit: str) -> date | None:
        if unit == "working_day":
            return self._nth_working(day, _ceiling(value))
        if unit in _DAYS:
            return self.next_working(day + timedelta(days=_ceiling(value * _DAYS[unit])))
        if unit in _MONTHS:
            months = value * _MONTHS[unit]
            whole = int(months)
            extra = _ceiling((months - whole) * 30)
            return self.next_working(_months_later(day, whole) + timedelta(days=extra))
        if unit in {"hour", "minute"}:
            minutes = value * 60 if unit == "hour" else value
            moment = received if isinstance(received, datetime) else datetime.combine(day, time.max)
            ends = moment + timedelta(microseconds=_ceiling(minutes * _MICROSECONDS_PER_MINUTE))
            return ends.date()
        raise ValueError(f"no unit of time: {unit}")

    def _after_hours(
        self, received: date | datetime, hours: Decimal, office_hours: tuple[tuple[time, time], ...]
    ) -> date | None:
        opened = [(_of_midnight(a), _of_midnight(b)) for a, b in office_hours]
        a_day = sum(b - a for a, b in opened)
        left = _ceiling(hours * 60 * _MICROSECONDS_PER_MINUTE)
        day = received.date() if isinstance(received, datetime) else received
        works = self.is_working(day)
        if works is None:
            return None
        if works and isinstance(received, datetime):
            moment = _of_midnight(received.time())
            today = sum(max(0, b - max(a, moment)) for a, b in opened)
            if left <= today:
                return day
            left -= today
        return self._nth_working(day, -(-left // a_day))

    def _nth_working(self, day: date, n: int) -> date | None:
        if n == 0:
            return self.next_working(day)
        at = bisect_right(self._working, day) + n - 1
        if at >= len(self._working):
            return None
        ends = self._working[at]
        return ends if self.working_days_between(day, ends) is not None else None

    def rows(self) -> Iterator[tuple[date, bool, int]]:
        """Each day of the issued years: the day, whether it is worked, and the working days so far, itself counted.

        Nothing can be counted across a year that is not issued, so the longest stretch without a gap is told.
        """
        running = 0
        for year in self._unbroken():
            for day in _days_of(year):
                works = day in self._worked or (day.weekday() < _SATURDAY and day not in self._off)
                running += works
                yield day, works, running

    def _unbroken(self) -> list[int]:
        """The years that follow one another; of several stretches the longest, of equals the latest."""
        best: list[int] = []
        stretch: list[int] = []
        for year in self.years:
            stretch = [*stretch, year] if stretch and stretch[-1] == year - 1 else [year]
            if len(stretch) >= len(best):
                best = stretch
        return best


def _of_midnight(moment: time) -> int:
    """Microseconds since midnight."""
    return ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1_000_000 + moment.microsecond


def _ceiling(value: Decimal) -> int:
    return int(value.to_integral_value(rounding=ROUND_CEILING))


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + n * _DAY for n in range(366 if calendar.isleap(year) else 365))


def _months_later(day: date, months: int) -> date:
    """The corresponding day so many months later, or that month's last (Bộ luật Dân sự 2015, Điều 148 khoản 3)."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if year > date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
