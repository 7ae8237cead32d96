"""The blocks of an acyclic flow in which steps run side by side, and the scenarios inside one.

A block has one way in and one way out, and holds every step of some parallel split up to where its
branches have joined again. Outside the blocks one step runs at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from tthc_audit.flow.timing_paths import Net

MAX_SCENARIOS = 10_000
"""Scenarios that are told apart at one place inside a block; beyond, its time is unknown."""
MAX_MOVES = 1_000_000
"""Steps that all scenarios of a block may take together; beyond, its time is unknown."""


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
Times = dict[int, Odds]
"""How long a part may take, each time with how probable it is."""
Way = TypeVar("Way")
State = tuple[tuple[int, int], ...]
"""How far a run is: the steps that are about to begin with the time they do, by position, then ends to remember."""


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
) -> Times | None:
    """How long every way through one part of a block takes from the end of its entry; ``None``: too many.

    Scenarios that have come equally far are one from there on. ``odds[p]`` are the probabilities of the
    edges out of p, in their order. A way that passes one of the ``stops`` takes until the last of them that it passes.
    """
    dag, entry, leave = net.dag, block.entry, block.leave
    order, begun = part
    remembered = dag.kept + 1
    kept_ends = stops.union(net.onto)
    states: dict[State, Odds] = {}
    if begun:
        states[tuple([(q, 0) for q in begun])] = 1
    else:
        targets = dag.out[entry]
        for k, q in enumerate(targets):
            _add(states, ((q, 0),), odds[entry][k] if len(targets) > 1 else 1)
    moves = 0
    for p in order:
        following: dict[State, Odds] = {}
        for state, chance in states.items():
            if state[0][0] != p:
                _add(following, state, chance)
                continue
            at = dict(state)
            ends = at.pop(p)
            for q, k in net.after.get(p, ()):
                ends = max(ends, (0 if q == entry else at[remembered + q]) + times[k])
            ends += times[p]
            if p in kept_ends:
                at[remembered + p] = ends
            targets = dag.out[p] or [leave]
            chooses = len(targets) > 1 and not dag.fork[p]
            for k, way in enumerate([[q] for q in targets] if chooses else [targets]):
                onward = dict(at) if chooses else at
                for q in way:
                    if onward.get(q, -1) < ends:
                        onward[q] = ends
                _add(following, tuple(sorted(onward.items())), _both(chance, odds[p][k]) if chooses else chance)
            moves += 1
        if len(following) > MAX_SCENARIOS or moves > MAX_MOVES:
            return None
        states = following
    found: Times = {}
    for state, chance in states.items():
        at = dict(state)
        ended = [at[remembered + p] for p in stops if remembered + p in at]
        if not ended:
            ended = [at.get(leave, 0)]
            for q, k in net.after.get(leave, ()):
                if q == entry or remembered + q in at:
                    ended.append((0 if q == entry else at[remembered + q]) + times[k])
        _add(found, max(ended), chance)
    return found


def _add(chances: dict[Way, Odds], way: Way, chance: Odds) -> None:
    known = chances.get(way, 0)
    chances[way] = None if chance is None or known is None else known + chance


def _both(a: Odds, b: Odds) -> Odds:
    return None if a is None or b is None else a * b
