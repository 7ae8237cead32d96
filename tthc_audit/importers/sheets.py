"""Excel sheets read row by row: only values, whatever the cells look like, and no more of them than is bounded."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from tthc_audit.catalog.workbooks import letter
from tthc_audit.errors import Problem
from tthc_audit.importers.records import Gathered

_MOST_COLUMNS = 200
_MOST_MERGED = 100_000
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
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


def read_sheet(book: Any, sheet: str, file: str, met: Gathered, *, header_row: int, most: int) -> Iterator[Line]:
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


@dataclass(frozen=True, slots=True)
class Layout:
    """What values alone do not show: merged cells, hidden rows, formulas whose result was never stored.

    ``below`` and ``no_value`` hold (row, index of the column).
    """

    merged: tuple[str, ...]
    hidden: frozenset[int]
    below: frozenset[tuple[int, int]]
    no_value: frozenset[tuple[int, int]]


def layout(path: Path, sheet: Any) -> Layout:
    """The layout of a sheet of the workbook at a path, read in one pass without keeping its cells."""
    merged: list[str] = []
    hidden: set[int] = set()
    no_value: set[tuple[int, int]] = set()
    with zipfile.ZipFile(path) as packed, packed.open(sheet._worksheet_path) as stream:  # noqa: SLF001  nothing public tells it
        for _, element in ET.iterparse(stream):  # noqa: S314  expat bounds what entities grow to, and reads no other file
            tag = element.tag.rpartition("}")[2]
            if tag == "mergeCell" and len(merged) < _MOST_MERGED:
                merged.append(element.get("ref", ""))
            elif tag == "c":
                marks = {part.tag.rpartition("}")[2]: part.text for part in element}
                if "f" in marks and not marks.get("v") and len(no_value) < _MOST_MERGED:
                    no_value.update(_cells(element.get("r", "")))
            elif tag == "row":
                number = element.get("r", "")
                if element.get("hidden") in {"1", "true"} and number.isdigit() and len(element):
                    hidden.add(int(number))
                element.clear()
    below = {cell for ref in merged for cell in _cells(ref)[1:]}
    return Layout(tuple(merged), frozenset(hidden), frozenset(below), frozenset(no_value))


def _cells(ref: str) -> list[tuple[int, int]]:
    """The cells of a range, a column at a time; of a very large one, none."""
    found = _RANGE.fullmatch(ref)
    if found is None:
        return []
    left, top = _index(found[1]), int(found[2])
    right, bottom = (_index(found[3]), int(found[4])) if found[3] else (left, top)
    if (right - left + 1) * (bottom - top + 1) > _MOST_MERGED:
        return []
    # Cells merged sideways belong to the first column only: nothing is filled in to the right.
    return [(row, left) for row in range(top, bottom + 1)]


def _index(letters: str) -> int:
    number = 0
    for one in letters:
        number = number * 26 + ord(one) - 64
    return number - 1
