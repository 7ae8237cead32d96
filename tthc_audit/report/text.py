"""The terminal text of ``check``: errors first, findings by procedure, a summary with denominators."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say
from tthc_audit.report.appendix import notices
from tthc_audit.report.numbering import Chapter, chapters
from tthc_audit.report.wording import CLASSES, Class, class_of, class_words, law, pick, place
from tthc_audit.results import Audit, Finding

_CODES: dict[str, str] = {
    "violation": "1;31", "warning": "33", "suggestion": "36", "unknown": "35",
    "head": "1", "error": "1;31", "quiet": "2",
}  # fmt: skip


def render_text(audit: Audit, lang: Lang, *, color: bool, show_unknown: bool) -> str:
    """The audit as lines for a terminal, ending with a newline.

    Accepted (waived) findings are only counted; undecided points only with ``show_unknown``. With
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
    numbered = chapters(audit, lang)
    for chapter in numbered:
        shown = [n for n in chapter.findings if show_unknown or n.kind != "unknown"]
        if not shown:
            continue
        yield paint(_heading(chapter, lang), "head")
        for one in shown:
            yield from _finding(one.finding, lang, paint)
        yield ""
    yield from (paint(say(lang, "report.text.notice", notice=n), "quiet") for n in notices(audit, lang))
    yield from _summary(audit, numbered, lang, show_unknown=show_unknown)


def _heading(chapter: Chapter, lang: Lang) -> str:
    if chapter.key is None:
        return say(lang, "report.text.catalogue")
    return clean(f"{chapter.key} {chapter.name}")


def _finding(finding: Finding, lang: Lang, paint: Callable[[str, str], str]) -> Iterator[str]:
    kind = class_of(finding)
    known = f" ({say(lang, 'report.text.known')})" if finding.status == "known" else ""
    yield f"  {paint(class_words(lang, kind), kind)}{known}  {clean(pick(lang, finding.message))}"
    yield f"    {clean(place(finding.location))}  {paint('[' + clean(finding.rule) + ']', 'quiet')}"
    if finding.legal_basis:
        yield f"    {say(lang, 'report.text.law', law='; '.join(law(lang, finding.legal_basis)))}"
    if finding.remedy is not None and finding.outcome == "fail":
        yield f"    {say(lang, 'report.text.remedy', remedy=clean(pick(lang, finding.remedy)))}"


def _summary(audit: Audit, numbered: tuple[Chapter, ...], lang: Lang, *, show_unknown: bool) -> Iterator[str]:
    totals: dict[Class, int] = {kind: sum(c.count(kind) for c in numbered) for kind in CLASSES}
    procedures = len(audit.sources) or sum(c.key is not None for c in numbered)
    touched = sum(c.key is not None and sum(c.count(k) for k in CLASSES[:3]) > 0 for c in numbered)
    if not any(totals[k] for k in CLASSES[:3]):
        yield say(lang, "report.text.none")
    yield say(
        lang, "report.text.summary", v=totals["violation"], w=totals["warning"], s=totals["suggestion"],
        p=touched, a=procedures,
    )  # fmt: skip
    known = sum(f.status == "known" for f in audit.findings)
    waived = sum(f.status == "waived" for f in audit.findings)
    if known or waived:
        yield say(lang, "report.text.apart", known=known, waived=waived)
    rules = audit.rules
    undecided = sum(r.unknown for r in rules)
    yield say(
        lang, "report.text.rules", a=sum(r.applicable > 0 for r in rules), b=len(rules),
        stale=sum(r.stale for r in rules),
        n=sum(r.applicable for r in rules), p=sum(r.passed for r in rules), f=sum(r.failed for r in rules), u=undecided,
    )  # fmt: skip
    if undecided and not show_unknown:
        yield say(lang, "report.text.show_unknown", u=undecided)
    yield say(lang, "report.text.day", day=audit.as_of)
