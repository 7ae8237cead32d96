"""The rows of a table as procedures, by a declared mapping."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tthc_audit.errors import AuditError, Phrase, Problem
from tthc_audit.importers import table
from tthc_audit.importers.ledger import Ledger
from tthc_audit.importers.mapping import Field, Mapping
from tthc_audit.importers.records import Gathered
from tthc_audit.importers.register import Register
from tthc_audit.importers.sequence import Sequences
from tthc_audit.importers.shape import text_of
from tthc_audit.importers.table import Row
from tthc_audit.importers.transforms import SEQUENCE, TRANSFORMS, Context, UnreadableError
from tthc_audit.importers.words import one_line, plain
from tthc_audit.importers.writing import Batch, Progress

_PROBE = 1000


def take_in(
    path: Path, mapping: Mapping, met: Gathered, *, taken_on: date | None, progress: Progress | None = None
) -> tuple[Batch, Register, Ledger]:
    """Every row of the table; what cannot be read of a row is told and kept as it stands.

    Raises ``AuditError`` where the table lacks a column that the mapping names.
    """
    batch, register, ledger = Batch(_issuer), Register(), Ledger(mapping.fates())
    sequences = Sequences(batch, register)
    given = table.read(path, met, sheet=mapping.sheet, header_row=mapping.header_row)
    if given.columns is not None:
        _refuse_missing(path, mapping, given.columns)
    seen: dict[str, None] = {}
    n = 0
    for n, row in enumerate(given.rows, 1):
        ledger.count(row.tree)
        if given.columns is None and n <= _PROBE:
            seen |= dict.fromkeys(row.tree)
        document = procedure(row, mapping, register, ledger, met)
        if document is not None:
            if taken_on is not None:
                document.setdefault("source", {})["taken_on"] = taken_on.isoformat()
            sequences.add(document, _sequence(row, mapping))
        if progress is not None and n % 50 == 0:
            progress("import", n, 0)
    sequences.finish()
    if given.columns is None and n:
        _refuse_missing(path, mapping, tuple(seen))
    elif given.columns is not None:
        met.files[-1]["records"] = n
    return batch, register, ledger


def _refuse_missing(path: Path, mapping: Mapping, columns: tuple[str, ...]) -> None:
    known = [c for c in columns if c]
    missing = dict.fromkeys(f.column for f in mapping.fields if not f.optional and f.column not in known)
    if missing:
        raise AuditError(
            *(
                Problem(
                    "import.no_column", {"name": name, "known": known[:50]}, file=path.name, line=mapping.header_row
                )
                for name in missing
            )
        )


def procedure(row: Row, mapping: Mapping, register: Register, ledger: Ledger, met: Gathered) -> dict[str, Any] | None:
    """The procedure of a row; ``None``, with a problem told, where it has no code or no name."""
    made: dict[str, Any] = {}
    code = ""
    for entry in mapping.fields:
        value = row.tree.get(entry.column)
        if entry.unless_column is not None and _said_by(row.tree.get(entry.unless_column), value):
            continue
        if entry.transform == SEQUENCE:
            continue
        put(made, entry.field, _value(row, entry, value, Context(register, _Remark(ledger, entry, code)), met))
        if entry.field == "code":
            code = text_of(made.get("code"))
    if not made.get("code") or not made.get("name"):
        key = "import.no_name" if made.get("code") else "import.no_code"
        met.told(row.problem(key, code=code, name=text_of(made.get("name"))))
        return None
    if mapping.source:
        made["source"] = dict(mapping.source)
    return made


def _sequence(row: Row, mapping: Mapping) -> str:
    given = (text_of(row.tree.get(entry.column)) for entry in mapping.fields if entry.transform == SEQUENCE)
    return "\n".join(text for text in given if text)


class _Remark:
    """Remembers what was not taken over as it stands, of this row."""

    def __init__(self, ledger: Ledger, entry: Field, code: str) -> None:
        self._ledger, self._entry, self._code = ledger, entry, code

    def __call__(self, kind: str, field: str) -> None:
        self._ledger.remark(kind, field or self._entry.column, self._code)


def _value(row: Row, entry: Field, value: Any, context: Context, met: Gathered) -> Any:
    try:
        return TRANSFORMS[entry.transform](value, context)
    except UnreadableError as error:
        values: dict[str, object] = {
            "where": row.where(entry.column),
            "value": one_line(text_of(value))[:80],
            "field": entry.field,
            "wanted": Phrase(f"import.wanted.{error.wanted}"),
        }
        met.told(Problem("import.bad_value", values, file=row.file, line=row.line))
        context.remark("bad_value", entry.column)
        return Unread(plain(text_of(value)))


class Unread(str):
    """A value that could not be read, to be kept as it stands."""

    __slots__ = ()


def put(document: dict[str, Any], field: str, value: Any) -> None:
    """Put a value where the dotted name says; lists are continued; what could not be read goes to ``x-unread``."""
    if value is None:
        return
    if isinstance(value, Unread):
        document.setdefault("x-unread", {})[field] = str(value)
        return
    *path, last = field.split(".")
    here = document
    for part in path:
        here = here.setdefault(part, {})
    if isinstance(value, list) and isinstance(here.get(last), list):
        value = here[last] + value
    here[last] = value


def _said_by(other: Any, value: Any) -> bool:
    """Whether the other column says it: it has parts of its own, or the same text."""
    if isinstance(other, list):
        return bool(other)
    return plain(text_of(other)) == plain(text_of(value))


def _issuer(document: dict[str, Any]) -> str:
    agencies = document.get("agencies", {})
    numbers = [d.get("number", "") for d in document.get("decisions", [])]
    return str(document.get("variant") or agencies.get("competent") or next(iter(numbers), ""))
