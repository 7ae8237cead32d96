"""Registers into the database: every cell as it stands, then every spelling once as a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from tthc_audit.catalog import register_rows, register_values
from tthc_audit.catalog.register_columns import fields, missing, recognised
from tthc_audit.catalog.register_files import RegisterFile
from tthc_audit.catalog.register_rows import Table
from tthc_audit.catalog.register_told import MOST, Told
from tthc_audit.database import Database, QueryError, parquet
from tthc_audit.database.session import quoted
from tthc_audit.errors import Phrase, Problem
from tthc_audit.facts.posting import CHANNELS, MEANS
from tthc_audit.results import Notice

_TYPES = {
    "day": "DATE", "flag": "BOOLEAN", "count": "BIGINT",
    "channel": "TINYINT", "means": "TINYINT", "depth": "TINYINT", "date_kind": "TINYINT",
}  # fmt: skip
"""The database type of a value by its kind; all others are texts."""
_PLACES = {"channel": CHANNELS, "depth": ("none", "list", "full"), "date_kind": ("", "first", "last_update")}
"""Words that are kept as their place in a list: millions of rows are compared by them."""
_DAYS = ("DATE", "TIMESTAMP")
_FOR_THE_READER = frozenset({"procedure_name", "expected_decision", "note"})
"""Columns that nothing is told from."""
_NUMBERS = ("FLOAT", "DOUBLE", "DECIMAL")


class Raw(NamedTuple):
    """A register in the database: its table, the type of each column it has, and the rows it holds."""

    register: RegisterFile
    table: str
    columns: dict[str, str]

    def value(self, column: str) -> str:
        """The SQL of a column's value in a query over ``joined``; null where the register lacks the column."""
        if column not in self.columns:
            return f"CAST(NULL AS {type_of(self, column)})"
        if not self.spelt(column):
            return f"CAST(r.{quoted(column)} AS {type_of(self, column)})"
        return f"w_{column}.value"

    def spelt(self, column: str) -> bool:
        """Whether a column holds spellings of values, and not yet values."""
        kind = kinds(self)[column]
        if kind in {"text", "agency", "procedure"}:
            return False
        return not (kind == "day" and self.columns[column].startswith(_DAYS))

    def joined(self, wanted: tuple[str, ...]) -> str:
        """The SQL that puts the values of the wanted columns beside the rows, called ``r``."""
        parts = [f"{quoted(self.table)} r"]
        parts += [
            f"LEFT JOIN {quoted(_words(self, c))} w_{c} ON w_{c}.spelling = r.{quoted(c)}"
            for c in wanted
            if c in self.columns and self.spelt(c)
        ]
        return " ".join(parts)


def kinds(raw: Raw) -> dict[str, str]:
    """The kind of each column that such a register may have."""
    return {field.name: field.kind for field in fields(raw.register.kind)}


def type_of(raw: Raw, column: str) -> str:
    """The database type of a column's value."""
    return _TYPES.get(kinds(raw)[column], "VARCHAR")


def load(db: Database, register: RegisterFile, number: int, told: Told) -> Raw | None:
    """Take a register in; ``None``, with a problem told, where it is no such register."""
    table = f"register_{number}"
    if register_rows.is_parquet(register.path):
        return _parquet(db, register, table, told)
    given = register_rows.read(register, told)
    if given is None:
        return None
    unused(register, given.unused, told)
    kept = [i for i, name in enumerate(given.columns) if name not in _FOR_THE_READER]
    names = [given.columns[i] for i in kept]
    db.load(table, [("line", "BIGINT"), *((name, "VARCHAR") for name in names)], _rows(given, kept))
    return Raw(register, table, dict.fromkeys(names, "VARCHAR"))


def _rows(given: Table, kept: Sequence[int]) -> Iterator[list[object]]:
    for row in given.rows:
        yield [row.line, *(row.cells[i] for i in kept)]


