"""Where nodes go: a column by the longest path to them, a row in their lane, never two in one cell."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import NamedTuple

from tthc_audit.diagram.network import Link, Network, Node


class Cell(NamedTuple):
    """A place in the grid, counted from the top left; rows run through all lanes."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Placing:
    """The cell of each node, and which rows make up each lane (in the order they are drawn)."""

    cells: tuple[Cell, ...]
    rows_of_lane: tuple[range, ...]
    columns: int

    @property
    def rows(self) -> int:
        """How many rows all lanes have together."""
        return self.rows_of_lane[-1].stop if self.rows_of_lane else 0


@dataclass(slots=True)
class _Board:
    """What is placed so far; a row is (lane, number in the lane, negative above the first)."""

    nodes: tuple[Node, ...]
    before: list[list[int]]
    after: list[list[int]]
    labelled: set[int]
    row_of: dict[int, tuple[int, int]] = field(default_factory=dict)
    column_of: dict[int, int] = field(default_factory=dict)
    taken: dict[int, dict[tuple[int, int], int]] = field(default_factory=dict)
    corridors: dict[int, list[tuple[tuple[int, int], tuple[int, int]]]] = field(default_factory=dict)
    rows: dict[int, set[int]] = field(default_factory=dict)
    in_row: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    sides: set[tuple[int, bool]] = field(default_factory=set)

    def free(self, row: tuple[int, int], column: int) -> bool:
        """No node there, and no straight line between two stacked boxes."""
        if row in self.taken.get(column, {}):
            return False
        return not any(top < row < bottom for top, bottom in self.corridors.get(column, ()))

    def clear_between(self, one: tuple[int, int], other: tuple[int, int], column: int) -> bool:
        """Nothing stands or runs between two rows."""
        top, bottom = min(one, other), max(one, other)
        if any(top < row < bottom for row in self.taken.get(column, {})):
            return False
        return not any(a < bottom and top < b for a, b in self.corridors.get(column, ()))

    def put(self, node: int, row: tuple[int, int], column: int) -> None:
        """Place a node."""
        self.row_of[node], self.column_of[node] = row, column
        self.taken.setdefault(column, {})[row] = node
        self.rows.setdefault(row[0], set()).add(row[1])
        self.in_row.setdefault(row, set()).add(column)

    def stack(self, source: int, node: int, row: tuple[int, int]) -> None:
        """Place a node straight above or below the one before it; nothing may come between them."""
        column = self.column_of[source]
        ends = sorted((row, self.row_of[source]))
        self.sides |= {(source, row > self.row_of[source]), (node, row < self.row_of[source])}
        self.corridors.setdefault(column, []).append((ends[0], ends[1]))
        self.put(node, row, column)


def place(network: Network) -> Placing:
    """A cell for every node.

    A column is one more than that of the furthest node before. A step with one step before it, in
    another lane, goes straight below or above that step where nothing stands between: that saves
    width. In its lane a node takes the row of the node before it, or the nearest free one; where
    a line crosses the whole lane, it goes one column on.
    """
    forward = [link for link in network.links if not link.back]
    before: list[list[int]] = [[] for _ in network.nodes]
    after: list[list[int]] = [[] for _ in network.nodes]
    for link in forward:
        before[link.target].append(link.source)
        after[link.source].append(link.target)
    board = _Board(network.nodes, before, after, {link.target for link in forward if link.label})
    for number in _in_order(network.nodes, forward):
        stacked = _stacked(board, number)
        if stacked is not None:
            board.stack(before[number][0], number, stacked)
            continue
        first = 0 if network.nodes[number].kind == "start" else 1
        column = max((board.column_of[p] + 1 for p in before[number]), default=first)
        while (row := _row(board, number, column)) is None:
            column += 1
        board.put(number, row, column)
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


def _stacked(board: _Board, number: int) -> tuple[int, int] | None:
    """The row straight above or below the only node before, in another lane, if that works."""
    node, before = board.nodes[number], board.before[number]
    if node.kind != "step" or len(before) != 1 or number in board.labelled:
        return None
    source = before[0]
    other = board.nodes[source]
    if other.kind != "step" or other.lane == node.lane or len(board.after[source]) != 1:
        return None
    if (source, node.lane > other.lane) in board.sides:
        return None
    column = board.column_of[source]
    for candidate in sorted(board.rows.get(node.lane, {0}) | {0}, key=lambda r: (abs(r), r)):
        row = (node.lane, candidate)
        if board.free(row, column) and board.clear_between(board.row_of[source], row, column):
            return row
    return None


def _row(board: _Board, number: int, column: int) -> tuple[int, int] | None:
    """The best free row of the lane in that column; none where a line between stacked boxes crosses the lane."""
    node = board.nodes[number]
    upward = any(board.nodes[a].lane < node.lane for a in board.after[number])
    near = [p for p in board.before[number] if board.nodes[p].lane == node.lane]
    near.sort(key=lambda p: (not board.nodes[p].critical, -board.column_of[p], p))
    wanted = board.row_of[near[0]][1] if near else 0
    since = board.column_of[near[0]] if near else column
    best: tuple[float, int] | None = None
    for distance in range(len(board.nodes) + 1):
        for row in sorted({wanted - distance, wanted + distance}):
            if not board.free((node.lane, row), column):
                continue
            between = sum(1 for c in board.in_row.get((node.lane, row), ()) if since < c < column)
            cost = distance * 2.0 + (0.2 if (row < wanted) != upward and distance else 0.0) + 1.1 * between
            cost += 0.5 * (row not in board.rows.get(node.lane, {0}))
            if best is None or (cost, row) < best:
                best = (cost, row)
        if best is not None and best[0] < (distance + 1) * 2.0:
            break
    return None if best is None else (node.lane, best[1])


def _numbered(network: Network, board: _Board) -> Placing:
    """Rows counted through all lanes; a lane without steps keeps one row."""
    total = 0
    spans = []
    global_row: dict[tuple[int, int], int] = {}
    for lane in range(max(len(network.lanes), 1)):
        rows = sorted(board.rows.get(lane, {0}))
        for i, row in enumerate(rows):
            global_row[lane, row] = total + i
        spans.append(range(total, total + len(rows)))
        total += len(rows)
    cells = tuple(Cell(global_row[board.row_of[i]], board.column_of[i]) for i in range(len(network.nodes)))
    return Placing(cells, tuple(spans), max(board.column_of.values(), default=0) + 1)
