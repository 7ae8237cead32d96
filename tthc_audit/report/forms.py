"""The forms of a report, and where each is written in the folder of the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tthc_audit.i18n import Lang
from tthc_audit.report.names import file_names
from tthc_audit.results import Audit

Tell = Callable[[str, int, int], None]
Form = Literal["html", "docx", "xlsx", "pdf"]
FORMS: tuple[Form, ...] = ("html", "docx", "xlsx", "pdf")
EXTRACTS = "extracts"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: forms, an office's own form for Word documents, agencies (name or id) with an extract."""

    forms: tuple[Form, ...] = ("html",)
    template: Path | None = None
    agencies: tuple[str, ...] = ()


PAGES = Wanted()


def write(
    audit: Audit, folder: Path, lang: Lang, wanted: Wanted = PAGES, *, tail: Lang | None = None,
    tell: Tell | None = None,
) -> list[Path]:  # fmt: skip
    """Write what is wanted into a folder, which is made if it is not there; the file to open first leads.

    Raises ``AuditError`` where an office's own form or an agency is not what it should be.
    """
    forms, template, agencies = wanted.forms, wanted.template, wanted.agencies
    from tthc_audit.report.html import write_html  # noqa: PLC0415  each form loads what it needs

    made: list[Path] = []
    if "docx" in forms or agencies:
        from tthc_audit.report.word import extract, whole  # noqa: PLC0415

        named = [extract.agency_named(audit, given) for given in agencies]
        folder.mkdir(parents=True, exist_ok=True)
        if "docx" in forms:
            made.append(whole.write_docx(audit, folder / "report.docx", lang, tail=tail, template=template, tell=tell))
        files = file_names(named)
        for name in sorted(set(named)):
            (folder / EXTRACTS).mkdir(exist_ok=True)
            made.append(
                extract.write_extract(audit, folder / EXTRACTS / f"{files[name]}.docx", lang, name, template=template)
            )
    if "xlsx" in forms:
        from tthc_audit.report.excel.whole import write_xlsx  # noqa: PLC0415

        folder.mkdir(parents=True, exist_ok=True)
        made.append(write_xlsx(audit, folder / "report.xlsx", lang))
    if "pdf" in forms:
        from tthc_audit.report.pdf import write_pdf  # noqa: PLC0415

        folder.mkdir(parents=True, exist_ok=True)
        made.append(write_pdf(audit, folder / "report.pdf", lang, tail=tail))
    if "html" in forms:
        made = [*write_html(audit, folder, lang, tail=tail, tell=tell), *made]
    return made
