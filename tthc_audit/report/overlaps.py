"""The overlaps of a procedure: both places side by side, the units that meet in them, and what would be gained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, number, say
from tthc_audit.report.finding import FindingRow
from tthc_audit.report.times import CaseTimes
from tthc_audit.report.wording import decimal, known, stem, time_words
from tthc_audit.results import Finding, Time, Value

TABLE = "overlap"
_SHADES = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One place of a pair: the step or paper, and who does it or asks for it."""

    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """A finding about a pair, both places side by side; one place alone where nothing stands against it."""

    row: FindingRow
    first: Side
    second: Side | None
    subject: str
    saved: str
    keeps: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A unit and, for it and each unit before it, how many pairs the two have, with a shade from 0 (none) to 4."""

    name: str
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What the page of a procedure tells of its overlaps.

    ``before`` and ``after`` are the longest time now and, at most, with the finding carried out that saves most.
    """

    pairs: tuple[PairRow, ...]
    matrix: tuple[MatrixRow, ...]
    before: str
    after: str
    papers: int


def overlaps(findings: Sequence[tuple[Finding, FindingRow]], cases: Sequence[CaseTimes], lang: Lang) -> Overlaps | None:
    """The overlaps among the findings of a procedure; ``None`` where there are none."""
    found = [(f, row) for f, row in findings if f.table == TABLE and f.outcome == "fail"]
    if not found:
        return None
    before, after = _gain([f for f, _ in found], cases, lang)
    return Overlaps(
        pairs=tuple(_pair(finding, row, lang) for finding, row in found),
        matrix=matrix([f for f, _ in found]),
        before=before,
        after=after,
        papers=sum(_papers([f for f, _ in found]).values()),
    )


def matrix(findings: Sequence[Finding]) -> tuple[MatrixRow, ...]:
    """How many pairs every two units have, the same unit twice among them; empty where only one unit has any."""
    pairs: Counter[frozenset[str]] = Counter()
    units: dict[str, None] = {}
    for finding in findings:
        both = [clean(str(finding.evidence[c])) for c in ("a_agency_name", "b_agency_name") if finding.evidence.get(c)]
        if len(both) == 2:
            pairs[frozenset(both)] += 1
            units |= dict.fromkeys(both)
    if len(units) < 2:
        return ()
    most = max(pairs.values())
    names = list(units)

    def cell(a: str, b: str) -> tuple[int, int]:
        count = pairs[frozenset((a, b))]
        return count, -(-_SHADES * count // most)

    return tuple(
        MatrixRow(name, tuple(cell(name, other) for other in names[: place + 1])) for place, name in enumerate(names)
    )


def _pair(finding: Finding, row: FindingRow, lang: Lang) -> PairRow:
    told = finding.evidence
    elsewhere = told.get("other_procedure")
    second = _side(told, "b")
    if second is not None and elsewhere not in (None, finding.procedure):
        second = Side(
            second.name, say(lang, "report.overlaps.elsewhere", unit=second.unit, procedure=clean(str(elsewhere)))
        )
    return PairRow(
        row=row,
        first=_side(told, "a") or Side("", ""),
        second=second,
        subject=_text(told.get("subject")),
        saved=_saved(finding, lang),
        keeps=_text(told.get("keep_agency_name")),
    )


def _side(told: dict[str, Value], side: str) -> Side | None:
    if not told.get(f"{side}_name"):
        return None
    return Side(_text(told.get(f"{side}_name")), _text(told.get(f"{side}_agency_name")))


def _saved(finding: Finding, lang: Lang) -> str:
    time = stem(finding.evidence, "saved")
    papers = finding.evidence.get("papers_saved")
    parts = [time_words(lang, time)] if known(time) and decimal(time.min) != 0 else []
    if isinstance(papers, int) and papers:
        parts.append(say(lang, "report.overlaps.copies", n=number(lang, papers)))
    return "; ".join(parts)


def _papers(findings: Sequence[Finding]) -> dict[object, int]:
    """The copies that each paper would save, counted once."""
    found: dict[object, int] = {}
    for finding in findings:
        copies = finding.evidence.get("papers_saved")
        paper = finding.subject_keys.get("a_document") or finding.subject_keys.get("b_document")
        if isinstance(copies, int) and paper:
            found[paper] = max(copies, found.get(paper, 0))
    return found


def _gain(findings: Sequence[Finding], cases: Sequence[CaseTimes], lang: Lang) -> tuple[str, str]:
    """The longest time of a case before and after the finding that saves most of it; empty where none saves any."""
    longest = {case.case: case.longest for case in cases}
    told = []
    for finding in findings:
        saved = stem(finding.evidence, "saved")
        before = longest.get(str(finding.evidence.get("saving_case") or ""))
        gained = decimal(saved.min) or decimal(saved.days)
        if before is not None and gained:
            told.append((gained, before, saved))
    if not told:
        return "", ""
    _, before, saved = max(told, key=lambda one: one[0])
    after = Time(*(_less(part, cut) for part, cut in zip(before, saved, strict=True)))
    return time_words(lang, before), time_words(lang, after)


def _less(part: str | None, cut: str | None) -> str | None:
    return None if part is None or cut is None else f"{Decimal(part) - Decimal(cut):f}"


def _text(value: Value) -> str:
    return "" if value is None else clean(str(value))
