"""What concerns one agency, as a Word document of its own that can be sent to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from tthc_audit.errors import AuditError, Problem
from tthc_audit.i18n import Lang, say
from tthc_audit.office.wordml import Line
from tthc_audit.report.finding import FindingRow, finding_rows
from tthc_audit.report.numbering import Chapter, chapters
from tthc_audit.report.view import Listed
from tthc_audit.report.word.front import letterhead, signature, titled
from tthc_audit.report.word.setting import Setting
from tthc_audit.report.word.start import opened, save
from tthc_audit.report.word.tables import FINDING, finding_head, finding_line, group_line
from tthc_audit.report.wording import CLASSES, shortened
from tthc_audit.results import Audit


def agency_named(audit: Audit, given: str) -> str:
    """The name of the agency with that name or id to which findings are addressed.

    Raises ``AuditError`` where no finding is addressed to it.
    """
    name = audit.agencies.get(given, given)
    known = sorted({f.responsible for f in audit.findings if f.responsible})
    if name in known:
        return name
    if not known:
        raise AuditError(Problem("office.no_agency_answers", {"name": given}))
    near = get_close_matches(name, known, n=3, cutoff=0.4) or known[:3]
    raise AuditError(Problem("office.no_findings_of_agency", {"name": given, "near": near}))


def write_extract(audit: Audit, file: Path, lang: Lang, agency: str, *, template: Path | None = None) -> Path:
    """Write what an agency (by its name) is to explain and mend; numbers are those of the whole report."""
    concerned = [_of(chapter, agency) for chapter in chapters(audit, lang)]
    concerned = [chapter for chapter in concerned if chapter.findings]
    title = say(lang, "report.extract.title", name=shortened(audit.name, 140), agency=shortened(agency, 140))
    document = opened(lang, template, owner=audit.owner or "", title=title, day=audit.as_of)
    to = Setting(document, lang)
    if template is None:
        letterhead(to, shortened(audit.owner or "", 60))
        titled(to, title)
    v, w, s, u = (sum(c.count(kind) for c in concerned) for kind in CLASSES)
    to.text("body", to.words("extract.scope", agency=agency, v=v, w=w, s=s, u=u, p=len(concerned), day=audit.as_of))
    to.text("body", to.words("extract.ask"))
    rows = [(chapter, finding_rows(audit, chapter, lang)) for chapter in concerned]
    _part(to, "1", "section.findings", rows, undecided=False)
    _part(to, "2", "unknown.caption", rows, undecided=True)
    if template is None:
        signature(to)
    return save(document, to, file, title=title, day=audit.as_of)


def _of(chapter: Chapter, agency: str) -> Chapter:
    mine = tuple(n for n in chapter.findings if n.finding.responsible == agency)
    return replace(chapter, findings=mine, waived=())


def _part(
    to: Setting, number: str, name: str, rows: Sequence[tuple[Chapter, Sequence[FindingRow]]], *, undecided: bool
) -> None:
    lines: list[Line] = []
    for chapter, several in rows:
        mine = tuple(row for row in several if (row.kind == "unknown") is undecided)
        if mine:
            lines.append(group_line(to, _listed(chapter, mine)))
            lines += [finding_line(to, row, full=True) for row in mine]
    if lines:
        to.heading(1, f"{number}. {to.words(name)}")
        to.table(FINDING, [finding_head(to), *lines], to.words(name if undecided else "findings.caption"))


def _listed(chapter: Chapter, rows: tuple[FindingRow, ...]) -> Listed:
    return Listed(
        number=chapter.number, key=chapter.key or "", name=chapter.name, field="", href=chapter.key or "",
        worst="", limit="", verdict="", counts=(), findings=rows, left_out=0,
    )  # fmt: skip
