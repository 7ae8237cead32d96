"""Rows as a Parquet file, written on a connection of its own (the audit's is locked); and Parquet files as views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tthc_audit.database.session import Database, quoted


def write(path: Path, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> None:
    """Write ``rows`` of ``columns`` (name, database type) to ``path``, replacing what is there.

    One thread, so that equal rows give equal bytes. Raises ``QueryError`` where the path cannot be written.
    """
    with Database.open(threads=1) as database:
        database.load("export", columns, rows)
        target = str(path).replace("'", "''")
        database.execute(f"COPY (SELECT * FROM {quoted('export')}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def columns(database: Database, path: Path) -> dict[str, str]:
    """The columns of a Parquet file with their types. Raises ``QueryError`` where it is none."""
    described = database.rows(f"DESCRIBE SELECT * FROM read_parquet({_literal(path)})")
    return {str(row[0]): str(row[1]) for row in described}


def view(database: Database, name: str, path: Path, shown: Mapping[str, str]) -> None:
    """Show columns of a Parquet file under other names (name to SQL expression), with ``line``: rows count from 1."""
    selected = "".join(f", {expression} AS {quoted(column)}" for column, expression in shown.items())
    database.execute(
        f"CREATE VIEW {quoted(name)} AS SELECT file_row_number + 1 AS line{selected} "
        f"FROM read_parquet({_literal(path)}, file_row_number = true)"
    )


def _literal(path: Path) -> str:
    """The path as an SQL text, none of its letters read as a pattern of names."""
    escaped = "".join(f"[{c}]" if c in "*?[" else c for c in str(path))
    return "'" + escaped.replace("'", "''") + "'"
