"""A database in memory: opened without any reach to the outside, filled once, then locked."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import duckdb

from tthc_audit.database import ndjson

T = TypeVar("T")
_KEPT = ["common_subexpressions", "unused_columns"]
"""The steps of optimising that repay themselves."""
Cell = str | int | bool | Decimal | date | list[str] | None
"""A value as it goes in and comes out. Whole numbers and texts go into decimal columns as well."""


class QueryError(Exception):
    """A question that the database could not answer, in the database's own words (English)."""


class Database:
    """One session. Close it, or use it in a ``with`` block, to remove its temporary folder."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        folder: tempfile.TemporaryDirectory[str],
        second: Database | None = None,
    ) -> None:
        """Take over a connection and the private folder it may write to; use ``Database.open``."""
        self._connection = connection
        self._folder = folder
        self._second = second

    @classmethod
    def open(cls, threads: int | None = None, *, sessions: Literal[1, 2] = 1) -> Database:
        """A new empty database; ``threads`` bounds the processors used on one question, all of them by default.

        ``sessions``: how many questions may be worked on at a time, see ``together``.
        Nothing is fetched or loaded by itself, and no variable of the program can be read from SQL.
        Rows keep the order in which they were loaded.
        """
        folder = tempfile.TemporaryDirectory(prefix="tthc-audit-")
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoload_known_extensions": False,
            "autoinstall_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
            "preserve_insertion_order": True,
            "temp_directory": folder.name,
        }
        if threads is not None:
            settings["threads"] = threads
        connection = duckdb.connect(":memory:", config=settings)
        return cls(connection, folder, cls(connection.cursor(), folder) if sessions == 2 else None)

    def load(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> None:
        """Make a table of ``columns`` (name, database type) and fill it with ``rows``.

        Each row holds one value a column; a decimal may come as a number or as text. Only before ``lock``.
        """
        declared = ", ".join(f"{quoted(name)} {kind}" for name, kind in columns)
        self.execute(f"CREATE TABLE {quoted(table)} ({declared})")
        file = Path(self._folder.name, "rows.ndjson")
        try:
            if longest := ndjson.write(file, len(columns), rows):
                reading = ndjson.reading([kind for _, kind in columns], longest)
                self.execute(f"INSERT INTO {quoted(table)} {reading}", [str(file)])
        finally:
            file.unlink(missing_ok=True)

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Run a statement for what it does; raises ``QueryError``."""
        with _told():
            self._connection.execute(sql, list(parameters))

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The answer to a query; raises ``QueryError``.

        Each value is a ``Cell`` of the type that the query gives: decimals come as ``Decimal``, dates as ``date``.
        """
        with _told():
            return self._connection.execute(sql, list(parameters)).fetchall()

    def set(self, variable: str, sql: str) -> None:
        """Set a variable that questions may read to what an expression gives."""
        for one in (self, self._second):
            if one is not None:
                one.execute(f"SET VARIABLE {variable} = ({sql})")

    def together(self, work: Iterable[Callable[[Database], T]]) -> Iterator[T]:
        """What pieces of work bring that have nothing to do with one another, in their order; go through all of it.

        Two are done at a time where the database was opened with two sessions.
        """
        if self._second is None:
            yield from (piece(self) for piece in work)
            return
        free: SimpleQueue[Database] = SimpleQueue()
        free.put(self)
        free.put(self._second)

        def done(piece: Callable[[Database], T]) -> T:
            session = free.get()
            try:
                return piece(session)
            finally:
                free.put(session)

        with ThreadPoolExecutor(2) as workers:
            yield from workers.map(done, work)

    def answer_plainly(self) -> None:
        """From now on answer questions as they are asked: the rules' own take longer to optimise than to answer.

        Only what a question repeats is worked out once, and columns that it does not name are left alone.
        """
        rest = self.rows(
            "SELECT string_agg(name, ',') FROM duckdb_optimizers() WHERE name NOT IN (SELECT unnest(?))", [_KEPT]
        )
        self.execute(f"SET disabled_optimizers = '{rest[0][0]}'")

    def lock(self) -> None:
        """Cut the session off from files, other databases and extensions, for good.

        The rules' language lets none of that through; this is the wall behind it.
        """
        self.execute("SET enable_external_access = false")
        self.execute("SET lock_configuration = true")

    def close(self) -> None:
        """Forget everything and remove the temporary folder."""
        self._connection.close()
        if self._second is not None:
            self._second.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        """Open for a ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close at the end of a ``with`` block."""
        self.close()


def quoted(name: str) -> str:
    """A name as an SQL identifier.

    >>> quoted('case')
    '"case"'
    """
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, UnicodeError) as error:
        raise QueryError(str(error)) from error
