"""What changed between two versions, in words: times before and after, the cut, the tags of a step."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tthc_audit.diagram.changed_boxes import Tag
from tthc_audit.diagram.schedule import MINUTES_PER_DAY, schedule
from tthc_audit.diagram.union import Mark, Union
from tthc_audit.diagram.words import step_time, tags
from tthc_audit.i18n import NBSP, Lang, duration, number, say
from tthc_audit.results import Flow, FlowNode, Time

_TAGGED = ("removed", "merged", "added", "moved", "parallel", "longer", "renamed")


def headline(lang: Lang, before: Time | None, after: Time | None, target: Time | None = None) -> str:
    """Both times, the cut in per cent where both are exact, and the target: "Trước: … → Sau: … (giảm …%)"."""
    words = say(lang, "overlay.headline", before=_time(lang, before), after=_time(lang, after))
    cut = _cut(before, after)
    if cut is not None:
        key = "shorter" if cut > 0 else "longer" if cut < 0 else "same"
        percent = (Decimal(abs(cut).numerator) * 100 / Decimal(cut.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        words += " " + say(lang, f"overlay.headline.{key}", percent=number(lang, percent))
    if target is not None:
        words += " | " + say(lang, "overlay.headline.target", time=_time(lang, target))
    return words


def whole(flow: Flow) -> Time | None:
    """The time of a flow's longest way from its own steps; ``None`` where it cannot be told."""
    plan = None if flow.sound is False else schedule(flow)
    if plan is None or not plan.anchored or not plan.steps:
        return None
    if plan.unit == "day":
        return Time(None, None, str(plan.most)) if plan.most is not None and plan.most.denominator == 1 else None
    return Time(_minutes(plan.least), None if plan.most is None else _minutes(plan.most), None)


def _minutes(days: Fraction) -> str:
    minutes = days * MINUTES_PER_DAY
    return f"{Decimal(minutes.numerator) / Decimal(minutes.denominator):f}"


def _time(lang: Lang, time: Time | None) -> str:
    if time is None:
        return say(lang, "overlay.headline.unknown")
    return duration(lang, *(None if part is None else Decimal(part) for part in time))


def _cut(before: Time | None, after: Time | None) -> Fraction | None:
    """Which part of the time fell away, exactly; ``None`` where a bound is open or the units differ."""
    if before is None or after is None:
        return None
    if before.days is not None and after.days is not None:
        old, new = Fraction(before.days), Fraction(after.days)
    elif before.min is not None and after.min is not None and before.min == before.max and after.min == after.max:
        old, new = Fraction(before.min), Fraction(after.min)
    else:
        return None
    return (old - new) / old if old else None


def union_tags(union: Union, before: Flow, after: Flow) -> dict[str, str]:
    """The number of each step: the later version's; of one that is gone its own, marked where that is taken."""
    old, new = tags(before), tags(after)
    found = {step: new[mark.now.id] for step, mark in union.marks.items() if mark.now is not None}
    taken = set(found.values())
    for step, mark in union.marks.items():
        if mark.now is None and mark.was is not None:
            number = old[mark.was.id]
            found[step] = f"({number})" if number in taken else number
    return found


def time_words(lang: Lang, mark: Mark, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """The time of a step; "5 → 3 ngày" where it changed."""
    was = None if mark.was is None else step_time(lang, mark.was, old)
    now = None if mark.now is None else step_time(lang, mark.now, new)
    if was is None or now is None:
        return now or was or ""
    if not {"shorter", "longer", "retimed"} & {*mark.changes}:
        return now
    if _in_one_unit(mark.was, mark.now):
        was = was.partition(NBSP)[0]
    return f"{was}{NBSP}→{NBSP}{now}"


def _in_one_unit(was: FlowNode | None, now: FlowNode | None) -> bool:
    """Whether both times are plain amounts of one unit, so that the unit need be said only once."""
    one, other = (None if n is None else n.duration for n in (was, now))
    if one is None or other is None or one.value is None or other.value is None:
        return False
    return one.unit == other.unit and one.from_step is None and other.from_step is None


def mark_tags(lang: Lang, mark: Mark, tag: Mapping[str, str]) -> list[Tag]:
    """The tags of a step, the weightiest change first."""
    found = []
    for change in mark.changes:
        if change in _TAGGED:
            into = tag[mark.into] if mark.into is not None else ""
            found.append(Tag(change, say(lang, f"overlay.tag.{change}", step=into)))
    return found


def summary(lang: Lang, union: Union) -> str:
    """How many steps met with what, in one line."""
    parts = []
    for change in ("removed", "merged", "moved", "parallel", "shorter", "longer", "retimed", "renamed", "added"):
        count = sum(change in mark.changes for mark in union.marks.values())
        if count:
            parts.append(say(lang, f"overlay.count.{change}", n=count))
    kept = sum(not mark.changes for mark in union.marks.values())
    parts.append(say(lang, "overlay.count.kept", n=kept))
    return " · ".join(parts)
