"""The working calendar as a table, and the macros that count days with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tthc_audit.database.session import Database

TABLE = "working_calendar"
_COLUMNS = (("calendar_day", "DATE"), ("calendar_works", "BOOLEAN"), ("calendar_running", "BIGINT"))
"""Names that no fact table has: inside the macros they stand beside the columns of one."""


def define(database: Database, rows: Iterable[tuple[date, bool, int]]) -> None:
    """Load the days (day, whether it is worked, working days so far, itself counted) and make the macros.

    ``working_days_between(a, b)``: working days after ``a`` up to and with ``b``, negative where ``b``
    comes first; null where one of the days lies outside the calendar. ``calendar_days_between(a, b)``: days
    after ``a`` up to and with ``b``. The first day is never counted (Bộ luật Dân sự 2015, Điều 147 khoản 2).
    """
    database.load(TABLE, _COLUMNS, rows)
    running = f"(SELECT calendar_running FROM {TABLE} WHERE calendar_day = {{}})"
    database.execute(
        f"CREATE MACRO working_days_between(a_day, b_day) AS {running.format('b_day')} - {running.format('a_day')}"
    )
    database.execute("CREATE MACRO calendar_days_between(a_day, b_day) AS date_diff('day', a_day, b_day)")
