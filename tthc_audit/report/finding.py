"""A finding in the words of a reader: what, on which evidence, by which law, who is to do what about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.words import tags
from tthc_audit.i18n import Lang, say, show
from tthc_audit.report.numbering import Chapter, step_of
from tthc_audit.report.reviews import latest, words
from tthc_audit.report.wording import Class, class_words, evidence, law, pick, places, term
from tthc_audit.results import Audit, Finding, Review


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in words."""

    number: str
    chapter: int
    place_in_chapter: int
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
    reviewed: str


def finding_rows(audit: Audit, chapter: Chapter, lang: Lang) -> tuple[FindingRow, ...]:
    """The findings of a chapter in words, in their order."""
    flow = audit.flows.get(chapter.key or "")
    tag = tags(flow) if flow else {}
    reviews = latest(audit)
    return tuple(
        finding_row(
            audit, n.finding, lang, number=(chapter.number, n.number), kind=n.kind, tag=tag,
            review=reviews.get(n.finding.fingerprint),
        )
        for n in chapter.findings
    )  # fmt: skip


def finding_row(
    audit: Audit, finding: Finding, lang: Lang, *, number: tuple[int, int], kind: Class, tag: Mapping[str, str],
    review: Review | None = None,
) -> FindingRow:  # fmt: skip
    """One finding; ``number`` is that of its chapter and its own, ``tag`` the numbers of the steps."""
    step = step_of(finding)
    return FindingRow(
        number=f"{number[0]}.{number[1]}",
        chapter=number[0],
        place_in_chapter=number[1],
        kind=kind,
        severity=class_words(lang, kind),
        step=clean(tag.get(step, step)) if step else "",
        title=clean(pick(lang, finding.title)),
        message=clean(pick(lang, finding.message)),
        evidence=tuple((clean(name), clean(value)) for name, value in evidence(lang, audit, finding)),
        law=tuple(law(lang, finding.legal_basis)),
        remedy=clean(pick(lang, finding.remedy)),
        responsible=clean(finding.responsible or ""),
        authority=term(lang, "authority", finding.authority) if finding.authority else "",
        due=show(lang, finding.due) if finding.due else say(lang, "report.due.open"),
        place=clean(places(finding)),
        rule=clean(finding.rule),
        known=finding.status == "known",
        count=finding.count,
        reviewed=words(lang, review),
    )


@dataclass(frozen=True, slots=True)
class Hint:
    """The suggestions of one rule: what it asks and on which law, once, then each place."""

    title: str
    remedy: str
    law: tuple[str, ...]
    rows: tuple[FindingRow, ...]


def hints(rows: Sequence[FindingRow]) -> tuple[Hint, ...]:
    """The suggestions among the rows, by rule and remedy, in their order."""
    found: dict[tuple[str, str], list[FindingRow]] = {}
    for row in rows:
        if row.kind == "suggestion":
            found.setdefault((row.rule, row.remedy), []).append(row)
    return tuple(
        Hint(several[0].title or several[0].rule, several[0].remedy, several[0].law, tuple(several))
        for several in found.values()
    )
