"""Rows that were written as Parquet are read back the same, and the same bytes come out every time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tthc_audit.database import Database, QueryError, parquet

COLUMNS = [("code", "VARCHAR"), ("worst", "DECIMAL(38,4)"), ("on", "DATE"), ("names", "VARCHAR[]")]
ROWS: list[tuple[object, ...]] = [("1.000010", Decimal("480.5"), date(2025, 7, 1), ["a"]), (None, None, None, None)]


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "thủ tục 'x'.parquet"
    parquet.write(file, COLUMNS, ROWS)
    with Database.open() as database:
        assert database.rows("SELECT * FROM read_parquet(?)", [str(file)]) == ROWS


def test_equal_rows_give_equal_bytes(tmp_path: Path) -> None:
    parquet.write(tmp_path / "a", COLUMNS, ROWS * 500)
    parquet.write(tmp_path / "b", COLUMNS, ROWS * 500)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(QueryError):
        parquet.write(tmp_path / "missing" / "a.parquet", COLUMNS, ROWS)
