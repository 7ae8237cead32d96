"""The line of signs with their meaning below a drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from tthc_audit.diagram import palette
from tthc_audit.diagram.lettering import width
from tthc_audit.diagram.model import MM_PER_POINT, Group, Point, Polyline, Rect, Shape, Text

_SIZE = 6.8
_ROW = 6.2


class Sign(NamedTuple):
    """What it means, its shapes around the middle of their left edge, and how wide they are."""

    words: str
    shapes: list[Shape]
    width: float


def legend(signs: Iterable[Sign], *, top: float, page: float) -> tuple[Group, float]:
    """The signs in rows that fit the page; and where the last row ends."""
    items: list[Shape] = []
    x, y = 0.0, top + _ROW / 2
    for sign in signs:
        gap = 1.4 if sign.width else 0.0
        taken = sign.width + gap + width(sign.words, _SIZE)
        if x and x + taken > page:
            x, y = 0.0, y + _ROW
        items += [moved(shape, x, y) for shape in sign.shapes]
        at = Point(x + sign.width + gap, y + _SIZE * MM_PER_POINT * 0.36)
        items.append(Text(at, sign.words, _SIZE, palette.SLATE))
        x += taken + 5.0
    return Group("legend", (), tuple(items)), y + _ROW / 2


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """The same shape at another place."""
    if isinstance(shape, Rect):
        return replace(shape, x=shape.x + dx, y=shape.y + dy)
    if isinstance(shape, Polyline):
        return replace(shape, points=tuple(Point(p.x + dx, p.y + dy) for p in shape.points))
    if isinstance(shape, Text):
        return replace(shape, at=Point(shape.at.x + dx, shape.at.y + dy))
    return replace(shape, centre=Point(shape.centre.x + dx, shape.centre.y + dy))
