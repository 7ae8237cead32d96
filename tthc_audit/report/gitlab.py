"""``check`` as a GitLab code quality report: one list of issues, each with a fingerprint of its own."""

from __future__ import annotations

import hashlib
from typing import Any

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import say
from tthc_audit.report import common
from tthc_audit.report.common import Showing
from tthc_audit.report.json import dumped
from tthc_audit.report.wording import pick
from tthc_audit.results import Audit, Error, Finding

MOST = 5_000
"""A merge request shows a few hundred; the rest is counted."""
_SEVERITIES = {"violation": "critical", "warning": "major", "suggestion": "minor"}
TOTALS = "tthc-audit/totals"
"""The issue that holds the totals; it keeps its fingerprint, so that a merge request never shows it as new."""


def render_gitlab(audit: Audit, showing: Showing) -> bytes:
    """The report as JSON: what could not be read, findings that stand, accepted ones, and the totals."""
    standing, left = common.cut(common.standing(audit, showing), MOST)
    told = common.sums(audit, showing)
    if left:
        told.append(common.left_out(showing, len(standing), left))
    return dumped(
        [
            *(_unread(audit, error, showing) for error in common.errors(audit)),
            *(_issue(audit, finding, showing) for finding in (*standing, *common.cut(common.waived(audit), MOST)[0])),
            _entry(
                " ".join(told), TOTALS, hashlib.sha256(TOTALS.encode()).hexdigest(), "info", _place(audit, "", None)
            ),
        ]
    )


def _issue(audit: Audit, finding: Finding, showing: Showing) -> dict[str, Any]:
    lang, at = showing.lang, finding.location
    told = pick(lang, finding.message)
    severity = "info" if finding.outcome == "unknown" else _SEVERITIES[finding.severity]
    if finding.status == "waived":
        told, severity = f"{told} ({common.accepted_words(lang, finding.accepted)})", "info"
    elif finding.status == "known":
        told = f"{told} ({say(lang, 'report.text.known')})"
    return _entry(told, finding.rule, finding.fingerprint, severity, _place(audit, at.file, at.line))


def _unread(audit: Audit, error: Error, showing: Showing) -> dict[str, Any]:
    told = f"{say(showing.lang, 'gate.unread.title')}: {error.message} {error.hint}"
    place = f"{error.file}\x1f{error.line}\x1f{error.column}\x1f{error.message}"
    return _entry(told, "tthc-audit/unread", _digest(place), "blocker", _place(audit, error.file, error.line))


def _place(audit: Audit, file: str, line: int | None) -> dict[str, Any]:
    return {"path": common.path(audit, file), "lines": {"begin": line or 1}}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _entry(told: str, check: str, fingerprint: str, severity: str, place: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": clean(told),
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": place,
    }
