"""The view model: an audit turned into plain values for the pages, by pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang
from tthc_audit.report.appendix import Appendix, appendix
from tthc_audit.report.finding import FindingRow, finding_rows
from tthc_audit.report.leader import Leader, leader
from tthc_audit.report.names import file_names
from tthc_audit.report.numbering import Chapter, chapters
from tthc_audit.report.procedure import ProcedurePage, procedure_page
from tthc_audit.report.times import CaseTimes, case_times
from tthc_audit.report.wording import CLASSES, Row
from tthc_audit.results import Audit

_LISTED = ("violation", "warning")
MOST_LISTED = 400
"""Findings told in full on the first page; the rest stand on the pages of their procedures."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure in the list and the group of findings under its name; ``href`` empty for the catalogue."""

    key: str
    name: str
    field: str
    href: str
    worst: str
    limit: str
    verdict: str
    counts: tuple[int, ...]
    findings: tuple[FindingRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Index:
    """The first file: the leader's page, the findings, the list of procedures."""

    name: str
    leader: Leader
    groups: tuple[Listed, ...]
    procedures: tuple[Listed, ...]
    errors: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report; pages of procedures are made one at a time, by ``pages``."""

    index: Index
    appendix: Appendix
    audit: Audit
    chapters: tuple[Chapter, ...]
    times: Mapping[str, tuple[CaseTimes, ...]]
    files: Mapping[str, str]
    lang: Lang

    def pages(self) -> Iterator[ProcedurePage]:
        """The page of each procedure, in the order of the list."""
        rows = _rows(self.audit)
        for chapter in self.chapters:
            if chapter.key is not None:
                yield procedure_page(
                    self.audit, chapter, rows.get(chapter.key, {}), self.times.get(chapter.key, ()),
                    file=self.files[chapter.key], lang=self.lang,
                )  # fmt: skip


def build(audit: Audit, lang: Lang) -> Report:
    """The view model of an audit in one language."""
    numbered = chapters(audit, lang)
    times = case_times(audit, lang)
    files = {
        key: f"procedures/{name}.html" for key, name in file_names(c.key for c in numbered if c.key is not None).items()
    }
    rows = _rows(audit)
    room = MOST_LISTED
    listed = []
    for chapter in numbered:
        key = chapter.key or ""
        one = _listed(
            audit, chapter, rows.get(key, {}), times.get(key, ()),
            href=files[chapter.key] if chapter.key is not None else "", lang=lang, room=room,
        )  # fmt: skip
        room -= len(one.findings)
        listed.append(one)
    return Report(
        index=Index(
            name=clean(audit.name),
            leader=leader(audit, numbered, times, lang),
            groups=tuple(g for g in listed if g.findings or g.left_out),
            procedures=tuple(g for g in listed if g.href),
            errors=len(audit.errors),
            left_out=sum(g.left_out for g in listed),
        ),
        appendix=appendix(audit, lang),
        audit=audit,
        chapters=numbered,
        times=times,
        files=files,
        lang=lang,
    )


def _rows(audit: Audit) -> dict[str, Row]:
    return {str(row["procedure"]): row for row in audit.tables.get("procedure", ())}


def _listed(
    audit: Audit, chapter: Chapter, row: Row, cases: tuple[CaseTimes, ...], *, href: str, lang: Lang, room: int
) -> Listed:
    failed = len(chapter.findings) - chapter.count("unknown")
    grave = tuple(f for f in chapter.findings if f.kind in _LISTED or (chapter.key is None and f.kind != "unknown"))
    shown = finding_rows(audit, Chapter(chapter.number, chapter.key, chapter.name, grave[: max(room, 0)], ()), lang)
    return Listed(
        key=clean(chapter.key or ""),
        name=clean(chapter.name),
        field=clean(str(row.get("field") or "")),
        href=href,
        worst=cases[0].worst if len(cases) == 1 else "",
        limit=cases[0].statutory if len(cases) == 1 else "",
        verdict=_verdict(cases),
        counts=tuple(chapter.count(kind) for kind in CLASSES),
        findings=shown,
        left_out=failed - len(shown),
    )


def _verdict(cases: tuple[CaseTimes, ...]) -> str:
    """The gravest verdict of the cases."""
    found = {case.verdict for case in cases}
    return next((v for v in ("unsound", "longer", "undecided", "no_limit", "no_steps", "within") if v in found), "")
