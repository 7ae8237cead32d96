"""A flow placed, led and labelled in millimetres, before it is cut into pages and given its shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tthc_audit.diagram import boxes, frame, labels, routing
from tthc_audit.diagram.boxes import Badge, Writing
from tthc_audit.diagram.geometry import BOX_WIDTH, GATEWAY, LANE_HEAD, Area, Geometry, measure, size
from tthc_audit.diagram.labels import Label
from tthc_audit.diagram.lettering import Lines
from tthc_audit.diagram.model import Point
from tthc_audit.diagram.network import Network, network
from tthc_audit.diagram.placing import Placing, place
from tthc_audit.diagram.words import lane_name, tags
from tthc_audit.i18n import Lang
from tthc_audit.results import Flow

_WIDENED = (0.0, 3.4, 10.2)
"""How much gaps between rows are widened, step by step, until every line has a way of its own."""
_BEFORE, _AFTER = 3.5, 5.0
_SPARE = 14.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: the network with the rectangle of each node, the course and the words of each link."""

    flow: Flow
    net: Network
    badges: Mapping[str, tuple[Badge, ...]]
    tag: Mapping[str, str]
    writing: Mapping[str, Writing]
    heads: tuple[Lines, ...]
    box_width: float
    placing: Placing
    geometry: Geometry
    points: tuple[tuple[Point, ...], ...]
    labels: Mapping[int, Label]
    right: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A flow whose nodes are placed, but whose lines are not yet led."""

    flow: Flow
    net: Network
    badges: Mapping[str, tuple[Badge, ...]]
    tag: Mapping[str, str]
    writing: Mapping[str, Writing]
    heads: tuple[Lines, ...]
    row_heights: tuple[float, ...]
    box_width: float
    placing: Placing


def plan(
    flow: Flow,
    badges: Mapping[str, Sequence[Badge]],
    lang: Lang,
    box_width: float = BOX_WIDTH,
    foot: Mapping[str, float] | None = None,
) -> Plan:
    """Where every node goes, and how high the rows must be for what is written in them."""
    net = network(flow)
    tag = tags(flow)
    of_step = {n.id: tuple(badges.get(n.id, ())) for n in flow.nodes}
    writing = {n.id: boxes.write(lang, n, tag, of_step[n.id], box_width) for n in flow.nodes}
    widths = [size(node, 0.0, box_width)[0] for node in net.nodes]
    room = {i: labels.room(link.label, link.critical) for i, link in enumerate(net.links) if link.label}
    placing = place(net, widths, room)
    shift = LANE_HEAD + _BEFORE - min(x - w / 2 for x, w in zip(placing.x, widths, strict=True))
    heights = [GATEWAY] * (placing.rows_of_lane[-1].stop if placing.rows_of_lane else 0)
    for node, row in zip(net.nodes, placing.rows, strict=True):
        if node.kind == "step":
            step = node.step.id
            heights[row] = max(heights[row], boxes.height(writing[step], of_step[step]) + (foot or {}).get(step, 0.0))
    return Plan(
        flow, net, of_step, tag, writing,
        heads=tuple(frame.head(lane_name(lang, flow.lanes[n])) for n in net.lanes) or (frame.head(""),),
        row_heights=tuple(heights),
        box_width=box_width,
        placing=replace(placing, x=tuple(x + shift for x in placing.x)),
    )  # fmt: skip


def draw(
    planned: Plan, *, top: float, head_heights: Sequence[float], zones: Sequence[tuple[float, float]] = (),
) -> Drawing:  # fmt: skip
    """The lines led and labelled; no line turns and no word stands in a zone (from, to)."""
    net, placing = planned.net, planned.placing
    best: tuple[int, Geometry, routing.Routes] | None = None
    for widen in _WIDENED:
        geometry = measure(
            net.nodes, placing, top=top, row_heights=planned.row_heights, head_heights=head_heights, widen=widen,
            box_width=planned.box_width,
        )  # fmt: skip
        bounds = Area(
            LANE_HEAD - 2.0, geometry.lanes[0].start, max(a.right for a in geometry.areas) + _SPARE + widen,
            geometry.lanes[-1].end,
        )  # fmt: skip
        led = routing.lead(net.nodes, net.links, geometry.areas, geometry.rows, bounds=bounds, zones=zones)
        if best is None or led.barred < best[0]:
            best = led.barred, geometry, led
        if not led.barred:
            break
    assert best is not None
    _, geometry, led = best
    bounds = Area(LANE_HEAD - 2.5, geometry.lanes[0].start, float("inf"), geometry.lanes[-1].end)
    words = labels.stand(
        net.links, led.points, geometry.areas, rules=[lane.end for lane in geometry.lanes[:-1]], bounds=bounds,
        zones=zones,
    )  # fmt: skip
    right = max(
        *(a.right for a in geometry.areas),
        *(p.x for way in led.points for p in way),
        *(w.area.right for w in words.values()),
        0.0,
    )
    return Drawing(
        planned.flow, net, planned.badges, planned.tag, planned.writing, planned.heads, planned.box_width, placing,
        geometry, led.points, words, right + _AFTER,
    )  # fmt: skip
