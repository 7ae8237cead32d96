"""The findings in the order of the report, each with its number: 3.2 is the second of the third procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tthc_audit.diagram.boxes import Badge
from tthc_audit.i18n import Lang
from tthc_audit.report.wording import CLASSES, Class, class_of, pick
from tthc_audit.results import Audit, Finding


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number within its procedure."""

    finding: Finding
    number: int
    kind: Class


@dataclass(frozen=True, slots=True)
class Chapter:
    """A procedure with its findings; number 0 and no key for those of the catalogue as a whole."""

    number: int
    key: str | None
    name: str
    findings: tuple[Numbered, ...]
    waived: tuple[Finding, ...]

    def count(self, kind: Class) -> int:
        """How many findings of that severity."""
        return sum(f.kind == kind for f in self.findings)


def chapters(audit: Audit, lang: Lang) -> tuple[Chapter, ...]:
    """The catalogue as a whole where it has findings, then every procedure by its key.

    Within one: the gravest first, then by rule and place. Accepted (waived) findings are kept apart.
    """
    names = {str(row["procedure"]): str(row.get("procedure_name") or "") for row in audit.tables.get("procedure", ())}
    for key, name in [*audit.names.items(), *((key, flow.name) for key, flow in audit.flows.items())]:
        names.setdefault(key, name)
    by_key: dict[str | None, list[Finding]] = {key: [] for key in sorted(names)}
    for finding in audit.findings:
        by_key.setdefault(finding.procedure, []).append(finding)
    found = []
    if None in by_key:
        found.append(_chapter(0, None, "", by_key[None], lang))
    keys = sorted(key for key in by_key if key is not None)
    found += [_chapter(i, key, names.get(key, ""), by_key[key], lang) for i, key in enumerate(keys, 1)]
    return tuple(found)


def _chapter(number: int, key: str | None, name: str, findings: list[Finding], lang: Lang) -> Chapter:
    live = [f for f in findings if f.status != "waived"]
    live.sort(key=lambda f: _order(f, lang))
    return Chapter(
        number, key, name,
        tuple(Numbered(f, i, class_of(f)) for i, f in enumerate(live, 1)),
        tuple(sorted((f for f in findings if f.status == "waived"), key=lambda f: _order(f, lang))),
    )  # fmt: skip


def _order(finding: Finding, lang: Lang) -> tuple[object, ...]:
    place = finding.location
    return (
        CLASSES.index(class_of(finding)), finding.rule, place.file, place.line or 0, place.column or 0,
        place.pointer, pick(lang, finding.message), finding.fingerprint,
    )  # fmt: skip


def step_of(finding: Finding) -> str | None:
    """The step that a finding speaks of, if it speaks of one; the first of a pair."""
    return next(iter(steps_of(finding)), None)


def steps_of(finding: Finding) -> tuple[str, ...]:
    """The steps of its procedure that a finding speaks of: both of a pair."""
    keys = finding.subject_keys
    for column in ("step", "to_step", "from_step"):
        if isinstance(keys.get(column), str):
            return (str(keys[column]),)
    beside = keys.get("other_procedure") in (None, finding.procedure)
    pair = (keys.get("a_step"), keys.get("b_step") if beside else None)
    return tuple(dict.fromkeys(step for step in pair if isinstance(step, str)))


def badges(chapter: Chapter) -> Mapping[str, tuple[Badge, ...]]:
    """The badges of a procedure's diagram: the numbers of the findings of each step."""
    found: dict[str, list[Badge]] = {}
    for numbered in chapter.findings:
        for step in steps_of(numbered.finding):
            found.setdefault(step, []).append((numbered.number, numbered.kind))
    return {step: tuple(several) for step, several in found.items()}
