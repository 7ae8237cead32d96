"""The terminal text of ``diff``: what changed by procedure, times with the cut, acts, then signs and totals."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.differences import Differences
from tthc_audit.i18n import Lang, say
from tthc_audit.report.diff.view import Chapter, Sign, TimeLine, view


def render_text(found: Differences, lang: Lang) -> str:
    """The differences as lines for a terminal, ending with a newline."""
    return "\n".join(_lines(found, lang)) + "\n"


def _lines(found: Differences, lang: Lang) -> Iterator[str]:
    shown = view(found, lang)
    yield shown.title
    yield ""
    for chapter in shown.chapters:
        yield from _chapter(chapter, lang)
        yield ""
    if shown.verdict:
        yield shown.verdict
    if shown.undecided:
        yield shown.undecided
    yield from shown.totals


def time_line(line: TimeLine, lang: Lang) -> str:
    """A time before and after with the cut, in one line."""
    if not line.cut:
        return say(lang, "diff.time", name=line.name, before=line.before, after=line.after)
    return say(lang, "diff.time.cut", name=line.name, before=line.before, after=line.after, cut=line.cut)


def _chapter(chapter: Chapter, lang: Lang) -> Iterator[str]:
    yield chapter.title
    yield from (f"  {line}" for line in chapter.heads)
    if chapter.times:
        yield f"  {say(lang, 'diff.times')}"
        yield from (f"    {time_line(line, lang)}" for line in chapter.times)
    for title, sentences in (*chapter.groups, *chapter.acts):
        yield f"  {title}"
        yield from (f"    - {sentence}" for sentence in sentences)
    if chapter.signs:
        yield f"  {say(lang, 'diff.findings')}"
        for sign in chapter.signs:
            yield from _sign(sign, lang)


def _sign(sign: Sign, lang: Lang) -> Iterator[str]:
    refused = f" · {say(lang, 'diff.refused')}" if sign.refuses else ""
    yield f"    {sign.kind_words}{refused}: {sign.message}"
    yield f"      {sign.place}  [{sign.rule}]"
    if sign.law:
        yield f"      {say(lang, 'report.text.law', law=sign.law)}"
    if sign.remedy:
        yield f"      {say(lang, 'report.text.remedy', remedy=sign.remedy)}"
