"""From rows to millimetres: how high rows, gaps and lanes are, and where each node stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tthc_audit.diagram.network import Node
from tthc_audit.diagram.placing import Placing

BOX_WIDTH = 30.0
BOX_WIDTHS = (30.0, 28.0, 26.0, 24.5)
"""How wide step boxes may be on a sheet of paper, the best first."""
BOX_LEAST = 15.0
GATEWAY = 9.0
RING = 6.5
LANE_HEAD = 26.0
"""From the left edge of the page to where the flow begins; the head itself is ``HEAD_WIDTH`` wide."""
HEAD_WIDTH = 23.0
PAD, ROW_GAP = 4.4, 6.8
EMPTY_LANE = 7.0
_MANY_LANES, _LOW_LANE = 9, 3.8


@dataclass(frozen=True, slots=True)
class Extent:
    """Where something begins and ends along one axis."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """The place halfway."""
        return (self.start + self.end) / 2

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Geometry:
    """Rows and lanes from top to bottom, and the rectangle of each node."""

    rows: tuple[Extent, ...]
    lanes: tuple[Extent, ...]
    areas: tuple[Area, ...]


def empty_lane(lanes: int) -> float:
    """How high a lane without steps is: the more lanes, the lower."""
    return EMPTY_LANE if lanes <= _MANY_LANES else _LOW_LANE


def size(node: Node, row_height: float, box_width: float) -> tuple[float, float]:
    """Width and height of a node in its row."""
    if node.kind == "step":
        return box_width, row_height
    if node.kind in ("start", "end"):
        return RING, RING
    return GATEWAY, GATEWAY


def measure(
    nodes: Sequence[Node], placing: Placing, *, top: float, row_heights: Sequence[float],
    head_heights: Sequence[float], widen: float, box_width: float,
) -> Geometry:  # fmt: skip
    """All extents; ``widen`` is added to every gap between rows and every edge of a lane, for more lines."""
    used = set(placing.rows)
    rows: list[Extent] = []
    lanes: list[Extent] = []
    y = top
    for lane, span in enumerate(placing.rows_of_lane):
        empty = not used.intersection(span)
        pad = 0.0 if empty else PAD + widen
        height = sum(row_heights[row] for row in span if row in used) + (len(span) - 1) * (ROW_GAP + widen)
        whole = max(height + 2 * pad, head_heights[lane], EMPTY_LANE)
        row_top = y + (whole - height) / 2
        for row in span:
            bottom = row_top + (row_heights[row] if row in used else 0.0)
            rows.append(Extent(row_top, bottom))
            row_top = bottom + ROW_GAP + widen
        lanes.append(Extent(y, y + whole))
        y += whole
    areas = []
    for node, x, row in zip(nodes, placing.x, placing.rows, strict=True):
        width, height = size(node, rows[row].length, box_width)
        middle = rows[row].middle
        areas.append(Area(x - width / 2, middle - height / 2, x + width / 2, middle + height / 2))
    return Geometry(tuple(rows), tuple(lanes), tuple(areas))
