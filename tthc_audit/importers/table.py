"""Tables as records: JSON lines, CSV and Excel sheets, each value with the place a person finds it at."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tthc_audit.catalog.workbooks import open_book
from tthc_audit.errors import AuditError, Phrase, Problem
from tthc_audit.importers import records
from tthc_audit.importers.records import Gathered
from tthc_audit.importers.sheets import read_sheet

MOST_ROWS = 200_000
_MOST_CSV = 512 * 1024**2
_IN_CELLS = {"import.no_code": "import.no_code_cell", "import.no_name": "import.no_name_cell"}
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its values by column, and where it stands."""

    file: str
    line: int
    tree: dict[str, Any]
    sheet: str = ""
    letters: dict[str, str] | None = None

    def where(self, column: str) -> Phrase:
        """The cell of a column in this row, or the column where the table has no cells."""
        if self.letters is not None and column in self.letters:
            return Phrase("import.where.cell", {"sheet": self.sheet, "cell": f"{self.letters[column]}{self.line}"})
        return Phrase("import.where.column", {"column": column})

    def problem(self, key: str, **values: object) -> Problem:
        """A problem of this row."""
        if self.letters is not None:
            values["where"] = Phrase("import.where.row", {"sheet": self.sheet, "row": str(self.line)})
            return Problem(_IN_CELLS[key], values, file=self.file, line=self.line)
        return Problem(key, values, file=self.file, line=self.line)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns that a table declares (``None``: every row has its own) and its rows."""

    columns: tuple[str, ...] | None
    rows: Iterator[Row]


def read(path: Path, met: Gathered, *, sheet: str | None, header_row: int) -> Table:
    """The table of a file, by the ending of its name.

    Raises ``AuditError`` where it is no table, or has no sheet of that name.
    """
    name = path.name.lower()
    if name.endswith((".jsonl", ".json", ".ndjson", ".gz")):
        return Table(None, (Row(r.file, r.line, r.tree) for r in records.read([path], met)))
    if name.endswith((".csv", ".tsv")):
        return _csv(path, met, header_row)
    if name.endswith((".xlsx", ".xlsm")):
        return _xlsx(path, met, sheet, header_row)
    raise AuditError(Problem("import.table_kind", {}, file=path.name))


def _csv(path: Path, met: Gathered, header_row: int) -> Table:
    with path.open("rb") as stream:
        data = stream.read(_MOST_CSV + 1)
    if len(data) > _MOST_CSV:
        raise AuditError(Problem("load.too_large", {"limit": _MOST_CSV >> 20}, file=path.name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise AuditError(Problem("import.encoding", {}, file=path.name, line=line)) from None
    csv.field_size_limit(min(sys.maxsize, records.MOST_LINE))
    head = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    columns: tuple[str, ...] = ()
    for _ in range(header_row):
        columns = tuple(c.strip() for c in next(reader, []))
    met.files.append({"file": path.name, "sha256": hashlib.sha256(data).hexdigest()})

    def rows() -> Iterator[Row]:
        count = 0
        line = reader.line_num
        for cells in reader:
            line, here = reader.line_num, line + 1
            if not any(c.strip() for c in cells):
                continue
            count += 1
            if count > MOST_ROWS:
                met.told(Problem("import.too_many_rows", {"sheet": path.name, "limit": MOST_ROWS}, file=path.name))
                return
            yield Row(path.name, here, dict(zip(columns, cells, strict=False)))

    return Table(columns, rows())


def _xlsx(path: Path, met: Gathered, sheet: str | None, header_row: int) -> Table:
    book = open_book(path)
    names = book.sheetnames
    wanted = sheet or names[0]
    if wanted not in names:
        raise AuditError(Problem("import.no_sheet", {"name": wanted, "known": names}, file=path.name))
    met.files.append({"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()})
    lines = read_sheet(book, wanted, path.name, met, header_row=header_row, most=MOST_ROWS)
    columns, letters = next(lines).heading()
    return Table(
        tuple(columns), (Row(path.name, line.number, line.by_column(columns), wanted, letters) for line in lines)
    )
