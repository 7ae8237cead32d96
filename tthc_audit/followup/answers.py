"""The workbook that comes back from an agency: its answers, and every cell that was changed where it may not be."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

from tthc_audit.catalog.workbooks import letter, open_book
from tthc_audit.errors import AuditError, Problem
from tthc_audit.followup.form import KEY, LOCKED, OPEN, asked, head
from tthc_audit.followup.model import Answer, Round
from tthc_audit.i18n import LANGS, Lang, show

_HEAD_WITHIN = 30
_MOST_COLUMNS = 60
_MOST_ROWS = 200_000
_EMPTY_RUN = 500
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the table stands: its sheet, the language and row of its heads, the column of each name."""

    sheet: Any
    lang: Lang
    row: int
    columns: Mapping[str, int]


def read_answers(file: Path, one: Round) -> Round:
    """The round with the answers that stand in a workbook of its findings; sheets and columns may have moved.

    Findings that the workbook does not hold keep the answers they have: each agency sends its own part.
    Raises ``AuditError`` with every cell that was changed where it may not be, every row that belongs to no finding
    or stands there twice, and every day that cannot be read.
    """
    book = open_book(file, formulas=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = _table(book, file)
            rows = list(_rows(table, file))
    except AuditError:
        raise
    except Exception:  # noqa: BLE001  a damaged workbook breaks its reader in many ways
        raise AuditError(Problem("import.not_a_workbook", {}, file=file.name)) from None
    wanted = {row.fingerprint: row for row in asked(one, table.lang)}
    problems: list[Problem] = []
    answers = dict(one.answers)
    seen: set[str] = set()
    for number, cells in rows:
        key = _text(cells.get(KEY))
        told = _Row(file, table, number, problems)
        if key not in wanted or key in seen:
            told.wrong(KEY, "followup.row_twice" if key in seen else "followup.row_unknown", value=key)
            continue
        seen.add(key)
        for name, _, kind in LOCKED[1:]:
            was = wanted[key].cells[name]
            now = told.day(name, cells.get(name), strict=False) if kind == "day" else _text(cells.get(name))
            if (now or None) != ((_text(was) if isinstance(was, str) else was) or None):
                told.wrong(name, "followup.locked", was=show(table.lang, was) or "–", now=show(table.lang, now) or "–")
        explanation, commitment, evidence = (_text(cells.get(n)) for n in ("explanation", "commitment", "evidence"))
        due = told.day("due", cells.get("due"))
        answers[key] = Answer(explanation, commitment, due if isinstance(due, date) else None, evidence)
    if problems:
        raise AuditError(*problems)
    return replace(one, answers={key: answer for key, answer in answers.items() if answer})


class _Row:
    """A row of the table, which knows how to name its cells."""

    def __init__(self, file: Path, table: _Table, number: int, problems: list[Problem]) -> None:
        self._file, self._table, self._number, self._problems = file, table, number, problems

    def wrong(self, name: str, key: str, **values: object) -> None:
        """Tell what is wrong with a cell."""
        column = self._table.columns[name]
        cell = f"{letter(column)}{self._number}"
        told = {"cell": cell, "column": head(self._table.lang, name), **values}
        self._problems.append(
            Problem(key, told, file=f"{self._file.name}!{self._table.sheet.title}", line=self._number)
        )

    def day(self, name: str, value: Any, *, strict: bool = True) -> date | str | None:
        """The day in a cell, ``None`` where it is empty; another text is told, or kept where the cell is locked."""
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


def _table(book: Any, file: Path) -> _Table:
    """The table, wherever it stands: the first row of any sheet in which every head is found."""
    nearest: tuple[str, ...] = ()
    for sheet in book.worksheets:
        for number, values in enumerate(_values(sheet, 1, _HEAD_WITHIN), 1):
            heads = [_text(value) for value in values]
            for lang in LANGS:
                names = {name: head(lang, name) for name, _, _ in (*LOCKED, *OPEN)}
                missing = tuple(words for words in names.values() if words not in heads)
                if not missing:
                    return _Table(sheet, lang, number, {name: heads.index(words) for name, words in names.items()})
                if names[KEY] in heads:
                    nearest = missing
    raise AuditError(
        Problem("followup.no_columns", {"missing": list(nearest)}, file=file.name)
        if nearest else Problem("followup.no_table", {}, file=file.name)
    )  # fmt: skip


def _rows(table: _Table, file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    empty = 0
    for number, values in enumerate(_values(table.sheet, table.row + 1, None), table.row + 1):
        if number > _MOST_ROWS:
            raise AuditError(Problem("followup.too_many_rows", {"limit": _MOST_ROWS}, file=file.name))
        cells = {name: values[at] if at < len(values) else None for name, at in table.columns.items()}
        if any(_text(value) for value in cells.values()):
            empty = 0
            yield number, cells
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
    """What a cell holds as a text in composed letters: a formula as what was typed, never as what it works out."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    plain = str(getattr(value, "text", value))
    return unicodedata.normalize("NFC", plain.replace("\r\n", "\n").replace("_x000D_", "")).strip()
