"""Which step of one version of a flow is which step of another: by what they say, never by their ids."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tthc_audit.results import Flow, FlowNode


@dataclass(frozen=True, slots=True)
class Matching:
    """Ids of the earlier version to ids of the later one; ``merged`` went into a step that another one became."""

    same: dict[str, str]
    merged: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Side:
    """One version: its steps, their neighbours, the place of each in the stated order."""

    nodes: dict[str, FlowNode]
    before: dict[str, set[str]]
    after: dict[str, set[str]]
    place: dict[str, int]


def match(before: Flow, after: Flow, pairs: Mapping[str, str] | None = None) -> Matching:
    """The steps of both versions matched: those given in ``pairs`` first, the rest by content.

    Content is name, kind and lane; then name and kind; then the name; then, of what is left, a step of the same kind
    in the same lane between the same neighbours. Among steps alike, those with the same neighbours go
    together. A step left over whose name is part of what another step is called now is taken as merged into it.
    """
    old, new = _side(before), _side(after)
    same: dict[str, str] = {}
    merged: dict[str, str] = {}
    given = {b: a for b, a in (pairs or {}).items() if b in old.nodes and a in new.nodes}
    for target in dict.fromkeys(given.values()):
        sources = [b for b, a in given.items() if a == target]
        first = max(sources, key=lambda b: (_alike(old.nodes[b], new.nodes[target]), -old.place[b]))
        same[first] = target
        merged |= {b: target for b in sources if b != first}
    signs = _signatures(old, new)
    keys: tuple[Callable[[FlowNode], Hashable], ...] = (
        lambda n: (folded(n.name), n.kind, n.lane),
        lambda n: (folded(n.name), n.kind),
        lambda n: folded(n.name),
    )
    for key in keys:
        _match_by(key, old, new, same=same, merged=merged, signs=signs)
    _match_between(old, new, same, merged)
    _merge_by_name(old, new, same, merged)
    return Matching(same, merged)


def folded(text: str) -> str:
    """A name as it is compared: composed, in small letters, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _side(flow: Flow) -> _Side:
    nodes = {n.id: n for n in flow.nodes}
    before: dict[str, set[str]] = {s: set() for s in nodes}
    after: dict[str, set[str]] = {s: set() for s in nodes}
    for edge in flow.edges:
        if edge.source in nodes and edge.target in nodes:
            before[edge.target].add(edge.source)
            after[edge.source].add(edge.target)
    return _Side(nodes, before, after, {s: i for i, s in enumerate(nodes)})


def _alike(one: FlowNode, other: FlowNode) -> tuple[bool, bool, bool, bool]:
    return (
        folded(one.name) == folded(other.name), folded(one.name) in folded(other.name),
        one.kind == other.kind, one.lane == other.lane,
    )  # fmt: skip


def _signatures(old: _Side, new: _Side) -> tuple[dict[str, int], dict[str, int]]:
    """A number for each step that two steps share when they and all around them say the same."""
    sides = (old, new)
    known: dict[Hashable, int] = {}
    marks = tuple(
        {
            s: known.setdefault((folded(n.name), n.kind, n.lane, n.duration, n.off_clock), len(known))
            for s, n in side.nodes.items()
        }
        for side in sides
    )
    kinds = len(known)
    for _ in range(len(old.nodes)):
        known = {}
        marks = tuple(
            {
                s: known.setdefault((mark[s], _bag(mark, side.before[s]), _bag(mark, side.after[s])), len(known))
                for s in side.nodes
            }
            for side, mark in zip(sides, marks, strict=True)
        )
        if len(known) == kinds:
            break
        kinds = len(known)
    return marks[0], marks[1]


def _bag(mark: Mapping[str, int], steps: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted(mark[s] for s in steps))


def _match_by(
    key: Callable[[FlowNode], Hashable], old: _Side, new: _Side, *, same: dict[str, str], merged: Mapping[str, str],
    signs: tuple[dict[str, int], dict[str, int]],
) -> None:  # fmt: skip
    groups: dict[Hashable, tuple[list[str], list[str]]] = {}
    taken = set(same.values())
    for side, nodes in enumerate((old.nodes, new.nodes)):
        for step, node in nodes.items():
            if step not in (taken if side else same) and (side or step not in merged):
                groups.setdefault(key(node), ([], []))[side].append(step)
    found = [(a, b) for a, b in groups.values() if a and b]
    for left, right in sorted(found, key=lambda g: len(g[0]) * len(g[1])):
        if len(left) == len(right) == 1:
            same[left[0]] = right[0]
            continue
        same |= dict(_assigned(left, right, old, new, same=same, signs=signs))


def _assigned(
    left: Sequence[str], right: Sequence[str], old: _Side, new: _Side, *, same: Mapping[str, str],
    signs: tuple[dict[str, int], dict[str, int]],
) -> list[tuple[str, str]]:  # fmt: skip
    """Steps alike put together, the surest pair first: the same surroundings, then the most neighbours matched."""
    chosen = dict(same)
    rest, free = list(left), list(right)
    found = []
    while rest and free:
        one, other = max(
            ((a, b) for a in rest for b in free),
            key=lambda p: (
                signs[0][p[0]] == signs[1][p[1]],
                _shared(p[0], p[1], old, new, chosen),
                old.nodes[p[0]].duration == new.nodes[p[1]].duration,
                -abs(left.index(p[0]) - right.index(p[1])),
                -left.index(p[0]),
            ),
        )
        chosen[one] = other
        rest.remove(one)
        free.remove(other)
        found.append((one, other))
    return found


def _shared(one: str, other: str, old: _Side, new: _Side, same: Mapping[str, str]) -> int:
    """How many neighbours of the one are known to be neighbours of the other."""
    ahead = sum(same.get(s) in new.after[other] for s in old.after[one])
    return ahead + sum(same.get(s) in new.before[other] for s in old.before[one])


def _match_between(old: _Side, new: _Side, same: dict[str, str], merged: Mapping[str, str]) -> None:
    """A step under a new name: the only one left of its kind in its lane between steps that are known."""
    changed = True
    while changed:
        changed = False
        taken = set(same.values())
        rest = [s for s in old.nodes if s not in same and s not in merged]
        free = [s for s in new.nodes if s not in taken]
        for one in rest:
            fits = [b for b in free if _between(one, b, old, new, same)]
            if len(fits) == 1 and sum(_between(a, fits[0], old, new, same) for a in rest) == 1:
                same[one] = fits[0]
                changed = True
                break


def _between(one: str, other: str, old: _Side, new: _Side, same: Mapping[str, str]) -> bool:
    a, b = old.nodes[one], new.nodes[other]
    if a.kind != b.kind or a.lane != b.lane:
        return False
    into = {same.get(s) for s in old.before[one]} & {*new.before[other]}
    onward = {same.get(s) for s in old.after[one]} & {*new.after[other]}
    return bool(into or not (old.before[one] or new.before[other])) and bool(
        onward or not (old.after[one] or new.after[other])
    )


def _merge_by_name(old: _Side, new: _Side, same: Mapping[str, str], merged: dict[str, str]) -> None:
    """A step whose name is now part of the name of a step beside it, that was not called so before."""
    was = {a: b for b, a in same.items()}
    for step, node in old.nodes.items():
        name = folded(node.name)
        if step in same or step in merged or not name:
            continue
        for neighbour in sorted(old.after[step] | old.before[step], key=lambda s: old.place[s]):
            target = same.get(neighbour)
            if target is None:
                continue
            now, before = folded(new.nodes[target].name), folded(old.nodes[was[target]].name)
            if name in now and name not in before:
                merged[step] = target
                break
