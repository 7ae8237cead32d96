"""The rules of a run as SARIF describes them, with help in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import LANGS, Lang, say
from tthc_audit.report.wording import law, pick
from tthc_audit.results import RuleSummary

LEVELS = {"violation": "error", "warning": "warning", "suggestion": "note"}


def descriptors(rules: Sequence[RuleSummary], lang: Lang) -> list[dict[str, Any]]:
    """Every rule of the run, in the order given."""
    return [_descriptor(rule, lang) for rule in rules]


def _descriptor(rule: RuleSummary, lang: Lang) -> dict[str, Any]:
    title = clean(pick(lang, rule.title))
    help_ = "\n\n".join("\n".join(_help(rule, each)) for each in LANGS)
    return {
        "id": rule.id,
        "shortDescription": {"text": title},
        "fullDescription": {"text": clean(pick(lang, rule.why)) or title},
        "help": {"text": help_, "markdown": help_},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.id.partition("/")[0]],
            "problem.severity": {"violation": "error", "warning": "warning"}.get(rule.severity, "recommendation"),
            "addressee": rule.addressee,
            "stale": rule.stale,
            "counts": {
                "pass": rule.passed,
                "fail": rule.failed,
                "unknown": rule.unknown,
                "notApplicable": rule.not_applicable,
            },
        },
    }


def _help(rule: RuleSummary, lang: Lang) -> Iterator[str]:
    yield clean(pick(lang, rule.title))
    if rule.why is not None:
        yield clean(pick(lang, rule.why))
    if rule.legal_basis:
        yield say(lang, "report.text.law", law="; ".join(law(lang, rule.legal_basis)))
