"""The sheet in which an inspector confirms or rejects findings, and the words that it is read back by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tthc_audit.diagram.lettering import clean
from tthc_audit.i18n import Lang, say
from tthc_audit.office.workbook import Cell, Column, Kind
from tthc_audit.report.numbering import Chapter
from tthc_audit.report.reviews import latest
from tthc_audit.report.wording import class_words, pick
from tthc_audit.results import Audit

_LOCKED: tuple[tuple[str, float, Kind], ...] = (
    ("fingerprint", 20, "code"), ("number", 7, "code"), ("severity", 12, "text"), ("code", 10, "code"),
    ("finding", 56, "long"), ("rule", 30, "code"),
)  # fmt: skip


def columns(lang: Lang) -> list[Column]:
    """What identifies a finding is locked; the verdict, who gave it, when and why are open."""
    verdicts = tuple(say(lang, f"report.review.{name}") for name in ("confirmed", "rejected", "open"))
    locked = [Column(say(lang, f"excel.col.{name}"), width, kind) for name, width, kind in _LOCKED]
    return [
        *locked,
        Column(say(lang, "excel.col.verdict_given"), 16, "text", open=True, choices=verdicts),
        Column(say(lang, "excel.col.by"), 20, "text", open=True),
        Column(say(lang, "excel.col.on"), 12, "day", open=True),
        Column(say(lang, "excel.col.note"), 36, "long", open=True),
    ]


def rows(audit: Audit, chapters: Sequence[Chapter], lang: Lang) -> Iterator[tuple[Cell, ...]]:
    """Every finding that failed, with the last verdict on it."""
    known = latest(audit)
    for chapter in chapters:
        for numbered in chapter.findings:
            if numbered.kind == "unknown":
                continue
            finding = numbered.finding
            one = known.get(finding.fingerprint)
            yield (
                finding.fingerprint, f"{chapter.number}.{numbered.number}", class_words(lang, numbered.kind),
                clean(chapter.key or ""), clean(pick(lang, finding.message)), clean(finding.rule),
                say(lang, f"report.review.{one.verdict}") if one else "", clean(one.by or "") if one else "",
                one.on if one else None, clean(one.note or "") if one else "",
            )  # fmt: skip


def heads(lang: Lang) -> Mapping[str, str]:
    """The heads by which the sheet is known again."""
    names = ("fingerprint", "rule", "verdict_given", "by", "on", "note")
    return {name: say(lang, f"excel.col.{name}") for name in names}
