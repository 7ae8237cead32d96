"""The ways of few bends between two ports of nodes, along given level and upright tracks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tthc_audit.diagram.model import Point
from tthc_audit.diagram.occupancy import Occupancy

_NEAR = 3
_REACH = 40.0


@dataclass(frozen=True, slots=True)
class Port:
    """Where a line leaves or enters a node; ``side`` is one of ``R L T B``, ``own`` tells a loop's own place."""

    at: Point
    side: str
    cost: float
    own: bool


@dataclass(frozen=True, slots=True)
class Tracks:
    """Where lines may run: upright ones at ``xs``, level ones at ``ys``, but for what is taken."""

    taken: Occupancy
    xs: Sequence[float]
    ys: Sequence[float]


def ways(tracks: Tracks, ports: tuple[Port, Port], bends: int, ends: tuple[int, int]) -> Iterator[tuple[Point, ...]]:
    """All ways of so many bends between two ports, but for those that a box bars at first sight."""
    a, b = ports
    s, t = a.at, b.at
    level_out, level_in = a.side in "RL", b.side in "RL"
    if bends % 2 == (level_out == level_in):
        return
    if bends == 0:
        if (level_out and s.y == t.y and _leaves(a, t.x)) or (
            not level_out and s.x == t.x and _leaves(a, t.y) and _leaves(b, s.y)
        ):
            yield (s, t)
    elif bends == 1:
        corner = Point(t.x, s.y) if level_out else Point(s.x, t.y)
        if _leaves(a, corner.x if level_out else corner.y) and _leaves(b, corner.y if level_out else corner.x):
            yield (s, corner, t)
    elif bends == 2:
        for at in _between(tracks, a, b) if level_out else _heights(tracks, s, t):
            if _leaves(a, at) and _leaves(b, at):
                yield (s, Point(at, s.y), Point(at, t.y), t) if level_out else (s, Point(s.x, at), Point(t.x, at), t)
    elif bends == 3:
        yield from _over_a_level(tracks, a, b, ends)
    elif level_out:
        yield from _over_a_channel(tracks, a, b, ends)
    else:
        low = bisect_left(tracks.xs, min(s.x, t.x) - _REACH / 2)
        high = bisect_right(tracks.xs, max(s.x, t.x) + _REACH / 2)
        for y in _first(tracks.ys, a.at.y, a.side):
            for z in _first(tracks.ys, b.at.y, b.side):
                for x in tracks.xs[low:high]:
                    if y != z and _free(tracks, True, x, (y, z), ends):
                        yield (s, Point(s.x, y), Point(x, y), Point(x, z), Point(t.x, z), t)


def _free(tracks: Tracks, upright: bool, at: float, span: tuple[float, float], ends: tuple[int, int]) -> bool:
    return not tracks.taken.barred(upright, at, min(span), max(span), ends)


def _over_a_level(tracks: Tracks, a: Port, b: Port, ends: tuple[int, int]) -> Iterator[tuple[Point, ...]]:
    """Three bends: a level run and an upright one before it reaches, or after it leaves, the port at a side."""
    s, t = a.at, b.at
    first = a.side in "RL"
    side, stand = (a, b) if first else (b, a)
    xs = _near(tracks, side)
    for y in _heights(tracks, s, t):
        if not _leaves(stand, y) or not _free(tracks, True, stand.at.x, (stand.at.y, y), ends):
            continue
        for x in xs:
            if not _free(tracks, True, x, (side.at.y, y), ends):
                continue
            if first:
                yield (s, Point(x, s.y), Point(x, y), Point(t.x, y), t)
            else:
                yield (s, Point(s.x, y), Point(x, y), Point(x, t.y), t)


def _over_a_channel(tracks: Tracks, a: Port, b: Port, ends: tuple[int, int]) -> Iterator[tuple[Point, ...]]:
    """Four bends: out at a side, along a level run, in at a side."""
    s, t = a.at, b.at
    for y in _heights(tracks, s, t):
        out = [x for x in _near(tracks, a) if _free(tracks, True, x, (s.y, y), ends)]
        if not out:
            continue
        for z in _near(tracks, b):
            if not _free(tracks, True, z, (t.y, y), ends):
                continue
            for x in out:
                if _free(tracks, False, y, (x, z), ends):
                    yield (s, Point(x, s.y), Point(x, y), Point(z, y), Point(z, t.y), t)


def _leaves(port: Port, to: float) -> bool:
    """Whether a coordinate lies ahead of a port."""
    if port.side == "R":
        return to > port.at.x
    if port.side == "L":
        return to < port.at.x
    return to < port.at.y if port.side == "T" else to > port.at.y


def _between(tracks: Tracks, a: Port, b: Port) -> Sequence[float]:
    low, high = min(a.at.x, b.at.x), max(a.at.x, b.at.x)
    if a.side == b.side:
        return tracks.xs[bisect_left(tracks.xs, low - 12) : bisect_right(tracks.xs, high + 12)]
    return tracks.xs[bisect_right(tracks.xs, low) : bisect_left(tracks.xs, high)]


def _near(tracks: Tracks, port: Port) -> Sequence[float]:
    """The first upright tracks before a port on its side."""
    return _first(tracks.xs, port.at.x, port.side)


def _first(lines: Sequence[float], at: float, side: str) -> Sequence[float]:
    if side in "RB":
        k = bisect_right(lines, at + 1.0)
        return lines[k : k + _NEAR]
    k = bisect_left(lines, at - 1.0)
    return lines[max(k - _NEAR, 0) : k]


def _heights(tracks: Tracks, s: Point, t: Point) -> Sequence[float]:
    low, high = min(s.y, t.y) - _REACH, max(s.y, t.y) + _REACH
    return tracks.ys[bisect_left(tracks.ys, low) : bisect_right(tracks.ys, high)]
