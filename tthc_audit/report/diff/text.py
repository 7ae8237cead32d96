"""The terminal text of ``diff``: what changed by procedure, times with the cut, acts, then signs and totals."""

from __future__ import annotations

from collections.abc import Iterator

from tthc_audit.diagram.lettering import clean
from tthc_audit.differences import Differences, ProcedureDifference
from tthc_audit.i18n import Lang, say
from tthc_audit.report.diff.words import act_words, cut_line, told


def render_text(found: Differences, lang: Lang) -> str:
    """The differences as lines for a terminal, ending with a newline."""
    return "\n".join(_lines(found, lang)) + "\n"


def _lines(found: Differences, lang: Lang) -> Iterator[str]:
    yield clean(say(lang, "diff.title", old=found.old, new=found.new))
    yield ""
    for one in found.procedures:
        yield from _procedure(one, lang)
        yield ""
    yield from totals(found, lang)


def totals(found: Differences, lang: Lang) -> Iterator[str]:
    """How many procedures changed, came, went and stayed; which files beside them differ; the day."""
    status = [p.status for p in found.procedures]
    if not status:
        yield say(lang, "diff.no_change")
    yield say(
        lang, "diff.summary", changed=status.count("changed"), added=status.count("added"),
        removed=status.count("removed"), same=found.unchanged,
    )  # fmt: skip
    if found.registers:
        yield say(lang, "diff.registers", files=list(found.registers))
    yield say(lang, "diff.day", day=found.as_of)


def heads(one: ProcedureDifference, lang: Lang) -> Iterator[str]:
    """What became of the procedure as a whole."""
    if one.status != "changed":
        yield say(lang, f"diff.status.{one.status}")
    for key, value in (("was", one.was and (one.was,)), ("into", one.into), ("out_of", one.out_of)):
        if value:
            words = ", ".join(clean(v) for v in value)
            yield say(lang, f"diff.{key}", key=words, keys=words)


def _procedure(one: ProcedureDifference, lang: Lang) -> Iterator[str]:
    yield clean(f"{one.key} {one.name}")
    yield from (f"  {line}" for line in heads(one, lang))
    if one.times:
        yield f"  {say(lang, 'diff.times')}"
        yield from (f"    {cut_line(lang, cut)}" for cut in one.times)
    if one.changes:
        yield f"  {say(lang, 'diff.changes')}"
        yield from (f"    - {told(lang, change)}" for change in one.changes)
    for direct in (True, False):
        acts = [a for a in one.acts if a.direct is direct]
        if acts:
            yield f"  {say(lang, 'diff.acts.direct' if direct else 'diff.acts.resting')}"
            yield from (f"    {act_words(lang, act)}" for act in acts)
