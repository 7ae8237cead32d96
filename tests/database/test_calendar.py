"""The counting macros over a small calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tthc_audit.database import Database, calendar

FIRST = date(2025, 4, 21)
HOLIDAYS = {date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2)}
WORKED = {date(2025, 4, 26)}


def days() -> Iterator[tuple[date, bool, int]]:
    running = 0
    for offset in range(28):
        day = FIRST + timedelta(offset)
        works = day in WORKED or (day.weekday() < 5 and day not in HOLIDAYS)
        running += works
        yield day, works, running


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database.open() as opened:
        calendar.define(opened, days())
        opened.lock()
        yield opened


@pytest.mark.parametrize(
    ("first", "last", "working", "calendar_days"),
    [
        ("2025-04-21", "2025-04-21", 0, 0),
        ("2025-04-21", "2025-04-22", 1, 1),
        ("2025-04-25", "2025-04-28", 2, 3),
        ("2025-04-29", "2025-05-05", 1, 6),
        ("2025-05-05", "2025-04-29", -1, -6),
        ("2025-04-20", "2025-04-22", None, 2),
        ("2025-05-01", "2026-05-01", None, 365),
        (None, "2025-05-01", None, None),
    ],
)
def test_days_are_counted_after_the_first_up_to_the_last(
    database: Database, first: str | None, last: str, working: int | None, calendar_days: int | None
) -> None:
    sql = (
        "SELECT working_days_between(a, b), calendar_days_between(a, b) "
        "FROM (SELECT CAST(? AS DATE) AS a, CAST(? AS DATE) AS b)"
    )
    assert database.rows(sql, [first, last]) == [(working, calendar_days)]


def test_without_a_calendar_no_working_days_are_counted() -> None:
    with Database.open() as database:
        calendar.define(database, [])
        assert database.rows("SELECT working_days_between(DATE '2025-01-01', DATE '2025-01-02')") == [(None,)]


def test_the_macros_can_be_guarded(database: Database) -> None:
    assert database.rows("SELECT TRY(working_days_between(DATE '2025-04-21', DATE '2025-04-22') > 0)") == [(True,)]
