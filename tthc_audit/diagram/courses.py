"""A line as it is drawn: its corners rounded, its arrow head apart; the same in every renderer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from tthc_audit.diagram.model import Pen, Point, Polyline

_ARROW_LENGTH, _ARROW_HALF = 2.6, 1.05
_THICK, _GROWN, _OUTLINE = 1.5, 1.22, 0.9


class Move(NamedTuple):
    """A part of a path: to a point, by a line to it, or by a curve whose control point comes first."""

    kind: Literal["M", "L", "Q"]
    points: tuple[Point, ...]


class Course(NamedTuple):
    """The path of a line, and the three corners, fill and outline of its arrow head, if it has one."""

    path: tuple[Move, ...]
    head: tuple[Point, Point, Point] | None
    fill: str
    outline: Pen


def course(shape: Polyline) -> Course | None:
    """How a line runs; ``None`` where all its points are one."""
    points = [p for i, p in enumerate(shape.points) if not i or _distance(p, shape.points[i - 1]) > 1e-6]
    if len(points) < 2:
        return None
    head = None
    if shape.arrow != "none":
        tip, back = points[-1], points[-2]
        length = _distance(tip, back)
        ux, uy = (tip.x - back.x) / length, (tip.y - back.y) / length
        grow = _GROWN if shape.pen.width > _THICK else 1.0
        base = Point(tip.x - ux * _ARROW_LENGTH * grow, tip.y - uy * _ARROW_LENGTH * grow)
        half = _ARROW_HALF * grow
        head = (tip, Point(base.x - uy * half, base.y + ux * half), Point(base.x + uy * half, base.y - ux * half))
        points[-1] = base
    fill = shape.pen.colour if shape.arrow == "filled" else "#FFFFFF"
    outline = Pen(shape.pen.colour, min(shape.pen.width, _OUTLINE))
    return Course(tuple(_rounded(points, shape.radius)), head, fill, outline)


def _rounded(points: Sequence[Point], radius: float) -> Iterator[Move]:
    yield Move("M", (points[0],))
    for i in range(1, len(points) - 1):
        before, corner, after = points[i - 1], points[i], points[i + 1]
        cut = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
        if cut < 0.05:
            yield Move("L", (corner,))
            continue
        yield Move("L", (_toward(corner, before, cut),))
        yield Move("Q", (corner, _toward(corner, after, cut)))
    yield Move("L", (points[-1],))


def _toward(start: Point, end: Point, by: float) -> Point:
    length = _distance(start, end)
    return Point(start.x + (end.x - start.x) / length * by, start.y + (end.y - start.y) / length * by)


def _distance(one: Point, other: Point) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)
