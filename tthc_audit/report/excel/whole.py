"""The workbook of a report, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tthc_audit import __version__
from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say, show
from tthc_audit.office.workbook import Book, Cell, Column
from tthc_audit.report.appendix import appendix
from tthc_audit.report.excel import review
from tthc_audit.report.excel.columns import Declared, columns
from tthc_audit.report.excel.findings import FINDINGS, FINDINGS_BESIDE, finding_cells
from tthc_audit.report.excel.procedures import (
    CASES,
    CASES_BESIDE,
    STEPS,
    STEPS_BESIDE,
    case_cells,
    step_cells,
)
from tthc_audit.report.numbering import chapters
from tthc_audit.report.publication import every_cell
from tthc_audit.resources import write_whole
from tthc_audit.results import Audit

_RULES: Declared = (
    ("rule", 34, "code"), ("title", 52, "long"), ("severity", 14, "text"), ("law", 40, "long"), ("stale", 12, "text"),
    ("applicable", 11, "whole"), ("passed", 11, "whole"), ("failed", 11, "whole"), ("undecided", 13, "whole"),
    ("not_applicable", 13, "whole"),
)  # fmt: skip
_MOST_PROCEDURES = 1000
_INPUTS: Declared = (("file", 40, "code"), ("sha256", 72, "code"))


def write_xlsx(audit: Audit, file: Path, lang: Lang) -> Path:
    """Write the workbook; the same audit gives the same bytes."""
    title = say(lang, "report.title", name=clean(audit.name))
    numbered = chapters(audit, lang)
    book = Book(title, audit.as_of)

    def add(name: str, rows: Iterator[tuple[Cell, ...]], printed: Declared, beside: Declared = ()) -> None:
        book.sheet(say(lang, f"excel.sheet.{name}"), columns(lang, printed, beside), rows, frozen=1)

    add("findings", finding_cells(audit, numbered, lang), FINDINGS, FINDINGS_BESIDE)
    book.sheet(
        say(lang, "excel.sheet.review"),
        review.columns(lang),
        review.rows(audit, numbered, lang),
        protected=True,
        frozen=2,
    )
    add("procedures", case_cells(audit, lang), CASES, CASES_BESIDE)
    add("steps", step_cells(audit, lang), STEPS, STEPS_BESIDE)
    places, procedures = every_cell(audit, lang, _MOST_PROCEDURES)
    if places:
        heads = [Column(say(lang, "excel.col.agency"), 34, "long"), Column(say(lang, "excel.col.points"), 10, "code")]
        heads += [Column(code, 11, "code", note=name) for code, name in procedures]
        cells = ((row.name, row.total.text, *(cell.text for cell in row.cells)) for row in places)
        book.sheet(say(lang, "excel.sheet.publication"), heads, cells, frozen=2)
    add("rules", _rules(audit, lang), _RULES)
    head = (
        (say(lang, "excel.sources.title"), title),
        (say(lang, "excel.sources.day"), show(lang, audit.as_of)),
        (say(lang, "excel.sources.tool"), f"tthc-audit {__version__}"),
        (say(lang, "excel.sources.standing"), say(lang, "report.draft")),
    )
    inputs = ((clean(i.file), i.sha256) for i in sorted(audit.inputs, key=lambda i: i.file))
    book.sheet(say(lang, "excel.sheet.sources"), columns(lang, _INPUTS), inputs, head=head, upright=True)
    write_whole(file, book.save())
    return file


def _rules(audit: Audit, lang: Lang) -> Iterator[tuple[Cell, ...]]:
    found = appendix(audit, lang)
    for row in (*found.rules, *found.stale):
        n = row.counts
        yield (
            row.id, row.title, row.severity, "; ".join(row.law), show(lang, n.stale), n.applicable, n.passed, n.failed,
            n.unknown, n.not_applicable,
        )  # fmt: skip
