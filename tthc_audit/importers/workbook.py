"""A filled template workbook as a catalogue; everything that is wrong is told with its sheet and cell."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tthc_audit.catalog.workbooks import letter, open_book
from tthc_audit.errors import AuditError, Phrase, Problem
from tthc_audit.importers import sheets, workbook_parts
from tthc_audit.importers.ledger import Fate, Ledger
from tthc_audit.importers.records import Gathered
from tthc_audit.importers.register import Register
from tthc_audit.importers.shape import text_of
from tthc_audit.importers.words import folded, one_line
from tthc_audit.importers.workbook_form import AGENCIES, PAPERS, POSTINGS, PROCEDURES, SHEETS, STEPS
from tthc_audit.importers.writing import Batch, Progress

MOST_ROWS = 200_000
_SHOWN = 80
POSTINGS_FILE = "postings.csv"


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled row: its values by our names, and where each stands."""

    sheet: str
    number: int
    values: dict[str, Any]
    letters: dict[str, str]
    met: Gathered
    file: str
    unread: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A value as one line of text."""
        return one_line(text_of(self.values.get(name)))

    def wrong(self, name: str, field_: str, wanted: str) -> None:
        """Tell that a cell cannot be read, and keep its text."""
        self.unread[field_] = self.text(name)
        self.told(
            "import.bad_value",
            name,
            value=self.text(name)[:_SHOWN],
            field=next((f"“{c.heading}”" for c in SHEETS[self.sheet] if c.field == name), field_),
            wanted=Phrase(f"import.wanted.{wanted}"),
        )

    def told(self, key: str, column: str, /, **values: object) -> None:
        """Tell a problem of a cell."""
        cell = f"{self.letters.get(column, 'A')}{self.number}"
        values["where"] = Phrase("import.where.cell", {"sheet": self.sheet, "cell": cell})
        self.met.told(Problem(key, values, file=self.file, line=self.number))


@dataclass(slots=True)
class Read:
    """What came of a workbook."""

    batch: Batch = field(default_factory=Batch)
    register: Register = field(default_factory=Register)
    ledger: Ledger = field(default_factory=lambda: Ledger(fates()))
    postings: list[dict[str, str]] = field(default_factory=list)

    def postings_file(self) -> bytes:
        """The posting register as CSV."""
        made = io.StringIO(newline="")
        columns = ["agency", "procedure", "channel", "seen", "posted_on", "decision_number"]
        writer = csv.DictWriter(made, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.postings)
        return made.getvalue().encode()


def fates() -> dict[str, Fate]:
    """Where each column of each sheet goes."""
    return {f"{sheet}.{c.heading}": Fate(c.field) for sheet, columns in SHEETS.items() for c in columns}


def take_in(path: Path, met: Gathered, *, taken_on: date | None = None, progress: Progress | None = None) -> Read:
    """Everything that can be read of a filled workbook.

    Raises ``AuditError`` where it is no workbook or has no sheet of procedures.
    """
    book = open_book(path)
    made = Read()
    present = {folded(name): name for name in book.sheetnames}
    for name in SHEETS:
        if folded(name) not in present:
            problem = Problem("import.no_sheet", {"name": name, "known": list(book.sheetnames)}, file=path.name)
            if name == PROCEDURES:
                raise AuditError(problem)
            met.told(problem)

    def rows(name: str) -> Iterator[Filled]:
        title = present.get(folded(name))
        return _rows(book, (name, title), path, made.ledger, met) if title else iter(())

    for row in rows(AGENCIES):
        workbook_parts.agency(row, made.register)
    procedures: dict[str, dict[str, Any]] = {}
    for n, row in enumerate(rows(PROCEDURES), 1):
        workbook_parts.procedure(row, made.register, procedures)
        if progress is not None and n % 50 == 0:
            progress("import", n, 0)
    parts: tuple[tuple[str, Callable[[Filled, Register, dict[str, Any]], None]], ...] = (
        (PAPERS, workbook_parts.paper),
        (STEPS, workbook_parts.step),
    )
    for sheet, take in parts:
        for row in rows(sheet):
            owner = procedures.get(workbook_parts.code(row.values.get("procedure")))
            if owner is None:
                row.told("import.no_such_procedure", "procedure", code=row.text("procedure"))
            else:
                take(row, made.register, owner)
    for row in rows(POSTINGS):
        entry = workbook_parts.posting(row, made.register)
        if entry is not None:
            made.postings.append(entry)
    for document in procedures.values():
        workbook_parts.link(document)
        if taken_on is not None:
            document["source"]["taken_on"] = taken_on.isoformat()
        made.batch.add(document)
    met.files.append(
        {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "records": made.ledger.records}
    )
    return made


def _rows(book: Any, names: tuple[str, str], path: Path, ledger: Ledger, met: Gathered) -> Iterator[Filled]:
    name, title = names
    layout = sheets.layout(path, book[title])
    lines = sheets.read_sheet(book, title, path.name, met, header_row=1, most=MOST_ROWS)
    headings, _ = next(lines).heading()
    by_key = {folded(c.heading): c for c in SHEETS[name]}
    columns = {i: by_key.get(folded(h)) for i, h in enumerate(headings) if h}
    letters = {c.field: letter(i) for i, c in columns.items() if c is not None}
    for column in SHEETS[name]:
        if column.field not in letters:
            where = Phrase("import.where.row", {"sheet": name, "row": "1"})
            values: dict[str, object] = {"where": where, "name": column.heading}
            met.told(Problem("import.no_heading", values, file=path.name, line=1))
    for kind, count in (("import.merged", len(layout.merged)), ("import.hidden", len(layout.hidden))):
        if count:
            met.told(Problem(kind, {"sheet": name, "n": count}, file=path.name))
    above: dict[int, Any] = {}
    for line in lines:
        given = {i: _filled(line, i, layout, above) for i in range(len(line.values))}
        shown = {headings[i]: v for i, v in given.items() if i < len(headings) and headings[i]}
        ledger.count({name: shown})
        found = {c.field: given.get(i) for i, c in columns.items() if c is not None}
        row = Filled(name, line.number, found, letters, met, path.name)
        for i in given:
            if (line.number, i) in layout.no_value:
                cell = f"{letter(i)}{line.number}"
                where = Phrase("import.where.cell", {"sheet": name, "cell": cell})
                met.told(Problem("import.formula", {"where": where}, file=path.name, line=line.number))
        missing = [c for c in SHEETS[name] if c.required and c.field in letters and not row.text(c.field)]
        for column in missing:
            row.told("import.missing", column.field, name=column.heading)
        if not missing:
            yield row


def _filled(line: sheets.Line, index: int, layout: sheets.Layout, above: dict[int, Any]) -> Any:
    """The value of a cell; one that is merged with those above has theirs."""
    value = line.values[index]
    if value is None and (line.number, index) in layout.below:
        return above.get(index)
    above[index] = value
    return value
