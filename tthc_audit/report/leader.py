"""The leader's page: what was checked, three sentences of results, at most three decisions, a table, a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.model import Scene
from tthc_audit.i18n import Lang, say
from tthc_audit.report.chart import Bar, chart
from tthc_audit.report.decisions import AUTHORITIES, Counted, counted, decisions
from tthc_audit.report.first_page import room
from tthc_audit.report.numbering import Chapter
from tthc_audit.report.reviews import sentence
from tthc_audit.report.times import CaseTimes
from tthc_audit.report.wording import CLASSES, shortened, term
from tthc_audit.results import Audit

_TITLE = 140
_AGENCY = 62
_OWNER = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it is of: never a score."""

    name: str
    value: str
    of: str
    note: str


@dataclass(frozen=True, slots=True)
class Leader:
    """The first page, ready to be set; ``leading`` are the agencies with the gravest findings."""

    owner: str
    title: str
    scope: str
    results: tuple[str, ...]
    figures: tuple[Figure, ...]
    decisions: tuple[str, ...]
    agencies: tuple[Counted, ...]
    leading: tuple[Counted, ...]
    more_agencies: int
    authorities: tuple[Counted, ...]
    chart: Scene | None
    note: str


def leader(audit: Audit, chapters: Sequence[Chapter], times: Mapping[str, tuple[CaseTimes, ...]], lang: Lang) -> Leader:
    """The first page of the report; every figure is counted from the audit, none is weighed."""
    findings = [(chapter, f) for chapter in chapters for f in chapter.findings]
    agencies = tuple(
        Counted(clean(row.name) or say(lang, "report.nobody"), row.procedures, row.counts)
        for row in counted(findings, lambda n: n.finding.responsible or "")
    )
    bars = _bars(chapters, times)
    title = say(lang, "report.title", name=shortened(audit.name, _TITLE))
    scope = _scope(audit, chapters, lang)
    results = _results(audit, chapters, times, lang)
    decided = decisions(findings, audit.level, lang)
    fits = room(
        title, scope, (*results, *(decided or (say(lang, "report.decisions.none"),))), _note(chapters, bars, 0, lang),
        agencies=len(agencies), bars=len(bars), alert=bool(audit.errors),
    )  # fmt: skip
    return Leader(
        owner=shortened(audit.owner or "", _OWNER),
        title=title,
        scope=scope,
        results=results,
        figures=_figures(audit, chapters, lang),
        decisions=decided,
        agencies=agencies,
        leading=tuple(
            Counted(shortened(a.name, _AGENCY), a.procedures, a.counts) for a in agencies[: fits.agencies]
        ),
        more_agencies=len(agencies) - fits.agencies,
        authorities=tuple(
            Counted(term(lang, "authority", row.name or "none"), row.procedures, row.counts)
            for row in sorted(
                counted(findings, lambda n: n.finding.authority or ""),
                key=lambda r: (*AUTHORITIES, "").index(r.name),
            )
        ),
        chart=chart(bars[: fits.bars], lang, row=fits.row),
        note=_note(chapters, bars, fits.bars, lang),
    )  # fmt: skip


def _procedures(audit: Audit, chapters: Sequence[Chapter]) -> tuple[int, int]:
    """How many procedures were checked, and how many there are with those that do not load."""
    checked = sum(c.key is not None for c in chapters)
    broken = {e.file for e in audit.errors} - set(audit.sources.values()) - _NOT_PROCEDURES
    return checked, checked + len(broken)


_NOT_PROCEDURES = {
    "", "catalog.json", "agencies.json", "databases.json", "instruments.json", "waivers.json", "review.json",
}  # fmt: skip


def _scope(audit: Audit, chapters: Sequence[Chapter], lang: Lang) -> str:
    checked, there = _procedures(audit, chapters)
    acting = {lane.id for flow in audit.flows.values() for lane in flow.lanes} & set(audit.agencies)
    return say(
        lang, "report.scope" if audit.agencies else "report.scope.no_agencies",
        a=checked, b=there, x=len(acting), y=len(audit.agencies),
        c=sum(r.unknown for r in audit.rules), day=audit.as_of,
    )  # fmt: skip


