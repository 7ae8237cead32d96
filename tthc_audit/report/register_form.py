"""The empty register of what is published where: a workbook with notes, or the heads of a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tthc_audit.i18n import Lang, say
from tthc_audit.report.wording import pick
from tthc_audit.results import Words

Columns = Sequence[tuple[str, Words, Words, bool]]
"""Name, heading, meaning, and whether it must be there."""
_DAY = date(2026, 1, 1)
"""Workbooks carry a day; the template is the same on every day."""


def empty_csv(columns: Columns) -> bytes:
    """The heads in English, as programs write them."""
    return (",".join(name for name, *_ in columns) + "\n").encode()


def empty_xlsx(columns: Columns, lang: Lang) -> bytes:
    """A sheet to be filled in, and a sheet that says what each column means, in both languages."""
    from tthc_audit.office.workbook import Book, Column  # noqa: PLC0415  only for workbooks

    book = Book(say(lang, "checklist.form.title"), _DAY)
    heads = [
        Column(pick(lang, heading), 18, "code", open=required, note=pick(lang, meaning))
        for _, heading, meaning, required in columns
    ]
    book.sheet(say(lang, "checklist.form.sheet"), heads, ())
    explained = [
        Column(say(lang, f"checklist.form.{name}"), width, "long")
        for name, width in (("column", 22), ("vi", 34), ("en", 34), ("meaning_vi", 60), ("meaning_en", 60))
    ]
    rows = [(name, heading.vi, heading.en, meaning.vi, meaning.en) for name, heading, meaning, _ in columns]
    book.sheet(say(lang, "checklist.form.columns"), explained, rows)
    return book.save()
