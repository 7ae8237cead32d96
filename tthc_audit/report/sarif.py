"""``check`` as SARIF 2.1.0: what code scanning reads, with fingerprints, the baseline and what was accepted."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tthc_audit import __version__
from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import say
from tthc_audit.report import common
from tthc_audit.report.common import Showing
from tthc_audit.report.json import dumped
from tthc_audit.report.sarif_rules import LEVELS, descriptors
from tthc_audit.report.wording import pick
from tthc_audit.results import Audit, Error, Finding
from tthc_audit.settled import Gone
from tthc_audit.verdict import exit_code, totals

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST = 5_000
"""Code scanning shows no more of one run."""
_PRINT = "tthcAudit/v1"


def render_sarif(audit: Audit, showing: Showing) -> bytes:
    """The audit as one run. Paths are those of the repository that holds the catalogue."""
    found = common.standing(audit, showing)
    standing, left = common.cut(found, MOST)
    waived = common.cut(common.waived(audit), MOST)[0]
    rules = sorted(audit.rules, key=lambda r: r.id)
    places = {rule.id: i for i, rule in enumerate(rules)}
    told = common.sums(audit, showing)
    if left:
        told.append(common.left_out(showing, len(standing), left))
    run = {
        "tool": {
            "driver": {
                "name": "tthc-audit",
                "version": __version__,
                "semanticVersion": __version__,
                "language": showing.lang,
                "rules": descriptors(rules, showing.lang),
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(audit, showing, told)],
        "results": [
            *(_result(audit, f, showing, places) for f in (*standing, *waived)),
            *(_absent(audit, gone, showing) for gone in (audit.baseline.gone[:MOST] if audit.baseline else ())),
        ],
        "properties": {"asOf": audit.as_of.isoformat(), "totals": totals(audit, showing.fail_on).as_dict()},
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(audit: Audit, showing: Showing, told: list[str]) -> dict[str, Any]:
    failed = bool(audit.errors) or audit.rule_failed
    notices = [say(showing.lang, n.key, **n.values) for n in audit.notices]
    return {
        "executionSuccessful": not failed,
        "exitCode": exit_code(audit, fail_on=showing.fail_on, require_evidence=showing.require_evidence),
        "toolConfigurationNotifications": [_unread(audit, e) for e in common.errors(audit)],
        "toolExecutionNotifications": [
            {"level": "error" if audit.rule_failed else "note", "message": _message(text)} for text in (*told, *notices)
        ],
    }


def _unread(audit: Audit, error: Error) -> dict[str, Any]:
    return {
        "level": "error",
        "message": _message(f"{error.message} {error.hint}"),
        "locations": [_location(audit, error.file, error.line, error.column)],
    }


def _result(audit: Audit, finding: Finding, showing: Showing, places: dict[str, int]) -> dict[str, Any]:
    at = finding.location
    undecided = finding.outcome == "unknown"
    return {
        "ruleId": finding.rule,
        **({"ruleIndex": places[finding.rule]} if finding.rule in places else {}),
        "kind": "open" if undecided else "fail",
        "level": "none" if undecided else LEVELS[finding.severity],
        "message": _message(pick(showing.lang, finding.message)),
        "locations": [_location(audit, at.file, at.line, at.column, finding.procedure)],
        **_beside(audit, finding),
        "partialFingerprints": {_PRINT: finding.fingerprint},
        **({"baselineState": "unchanged" if finding.status == "known" else "new"} if audit.baseline else {}),
        "suppressions": _suppressions(finding, showing),
        "properties": {
            "procedure": finding.procedure,
            "severity": finding.severity,
            "status": finding.status,
            "responsible": finding.responsible,
            "authority": finding.authority,
            "pointer": at.pointer,
            "remedy": None if finding.remedy is None else clean(pick(showing.lang, finding.remedy)),
        },
    }


def _beside(audit: Audit, finding: Finding) -> dict[str, Any]:
    """The further places of a finding, each with an id of its own."""
    places = [_location(audit, at.file, at.line, at.column) | {"id": n} for n, at in enumerate(finding.related, 1)]
    return {"relatedLocations": places} if places else {}


def _absent(audit: Audit, gone: Gone, showing: Showing) -> dict[str, Any]:
    """A finding that the baseline knows and that does not occur any more."""
    file = audit.sources.get(gone.procedure or "", "")
    return {
        "ruleId": gone.rule,
        "level": LEVELS[gone.severity],
        "message": _message(say(showing.lang, "gate.gone.one", procedure=gone.procedure or "", rule=gone.rule)),
        "locations": [_location(audit, file, None, None, gone.procedure)],
        "partialFingerprints": {_PRINT: gone.fingerprint},
        "baselineState": "absent",
        "suppressions": [],
    }


def _suppressions(finding: Finding, showing: Showing) -> list[dict[str, Any]]:
    if finding.status != "waived":
        return []
    told = clean(common.accepted_words(showing.lang, finding.accepted))
    return [{"kind": "external", "status": "accepted", "justification": told}]


def _location(
    audit: Audit, file: str, line: int | None, column: int | None, procedure: str | None = None
) -> dict[str, Any]:
    region = {"startLine": line or 1} | ({"startColumn": column} if line and column else {})
    uri = quote(common.path(audit, file).encode("utf-8", "replace"), safe="/")
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    if procedure is not None:
        place["logicalLocations"] = [{"name": procedure, "fullyQualifiedName": procedure}]
    return place


def _message(text: str) -> dict[str, str]:
    """A text in which nothing is a link or a placeholder."""
    return {"text": clean(text).replace("](", "] (").replace("{", "{{").replace("}", "}}")}
