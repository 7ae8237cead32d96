"""Rows as lines of JSON with short keys, and the query that reads them back with their types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import orjson

_SMALLEST_BUFFER = 1 << 20


def write(file: Path, width: int, rows: Iterable[Sequence[object]]) -> int:
    """Write each row of ``width`` values on a line, values that are ``None`` left out.

    Returns the bytes of the longest line, 0 where there are no rows.
    """
    keys = [str(i) for i in range(width)]
    longest = 0
    with file.open("wb", buffering=1 << 20) as out:
        for row in rows:
            line = {key: value for key, value in zip(keys, row, strict=True) if value is not None}
            longest = max(longest, out.write(orjson.dumps(line, default=_plain, option=orjson.OPT_APPEND_NEWLINE)))
    return longest


def reading(types: Sequence[str], longest: int) -> str:
    """The query over such a file, whose path is its one parameter; columns come in order.

    The reader's buffers are a multiple of the longest line, so they are told how long it is.
    """
    declared = ", ".join(f"'{i}': '{kind}'" for i, kind in enumerate(types))
    return (
        f"SELECT * FROM read_json(?, format = 'newline_delimited', columns = {{{declared}}}, "
        f"maximum_object_size = {max(longest, _SMALLEST_BUFFER)})"
    )


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(type(value).__name__)
