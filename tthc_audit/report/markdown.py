"""``check`` as a Markdown comment on a merge request: a table, folded details, diagrams, within the platforms' size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tthc_audit.diagram.mermaid import mermaid
from tthc_audit.errors import AuditError
from tthc_audit.i18n import Lang, say
from tthc_audit.report import common
from tthc_audit.report.common import Showing
from tthc_audit.report.markdown_text import code, safe
from tthc_audit.report.numbering import badges, chapters
from tthc_audit.report.wording import class_of, class_words, law, pick, place
from tthc_audit.results import Audit, Finding
from tthc_audit.verdict import exit_code

MOST_BYTES = 60_000
"""A comment holds 65,536 characters; the markers of a platform's own need some."""
_ROOM_FOR_THE_END = 2_000
_MOST_ROWS, _MOST_DETAILS, _MOST_WAIVED, _MOST_ERRORS, _MOST_DIAGRAMS = 100, 30, 30, 50, 5
_MOST_UPDATES = 50


def render_markdown(audit: Audit, showing: Showing) -> bytes:
    """The comment. Blocks that do not fit are left out with a sentence; the totals never are."""
    page = _Page()
    lang = showing.lang
    code_ = exit_code(audit, fail_on=showing.fail_on, require_evidence=showing.require_evidence)
    page.add(f"## {safe(say(lang, 'gate.title', name=audit.name))}\n\n**{say(lang, f'gate.verdict.{code_}')}**\n")
    page.add("".join(f"- {safe(line)}\n" for line in common.sums(audit, showing)))
    page.add_rows(_errors_head(lang), [_error(audit, i) for i in range(min(len(audit.errors), _MOST_ERRORS))])
    standing = common.standing(audit, showing)
    shown = page.add_rows(_head(lang), [_row(f, audit, lang) for f in standing[:_MOST_ROWS]])
    if shown < len(standing):
        page.add(f"{common.left_out(showing, shown, len(standing) - shown)}\n", always=True)
    page.fold(say(lang, "gate.details"), "".join(_details(standing[: min(shown, _MOST_DETAILS)], lang)))
    page.fold(say(lang, "gate.waived"), "".join(_waived(audit, lang)))
    page.fold(say(lang, "gate.update.head"), "".join(_updates(audit, lang)))
    for name, text in _diagrams(audit, lang):
        page.fold(say(lang, "gate.flow", name=safe(name)), text)
    page.fold(say(lang, "gate.notices"), "".join(f"- {safe(say(lang, n.key, **n.values))}\n" for n in audit.notices))
    return page.text.encode("utf-8", "replace")


class _Page:
    """Blocks of text as far as there is room."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._used = 0

    @property
    def text(self) -> str:
        return "\n".join(self._blocks)

    def add(self, block: str, *, always: bool = False) -> bool:
        size = len(block.encode("utf-8", "replace")) + 1
        if not block or (self._used + size > MOST_BYTES - _ROOM_FOR_THE_END and not always):
            return False
        self._blocks.append(block)
        self._used += size
        return True

    def add_rows(self, head: str, rows: Sequence[str]) -> int:
        """A table as long as there is room; returns how many rows it has."""
        room = (MOST_BYTES - _ROOM_FOR_THE_END - self._used) * 3 // 4
        kept, size = [], len(head.encode())
        for row in rows:
            size += len(row.encode("utf-8", "replace"))
            if size > room:
                break
            kept.append(row)
        if kept:
            self.add(head + "".join(kept))
        return len(kept)

    def fold(self, summary: str, inside: str) -> None:
        if inside:
            self.add(f"<details><summary>{summary}</summary>\n\n{inside}\n</details>\n")


def _head(lang: Lang) -> str:
    names = [say(lang, f"gate.col.{name}") for name in ("severity", "procedure", "finding", "place")]
    return f"| {' | '.join(names)} |\n|---|---|---|---|\n"


def _errors_head(lang: Lang) -> str:
    return f"| {say(lang, 'gate.col.place')} | {say(lang, 'gate.unread.title')} |\n|---|---|\n"


def _error(audit: Audit, number: int) -> str:
    error = common.errors(audit)[number]
    spot = ":".join(str(p) for p in (error.file, error.line, error.column) if p not in (None, ""))
    return f"| {code(spot)} | {safe(error.message)} {safe(error.hint)} |\n"


def _row(finding: Finding, audit: Audit, lang: Lang) -> str:
    kind = class_words(lang, class_of(finding))
    if finding.status == "known":
        kind = f"{kind} ({say(lang, 'report.text.known')})"
    name = audit.names.get(finding.procedure or "", "")
    of = f"{code(finding.procedure)} {safe(name, 80)}" if finding.procedure else say(lang, "report.text.catalogue")
    return f"| {kind} | {of} | {safe(pick(lang, finding.message))} | {code(place(finding.location))} |\n"


def _details(findings: Sequence[Finding], lang: Lang) -> Iterator[str]:
    for finding in findings:
        yield f"- {code(finding.rule)} {code(finding.procedure or '')} {code(finding.fingerprint)}\n"
        if finding.legal_basis:
            yield f"  - {say(lang, 'report.text.law', law=safe('; '.join(law(lang, finding.legal_basis))))}\n"
        if finding.remedy is not None and finding.outcome == "fail":
            yield f"  - {say(lang, 'report.text.remedy', remedy=safe(pick(lang, finding.remedy)))}\n"


def _waived(audit: Audit, lang: Lang) -> Iterator[str]:
    kept, left = common.cut(common.waived(audit), _MOST_WAIVED)
    for finding in kept:
        told = safe(common.accepted_words(lang, finding.accepted))
        yield f"- {code(finding.rule)} {code(place(finding.location))} {safe(pick(lang, finding.message))} {told}\n"
    if left:
        yield f"- {say(lang, 'gate.more', n=left)}\n"


def _updates(audit: Audit, lang: Lang) -> Iterator[str]:
    kept, left = common.cut(audit.updates, _MOST_UPDATES)
    for update in kept:
        yield f"- {code(update.procedure)} {safe(common.update_words(lang, update))}\n"
    if left:
        yield f"- {say(lang, 'gate.update.more', n=left)}\n"


def _diagrams(audit: Audit, lang: Lang) -> Iterator[tuple[str, str]]:
    """The flows that the audit brings, each with the numbers of its findings."""
    by_key = {chapter.key: chapter for chapter in chapters(audit, lang)}
    for key in sorted(audit.flows)[:_MOST_DIAGRAMS]:
        flow = audit.flows[key]
        if not flow.nodes:
            continue
        marked = badges(by_key[key]) if key in by_key else {}
        try:
            text = mermaid(flow, marked, lang)
        except AuditError:
            continue
        yield f"{key} {flow.name}", f"```mermaid\n{text}```\n"
