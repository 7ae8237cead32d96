"""Choosing among changes of a network: what the choice is about, in whole numbers, and what a choice comes to.

A network is steps with times and edges between them, without circles. A choice replaces times, takes edges away and
adds others. The longest path is the time of the worst run. Times are whole numbers of one unit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """The network of one case: times by step, edges, and the most its longest path may take."""

    times: Mapping[str, int]
    edges: frozenset[Edge]
    limit: int
    before: int
    """The longest path with nothing chosen."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an option changes in the network of one case."""

    times: Mapping[str, int]
    removed: frozenset[Edge] = frozenset()
    added: frozenset[Edge] = frozenset()


@dataclass(frozen=True, slots=True)
class Option:
    """Something that may be chosen: what it does to each case, how high a rank of law and which acts it needs."""

    effects: tuple[Effect, ...]
    rank: int = 0
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """The cases, the options, which of them exclude each other, and which need which (option, needed)."""

    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    conflicts: frozenset[tuple[int, int]] = frozenset()
    needs: frozenset[tuple[int, int]] = frozenset()


class Worth(NamedTuple):
    """How good a choice is that keeps every limit; smaller is better, part by part.

    The highest rank of law that must change, how many acts, how many changes, and the time in hand with its sign
    turned: of the case that has least of it.
    """

    rank: int
    acts: int
    changes: int
    tightest: int


def longest(line: Line, effects: Collection[Effect]) -> tuple[int, tuple[str, ...]]:
    """The longest path of a case under some options, and the steps on it that take time.

    Raises ``ValueError`` where the options close a circle.
    """
    times = dict(line.times)
    edges = set(line.edges)
    for effect in effects:
        times.update(effect.times)
        edges -= effect.removed
    for effect in effects:
        edges |= effect.added
    into: dict[str, list[str]] = {step: [] for step in times}
    out: dict[str, list[str]] = {step: [] for step in times}
    for source, target in sorted(edges):
        into.setdefault(target, []).append(source)
        out.setdefault(source, []).append(target)
        times.setdefault(source, 0)
        times.setdefault(target, 0)
        into.setdefault(source, [])
        out.setdefault(target, [])
    waiting = {step: len(sources) for step, sources in into.items()}
    ready = [step for step in times if not waiting[step]]
    ends: dict[str, int] = {}
    before: dict[str, str | None] = {}
    for step in ready:
        before[step] = max(into[step], key=lambda s: ends[s], default=None)
        previous = before[step]
        ends[step] = times[step] + (ends[previous] if previous is not None else 0)
        for following in out[step]:
            waiting[following] -= 1
            if not waiting[following]:
                ready.append(following)
    if len(ends) < len(times):
        raise ValueError("the options close a circle")
    at: str | None = max(ends, key=lambda s: ends[s], default=None)
    length = 0 if at is None else ends[at]
    path: list[str] = []
    while at is not None:
        if times[at]:
            path.append(at)
        at = before[at]
    return length, tuple(reversed(path))


def worth(question: Question, chosen: Collection[int]) -> Worth | None:
    """How good a choice is; ``None`` where it breaks a limit, chooses what excludes each other or lacks a need."""
    some = set(chosen)
    if not allowed(question, some):
        return None
    hand = []
    for n, line in enumerate(question.lines):
        time = longest(line, [question.options[i].effects[n] for i in sorted(some)])[0]
        if time > line.limit:
            return None
        hand.append(line.limit - time)
    options = [question.options[i] for i in some]
    return Worth(
        rank=max((o.rank for o in options), default=-1),
        acts=len(frozenset().union(*(o.acts for o in options))),
        changes=len(options),
        tightest=-min(hand, default=0),
    )


def allowed(question: Question, chosen: Collection[int]) -> bool:
    """Whether nothing chosen excludes something else that is chosen, and nothing that is needed is missing."""
    some = set(chosen)
    return not any(a in some and b in some for a, b in question.conflicts) and not any(
        a in some and b not in some for a, b in question.needs
    )
