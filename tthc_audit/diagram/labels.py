"""Where the words beside a line stand: near its beginning, clear of boxes, other words and other lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tthc_audit.diagram.geometry import Area
from tthc_audit.diagram.lettering import Lines, fit, line_height, width
from tthc_audit.diagram.model import Point
from tthc_audit.diagram.network import Link

SIZE = 6.6
_LIMITS = ((22.0, 3), (17.0, 4), (29.0, 2), (13.0, 5), (36.0, 3), (29.0, 4))
_BOX, _WORDS, _LINE, _OWN, _RULE, _FAR, _TALL = 4000.0, 1500.0, 70.0, 120.0, 5.0, 0.45, 1.5
_GOOD = 6.0
_FROM_LINE = 0.9
_STEP = 2.0


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a line, broken to fit, in their rectangle; ``anchor`` is the side that they keep to."""

    lines: Lines
    area: Area
    anchor: Literal["start", "middle", "end"]


def room(text: str, bold: bool) -> float:
    """How long a level line must be for its words to stand over it."""
    lines = _wrapped(text, 22.0, 3, bold)
    return max(width(line, SIZE, bold=bold) for line in lines.lines) + 5.0


def _wrapped(text: str, limit: float, most: int, bold: bool) -> Lines:
    return fit(text, limit, (SIZE,), most, bold=bold)


def stand(
    links: Sequence[Link], points: Sequence[Sequence[Point]], areas: Sequence[Area], *,
    rules: Sequence[float], bounds: Area, zones: Sequence[tuple[float, float]],
) -> dict[int, Label]:  # fmt: skip
    """A place for the words of every link that has some, by the number of the link.

    ``rules`` are the heights of the lines between lanes; in ``zones`` (from, to) no words may stand.
    """
    barred = [*areas, *(Area(low, bounds.top, high, bounds.bottom) for low, high in zones)]
    lines = [
        (Area(min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)), number)
        for number, way in enumerate(points)
        for a, b in pairwise(way)
    ]
    heads = [Area(w[-1].x - 1.6, w[-1].y - 1.6, w[-1].x + 1.6, w[-1].y + 1.6) for w in points]
    found: dict[int, Label] = {}
    for number in sorted((i for i, link in enumerate(links) if link.label), key=lambda i: (not links[i].critical, i)):
        found[number] = _best(
            links[number], number, points[number], barred, lines, heads=heads, words=found, rules=rules, bounds=bounds
        )
    return found


def _best(
    link: Link, number: int, way: Sequence[Point], barred: Sequence[Area], lines: Sequence[tuple[Area, int]], *,
    heads: Sequence[Area], words: Mapping[int, Label], rules: Sequence[float], bounds: Area,
) -> Label:  # fmt: skip
    near = Area(
        min(p.x for p in way) - 40, min(p.y for p in way) - 20, max(p.x for p in way) + 40, max(p.y for p in way) + 20
    )
    walls = [a for a in barred if _overlap(a, near)]
    others = [(a, n) for a, n in lines if _overlap(a, near)]
    tips = [a for a in heads if _overlap(a, near)]
    taken = [label.area for label in words.values() if _overlap(label.area, near)]
    best: tuple[float, Label] | None = None
    wraps = [_wrapped(link.label, limit, most, link.critical) for limit, most in _LIMITS]
    if all(wrap.cut for wrap in wraps):
        wraps = wraps[:4]
    whole = [wrap for wrap in wraps if not wrap.cut] or wraps
    short = [_wrapped(link.label, limit, most, link.critical) for limit, most in ((15.0, 2), (10.0, 2), (7.0, 1))]
    for choice in (whole, short):
        for wrap in dict.fromkeys(choice):
            wide = max(width(line, SIZE, bold=link.critical) for line in wrap.lines)
            high = len(wrap.lines) * line_height(SIZE)
            for area, anchor, far in _places(way, wide, high):
                cost = _FAR * far + _TALL * len(wrap.lines) + 60.0 * (choice is short)
                if best is not None and cost >= best[0]:
                    continue
                if (
                    area.left < bounds.left
                    or area.right > bounds.right
                    or area.top < bounds.top
                    or area.bottom > bounds.bottom
                ):
                    cost += _BOX
                cost += _BOX * sum(_overlap(area, a) for a in walls)
                cost += _WORDS * sum(_overlap(area, a) for a in taken)
                if best is not None and cost >= best[0]:
                    continue
                cost += sum(_OWN if n == number else _LINE for a, n in others if _overlap(area, a, 0.3))
                cost += 40.0 * sum(_overlap(area, a) for a in tips)
                cost += _RULE * sum(area.top < rule < area.bottom for rule in rules)
                if best is None or cost < best[0]:
                    best = cost, Label(wrap, area, anchor)
            if best is not None and best[0] < _GOOD:
                return best[1]
        if best is not None and best[0] < _WORDS:
            break
    assert best is not None
    return best[1]


def _places(
    way: Sequence[Point], wide: float, high: float
) -> Iterator[tuple[Area, Literal["start", "middle", "end"], float]]:
    """Rectangles along the line on both sides, and how far along the line each lies."""
    gone = 0.0
    for a, b in pairwise(way):
        long = abs(a.x - b.x) + abs(a.y - b.y)
        steps = int(min(long, 60.0) / _STEP)
        for k in range(steps + 1):
            at = _STEP * k
            if a.y == b.y:
                turn = 1 if b.x > a.x else -1
                middle = a.x + turn * (at + wide / 2 * (k < steps) + 0.8)
                left = middle - wide / 2
                for top in (a.y - high - _FROM_LINE, a.y + _FROM_LINE):
                    yield Area(left, top, left + wide, top + high), "middle", gone + at
            else:
                turn = 1 if b.y > a.y else -1
                start = a.y + turn * (at + 0.6)
                top = start if turn > 0 else start - high
                yield Area(a.x + _FROM_LINE, top, a.x + _FROM_LINE + wide, top + high), "start", gone + at
                yield Area(a.x - _FROM_LINE - wide, top, a.x - _FROM_LINE, top + high), "end", gone + at + 1.5
        gone += long


def _overlap(a: Area, b: Area, by: float = 0.0) -> bool:
    return a.left < b.right + by and b.left < a.right + by and a.top < b.bottom + by and b.top < a.bottom + by
