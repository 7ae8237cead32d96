"""The JSON of ``check``: the published form of an audit, ``tthc-audit/check/v1``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson

from tthc_audit import __version__
from tthc_audit.i18n import LANGS, say
from tthc_audit.results import Audit, Error, Finding, LegalBasis, Location, Notice, RuleSummary, Value, Words
from tthc_audit.settled import Accepted, Compared
from tthc_audit.verdict import totals

SCHEMA = "tthc-audit/check/v1"
_DECIMAL = ("_min", "_max", "_days", "_vnd", "_value", "_percent", "score", "saving")
"""How the names of decimal columns end; a text that looks like a number (a code) stays a text."""


def render_json(audit: Audit, fail_on: str = "violation") -> bytes:
    """The audit as JSON with a newline at its end, the same bytes for the same audit.

    Findings are ordered by procedure, rule and place, rules by id, inputs by file. Dates are ISO; a
    decimal is a number where a number can hold it exactly, else a text.
    """
    document = {
        "schema": SCHEMA,
        "tool": {"name": "tthc-audit", "version": __version__},
        "as_of": audit.as_of,
        "totals": totals(audit, fail_on).as_dict(),
        "since": audit.since,
        "updates": [
            {
                "procedure": u.procedure,
                "agency": u.agency,
                "channel": u.channel,
                "decision": u.decision,
                "shown": u.shown,
                "deadline": u.deadline,
                "certain": u.certain,
            }
            for u in audit.updates
        ],
        "baseline": _baseline(audit.baseline),
        "inputs": [{"file": i.file, "sha256": i.sha256} for i in sorted(audit.inputs, key=lambda i: i.file)],
        "errors": [error_json(e) for e in audit.errors],
        "rules": [rule_json(r) for r in sorted(audit.rules, key=lambda r: r.id)],
        "findings": [finding_json(f) for f in sorted(audit.findings, key=_order)],
        "notices": [notice_json(n) for n in audit.notices],
    }
    return dumped(document)


def dumped(document: Any) -> bytes:
    """A document as indented JSON with a newline at its end, whatever letters its texts hold."""
    layout = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    try:
        return orjson.dumps(document, option=layout)
    except orjson.JSONEncodeError:
        return orjson.dumps(_safe(document), option=layout)


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.location
    return (
        finding.procedure or "", finding.rule, finding.outcome, place.file, place.line or 0, place.column or 0,
        place.pointer, finding.fingerprint,
    )  # fmt: skip


def error_json(error: Error) -> dict[str, Any]:
    """What could not be read."""
    return {
        "file": error.file, "line": error.line, "column": error.column, "pointer": error.pointer,
        "message": error.message, "hint": error.hint,
    }  # fmt: skip


def rule_json(rule: RuleSummary) -> dict[str, Any]:
    """A rule of the run with its denominators."""
    return {
        "id": rule.id, "severity": rule.severity, "stale": rule.stale, "applicable": rule.applicable,
        "pass": rule.passed, "fail": rule.failed, "unknown": rule.unknown, "not_applicable": rule.not_applicable,
    }  # fmt: skip


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding."""
    return {
        "rule": finding.rule,
        "title": _words(finding.title),
        "severity": finding.severity,
        "outcome": finding.outcome,
        "status": finding.status,
        "accepted": _accepted(finding.accepted),
        "subject": {"table": finding.table, "keys": dict(finding.subject_keys)},
        "message": _words(finding.message),
        "evidence": _evidence(finding.evidence),
        "reasons": list(finding.reasons),
        "count": finding.count,
        "location": _place(finding.location),
        "related": [_place(place) for place in finding.related],
        "responsible": finding.responsible,
        "authority": finding.authority,
        "due": finding.due,
        "legal_basis": [_basis(b) for b in finding.legal_basis],
        "remedy": _words(finding.remedy),
        "fingerprint": finding.fingerprint,
    }


def _baseline(found: Compared | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "tool": found.tool,
        "entries": found.entries,
        "expires_on": found.expires_on,
        "expired": found.expired,
        "same_rules": found.same_rules,
        "gone": [
            {"rule": g.rule, "fingerprint": g.fingerprint, "severity": g.severity, "procedure": g.procedure}
            for g in found.gone
        ],
    }


def _accepted(accepted: Accepted | None) -> dict[str, Any] | None:
    if accepted is None:
        return None
    return {
        "reason": accepted.reason, "approved_by": accepted.approved_by, "decision": accepted.decision,
        "expires_on": accepted.expires_on, "control": accepted.control, "clause": accepted.clause,
    }  # fmt: skip


def _place(place: Location) -> dict[str, Any]:
    return {"file": place.file, "pointer": place.pointer, "line": place.line, "column": place.column}


def _basis(basis: LegalBasis) -> dict[str, Any]:
    return {"document": basis.document, "provision": basis.provision, "verified": basis.verified}


def notice_json(notice: Notice) -> dict[str, Any]:
    """A notice in both languages."""
    return {"key": notice.key, "message": {lang: say(lang, notice.key, **notice.values) for lang in LANGS}}


def _words(words: Words | None) -> dict[str, str] | None:
    return None if words is None else {"vi": words.vi, "en": words.en}


def _evidence(evidence: Mapping[str, Value]) -> dict[str, Any]:
    return {
        column: number(v) if column.endswith(_DECIMAL) and isinstance(v, str) else v for column, v in evidence.items()
    }


def number(text: str) -> int | float | str:
    """A decimal in plain notation as a JSON number where that is exact, else the text as it is.

    >>> number("9600.0000"), number("0.5"), number("12345678901234567890.5")
    (9600, 0.5, '12345678901234567890.5')
    """
    exact = Decimal(text)
    if exact == exact.to_integral_value() and abs(exact) < 2**53:
        return int(exact)
    near = float(exact)
    return near if Decimal(repr(near)) == exact else text


def _safe(value: Any) -> Any:
    """The document with question marks for lone surrogates, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {str(_safe(k)): _safe(v) for k, v in value.items()}
    return [_safe(v) for v in value] if isinstance(value, list) else value
