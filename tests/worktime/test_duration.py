"""Durations become exact working time, or bounds that hold in every week without holidays."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_audit.worktime.duration import fewest, most, span_of
from tthc_audit.worktime.span import SCALE, UNKNOWN, ZERO, Span, at_most, longer

WORKING_DAY = 480 * SCALE
VALUES = st.decimals(0, 1_000_000, places=4)
UNITS = st.sampled_from(["minute", "hour", "working_hour", "working_day", "day", "week", "month", "year"])


def days(value: str | int, unit: str) -> tuple[float, float | None, float | None]:
    low, high, exact = span_of(Decimal(value), unit)
    return low / WORKING_DAY, high and high / WORKING_DAY, exact and exact / SCALE


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (90, "minute", (0.1875, 0.1875, None)),
        (8, "hour", (1, 1, None)),
        (8, "working_hour", (1, 1, None)),
        ("0.5", "working_day", (0.5, 0.5, None)),
        (1, "day", (1, 1, 1)),
        (2, "day", (1, 2, 2)),
        (3, "day", (1, 3, 3)),
        (6, "day", (4, 5, 6)),
        (20, "day", (14, 15, 20)),
        (2, "week", (10, 10, 14)),
        (1, "month", (20, 23, None)),
        (1, "year", (261, 262, None)),
        (0, "month", (0, 0, 0)),
    ],
)
def test_a_duration_has_these_bounds(value: str | int, unit: str, expected: tuple[float, float, float | None]) -> None:
    assert days(value, unit) == expected


@pytest.mark.parametrize("n", range(1, 40))
def test_the_bounds_of_calendar_days_are_never_left_and_the_upper_one_is_met(n: int) -> None:
    monday = date(2026, 6, 1)
    counted = set()
    for received in (monday + timedelta(w) for w in range(5)):
        ends = received + timedelta(n)
        while ends.weekday() > 4:
            ends += timedelta(1)
        counted.add(sum((received + timedelta(k)).weekday() < 5 for k in range(1, (ends - received).days + 1)))
    assert min(counted) >= fewest(n * SCALE) / WORKING_DAY
    assert max(counted) <= most(n * SCALE) / WORKING_DAY
    assert max(counted) == most(n * SCALE) / WORKING_DAY


@given(VALUES, UNITS)
def test_bounds_never_cross(value: Decimal, unit: str) -> None:
    span = span_of(value, unit)
    assert span.high is not None
    assert 0 <= span.low <= span.high


@given(VALUES, VALUES, UNITS)
def test_a_longer_duration_in_the_same_unit_has_no_smaller_bounds(a: Decimal, b: Decimal, unit: str) -> None:
    shorter, longer = sorted((a, b))
    assert span_of(shorter, unit).low <= span_of(longer, unit).low
    assert at_most(span_of(shorter, unit), span_of(longer, unit)) is not False


@pytest.mark.parametrize(
    ("value", "unit"),
    [("-1", "day"), ("1000000.0001", "day"), ("0.00001", "day"), ("NaN", "day"), ("Infinity", "day"), ("1", "quarter")],
)
def test_what_is_no_duration_is_refused(value: str, unit: str) -> None:
    with pytest.raises(ValueError, match=r"duration|unit"):
        span_of(Decimal(value), unit)


def test_times_in_calendar_days_are_compared_in_days() -> None:
    assert at_most(span_of(Decimal(6), "day"), span_of(Decimal(1), "week")) is True
    assert at_most(span_of(Decimal(8), "day"), span_of(Decimal(1), "week")) is False


def test_what_the_bounds_do_not_decide_is_unknown() -> None:
    twenty_days = span_of(Decimal(20), "day")
    assert at_most(twenty_days, span_of(Decimal(15), "working_day")) is True
    assert at_most(twenty_days, span_of(Decimal(14), "working_day")) is None
    assert at_most(twenty_days, span_of(Decimal(13), "working_day")) is False
    assert at_most(UNKNOWN, twenty_days) is None
    assert at_most(ZERO, UNKNOWN) is True


def test_spans_add_component_by_component() -> None:
    assert span_of(Decimal(1), "day") + span_of(Decimal(1), "week") == Span(6 * WORKING_DAY, 6 * WORKING_DAY, 8 * SCALE)
    assert (span_of(Decimal(1), "day") + span_of(Decimal(1), "hour")).days is None
    assert span_of(Decimal(1), "day") + ZERO == span_of(Decimal(1), "day")
    assert (span_of(Decimal(1), "day") + UNKNOWN).high is None


def test_the_longer_of_two_times_is_one_of_them_where_the_bounds_decide() -> None:
    hour, week, fortnight = span_of(Decimal(1), "hour"), span_of(Decimal(1), "week"), span_of(Decimal(10), "day")
    assert longer(hour, week) == longer(week, hour) == week
    assert longer(week, fortnight) == fortnight
    assert longer(span_of(Decimal(8), "working_day"), fortnight) == Span(8 * WORKING_DAY, 8 * WORKING_DAY, None)
    assert longer(UNKNOWN, week) == Span(5 * WORKING_DAY, None, None)
