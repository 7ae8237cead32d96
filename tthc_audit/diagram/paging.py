"""The pages of a drawing: what stands on each, lanes without steps low, cut lines with a letter at both ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tthc_audit.diagram.drawing import Drawing
from tthc_audit.diagram.geometry import LANE_HEAD, Area, Extent, empty_lane
from tthc_audit.diagram.labels import Label
from tthc_audit.diagram.lines import Course
from tthc_audit.diagram.model import Point

RADIUS = 2.6
_LOW_ROW = 2.0
_MOST_STRETCH = 7.0
_NEAR, _FAR = 4.0, 9.6
_APART = 2 * RADIUS + 0.4


@dataclass(frozen=True, slots=True)
class Connector:
    """The end of a cut line: its letter, and the page where it goes on (or comes from, if not ``leaves``)."""

    centre: Point
    letter: str
    page: int
    leaves: bool
    links: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, in millimetres before it is scaled to the paper."""

    nodes: Mapping[int, Area]
    lanes: tuple[Extent, ...]
    shown: frozenset[int]
    courses: Mapping[int, tuple[Course, ...]]
    labels: Mapping[int, Label]
    connectors: tuple[Connector, ...]
    right: float


@dataclass(frozen=True, slots=True)
class _Cut:
    """A line at a cut: how high it runs there, and its letter."""

    y: float
    letter: str
    column: int
    links: tuple[int, ...]


def pages(drawn: Drawing, zones: Sequence[tuple[float, float]], head_heights: Sequence[float]) -> tuple[Page, ...]:
    """The drawing cut in the middle of every zone."""
    middles = [(low + high) / 2 for low, high in zones]
    if not middles:
        courses = {i: (Course(way, tip=True),) for i, way in enumerate(drawn.points)}
        every = dict(enumerate(drawn.geometry.areas))
        shown = frozenset(drawn.net.nodes[i].lane for i in every)
        return (Page(every, drawn.geometry.lanes, shown, courses, drawn.labels, (), drawn.right),)
    letters = _letters()
    cuts = [_cuts(drawn, middle, letters) for middle in middles]
    edges = [float("-inf"), *middles, float("inf")]
    return tuple(
        _page(drawn, place, (low, high), cuts, head_heights) for place, (low, high) in enumerate(pairwise(edges))
    )


def stretched(page: Page, spare: float) -> Page:
    """The page with spare height shared by the lanes that show steps."""
    each = min(spare / max(len(page.shown), 1), _MOST_STRETCH)
    if each < 0.1:
        return page
    lanes, moves, y = [], [], page.lanes[0].start
    for number, lane in enumerate(page.lanes):
        more = each if number in page.shown else 0.0
        lanes.append(Extent(y, y + lane.length + more))
        moves += [
            (lane.start, y),
            (lane.start + 0.5, y + 0.5 + more / 2),
            (lane.end - 0.5, y + lane.length - 0.5 + more / 2),
        ]
        y += lane.length + more
    moves.append((page.lanes[-1].end, y))
    return _mapped(page, moves, 0.0, tuple(lanes))


def _letters() -> Iterator[str]:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from alphabet
    for first in alphabet:
        for second in alphabet:
            yield first + second


def _cuts(drawn: Drawing, middle: float, letters: Iterator[str]) -> list[_Cut]:
    """The lines that run through a cut; those on one trunk share a letter."""
    at: dict[float, list[int]] = {}
    for number, way in enumerate(drawn.points):
        for a, b in pairwise(way):
            if min(a.x, b.x) < middle < max(a.x, b.x):
                at.setdefault(round(a.y, 3), []).append(number)
    found: list[_Cut] = []
    for y in sorted(at):
        column = next((c for c in (0, 1) if all(k.column != c or abs(k.y - y) >= _APART for k in found)), 0)
        found.append(_Cut(y, next(letters), column, tuple(dict.fromkeys(at[y]))))
    return found


