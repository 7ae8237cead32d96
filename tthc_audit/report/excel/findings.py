"""The findings as rows of a sheet, each with the number that it has in every form of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.words import tags
from tthc_audit.i18n import Lang, say, show
from tthc_audit.office.workbook import Cell
from tthc_audit.report.excel.columns import Declared
from tthc_audit.report.finding import finding_row
from tthc_audit.report.numbering import Chapter
from tthc_audit.report.reviews import latest
from tthc_audit.report.wording import CLASSES, Class
from tthc_audit.results import Audit, Finding

FINDINGS: Declared = (
    ("number", 7, "code"), ("severity", 11, "text"), ("code", 10, "code"), ("procedure", 24, "long"),
    ("step", 6, "code"), ("finding", 46, "long"), ("law", 24, "long"), ("remedy", 28, "long"),
    ("responsible", 20, "long"), ("authority", 15, "long"), ("due", 11, "day"),
)  # fmt: skip
FINDINGS_BESIDE: Declared = (
    ("rank", 7, "whole"), ("status", 12, "text"), ("reviewed", 18, "long"), ("field", 18, "long"),
    ("evidence", 44, "long"), ("file", 18, "code"),
    ("line", 8, "whole"), ("rule", 32, "code"), ("fingerprint", 22, "code"),
)  # fmt: skip


def finding_cells(audit: Audit, chapters: Sequence[Chapter], lang: Lang) -> Iterator[tuple[Cell, ...]]:
    """The rows in the order of the report; accepted findings follow those of their procedure, without a number."""
    fields = {str(row["procedure"]): row.get("field") for row in audit.tables.get("procedure", ())}
    reviews = latest(audit)
    for chapter in chapters:
        flow = audit.flows.get(chapter.key or "")
        tag = tags(flow) if flow else {}
        accepted: list[tuple[Finding, int, Class]] = [(f, 0, f.severity) for f in chapter.waived]
        for finding, number, kind in [*((n.finding, n.number, n.kind) for n in chapter.findings), *accepted]:
            row = finding_row(
                audit,
                finding,
                lang,
                number=(chapter.number, number),
                kind=kind,
                tag=tag,
                review=reviews.get(finding.fingerprint),
            )
            place = finding.location
            yield (
                row.number if number else "", row.severity, clean(chapter.key or ""),
                clean(chapter.name) or say(lang, "report.whole_catalogue"), row.step, row.message, "; ".join(row.law),
                row.remedy, row.responsible or say(lang, "report.nobody"), row.authority, finding.due,
                CLASSES.index(kind) + 1, say(lang, f"excel.status.{finding.status}"),
                row.reviewed,
                clean(show(lang, fields.get(chapter.key or ""))),
                "; ".join(f"{name}: {value}" for name, value in row.evidence), clean(place.file), place.line, row.rule,
                finding.fingerprint,
            )  # fmt: skip
