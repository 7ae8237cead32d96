"""Which track each line takes in its channel, so that lines of different links never lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tthc_audit.diagram.network import Link
from tthc_audit.diagram.routing import At, Corner, Route

BESIDE = 2.6
"""How far, in millimetres, an entry moves off the middle where two lines would have to pass each other."""


@dataclass(slots=True)
class _Item:
    """Runs in one channel that lie on one track: a single run, or the trunk of a fork or a join."""

    members: list[tuple[int, int]] = field(default_factory=list)
    low: int = 1 << 30
    high: int = -1
    toward: set[At] = field(default_factory=set)
    away: set[At] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Tracks:
    """The routes (an entry may have moved), and the track of each run in a channel.

    ``down[link, segment]`` is the track of a run in an upright channel, counted from the left,
    ``across`` that of one in a level channel, counted from the top; ``*_count`` tell how many a channel has.
    """

    routes: tuple[Route, ...]
    down: dict[tuple[int, int], int]
    across: dict[tuple[int, int], int]
    down_count: dict[int, int]
    across_count: dict[int, int]


def assign(links: Sequence[Link], routes: Sequence[Route]) -> Tracks:
    """Tracks for all channels: upright ones first, since they may move an entry."""
    current = list(routes)
    down, down_count = _axis(links, current, upright=True)
    across, across_count = _axis(links, current, upright=False)
    return Tracks(tuple(current), down, across, down_count, across_count)


def _axis(
    links: Sequence[Link], routes: list[Route], *, upright: bool
) -> tuple[dict[tuple[int, int], int], dict[int, int]]:
    channels: dict[int, dict[object, _Item]] = {}
    busy: dict[tuple[str, int], int] = {}
    for link in links:
        if not link.back:
            busy["to", link.target] = busy.get(("to", link.target), 0) + 1
            busy["from", link.source] = busy.get(("from", link.source), 0) + 1
    for number, route in enumerate(routes):
        for segment in range(len(route) - 1):
            line, low, high = _span(route, segment, upright)
            if line is None or line.position % 4:
                continue
            name = _trunk(links[number], route, segment, busy, upright) or (number, segment)
            item = channels.setdefault(line.position, {}).setdefault(name, _Item())
            item.members.append((number, segment))
            item.low, item.high = min(item.low, low), max(item.high, high)
            for neighbour in (segment - 1, segment + 1):
                if 0 <= neighbour < len(route) - 1:
                    _attach(item, route, segment, neighbour, upright)
    tracks: dict[tuple[int, int], int] = {}
    counts: dict[int, int] = {}
    for channel in sorted(channels):
        items = sorted(channels[channel].values(), key=lambda i: (i.low, i.high, i.members))
        placed = _order(items, links, routes, upright=upright)
        counts[channel] = max(placed) + 1
        for item, track in zip(items, placed, strict=True):
            for member in item.members:
                tracks[member] = track
    return tracks, counts


def _span(route: Route, segment: int, upright: bool) -> tuple[At | None, int, int]:
    one, other = route[segment], route[segment + 1]
    if upright and one.x == other.x:
        return one.x, min(one.y.position, other.y.position), max(one.y.position, other.y.position)
    if not upright and one.y == other.y:
        return one.y, min(one.x.position, other.x.position), max(one.x.position, other.x.position)
    return None, 0, 0


def _trunk(
    link: Link, route: Route, segment: int, busy: dict[tuple[str, int], int], upright: bool
) -> tuple[str, int, float] | None:
    """The name of the trunk that an upright run belongs to: the last before a join, the first after a fork."""
    if link.back or not upright:
        return None
    if segment == len(route) - 3 and busy["to", link.target] > 1:
        return ("to", link.target, route[-1].y.offset)
    if segment == 1 and busy["from", link.source] > 1:
        return ("from", link.source, 0.0)
    return None


def _attach(item: _Item, route: Route, segment: int, neighbour: int, upright: bool) -> None:
    shared = route[max(segment, neighbour)]
    far = route[neighbour] if neighbour < segment else route[neighbour + 1]
    line = shared.y if upright else shared.x
    if line.position % 4 == 0:
        return
    here, there = (shared.x, far.x) if upright else (shared.y, far.y)
    (item.toward if there.position < here.position else item.away).add(line)


def _kin(links: Sequence[Link], one: _Item, other: _Item) -> bool:
    ends_one = {("s", links[n].source) for n, _ in one.members} | {("t", links[n].target) for n, _ in one.members}
    ends_other = {("s", links[n].source) for n, _ in other.members} | {("t", links[n].target) for n, _ in other.members}
    return not ends_one.isdisjoint(ends_other)


def _order(items: list[_Item], links: Sequence[Link], routes: list[Route], *, upright: bool) -> list[int]:
    """A track for each item: before all it must not pass, on the first track where it fits."""
    before: list[set[int]] = [set() for _ in items]
    for i, one in enumerate(items):
        for j, other in enumerate(items):
            if i != j and not one.toward.isdisjoint(other.away) and not _kin(links, one, other):
                before[j].add(i)
    track = [-1] * len(items)
    spans: list[list[tuple[int, int]]] = []
    waiting = list(range(len(items)))
    while waiting:
        ready = next((i for i in waiting if all(track[j] >= 0 for j in before[i])), None)
        if ready is None:
            ready = waiting[0]
            if upright:
                _move_entries(items[ready], routes)
            before[ready] = {j for j in before[ready] if track[j] >= 0}
        waiting.remove(ready)
        item = items[ready]
        level = max((track[j] + 1 for j in before[ready]), default=0)
        while level < len(spans) and any(item.low <= high and low <= item.high for low, high in spans[level]):
            level += 1
        while len(spans) <= level:
            spans.append([])
        spans[level].append((item.low, item.high))
        track[ready] = level
    return track


def _move_entries(item: _Item, routes: list[Route]) -> None:
    """Let the runs of this item enter their target a little above the middle."""
    for number, segment in item.members:
        route = routes[number]
        if segment == len(route) - 3 and route[-1].y.offset == 0:
            moved = At(route[-1].y.position, -BESIDE)
            routes[number] = (*route[:-2], Corner(route[-2].x, moved), Corner(route[-1].x, moved))
