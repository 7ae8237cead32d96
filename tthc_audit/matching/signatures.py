"""How far around two steps everything says the same: to tell apart steps that look alike."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from tthc_audit.matching.sides import Node, Side, folded

_NEAR = 3
"""Rounds after which what stands around is kept for steps whose wider surroundings differ."""
_MOST = 64

Marks = tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]
"""By side and step, one number a round; two steps share that of a round when all as far around says the same."""


def signatures(old: Side, new: Side) -> Marks:
    """The numbers of every step of both versions, nearest round first, the widest last."""
    sides = (old, new)
    known: dict[Hashable, int] = {}
    marks = [_first(side, known) for side in sides]
    told: Marks = ({s: (m,) for s, m in marks[0].items()}, {s: (m,) for s, m in marks[1].items()})
    kinds = len(known)
    for turn in range(min(max(len(old.nodes), len(new.nodes)), _MOST)):
        known = {}
        marks = [_next(side, mark, known) for side, mark in zip(sides, marks, strict=True)]
        settled = len(known) == kinds
        kinds = len(known)
        for side in (0, 1):
            for step, number in marks[side].items():
                kept = told[side][step][: 1 + min(turn, _NEAR)]
                told[side][step] = (*kept, number)
        if settled:
            break
    return told


def agreement(one: Sequence[int], other: Sequence[int]) -> int:
    """For how many rounds two steps share their numbers."""
    found = 0
    for a, b in zip(one, other, strict=True):
        if a != b:
            break
        found += 1
    return found


def _first(side: Side, known: dict[Hashable, int]) -> dict[str, int]:
    return {s: known.setdefault(_content(n), len(known)) for s, n in side.nodes.items()}


def _content(node: Node) -> Hashable:
    """All that a step says but what it hands on, which may be told by ids."""
    return node._replace(name=folded(node.name), makes=frozenset())


def _next(side: Side, mark: Mapping[str, int], known: dict[Hashable, int]) -> dict[str, int]:
    return {
        s: known.setdefault(
            (mark[s], tuple(sorted(mark[t] for t in side.before[s])), tuple(sorted(mark[t] for t in side.after[s]))),
            len(known),
        )
        for s in side.nodes
    }
