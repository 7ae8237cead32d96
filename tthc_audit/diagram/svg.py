"""The SVG renderer: a drawing as text that browsers show, printers print and screen readers tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tthc_audit.diagram.courses import course
from tthc_audit.diagram.lettering import clean
from tthc_audit.diagram.model import (
    MM_PER_POINT,
    Circle,
    Diamond,
    Group,
    Pen,
    Point,
    Polyline,
    Rect,
    Scene,
    Shape,
    Text,
)

_FONT = "Arial, 'Liberation Sans', 'Noto Sans', sans-serif"
_ROLES = {"step": "graphics-symbol img", "lane": "graphics-object group", "edge": "graphics-symbol img"}


def svg(scene: Scene, prefix: str = "flow") -> str:
    """The drawing as an SVG document without scripts or references.

    ``prefix`` begins every id, so that several drawings can stand on one page; it must be a letter
    followed by letters, digits, ``-`` or ``_``. The same drawing gives the same text.
    """
    left = _n(-scene.margin)
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" lang="{_a(scene.lang)}"'
            f' role="graphics-document document" aria-labelledby="{_a(prefix)}-t" aria-describedby="{_a(prefix)}-d"'
            f' width="{_n(scene.width)}mm" height="{_n(scene.height)}mm"'
            f' viewBox="{left} {left} {_n(scene.width)} {_n(scene.height)}" font-family="{_FONT}">'
        ),
        f'<title id="{_a(prefix)}-t">{_t(scene.title)}</title>',
        f'<desc id="{_a(prefix)}-d">{_t(scene.description)}</desc>',
        f'<rect x="{left}" y="{left}" width="{_n(scene.width)}" height="{_n(scene.height)}" fill="#FFFFFF"/>',
    ]
    for group in scene.groups:
        lines += _group(group)
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def _group(group: Group) -> Iterator[str]:
    label = f' role="{_ROLES.get(group.kind, "img")}" aria-label="{_a(group.label)}"' if group.label else ""
    hidden = "" if group.label or group.kind in ("heading", "legend") else ' aria-hidden="true"'
    yield f'<g class="{group.kind}"{label}{hidden}>'
    if group.title:
        yield f"<title>{_t(group.title)}</title>"
    for shape in group.items:
        yield from _shape(shape)
    yield "</g>"


def _shape(shape: Shape) -> Iterator[str]:
    if isinstance(shape, Text):
        yield _text(shape)
    elif isinstance(shape, Polyline):
        yield from _polyline(shape)
    elif isinstance(shape, Circle):
        c = shape.centre
        yield f'<circle cx="{_n(c.x)}" cy="{_n(c.y)}" r="{_n(shape.radius)}"{_paint(shape.fill, shape.pen)}/>'
    elif isinstance(shape, Diamond):
        c, half = shape.centre, shape.size / 2
        corners = (Point(c.x, c.y - half), Point(c.x + half, c.y), Point(c.x, c.y + half), Point(c.x - half, c.y))
        yield f'<polygon points="{_points(corners)}"{_paint(shape.fill, shape.pen)}/>'
    else:
        assert isinstance(shape, Rect)
        radius = f' rx="{_n(shape.radius)}"' if shape.radius else ""
        yield (
            f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}"'
            f' height="{_n(shape.height)}"{radius}{_paint(shape.fill, shape.pen)}/>'
        )


def _text(shape: Text) -> str:
    if not shape.text:
        return ""
    style = (
        ("" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"')
        + (' font-weight="bold"' if shape.bold else "")
        + (' font-style="italic"' if shape.italic else "")
    )
    if shape.halo:
        style += f' stroke="{shape.halo}" stroke-width="0.8" stroke-linejoin="round" paint-order="stroke"'
    return (
        f'<text x="{_n(shape.at.x)}" y="{_n(shape.at.y)}" font-size="{_n(shape.size * MM_PER_POINT)}"'
        f' fill="{shape.colour}"{style}>{_t(shape.text)}</text>'
    )


def _polyline(shape: Polyline) -> Iterator[str]:
    drawn = course(shape)
    if drawn is None:
        return
    path = "".join(kind + " ".join(f"{_n(p.x)} {_n(p.y)}" for p in points) for kind, points in drawn.path)
    yield f'<path d="{path}"{_paint(None, shape.pen)}/>'
    if drawn.head:
        yield f'<polygon points="{_points(drawn.head)}" stroke-linejoin="round"{_paint(drawn.fill, drawn.outline)}/>'


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{_n(p.x)},{_n(p.y)}" for p in points)


def _paint(fill: str | None, pen: Pen | None) -> str:
    painted = f' fill="{fill or "none"}"'
    if pen is not None:
        painted += f' stroke="{pen.colour}" stroke-width="{_n(pen.width * MM_PER_POINT)}"'
        if pen.dash:
            painted += f' stroke-dasharray="{" ".join(map(_n, pen.dash))}"'
    return painted


def _n(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _t(text: str) -> str:
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _a(text: str) -> str:
    return _t(text).replace('"', "&quot;").replace("'", "&#39;")
