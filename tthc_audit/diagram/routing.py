"""Which way each line takes over the page: level and upright, few bends, few crossings, never through a box."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from tthc_audit.diagram.geometry import Area, Extent
from tthc_audit.diagram.model import Point
from tthc_audit.diagram.network import Link, Node
from tthc_audit.diagram.occupancy import BARRED, Occupancy, runs
from tthc_audit.diagram.search import search
from tthc_audit.diagram.ways import Port, Tracks, ways

_BEND, _BACKWARD = 11.0, 2.0
_OUT_SIDE, _IN_SIDE, _GATEWAY_SIDE, _MIXED_PORT, _USED_PORT, _SHORT_END = 4.0, 5.0, 1.0, 200.0, 40.0, 9.0
_LOOP_PORT = 0.27
_FROM_BOX, _TO_BOX, _STEP = 2.2, 3.2, 1.7
_MOST_SHARED = 8.0
_ROUNDS, _MANY = 3, 60


@dataclass(slots=True)
class _Plan:
    nodes: Sequence[Node]
    links: Sequence[Link]
    areas: Sequence[Area]
    tracks: Tracks
    ports: dict[tuple[int, str, bool], list[tuple[int, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Routes:
    """The corners of every line, in the order of the links; ``barred`` counts those that had no free way."""

    points: tuple[tuple[Point, ...], ...]
    barred: int


def lead(
    nodes: Sequence[Node],
    links: Sequence[Link],
    areas: Sequence[Area],
    rows: Sequence[Extent],
    *,
    bounds: Area,
    zones: Sequence[tuple[float, float]] = (),
) -> Routes:
    """A way for every link.

    Straight lines are led first, then the decisive ones, short before long, those leading back last;
    then those that cross others are lifted and led anew. Lines that begin or end together may share
    their way; all others keep apart. No line turns in a zone (from, to).
    """
    taken = Occupancy(areas, _kin(links), [link.critical for link in links])
    plan = _Plan(nodes, links, areas, Tracks(taken, _upright(areas, bounds, zones), _levels(rows, bounds)))
    found: dict[int, tuple[Port, Port, tuple[Point, ...]]] = {}
    costs: dict[int, float] = {}
    order = sorted(range(len(links)), key=lambda i: _turn(plan, i))
    for number in order:
        costs[number], found[number] = _best(plan, number)
        _keep(plan, number, found[number])
    for _ in range(_ROUNDS if len(links) <= _MANY else 1):
        bettered = False
        for number in order:
            _lift(plan, number, found[number])
            base, now = _whole_cost(plan, number, found[number])
            if now - base >= 17.0:
                cost, way = _best(plan, number, searched=now < BARRED)
                if cost < now - 1e-6:
                    found[number], bettered, now = way, True, cost
            costs[number] = now
            _keep(plan, number, found[number])
        if not bettered:
            break
    barred = sum(cost >= BARRED for cost in costs.values())
    return Routes(tuple(found[i][2] for i in range(len(links))), barred)


def _kin(links: Sequence[Link]) -> list[frozenset[int]]:
    groups: dict[tuple[str, int, bool], list[int]] = {}
    for i, link in enumerate(links):
        if not link.back:
            groups.setdefault(("from", link.source, link.alert), []).append(i)
            groups.setdefault(("to", link.target, link.alert), []).append(i)
    return [
        frozenset()
        if link.back
        else frozenset(groups["from", link.source, link.alert]) | frozenset(groups["to", link.target, link.alert])
        for link in links
    ]


def _beside(area: Area) -> Iterator[float]:
    for k in range(3):
        yield area.right + _FROM_BOX + _STEP * k
        yield area.left - _TO_BOX - _STEP * k


def _upright(areas: Sequence[Area], bounds: Area, zones: Sequence[tuple[float, float]]) -> list[float]:
    """The middles of the nodes, and the tracks beside them that are not too near to another."""
    found = sorted({(a.left + a.right) / 2 for a in areas})
    for at in chain.from_iterable(_beside(a) for a in areas):
        k = bisect_left(found, at)
        if bounds.left < at < bounds.right and all(
            abs(found[i] - at) >= 1.5 for i in (k - 1, k) if 0 <= i < len(found)
        ):
            found.insert(k, at)
    return [at for at in found if not any(low < at < high for low, high in zones)]


def _levels(rows: Sequence[Extent], bounds: Area) -> list[float]:
    """The middles of the rows, and as many lines between two rows as there is room for."""
    levels = []
    ends = [bounds.top, *(r.end for r in rows)]
    starts = [*(r.start for r in rows), bounds.bottom]
    for place, (low, high) in enumerate(zip(ends, starts, strict=True)):
        count = int((high - low - 3.4) / _STEP + 1e-6) + 1 if high - low > 3.0 else 0
        first = (low + high) / 2 - _STEP * (count - 1) / 2
        levels += [first + _STEP * k for k in range(count)]
        if place < len(rows):
            levels.append(rows[place].middle)
    return sorted(set(levels))


def _turn(plan: _Plan, number: int) -> tuple[object, ...]:
    link = plan.links[number]
    a, b = plan.areas[link.source], plan.areas[link.target]
    dx, dy = abs(a.left + a.right - b.left - b.right) / 2, abs(a.top + a.bottom - b.top - b.bottom) / 2
    straight = dx < 0.01 or dy < 0.01
    return (link.back, not straight, not link.critical, dx + dy, number)


def _port(area: Area, side: str, beside: float, cost: float) -> Port:
    x, y = (area.left + area.right) / 2, (area.top + area.bottom) / 2
    at = {
        "R": Point(area.right, y), "L": Point(area.left, y),
        "T": Point(x + beside, area.top), "B": Point(x + beside, area.bottom),
    }[side]  # fmt: skip
    return Port(at, side, cost, beside != 0.0)


def _ports(plan: _Plan, link: Link, node: int, *, out: bool) -> list[Port]:
    area = plan.areas[node]
    gateway = plan.nodes[node].kind != "step"
    dear = _GATEWAY_SIDE if gateway else _OUT_SIDE if out else _IN_SIDE
    if not link.back:
        near = "R" if out else "L"
        return [_port(area, near, 0.0, 0.0), _port(area, "T", 0.0, dear), _port(area, "B", 0.0, dear)]
    if gateway:
        return [_port(area, side, 0.0, dear) for side in "TBRL"]
    beside = (area.right - area.left) * _LOOP_PORT * (-1 if out else 1)
    found = [_port(area, side, shift, cost) for side in "TB" for shift, cost in ((beside, 0.0), (-beside, 6.0))]
    return [*found, _port(area, "L", 0.0, 0.0)] if out else found


def _port_cost(plan: _Plan, port: Port, node: int, link: int, way: str) -> float:
    cost = port.cost
    back = plan.links[link].back
    for other, theirs in plan.ports.get((node, port.side, port.own), ()):
        if other == link:
            continue
        if theirs != way:
            cost += _MIXED_PORT
        elif back or plan.links[other].back:
            cost += _USED_PORT
    return cost


def _best(plan: _Plan, number: int, *, searched: bool = False) -> tuple[float, tuple[Port, Port, tuple[Point, ...]]]:
    """The cheapest way; ways with more bends are only looked at where they may still be cheaper.

    ``searched``: a way was found before, so all tracks need not be searched again.
    """
    link = plan.links[number]
    outs = [(p, _port_cost(plan, p, link.source, number, "out")) for p in _ports(plan, link, link.source, out=True)]
    ins = [(p, _port_cost(plan, p, link.target, number, "in")) for p in _ports(plan, link, link.target, out=False)]
    pairs = [(a, b, ca + cb) for a, ca in outs for b, cb in ins]
    best_cost, best = float("inf"), None
    ends = link.source, link.target
    for bends in range(5):
        possible: list[tuple[float, int, Port, Port, tuple[Point, ...]]] = []
        for a, b, ports in pairs:
            fixed = _BEND * bends + ports - _MOST_SHARED
            if abs(a.at.x - b.at.x) + abs(a.at.y - b.at.y) + fixed >= best_cost:
                continue
            for way in ways(plan.tracks, (a, b), bends, ends):
                base = _length(way, link.back) + _BEND * bends + ports
                if base - _MOST_SHARED < best_cost:
                    possible.append((base + _ends(way), len(possible), a, b, way))
        possible.sort(key=_by_cost)
        for base, _, a, b, way in possible:
            if base - _MOST_SHARED >= best_cost:
                break
            cost = _cost(plan, number, way, base, best_cost)
            if cost < best_cost - 1e-9:
                best_cost, best = cost, (a, b, way)
    if best is None or best_cost >= BARRED:
        entries = {b.side: (a, b) for a, b, _ in sorted(pairs, key=lambda pair: -pair[2])}
        for a, b in [] if searched else sorted(entries.values(), key=lambda pair: pair[1].side):
            found = search(
                plan.tracks.taken, (plan.tracks.xs, plan.tracks.ys), ((a.at, a.side), (b.at, b.side)), ends, number
            )
            if found is not None:
                cost = _cost(plan, number, found, _length(found, link.back) + _BEND * len(found), float("inf"))
                if cost < best_cost:
                    best_cost, best = cost, (a, b, found)
                if cost < BARRED:
                    break
    if best is None:
        a, b, _ = pairs[0]
        best_cost, best = BARRED, (a, b, (a.at, Point(b.at.x, a.at.y), b.at))
    return best_cost, best


def _by_cost(way: tuple[float, int, Port, Port, tuple[Point, ...]]) -> tuple[float, int]:
    return way[:2]


def _length(points: Sequence[Point], back: bool) -> float:
    length = 0.0
    for i in range(len(points) - 1):
        dx = points[i + 1].x - points[i].x
        length += abs(points[i + 1].y - points[i].y) + (dx if dx >= 0 else -dx if back else -dx * (1 + _BACKWARD))
    return length


def _ends(points: Sequence[Point]) -> float:
    """What it costs that an arrow has too little room."""
    (ax, ay), (bx, by) = points[-2], points[-1]
    return _SHORT_END if abs(ax - bx) + abs(ay - by) < 3.0 else 0.0


def _cost(plan: _Plan, number: int, way: Sequence[Point], base: float, limit: float) -> float:
    link = plan.links[number]
    ends = link.source, link.target
    parts = runs(way)
    for upright, at, low, high in parts:
        if plan.tracks.taken.barred(upright, at, low, high, ends):
            return float("inf")
    lying = 0.0
    for upright, at, low, high in parts:
        lying += plan.tracks.taken.lying(upright, at, low, high, number)
    cost = base + max(lying, -_MOST_SHARED)
    if cost >= limit:
        return cost
    for upright, at, low, high in parts:
        cost += plan.tracks.taken.crossed(upright, at, low, high, number)
    return cost


def _whole_cost(plan: _Plan, number: int, way: tuple[Port, Port, tuple[Point, ...]]) -> tuple[float, float]:
    link = plan.links[number]
    a, b, points = way
    ports = _port_cost(plan, a, link.source, number, "out") + _port_cost(plan, b, link.target, number, "in")
    base = _length(points, link.back) + _BEND * (len(points) - 2) + ports + _ends(points)
    return base, _cost(plan, number, points, base, float("inf"))


def _keep(plan: _Plan, number: int, way: tuple[Port, Port, tuple[Point, ...]]) -> None:
    link = plan.links[number]
    plan.tracks.taken.lay(way[2], number)
    plan.ports.setdefault((link.source, way[0].side, way[0].own), []).append((number, "out"))
    plan.ports.setdefault((link.target, way[1].side, way[1].own), []).append((number, "in"))


def _lift(plan: _Plan, number: int, way: tuple[Port, Port, tuple[Point, ...]]) -> None:
    link = plan.links[number]
    plan.tracks.taken.lift(way[2], number)
    plan.ports[link.source, way[0].side, way[0].own].remove((number, "out"))
    plan.ports[link.target, way[1].side, way[1].own].remove((number, "in"))
