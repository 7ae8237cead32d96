"""The terminal text of ``check``: errors first, findings by procedure, a summary with denominators."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say
from tthc_audit.report import common
from tthc_audit.report.appendix import notices
from tthc_audit.report.numbering import Chapter, chapters
from tthc_audit.report.wording import class_of, class_words, law, pick, place, places
from tthc_audit.results import Audit, Finding
from tthc_audit.verdict import totals

_CODES: dict[str, str] = {
    "violation": "1;31", "warning": "33", "suggestion": "36", "unknown": "35",
    "head": "1", "error": "1;31", "quiet": "2",
}  # fmt: skip


_MOST_GONE = 20


def render_text(audit: Audit, lang: Lang, *, color: bool, show_unknown: bool) -> str:
    """The audit as lines for a terminal, ending with a newline.

    Accepted (waived) findings are told apart, a line each; undecided points only with ``show_unknown``. With
    ``color`` severities carry ANSI colours; text of the input never reaches the terminal as control codes.
    """
    return "\n".join(_lines(audit, lang, color=color, show_unknown=show_unknown)) + "\n"


def _lines(audit: Audit, lang: Lang, *, color: bool, show_unknown: bool) -> Iterator[str]:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{_CODES[code]}m{text}\x1b[0m" if color else text

    if audit.errors:
        yield paint(say(lang, "report.text.errors", n=len(audit.errors)), "error")
        for error in audit.errors:
            spot = ":".join(str(p) for p in (error.file, error.line, error.column) if p not in (None, ""))
            yield f"  {paint(clean(spot), 'head')} {clean(error.message)}"
            if error.hint:
                yield f"    {clean(say(lang, 'report.text.hint', hint=error.hint))}"
        yield ""
    told = audit if show_unknown else replace(audit, findings=tuple(f for f in audit.findings if f.outcome == "fail"))
    for chapter in chapters(told, lang):
        if not chapter.findings:
            continue
        yield paint(_heading(chapter, lang), "head")
        for one in chapter.findings:
            yield from _finding(one.finding, lang, paint)
        yield ""
    yield from _accepted(audit, lang, paint)
    yield from _gone(audit, lang, paint)
    if audit.updates:
        yield paint(say(lang, "gate.update.head"), "head")
        yield from (f"  {clean(u.procedure)}  {clean(common.update_words(lang, u))}" for u in audit.updates)
        yield ""
    yield from (paint(say(lang, "report.text.notice", notice=n), "quiet") for n in notices(audit, lang))
    yield from _summary(audit, lang, show_unknown=show_unknown)


def _heading(chapter: Chapter, lang: Lang) -> str:
    if chapter.key is None:
        return say(lang, "report.text.catalogue")
    return clean(f"{chapter.key} {chapter.name}")


def _finding(finding: Finding, lang: Lang, paint: Callable[[str, str], str]) -> Iterator[str]:
    kind = class_of(finding)
    known = f" ({say(lang, 'report.text.known')})" if finding.status == "known" else ""
    yield f"  {paint(class_words(lang, kind), kind)}{known}  {clean(pick(lang, finding.message))}"
    yield f"    {clean(places(finding))}  {paint('[' + clean(finding.rule) + ']', 'quiet')}"
    if finding.legal_basis:
        yield f"    {say(lang, 'report.text.law', law='; '.join(law(lang, finding.legal_basis)))}"
    if finding.remedy is not None and finding.outcome == "fail":
        yield f"    {say(lang, 'report.text.remedy', remedy=clean(pick(lang, finding.remedy)))}"


def _accepted(audit: Audit, lang: Lang, paint: Callable[[str, str], str]) -> Iterator[str]:
    """The accepted findings, a line each: they count no more, and nobody shall lose sight of them."""
    found = common.waived(audit)
    if not found:
        return
    yield paint(say(lang, "gate.waived"), "head")
    for finding in found:
        told = clean(common.accepted_words(lang, finding.accepted))
        yield f"  {clean(place(finding.location))}  {paint('[' + clean(finding.rule) + ']', 'quiet')}  {told}"
    yield ""


def _gone(audit: Audit, lang: Lang, paint: Callable[[str, str], str]) -> Iterator[str]:
    """What a baseline knows and does not occur any more, a line each as far as one can read them."""
    found = audit.baseline.gone if audit.baseline else ()
    if not found:
        return
    yield paint(say(lang, "gate.gone"), "head")
    for one in found[:_MOST_GONE]:
        yield f"  {clean(one.procedure or '')}  {paint('[' + clean(one.rule) + ']', 'quiet')}  {clean(one.fingerprint)}"
    if len(found) > _MOST_GONE:
        yield f"  {say(lang, 'gate.more', n=len(found) - _MOST_GONE)}"
    yield ""


def _summary(audit: Audit, lang: Lang, *, show_unknown: bool) -> Iterator[str]:
    found = totals(audit)
    if not found.standing:
        yield say(lang, "report.text.none")
    yield say(
        lang, "report.text.summary", v=found.violation, w=found.warning, s=found.suggestion, p=found.touched,
        a=found.procedures,
    )  # fmt: skip
    if found.known or found.waived:
        yield say(lang, "report.text.apart", known=found.known, waived=found.waived)
    yield from common.of_the_gate(audit, lang)
    rules = audit.rules
    yield say(
        lang, "report.text.rules", a=sum(r.applicable > 0 for r in rules), b=len(rules),
        stale=sum(r.stale for r in rules),
        n=sum(r.applicable for r in rules), p=sum(r.passed for r in rules), f=sum(r.failed for r in rules),
        u=found.undecided,
    )  # fmt: skip
    if found.undecided and not show_unknown:
        yield say(lang, "report.text.show_unknown", u=found.undecided)
    yield say(lang, "report.text.day", day=audit.as_of)
