"""Fact rows as JSON, CSV or a table for the terminal, and what their columns mean."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import orjson

from tthc_audit.i18n import Lang, say, show
from tthc_audit.results import Value, Words

Rows = Sequence[Mapping[str, Value]]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 48


class ColumnWords(NamedTuple):
    """A column as it is shown: name, type and unit as the tables declare them, meaning in both languages."""

    name: str
    type: str
    unit: str | None
    meaning: Words


def to_json(table: str, as_of: date, columns: Sequence[ColumnWords], rows: Rows) -> bytes:
    """The rows as the published JSON; decimals are numbers with all their digits."""
    decimals = [c.name for c in columns if c.type.startswith("DECIMAL")]

    def exact(row: Mapping[str, Value]) -> dict[str, object]:
        plain: dict[str, object] = {c.name: row[c.name] for c in columns}
        for name in decimals:
            if plain[name] is not None:
                plain[name] = orjson.Fragment(str(plain[name]).encode())
        return plain

    made = {
        "schema": "tthc-audit/facts/v1",
        "table": table,
        "as_of": as_of.isoformat(),
        "rows": [exact(row) for row in rows],
    }
    return orjson.dumps(made, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def to_csv(columns: Sequence[ColumnWords], rows: Rows) -> bytes:
    """The rows as CSV in UTF-8 with its mark, as spreadsheets expect it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; lists are joined by "; ".
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([c.name for c in columns])
    for row in rows:
        writer.writerow([_csv(row[c.name], is_text=c.type in ("VARCHAR", "VARCHAR[]")) for c in columns])
    return out.getvalue().encode("utf-8-sig")


def _csv(value: Value, *, is_text: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        text = "; ".join(value)
    else:
        text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if is_text and text.startswith(_FORMULA) else text


def to_text(columns: Sequence[ColumnWords], rows: Rows, as_of: date, lang: Lang) -> str:
    """The rows for reading, one block a row: only the columns that hold something."""
    wide = max((_width(c.name) for c in columns), default=0)
    blocks = []
    for number, row in enumerate(rows, 1):
        filled = [(c.name, show(lang, row[c.name])) for c in columns if row[c.name] not in (None, [])]
        lines = [f"  {name:<{wide}}  {_one_line(value)}" for name, value in filled]
        blocks.append("\n".join([say(lang, "rows.row", n=number), *lines]))
    return "\n\n".join([*blocks, say(lang, "rows.total", n=len(rows), day=as_of)]) + "\n"


def describe_text(tables: Iterable[tuple[str, Words, Sequence[ColumnWords]]], lang: Lang) -> str:
    """What the tables and their columns mean, for the terminal."""
    told = []
    for name, about, columns in tables:
        wide = min(max(_width(c.name) for c in columns), _WIDEST)
        lines = [
            f"  {c.name:<{wide}}  {c.type:<13}  {c.unit or '':<14}  {c.meaning.vi if lang == 'vi' else c.meaning.en}"
            for c in columns
        ]
        told.append("\n".join([f"{name}: {about.vi if lang == 'vi' else about.en}", *lines]))
    return "\n\n".join(told) + "\n"


def describe_json(tables: Iterable[tuple[str, Words, Sequence[ColumnWords]]]) -> bytes:
    """The same as JSON, in both languages."""
    made = {
        "schema": "tthc-audit/facts-description/v1",
        "tables": [
            {
                "table": name,
                "about": about._asdict(),
                "columns": [
                    {"name": c.name, "type": c.type, "unit": c.unit, "meaning": c.meaning._asdict()} for c in columns
                ],
            }
            for name, about, columns in tables
        ],
    }
    return orjson.dumps(made, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _width(text: str) -> int:
    return sum(not unicodedata.combining(letter) for letter in text)


def _one_line(text: str) -> str:
    """A text on one line, without what could steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
