"""The page of one procedure: what it is, its steps and times, its diagram, its findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tthc_audit.diagram.layout import lay_out
from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.svg import svg
from tthc_audit.diagram.words import APPLICANT, lane_name, stated_time, tags
from tthc_audit.i18n import Lang, duration, has, say, show
from tthc_audit.report.numbering import Chapter, badges, step_of
from tthc_audit.report.times import CaseTimes
from tthc_audit.report.wording import (
    Class,
    Row,
    class_words,
    decimal,
    evidence,
    known,
    law,
    pick,
    place,
    term,
    time_words,
)
from tthc_audit.results import Audit, Finding, Flow, FlowNode

_SMALLEST_SCALE, _LARGEST_SCALE = 0.72, 1.15
"""A diagram is fitted to the sheet between these shares of its size; a wider one scrolls."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the step table."""

    tag: str
    name: str
    unit: str
    role: str
    time: str
    clock: str
    slack: str
    after: str
    critical: bool


@dataclass(frozen=True, slots=True)
class PathRow:
    """One step of those that decide the time: its time, the sum so far, its share in percent of the whole."""

    tag: str
    name: str
    unit: str
    time: str
    total: str
    share: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in words."""

    number: str
    anchor: str
    kind: Class
    severity: str
    step: str
    title: str
    message: str
    evidence: tuple[tuple[str, str], ...]
    law: tuple[str, ...]
    remedy: str
    responsible: str
    authority: str
    due: str
    place: str
    rule: str
    known: bool
    count: int


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """Everything on the page of a procedure, ready to be set."""

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
    diagram: str
    diagram_least: int
    diagram_most: int
    findings: tuple[FindingRow, ...]
    unknown: tuple[FindingRow, ...]
    waived: tuple[FindingRow, ...]


def procedure_page(
    audit: Audit, chapter: Chapter, row: Row, cases: tuple[CaseTimes, ...], *, file: str, lang: Lang
) -> ProcedurePage:
    """The page of a chapter that has a key; ``row`` is its row of the table ``procedure``, ``file`` its page."""
    assert chapter.key is not None
    flow = audit.flows.get(chapter.key)
    drawn, least, most = "", 0, 0
    if flow is not None and flow.nodes:
        scene = lay_out(flow, badges(chapter), lang, titled=False)
        drawn = svg(scene, "flow")
        least, most = (int(scene.width * scale) for scale in (_SMALLEST_SCALE, _LARGEST_SCALE))
    rows = finding_rows(audit, chapter, lang)
    return ProcedurePage(
        key=clean(chapter.key),
        name=clean(chapter.name),
        file=file,
        facts=_facts(audit, chapter.key, row, lang),
        counts=tuple(chapter.count(kind) for kind in ("violation", "warning", "suggestion", "unknown")),
        cases=cases,
        steps=_steps(flow, lang) if flow else (),
        path=_path(flow, row, lang) if flow else (),
        problem=_problem(flow, lang),
        trace=_trace(flow),
        diagram=drawn,
        diagram_least=least,
        diagram_most=most,
        findings=tuple(r for r in rows if r.kind != "unknown"),
        unknown=tuple(r for r in rows if r.kind == "unknown"),
        waived=tuple(
            _finding(audit, f, lang, number=(chapter.number, i), kind=f.severity, tag={})
            for i, f in enumerate(chapter.waived, 1)
        ),
    )


def finding_rows(audit: Audit, chapter: Chapter, lang: Lang) -> tuple[FindingRow, ...]:
    """The findings of a chapter in words, in their order."""
    flow = audit.flows.get(chapter.key or "")
    tag = tags(flow) if flow else {}
    return tuple(
        _finding(audit, n.finding, lang, number=(chapter.number, n.number), kind=n.kind, tag=tag)
        for n in chapter.findings
    )


def _finding(
    audit: Audit, finding: Finding, lang: Lang, *, number: tuple[int, int], kind: Class, tag: Mapping[str, str]
) -> FindingRow:
    step = step_of(finding)
    return FindingRow(
        number=f"{number[0]}.{number[1]}",
        anchor=f"f{number[1]}",
        kind=kind,
        severity=class_words(lang, kind),
        step=clean(tag.get(step, step)) if step else "",
        title=clean(pick(lang, finding.title)),
        message=clean(pick(lang, finding.message)),
        evidence=tuple((clean(name), clean(value)) for name, value in evidence(lang, audit, finding)),
        law=tuple(law(lang, finding.legal_basis)),
        remedy=clean(pick(lang, finding.remedy)),
        responsible=clean(finding.responsible or ""),
        authority=term(lang, "authority", finding.authority or "none"),
        due=show(lang, finding.due) if finding.due else say(lang, "report.due.open"),
        place=clean(place(finding.location)),
        rule=clean(finding.rule),
        known=finding.status == "known",
        count=finding.count,
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


def _steps(flow: Flow, lang: Lang) -> tuple[StepRow, ...]:
    tag = tags(flow)
    lanes = {lane.id: lane_name(lang, lane) for lane in flow.lanes}
    after: dict[str, list[str]] = {}
    for edge in flow.edges:
        after.setdefault(edge.source, []).append(tag.get(edge.target, edge.target))
    return tuple(
        StepRow(
            tag=clean(tag[node.id]),
            name=clean(node.name),
            unit=clean(lanes.get(node.lane, node.lane)),
            role=clean(node.role or ""),
            time=_stated(node, tag, lang),
            clock=_clock(node, lang),
            slack=_slack(node, lang) if flow.sound is not False else "",
            after=", ".join(clean(a) for a in after.get(node.id, ())),
            critical=node.on_critical_path and flow.sound is not False,
        )
        for node in flow.nodes
    )


def _stated(node: FlowNode, tag: Mapping[str, str], lang: Lang) -> str:
    """The time as it was stated, in full: a working day is said to be one, a text is quoted."""
    stated = node.duration
    if stated is None:
        return "—" if node.lane == APPLICANT else say(lang, "common.not_stated")
    if stated.text:
        return clean(stated.text)
    short = stated_time(lang, stated, tag)
    if stated.unit == "working_day" and stated.value is not None and stated.shared_with is None:
        full = say(lang, "common.working_days", n=decimal(stated.value) or stated.value)
        if stated.from_step is None:
            return full
        return say(lang, "diagram.time.from", time=full, step=tag.get(stated.from_step, stated.from_step))
    return clean(short)


def _clock(node: FlowNode, lang: Lang) -> str:
    if node.off_clock is not None:
        return say(lang, "report.clock.off", reason=clean(node.off_clock))
    return say(lang, "report.clock.applicant" if node.lane == APPLICANT else "report.clock.on")


def _slack(node: FlowNode, lang: Lang) -> str:
    if node.slack is None or not known(node.slack):
        return ""
    return say(lang, "report.slack.none") if decimal(node.slack.max) == 0 else time_words(lang, node.slack)


def _path(flow: Flow, row: Row, lang: Lang) -> tuple[PathRow, ...]:
    """The steps that decide the time with the sum so far; the sum is left out once a time is not one number."""
    if flow.sound is False:
        return ()
    tag = tags(flow)
    lanes = {lane.id: lane_name(lang, lane) for lane in flow.lanes}
    by_id = {n.id: n for n in flow.nodes}
    stated = row.get("critical_path")
    order = [s for s in stated if s in by_id] if isinstance(stated, list) and stated else []
    nodes = [by_id[s] for s in order] or [n for n in flow.nodes if n.on_critical_path]
    counting = [n for n in nodes if n.off_clock is None and n.lane != APPLICANT]
    times = {n.id: _exact(n) for n in counting}
    whole = sum((t for t in times.values() if t is not None), Decimal(0))
    rows, total = [], Decimal(0)
    open_sum = False
    for node in nodes:
        time = times.get(node.id, Decimal(0))
        open_sum = open_sum or time is None
        total += time or 0
        rows.append(
            PathRow(
                clean(tag[node.id]), clean(node.name), clean(lanes.get(node.lane, node.lane)),
                _stated(node, tag, lang) if node in counting else say(lang, "report.clock.not_counted"),
                "" if open_sum or not total else duration(lang, total, total, None),
                int((time or 0) * 100 / whole) if whole else 0,
            )
        )  # fmt: skip
    return tuple(rows)


def _exact(node: FlowNode) -> Decimal | None:
    if node.time is None or node.time.min is None or node.time.min != node.time.max:
        return None
    return decimal(node.time.min)


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
