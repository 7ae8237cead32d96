"""In what order steps stand: one after another, side by side, or one instead of the other; and what changed in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tthc_audit.catalog.model import Procedure
from tthc_audit.flow.graph import of_case
from tthc_audit.flow.loops import loops

Relation = Literal["before", "behind", "beside", "instead"]
Turn = Literal["parallel", "serial", "resequenced", "rerouted"]
_MOST = 1_500
"""Steps beyond which the order of all pairs is not worked out."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A step whose place to ``others`` changed; ids of the later version."""

    turn: Turn
    step: str
    others: tuple[str, ...]


class Order:
    """The order of the steps of one version, ways that lead back left out."""

    def __init__(self, procedure: Procedure) -> None:
        """Work out what follows what."""
        steps = procedure.steps or ()
        self.ahead: dict[str, list[str]] = {s.id: [] for s in steps}
        self.back: set[tuple[str, str]] = set()
        if steps:
            graph = of_case(procedure)
            back = set(loops(graph).back)
            for number, arc in enumerate(graph.arcs):
                ends = graph.ids[arc.source], graph.ids[arc.target]
                if number in back:
                    self.back.add(ends)
                else:
                    self.ahead[ends[0]].append(ends[1])
        self._bit = {s: 1 << i for i, s in enumerate(self.ahead)}
        self._reach = self._reached()
        self._forks = [[self._mask(t) for t in self.ahead[s.id]] for s in steps if s.split == "all"]

    def _reached(self) -> dict[str, int]:
        """By step, all that follow it, as bits; until nothing is added where ways still go round."""
        found = dict.fromkeys(self.ahead, 0)
        changed = True
        while changed:
            changed = False
            for step in reversed(self.ahead):
                now = 0
                for target in self.ahead[step]:
                    now |= self._bit[target] | found[target]
                if now | found[step] != found[step]:
                    found[step] |= now
                    changed = True
        return found

    def _mask(self, step: str) -> int:
        return self._bit[step] | self._reach[step]

    def follows(self, step: str, first: str) -> bool:
        """Whether a step can come after another."""
        return bool(self._reach[first] & self._bit[step])

    def relation(self, one: str, other: str) -> Relation | None:
        """How one step stands to another; ``None`` where each can come after the other."""
        ahead, behind = self.follows(other, one), self.follows(one, other)
        if ahead or behind:
            return None if ahead and behind else "before" if ahead else "behind"
        a, b = self._bit[one], self._bit[other]
        for ways in self._forks:
            on_one = {i for i, way in enumerate(ways) if way & a}
            on_other = {i for i, way in enumerate(ways) if way & b}
            if on_one - on_other and on_other - on_one:
                return "beside"
        return "instead"


_TURNS: Mapping[tuple[str, str], Turn] = {
    ("before", "behind"): "resequenced", ("behind", "before"): "resequenced",
    ("before", "beside"): "parallel", ("behind", "beside"): "parallel",
    ("beside", "before"): "serial", ("beside", "behind"): "serial",
}  # fmt: skip


def turned(old: Order, new: Order, pairs: Sequence[tuple[str, str]]) -> Iterator[Turned]:
    """The fewest steps whose change of place tells every changed pair; ``pairs`` are earlier and later ids."""
    if len(pairs) > _MOST:
        return
    changed: dict[Turn, set[tuple[int, int]]] = {}
    for i, (b, a) in enumerate(pairs):
        for j in range(i + 1, len(pairs)):
            was, now = old.relation(b, pairs[j][0]), new.relation(a, pairs[j][1])
            if was != now and was is not None and now is not None:
                changed.setdefault(_TURNS.get((was, now), "rerouted"), set()).add((i, j))
    for turn, found in sorted(changed.items()):
        for step, others in _fewest(found):
            yield Turned(turn, pairs[step][1], tuple(pairs[o][1] for o in others))


def _fewest(changed: Collection[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    """Steps that have a part in every changed pair, the one with most of them first; a later one of two alike."""
    left = set(changed)
    while left:
        partners: dict[int, list[int]] = {}
        for i, j in left:
            partners.setdefault(i, []).append(j)
            partners.setdefault(j, []).append(i)
        step = max(partners, key=lambda s: (len(partners[s]), s))
        yield step, sorted(partners[step])
        left = {p for p in left if step not in p}