def _results(
    audit: Audit, chapters: Sequence[Chapter], times: Mapping[str, tuple[CaseTimes, ...]], lang: Lang
) -> tuple[str, ...]:
    totals = {kind: sum(c.count(kind) for c in chapters) for kind in CLASSES}
    checked = sum(c.key is not None for c in chapters)
    accused = sum(c.key is not None and c.count("violation") > 0 for c in chapters)
    found = say(
        lang, "report.result.findings", p=accused, a=checked,
        v=totals["violation"], w=totals["warning"], s=totals["suggestion"],
    )  # fmt: skip
    if not any(totals[k] for k in ("violation", "warning", "suggestion")):
        found = say(lang, "report.result.no_findings", a=checked, c=totals["unknown"])
    found = f"{found} {sentence(audit, lang)}".strip()
    verdicts = [case.verdict for several in times.values() for case in several]
    decided = [v for v in verdicts if v in ("within", "longer", "undecided")]
    unsound = sum(flow.sound is False for flow in audit.flows.values())
    time = say(
        lang, "report.result.times", n=len(decided), over=decided.count("longer"), ok=decided.count("within"),
        u=decided.count("undecided"),
    )  # fmt: skip
    if not decided:
        time = say(lang, "report.result.no_times", n=len(verdicts))
    if unsound:
        time = f"{time} {say(lang, 'report.result.unsound', n=unsound)}"
    met = [row.get("met") for row in audit.tables.get("target", ())]
    if met:
        third = say(
            lang, "report.result.targets", n=len(met), met=sum(m is True for m in met),
            missed=sum(m is False for m in met), u=sum(m is None for m in met),
        )  # fmt: skip
    else:
        third = say(
            lang, "report.result.rules", n=sum(r.applicable for r in audit.rules), p=sum(r.passed for r in audit.rules),
            f=sum(r.failed for r in audit.rules), u=sum(r.unknown for r in audit.rules),
        )  # fmt: skip
    return found, time, third


def _figures(audit: Audit, chapters: Sequence[Chapter], lang: Lang) -> tuple[Figure, ...]:
    checked, there = _procedures(audit, chapters)
    applicable = sum(r.applicable for r in audit.rules)

    def figure(name: str, value: int, of: int | None, **more: object) -> Figure:
        return Figure(
            say(lang, f"report.figure.{name}"), say(lang, "report.number", n=value),
            "" if of is None else say(lang, "report.number", n=of), say(lang, f"report.figure.{name}.note", **more),
        )  # fmt: skip

    violations, warnings, suggestions, _ = (sum(c.count(kind) for c in chapters) for kind in CLASSES)
    stale = sum(r.stale for r in audit.rules)
    return (
        figure("procedures", checked, there, n=there - checked),
        figure("violations", violations, None, w=warnings, s=suggestions),
        figure("passed", sum(r.passed for r in audit.rules), applicable, rules=len(audit.rules), stale=stale),
        figure(
            "unknown", sum(r.unknown for r in audit.rules), applicable, rules=sum(r.unknown > 0 for r in audit.rules)
        ),
    )


def _bars(chapters: Sequence[Chapter], times: Mapping[str, tuple[CaseTimes, ...]]) -> list[Bar]:
    bars = []
    for chapter in chapters:
        # Beyond the limit but perhaps within an extension is no picture to accuse anybody with.
        cases = [
            c
            for c in times.get(chapter.key or "", ())
            if c.share is not None and (c.share <= 1 or c.verdict == "longer")
        ]
        if chapter.key is None or not cases:
            continue
        worst = max(cases, key=lambda c: c.share or 0)
        assert worst.share is not None
        bars.append(Bar(chapter.key, chapter.name, worst.share, worst.worst, worst.statutory, worst.at_least))
    return sorted(bars, key=lambda b: (-b.share, b.code))


def _note(chapters: Sequence[Chapter], bars: Sequence[Bar], drawn: int, lang: Lang) -> str:
    """How many procedures the chart leaves out, and why."""
    missing = sum(c.key is not None for c in chapters) - len(bars)
    told = [say(lang, "report.chart.more", n=len(bars) - drawn)] if len(bars) > drawn else []
    return " ".join([*told, say(lang, "report.chart.left_out", n=missing)] if missing else told)
