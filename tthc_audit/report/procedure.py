"""The page of one procedure: what it is, its steps and times, its diagram, its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.words import tags
from tthc_audit.i18n import Lang, has, say, show
from tthc_audit.report.drawings import Drawing, diagram, time_axis
from tthc_audit.report.finding import FindingRow, Hint, finding_row, finding_rows, hints
from tthc_audit.report.laws import ActRow, act_rows
from tthc_audit.report.numbering import Chapter, badges
from tthc_audit.report.overlaps import Overlaps, overlaps
from tthc_audit.report.steps import PathRow, StepRow, path_rows, step_rows
from tthc_audit.report.times import CaseTimes, one_limit
from tthc_audit.report.wording import Row, term
from tthc_audit.results import Audit, Flow, Time


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """Everything on the page of a procedure, ready to be set; ``number`` is that of its chapter."""

    number: int
    key: str
    name: str
    file: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[int, ...]
    cases: tuple[CaseTimes, ...]
    steps: tuple[StepRow, ...]
    path: tuple[PathRow, ...]
    problem: str
    trace: str
    diagram: tuple[Drawing, ...]
    axis: tuple[Drawing, ...]
    overlaps: Overlaps | None
    acts: tuple[ActRow, ...]
    findings: tuple[FindingRow, ...]
    hints: tuple[Hint, ...]
    unknown: tuple[FindingRow, ...]
    waived: tuple[FindingRow, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """The parts that this page has, in their order."""
        drawn = (("diagram", self.diagram), ("axis", self.axis), ("steps", self.steps), ("overlaps", self.overlaps))
        return ("times", *(name for name, there in drawn if there), "acts", "findings")


@dataclass(frozen=True, slots=True)
class Measured:
    """What the tables hold of one procedure: its own row, its cases, what it cites, the time a target leaves it."""

    row: Row
    cases: tuple[CaseTimes, ...]
    citations: Sequence[Row]
    goal: Time | None


def procedure_page(
    audit: Audit, chapter: Chapter, measured: Measured, *, file: str, lang: Lang, drawn: bool = True
) -> ProcedurePage:
    """The page of a chapter that has a key, to be written to ``file``; steps and drawings where it is ``drawn``."""
    assert chapter.key is not None
    there = audit.flows.get(chapter.key)
    flow = there if drawn else None
    rows = finding_rows(audit, chapter, lang)
    return ProcedurePage(
        number=chapter.number,
        key=clean(chapter.key),
        name=clean(chapter.name),
        file=file,
        facts=_facts(audit, chapter.key, measured.row, lang),
        counts=tuple(chapter.count(kind) for kind in ("violation", "warning", "suggestion", "unknown")),
        cases=measured.cases,
        steps=step_rows(flow, lang) if flow else (),
        path=path_rows(flow, measured.row, lang) if flow else (),
        problem=_problem(there, lang),
        trace=_trace(there),
        diagram=diagram(flow, badges(chapter), f"p{chapter.number}-flow", lang) if flow else (),
        axis=time_axis(flow, one_limit(measured.cases), measured.goal, f"p{chapter.number}-axis", lang) if flow else (),
        overlaps=overlaps(
            [(n.finding, row) for n, row in zip(chapter.findings, rows, strict=True)], measured.cases, lang
        ),
        acts=act_rows(measured.citations, lang),
        findings=tuple(r for r in rows if r.kind in ("violation", "warning")),
        hints=hints(rows),
        unknown=tuple(r for r in rows if r.kind == "unknown"),
        waived=tuple(
            finding_row(audit, f, lang, number=(chapter.number, i), kind=f.severity, tag={})
            for i, f in enumerate(chapter.waived, 1)
        ),
    )


def _facts(audit: Audit, key: str, row: Row, lang: Lang) -> tuple[tuple[str, str], ...]:
    """What identifies the procedure; what is not stated says so, save where it would only be noise."""
    stated = say(lang, "common.not_stated")

    def text(column: str) -> str:
        value = row.get(column)
        return clean(show(lang, value)) if value not in (None, "", []) else stated

    found = [("code", clean(key)), ("field", text("field"))]
    coded = ("procedure_kind", "procedure_scope", "procedure_status")
    found += [(column, term(lang, column, row.get(column))) for column in coded]
    found.append(("competent", text("competent_name")))
    number, signed = row.get("publication_number"), row.get("publication_signed_on")
    on = say(lang, "report.signed", day=signed) if signed else ""
    found.append(("publication", clean(f"{number} {on}") if number else stated))
    if row.get("internal_process_number"):
        found.append(("internal_process", text("internal_process_number")))
    taken = row.get("source_taken_on")
    source = term(lang, "source", row.get("source_kind")) if row.get("source_kind") else stated
    if taken:
        source += say(lang, "report.source.taken", day=taken)
    if row.get("source_kind"):
        source += say(lang, "report.source.complete" if row.get("source_complete") else "report.source.not_complete")
    found.append(("source", source))
    if row.get("steps_origin") == "extracted":
        found.append(("steps_origin", say(lang, "report.steps_origin.extracted")))
    if audit.sources.get(key):
        found.append(("file", clean(audit.sources[key])))
    return tuple((say(lang, f"report.fact.{name}"), value) for name, value in found)


def _problem(flow: Flow | None, lang: Lang) -> str:
    if flow is None or not flow.nodes:
        return say(lang, "report.no_steps")
    if flow.sound is not False:
        return ""
    key = f"diagram.problem.{flow.problem}"
    return say(lang, key if flow.problem and has(key) else "diagram.problem.other")


def _trace(flow: Flow | None) -> str:
    if flow is None or flow.sound is not False:
        return ""
    tag = tags(flow)
    names = {n.id: n.name for n in flow.nodes}
    return " → ".join(f"{clean(tag[s])} ({clean(names[s])})" if s in names else clean(s) for s in flow.trace)