def _page(
    drawn: Drawing, place: int, span: tuple[float, float], cuts: Sequence[Sequence[_Cut]], head_heights: Sequence[float]
) -> Page:
    low, high = span
    areas = drawn.geometry.areas
    nodes = {i: a for i, a in enumerate(areas) if low < a.left < high}
    rows = {drawn.placing.rows[i] for i in nodes}
    shown = frozenset(drawn.net.nodes[i].lane for i in nodes)
    before = cuts[place - 1] if place else []
    after = cuts[place] if place < len(cuts) else []
    courses = {
        number: found
        for number, way in enumerate(drawn.points)
        if (found := tuple(_pieces(way, low, high, {c.y: _ends(c) for c in before}, {c.y: _ends(c) for c in after})))
    }
    connectors = [
        *(Connector(Point(low + _inset(c), c.y), c.letter, place, leaves=False, links=c.links) for c in before),
        *(Connector(Point(high - _inset(c), c.y), c.letter, place + 2, leaves=True, links=c.links) for c in after),
    ]
    labels = {i: w for i, w in drawn.labels.items() if low <= (w.area.left + w.area.right) / 2 < high}
    right = min(high + 1.0, drawn.right)
    page = Page(nodes, drawn.geometry.lanes, shown, courses, labels, tuple(connectors), right)
    moves, lanes = _lowered(drawn, rows, shown, head_heights)
    return _mapped(page, moves, LANE_HEAD - low if place else 0.0, lanes)


def _inset(cut: _Cut) -> float:
    return _FAR if cut.column else _NEAR


def _ends(cut: _Cut) -> float:
    return _inset(cut) + RADIUS


def _pieces(
    way: Sequence[Point], low: float, high: float, into: Mapping[float, float], out: Mapping[float, float]
) -> Iterator[Course]:
    """The parts of a line between two cuts; at a cut it ends at the connector."""
    piece: list[Point] = []
    for number, (a, b) in enumerate(pairwise(way)):
        if (a.y == b.y and (max(a.x, b.x) < low or min(a.x, b.x) > high)) or (a.x == b.x and not low < a.x < high):
            continue
        start, end = _limited(a, low, high, into, out), _limited(b, low, high, into, out)
        piece = piece or [start]
        piece.append(end)
        last = number == len(way) - 2
        if end != b or last:
            yield Course(tuple(piece), tip=last and end == b)
            piece = []


def _limited(p: Point, low: float, high: float, into: Mapping[float, float], out: Mapping[float, float]) -> Point:
    y = round(p.y, 3)
    if p.x <= low:
        return Point(low + into.get(y, 0.0), p.y)
    return Point(high - out.get(y, 0.0), p.y) if p.x >= high else p


def _lowered(
    drawn: Drawing, rows: set[int], shown: frozenset[int], head_heights: Sequence[float]
) -> tuple[list[tuple[float, float]], tuple[Extent, ...]]:
    """Old and new heights of what bounds rows and lanes: lanes and rows without steps are made low."""
    moves: list[tuple[float, float]] = []
    lanes = []
    y = drawn.geometry.lanes[0].start
    for number, (lane, span) in enumerate(zip(drawn.geometry.lanes, drawn.placing.rows_of_lane, strict=True)):
        top = y
        if number not in shown:
            y += empty_lane(len(drawn.geometry.lanes))
            moves += [(lane.start, top), (lane.end - 1e-6, y - 1e-6)]
        else:
            within = [(lane.start, top)]
            old = lane.start
            for row in span:
                extent = drawn.geometry.rows[row]
                y += extent.start - old
                within.append((extent.start, y))
                y += extent.length if row in rows else min(_LOW_ROW, extent.length)
                within.append((extent.end, y))
                old = extent.end
            y += lane.end - old
            missing = max(head_heights[number] - (y - top), 0.0)
            y += missing
            moves += [within[0], *((a, b + missing / 2) for a, b in within[1:]), (lane.end - 1e-6, y - 1e-6)]
        lanes.append(Extent(top, y))
    moves.append((drawn.geometry.lanes[-1].end, y))
    return moves, tuple(lanes)


def _mapped(page: Page, moves: Sequence[tuple[float, float]], dx: float, lanes: tuple[Extent, ...]) -> Page:
    """Everything moved along, boxes and words without being stretched."""

    def down(y: float) -> float:
        for (a, b), (c, d) in pairwise(moves):
            if y <= c:
                return b + (y - a) * (d - b) / (c - a) if c > a else d
        return moves[-1][1] + y - moves[-1][0]

    def area(a: Area) -> Area:
        middle, half = (a.top + a.bottom) / 2, (a.bottom - a.top) / 2
        middle = down(middle)
        return Area(a.left + dx, middle - half, a.right + dx, middle + half)

    def point(p: Point) -> Point:
        return Point(p.x + dx, down(p.y))

    return Page(
        nodes={i: area(a) for i, a in page.nodes.items()},
        lanes=lanes,
        shown=page.shown,
        courses={
            i: tuple(replace(c, points=tuple(map(point, c.points))) for c in cs) for i, cs in page.courses.items()
        },
        labels={i: replace(w, area=area(w.area)) for i, w in page.labels.items()},
        connectors=tuple(replace(c, centre=point(c.centre)) for c in page.connectors),
        right=page.right + dx,
    )
