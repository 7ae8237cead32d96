"""The chapter of one procedure: its times, its drawings, its steps, the acts it cites, its findings."""

from __future__ import annotations

from collections.abc import Sequence

from tthc_audit.diagram.model import Scene
from tthc_audit.i18n import say
from tthc_audit.office.wordml import Line, Part, Run
from tthc_audit.report.drawings import Drawing
from tthc_audit.report.procedure import ProcedurePage
from tthc_audit.report.word.overlaps import overlaps
from tthc_audit.report.word.setting import Setting, printed
from tthc_audit.report.word.tables import FINDING, finding_head, finding_line, longer
from tthc_audit.report.wording import CLASSES, class_words
from tthc_audit.results import Audit

_SMALL = 9.5


def chapter(to: Setting, page: ProcedurePage, audit: Audit, *, new_page: bool) -> None:
    """Set a chapter with every part that the page has."""
    to.heading(2, f"{page.key} · {page.name or to.words('no_name')}", new_page=new_page)
    counted = (
        f"{class_words(to.lang, k)}: {to.words('number', n=n)}" for k, n in zip(CLASSES, page.counts, strict=True)
    )
    to.text("note", " · ".join(counted))
    facts = [to.row(((Run(printed(name), size=_SMALL),),), value) for name, value in page.facts]
    to.bare((46.0, 118.0), facts)
    for number, name in enumerate(page.sections, 1):
        title = (Run(f"{number}. "), *to.named(f"section.{name}"))
        drawings = {"diagram": page.diagram, "axis": page.axis}.get(name)
        if drawings:
            to.sheets(3, title, _captioned(to, name, page.key, drawings))
            continue
        to.heading(3, title)
        if name == "times":
            _times(to, page)
        elif name == "steps":
            _steps(to, page)
        elif name == "overlaps" and page.overlaps:
            overlaps(to, page.overlaps)
        elif name == "acts":
            _acts(to, page, audit)
        else:
            _findings(to, page)


def _captioned(to: Setting, name: str, key: str, drawings: Sequence[Drawing]) -> list[tuple[Scene, str]]:
    many = len(drawings)
    return [
        (
            one.scene,
            to.words(f"figure.of_{name}", code=key)
            + (f" ({to.words('figure.sheet', n=number, of=many)})" if many > 1 else ""),
        )
        for number, one in enumerate(drawings, 1)
    ]


def _times(to: Setting, page: ProcedurePage) -> None:
    if page.problem:
        trace = f" {to.words('trace')} {page.trace}" if page.trace else ""
        to.text("alert", f"{page.problem}.{trace}")
    if not page.cases:
        return
    nothing = to.words("nothing")
    lines = [to.head(*(f"col.{n}" for n in _TIMES))]
    for case in page.cases:
        limit: list[str | Sequence[Part]] = [case.statutory]
        if case.extended:
            limit.append((Run(to.words("extended", time=case.extended), size=_SMALL),))
        figures = (case.committed, case.best, case.typical, case.worst, case.elapsed)
        verdict = longer(to.words(f"verdict.{case.verdict}"), case.verdict == "longer")
        lines.append(
            to.row(case.name or to.words("all_cases"), limit, *(f or nothing for f in figures), verdict, role="small")
        )
    to.table((18, 14, 11, 11, 11, 11, 13, 13), lines, to.words("times.caption"))
    to.text("note", to.words("times.note"))


_TIMES = ("case", "limit", "committed", "best", "typical", "worst", "elapsed", "verdict")


def _steps(to: Setting, page: ProcedurePage) -> None:
    nothing = to.words("nothing")
    if page.path:
        lines = [to.head(*(f"col.{n}" for n in ("step", "what", "unit", "time", "total", "share")))]
        lines += [
            to.row(
                ((Run(row.tag, bold=True),),), row.name, row.unit, row.time, row.total or nothing,
                f"{row.share}%" if row.share else nothing, role="small",
            )
            for row in page.path
        ]  # fmt: skip
        to.table((8, 32, 24, 14, 14, 10), lines, to.words("path.caption"))
    lines = [to.head(*(f"col.{n}" for n in ("step", "what", "unit", "role", "time", "clock", "slack", "after")))]
    lines += [
        to.row(
            ((Run(row.tag, bold=True),),), ((Run(row.name, bold=row.critical),),), row.unit, row.role or nothing,
            row.time, row.clock, row.slack or nothing, row.after or to.words("end"), role="small",
        )
        for row in page.steps
    ]  # fmt: skip
    to.table((8, 24, 16, 13, 12, 14, 11, 9), lines, to.words("steps.caption.bold"))


def _acts(to: Setting, page: ProcedurePage, audit: Audit) -> None:
    if not page.acts:
        to.text("body", to.words("acts.none"))
        return
    lines = [to.head(*(f"col.{n}" for n in ("act", "provision", "cited_for", "validity")))]
    lines += [
        to.row(
            row.number, row.provisions or to.words("nothing"), row.cited_for, longer(row.validity, row.lapsed),
            role="small",
        )
        for row in page.acts
    ]  # fmt: skip
    to.table((22, 26, 16, 36), lines, say(to.lang, "report.acts.caption", day=audit.as_of))


def _findings(to: Setting, page: ProcedurePage) -> None:
    if not page.unknown:
        to.text("note", to.words("unknown.none"))
    if page.findings:
        lines = [finding_head(to), *(finding_line(to, row, full=True) for row in page.findings)]
        to.table(FINDING, lines, to.words("findings.caption"))
    elif not page.hints:
        to.text("body", to.words("findings.none_here"))
    if page.hints:
        _hints(to, page)
    if page.unknown:
        lines = [to.head("col.number", "col.unknown", "col.place")]
        for row in page.unknown:
            told: list[str | Sequence[Part]] = [row.message]
            if row.law:
                told.append((Run(f"{to.words('law')} ", bold=True), Run(printed(f"{'; '.join(row.law)}."))))
            lines.append(to.row(((Run(row.number, bold=True),),), told, (row.place, row.rule), role="small"))
        to.table((10, 60, 30), lines, to.words("unknown.caption"))
    if page.waived:
        to.text("caption", to.words("waived"))
        for row in page.waived:
            to.text("note", f"– {row.message} {row.rule}")


def _hints(to: Setting, page: ProcedurePage) -> None:
    lines: list[Line] = [to.head("col.number", "col.finding", "col.responsible")]
    for hint in page.hints:
        name: list[Part] = [Run(printed(hint.title), bold=True)]
        if hint.remedy:
            law = f" ({'; '.join(hint.law)})" if hint.law else ""
            name.append(Run(f"  {to.words('col.remedy')}: {printed(hint.remedy)}{printed(law)}", size=_SMALL))
        lines.append(to.group(3, (name,)))
        for row in hint.rows:
            first = [row.number, *([to.words("step_of", step=row.step)] if row.step else [])]
            first += [to.words("known")] if row.known else []
            first += [row.reviewed] if row.reviewed else []
            lines.append(
                to.row(
                    first, f"{row.message} {row.place}",
                    f"{row.responsible or to.words('nobody')} {row.authority}".strip(), role="small",
                )
            )  # fmt: skip
    to.table((13, 57, 30), lines, to.words("hints.caption"))
