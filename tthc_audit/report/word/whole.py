"""The inspection report as one Word document: the same view, in the same order, as the page that is printed at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tthc_audit.i18n import Lang
from tthc_audit.office.wordml import Run
from tthc_audit.report.html import MOST_IN_ONE
from tthc_audit.report.numbering import Chapter
from tthc_audit.report.pages import Tell
from tthc_audit.report.view import Report, build
from tthc_audit.report.word.annex import annex
from tthc_audit.report.word.chapter import chapter
from tthc_audit.report.word.front import letterhead, signature, summary, titled
from tthc_audit.report.word.held import held
from tthc_audit.report.word.setting import Setting
from tthc_audit.report.word.start import opened, save
from tthc_audit.report.word.tables import duties, findings, procedures
from tthc_audit.report.word.targets import targets
from tthc_audit.report.wording import CLASSES
from tthc_audit.results import Audit

MOST_DRAWN = 12
"""Of more procedures than are printed at once, so many have steps and drawings: those with the gravest findings."""


def write_docx(
    audit: Audit, file: Path, lang: Lang, *, tail: Lang | None = None, template: Path | None = None,
    tell: Tell | None = None,
) -> Path:  # fmt: skip
    """Write the report as a Word document; the same audit gives the same bytes.

    In an office's own form (``template``) the heads, the title and the signature are those of the form. ``tell`` is
    called with ``"write"``, chapters done and chapters to do. Raises ``AuditError`` where the form cannot be used.
    """
    report = build(audit, lang)
    page = report.index.leader
    document = opened(lang, template, owner=page.owner, title=page.title, day=audit.as_of)
    to = Setting(document, lang, tail)
    if template is None:
        letterhead(to, page.owner)
        titled(to, page.title)
    summary(to, page, report.index.errors)
    findings(to, report.index)
    procedures(to, report.index)
    targets(to, report.index.targets)
    held(to, report.held)
    duties(to, page, report.duties)
    if template is None:
        signature(to)
    with _nothing_collected_twice():
        _chapters(to, report, tell)
    annex(to, report.appendix, audit)
    return save(document, to, file, title=page.title, day=audit.as_of)


@contextmanager
def _nothing_collected_twice() -> Iterator[None]:
    """What there is already stays: to collect after a drawing is to look at what that drawing made."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _chapters(to: Setting, report: Report, tell: Tell | None) -> None:
    to.heading(1, (Run("4. "), *to.named("section.chapters")), new_page=True)
    shown = told_in_full(report.chapters)
    if len(shown) < len(report.chapters):
        to.text("note", to.words("chapters.some", n=len(shown), of=len(report.chapters)))
    for done, one in enumerate(report.chapters, 1):
        if one.number in shown or one.findings:
            page = report.page(one, drawn=one.number in shown)
            chapter(to, page, report.audit, new_page=done > 1 and one.number in shown)
        if tell is not None:
            tell("write", done, len(report.chapters))


def told_in_full(chapters: tuple[Chapter, ...]) -> frozenset[int]:
    """The numbers of the chapters with steps and drawings: all of few, of many those with the gravest findings."""
    if len(chapters) <= MOST_IN_ONE:
        return frozenset(c.number for c in chapters)
    ranked = sorted(chapters, key=lambda c: ([-c.count(kind) for kind in CLASSES], c.number))
    return frozenset(c.number for c in ranked[:MOST_DRAWN])
