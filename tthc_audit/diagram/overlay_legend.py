"""What the signs of an overlay mean: a sample of each box and line that is in use."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from tthc_audit.diagram import palette
from tthc_audit.diagram.boxes import off_clock
from tthc_audit.diagram.changed_boxes import STYLES, TAG_SIGNS
from tthc_audit.diagram.hatching import hatch
from tthc_audit.diagram.legend import Sign
from tthc_audit.diagram.model import Circle, Pen, Point, Polyline, Rect, Shape
from tthc_audit.diagram.signs import sign
from tthc_audit.diagram.union import Mark, Union
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Flow

_TOLD = ("removed", "merged", "moved", "ghost", "parallel", "shorter", "longer", "retimed", "added", "waiting")


def look_of(mark: Mark | None) -> str:
    """The style of a box: by its weightiest change."""
    if mark is None:
        return "ghost"
    if mark.changes:
        return mark.changes[0]
    return "waiting" if off_clock(mark.node) else "kept"


def crossed(line: Polyline) -> list[Shape]:
    """The line with a cross at the middle of its longest part."""
    one, other = max(pairwise(line.points), key=lambda p: abs(p[0].x - p[1].x) + abs(p[0].y - p[1].y))
    centre = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
    return [
        line,
        Circle(centre, 1.5, palette.WHITE),
        *sign("cross", centre, 1.0, Pen(palette.ALERT, 1.5)),
    ]


def samples(lang: Lang, union: Union, flow: Flow, states: Mapping[tuple[str, str], list[str]]) -> list[Sign]:
    """The signs in use with their meaning."""
    looks = {look_of(mark) for mark in union.marks.values()}
    looks |= {"ghost"} if any(n.id not in union.marks for n in flow.nodes) else set()
    found = [Sign(say(lang, f"overlay.legend.{look}"), _sample(look), 9.6) for look in _TOLD if look in looks]
    used = {state for several in states.values() for state in several}
    lines = (("removed", palette.FLOW_REMOVED), ("added", palette.FLOW_ADDED), ("moved", palette.FLOW_MOVED))
    for state, pen in lines:
        if state in used:
            line = Polyline(
                (Point(0, 0), Point(12, 0)), pen, "hollow" if state == "moved" else "filled"
            )  # fmt: skip
            shapes: list[Shape] = crossed(line) if state == "removed" else [line]
            found.append(Sign(say(lang, f"overlay.legend.edge.{state}"), shapes, 12.0))
    if any(e.back for e in flow.edges):
        back = Polyline((Point(0, 0), Point(10, 0)), palette.FLOW_BACK, "hollow")
        found.append(Sign(say(lang, "diagram.legend.back"), [back], 10.0))
    return found


def _sample(look: str) -> list[Shape]:
    style = STYLES[look]
    area = Rect(0.4, -2.2, 8.8, 4.4)
    shapes: list[Shape] = [Rect(area.x, area.y, area.width, area.height, palette.WHITE, None, 0.6)]
    shapes.append(Rect(area.x, area.y, area.width, 1.5, style.strip, None, 0.6))
    if style.hatch is not None:
        shapes += hatch(area, style.hatch, 2.0)
    shapes.append(Rect(area.x, area.y, area.width, area.height, None, style.pen, 0.6))
    if style.inset is not None:
        shapes.append(Rect(area.x + 0.8, area.y + 0.8, area.width - 1.6, area.height - 1.6, None, style.inset, 0.4))
    if look in TAG_SIGNS:
        shapes += sign(TAG_SIGNS[look], Point(4.8, 0.6), 0.9, Pen(style.pen.colour, 0.9))
    return shapes
