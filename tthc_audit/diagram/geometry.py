"""From the grid to millimetres: how wide columns, how high rows and channels must be, and where all lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tthc_audit.diagram.model import Point
from tthc_audit.diagram.network import Network, Node
from tthc_audit.diagram.placing import Placing
from tthc_audit.diagram.routing import FAR, MIDDLE, NEAR, At
from tthc_audit.diagram.tracks import Tracks

BOX_WIDTH = 30.0
BOX_LEAST = 15.0
GATEWAY = 9.0
RING = 6.5
LANE_HEAD = 28.0
_TRACK = 1.9
_BEFORE, _AFTER = 3.0, 3.4
_LABEL = 3.0
_LANE_LEAST = 11.0


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
class Geometry:
    """Columns, rows and lanes in millimetres; ``tracks_x`` and ``tracks_y`` by channel and track."""

    columns: tuple[Extent, ...]
    rows: tuple[Extent, ...]
    lanes: tuple[Extent, ...]
    tracks_x: dict[int, tuple[float, ...]]
    tracks_y: dict[int, tuple[float, ...]]
    right: float
    bottom: float


def size(node: Node, row_height: float) -> tuple[float, float]:
    """Width and height of a node in its row."""
    if node.kind == "step":
        return BOX_WIDTH, row_height
    if node.kind in ("start", "end"):
        return RING, RING
    return GATEWAY, GATEWAY


def measure(
    network: Network, placing: Placing, tracks: Tracks, *, top: float, row_heights: Sequence[float],
    label_widths: dict[int, float], labelled_tracks: set[tuple[int, int]], head_heights: Sequence[float],
) -> Geometry:  # fmt: skip
    """All extents.

    ``label_widths`` is the room that labels want at the right of an upright channel;
    ``labelled_tracks`` are level tracks (channel, track) with a label above them.
    """
    widths = [0.0] * placing.columns
    for node, cell in zip(network.nodes, placing.cells, strict=True):
        widths[cell.column] = max(widths[cell.column], size(node, 0)[0])
    columns, tracks_x = [], {}
    x = LANE_HEAD
    for channel in range(placing.columns + 1):
        count = tracks.down_count.get(4 * channel, 0)
        start = x + _BEFORE
        tracks_x[4 * channel] = tuple(start + _TRACK * i for i in range(count))
        x = start + _TRACK * max(count - 1, 0) + (_AFTER if count or channel else 1.0) + label_widths.get(channel, 0.0)
        if channel < placing.columns:
            columns.append(Extent(x, x + widths[channel]))
            x += widths[channel]
    rows, lanes, tracks_y = [], [], {}
    y = top
    for lane, span in enumerate(placing.rows_of_lane):
        lane_top = y
        for row in span:
            y, tracks_y[4 * row] = _level(y, tracks, row, labelled_tracks)
            rows.append(Extent(y, y + row_heights[row]))
            y += row_heights[row]
        if lane == len(placing.rows_of_lane) - 1:
            y, tracks_y[4 * span.stop] = _level(y, tracks, span.stop, labelled_tracks)
        else:
            y += _AFTER
        y = max(y, lane_top + max(_LANE_LEAST, head_heights[lane]))
        lanes.append(Extent(lane_top, y))
    return Geometry(tuple(columns), tuple(rows), tuple(lanes), tracks_x, tracks_y, x, y)


def _level(y: float, tracks: Tracks, row: int, labelled: set[tuple[int, int]]) -> tuple[float, tuple[float, ...]]:
    """The tracks of the level channel above a row, and where the channel ends."""
    places = []
    y += _BEFORE
    for track in range(tracks.across_count.get(4 * row, 0)):
        y += (_TRACK if track else 0.0) + (_LABEL if (4 * row, track) in labelled else 0.0)
        places.append(y)
    return y + _AFTER, tuple(places)


def point(
    geometry: Geometry, x: At, y: At, *, tracks: tuple[int | None, int | None], span: tuple[float, float]
) -> Point:
    """The place of a route's corner; ``tracks`` are its tracks in the channels, if it lies in any.

    ``span`` is width and height of the node it touches, if it touches one.
    """
    return Point(
        _place(geometry.columns, geometry.tracks_x, x, tracks[0], span[0]),
        _place(geometry.rows, geometry.tracks_y, y, tracks[1], span[1]),
    )


def _place(
    cells: Sequence[Extent], tracks: dict[int, tuple[float, ...]], at: At, track: int | None, length: float
) -> float:
    cell, part = divmod(at.position, 4)
    if part == 0:
        assert track is not None
        return tracks[at.position][track]
    middle = cells[cell].middle + at.offset
    shift = {NEAR: -length / 2, MIDDLE: 0.0, FAR: length / 2}[part]
    return middle + shift
