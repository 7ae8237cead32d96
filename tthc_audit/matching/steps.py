"""The matching: the surest pairs first, then new names at an old place, then what became one or several."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from tthc_audit.matching.joined import joined
from tthc_audit.matching.sides import Node, Side, alike, folded
from tthc_audit.matching.signatures import Marks, agreement, signatures

_MANY = 20_000
"""Pairs beyond which steps that look alike are put together in their order."""
_KEYS: tuple[Callable[[Node], Hashable], ...] = (
    lambda n: (folded(n.name), n.kind, n.lane, n.time, n.rest),
    lambda n: (folded(n.name), n.kind, n.lane),
    lambda n: (folded(n.name), n.kind),
    lambda n: folded(n.name),
)
_LIKE = Fraction(1, 2)
_VERY_LIKE = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Matching:
    """Ids of the earlier version to ids of the later one.

    ``merged``: an earlier step to the later one that it went into, beside the one that it was before. ``split``: a
    later step to the earlier one that it came out of.
    """

    same: dict[str, str]
    merged: dict[str, str] = field(default_factory=dict)
    split: dict[str, str] = field(default_factory=dict)


def match(old: Side, new: Side, pairs: Mapping[str, str] | None = None) -> Matching:
    """The steps of both versions matched: those given in ``pairs`` first, the rest by content and place.

    Content is all that a step says; then name, kind and actor; then less and less down to the name. Among steps
    alike, those go together around which most is the same. Of what is left, a step takes another's place under a new
    name where the names are like, or kind, actor and neighbours are the same. A step left over of which another now
    has the name, the time or the products was merged into it; the other way round, it was split off.
    """
    same, merged = _given(old, new, pairs or {})
    around = _Surroundings(old, new)
    for key in _KEYS:
        _match_by(key, old, new, same=same, merged=merged, around=around)
    _match_renamed(old, new, same, merged)
    merged |= joined(old, new, same, taken=merged)
    split = joined(new, old, {b: a for a, b in same.items()}, taken={})
    return Matching(same, merged, split)


@dataclass(frozen=True)
class _Surroundings:
    """What stands around each step, worked out only where steps are alike."""

    old: Side
    new: Side

    @cached_property
    def marks(self) -> Marks:
        """The signatures of both versions."""
        return signatures(self.old, self.new)


def _given(old: Side, new: Side, pairs: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Known pairs; of several earlier steps given to one, the likest is that step and the others went into it."""
    same: dict[str, str] = {}
    merged: dict[str, str] = {}
    given = {b: a for b, a in pairs.items() if b in old.nodes and a in new.nodes}
    for target in dict.fromkeys(given.values()):
        sources = [b for b, a in given.items() if a == target]
        first = max(sources, key=lambda b: (_likeness(old.nodes[b], new.nodes[target]), -old.place[b]))
        same[first] = target
        merged |= {b: target for b in sources if b != first}
    return same, merged


def _likeness(one: Node, other: Node) -> tuple[bool, bool, bool, bool]:
    return (
        folded(one.name) == folded(other.name), folded(one.name) in folded(other.name),
        one.kind == other.kind, one.lane == other.lane,
    )  # fmt: skip


def _match_by(
    key: Callable[[Node], Hashable], old: Side, new: Side, *, same: dict[str, str], merged: Mapping[str, str],
    around: _Surroundings,
) -> None:  # fmt: skip
    groups: dict[Hashable, tuple[list[str], list[str]]] = {}
    taken = set(same.values())
    for step, node in old.nodes.items():
        if step not in same and step not in merged:
            groups.setdefault(key(node), ([], []))[0].append(step)
    for step, node in new.nodes.items():
        if step not in taken:
            groups.setdefault(key(node), ([], []))[1].append(step)
    several = []
    for left, right in groups.values():
        if len(left) == len(right) == 1:
            same[left[0]] = right[0]
        elif left and right:
            several.append((left, right))
    if not several:
        return
    marks = around.marks
    if sum(len(a) * len(b) for a, b in several) > _MANY:
        for left, right in several:
            in_order = (sorted(left, key=lambda s: marks[0][s]), sorted(right, key=lambda s: marks[1][s]))
            same |= dict(zip(*in_order, strict=False))
        return
    _surest_first([(a, b) for left, right in several for a in left for b in right], old, new, same, marks)


def _surest_first(
    candidates: Iterable[tuple[str, str]], old: Side, new: Side, same: dict[str, str], marks: Marks
) -> None:
    """Pairs of steps alike: the widest agreement around them first, then the most neighbours matched already."""
    rest = [(agreement(marks[0][a], marks[1][b]), a, b) for a, b in candidates]
    while rest:
        _, one, other = max(
            rest,
            key=lambda c: (
                _shared(c[1], c[2], old, new, same) + c[0],
                old.nodes[c[1]].time == new.nodes[c[2]].time,
                -abs(old.place[c[1]] - new.place[c[2]]),
                -old.place[c[1]],
            ),
        )
        same[one] = other
        rest = [c for c in rest if c[1] != one and c[2] != other]


def _shared(one: str, other: str, old: Side, new: Side, same: Mapping[str, str]) -> int:
    """How many neighbours of the one are known to be neighbours of the other."""
    ahead = sum(same.get(s) in new.after[other] for s in old.after[one])
    return ahead + sum(same.get(s) in new.before[other] for s in old.before[one])


def _match_renamed(old: Side, new: Side, same: dict[str, str], merged: Mapping[str, str]) -> None:
    """A step under a new name: one with a like name, or the one of its kind and actor at its place."""
    while True:
        was = {a: b for b, a in same.items()}
        itself = {a: a for a in was}
        left = [s for s in old.nodes if s not in same and s not in merged]
        right = [s for s in new.nodes if s not in was]
        if not left or not right or len(left) * len(right) > _MANY:
            return
        around_old = {s: _around(old, s, same) for s in left}
        around_new = {s: _around(new, s, itself) for s in right}
        fits = [
            (score, a, b)
            for a in left
            for b in right
            if (score := _fits(old.nodes[a], new.nodes[b], around_old[a], around_new[b])) is not None
        ]
        if not fits:
            return
        _, one, other = max(fits, key=lambda f: (f[0], -old.place[f[1]], -new.place[f[2]]))
        same[one] = other


_Around = tuple[frozenset[str], frozenset[str]]


def _around(side: Side, step: str, known: Mapping[str, str]) -> _Around:
    return side.nearest(step, known, ahead=False), side.nearest(step, known, ahead=True)


def _fits(one: Node, other: Node, was: _Around, now: _Around) -> tuple[bool, Fraction, bool, bool] | None:
    """How well a step may be another under a new name; ``None``: not at all."""
    placed = all(bool(a & b) or not (a or b) for a, b in zip(was, now, strict=True))
    like = alike(one.name, other.name)
    kind, lane = one.kind == other.kind, one.lane == other.lane
    if like >= _VERY_LIKE or (like >= _LIKE and (placed or (kind and lane))) or (placed and kind and lane):
        return placed, like, kind, lane
    return None
