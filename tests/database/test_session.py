"""The database in memory: types survive, nothing is left behind, and once locked it reaches nothing."""

from __future__ import annotations

import tempfile
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Literal

import pytest

from tthc_audit.database import Database, QueryError

COLUMNS = [
    ("name", "VARCHAR"),
    ("sound", "BOOLEAN"),
    ("steps", "BIGINT"),
    ("worst", "DECIMAL(38,4)"),
    ("day", "DATE"),
    ("path", "VARCHAR[]"),
]


def test_every_type_comes_out_as_it_went_in() -> None:
    rows: list[tuple[object, ...]] = [
        ("Cấp “giấy” 'x'\n\t\\", True, -3, Decimal("480.0001"), date(2025, 6, 30), ["a", "b"]),
        ("1.000010", None, None, None, None, None),
        ("", False, 0, Decimal(0), date(1, 1, 1), []),
    ]
    with Database.open() as database:
        database.load("case", COLUMNS, rows)
        assert database.rows('SELECT * FROM "case"') == rows


@pytest.mark.parametrize("given", ["12345678901234567890.1234", Decimal("12345678901234567890.1234")])
def test_a_decimal_may_come_as_text_and_stays_exact(given: object) -> None:
    with Database.open() as database:
        database.load("t", [("d", "DECIMAL(38,4)")], [(given,)])
        assert database.rows("SELECT d FROM t") == [(Decimal("12345678901234567890.1234"),)]


def test_a_table_without_rows_is_still_a_table() -> None:
    with Database.open() as database:
        database.load("t", COLUMNS, [])
        assert database.rows("SELECT count(*) FROM t") == [(0,)]


def test_rows_keep_their_order() -> None:
    with Database.open(threads=2) as database:
        database.load("t", [("i", "BIGINT")], ((i,) for i in range(200_000)))
        assert [i for (i,) in database.rows("SELECT i FROM t")] == list(range(200_000))


def test_a_row_of_another_width_is_refused() -> None:
    with Database.open() as database, pytest.raises(ValueError, match="zip"):
        database.load("t", COLUMNS, [("a", True)])


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Database.open() as database:
        database.load("t", COLUMNS, [("a", True, 1, 1, date(2025, 1, 1), [])])
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert list(tmp_path.iterdir()) == []


def test_a_variable_of_the_program_cannot_be_read() -> None:
    secret = [1, 2, 3]
    with Database.open() as database, pytest.raises(QueryError):
        database.rows("SELECT * FROM secret")
    assert secret


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT content FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM '/etc/passwd'",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}'",
        "ATTACH '{folder}/other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 1",
        "SET enable_external_access = true",
        "RESET lock_configuration",
    ],
)
def test_once_locked_nothing_outside_can_be_reached(statement: str, tmp_path: Path) -> None:
    with Database.open() as database:
        database.load("t", [("i", "BIGINT")], [(1,)])
        database.lock()
        with pytest.raises(QueryError):
            database.execute(statement.format(folder=tmp_path))
        assert database.rows("SELECT i FROM t") == [(1,)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sessions", [1, 2])
def test_what_is_asked_together_comes_back_in_order_and_sees_tables_variables_and_macros(
    sessions: Literal[1, 2],
) -> None:
    with Database.open(threads=1, sessions=sessions) as database:
        database.load("t", [("n", "BIGINT")], [(n,) for n in range(5)])
        database.set("first", "SELECT min(n) + 10 FROM t")
        database.execute("CREATE MACRO beyond(a) AS a + getvariable('first')")
        database.answer_plainly()
        database.lock()
        asked = [partial(Database.rows, sql=f"SELECT beyond(n) FROM t WHERE n = {n}") for n in range(5)]
        assert list(database.together(asked)) == [[(n + 10,)] for n in range(5)]


@pytest.mark.parametrize("sessions", [1, 2])
def test_a_fault_in_what_is_asked_together_is_told(sessions: Literal[1, 2]) -> None:
    with Database.open(sessions=sessions) as database, pytest.raises(QueryError, match="nothing"):
        list(database.together([partial(Database.rows, sql=sql) for sql in ("SELECT 1", "SELECT * FROM nothing")]))


def test_a_second_session_reaches_nothing_once_the_first_is_locked(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a\n1\n")
    with Database.open(sessions=2) as database:
        database.lock()
        asked = partial(Database.rows, sql=f"SELECT * FROM '{file}'")
        with pytest.raises(QueryError):
            list(database.together([partial(Database.rows, sql="SELECT 1"), asked, asked]))
