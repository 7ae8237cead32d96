"""The view model: an audit turned into plain values for the pages, by pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang
from tthc_audit.report.appendix import Appendix, appendix
from tthc_audit.report.finding import FindingRow, finding_rows
from tthc_audit.report.groups import Duties, duties
from tthc_audit.report.held import Held, held
from tthc_audit.report.laws import citations
from tthc_audit.report.leader import Leader, leader
from tthc_audit.report.ledger import Target, ledger
from tthc_audit.report.names import file_names
from tthc_audit.report.numbering import Chapter, chapters
from tthc_audit.report.procedure import Measured, ProcedurePage, procedure_page
from tthc_audit.report.publication import Publication, publication
from tthc_audit.report.times import CaseTimes, case_times, goals
from tthc_audit.report.wording import CLASSES, Row
from tthc_audit.results import Audit, Time

_LISTED = ("violation", "warning")
MOST_LISTED = 400
"""Findings told in full on the first page; the rest stand on the pages of their procedures."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure in the list and the group of findings under its name; ``href`` empty for the catalogue."""

    number: int
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
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report; the pages of procedures are made one at a time, by ``page``."""

    index: Index
    duties: Duties
    held: Held
    appendix: Appendix
    audit: Audit
    chapters: tuple[Chapter, ...]
    rows: Mapping[str, Row]
    citations: Mapping[str, list[Row]]
    times: Mapping[str, tuple[CaseTimes, ...]]
    goals: Mapping[str, Time]
    files: Mapping[int, str]
    lang: Lang
    publication: Publication | None = None

    def page(self, chapter: Chapter, *, drawn: bool = True) -> ProcedurePage:
        """The page of a chapter that has a key; its steps and drawings only where it is to be ``drawn``."""
        assert chapter.key is not None
        key = chapter.key
        measured = Measured(
            self.rows.get(key, {}), self.times.get(key, ()), self.citations.get(key, ()), self.goals.get(key)
        )
        file = self.files[chapter.number]
        return procedure_page(self.audit, chapter, measured, file=file, lang=self.lang, drawn=drawn)


def build(audit: Audit, lang: Lang) -> Report:
    """The view model of an audit in one language."""
    numbered = chapters(audit, lang)
    times = case_times(audit, lang)
    names = file_names(c.key for c in numbered if c.key is not None)
    files = {c.number: f"procedures/{names[c.key]}.html" for c in numbered if c.key is not None}
    rows = {str(row["procedure"]): row for row in audit.tables.get("procedure", ())}
    room = MOST_LISTED
    listed = []
    for chapter in numbered:
        key = chapter.key or ""
        one = _listed(
            audit, chapter, rows.get(key, {}), times.get(key, ()),
            href=files.get(chapter.number, ""), lang=lang, room=room,
        )  # fmt: skip
        room -= len(one.findings)
        listed.append(one)
    return Report(
        index=Index(
            name=clean(audit.name),
            leader=leader(audit, numbered, times, lang),
            groups=tuple(g for g in listed if g.findings or any(g.counts[: len(_LISTED)])),
            procedures=tuple(g for g in listed if g.href),
            errors=len(audit.errors),
            left_out=sum(g.left_out for g in listed),
            targets=ledger(audit, lang),
        ),
        duties=duties(numbered, lang),
        held=held(audit, lang),
        appendix=appendix(audit, lang),
        audit=audit,
        chapters=tuple(c for c in numbered if c.key is not None),
        rows=rows,
        citations=citations(audit),
        times=times,
        goals=goals(audit),
        files=files,
        lang=lang,
        publication=publication(audit, numbered, lang),
    )


def _listed(
    audit: Audit, chapter: Chapter, row: Row, cases: tuple[CaseTimes, ...], *, href: str, lang: Lang, room: int
) -> Listed:
    failed = len(chapter.findings) - chapter.count("unknown")
    grave = tuple(f for f in chapter.findings if f.kind in _LISTED or (chapter.key is None and f.kind != "unknown"))
    shown = finding_rows(audit, Chapter(chapter.number, chapter.key, chapter.name, grave[: max(room, 0)], ()), lang)
    return Listed(
        number=chapter.number,
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
