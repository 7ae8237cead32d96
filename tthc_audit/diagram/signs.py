"""Small signs drawn as lines, for fonts that do not hold them: − + ⊕ ⇄ ∥ ↑ × and the like."""

from __future__ import annotations

from typing import Literal

from tthc_audit.diagram.model import Circle, Pen, Point, Polyline, Shape

Sign = Literal["minus", "plus", "into", "swap", "parallel", "up", "cross", "edit"]
_SEGMENTS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "minus": (((-1, 0), (1, 0)),),
    "plus": (((-1, 0), (1, 0)), ((0, -1), (0, 1))),
    "into": (((-0.6, 0), (0.6, 0)), ((0, -0.6), (0, 0.6))),
    "swap": (
        ((-1, -0.45), (1, -0.45)), ((0.45, -0.95), (1, -0.45)),
        ((1, 0.45), (-1, 0.45)), ((-0.45, 0.95), (-1, 0.45)),
    ),
    "parallel": (((-0.4, -1), (-0.4, 1)), ((0.4, -1), (0.4, 1))),
    "up": (((0, 1), (0, -1)), ((-0.6, -0.3), (0, -1), (0.6, -0.3))),
    "cross": (((-1, -1), (1, 1)), ((-1, 1), (1, -1))),
    "edit": (((-1, -0.5), (1, -0.5)), ((-1, 0.5), (1, 0.5)), ((-0.5, 1), (0.5, -1))),
}  # fmt: skip


def sign(name: Sign, centre: Point, half: float, pen: Pen) -> list[Shape]:
    """The lines of a sign around a centre, ``half`` millimetres to each side."""
    drawn: list[Shape] = [
        Polyline(tuple(Point(centre.x + dx * half, centre.y + dy * half) for dx, dy in line), pen)
        for line in _SEGMENTS[name]
    ]
    if name == "into":
        drawn.append(Circle(centre, half, None, pen))
    return drawn
