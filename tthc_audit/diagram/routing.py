"""Which way each link takes through the grid: along empty rows and columns, else through the channels.

Positions are counted in quarters, alike for columns and rows: channel ``k`` lies at ``4k``, before cell
``k`` whose near side is ``4k + 1``, whose middle ``4k + 2`` and whose far side ``4k + 3``. A line in a
channel gets its track later; every other line runs on a middle, through cells that are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from tthc_audit.diagram.network import Link, Network
from tthc_audit.diagram.placing import Cell, Placing

NEAR, MIDDLE, FAR = 1, 2, 3
PORT_OFFSET = 7.4
"""How far from the middle of a box, in millimetres, lines leading back enter and leave it."""
_BEND, _COLUMN, _ROW, _CROSSING, _OFF_SIDE, _SHARED_PORT = 6.0, 3.4, 2.2, 9.0, 2.0, 14.0


class At(NamedTuple):
    """A coordinate: position in quarters, and millimetres beside it."""

    position: int
    offset: float = 0.0


class Corner(NamedTuple):
    """A point of a route."""

    x: At
    y: At


Route = tuple[Corner, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """A straight part of a route on a line that is no channel's, or in a channel."""

    line: At
    low: int
    high: int
    link: int


@dataclass(slots=True)
class _Plan:
    network: Network
    placing: Placing
    cells: dict[Cell, int]
    entry: dict[int, float]
    across: dict[At, list[_Run]] = field(default_factory=dict)
    down: dict[At, list[_Run]] = field(default_factory=dict)
    ports: dict[tuple[int, int], str] = field(default_factory=dict)


def routes(network: Network, placing: Placing, entry: dict[int, float]) -> tuple[Route, ...]:
    """A route for every link, in the order of the links.

    ``entry`` holds, for links that are labelled and share their target, how far beside the middle of
    the target's left side they end (millimetres). Straight links are led first, then the critical
    ones, short before long, those leading back last.
    """
    plan = _Plan(network, placing, {cell: i for i, cell in enumerate(placing.cells)}, entry)
    found: dict[int, Route] = {}
    order = sorted(range(len(network.links)), key=lambda i: _turn(network.links[i], placing, i))
    for number in order:
        link = network.links[number]
        ways = _back(plan, link) if link.back else _forward(plan, number, link)
        best = _best(plan, number, ways)
        _lay(plan, number, best)
        found[number] = best
    return tuple(found[i] for i in range(len(network.links)))


def _best(plan: _Plan, number: int, ways: Iterable[Route]) -> Route:
    """The cheapest way that may be taken; the first one listed where several are."""
    return min(ways, key=lambda way: (not _allowed(plan, number, way), _cost(plan, number, way)))


def _turn(link: Link, placing: Placing, number: int) -> tuple[object, ...]:
    a, b = placing.cells[link.source], placing.cells[link.target]
    straight = a.row == b.row or a.column == b.column
    return (link.back, not straight, not link.critical, abs(a.column - b.column) + abs(a.row - b.row), number)


def _clear_row(plan: _Plan, row: int, columns: Iterable[int]) -> bool:
    return not any(Cell(row, c) in plan.cells for c in columns)


def _clear_column(plan: _Plan, column: int, rows: Iterable[int]) -> bool:
    return not any(Cell(r, column) in plan.cells for r in rows)


def _right(cell: Cell) -> Corner:
    return Corner(At(4 * cell.column + FAR), At(4 * cell.row + MIDDLE))


def _left(cell: Cell, beside: float) -> Corner:
    return Corner(At(4 * cell.column + NEAR), At(4 * cell.row + MIDDLE, beside))


def _side(cell: Cell, *, below: bool, beside: float = 0.0) -> Corner:
    return Corner(At(4 * cell.column + MIDDLE, beside), At(4 * cell.row + (FAR if below else NEAR)))


def _forward(plan: _Plan, number: int, link: Link) -> Iterator[Route]:
    a, b = plan.placing.cells[link.source], plan.placing.cells[link.target]
    beside = plan.entry.get(number, 0.0)
    into = _left(b, beside)
    labelled = bool(link.label)
    row_a, row_b = At(4 * a.row + MIDDLE), into.y
    if a.column == b.column:
        below = b.row > a.row
        if not labelled and _clear_column(plan, a.column, range(min(a.row, b.row) + 1, max(a.row, b.row))):
            yield (_side(a, below=below), _side(b, below=not below))
    if a.row == b.row and not beside and _clear_row(plan, a.row, range(a.column + 1, b.column)):
        yield (_right(a), into)
    between = range(a.column + 1, b.column)
    below = b.row > a.row
    rows_between = range(min(a.row, b.row) + 1, max(a.row, b.row))
    apart = a.row != b.row and a.column < b.column
    down_first = _clear_row(plan, b.row, (a.column, *between))
    if apart and down_first and _clear_column(plan, a.column, rows_between):
        yield (_side(a, below=below), Corner(At(4 * a.column + MIDDLE), row_b), into)
    across_first = not labelled and _clear_row(plan, a.row, (*between, b.column))
    if apart and across_first and _clear_column(plan, b.column, rows_between):
        yield (_right(a), Corner(At(4 * b.column + MIDDLE), row_a), _side(b, below=not below))
    last, first = At(4 * b.column), At(4 * (a.column + 1))
    if a.column < b.column and row_a != row_b and _clear_row(plan, a.row, between):
        yield (_right(a), Corner(last, row_a), Corner(last, row_b), into)
    if apart and last != first and _clear_row(plan, b.row, between):
        yield (_right(a), Corner(first, row_a), Corner(first, row_b), into)
    for channel in _channels_between(a.row, b.row):
        height = At(4 * channel)
        side = channel > a.row
        passed = range(a.row + 1, channel) if side else range(channel, a.row)
        if _clear_column(plan, a.column, passed):
            yield (
                _side(a, below=side), Corner(At(4 * a.column + MIDDLE), height), Corner(last, height),
                Corner(last, row_b), into,
            )  # fmt: skip
        if last != first:
            yield (
                _right(a), Corner(first, row_a), Corner(first, height), Corner(last, height), Corner(last, row_b), into,
            )  # fmt: skip


