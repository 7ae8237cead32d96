"""``check`` as JUnit XML: a suite a procedure, a case a finding; only what fails the run is a failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say
from tthc_audit.report import common
from tthc_audit.report.common import Showing
from tthc_audit.report.wording import class_of, class_words, law, pick, place
from tthc_audit.results import Audit, Finding
from tthc_audit.verdict import fails, totals

MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Case:
    """One case: its lines of XML, and whether it counts as a failure, an error, or skipped."""

    lines: tuple[str, ...]
    failure: bool = False
    error: bool = False
    skipped: bool = False


def render_junit(audit: Audit, showing: Showing) -> bytes:
    """The audit as one XML document.

    The first suite holds the totals as properties, and what could not be read or worked out as errors.
    """
    standing, left = common.cut(common.standing(audit, showing), MOST)
    shown = [*standing, *common.cut(common.waived(audit), MOST)[0]]
    told = common.sums(audit, showing)
    if left:
        told.append(common.left_out(showing, len(standing), left))
    suites = [("tthc-audit", _run(audit, showing, told), _properties(audit, showing, told))]
    shown.sort(key=lambda f: f.procedure or "")
    for key, of_procedure in groupby(shown, key=lambda f: f.procedure):
        name = f"{key} {audit.names.get(key, '')}" if key else say(showing.lang, "report.text.catalogue")
        suites.append((name, [_case(f, showing) for f in of_procedure], []))
    cases = [case for _, of_suite, _ in suites for case in of_suite]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites {_counted(say(showing.lang, 'gate.title', name=audit.name), cases)}>",
        *(line for suite in suites for line in _suite(*suite)),
        "</testsuites>",
    ]
    return "\n".join([*lines, ""]).encode("utf-8", "replace")


def _suite(name: str, cases: Sequence[_Case], inside: Sequence[str]) -> Iterator[str]:
    skipped = sum(c.skipped for c in cases)
    yield f'  <testsuite {_counted(name, cases)} skipped="{skipped}">'
    yield from inside
    for case in cases:
        yield from case.lines
    yield "  </testsuite>"


def _counted(name: str, cases: Sequence[_Case]) -> str:
    failures, wrong = sum(c.failure for c in cases), sum(c.error for c in cases)
    return f'name={_quoted(name)} tests="{len(cases)}" failures="{failures}" errors="{wrong}"'


def _properties(audit: Audit, showing: Showing, told: Sequence[str]) -> list[str]:
    counted = totals(audit, showing.fail_on).as_dict()
    properties = [f'      <property name="{name}" value={_quoted(str(int(n)))}/>' for name, n in counted.items()]
    properties.append(f'      <property name="as_of" value="{audit.as_of.isoformat()}"/>')
    said = f"    <system-out>{escape(clean(' '.join(told)))}</system-out>"
    return ["    <properties>", *properties, "    </properties>", said]


def _run(audit: Audit, showing: Showing, told: Sequence[str]) -> list[_Case]:
    """What is wrong with the run itself; a single passing case where nothing is."""
    lang = showing.lang
    found = []
    for error in common.errors(audit):
        spot = ":".join(str(p) for p in (error.file, error.line, error.column) if p not in (None, ""))
        found.append(_wrong(spot, say(lang, "gate.unread.title"), f"{error.message} {error.hint}"))
    if audit.rule_failed:
        found.append(_wrong("tthc-audit", say(lang, "gate.rule_failed"), say(lang, "gate.rule_failed")))
    passing = f'    <testcase classname="tthc-audit" name={_quoted(told[0])}/>'
    return found or [_Case((passing,))]


def _wrong(name: str, message: str, body: str) -> _Case:
    return _Case(
        (
            f'    <testcase classname="tthc-audit" name={_quoted(name)}>',
            f"      <error message={_quoted(message)}>{escape(clean(body))}</error>",
            "    </testcase>",
        ),
        error=True,
    )


def _case(finding: Finding, showing: Showing) -> _Case:
    lang = showing.lang
    message = clean(pick(lang, finding.message))
    head = f"    <testcase classname={_quoted(finding.rule)} name={_quoted(_name(finding))}>"
    end = "    </testcase>"
    if fails(finding, showing.fail_on):
        body = escape("\n".join(_body(finding, lang)))
        inside = f'      <failure type="{finding.severity}" message={_quoted(message)}>{body}</failure>'
        return _Case((head, inside, end), failure=True)
    reason = class_words(lang, class_of(finding))
    if finding.status == "waived":
        reason = common.accepted_words(lang, finding.accepted)
    elif finding.status == "known":
        reason = f"{reason}, {say(lang, 'report.text.known')}"
    inside = f"      <skipped message={_quoted(f'{reason}: {message} {place(finding.location)}')}/>"
    return _Case((head, inside, end), skipped=True)


def _name(finding: Finding) -> str:
    """What tells the case from others of its rule, on any run."""
    keys = ", ".join(str(v) for k, v in finding.subject_keys.items() if k != "procedure" and v not in (None, ""))
    return f"{finding.procedure or ''} {keys} [{finding.fingerprint}]"


def _body(finding: Finding, lang: Lang) -> Iterator[str]:
    yield clean(pick(lang, finding.message))
    yield clean(place(finding.location))
    if finding.legal_basis:
        yield clean(say(lang, "report.text.law", law="; ".join(law(lang, finding.legal_basis))))
    if finding.remedy is not None:
        yield clean(say(lang, "report.text.remedy", remedy=pick(lang, finding.remedy)))


def _quoted(text: str) -> str:
    return quoteattr(clean(text))
