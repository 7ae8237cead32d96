"""The findings once more, by who is responsible and by who can mend them: for each a rule, how often, and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say
from tthc_audit.report.decisions import AUTHORITIES
from tthc_audit.report.numbering import Chapter, Numbered
from tthc_audit.report.wording import CLASSES, Class, class_words, pick, term

MOST_NUMBERS = 12
MOST_GROUPS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One rule within a group: how many findings in how many procedures.

    ``numbers`` are those of chapter and finding, of the first ones; ``more`` counts the rest.
    """

    kind: Class
    severity: str
    title: str
    rule: str
    count: int
    procedures: int
    numbers: tuple[tuple[int, int], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """The findings of one agency, or of one authority."""

    name: str
    anchor: str
    count: int
    procedures: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """Both groupings; ``more_agencies`` have so little that they stand in the table of counts only."""

    authorities: tuple[Gathered, ...]
    agencies: tuple[Gathered, ...]
    more_agencies: int


def duties(chapters: Sequence[Chapter], lang: Lang) -> Duties:
    """The findings that failed, grouped; undecided ones are nobody's duty yet."""
    failed = [(c, n) for c in chapters for n in c.findings if n.kind != "unknown"]
    by_authority = _by(failed, lambda n: n.finding.authority or "")
    by_agency = _by(failed, lambda n: n.finding.responsible or "")
    ranked = sorted(by_agency, key=lambda name: (not name, _weight(by_agency[name]), name))
    return Duties(
        authorities=tuple(
            _gathered(term(lang, "authority", name or "none"), f"authority-{name or 'none'}", by_authority[name], lang)
            for name in (*AUTHORITIES, "") if name in by_authority
        ),
        agencies=tuple(
            _gathered(clean(name) or say(lang, "report.nobody"), f"agency-{i}", by_agency[name], lang)
            for i, name in enumerate(ranked[:MOST_GROUPS], 1)
        ),
        more_agencies=max(len(ranked) - MOST_GROUPS, 0),
    )  # fmt: skip


_Found = Sequence[tuple[Chapter, Numbered]]


def _by(findings: _Found, name_of: Callable[[Numbered], str]) -> dict[str, list[tuple[Chapter, Numbered]]]:
    found: dict[str, list[tuple[Chapter, Numbered]]] = {}
    for chapter, numbered in findings:
        found.setdefault(name_of(numbered), []).append((chapter, numbered))
    return found


def _weight(findings: _Found) -> list[int]:
    return [-sum(n.kind == kind for _, n in findings) for kind in CLASSES]


def _gathered(name: str, anchor: str, findings: _Found, lang: Lang) -> Gathered:
    by_rule: dict[tuple[int, str], list[tuple[Chapter, Numbered]]] = {}
    for chapter, numbered in findings:
        by_rule.setdefault((CLASSES.index(numbered.kind), numbered.finding.rule), []).append((chapter, numbered))
    ranked = sorted(by_rule.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    return Gathered(
        name, anchor, len(findings), len({c.key for c, _ in findings}),
        tuple(_line(CLASSES[kind], several, lang) for (kind, _), several in ranked),
    )  # fmt: skip


def _line(kind: Class, findings: _Found, lang: Lang) -> Line:
    first = findings[0][1].finding
    return Line(
        kind=kind,
        severity=class_words(lang, kind),
        title=clean(pick(lang, first.title)) or clean(first.rule),
        rule=clean(first.rule),
        count=len(findings),
        procedures=len({c.key for c, _ in findings}),
        numbers=tuple((c.number, n.number) for c, n in findings[:MOST_NUMBERS]),
        more=max(len(findings) - MOST_NUMBERS, 0),
    )
