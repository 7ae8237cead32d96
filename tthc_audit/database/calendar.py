"""The working calendar as the database knows it, and the macros that count days with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tthc_audit.database.session import Database

_TABLE = "working_calendar"
_COLUMNS = (("day", "DATE"), ("works", "BOOLEAN"), ("running", "BIGINT"))
_FIRST = "getvariable('calendar_first')"
_RUNNING = "getvariable('calendar_running')"


def define(database: Database, rows: Iterable[tuple[date, bool, int]]) -> None:
    """Load the days (day, whether it is worked, working days so far, itself counted) and make the macros.

    The days follow one another without a gap. ``working_days_between(a, b)``: working days after ``a`` up to and
    with ``b``, negative where ``b`` comes first; null where one of the days lies outside the calendar.
    ``calendar_days_between(a, b)``: days after ``a`` up to and with ``b``. The first day is never counted (Bộ luật
    Dân sự 2015, Điều 147 khoản 2).

    The counts are kept as one list: a look-up in a table would be a query inside the macro, which cannot stand
    inside ``TRY``.
    """
    database.load(_TABLE, _COLUMNS, rows)
    database.set("calendar_first", f"SELECT min(day) FROM {_TABLE}")
    database.set("calendar_running", f"SELECT list(running ORDER BY day) FROM {_TABLE}")
    database.execute(
        f"CREATE MACRO working_days_until(a_day) AS CASE WHEN a_day >= {_FIRST} "
        f"THEN list_extract({_RUNNING}, date_diff('day', {_FIRST}, a_day) + 1) END"
    )
    database.execute(
        "CREATE MACRO working_days_between(a_day, b_day) AS working_days_until(b_day) - working_days_until(a_day)"
    )
    database.execute("CREATE MACRO calendar_days_between(a_day, b_day) AS date_diff('day', a_day, b_day)")
