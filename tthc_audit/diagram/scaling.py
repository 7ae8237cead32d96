"""A drawing made smaller or larger as a whole: places, lines and letters alike."""

from __future__ import annotations

from dataclasses import replace

from tthc_audit.diagram.model import Circle, Diamond, Group, Pen, Point, Polyline, Rect, Scene, Shape, Text


def scaled(scene: Scene, by: float) -> Scene:
    """The drawing at ``by`` times its size; its margin is scaled too."""
    return replace(
        scene,
        width=scene.width * by,
        height=scene.height * by,
        margin=scene.margin * by,
        groups=tuple(_group(group, by) for group in scene.groups),
    )


def _group(group: Group, by: float) -> Group:
    return replace(group, items=tuple(_shape(shape, by) for shape in group.items))


def _point(point: Point, by: float) -> Point:
    return Point(point.x * by, point.y * by)


def _pen(pen: Pen | None, by: float) -> Pen | None:
    return None if pen is None else Pen(pen.colour, pen.width * by, tuple(part * by for part in pen.dash))


def _shape(shape: Shape, by: float) -> Shape:
    if isinstance(shape, Rect):
        return replace(
            shape, x=shape.x * by, y=shape.y * by, width=shape.width * by, height=shape.height * by,
            pen=_pen(shape.pen, by), radius=shape.radius * by,
        )  # fmt: skip
    if isinstance(shape, Polyline):
        pen = Pen(shape.pen.colour, shape.pen.width * by, tuple(part * by for part in shape.pen.dash))
        return replace(shape, points=tuple(_point(p, by) for p in shape.points), pen=pen, radius=shape.radius * by)
    if isinstance(shape, Text):
        return replace(shape, at=_point(shape.at, by), size=shape.size * by)
    if isinstance(shape, Circle):
        return replace(shape, centre=_point(shape.centre, by), radius=shape.radius * by, pen=_pen(shape.pen, by))
    assert isinstance(shape, Diamond)
    return replace(shape, centre=_point(shape.centre, by), size=shape.size * by, pen=_pen(shape.pen, by))
