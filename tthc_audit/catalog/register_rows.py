"""The rows of a register in CSV or Excel, each with its line; what cannot be read is told, and the rest goes on."""

from __future__ import annotations

import codecs
import csv
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from tthc_audit.catalog.register_columns import Kind, fields, missing, recognised
from tthc_audit.catalog.register_files import RegisterFile
from tthc_audit.catalog.register_told import Told
from tthc_audit.catalog.workbooks import open_book
from tthc_audit.errors import AuditError, Problem

if TYPE_CHECKING:
    from openpyxl import Workbook

_DELIMITERS = ",;\t|"
_MOST_LINE = 1 << 20
_MOST_JOINED = 50
"""Lines that one record may take by line breaks within quotation marks; a mark that is never closed ends here."""
_HEADING_WITHIN = 30
"""Rows at the top of a sheet among which the headings are looked for: a printed sheet has a title above them."""
_MOST_COLUMNS = 200
_EMPTY_RUN = 1000


class Row(NamedTuple):
    """A row: its line, and the text of each recognised column in their order."""

    line: int
    cells: list[str | None]


class Table(NamedTuple):
    """The recognised columns of a register, by name, and its rows; ``unused`` are headings nobody knows."""

    columns: tuple[str, ...]
    rows: Iterator[Row]
    unused: tuple[str, ...]


def read(register: RegisterFile, told: Told) -> Table | None:
    """The rows of a CSV file or a workbook; ``None``, with a problem told, where it is no such register."""
    try:
        if register.path.name.lower().endswith((".xlsx", ".xlsm")):
            return _sheet(register, told)
        return _text(register, told)
    except AuditError as error:
        for problem in error.problems:
            told.problem(Problem(problem.key, problem.values, file=register.shown))
    except OSError:
        told.problem(Problem("load.not_found", file=register.shown))
    return None


def lacking(register: RegisterFile, headings: Sequence[str], line: int) -> Problem:
    """That columns which must be there are not, with the headings that are."""
    names = [field.name for field in missing(register.kind, recognised(register.kind, headings))]
    known = [h for h in headings if h.strip()][:30]
    return Problem("posting.no_column", {"names": names, "known": known}, file=register.shown, line=line)


def _text(register: RegisterFile, told: Told) -> Table | None:
    records = _records(register, told)
    first = next(records, None)
    if first is None:
        told.problem(Problem("posting.empty", file=register.shown))
        return None
    line, head = first
    delimiter = max(_DELIMITERS, key=head.count)
    headings = _cells(head, delimiter)
    where = recognised(register.kind, headings)
    if missing(register.kind, where):
        told.problem(lacking(register, headings, line))
        return None
    width, order = len(headings), list(where.values())

    def rows() -> Iterator[Row]:
        for number, text in records:
            cells = _cells(text, delimiter)
            if len(cells) > width and any(c.strip() for c in cells[width:]):
                values: dict[str, object] = {"n": len(cells), "wanted": width}
                told.problem(Problem("posting.too_many_cells", values, file=register.shown, line=number))
                told.bad_rows += 1
                continue
            if any(c.strip() for c in cells):
                yield Row(number, [cells[i].strip() or None if i < len(cells) else None for i in order])

    return Table(tuple(where), rows(), _unused(register.kind, headings))


def _cells(text: str, delimiter: str) -> list[str]:
    if '"' not in text:
        return text.rstrip("\r\n").split(delimiter)
    return next(csv.reader([text], delimiter=delimiter, strict=False), [])


def _records(register: RegisterFile, told: Told) -> Iterator[tuple[int, str]]:
    """Every record with the line it begins on; a quotation mark that is not closed spoils one line only."""
    csv.field_size_limit(_MOST_LINE * _MOST_JOINED)
    lines = _lines(register, told)
    waiting: list[tuple[int, str]] = []
    while True:
        at = waiting.pop(0) if waiting else next(lines, None)
        if at is None:
            return
        number, text = at
        if text.count('"') % 2 == 0:
            if text.strip():
                yield number, text
            continue
        joined, taken = text, list[tuple[int, str]]()
        while joined.count('"') % 2 and len(taken) < _MOST_JOINED:
            more = waiting.pop(0) if waiting else next(lines, None)
            if more is None:
                break
            taken.append(more)
            joined += more[1]
        if joined.count('"') % 2 == 0:
            yield number, joined
            continue
        told.problem(Problem("posting.open_quotation", file=register.shown, line=number))
        told.bad_rows += 1
        waiting = taken + waiting


