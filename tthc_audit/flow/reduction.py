"""Gateways of a flow fused step by step, as long as soundness stays what it is.

Every step is a gateway, or two when it joins one way and splits the other. A *choice* passes each
token that arrives on to one of its edges; a *fork* waits for a token on every edge in and puts one on
every edge out. A gateway with one edge in and one out only passes on. Fusing neighbours of one kind
where one of them has no other way to go, or no other way in, changes nothing that a run can do; so
does dropping an edge beside an equal one between two choices or two forks, or a choice's edge to
itself. Block by block almost every flow shrinks to one edge from entry to exit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Core:
    """What no rule reduces any further: gateways by number with their edges.

    ``fork[v]``: gateway v is a fork, else a choice. ``out`` and ``into`` are neighbours of the
    gateways that remain. Runs begin at the choice ``entry`` and end at the choice ``exit``.
    """

    fork: Sequence[bool]
    out: dict[int, set[int]]
    into: dict[int, set[int]]
    entry: int
    exit: int


def reduce(
    out: Sequence[Sequence[int]], start: int, join_all: Sequence[bool], split_all: Sequence[bool]
) -> bool | Core:
    """Whether the flow is sound where fusing alone tells, else the core that is left to decide.

    ``out[i]`` are the targets of step i, one entry an edge. Every step must be reachable from the
    start, and an end from every step. Linear time but for long lists of edges.
    """
    n = len(out)
    count_in = [0] * n
    count_in[start] = 1
    for targets in out:
        for target in targets:
            count_in[target] += 1
    # Gateway i is step i, or only its joining half when gateway halves[i] does the splitting.
    fork = [split_all[i] if count_in[i] < 2 else join_all[i] for i in range(n)]
    split_by = list(range(n))
    for i, targets in enumerate(out):
        if count_in[i] > 1 and len(targets) > 1 and join_all[i] != split_all[i]:
            split_by[i] = len(fork)
            fork.append(split_all[i])
    entry, leave = len(fork), len(fork) + 1
    fork += (False, False)
    edges = [(entry, start)]
    for i, targets in enumerate(out):
        source = split_by[i]
        if source != i:
            edges.append((i, source))
        if targets:
            edges += [(source, target) for target in targets]
        else:
            edges.append((source, leave))
    onward: list[set[int]] = [set() for _ in fork]
    back: list[set[int]] = [set() for _ in fork]
    for source, target in edges:
        if source == target:
            if fork[source]:
                return False
        elif target not in onward[source]:
            onward[source].add(target)
            back[target].add(source)
        elif fork[source] != fork[target]:
            return False
    return _fuse(fork, onward, back, entry, leave)


def _fuse(fork: list[bool], out: list[set[int]], into: list[set[int]], entry: int, leave: int) -> bool | Core:
    """Fuse until nothing changes. An edge from a gateway to itself, or a second edge, is judged at once.

    A fork that waits for itself never fires. A choice with two edges into one fork can take the same
    one again and again, so that the fork never fires; a fork with two edges into one choice sends two
    tokens the same way.
    """
    gone = [False] * len(fork)
    work = list(range(leave))
    left = len(fork)
    while work:
        v = work.pop()
        if gone[v] or v == leave:
            continue
        if v == entry:
            # Runs begin here, so it is the entry that stays and its neighbour that goes.
            kept = v
            if len(out[v]) != 1:
                continue
            (v,) = out[v]
            if fork[v] or v == leave:
                continue
        elif len(into[v]) == 1 and (len(out[v]) == 1 or fork[next(iter(into[v]))] == fork[v]):
            (kept,) = into[v]
        elif len(out[v]) == 1 and fork[next(iter(out[v]))] == fork[v]:
            (kept,) = out[v]
        else:
            continue
        before, after, kind = into[v], out[v], fork[kept]
        if kind and kept in before and kept in after:
            return False
        gone[v] = True
        left -= 1
        for u in before:
            out[u].discard(v)
            if u != kept:
                if kept not in out[u]:
                    out[u].add(kept)
                    into[kept].add(u)
                elif fork[u] != kind:
                    return False
                work.append(u)
        for w in after:
            into[w].discard(v)
            if w != kept:
                if w not in out[kept]:
                    out[kept].add(w)
                    into[w].add(kept)
                elif fork[w] != kind:
                    return False
                work.append(w)
        work.append(kept)
    if left == 2:
        return True
    rest = [v for v in range(len(fork)) if not gone[v]]
    return Core(fork, {v: out[v] for v in rest}, {v: into[v] for v in rest}, entry, leave)
