"""Tables that fill while their rows are still being made: rows go to disk one by one, then in at once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import orjson

from tthc_audit.database.session import Database, quoted

_SMALLEST_BUFFER = 1 << 20


@contextmanager
def streams(
    db: Database, tables: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[dict[str, Callable[[Mapping[str, Any]], None]]]:
    """For each table (name -> its columns), what takes a row of it: a mapping from column to value.

    A column that a row lacks is null. The tables exist, with their rows in the order given, after the block.
    Only before ``Database.lock``.
    """
    with tempfile.TemporaryDirectory(prefix="tthc-audit-") as folder:
        files = {name: Path(folder, f"{number}.ndjson") for number, name in enumerate(tables)}
        longest = dict.fromkeys(tables, 0)
        with ExitStack() as opened:
            out = {name: opened.enter_context(file.open("wb", buffering=1 << 20)) for name, file in files.items()}

            def taking(name: str) -> Callable[[Mapping[str, Any]], None]:
                write = out[name].write

                def take(row: Mapping[str, Any]) -> None:
                    size = write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
                    longest[name] = max(longest[name], size)

                return take

            yield {name: taking(name) for name in tables}
        for name, columns in tables.items():
            declared = ", ".join(f"{quoted(column)} {kind}" for column, kind in columns)
            db.execute(f"CREATE TABLE {quoted(name)} ({declared})")
            if longest[name]:
                types = ", ".join(f"'{column}': '{kind}'" for column, kind in columns)
                db.execute(
                    f"INSERT INTO {quoted(name)} SELECT * FROM read_json(?, format = 'newline_delimited', "
                    f"columns = {{{types}}}, maximum_object_size = {max(longest[name], _SMALLEST_BUFFER)})",
                    [str(files[name])],
                )
            files[name].unlink()
