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
class Gateways:
    """Gateways by number: ``fork[v]`` tells whether v is a fork, else it is a choice.

    ``out[v]`` and ``into[v]`` are its neighbours; a gateway that has been fused away has none. Runs
    begin at the last but one, a choice, and end at the last, a choice too.
    """

    fork: list[bool]
    out: list[set[int]]
    into: list[set[int]]


def gateways(
    out: Sequence[Sequence[int]], start: int, join_all: Sequence[bool], split_all: Sequence[bool]
) -> Gateways | None:
    """The gateways of a flow; ``None`` where two edges between the same two already prove it not sound.

    ``out[i]`` are the targets of step i, one entry an edge. Every step must be reachable from the
    start, and an end from every step.
    """
    n = len(out)
    count_in = [0] * n
    count_in[start] = 1
    for targets in out:
        for target in targets:
            count_in[target] += 1
    # Gateway i is step i, or only its joining half where gateway split_by[i] does the splitting.
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
                return None
        elif target not in onward[source]:
            onward[source].add(target)
            back[target].add(source)
        elif fork[source] != fork[target]:
            return None
    return Gateways(fork, onward, back)


def fuse(flow: Gateways) -> bool | None:
    """Fuse the gateways in place: whether the flow is sound, or ``None`` where a core is left to decide.

    Linear time but for gateways that are fused with very many edges.
    """
    fork, out, into = flow.fork, flow.out, flow.into
    left = list(range(len(fork)))
    work = left[:-1]
    while work:
        if not _fuse(fork, out, into, work, len(fork) - 1):
            return False
        left = [v for v in left if out[v] or into[v]]
        if len(left) == 2:
            return True
        work = _drop_twins(fork, out, into, left)
    return None


def _fuse(fork: list[bool], out: list[set[int]], into: list[set[int]], work: list[int], leave: int) -> bool:
    """Fuse the gateways at work, and those that this touches, until nothing changes; false: the flow is not sound.

    An edge from a gateway to itself, or a second edge, is judged at once. A fork that waits for itself
    never fires. A choice with two edges into one fork can take the same one again and again, so that
    the fork never fires; a fork with two edges into one choice sends two tokens the same way.
    """
    entry = leave - 1
    while work:
        v = work.pop()
        if v == leave or not (out[v] or into[v]):
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
        before.clear()
        after.clear()
        work.append(kept)
    return True


def _drop_twins(fork: list[bool], out: list[set[int]], into: list[set[int]], left: list[int]) -> list[int]:
    """Drop gateways that do the same as another; returns those that this touches.

    Two forks that one choice leads to, and that send to the same choices, are one. So are two choices
    that lead to one fork only, and that the same forks send to: what the one holds, so does the other.
    """
    touched: list[int] = []
    known: set[tuple[int, bool, frozenset[int]]] = set()
    for v in left:
        one, many = (into[v], out[v]) if fork[v] else (out[v], into[v])
        if len(one) != 1 or len(many) < 2 or any(fork[w] is fork[v] for w in (*one, *many)):
            continue
        twin = (next(iter(one)), fork[v], frozenset(many))
        if twin not in known:
            known.add(twin)
            continue
        for u in into[v]:
            out[u].discard(v)
        for w in out[v]:
            into[w].discard(v)
        touched += (*into[v], *out[v])
        into[v].clear()
        out[v].clear()
    return touched