def _channels_between(a: int, b: int) -> list[int]:
    """The channels beside row ``a`` and beside row ``b``, the ones facing each other first."""
    facing = [a + 1, b] if b > a else [a, b + 1]
    return list(dict.fromkeys([*facing, a, a + 1]))


def _back(plan: _Plan, link: Link) -> Iterator[Route]:
    """Out and in at the top or bottom beside the middle, so that a loop never hides under another line."""
    a, b = plan.placing.cells[link.source], plan.placing.cells[link.target]
    out_beside = -PORT_OFFSET if plan.network.nodes[link.source].kind == "step" else 0.0
    in_beside = PORT_OFFSET if plan.network.nodes[link.target].kind == "step" else 0.0
    for below_a in (False, True):
        start = _side(a, below=below_a, beside=out_beside)
        high_a = At(4 * (a.row + below_a))
        for below_b in (False, True):
            end = _side(b, below=below_b, beside=in_beside)
            high_b = At(4 * (b.row + below_b))
            if high_a == high_b:
                yield (start, Corner(start.x, high_a), Corner(end.x, high_b), end)
            else:
                for channel in dict.fromkeys((b.column + 1, b.column, a.column, a.column + 1)):
                    through = At(4 * channel)
                    yield (
                        start, Corner(start.x, high_a), Corner(through, high_a), Corner(through, high_b),
                        Corner(end.x, high_b), end,
                    )  # fmt: skip


def _runs(route: Route, number: int) -> Iterator[tuple[bool, _Run]]:
    """The straight parts: whether it runs across, and where."""
    for one, other in pairwise(route):
        if one.y == other.y:
            low, high = sorted((one.x.position, other.x.position))
            yield True, _Run(one.y, low, high, number)
        else:
            low, high = sorted((one.y.position, other.y.position))
            yield False, _Run(one.x, low, high, number)


def _kin(plan: _Plan, one: int, other: int) -> bool:
    """Links that fork or join may share a line; one leading back shares only the way out."""
    a, b = plan.network.links[one], plan.network.links[other]
    return a.source == b.source or (a.target == b.target and not a.back and not b.back)


def _touch(one: _Run, other: _Run) -> bool:
    """Whether two runs on one line overlap, or meet at a corner that is in no channel."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    return low < high or (low == high and low % 4 != 0)


def _allowed(plan: _Plan, number: int, route: Route) -> bool:
    link = plan.network.links[number]
    for node, corner, way in ((link.source, route[0], "out"), (link.target, route[-1], "in")):
        if corner.x.position % 4 == MIDDLE and corner.x.offset == 0:
            used = plan.ports.get((node, corner.y.position % 4))
            if used is not None and used != way:
                return False
    for is_across, run in _runs(route, number):
        if run.line.position % 4 == 0:
            continue
        laid = (plan.across if is_across else plan.down).get(run.line, ())
        if any(_touch(run, other) and not _kin(plan, number, other.link) for other in laid):
            return False
    return True


def _cost(plan: _Plan, number: int, route: Route) -> float:
    link = plan.network.links[number]
    cost = _BEND * (len(route) - 2)
    for is_across, run in _runs(route, number):
        cost += (run.high - run.low) / 4 * (_COLUMN if is_across else _ROW)
        others = plan.down if is_across else plan.across
        for line, laid in others.items():
            if run.low < line.position < run.high:
                cost += _CROSSING * sum(
                    1 for other in laid
                    if other.low < run.line.position < other.high and not _kin(plan, number, other.link)
                )  # fmt: skip
    if plan.network.nodes[link.source].kind == "step" and route[0].x.position % 4 == MIDDLE and len(route) > 2:
        cost += _OFF_SIDE
    if link.back and (link.source, route[0].y.position % 4) in plan.ports:
        cost += _SHARED_PORT
    return cost


def _lay(plan: _Plan, number: int, route: Route) -> None:
    link = plan.network.links[number]
    for node, corner, way in ((link.source, route[0], "out"), (link.target, route[-1], "in")):
        if corner.x.position % 4 == MIDDLE and corner.x.offset == 0:
            plan.ports[node, corner.y.position % 4] = way
    for is_across, run in _runs(route, number):
        (plan.across if is_across else plan.down).setdefault(run.line, []).append(run)
