"""A drawing as plain shapes in millimetres: what every renderer is given, and all that it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

MM_PER_POINT = 25.4 / 72
"""Stroke widths and font sizes are in points, everything else in millimetres."""


class Point(NamedTuple):
    """A place on the page, from its top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn: colour, width in points, dash pattern in millimetres (empty: solid)."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    pen: Pen | None = None
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line through points, its inner corners rounded, an arrow at its end if wanted."""

    points: tuple[Point, ...]
    pen: Pen
    arrow: Literal["none", "filled", "hollow"] = "none"
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around a centre."""

    centre: Point
    radius: float
    fill: str | None = None
    pen: Pen | None = None


@dataclass(frozen=True, slots=True)
class Diamond:
    """A square on its corner; ``size`` is the distance between opposite corners."""

    centre: Point
    size: float
    fill: str | None = None
    pen: Pen | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``at`` lies on its baseline, ``size`` is in points.

    ``halo`` draws a seam of that colour behind the letters, so that lines may pass behind them.
    """

    at: Point
    text: str
    size: float
    colour: str
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False
    italic: bool = False
    halo: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that mean one thing together.

    ``kind`` and ``key`` tell what it is (a step and its id, an edge and its ends); ``label`` says it
    in words for those who do not see it; ``title`` holds a text in full that was cut to fit.

    What renderers that keep the meaning (BPMN) read: the first ``Rect`` of a ``step`` (key: its id) is its
    box, the first of a ``lane`` (key: its id; ``()`` for the frame around all) its band; a ``gateway`` (key:
    step id and ``one``, ``all`` or ``join``) has one ``Diamond`` and, where it asks something, the ``Text`` of
    the question; a ``ring`` (key: step id and ``start`` or ``end``) has one ``Circle``. ``link`` is the number
    in ``Network.links`` of the line that the group draws, seams or labels: its ``Polyline`` is the whole
    course of that line, its ``Text`` the label.
    """

    kind: Literal["lane", "step", "gateway", "ring", "edge", "link", "axis", "legend", "heading"]
    key: tuple[str, ...]
    items: tuple[Shape, ...]
    label: str = ""
    title: str = ""
    link: int | None = None


Shape = Rect | Polyline | Circle | Diamond | Text


@dataclass(frozen=True, slots=True)
class Scene:
    """A page with groups of shapes, drawn in their order; it begins ``margin`` left of and above zero."""

    width: float
    height: float
    margin: float
    title: str
    description: str
    lang: str
    groups: tuple[Group, ...]
