"""Excel sheets read row by row: only values, whatever the cells look like, and no more of them than is bounded."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from tthc_audit.errors import AuditError, Problem
from tthc_audit.importers.records import Gathered

_MOST_UNPACKED = 1024**3
_MOST_COLUMNS = 200
_EMPTY_RUN = 1000
"""So many empty rows in a row are the end: formats often reach to the last row that Excel has."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: its number and its values, dates as ISO days."""

    number: int
    values: tuple[Any, ...]

    def heading(self) -> tuple[list[str], dict[str, str]]:
        """The names of the columns, and the letter of each."""
        names = ["" if v is None else " ".join(str(v).split()) for v in self.values]
        return names, {name: letter(i) for i, name in enumerate(names) if name}

    def by_column(self, names: Sequence[str]) -> dict[str, Any]:
        """The values by the names of their columns."""
        return {name: value for name, value in zip(names, self.values, strict=False) if name}


def letter(index: int) -> str:
    """The letters of the column with that index, which counts from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def open_book(path: Path, *, layout: bool = False) -> Any:
    """The workbook at a path; with ``layout`` also which rows are hidden and which cells are merged.

    Raises ``AuditError`` where it is none, or unpacks to more than is ever needed.
    """
    import openpyxl  # noqa: PLC0415  heavy, and only for workbooks

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise AuditError(Problem("load.too_large", {"limit": _MOST_UNPACKED >> 20}, file=path.name))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, read_only=not layout, data_only=True, keep_links=False)
    except AuditError:
        raise
    except Exception:  # noqa: BLE001  a damaged workbook breaks its reader in many ways
        raise AuditError(Problem("import.not_a_workbook", {}, file=path.name)) from None


def read_sheet(
    book: Any, sheet: str, file: str, met: Gathered, *, header_row: int, most: int
) -> Iterator[Line]:
    """The rows of a sheet from its heading on, without the empty ones; of too many, the first."""
    empty = count = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = book[sheet].iter_rows(min_row=header_row, max_col=_MOST_COLUMNS, values_only=True)
        for number, values in enumerate(rows, header_row):
            if number > header_row and all(v is None or str(v).strip() == "" for v in values):
                empty += 1
                if empty > _EMPTY_RUN:
                    return
                continue
            empty = 0
            count += 1
            if count > most + 1:
                met.told(Problem("import.too_many_rows", {"sheet": sheet, "limit": most}, file=file, line=number))
                return
            yield Line(number, tuple(_value(v) for v in values))
        if not count:
            yield Line(header_row, ())


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return value
