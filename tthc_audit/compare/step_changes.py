"""What became of the steps: gone, new, merged, split, in other hands, of another time, off the clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tthc_audit.catalog.model import APPLICANT, Step
from tthc_audit.compare import times
from tthc_audit.compare.version import Version
from tthc_audit.differences import Change, Law, Shown
from tthc_audit.flow import clock
from tthc_audit.flow.stated import shown, stated
from tthc_audit.matching import Matching
from tthc_audit.matching.sides import folded
from tthc_audit.worktime.span import ZERO, Span

_SAID = ("kind", "act", "role", "subject", "on_silence")
_TOLD = frozenset((
    *_SAID, "id", "name", "agency", "duration", "inputs", "outputs", "legal_basis", "next", "split", "join",
    "off_clock",
))  # fmt: skip
"""Attributes of a step that are looked at one by one."""


@dataclass(frozen=True)
class Steps:
    """The steps of both versions with their matching."""

    old: Version
    new: Version
    found: Matching

    def changes(self) -> Iterator[Change]:
        """Every change of a step by itself, in the order of the later version; what is gone stands last."""
        old = {s.id: s for s in self.old.procedure.steps or ()}
        was = {a: b for b, a in self.found.same.items()}
        into: dict[str, list[Step]] = {}
        for b, a in self.found.merged.items():
            into.setdefault(a, []).append(old[b])
        out: dict[str, list[Step]] = {}
        steps = self.new.procedure.steps or ()
        alike = self._alike()
        for step in steps:
            if step.id in self.found.split:
                out.setdefault(self.found.same[self.found.split[step.id]], []).append(step)
        for i, step in enumerate(steps):
            if alike and old.get(step.id) == step:
                continue
            if step.id in was:
                before = [old[was[step.id]], *into.get(step.id, ())]
                yield from self._became(before, [step, *out.get(step.id, ())], f"/steps/{i}")
            elif step.id not in self.found.split:
                yield Change("added", "step", step.name, f"/steps/{i}", after=stated(step.duration), law=law(step))
        for i, step in enumerate(self.old.procedure.steps or ()):
            if step.id not in self.found.same and step.id not in self.found.merged:
                yield Change(
                    "removed", "step", step.name, f"/steps/{i}", gone=True, before=stated(step.duration), law=law(step)
                )

    def _alike(self) -> bool:
        """Whether all ids mean the same in both versions, so that what is equal is the same."""
        old, new = self.old, self.new
        if self.found.merged or self.found.split or old.units != new.units:
            return False
        words = ((old.steps, new.steps), (old.papers, new.papers), (old.results, new.results), (old.handed, new.handed))
        return all(now.get(i, i) == key for was, now in words for i, key in was.items() if i in now)

    def _became(self, before: Sequence[Step], after: Sequence[Step], pointer: str) -> Iterator[Change]:
        was, now = before[0], after[0]
        cited = tuple(dict.fromkeys(c for s in (*before, *after) for c in law(s)))

        def told(kind: str, field: str | None = None, old: Shown = None, new: Shown = None, *others: str) -> Change:
            return Change(kind, "step", now.name, pointer, field=field, before=old, after=new, others=others, law=cited)  # type: ignore[arg-type]

        if len(before) > 1:
            yield told("merged", None, None, None, *(s.name for s in before))
        if len(after) > 1:
            yield told("split", None, was.name, None, *(s.name for s in after))
        if len(before) == len(after) == 1 and folded(was.name) != folded(now.name):
            yield told("renamed", "name", was.name, now.name)
        if {self.old.unit(s.agency) for s in before} != {self.new.unit(s.agency) for s in after}:
            yield told("moved", "agency", self._who(self.old, before), self._who(self.new, after))
        yield from (told(*found) for found in self._timed(before, after))
        yield from (told("clock", *found) for found in self._clocked(before, after))
        yield from (told("changed", *found) for found in self._said(before, after))

    @staticmethod
    def _who(version: Version, steps: Sequence[Step]) -> Shown:
        names = tuple(dict.fromkeys(version.unit_name(s.agency) for s in steps))
        return names[0] if len(names) == 1 else names

    def _timed(self, before: Sequence[Step], after: Sequence[Step]) -> Iterator[tuple[str, str, Shown, Shown]]:
        """How the time changed; of several steps that became one, or of one that became several, added up."""
        if len(before) == len(after) == 1:
            was, now = before[0].duration, after[0].duration
            if not times.same_words(was, now):
                turn = times.turned(_span(before[0]), _span(after[0]))
                yield turn, "duration", stated(was), stated(now)
            return
        added = [total([_span(s) for s in side]) for side in (before, after)]
        if added[0] != added[1]:
            yield times.turned(added[0], added[1]), "duration", shown(added[0]), shown(added[1])

    def _clocked(self, before: Sequence[Step], after: Sequence[Step]) -> Iterator[tuple[str, Shown, Shown]]:
        was, now = (
            {(folded(s.off_clock.reason), s.off_clock.basis): s.off_clock for s in side if s.off_clock}
            for side in (before, after)
        )
        if was.keys() != now.keys():
            one, other = ("; ".join(dict.fromkeys(o.reason for o in found.values())) or None for found in (was, now))
            if one == other:
                laws = ["; ".join(o.basis or "" for o in found.values()) or None for found in (was, now)]
                yield "off_clock_basis", laws[0], laws[1]
            else:
                yield "off_clock", one, other
        if len(before) == len(after) == 1:
            if (before[0].agency == APPLICANT) != (after[0].agency == APPLICANT):
                yield "by_applicant", before[0].agency == APPLICANT, after[0].agency == APPLICANT
            for field in ("from_step", "shared_with"):
                first, second = (_anchor(s, field) for s in (before[0], after[0]))
                if (first and self.old.steps.get(first)) != (second and self.new.steps.get(second)):
                    yield field, _step_name(self.old, first), _step_name(self.new, second)

    def _said(self, before: Sequence[Step], after: Sequence[Step]) -> Iterator[tuple[str, Shown, Shown]]:
        """What is said otherwise; of merged and split steps together."""
        for field in _SAID:
            was, now = ({folded(v) for s in side if (v := getattr(s, field))} for side in (before, after))
            if len(before) == len(after) == 1 and was != now:
                yield field, getattr(before[0], field), getattr(after[0], field)
        for field in (f for f in Step.__struct_fields__ if f not in _TOLD):
            if len(before) == len(after) == 1 and getattr(before[0], field) != getattr(after[0], field):
                yield field, str(getattr(before[0], field)), str(getattr(after[0], field))
        for field in ("inputs", "outputs"):
            was, now = (
                {version.product(n) for s in side for n in getattr(s, field) or ()}
                for version, side in ((self.old, before), (self.new, after))
            )
            if field == "inputs":
                # What the steps of one group hand to one another is no longer taken up from outside.
                was -= _within(self.old, before)
                now -= _within(self.new, after)
            stated_now = [any(getattr(s, field) is not None for s in side) for side in (before, after)]
            if was != now or stated_now[0] != stated_now[1]:
                yield field, self._products(self.old, before, field), self._products(self.new, after, field)
        cited = [{(b.document, b.provision) for s in side for b in s.legal_basis or ()} for side in (before, after)]
        if cited[0] != cited[1]:
            shown_law = [tuple(str(c) for s in side for c in law(s)) for side in (before, after)]
            yield "legal_basis", shown_law[0], shown_law[1]

    @staticmethod
    def _products(version: Version, steps: Sequence[Step], field: str) -> Shown:
        if all(getattr(s, field) is None for s in steps):
            return None
        return tuple(dict.fromkeys(version.product_name(n) for s in steps for n in getattr(s, field) or ()))


def _within(version: Version, steps: Sequence[Step]) -> set[str]:
    return {version.product(n) for s in steps for n in s.outputs or ()} if len(steps) > 1 else set()


def _span(step: Step) -> Span | None:
    return None if step.duration is None else clock.span_of(step.duration)


def _anchor(step: Step, field: str) -> str | None:
    anchor: str | None = getattr(step.duration, field, None)
    return anchor


def _step_name(version: Version, step: str | None) -> str | None:
    return next((s.name for s in version.procedure.steps or () if s.id == step), None)


def law(step: Step) -> tuple[Law, ...]:
    """The provisions that a step cites, and that it is off the clock by."""
    cited = [Law(b.document, b.provision) for b in step.legal_basis or ()]
    if step.off_clock is not None and step.off_clock.basis:
        cited.append(Law(step.off_clock.basis))
    return tuple(dict.fromkeys(cited))


def total(spans: Sequence[Span | None]) -> Span | None:
    """Times added up; ``None`` where one is not known."""
    whole = ZERO
    for span in spans:
        if span is None:
            return None
        whole += span
    return whole
