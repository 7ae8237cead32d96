"""Where a wide flow is parted into pages: between steps, few lines cut, every page low enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tthc_audit.diagram.drawing import Plan
from tthc_audit.diagram.geometry import LANE_HEAD, PAD, ROW_GAP, empty_lane, size

PAGE_WIDTH, PAGE_HEIGHT = 277.0, 166.0
LEAST_SCALE, MOST_SCALE = 0.91, 1.1
ZONE = 22.0
"""The strip at a cut, in millimetres, in which lines run straight into their connectors."""
_PAGE, _CUT, _INNER_CUT, _FULL, _TOO_LARGE = 1000.0, 12.0, 60.0, 90.0, 3000.0
_EDGES = 9.0
_MOST_TOGETHER = 80


@dataclass(frozen=True, slots=True)
class Parts:
    """The plan with its pages drawn apart, and between which places (from, to) each cut lies."""

    planned: Plan
    zones: tuple[tuple[float, float], ...]


def part(planned: Plan, head_heights: Sequence[float], legend: float, target: float) -> Parts:
    """The fewest pages on which the flow stands at a scale of ``target``; of those the ones that cut the fewest lines.

    Steps keep their distances on a page. A group of steps that stand above each other is never parted;
    where it is too high for a page, the page is drawn smaller.
    """
    net, placing = planned.net, planned.placing
    halves = [size(node, 0.0, planned.box_width)[0] / 2 for node in net.nodes]
    order = sorted(range(len(net.nodes)), key=lambda i: (round(placing.x[i], 3), i))
    groups = [list(g) for _, g in groupby(order, key=lambda i: round(placing.x[i], 3))]
    page_of = {node: i for i, group in enumerate(groups) for node in group}
    cuts = [0.0] * (len(groups) + 1)
    for link in net.links:
        ends = sorted((page_of[link.source], page_of[link.target]))
        for at in range(ends[0] + 1, ends[1] + 1):
            cuts[at] += _CUT if link.edge is not None else _INNER_CUT
    wide, high = PAGE_WIDTH / target, PAGE_HEIGHT / target - legend
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(groups)
    for end in range(1, len(groups) + 1):
        rows: set[int] = set()
        left, right = float("inf"), 0.0
        for start in range(end - 1, max(-1, end - 1 - _MOST_TOGETHER), -1):
            rows |= {placing.rows[i] for i in groups[start]}
            left = min(left, *(placing.x[i] - halves[i] for i in groups[start]))
            right = max(right, *(placing.x[i] + halves[i] for i in groups[start]))
            across = LANE_HEAD + _EDGES + right - left + ZONE / 2 * ((start > 0) + (end < len(groups)))
            down = page_height(planned, rows, head_heights)
            over = max(across / wide - 1, 0.0) + max(down / high - 1, 0.0)
            if over > 0 and start < end - 1:
                break
            cost = best[start][0] + _PAGE + cuts[start] * (start > 0) + _TOO_LARGE * over
            cost += _FULL * (1 - min(across / wide, 1)) ** 2
            if cost < best[end][0]:
                best[end] = (cost, start)
    starts = []
    end = len(groups)
    while end:
        end = best[end][1]
        starts.append(end)
    return _apart(planned, groups, sorted(starts), halves)


def page_height(planned: Plan, rows: set[int], head_heights: Sequence[float]) -> float:
    """How high the lanes of a page are that shows these rows; a lane without any is low."""
    height = 0.0
    for lane, span in enumerate(planned.placing.rows_of_lane):
        shown = [row for row in span if row in rows]
        if not shown:
            height += empty_lane(len(planned.placing.rows_of_lane))
            continue
        inner = sum(planned.row_heights[row] for row in shown) + (len(span) - 1) * ROW_GAP
        height += max(inner + 2 * PAD, head_heights[lane])
    return height


def _apart(planned: Plan, groups: Sequence[Sequence[int]], starts: Sequence[int], halves: Sequence[float]) -> Parts:
    x = list(planned.placing.x)
    zones = []
    shift, reach = 0.0, 0.0
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(groups)
        members = [i for group in groups[start:end] for i in group]
        if place:
            left = min(x[i] - halves[i] for i in members) + shift
            shift += max(reach + ZONE + 2.0 - left, 0.0)
            middle = (reach + min(x[i] - halves[i] for i in members) + shift) / 2
            zones.append((middle - ZONE / 2, middle + ZONE / 2))
        for i in members:
            x[i] += shift
            reach = max(reach, x[i] + halves[i])
    return Parts(replace(planned, placing=replace(planned.placing, x=tuple(x))), tuple(zones))
