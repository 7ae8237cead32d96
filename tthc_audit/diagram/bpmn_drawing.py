"""Where the elements of a BPMN document lie: its diagram interchange part, read off a drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import NamedTuple

from tthc_audit.diagram import palette
from tthc_audit.diagram.lettering import line_height, width
from tthc_audit.diagram.model import MM_PER_POINT, Circle, Diamond, Group, Point, Polyline, Rect, Scene, Text
from tthc_audit.diagram.network import Link, Network

PIXELS_PER_MM = 4.6
_POOL_HEAD = 30 / PIXELS_PER_MM
_LABEL_SIZE, _ROOM = 11 / PIXELS_PER_MM / MM_PER_POINT, 1.12
"""The size, in points, in which modelling tools write labels, and the room beside the words that they want."""
_UNNAMED = re.compile(r"[^0-9A-Za-z_]+")
_GROUPS = {"step": "step", "start": "ring", "end": "ring"}


class Bounds(NamedTuple):
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float


def element(net: Network, number: int) -> str:
    """The id of a node in the document: XML allows it whatever the id of the step, which it ends with."""
    node = net.nodes[number]
    return f"{node.kind.capitalize()}_{number}_{_UNNAMED.sub('_', node.step.id)[:40]}"


def draw(root: ET.Element, net: Network, scene: Scene) -> None:
    """Add the diagram: pool, lanes, nodes and lines at their places in the drawing."""
    diagram = ET.SubElement(root, "bpmndi:BPMNDiagram", id="Diagram")
    plane = ET.SubElement(diagram, "bpmndi:BPMNPlane", id="Plane", bpmnElement="Collaboration")
    bands = [_bounds(g) for g in scene.groups if g.kind == "lane" and g.key]
    if bands:
        left, top = bands[0].x - _POOL_HEAD, bands[0].y
        bottom = bands[-1].y + bands[-1].height
        whole = Bounds(left, top, bands[0].width + _POOL_HEAD, bottom - top)
        _shape(plane, "Pool", whole, isHorizontal="true")
    for place, band in enumerate(bands):
        _shape(plane, f"Lane_{place}", band, isHorizontal="true")
    drawn = {(g.kind, *g.key): g for g in scene.groups if g.kind in ("step", "gateway", "ring")}
    for number, node in enumerate(net.nodes):
        key = (node.step.id,) if node.kind == "step" else (node.step.id, node.kind)
        group = drawn.get((_GROUPS.get(node.kind, "gateway"), *key))
        if group is None:
            continue
        marked = {"isMarkerVisible": "true"} if node.kind == "one" else {}
        shape = _shape(plane, element(net, number), _bounds(group), **marked)
        if node.critical:
            shape.set("color:border-color", palette.CRITICAL)
        if group.kind == "gateway":
            _label(shape, [s for s in group.items if isinstance(s, Text)])
    lines = {g.link: s.points for g in scene.groups for s in g.items if g.link is not None and isinstance(s, Polyline)}
    for number, link in enumerate(net.links):
        if number in lines:
            words = [s for g in scene.groups if g.link == number for s in g.items if isinstance(s, Text)]
            _edge(plane, number, link, points=lines[number], label=words)


def _edge(plane: ET.Element, number: int, link: Link, *, points: Sequence[Point], label: Sequence[Text]) -> None:
    edge = ET.SubElement(plane, "bpmndi:BPMNEdge", id=f"Flow_{number}_di", bpmnElement=f"Flow_{number}")
    colour = palette.ALERT if link.alert else palette.LOOP if link.back else palette.CRITICAL if link.critical else None
    if colour:
        edge.set("color:border-color", colour)
    for place, point in enumerate(points):
        if not place or point != points[place - 1]:
            ET.SubElement(edge, "di:waypoint", x=_px(point.x), y=_px(point.y))
    _label(edge, label)


def _shape(plane: ET.Element, element: str, bounds: Bounds, **more: str) -> ET.Element:
    shape = ET.SubElement(plane, "bpmndi:BPMNShape", {"id": f"{element}_di", "bpmnElement": element, **more})
    _place(shape, bounds)
    return shape


def _label(owner: ET.Element, texts: Sequence[Text]) -> None:
    """Where the label stands; tools that are not told put it on the line."""
    if not texts:
        return
    boxes = [_text_bounds(text) for text in texts]
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.x + b.width for b in boxes), max(b.y + b.height for b in boxes)
    _place(ET.SubElement(owner, "bpmndi:BPMNLabel"), Bounds(left, top, right - left, bottom - top))


def _text_bounds(text: Text) -> Bounds:
    wide, high = width(text.text, max(text.size, _LABEL_SIZE)) * _ROOM, line_height(text.size)
    left = text.at.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * wide
    return Bounds(left, text.at.y - text.size * MM_PER_POINT * 0.9, wide, high)


def _bounds(group: Group) -> Bounds:
    for shape in group.items:
        if isinstance(shape, Rect):
            return Bounds(shape.x, shape.y, shape.width, shape.height)
        if isinstance(shape, Circle | Diamond):
            half = shape.size / 2 if isinstance(shape, Diamond) else shape.radius + _half_line(shape)
            return Bounds(shape.centre.x - half, shape.centre.y - half, 2 * half, 2 * half)
    raise ValueError(group.key)


def _half_line(shape: Circle) -> float:
    return shape.pen.width * MM_PER_POINT / 2 if shape.pen else 0.0


def _place(owner: ET.Element, bounds: Bounds) -> None:
    ET.SubElement(
        owner, "dc:Bounds", x=_px(bounds.x), y=_px(bounds.y), width=_px(bounds.width), height=_px(bounds.height)
    )


def _px(millimetres: float) -> str:
    return f"{round(millimetres * PIXELS_PER_MM, 1):g}"
