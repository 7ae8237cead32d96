"""``diff`` as Markdown for a merge request or a file: tables of times, lists of changes, signs; bounded in size."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.differences import Differences
from tthc_audit.i18n import Lang, say
from tthc_audit.report.diff.view import Chapter, view
from tthc_audit.report.markdown_text import code, safe

MOST_BYTES = 60_000
"""A comment of a platform holds 65,536 characters."""
_ROOM_FOR_THE_END = 2_000


def render_markdown(found: Differences, lang: Lang) -> bytes:
    """The differences. Procedures that do not fit are counted; verdict and totals always stand."""
    shown = view(found, lang)
    head = [f"## {safe(shown.title)}\n"]
    if shown.verdict:
        head.append(f"**{safe(shown.verdict)}**\n")
    head += [f"- {safe(line)}" for line in (*shown.totals, *([shown.undecided] if shown.undecided else ()))]
    text = "\n".join(head) + "\n"
    left = 0
    for chapter in shown.chapters:
        block = "\n" + "\n".join(_chapter(chapter, lang)) + "\n"
        if left or len((text + block).encode("utf-8", "replace")) > MOST_BYTES - _ROOM_FOR_THE_END:
            left += 1
        else:
            text += block
    if left:
        text += f"\n{safe(say(lang, 'diff.left_out', n=left))}\n"
    return text.encode("utf-8", "replace")


def _chapter(chapter: Chapter, lang: Lang) -> Iterator[str]:
    yield f"### {safe(chapter.title)}\n"
    yield from (f"{safe(line)}\n" for line in chapter.heads)
    if chapter.times:
        heads = [say(lang, f"diff.col.{name}") for name in ("time", "before", "after", "cut")]
        yield f"| {' | '.join(heads)} |\n|---|---|---|---|"
        for line in chapter.times:
            yield f"| {' | '.join(safe(cell) for cell in (line.name, line.before, line.after, line.cut))} |"
        yield ""
    for title, sentences in (*chapter.groups, *chapter.acts):
        yield f"**{safe(title)}**\n"
        yield from (f"- {safe(sentence)}" for sentence in sentences)
        yield ""
    if chapter.signs:
        yield f"**{safe(say(lang, 'diff.findings'))}**\n"
        for sign in chapter.signs:
            refused = f" · {say(lang, 'diff.refused')}" if sign.refuses else ""
            yield f"- **{safe(sign.kind_words + refused)}**: {safe(sign.message)} {code(sign.rule)}"
            yield from (f"  - {safe(line)}" for line in (sign.law, sign.remedy) if line)
        yield ""
