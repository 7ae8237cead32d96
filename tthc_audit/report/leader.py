"""The leader's page: what was checked, three sentences of results, at most three decisions, two tables, a chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tthc_audit.i18n import Lang, say
from tthc_audit.report.chart import Bar, chart
from tthc_audit.report.numbering import Chapter, Numbered
from tthc_audit.report.times import CaseTimes
from tthc_audit.report.wording import CLASSES, term
from tthc_audit.results import Audit

MOST_AGENCIES = 8
MOST_BARS = 10
MOST_DECISIONS = 3
_ORDERED = ("commune", "province")
_PROPOSED = ("ministry", "government", "national_assembly")
AUTHORITIES = (*_ORDERED, *_PROPOSED)


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that counts findings: by whom, in how many procedures, by severity."""

    name: str
    procedures: int
    counts: tuple[int, ...]


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

    scope: str
    results: tuple[str, ...]
    decisions: tuple[str, ...]
    figures: tuple[Figure, ...]
    agencies: tuple[Counted, ...]
    leading: tuple[Counted, ...]
    more_agencies: int
    authorities: tuple[Counted, ...]
    chart: str
    not_charted: str


def leader(audit: Audit, chapters: Sequence[Chapter], times: Mapping[str, tuple[CaseTimes, ...]], lang: Lang) -> Leader:
    """The first page of the report; every figure is counted from the audit, none is weighed."""
    findings = [(chapter, f) for chapter in chapters for f in chapter.findings]
    agencies = counted(findings, lambda f: f.finding.responsible or say(lang, "report.nobody"))
    bars = _bars(chapters, times)
    return Leader(
        scope=_scope(audit, chapters, lang),
        results=_results(audit, chapters, times, lang),
        decisions=_decisions(findings, lang),
        figures=_figures(audit, chapters, lang),
        agencies=agencies,
        leading=agencies[:MOST_AGENCIES],
        more_agencies=max(len(agencies) - MOST_AGENCIES, 0),
        authorities=_authorities(findings, lang),
        chart=chart(bars[:MOST_BARS], lang),
        not_charted=_not_charted(chapters, len(bars), lang),
    )


def counted(findings: Sequence[tuple[Chapter, Numbered]], name_of: Callable[[Numbered], str]) -> tuple[Counted, ...]:
    """Findings counted by a name, the most grave ones first."""
    by_name: dict[str, list[tuple[Chapter, Numbered]]] = {}
    for chapter, numbered in findings:
        by_name.setdefault(name_of(numbered), []).append((chapter, numbered))
    rows = [
        Counted(name, len({c.key for c, _ in several}), tuple(sum(n.kind == k for _, n in several) for k in CLASSES))
        for name, several in by_name.items()
    ]
    return tuple(sorted(rows, key=lambda r: ([-n for n in r.counts], r.name)))


def _procedures(audit: Audit, chapters: Sequence[Chapter]) -> tuple[int, int]:
    """How many procedures were checked, and how many there are with those that do not load."""
    checked = sum(c.key is not None for c in chapters)
    broken = {e.file for e in audit.errors} - set(audit.sources.values()) - _NOT_PROCEDURES
    return checked, checked + len(broken)


_NOT_PROCEDURES = {"", "catalog.json", "agencies.json", "databases.json", "instruments.json", "waivers.json"}


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


def _decisions(findings: Sequence[tuple[Chapter, Numbered]], lang: Lang) -> tuple[str, ...]:
    """What the reader can order by their own authority; what others must change is proposed to them."""
    failed = [(c, n) for c, n in findings if n.kind in ("violation", "warning")]
    own = [(c, n) for c, n in failed if n.finding.authority in _ORDERED and n.finding.responsible]
    higher = [(c, n) for c, n in failed if n.finding.authority in _PROPOSED]
    room = MOST_DECISIONS - bool(higher)
    told = [
        say(
            lang, "report.decision.order", agency=row.name, p=row.procedures,
            what=[
                say(lang, f"report.decision.{name}", n=count)
                for name, count in zip(("violations", "warnings"), row.counts, strict=False) if count
            ],
        )
        for row in counted(own, lambda n: n.finding.responsible or "")[:room]
    ]  # fmt: skip
    if higher:
        levels = counted(higher, lambda n: n.finding.authority or "")
        names = sorted((row.name for row in levels), key=AUTHORITIES.index)
        told.append(
            say(
                lang, "report.decision.propose", who=[term(lang, "whom", name) for name in names], n=len(higher),
                p=len({c.key for c, _ in higher}),
            )
        )  # fmt: skip
    return tuple(told)


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


def _authorities(findings: Sequence[tuple[Chapter, Numbered]], lang: Lang) -> tuple[Counted, ...]:
    rows = {row.name: row for row in counted(findings, lambda n: n.finding.authority or "none")}
    return tuple(
        Counted(term(lang, "authority", name), rows[name].procedures, rows[name].counts)
        for name in (*AUTHORITIES, "none")
        if name in rows
    )


def _bars(chapters: Sequence[Chapter], times: Mapping[str, tuple[CaseTimes, ...]]) -> list[Bar]:
    bars = []
    for chapter in chapters:
        cases = [c for c in times.get(chapter.key or "", ()) if c.share is not None]
        if chapter.key is None or not cases:
            continue
        worst = max(cases, key=lambda c: c.share or 0)
        assert worst.share is not None
        bars.append(Bar(chapter.key, chapter.name, worst.share, worst.worst, worst.statutory, worst.at_least))
    return sorted(bars, key=lambda b: (-b.share, b.code))


def _not_charted(chapters: Sequence[Chapter], bars: int, lang: Lang) -> str:
    """How many procedures the chart leaves out, and why."""
    missing = sum(c.key is not None for c in chapters) - bars
    told = [say(lang, "report.chart.more", n=bars - MOST_BARS)] if bars > MOST_BARS else []
    return " ".join([*told, say(lang, "report.chart.left_out", n=missing)] if missing else told)