def _lines(register: RegisterFile, told: Told) -> Iterator[tuple[int, str]]:
    with register.path.open("rb") as stream:
        encoding = _encoding(stream)
        if encoding != "utf-8":
            yield from _decoded(register, told, encoding)
            return
        number = 0
        while line := stream.readline(_MOST_LINE + 1):
            number += 1
            if len(line) > _MOST_LINE:
                limit: dict[str, object] = {"limit": _MOST_LINE >> 20}
                told.problem(Problem("posting.long_line", limit, file=register.shown, line=number))
                told.bad_rows += 1
                while line and not line.endswith(b"\n"):
                    line = stream.readline(_MOST_LINE)
                continue
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError as error:
                values: dict[str, object] = {"byte": f"0x{line[error.start]:02X}"}
                told.problem(
                    Problem("posting.not_utf8", values, file=register.shown, line=number, column=error.start + 1)
                )
                told.bad_rows += 1
                continue
            yield number, text.replace("\0", "")


def _encoding(stream: IO[bytes]) -> str:
    head = stream.read(4)
    stream.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8"


def _decoded(register: RegisterFile, told: Told, encoding: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that Excel wrote as "Unicode text"."""
    number = 0
    try:
        with register.path.open(encoding=encoding, newline="") as stream:
            for number, text in enumerate(stream, 1):
                yield number, text.replace("\0", "")
    except UnicodeError:
        told.problem(Problem("posting.not_utf8", {"byte": encoding}, file=register.shown, line=number + 1))
        told.bad_rows += 1


def _sheet(register: RegisterFile, told: Told) -> Table | None:
    book = open_book(register.path)
    nearest: tuple[int, list[str]] | None = None
    for name in book.sheetnames:
        for line, cells in _cells_of(book, name, 1):
            if line > _HEADING_WITHIN:
                break
            headings = [_shown(c) or "" for c in cells]
            where = recognised(register.kind, headings)
            if where and not missing(register.kind, where):
                rows = _rows_of(book, name, line, list(where.values()))
                return Table(tuple(where), rows, _unused(register.kind, headings))
            if nearest is None and any(headings):
                nearest = line, headings
    told.problem(
        Problem("posting.empty", file=register.shown) if nearest is None else lacking(register, nearest[1], nearest[0])
    )
    return None


def _rows_of(book: Workbook, sheet: str, heading: int, order: Sequence[int]) -> Iterator[Row]:
    for line, cells in _cells_of(book, sheet, heading + 1):
        shown = [_shown(cells[i]) if i < len(cells) else None for i in order]
        if any(shown):
            yield Row(line, shown)


def _cells_of(book: Workbook, sheet: str, first: int) -> Iterator[tuple[int, tuple[object, ...]]]:
    empty = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = book[sheet].iter_rows(min_row=first, max_col=_MOST_COLUMNS, values_only=True)
        for line, values in enumerate(rows, first):
            empty = empty + 1 if all(v is None for v in values) else 0
            if empty > _EMPTY_RUN:
                return
            if not empty:
                yield line, values


def _shown(value: object) -> str | None:
    """A cell as text; days as ISO days, numbers in plain notation."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return " ".join(str(value).split()) or None


def _unused(kind: Kind, headings: Sequence[str]) -> tuple[str, ...]:
    known = set(recognised(kind, headings).values())
    return tuple(" ".join(h.split()) for i, h in enumerate(headings) if h.strip() and i not in known)


def columns_of(kind: Kind) -> tuple[str, ...]:
    """Every column that such a register may have."""
    return tuple(field.name for field in fields(kind))


def is_parquet(path: Path) -> bool:
    """Whether a register is read by the database itself."""
    return path.name.lower().endswith(".parquet")
