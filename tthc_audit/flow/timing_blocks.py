"""The blocks of an acyclic flow in which steps run side by side, and the scenarios inside one.

A block has one way in and one way out, and holds every step of some parallel split up to where its
branches have joined again. Outside the blocks one step runs at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tthc_audit.flow.timing_paths import Net

MAX_SCENARIOS = 10_000
"""Scenarios that are enumerated inside one block; beyond, its time is unknown."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block between two steps that do not belong to it: ``entry``, and ``leave`` (past the last: the end).

    ``parts`` are its independent branches: the steps of each in order, and the steps it begins with. A
    block that is one part is gone through from its entry. Independent branches all run.
    """

    entry: int
    leave: int
    inside: tuple[int, ...]
    parts: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def blocks(net: Net) -> dict[int, Block]:
    """The outermost blocks by their entry."""
    dag, kept = net.dag, net.dag.kept
    seeds = sorted({p for p in range(kept) if dag.fork[p]} | set(net.onto))
    if not seeds:
        return {}
    everything = (1 << kept + 1) - 1
    before = [everything] * (kept + 1)
    before[0] = 1
    for p in range(kept):
        own = before[p] if p else 1
        for q in dag.out[p] or (kept,):
            before[q] &= own | 1 << q
        for q, _ in net.onto.get(p, ()):
            before[q] &= own | 1 << q
    beyond = [everything] * (kept + 1)
    beyond[kept] = 1 << kept
    for p in range(kept - 1, -1, -1):
        common = everything
        for q in dag.out[p] or (kept,):
            common &= beyond[q]
        for q, _ in net.onto.get(p, ()):
            common &= beyond[q]
        beyond[p] = common | 1 << p
    found: list[tuple[int, int]] = []
    for seed in seeds:
        entry, leave = seed, _lowest(beyond[seed] & ~(1 << seed))
        while True:
            common = before[entry] & before[leave]
            wider = common.bit_length() - 1
            later = _lowest(beyond[wider] & beyond[leave])
            if (wider, later) == (entry, leave):
                break
            entry, leave = wider, later
        found.append((entry, leave))
    found.sort(key=lambda b: (b[0], -b[1]))
    outermost: dict[int, Block] = {}
    covered = 0
    for entry, leave in found:
        if covered >> entry & 1:
            continue
        inside = [p for p in range(entry + 1, leave) if before[p] >> entry & 1 and beyond[p] >> leave & 1]
        outermost[entry] = Block(entry, leave, tuple(inside), _parts(net, entry, inside))
        covered |= sum(1 << p for p in inside) | 1 << entry
    return outermost


def _parts(net: Net, entry: int, inside: list[int]) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    dag = net.dag
    if not dag.fork[entry]:
        return ((tuple(inside), ()),)
    root = {p: p for p in inside}

    def find(p: int) -> int:
        while root[p] != p:
            root[p] = root[root[p]]
            p = root[p]
        return p

    for p in inside:
        for q in [*dag.out[p], *(q for q, _ in net.onto.get(p, ()))]:
            if q in root:
                root[find(q)] = find(p)
    members: dict[int, list[int]] = {}
    for p in inside:
        members.setdefault(find(p), []).append(p)
    begun = set(dag.out[entry])
    return tuple((tuple(part), tuple(p for p in part if p in begun)) for part in members.values())


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


Odds = Fraction | int | None
"""How probable; ``None``: not stated."""
Scenario = tuple[Odds, int]
"""How probable, and how long."""


def whole(net: Net) -> Block:
    """The whole flow as one block of one part."""
    steps = tuple(range(net.dag.kept))
    return Block(-1, net.dag.kept, steps, ((steps, (0,)),))


def scenarios(
    net: Net,
    block: Block,
    part: tuple[tuple[int, ...], tuple[int, ...]],
    times: list[int],
    odds: Mapping[int, Sequence[Odds]],
    *,
    stops: frozenset[int] = frozenset(),
) -> list[Scenario] | None:
    """Every way through one part of a block, from the end of its entry; ``None`` beyond ``MAX_SCENARIOS``.

    ``odds[p]`` are the probabilities of the edges out of p, in their order. A way that passes one of the
    ``stops`` takes until the last of them that it passes.
    """
    dag, entry, leave = net.dag, block.entry, block.leave
    order, begun = part
    waiting: list[tuple[int, dict[int, int], Odds]] = []
    if begun:
        waiting.append((0, {entry: 0, **dict.fromkeys(begun, 0)}, 1))
    else:
        waiting.extend(
            (0, {entry: 0, q: 0}, odds[entry][k] if len(dag.out[entry]) > 1 else 1)
            for k, q in enumerate(dag.out[entry])
        )
    found: list[Scenario] = []
    after, fork = net.after, dag.fork
    while waiting:
        start, at, chance = waiting.pop()
        for place in range(start, len(order)):
            p = order[place]
            if p not in at:
                continue
            ends = at[p]
            if p in after:
                ends = max(ends, *(at[q] + times[k] for q, k in after[p]))
            ends += times[p]
            at[p] = ends
            targets = dag.out[p] or (leave,)
            if len(targets) > 1 and not fork[p]:
                for k in range(1, len(targets)):
                    q = targets[k]
                    other = dict(at)
                    if other.get(q, -1) < ends:
                        other[q] = ends
                    waiting.append((place + 1, other, _both(chance, odds[p][k])))
                chance = _both(chance, odds[p][0])
                targets = targets[:1]
                if len(waiting) + len(found) > MAX_SCENARIOS:
                    return None
            for q in targets:
                if at.get(q, -1) < ends:
                    at[q] = ends
        if not stops.isdisjoint(at):
            ends = max(at[p] for p in stops if p in at)
        else:
            ends = max([at.get(leave, 0), *(at[q] + times[k] for q, k in after.get(leave, ()) if q in at)])
        found.append((chance, ends))
    return found if len(found) <= MAX_SCENARIOS else None


def _both(a: Odds, b: Odds) -> Odds:
    return None if a is None or b is None else a * b
