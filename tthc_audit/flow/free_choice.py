"""Soundness of any flow by the rank theorem for free-choice nets, in exact arithmetic.

With an edge from exit back to entry, a flow is sound exactly when its Petri net is live and bounded.
For free-choice nets that is decided without running them (Desel and Esparza, *Free Choice Petri
Nets*, 1995): some marking makes a strongly connected net live and bounded if and only if it has a
positive place invariant, a positive transition invariant, and an incidence matrix whose rank is the
number of its clusters less one (the rank theorem); and such a net is live with a token at the entry
if and only if no siphon lacks that token. In such a net the places of every minimal siphon form a
component whose transitions take one token and put one, so either such components cover every place,
and their sum is the invariant, or the net is none of these. The same on the net with places and
transitions exchanged and arrows turned gives the other invariant.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import gcd

from tthc_audit.flow.reduction import Gateways


@dataclass(frozen=True, slots=True)
class _Net:
    """A free-choice net: the places each transition takes from and puts to, and the reverse."""

    takes: list[list[int]]
    puts: list[list[int]]
    takers: list[list[int]]
    putters: list[list[int]]


def is_sound(flow: Gateways) -> bool:
    """Whether the flow is sound; polynomial in its size."""
    net, entry = _net(flow)
    dual = _Net(net.takers, net.putters, net.takes, net.puts)
    return (
        _covered(net)
        and _covered(dual)
        and _rank(net) == len({tuple(places) for places in net.takes}) - 1
        and not _siphon_without(net, entry)
    )


def _net(flow: Gateways) -> tuple[_Net, int]:
    """Choices become places and forks transitions; what lies between two of a kind is put in."""
    fork, out, into = flow.fork, flow.out, flow.into
    left = [v for v in range(len(fork)) if out[v] or into[v]]
    forks = [v for v in left if fork[v]]
    place = {v: i for i, v in enumerate(v for v in left if not fork[v])}
    entry, leave = place[len(fork) - 2], place[len(fork) - 1]
    takes: dict[int, list[int]] = {v: [] for v in forks}
    puts: dict[int, list[int]] = {v: [] for v in forks}
    passing = [(leave, entry)]
    places = len(place)
    for v in left:
        for w in sorted(out[v]):
            if not fork[w]:
                if fork[v]:
                    puts[v].append(place[w])
                else:
                    passing.append((place[v], place[w]))
            elif not fork[v] and (len(out[v]) == 1 or len(into[w]) == 1):
                takes[w].append(place[v])
            else:
                # The token that is bound for the fork waits in a place of its own, so that the choice stays free.
                takes[w].append(places)
                if fork[v]:
                    puts[v].append(places)
                else:
                    passing.append((place[v], places))
                places += 1
    all_takes = [sorted(takes[v]) for v in forks] + [[p] for p, _ in passing]
    all_puts = [puts[v] for v in forks] + [[q] for _, q in passing]
    return _Net(all_takes, all_puts, _turned(all_takes, places), _turned(all_puts, places)), entry


def _turned(rows: list[list[int]], width: int) -> list[list[int]]:
    columns: list[list[int]] = [[] for _ in range(width)]
    for i, row in enumerate(rows):
        for j in row:
            columns[j].append(i)
    return columns


def _covered(net: _Net) -> bool:
    """Whether the minimal siphons found through each place are components that hold one token each."""
    covered = [False] * len(net.takers)
    for place in range(len(covered)):
        if covered[place]:
            continue
        siphon = _minimal_siphon(net, place)
        for p in siphon:
            covered[p] = True
            for t in (*net.takers[p], *net.putters[p]):
                if sum(q in siphon for q in net.takes[t]) != 1 or sum(q in siphon for q in net.puts[t]) != 1:
                    return False
    return True


def _minimal_siphon(net: _Net, place: int) -> set[int]:
    """A minimal siphon through a place of a strongly connected free-choice net (Kemper and Bause, 1992).

    A transition that puts into the siphon must take from it: the shortest path from the siphon to
    that transition is added. As the path is shortest, no transition takes from two of its places.
    """
    siphon = {place}
    waiting = list(net.putters[place])
    while waiting:
        goal = waiting.pop()
        if any(p in siphon for p in net.takes[goal]):
            continue
        # Backwards from the goal: the transition after each place met, and the place after each transition.
        follows: dict[int, int] = {}
        puts_to: dict[int, int] = {}
        queue = deque((p, goal) for p in net.takes[goal])
        p, t = queue.popleft()
        while p not in siphon:
            if p not in follows:
                follows[p] = t
                for u in net.putters[p]:
                    if u not in puts_to:
                        puts_to[u] = p
                        queue.extend((q, u) for q in net.takes[u])
            p, t = queue.popleft()
        while t != goal:
            p = puts_to[t]
            siphon.add(p)
            waiting += net.putters[p]
            t = follows[p]
    return siphon


def _rank(net: _Net) -> int:
    """The rank of the incidence matrix, by elimination on sparse rows of whole numbers."""
    pivots: dict[int, dict[int, int]] = {}
    for taken, put in zip(net.takes, net.puts, strict=True):
        row = dict.fromkeys(set(taken) ^ set(put), 1)
        for p in taken:
            if p in row:
                row[p] = -1
        while row:
            lead = min(row)
            pivot = pivots.get(lead)
            if pivot is None:
                common = gcd(*row.values())
                pivots[lead] = {p: x // common for p, x in row.items()}
                break
            shared = gcd(pivot[lead], row[lead])
            ours, theirs = pivot[lead] // shared, row[lead] // shared
            row = {p: ours * x for p, x in row.items()}
            for p, x in pivot.items():
                row[p] = row.get(p, 0) - theirs * x
            row = {p: x for p, x in row.items() if x}
    return len(pivots)


def _siphon_without(net: _Net, entry: int) -> set[int]:
    """The greatest siphon that does not hold the entry; what is in it never gets a token."""
    siphon = set(range(len(net.takers))) - {entry}
    inside = [sum(p != entry for p in places) for places in net.takes]
    freed = [t for t, left in enumerate(inside) if not left]
    while freed:
        for p in net.puts[freed.pop()]:
            if p in siphon:
                siphon.remove(p)
                for t in net.takers[p]:
                    inside[t] -= 1
                    if not inside[t]:
                        freed.append(t)
    return siphon
