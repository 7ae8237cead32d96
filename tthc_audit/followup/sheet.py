"""A table in a workbook that people wrote in: found by its heads, wherever it stands, and read row by row."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from tthc_audit.catalog.workbooks import letter, open_book
from tthc_audit.errors import AuditError, Problem
from tthc_audit.i18n import LANGS, Lang

_HEAD_WITHIN = 30
_MOST_COLUMNS = 60
_MOST_ROWS = 200_000
_EMPTY_RUN = 500
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table stands: its sheet, the language and row of its heads, the column of each name."""

    sheet: Any
    lang: Lang
    row: int
    columns: Mapping[str, int]
    heads: Mapping[str, str]


def read(file: Path, heads: Callable[[Lang], Mapping[str, str]], key: str) -> tuple[Lang, list[Row]]:
    """The rows of the table whose heads are given by name, in either language; ``key`` names the column it is known by.

    Raises ``AuditError`` where the file is no workbook, or holds no such table.
    """
    book = open_book(file, formulas=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = _table(book, file, heads, key)
            return table.lang, list(_rows(table, file))
    except AuditError:
        raise
    except Exception:  # noqa: BLE001  a damaged workbook breaks its reader in many ways
        raise AuditError(Problem("import.not_a_workbook", {}, file=file.name)) from None


class Row:
    """A row of the table, which knows how to name its cells and keeps what is wrong with them."""

    def __init__(self, file: Path, table: Table, number: int, cells: Mapping[str, Any]) -> None:
        self._file, self._table, self._number, self._cells = file, table, number, cells
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """What a cell holds as a text in composed letters: of a formula what was typed, never what it works out."""
        return _text(self._cells.get(name))

    def wrong(self, name: str, key: str, **values: object) -> None:
        """Keep what is wrong with a cell."""
        column = self._table.columns[name]
        cell = f"{letter(column)}{self._number}"
        told = {"cell": cell, "column": self._table.heads[name], **values}
        self.problems.append(Problem(key, told, file=f"{self._file.name}!{self._table.sheet.title}", line=self._number))

    def day(self, name: str, *, strict: bool = True) -> date | str | None:
        """The day in a cell, ``None`` where it is empty; another text is told, or kept where the cell is locked."""
        value = self._cells.get(name)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = _text(value)
        if not text:
            return None
        found = _day(text)
        if found is None and strict:
            self.wrong(name, "followup.no_day_in_cell", value=text)
        return found or text


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        return None


def _table(book: Any, file: Path, heads: Callable[[Lang], Mapping[str, str]], key: str) -> Table:
    """The table, wherever it stands: the first row of any sheet in which every head is found."""
    nearest: tuple[str, ...] = ()
    for sheet in book.worksheets:
        for number, values in enumerate(_values(sheet, 1, _HEAD_WITHIN), 1):
            found = [_text(value) for value in values]
            for lang in LANGS:
                names = heads(lang)
                missing = tuple(words for words in names.values() if words not in found)
                if not missing:
                    columns = {name: found.index(words) for name, words in names.items()}
                    return Table(sheet, lang, number, columns, names)
                if names[key] in found:
                    nearest = missing
    raise AuditError(
        Problem("followup.no_columns", {"missing": list(nearest)}, file=file.name)
        if nearest else Problem("followup.no_table", {}, file=file.name)
    )  # fmt: skip


def _rows(table: Table, file: Path) -> Iterator[Row]:
    empty = 0
    for number, values in enumerate(_values(table.sheet, table.row + 1, None), table.row + 1):
        if number > _MOST_ROWS:
            raise AuditError(Problem("followup.too_many_rows", {"limit": _MOST_ROWS}, file=file.name))
        cells = {name: values[at] if at < len(values) else None for name, at in table.columns.items()}
        if any(_text(value) for value in cells.values()):
            empty = 0
            yield Row(file, table, number, cells)
        else:
            empty += 1
            if empty > _EMPTY_RUN:
                return


def _values(sheet: Any, first: int, last: int | None) -> Iterator[Sequence[Any]]:
    return cast(
        "Iterator[Sequence[Any]]",
        sheet.iter_rows(min_row=first, max_row=last, max_col=_MOST_COLUMNS, values_only=True),
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    plain = str(getattr(value, "text", value))
    return unicodedata.normalize("NFC", plain.replace("\r\n", "\n").replace("_x000D_", "")).strip()
