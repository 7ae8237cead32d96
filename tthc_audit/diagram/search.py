"""The way of a line that no simple bends lead to: the cheapest one over all tracks."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tthc_audit.diagram.model import Point
from tthc_audit.diagram.occupancy import Occupancy

_BEND, _COVERED, _CROSSED = 11.0, 400.0, 18.0
_MOST = 30_000
_State = tuple[int, int, bool]
_AHEAD = {"R": (1, 0), "L": (-1, 0), "T": (0, -1), "B": (0, 1)}


def search(
    taken: Occupancy, tracks: tuple[Sequence[float], Sequence[float]],
    ends: tuple[tuple[Point, str], tuple[Point, str]],
    nodes: tuple[int, int], link: int,
) -> tuple[Point, ...] | None:  # fmt: skip
    """The cheapest way between two ports (place and side) that meets no box; ``None`` where there is none.

    It covers another line only where nothing else is left.
    """
    (start, side), (goal, last) = ends
    xs = sorted({*tracks[0], start.x, goal.x})
    ys = sorted({*tracks[1], start.y, goal.y})
    first = bisect_left(xs, start.x), bisect_left(ys, start.y)
    target = bisect_left(xs, goal.x), bisect_left(ys, goal.y)
    into = _AHEAD[last]
    begun: _State = (*first, side in "TB")
    dist: dict[_State, float] = {begun: 0.0}
    before: dict[_State, _State] = {}
    queue: list[tuple[float, float, _State]] = [(0.0, 0.0, begun)]
    while queue and len(before) < _MOST:
        _, gone, state = heapq.heappop(queue)
        if gone > dist[state]:
            continue
        if state[:2] == target:
            return _corners(before, state, xs, ys)
        for x, y, upright in _next(state, len(xs), len(ys)):
            step = x - state[0], y - state[1]
            if state == begun and step != _AHEAD[side]:
                continue
            if (x, y) == target and step != (-into[0], -into[1]):
                continue
            one, other = (ys[state[1]], ys[y]) if upright else (xs[state[0]], xs[x])
            low, high = min(one, other), max(one, other)
            at = xs[x] if upright else ys[y]
            if taken.barred(upright, at, low, high, nodes):
                continue
            cost = gone + high - low + _BEND * (upright != state[2])
            cost += min(max(taken.lying(upright, at, low, high, link), 0.0), _COVERED)
            cost += min(taken.crossed(upright, at, low, high, link), _CROSSED)
            reached = (x, y, upright)
            if cost < dist.get(reached, float("inf")) - 1e-9:
                dist[reached], before[reached] = cost, state
                guess = abs(xs[x] - goal.x) + abs(ys[y] - goal.y)
                heapq.heappush(queue, (cost + guess, cost, reached))
    return None


def _next(state: _State, columns: int, rows: int) -> Iterator[_State]:
    x, y, _ = state
    for dx, dy in _AHEAD.values():
        if 0 <= x + dx < columns and 0 <= y + dy < rows:
            yield x + dx, y + dy, dy != 0


def _corners(
    before: dict[_State, _State], state: _State, xs: Sequence[float], ys: Sequence[float]
) -> tuple[Point, ...]:
    path = [state]
    while state in before:
        state = before[state]
        path.append(state)
    path.reverse()
    points = [Point(xs[x], ys[y]) for x, y, _ in path]
    kept = [points[0]]
    for i in range(1, len(points) - 1):
        a, b, c = kept[-1], points[i], points[i + 1]
        if not (a.x == b.x == c.x or a.y == b.y == c.y):
            kept.append(b)
    return (*kept, points[-1])