def _parquet(db: Database, register: RegisterFile, table: str, told: Told) -> Raw | None:
    try:
        types = parquet.columns(db, register.path)
    except QueryError:
        told.problem(Problem("posting.not_parquet", file=register.shown))
        return None
    headings = list(types)
    where = recognised(register.kind, headings)
    if missing(register.kind, where):
        told.problem(register_rows.lacking(register, headings, 1))
        return None
    unused(register, tuple(h for i, h in enumerate(headings) if i not in where.values()), told)
    shown, kept = {}, {}
    for name, index in where.items():
        if name in _FOR_THE_READER:
            continue
        heading, kind = headings[index], types[headings[index]]
        shown[name] = _as_text(heading, kind, of_code=name == "procedure")
        kept[name] = kind if kind.startswith(_DAYS) else "VARCHAR"
    parquet.view(db, table, register.path, shown)
    return Raw(register, table, kept)


def _as_text(heading: str, kind: str, *, of_code: bool) -> str:
    if kind.startswith(_DAYS):
        return f"CAST({quoted(heading)} AS DATE)"
    if of_code and kind.startswith(_NUMBERS):
        return f"printf('%.6f', CAST({quoted(heading)} AS DOUBLE))"
    if kind == "VARCHAR":
        return f"nullif(trim({quoted(heading)}), '')"
    return f"CAST({quoted(heading)} AS VARCHAR)"


def unused(register: RegisterFile, headings: tuple[str, ...], told: Told) -> None:
    """Tell of columns that nobody knows: a misspelt heading loses what stands under it."""
    if headings:
        told.notices.append(Notice("posting.unused", {"file": register.shown, "columns": list(headings)[:20]}))


def read_words(db: Database, raw: Raw, wanted: tuple[str, ...], told: Told) -> None:
    """Read every spelling of the wanted columns once, and tell of the cells that hold no such value."""
    for column in wanted:
        if column not in raw.columns or not raw.spelt(column):
            continue
        kind = kinds(raw)[column]
        spellings = [
            str(s)
            for (s,) in db.rows(f"SELECT DISTINCT {quoted(column)} FROM {quoted(raw.table)} ORDER BY 1")
            if s is not None
        ]
        values: list[tuple[str, object]] = []
        bad: list[str] = []
        for spelling in spellings:
            try:
                value = register_values.parse(kind, spelling)
            except register_values.UnreadableError:
                bad.append(spelling)
                continue
            values.append((spelling, _kept(kind, value)))
        db.load(_words(raw, column), (("spelling", "VARCHAR"), ("value", type_of(raw, column))), values)
        if bad:
            _tell(db, raw, column, bad, told)


def _kept(kind: str, value: register_values.Value) -> object:
    """A value as the database keeps it."""
    if kind in _PLACES:
        return _PLACES[kind].index(str(value))
    if kind == "means":
        return sum(1 << MEANS.index(one) for one in str(value).split(";") if one in MEANS)
    return value.isoformat() if isinstance(value, date) else value


def _tell(db: Database, raw: Raw, column: str, bad: list[str], told: Told) -> None:
    kind = kinds(raw)[column]
    heading = next(field.heading for field in fields(raw.register.kind) if field.name == column)
    among = f"FROM {quoted(raw.table)} WHERE {quoted(column)} IN (SELECT unnest(?))"
    count = db.rows(f"SELECT count(*) {among}", [bad])[0][0]
    lines = db.rows(f"SELECT line, {quoted(column)} {among} ORDER BY line LIMIT {MOST}", [bad])
    for line, spelling in lines:
        values: dict[str, object] = {
            "value": str(spelling)[:80],
            "column": {"vi": heading.vi, "en": heading.en},
            "wanted": Phrase(f"posting.wanted.{kind}"),
        }
        told.problem(Problem("posting.bad_value", values, file=raw.register.shown, line=line))
    told.more(raw.register.shown, "posting.bad_value", count - len(lines))


def _words(raw: Raw, column: str) -> str:
    return f"{raw.table}_{column}"
