"""Comparing two times in the database: three answers, the same as the exact comparison in Python."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tthc_audit.database import Database
from tthc_audit.rules import functions
from tthc_audit.worktime.duration import span_of
from tthc_audit.worktime.span import UNKNOWN, ZERO, Span, at_most, to_decimal

UNITS = ("minute", "hour", "working_hour", "working_day", "day", "week", "month", "year")
stated = st.builds(
    lambda tenths, unit: span_of(Decimal(tenths) / 10, unit), st.integers(0, 400), st.sampled_from(UNITS)
)
spans = st.recursive(
    stated | st.sampled_from([ZERO, UNKNOWN]), lambda inner: st.builds(Span.__add__, inner, inner), max_leaves=3
)


def asked(database: Database, pairs: list[tuple[Span, Span]]) -> list[bool | None]:
    database.execute("DROP TABLE IF EXISTS spans")
    number = "DECIMAL(38,4)"
    parts = [f"{stem}_{part} {number}" for stem in ("a", "b") for part in ("min", "max", "days")]
    database.execute(f"CREATE TABLE spans (i BIGINT, {', '.join(parts)})")
    for i, pair in enumerate(pairs):
        values = [None if ticks is None else to_decimal(ticks) for span in pair for ticks in span]
        database.execute("INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?)", [i, *values])
    rows = database.rows(f"SELECT {functions.at_most('a', 'b')} FROM spans ORDER BY i")
    return [None if answer is None else bool(answer) for (answer,) in rows]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(spans, spans), min_size=1, max_size=20))
def test_the_database_compares_times_as_python_does(pairs: list[tuple[Span, Span]]) -> None:
    with Database.open(threads=1) as database:
        assert asked(database, pairs) == [at_most(a, b) for a, b in pairs]


def test_the_table_of_three_answers() -> None:
    day, week = span_of(Decimal(1), "day"), span_of(Decimal(1), "week")
    working = span_of(Decimal(5), "working_day")
    longer = span_of(Decimal(6), "working_day")
    table = [
        (working, working, True),
        (working, longer, True),
        (longer, working, False),
        (day, week, True),
        (week, day, False),
        (week, week, True),
        (span_of(Decimal(8), "day"), span_of(Decimal(7), "day"), False),
        (span_of(Decimal(3), "day"), span_of(Decimal(1), "working_day"), None),
        (UNKNOWN, working, None),
        (working, UNKNOWN, None),
        (UNKNOWN + longer, working, False),
        (ZERO, UNKNOWN, True),
    ]
    with Database.open(threads=1) as database:
        assert asked(database, [(a, b) for a, b, _ in table]) == [expected for _, _, expected in table]


def test_a_time_that_is_null_throughout_decides_nothing() -> None:
    with Database.open(threads=1) as database:
        nulls = ", ".join(
            f"CAST(NULL AS DECIMAL(38,4)) AS {stem}_{part}" for stem in ("a", "b") for part in ("min", "max", "days")
        )
        assert database.rows(f"SELECT {functions.at_most('a', 'b')} FROM (SELECT {nulls})") == [(None,)]
