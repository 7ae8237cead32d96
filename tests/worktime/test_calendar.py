"""The working calendar agrees with the notices that issued it, and ends limits where the law ends them."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_audit.worktime.calendar import Calendar, Year, shipped

CALENDAR = Calendar.load()
OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "working_calendar_2024_2026.json"
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 250), (2026, 249)])
def test_a_year_has_its_number_of_working_days(year: int, days: int) -> None:
    assert CALENDAR.working_days_between(date(year, 1, 1), date(year, 12, 31)) == days
    assert sum(works for day, works, _ in CALENDAR.rows() if day.year == year) == days


@pytest.mark.parametrize(
    ("received", "value", "unit", "due"),
    [
        ("2026-02-13", 7, "working_day", "2026-03-03"),
        ("2026-04-24", 3, "working_day", "2026-05-04"),
        ("2026-04-29", 5, "working_day", "2026-05-08"),
        ("2026-08-20", 10, "working_day", "2026-09-07"),
        ("2026-08-28", 2, "working_day", "2026-09-04"),
        ("2026-11-20", 3, "working_day", "2026-11-26"),
        ("2025-04-25", 3, "working_day", "2025-04-29"),
        ("2025-01-24", 7, "working_day", "2025-02-11"),
        ("2024-05-03", 2, "working_day", "2024-05-06"),
        ("2026-01-31", 1, "month", "2026-03-02"),
        ("2026-01-30", 1, "month", "2026-03-02"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2026-06-12", 1, "day", "2026-06-15"),
        ("2026-06-12", 3, "day", "2026-06-15"),
        ("2026-06-12", 4, "day", "2026-06-16"),
        ("2026-06-12", 1, "week", "2026-06-19"),
        ("2026-01-09", 1, "day", "2026-01-10"),
        ("2026-06-12", "0.5", "working_day", "2026-06-15"),
        ("2026-06-12", 0, "working_day", "2026-06-12"),
        ("2026-06-13", 0, "working_day", "2026-06-15"),
        ("2026-06-12", 8, "working_hour", "2026-06-15"),
        ("2026-06-12", 9, "working_hour", "2026-06-16"),
        ("2026-06-12", 24, "hour", "2026-06-13"),
    ],
)
def test_a_limit_ends_on_the_day_that_the_law_says(received: str, value: str | int, unit: str, due: str) -> None:
    assert CALENDAR.due(date.fromisoformat(received), Decimal(value), unit) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-06-11T15:00", "2026-06-11"),
        ("2026-06-11T15:01", "2026-06-12"),
        ("2026-06-12T15:01", "2026-06-15"),
        ("2026-06-13T09:00", "2026-06-15"),
        ("2026-06-13T16:00", "2026-06-15"),
    ],
)
def test_a_same_day_limit_moves_on_after_the_cut_off(received: str, due: str) -> None:
    assert CALENDAR.due(datetime.fromisoformat(received), same_day=True) == date.fromisoformat(due)


def test_a_same_day_limit_takes_the_cut_off_it_is_given() -> None:
    received = datetime(2026, 6, 11, 15, 30)
    assert CALENDAR.due(received, same_day=True, cut_off=time(16)) == date(2026, 6, 11)
    assert CALENDAR.due(received.date(), same_day=True) == date(2026, 6, 11)


@pytest.mark.parametrize(
    ("received", "value", "unit", "due"),
    [
        ("2026-06-12T08:00", 4, "working_hour", "2026-06-12"),
        ("2026-06-12T10:00", 6, "working_hour", "2026-06-12"),
        ("2026-06-12T10:00", "6.0001", "working_hour", "2026-06-15"),
        ("2026-06-12T10:00", 14, "working_hour", "2026-06-15"),
        ("2026-06-13T10:00", 8, "working_hour", "2026-06-15"),
        ("2026-06-12T23:30", 30, "minute", "2026-06-13"),
        ("2026-06-12T23:30", 29, "minute", "2026-06-12"),
        ("2026-06-12T10:00", 24, "hour", "2026-06-13"),
    ],
)
def test_hours_run_by_the_clock_and_working_hours_in_office_hours(
    received: str, value: str | int, unit: str, due: str
) -> None:
    assert CALENDAR.due(datetime.fromisoformat(received), Decimal(value), unit) == date.fromisoformat(due)


def test_a_year_that_is_not_issued_is_unknown() -> None:
    last = date(2026, 12, 31)
    assert CALENDAR.is_working(date(2027, 1, 4)) is None
    assert CALENDAR.is_working(date(2023, 12, 29)) is None
    assert CALENDAR.due(last, Decimal(1), "working_day") is None
    assert CALENDAR.due(last, Decimal(1), "day") is None
    assert CALENDAR.due(date(2027, 1, 4), Decimal(8), "working_hour") is None
    assert CALENDAR.due(date(2023, 12, 1), Decimal(40), "working_day") is None
    assert CALENDAR.due(date(2027, 1, 4), same_day=True) is None
    assert CALENDAR.working_days_between(last, date(2027, 1, 4)) is None
    assert CALENDAR.due(last, Decimal(1_000_000), "year") is None
    assert CALENDAR.due(last, Decimal(1_000_000), "week") is None
    assert CALENDAR.due(datetime(2026, 12, 31, 9), Decimal(1_000_000_000), "hour") is None


def test_a_limit_must_be_stated_in_a_unit_of_time() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        CALENDAR.due(date(2026, 6, 12), Decimal(1), "fortnight")
    with pytest.raises(ValueError, match="within the day"):
        CALENDAR.due(date(2026, 6, 12))


def test_a_catalogue_adds_a_year_and_overrides_a_shipped_one() -> None:
    new_year = Year((date(2027, 1, 1),), (date(2027, 1, 9),), "1/TB-BNV")
    changed = Calendar.load({2027: new_year, 2026: Year(working_saturdays=(), source="2/TB-BNV")})
    assert changed.is_working(date(2027, 1, 1)) is False
    assert changed.is_working(date(2027, 1, 9)) is True
    assert changed.is_working(date(2026, 1, 10)) is False
    assert changed.is_working(date(2026, 1, 2)) is False
    assert changed.years[2026].source == "2/TB-BNV"
    assert changed.due(date(2026, 12, 31), Decimal(1), "working_day") == date(2027, 1, 4)


def test_a_year_whose_days_off_are_not_stated_stays_unknown() -> None:
    assert Calendar.load({2027: Year(working_saturdays=(date(2027, 1, 9),))}).is_working(date(2027, 1, 9)) is None


def test_rows_leave_out_years_beyond_a_gap() -> None:
    apart = Calendar.load({2030: Year(())})
    assert {day.year for day, _, _ in apart.rows()} == {2024, 2025, 2026}
    assert apart.working_days_between(date(2026, 1, 1), date(2030, 1, 1)) is None


@given(DAYS, DAYS)
def test_counting_working_days_is_the_difference_of_the_running_count(a: date, b: date) -> None:
    running = {day: count for day, _, count in CALENDAR.rows()}
    one_by_one = sum(bool(CALENDAR.is_working(min(a, b) + timedelta(n + 1))) for n in range(abs((b - a).days)))
    assert CALENDAR.working_days_between(a, b) == running[b] - running[a]
    assert CALENDAR.working_days_between(a, b) == (one_by_one if a <= b else -one_by_one)


@given(DAYS, st.integers(1, 60))
def test_the_last_day_of_a_limit_in_working_days_is_worked_and_as_far_as_stated(day: date, n: int) -> None:
    due = CALENDAR.due(day, Decimal(n), "working_day")
    if due is not None:
        assert CALENDAR.is_working(due)
        assert CALENDAR.working_days_between(day, due) == n


def test_the_well_kept_package_differs_by_one_swapped_day_only() -> None:
    known = holidays.country_holidays("VN", years=(2024, 2025, 2026))
    off = {d for d in known if d.weekday() < 5}
    ours = {d for year in shipped().values() for d in year.days_off or ()}
    assert ours ^ off == {date(2026, 1, 2)}
    worked = {d for d in known.weekend_workdays if d.year >= 2024}
    assert {d for y in shipped().values() for d in y.working_saturdays or ()} ^ worked == {date(2026, 1, 10)}


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official list lies outside the project")
def test_the_shipped_calendar_is_the_official_one() -> None:
    official = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    ours = shipped()
    assert {str(y): [d.isoformat() for d in told.days_off or ()] for y, told in ours.items()} == official["off"]
    worked = [d.isoformat() for told in ours.values() for d in told.working_saturdays or ()]
    assert worked == official["work_saturdays"]
