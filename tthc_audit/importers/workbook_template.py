"""Makes the template workbook that inspectors fill in with Excel."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from tthc_audit.catalog.workbooks import letter
from tthc_audit.importers.workbook_form import AGENCIES, PROCEDURES, SHEETS, Column

_ROWS = 5000
_LISTS = "Danh sách"
_MOST_INLINE = 255
_SOURCES = {PROCEDURES: f"='{PROCEDURES}'!$A$2:$A${_ROWS}", AGENCIES: f"='{AGENCIES}'!$A$2:$A${_ROWS}"}
_TEXT_COLUMNS = frozenset({"code", "procedure", "id", "next"})


def template() -> bytes:
    """The workbook as bytes, the same at every call."""
    import xlsxwriter  # noqa: PLC0415  heavy, and only for the template

    made = io.BytesIO()
    book: Any = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties(
        {"title": "Mẫu nhập thủ tục hành chính", "created": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)}
    )
    required = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"})
    optional = book.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1, "text_wrap": True, "valign": "top"})
    as_text = book.add_format({"num_format": "@"})
    sheets = {name: book.add_worksheet(name) for name in SHEETS}
    lists = book.add_worksheet(_LISTS)
    lists.hide()
    taken = 0
    for name, columns in SHEETS.items():
        sheet = sheets[name]
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 32)
        for i, column in enumerate(columns):
            sheet.set_column(i, i, column.width, as_text if column.field in _TEXT_COLUMNS else None)
            sheet.write_string(0, i, column.heading, required if column.required else optional)
            sheet.write_comment(0, i, _note(column), {"x_scale": 2})
            source: Any = _SOURCES.get(column.of_sheet)
            if column.choices:
                words = list(column.choices)
                for row, word in enumerate(words):
                    lists.write_string(row, taken, word)
                source = f"='{_LISTS}'!${letter(taken)}$1:${letter(taken)}${len(words)}"
                taken += 1
            if source:
                # Several entries may stand in one cell: Excel proposes, and warns, but does not refuse.
                sheet.data_validation(
                    1, i, _ROWS, i,
                    {"validate": "list", "source": source, "error_type": "information",
                     "input_title": column.heading[:32], "input_message": column.note[:_MOST_INLINE],
                     "error_title": "Ngoài danh sách", "error_message": "Giá trị này không có trong danh sách."},
                )  # fmt: skip
    book.close()
    return made.getvalue()


def _note(column: Column) -> str:
    return f"{'Bắt buộc. ' if column.required else ''}{column.note}"
