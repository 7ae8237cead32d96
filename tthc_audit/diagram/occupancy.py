"""What lies on the page while lines are led over it: boxes that bar the way, lines that may not be covered."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from tthc_audit.diagram.geometry import Area
from tthc_audit.diagram.model import Point

BARRED = 1e9
"""The cost of what must not be: only a line that has no other way is led so."""
_CLEARANCE, _PARALLEL = 0.9, 1.4
_CROSSING, _CROSSING_CRITICAL, _BOTH_CRITICAL, _TOUCH, _SHARED, _SIDE_BY_SIDE = 18.0, 30.0, 400.0, 45.0, 0.5, 9.0
Run = tuple[float, float, int]


@dataclass(slots=True)
class _Axis:
    """The runs of one direction by the coordinate that they keep, and where boxes bar that coordinate."""

    keys: list[float] = field(default_factory=list)
    runs: dict[float, list[Run]] = field(default_factory=dict)
    bars: dict[float, list[Run]] = field(default_factory=dict)


@dataclass(slots=True)
class Occupancy:
    """Boxes and the lines led so far; ``kin`` are, by link, those that may share a line with it."""

    areas: Sequence[Area]
    kin: Sequence[frozenset[int]]
    critical: Sequence[bool]
    down: _Axis = field(default_factory=_Axis)
    across: _Axis = field(default_factory=_Axis)

    def barred(self, upright: bool, at: float, low: float, high: float, ends: tuple[int, int]) -> bool:
        """Whether a run meets a box; at its own two boxes it may begin and end, but not pass through."""
        axis = self.down if upright else self.across
        bars = axis.bars.get(at)
        if bars is None:
            bars = [
                (a.top, a.bottom, i) if upright else (a.left, a.right, i)
                for i, a in enumerate(self.areas)
                if (a.left if upright else a.top) - _CLEARANCE < at < (a.right if upright else a.bottom) + _CLEARANCE
            ]
            axis.bars[at] = bars
        for first, last, node in bars:
            if low < last + _CLEARANCE and first - _CLEARANCE < high:
                if node not in ends:
                    return True
                area = self.areas[node]
                inside = (area.left < at < area.right) if upright else (area.top < at < area.bottom)
                if inside and low < last - 0.01 and first + 0.01 < high:
                    return True
        return False

    def lying(self, upright: bool, at: float, low: float, high: float, link: int) -> float:
        """The cost of what lies on or close along a run: shared parts are cheap, foreign lines barred."""
        axis = self.down if upright else self.across
        cost = 0.0
        kin = self.kin[link]
        keys = axis.keys
        for k in range(bisect_left(keys, at - _PARALLEL), bisect_right(keys, at + _PARALLEL)):
            key = keys[k]
            for first, last, other in axis.runs[key]:
                if first - 0.6 < high and low < last + 0.6 and other != link:
                    if other not in kin:
                        cost += BARRED
                    elif abs(key - at) < 0.01:
                        cost -= _SHARED * max(min(high, last) - max(low, first), 0.0)
                    elif first < high and low < last:
                        cost += _SIDE_BY_SIDE
        return max(cost, -_SHARED * (high - low))

    def crossed(self, upright: bool, at: float, low: float, high: float, link: int) -> float:
        """The cost of the lines that a run crosses, or whose corners it touches."""
        axis = self.across if upright else self.down
        cost = 0.0
        kin = self.kin[link]
        keys = axis.keys
        mine = self.critical[link]
        for k in range(bisect_left(keys, low - 1.0), bisect_right(keys, high + 1.0)):
            key = keys[k]
            for first, last, other in axis.runs[key]:
                if first - 1.0 < at < last + 1.0 and other not in kin and other != link:
                    if low + 1.0 < key < high - 1.0 and first + 1.0 < at < last - 1.0:
                        theirs = self.critical[other]
                        cost += (
                            _BOTH_CRITICAL if mine and theirs else _CROSSING_CRITICAL if mine or theirs else _CROSSING
                        )
                    else:
                        cost += _TOUCH
        return cost

    def lay(self, points: Sequence[Point], link: int) -> None:
        """Keep the place of a line."""
        for upright, at, low, high in runs(points):
            axis = self.down if upright else self.across
            if at not in axis.runs:
                insort(axis.keys, at)
                axis.runs[at] = []
            axis.runs[at].append((low, high, link))

    def lift(self, points: Sequence[Point], link: int) -> None:
        """Free the place of a line."""
        for upright, at, low, high in runs(points):
            axis = self.down if upright else self.across
            axis.runs[at].remove((low, high, link))
            if not axis.runs[at]:
                del axis.runs[at]
                axis.keys.remove(at)


def runs(points: Sequence[Point]) -> list[tuple[bool, float, float, float]]:
    """The straight parts of a line: whether upright, the coordinate it keeps, and from where to where."""
    found = []
    for i in range(len(points) - 1):
        (ax, ay), (bx, by) = points[i], points[i + 1]
        if ax == bx:
            found.append((True, ax, ay, by) if ay < by else (True, ax, by, ay))
        else:
            found.append((False, ay, ax, bx) if ax < bx else (False, ay, bx, ax))
    return found
