"""Excel workbooks: sheets with a frozen head, filters and a set-up for printing; the home of xlsxwriter.

Texts stay texts, whatever they begin with, days are days and numbers numbers.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from tthc_audit.errors import AuditError, Problem
from tthc_audit.office.looks import FONT

Kind = Literal["text", "long", "code", "whole", "number", "day"]
"""``long`` texts break into lines; ``code`` is a text even where it looks like a number."""
Cell = str | int | Decimal | date | None
MOST_ROWS = 1_048_575
_LONGEST = 32_767
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_A4 = 9
_FIRST = date(2000, 1, 1)
_LINE, _TALLEST = 15.0, 405.0
_NUMBERS: dict[Kind, str] = {
    "whole": "#,##0", "number": "#,##0.####", "day": "dd/mm/yyyy", "code": "@", "text": "@", "long": "@",
}  # fmt: skip
_LINES = "#C4CBD3"
_GROUNDS = {"locked": "#F2F2F2", "open": "#FFF8DC"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in letters, what its cells are.

    In a protected sheet only ``open`` columns may be written in; ``choices`` are offered there, ``note`` explains it.
    Columns from the first that is not ``printed`` on stay off the paper.
    """

    head: str
    width: float
    kind: Kind = "text"
    open: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    printed: bool = True


class Book:
    """A workbook that is being made, sheet by sheet."""

    def __init__(self, title: str, day: date) -> None:
        import xlsxwriter  # noqa: PLC0415  heavy, and only for workbooks

        self._made = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(
            self._made,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self._title = title
        self._book.set_properties({"title": title, "author": "tthc-audit", "created": _clockless(day)})
        self._looks: dict[tuple[object, ...], Any] = {}

    def sheet(
        self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, protected: bool = False,
        frozen: int = 0, head: Sequence[tuple[str, str]] = (), upright: bool = False,
    ) -> None:  # fmt: skip
        """Add a sheet. ``frozen`` columns stay in sight; ``head`` are lines of name and text above the table."""
        sheet = self._book.add_worksheet(name)
        for number, (label, text) in enumerate(head):
            self._text(sheet, number, 0, label, kind="code", bold=True)
            self._text(sheet, number, 1, text, kind="code")
        top = len(head) + 1 if head else 0
        sheet.set_row(top, max(_lines(column.head, column.width) for column in columns) * _LINE)
        for i, column in enumerate(columns):
            sheet.set_column(i, i, column.width)
            ground = "#FFE08A" if column.open else "#E3E8EE"
            sheet.write_string(top, i, column.head, self._look("code", bold=True, ground=ground, wrapped=True))
            if column.note:
                sheet.write_comment(top, i, column.note, {"x_scale": 2, "author": ""})
        last = top
        for last, row in enumerate(rows, top + 1):
            if last > MOST_ROWS:
                raise AuditError(Problem("office.too_many_rows", {"sheet": name, "limit": MOST_ROWS}))
            sheet.set_row(last, _height(columns, row))
            for i, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(sheet, last, i, column, value, protected=protected)
        self._ready(sheet, top, last, columns, frozen=frozen, upright=upright)
        if protected:
            self._protect(sheet, top, last, columns)

    def _cell(self, sheet: Any, row: int, at: int, column: Column, value: Cell, *, protected: bool) -> None:
        lock = (not column.open) if protected else None
        if value is None or value == "":
            sheet.write_blank(row, at, None, self._look(column.kind, locked=lock))
        elif isinstance(value, str):
            self._text(sheet, row, at, value, kind=column.kind, locked=lock)
        elif isinstance(value, date):
            if value.year < 1900:
                self._text(sheet, row, at, value.isoformat(), kind=column.kind, locked=lock)
            else:
                sheet.write_datetime(row, at, _clockless(value), self._look("day", locked=lock))
        else:
            sheet.write_number(row, at, value, self._look(column.kind, locked=lock))

    def _text(self, sheet: Any, row: int, at: int, text: str, *, kind: Kind = "text", **look: Any) -> None:
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        sheet.write_string(row, at, text, self._look(kind, quoted=text.startswith(_FORMULA), **look))

    def _look(
        self, kind: Kind, *, bold: bool | None = None, ground: str = "", wrapped: bool = False,
        locked: bool | None = None, quoted: bool | None = None,
    ) -> Any:  # fmt: skip
        wanted = (kind, bold, ground, wrapped, locked, quoted)
        if wanted not in self._looks:
            told: dict[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "top", "num_format": _NUMBERS[kind]}
            told |= {"border": 1, "border_color": _LINES}
            told |= {"bold": True} if bold else {}
            told |= {"text_wrap": True} if wrapped or kind in {"long", "text"} else {}
            told |= {"bg_color": ground} if ground else {}
            # What begins like a formula keeps its mark as a text, also after somebody edits it.
            told |= {"quote_prefix": True} if quoted else {}
            if locked is not None:
                told |= {"locked": locked, "bg_color": _GROUNDS["locked" if locked else "open"]}
            self._looks[wanted] = self._book.add_format(told)
        return self._looks[wanted]

    def _ready(self, sheet: Any, top: int, last: int, columns: Sequence[Column], *, frozen: int, upright: bool) -> None:
        sheet.freeze_panes(top + 1, frozen)
        sheet.autofilter(top, 0, max(last, top), len(columns) - 1)
        sheet.repeat_rows(top)
        sheet.set_paper(_A4)
        if not upright:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        title = self._title.replace("&", "&&")
        sheet.set_header("&C&P/&N", {"margin": 0.3})
        sheet.set_footer(f"&L{title[:180]}&R&A", {"margin": 0.3})
        sheet.print_area(
            top, 0, max(last, top), next((i for i, c in enumerate(columns) if not c.printed), len(columns)) - 1
        )

    def _protect(self, sheet: Any, top: int, last: int, columns: Sequence[Column]) -> None:
        """Locked against slips, not against people: there is no password."""
        allowed = ("format_cells", "format_columns", "format_rows", "autofilter", "sort", "select_locked_cells")
        sheet.protect("", dict.fromkeys(allowed, True))
        for i, column in enumerate(columns):
            if last == top or not column.open:
                continue
            if column.choices:
                sheet.data_validation(top + 1, i, last, i, {"validate": "list", "source": list(column.choices)})
            elif column.kind == "day":
                sheet.data_validation(
                    top + 1, i, last, i,
                    {"validate": "date", "criteria": ">=", "value": _clockless(_FIRST), "error_type": "warning",
                     "error_title": column.head[:32], "error_message": column.note[:255]},
                )  # fmt: skip

    def save(self) -> bytes:
        """The file."""
        self._book.close()
        return self._made.getvalue()


def _clockless(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  a day has no clock


def _height(columns: Sequence[Column], row: Sequence[Cell]) -> float:
    """As high as its longest printed text needs: not every program works that out when it opens the file."""
    texts = (
        _lines(value, column.width * 1.2) for column, value in zip(columns, row, strict=True)
        if isinstance(value, str) and column.printed and column.kind in {"long", "text"}
    )  # fmt: skip
    return min(max(texts, default=1) * _LINE, _TALLEST)


def _lines(text: str, width: float) -> int:
    return max(-(-len(text) // max(int(width), 1)), 1)
