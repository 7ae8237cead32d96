"""Slanted lines across a rectangle: a fill that shows without colour."""

from __future__ import annotations

from tthc_audit.diagram.model import Pen, Point, Polyline, Rect


def hatch(area: Rect, pen: Pen, pitch: float) -> list[Polyline]:
    """Lines rising to the right, ``pitch`` millimetres apart along the level edge, cut at the border."""
    lines = []
    right, bottom = area.x + area.width, area.y + area.height
    foot = area.x + pitch / 2
    while foot < right + area.height:
        low = Point(min(foot, right), bottom - max(foot - right, 0.0))
        rise = min(low.x - area.x, low.y - area.y)
        if rise > 0.2:
            lines.append(Polyline((low, Point(low.x - rise, low.y - rise)), pen))
        foot += pitch
    return lines
