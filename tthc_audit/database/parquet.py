"""Rows as a Parquet file, written on a connection of its own: the audit's is locked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
