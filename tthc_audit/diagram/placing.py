"""Where nodes go: as far left as the longest path to them allows, in rows of their lane, packed like bricks."""

from __future__ import annotations

import heapq
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tthc_audit.diagram.network import Link, Network, Node

GAP = 5.4
"""Between two boxes of a row, in millimetres: room for an arrow and a line that turns."""
_TIGHT_GAP = 4.0
_BESIDE = 4.4
_ROW, _CRITICAL_ROW, _SIBLING_ROW, _DETOUR, _NEW_ROW = 16.0, 60.0, 90.0, 60.0, 3.0
_STRAIGHT, _UPWARD = 8.0, 6.0
_CLEAR = 2.2


class Row(NamedTuple):
    """A row of a lane; rows above its first one have negative numbers."""

    lane: int
    number: int


@dataclass(frozen=True, slots=True)
class Placing:
    """The middle of each node from left to right in millimetres, its row, and which rows make up each lane."""

    x: tuple[float, ...]
    rows: tuple[int, ...]
    rows_of_lane: tuple[range, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place for a node: how dear it is, and the upright line that it wants kept free."""

    cost: float
    row: Row
    x: float
    corridors: tuple[tuple[float, Row, Row], ...] = ()
    sides: tuple[tuple[int, bool], ...] = ()


@dataclass(slots=True)
class _Board:
    """What is placed so far; ``sides`` are the tops and bottoms (true) of nodes where a line is led."""

    nodes: tuple[Node, ...]
    widths: Sequence[float]
    room: Mapping[int, float]
    into: list[list[tuple[int, int]]]
    after: list[list[int]]
    x: dict[int, float] = field(default_factory=dict)
    row_of: dict[int, Row] = field(default_factory=dict)
    rows: dict[int, set[int]] = field(default_factory=dict)
    taken: dict[Row, list[tuple[float, float, int]]] = field(default_factory=dict)
    corridors: list[tuple[float, Row, Row]] = field(default_factory=list)
    sides: set[tuple[int, bool]] = field(default_factory=set)

    def half(self, node: int) -> float:
        """Half the width of a node."""
        return self.widths[node] / 2

    def passable(self, x: float, one: Row, other: Row) -> bool:
        """Whether an upright line from one row to another meets no node on its way."""
        top, bottom = (one, other) if one < other else (other, one)
        return not any(
            low - _CLEAR < x < high + _CLEAR
            for row, spans in self.taken.items()
            if top < row < bottom
            for low, high, _ in spans
        )

    def blocked(self, row: Row, low: float, high: float) -> bool:
        """Whether a node of the row stands between two places."""
        return any(a < high and low < b for a, b, _ in self.taken.get(row, ()))

    def pushed(self, node: int, row: Row, x: float, gap: float = GAP) -> float:
        """The first place from ``x`` on where the node meets no other one and no line kept free."""
        half = self.half(node)
        spans = self.taken.get(row, ())
        lines = sorted(at for at, top, bottom in self.corridors if top < row < bottom)
        moved = True
        while moved:
            moved = False
            for low, high, _ in spans:
                if low - gap < x + half and x - half < high + gap:
                    x, moved = high + gap + half + 1e-6, True
            for at in lines:
                if at - half - _CLEAR < x < at + half + _CLEAR:
                    x, moved = at + half + _CLEAR + 1e-6, True
        return x

    def put(self, node: int, spot: _Spot) -> None:
        """Place a node."""
        self.x[node], self.row_of[node] = spot.x, spot.row
        self.rows.setdefault(spot.row.lane, set()).add(spot.row.number)
        insort(self.taken.setdefault(spot.row, []), (spot.x - self.half(node), spot.x + self.half(node), node))
        self.corridors += spot.corridors
        self.sides |= set(spot.sides)


def place(network: Network, widths: Sequence[float], room: Mapping[int, float]) -> Placing:
    """A place for every node.

    ``widths`` are those of the nodes, ``room`` by link what its label wants along a level line. A node
    stands as far left as those before it allow: a step straight above or below the only one before it
    where nothing lies between, beside a line from above or below, else behind the node before it. Its
    row is the first of the lane, unless another one is cheaper: decisive steps stay on the first row.
    """
    forward = [(number, link) for number, link in enumerate(network.links) if not link.back]
    into: list[list[tuple[int, int]]] = [[] for _ in network.nodes]
    after: list[list[int]] = [[] for _ in network.nodes]
    for number, link in forward:
        into[link.target].append((link.source, number))
        after[link.source].append(link.target)
    board = _Board(network.nodes, widths, room, into, after)
    for node in _in_order(network.nodes, [link for _, link in forward]):
        spots = (spot for row in _rows(board, node) for spot in _spots(board, node, row))
        board.put(node, min(spots, key=lambda s: (round(s.cost, 4), abs(s.row.number), s.row.number)))
    return _numbered(network, board)


def _in_order(nodes: tuple[Node, ...], links: list[Link]) -> list[int]:
    """Topological order; critical nodes first, then as stated."""
    missing = [0] * len(nodes)
    after: list[list[int]] = [[] for _ in nodes]
    for link in links:
        missing[link.target] += 1
        after[link.source].append(link.target)
    ready = [(not n.critical, i) for i, n in enumerate(nodes) if not missing[i]]
    heapq.heapify(ready)
    order = []
    while ready:
        _, number = heapq.heappop(ready)
        order.append(number)
        for target in after[number]:
            missing[target] -= 1
            if not missing[target]:
                heapq.heappush(ready, (not nodes[target].critical, target))
    return order


def _rows(board: _Board, node: int) -> list[Row]:
    lane = board.nodes[node].lane
    used = board.rows.get(lane, {0}) | {0}
    return [Row(lane, number) for number in range(min(used) - 1, max(used) + 2)]


def _spots(board: _Board, node: int, row: Row) -> list[_Spot]:
    """The places for a node in a row: stacked on the node before it if that works, and behind those before."""
    into = board.into[node]
    cost = _row_cost(board, node, row)
    if not into:
        first = board.half(node) if board.nodes[node].kind == "start" else board.half(node) + 11.0
        return [_Spot(cost + first, row, board.pushed(node, row, first))]
    found = []
    if len(into) == 1:
        stacked = _stacked(board, node, row, cost)
        if stacked is not None:
            found.append(stacked)
    least, detours, corridors, sides = 0.0, 0.0, [], []
    for source, link in into:
        wanted, detour, line, side = _behind(board, node, row, source, link)
        least = max(least, wanted)
        detours += detour
        corridors += line
        sides += side
    gap = _TIGHT_GAP if board.nodes[node].kind in ("end", "join") else GAP
    x = board.pushed(node, row, least, gap)
    if len(into) > 1 or board.nodes[node].kind == "join":
        x = _with_trunk(board, node, row, x)
        corridors = [
            (x, min(row, board.row_of[s]), max(row, board.row_of[s])) for s, _ in into if board.row_of[s] != row
        ]
        sides = [(node, board.row_of[s] > row) for s, _ in into if board.row_of[s] != row]
    return [*found, _Spot(cost + x + detours + _between(board, node, row, x), row, x, tuple(corridors), tuple(sides))]


def _row_cost(board: _Board, node: int, row: Row) -> float:
    cost = _ROW * abs(row.number) + _NEW_ROW * (row.number not in board.rows.get(row.lane, {0}))
    me = board.nodes[node]
    if me.critical:
        return cost + _CRITICAL_ROW * (row.number != 0)
    if row.number == 0:
        siblings = (t for s, _ in board.into[node] for t in board.after[s] if t != node)
        cost += _SIBLING_ROW * any(board.nodes[t].critical and board.nodes[t].lane == row.lane for t in siblings)
    upward = any(board.nodes[t].lane < row.lane for t in board.after[node])
    cost -= _UPWARD * (row.number < 0 and upward)
    if len(board.into[node]) == 1:
        before = board.row_of[board.into[node][0][0]]
        if before.lane == row.lane and before != row and len(board.after[board.into[node][0][0]]) == 1:
            cost += _STRAIGHT
    if me.kind == "end":
        cost += 500.0 * (row != board.row_of[board.into[node][0][0]])
    elif me.kind in ("one", "all"):
        cost += _DETOUR * (row != board.row_of[board.into[node][0][0]])
    return cost


def _stacked(board: _Board, node: int, row: Row, cost: float) -> _Spot | None:
    """Straight above or below the node before, in another lane, with nothing between."""
    source, link = board.into[node][0]
    other, me = board.nodes[source], board.nodes[node]
    before = board.row_of[source]
    if me.kind != "step" or other.kind in ("start", "join") or other.lane == me.lane:
        return None
    below = row > before
    if (source, below) in board.sides or (board.room.get(link) and other.kind == "step"):
        return None
    if other.kind == "step" and len(board.after[source]) > 1:
        return None
    x = board.x[source]
    if not board.passable(x, before, row) or abs(board.pushed(node, row, x) - x) > 1e-9:
        return None
    if any(
        top < max(row, before) and min(row, before) < bottom and abs(at - x) < _CLEAR
        for at, top, bottom in board.corridors
    ):
        return None
    ends = sorted((row, before))
    return _Spot(cost + x, row, x, ((x, ends[0], ends[1]),), ((source, below), (node, not below)))


def _behind(
    board: _Board, node: int, row: Row, source: int, link: int
) -> tuple[float, float, list[tuple[float, Row, Row]], list[tuple[int, bool]]]:
    """How far right a node must be of one before it, the cost of the line, and the line to keep free."""
    before, at = board.row_of[source], board.x[source]
    other, me = board.nodes[source], board.nodes[node]
    straight = board.half(source) + board.half(node)
    if before == row:
        gap = _TIGHT_GAP if me.kind in ("end", "join") or other.kind == "start" else GAP
        return at + straight + max(gap, board.room.get(link, 0.0)), 0.0, [], []
    if me.kind == "join":
        return at + board.half(source) + _TIGHT_GAP, 0.0, [], []
    below = row > before
    ends = sorted((row, before))
    if len(board.into[node]) > 1:
        return at + board.half(source) + _BESIDE, 0.0, [], []
    beside = at + board.half(node) + _BESIDE
    if other.kind in ("one", "all") or len(board.after[source]) == 1:
        clear = board.passable(at, before, row) and not board.blocked(row, at, beside - board.half(node))
        if clear and ((source, not below) not in board.sides or other.kind in ("one", "all")):
            return beside, 0.0, [(at, ends[0], ends[1])], [(source, below)]
    over = at + board.half(source) + _BESIDE
    if board.passable(over, before, row):
        return over, 0.0, [(over, ends[0], ends[1])], [(node, not below)]
    return at + straight + GAP, _DETOUR, [], []


def _with_trunk(board: _Board, node: int, row: Row, x: float) -> float:
    """Right of every node that stands in the way of a line coming from another row."""
    for _ in range(20):
        way = [
            high
            for source, _ in board.into[node]
            if board.row_of[source] != row
            for other, spans in board.taken.items()
            if min(row, board.row_of[source]) <= other <= max(row, board.row_of[source]) and other != row
            for low, high, _ in spans
            if low - _CLEAR < x < high + _CLEAR
        ]
        moved = board.pushed(node, row, max([x, *(high + _TIGHT_GAP for high in way)]))
        if moved == x:
            break
        x = moved
    return x


def _between(board: _Board, node: int, row: Row, x: float) -> float:
    """What it costs that nodes stand between this one and those before it in the row."""
    edge = x - board.half(node)
    return sum(
        _DETOUR
        for source, _ in board.into[node]
        if board.row_of[source] == row and board.blocked(row, board.x[source] + board.half(source) + 0.1, edge - 0.1)
    )


def _numbered(network: Network, board: _Board) -> Placing:
    """Rows counted through all lanes; a lane without steps keeps one row."""
    total = 0
    spans = []
    count: dict[Row, int] = {}
    for lane in range(max(len(network.lanes), 1)):
        numbers = sorted(board.rows.get(lane, {0}))
        count |= {Row(lane, number): total + i for i, number in enumerate(numbers)}
        spans.append(range(total, total + len(numbers)))
        total += len(numbers)
    nodes = range(len(network.nodes))
    return Placing(tuple(board.x[i] for i in nodes), tuple(count[board.row_of[i]] for i in nodes), tuple(spans))
