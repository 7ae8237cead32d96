"""Rows on their way into tables: written to disk one by one while they are made, read in at once.

Several processes may write, each its own part; the rows of a table carry their own order.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import orjson

from tthc_audit.database.session import Database, quoted

Take = Callable[[Mapping[str, Any]], None]
_SMALLEST_BUFFER = 1 << 20


class Spool:
    """The rows of some tables (name -> its columns); a folder of its own holds them until the block ends."""

    def __init__(self, tables: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Make the folder; use the spool in a ``with`` block."""
        self._tables = tables
        self._folder = tempfile.TemporaryDirectory(prefix="tthc-audit-")

    def __enter__(self) -> Self:
        """Open for a ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the folder."""
        self._folder.cleanup()

    @contextmanager
    def part(self, number: int) -> Iterator[dict[str, Take]]:
        """What takes the rows of each table, as mappings from column to value; a column left out is null.

        A part that is written again replaces what it held.
        """
        with ExitStack() as opened:
            files = {name: opened.enter_context(self._file(name, number).open("wb", 1 << 20)) for name in self._tables}

            def taking(name: str) -> Take:
                write = files[name].write

                def take(row: Mapping[str, Any]) -> None:
                    write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))

                return take

            yield {name: taking(name) for name in self._tables}

    def into(self, db: Database) -> None:
        """Make the tables and fill them; only before ``Database.lock``."""
        by_size = sorted(self._tables, key=lambda name: -sum(f.stat().st_size for f in self._written(name)))
        for _ in db.together([partial(self._fill, name) for name in by_size]):
            pass

    def _fill(self, name: str, db: Database) -> None:
        columns = self._tables[name]
        declared = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns)
        db.execute(f"CREATE TABLE {quoted(name)} ({declared})")
        files = [f for f in self._written(name) if f.stat().st_size]
        if files:
            types = ", ".join(f"'{column}': '{kind}'" for column, kind in columns)
            longest = max(_longest(f) for f in files)
            db.execute(
                f"INSERT INTO {quoted(name)} SELECT * FROM read_json(?, format = 'newline_delimited', "
                f"columns = {{{types}}}, maximum_object_size = {max(longest, _SMALLEST_BUFFER)})",
                [[str(f) for f in files]],
            )

    def _written(self, name: str) -> list[Path]:
        return sorted(Path(self._folder.name).glob(f"{name}.*"))

    def _file(self, name: str, part: int) -> Path:
        return Path(self._folder.name, f"{name}.{part}")


def _longest(file: Path) -> int:
    """The bytes of the longest line: the reader's buffers must hold it."""
    with file.open("rb") as lines:
        return max(map(len, lines), default=0)
