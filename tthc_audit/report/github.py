"""``check`` as annotations of a GitHub workflow: the gravest within the limits of the platform, the rest counted."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import say
from tthc_audit.report import common
from tthc_audit.report.common import Showing
from tthc_audit.report.wording import law, pick
from tthc_audit.results import Audit, Finding

MOST = 10
"""The platform shows no more annotations of one level and step, and the last notice holds the totals."""
_LEVELS = {"violation": "error", "warning": "warning", "suggestion": "notice"}
_LONGEST = 2_000


def render_github(audit: Audit, showing: Showing) -> bytes:
    """Workflow commands, a line each: what could not be read, the findings that are new, and the totals."""
    return "".join(f"{line}\n" for line in _lines(audit, showing)).encode("utf-8", "replace")


def _lines(audit: Audit, showing: Showing) -> Iterator[str]:
    left = dict.fromkeys(_LEVELS.values(), MOST) | {"notice": MOST - 1}
    lang = showing.lang
    for error in common.errors(audit)[:MOST]:
        left["error"] -= 1
        at = _place(common.path(audit, error.file), error.line, error.column, say(lang, "gate.unread.title"))
        yield f"::error {at}::{_data(f'{error.message} {error.hint}')}"
    shown = 0
    standing = common.standing(audit, showing)
    for finding in standing:
        level = "notice" if finding.outcome == "unknown" else _LEVELS[finding.severity]
        if finding.status == "known" or left[level] == 0:
            continue
        left[level] -= 1
        shown += 1
        yield _annotation(audit, finding, level, showing)
    told = common.sums(audit, showing)
    if shown < len(standing):
        told.append(common.left_out(showing, shown, len(standing) - shown))
    yield f"::notice title={_property(say(lang, 'gate.title', name=audit.name))}::{_data(' '.join(told))}"


def _annotation(audit: Audit, finding: Finding, level: str, showing: Showing) -> str:
    lang, at = showing.lang, finding.location
    told = [pick(lang, finding.message)]
    if finding.legal_basis:
        told.append(say(lang, "report.text.law", law="; ".join(law(lang, finding.legal_basis))) + ".")
    if finding.remedy is not None and finding.outcome == "fail":
        told.append(say(lang, "report.text.remedy", remedy=pick(lang, finding.remedy)))
    title = f"{finding.rule} · {finding.procedure}" if finding.procedure else finding.rule
    return f"::{level} {_place(common.path(audit, at.file), at.line, at.column, title)}::{_data(' '.join(told))}"


def _place(file: str, line: int | None, column: int | None, title: str) -> str:
    spot = f",line={line}" if line is not None else ""
    spot += f",col={column}" if column is not None and line is not None else ""
    return f"file={_property(file)}{spot},title={_property(title)}"


def _data(text: str) -> str:
    whole = clean(text)
    return (whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1] + "…").replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
