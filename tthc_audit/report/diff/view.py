"""Two versions beside one another as sentences in the reader's language, the same for text, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tthc_audit.diagram.lettering import clean
from tthc_audit.differences import Change, Differences, ProcedureDifference
from tthc_audit.i18n import Lang, say
from tthc_audit.report.diff.words import act_words, cut_words, measure_words, time, told
from tthc_audit.report.wording import Class, class_of, class_words, law, pick, place
from tthc_audit.results import Finding

DRAFT = "draft/"
"""The rules that a draft must keep: one that fails refuses it."""
_GROUPS = (("diff.group.limit", ("limit", "baseline", "case")), ("diff.group.step", ("step",)))


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A time before and after, and how much it was cut; ``cut`` is empty where one side is not stated."""

    name: str
    before: str
    after: str
    cut: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A finding in words; ``refuses``: the draft may not pass with it."""

    kind: Class
    kind_words: str
    message: str
    rule: str
    place: str
    law: str
    remedy: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """What became of one procedure. ``groups`` and ``acts`` are headings with their sentences."""

    of: ProcedureDifference
    title: str
    heads: tuple[str, ...]
    times: tuple[TimeLine, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    acts: tuple[tuple[str, tuple[str, ...]], ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that is shown. ``verdict`` says why a draft is refused; empty where nothing does."""

    title: str
    verdict: str
    totals: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    undecided: str


def view(found: Differences, lang: Lang) -> View:
    """The sentences of all that was found."""
    refusing = refusals(found)
    undecided = sum(f.count for f in found.findings if f.outcome == "unknown")
    return View(
        title=clean(say(lang, "diff.title", old=found.old, new=found.new)),
        verdict=say(lang, "diff.refused.why", n=len(refusing)) if refusing else "",
        totals=tuple(_totals(found, lang)),
        chapters=tuple(_chapter(p, found, lang) for p in found.procedures),
        undecided=say(lang, "diff.undecided", n=undecided) if undecided else "",
    )


def refusals(found: Differences) -> list[Finding]:
    """The findings that refuse a draft."""
    return [f for f in found.findings if f.outcome == "fail" and f.rule.startswith(DRAFT) and f.status != "waived"]


def _totals(found: Differences, lang: Lang) -> Iterator[str]:
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


def _chapter(one: ProcedureDifference, found: Differences, lang: Lang) -> Chapter:
    fails = [f for f in found.findings if f.procedure == one.key and f.outcome == "fail"]
    return Chapter(
        of=one,
        title=clean(f"{one.key} {one.name}"),
        heads=tuple(_heads(one, lang)),
        times=tuple(
            TimeLine(measure_words(lang, c), time(lang, c.before), time(lang, c.after), cut_words(lang, c))
            for c in one.times
        ),
        groups=tuple(_groups(one.changes, lang)),
        acts=tuple(_acts(one, lang)),
        signs=tuple(_sign(f, lang) for f in sorted(fails, key=lambda f: not f.rule.startswith(DRAFT))),
    )


def _heads(one: ProcedureDifference, lang: Lang) -> Iterator[str]:
    """What became of the procedure as a whole."""
    if one.status != "changed":
        yield say(lang, f"diff.status.{one.status}")
    for key, value in (("was", one.was and (one.was,)), ("into", one.into), ("out_of", one.out_of)):
        if value:
            words = ", ".join(clean(v) for v in value)
            yield say(lang, f"diff.{key}", key=words, keys=words)


def _groups(changes: tuple[Change, ...], lang: Lang) -> Iterator[tuple[str, tuple[str, ...]]]:
    left = list(changes)
    for title, parts in _GROUPS:
        inside = [c for c in left if c.part in parts]
        left = [c for c in left if c.part not in parts]
        if inside:
            yield say(lang, title), tuple(told(lang, c) for c in inside)
    if left:
        yield say(lang, "diff.group.part"), tuple(told(lang, c) for c in left)


def _acts(one: ProcedureDifference, lang: Lang) -> Iterator[tuple[str, tuple[str, ...]]]:
    for direct in (True, False):
        acts = tuple(act_words(lang, act) for act in one.acts if act.direct is direct)
        if acts:
            yield say(lang, "diff.acts.direct" if direct else "diff.acts.resting"), acts


def _sign(finding: Finding, lang: Lang) -> Sign:
    return Sign(
        kind=class_of(finding),
        kind_words=class_words(lang, class_of(finding)),
        message=clean(pick(lang, finding.message)),
        rule=clean(finding.rule),
        place=clean(place(finding.location)),
        law=clean("; ".join(law(lang, finding.legal_basis))),
        remedy=clean(pick(lang, finding.remedy)),
        refuses=finding.rule.startswith(DRAFT),
    )
