"""The appendix: what was read, which rules ran on how much, what stayed undecided, what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say
from tthc_audit.report.reviews import Rate, rates
from tthc_audit.report.wording import law, pick
from tthc_audit.results import Audit, Error, Input, RuleSummary


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule with its counts."""

    id: str
    title: str
    severity: str
    law: tuple[str, ...]
    why: str
    counts: RuleSummary


@dataclass(frozen=True, slots=True)
class Undecided:
    """A rule that could not be decided everywhere, and on how many rows for which reasons."""

    title: str
    id: str
    unknown: int
    applicable: int
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """The appendix, ready to be set."""

    inputs: tuple[Input, ...]
    rules: tuple[RuleRow, ...]
    stale: tuple[RuleRow, ...]
    undecided: tuple[Undecided, ...]
    notices: tuple[str, ...]
    errors: tuple[Error, ...]
    rates: tuple[Rate, ...]


_MOST_MESSAGES = 3


def appendix(audit: Audit, lang: Lang) -> Appendix:
    """The appendix of an audit: rules by id, inputs by file."""
    rules = tuple(_rule(rule, lang) for rule in sorted(audit.rules, key=lambda r: r.id))
    said: dict[str, dict[str, None]] = {}
    for finding in audit.findings:
        if finding.outcome == "unknown":
            said.setdefault(finding.rule, {})[clean(pick(lang, finding.message))] = None
    undecided = tuple(
        Undecided(
            r.title, r.id, r.counts.unknown, r.counts.applicable, tuple(sorted(said.get(r.id, {}))[:_MOST_MESSAGES])
        )
        for r in rules
        if r.counts.unknown
    )
    return Appendix(
        inputs=tuple(sorted(audit.inputs, key=lambda i: i.file)),
        rules=tuple(r for r in rules if not r.counts.stale),
        stale=tuple(r for r in rules if r.counts.stale),
        undecided=undecided,
        notices=notices(audit, lang),
        errors=audit.errors,
        rates=rates(audit, lang),
    )


def notices(audit: Audit, lang: Lang) -> tuple[str, ...]:
    """What the run itself has to say, in words."""
    return tuple(clean(say(lang, n.key, **n.values)) for n in audit.notices)


def _rule(rule: RuleSummary, lang: Lang) -> RuleRow:
    return RuleRow(
        id=clean(rule.id),
        title=clean(pick(lang, rule.title)),
        severity=say(lang, f"common.severity.{rule.severity}"),
        law=tuple(law(lang, rule.legal_basis)),
        why=clean(pick(lang, rule.why)),
        counts=rule,
    )
