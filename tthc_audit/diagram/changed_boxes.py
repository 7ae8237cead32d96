"""The box of a step in an overlay: line style, colour, tag and words tell together what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tthc_audit.diagram import palette
from tthc_audit.diagram.hatching import hatch
from tthc_audit.diagram.lettering import Lines, fit, line_height, one_line, width
from tthc_audit.diagram.model import MM_PER_POINT, Pen, Point, Polyline, Rect, Shape, Text
from tthc_audit.diagram.signs import Sign, sign

STRIP = 4.1
TAG_ROW = 4.1
LEAST_WIDTH = 22.0
"""The narrowest room that tags are given, in millimetres."""
_TAG = 3.3
_TAG_SIZE = 6.0
_STRIP_SIZE = 6.8
_SIZES = (7.6, 7.2, 6.9, 6.6)


class Style(NamedTuple):
    """How a box looks: border, a second one inside, strip, ink of the strip, hatching, and what is struck out."""

    pen: Pen
    strip: str = palette.STRIP
    ink: str = palette.INK
    time_ink: str = palette.INK
    inset: Pen | None = None
    hatch: Pen | None = None
    strike_time: bool = False
    strike_name: bool = False
    italic: bool = False


STYLES = {
    "removed": Style(
        palette.BOX_REMOVED, palette.ALERT_GROUND, palette.ALERT, palette.ALERT,
        hatch=Pen(palette.ALERT_HATCH, 0.7), strike_time=True, strike_name=True,
    ),
    "merged": Style(palette.BOX_MERGED, palette.CHANGED_GROUND, palette.CHANGED, palette.CHANGED, strike_time=True),
    "ghost": Style(palette.BOX_GHOST, palette.WHITE, palette.CHANGED, palette.CHANGED, italic=True),
    "added": Style(palette.BOX_ADDED, palette.ADDED_GROUND, time_ink=palette.ADDED, inset=palette.BOX_ADDED_INSET),
    "moved": Style(palette.BOX_MOVED, palette.CHANGED_GROUND),
    "parallel": Style(palette.BOX_PARALLEL, palette.CHANGED_GROUND),
    "shorter": Style(palette.BOX_SHORTER, palette.ADDED_GROUND, time_ink=palette.ADDED),
    "longer": Style(palette.BOX_LONGER, palette.LONGER_GROUND, time_ink=palette.LOOP),
    "retimed": Style(palette.BOX_RETIMED),
    "renamed": Style(palette.BOX),
    "waiting": Style(palette.BOX_OFF_CLOCK, palette.WHITE, palette.GREY, palette.GREY, italic=True),
    "kept": Style(palette.BOX),
}  # fmt: skip
"""By what became of a step; ``ghost`` is the place that a moved one left."""

TAG_COLOURS = {
    "removed": palette.ALERT, "merged": palette.CHANGED, "ghost": palette.CHANGED, "added": palette.ADDED,
    "moved": palette.CHANGED, "parallel": palette.CHANGED, "longer": palette.LOOP, "renamed": palette.SLATE,
}  # fmt: skip
TAG_SIGNS: dict[str, Sign] = {
    "removed": "minus", "merged": "into", "ghost": "swap", "added": "plus",
    "moved": "swap", "parallel": "parallel", "longer": "up", "renamed": "edit",
}  # fmt: skip


class Tag(NamedTuple):
    """A word on a coloured patch with its sign; ``change`` as in ``TAG_SIGNS``."""

    change: str
    words: str

    @property
    def width(self) -> float:
        """How wide the patch is, in millimetres."""
        return width(self.words, _TAG_SIZE, bold=True) + 4.6


def tag_rows(tags: Sequence[Tag], room: float) -> list[list[Tag]]:
    """The tags in rows that fit a box."""
    found: list[list[Tag]] = []
    for tag in tags:
        cut = Tag(tag.change, one_line(tag.words, room - 4.6, _TAG_SIZE, bold=True).lines[0])
        if found and sum(t.width + 1.0 for t in found[-1]) + cut.width <= room:
            found[-1].append(cut)
        else:
            found.append([cut])
    return found


def changed_box(
    area: Rect, style: Style, *, number: str, time: str, name: str, tags: Sequence[Tag]
) -> tuple[list[Shape], Lines]:
    """The shapes of a box in the area of a plain one; and its label, to tell whether it was cut."""
    x, y, wide, high = area.x, area.y, area.width, area.height
    radius = 0.9
    items: list[Shape] = [Rect(x, y, wide, high, palette.WHITE, None, radius)]
    if style.hatch is not None:
        items += hatch(Rect(x, y + STRIP, wide, high - STRIP), style.hatch, 3.0)
    items.append(Rect(x, y, wide, STRIP, style.strip, None, radius))
    items.append(Rect(x, y, wide, high, None, style.pen, radius))
    if style.inset is not None:
        items.append(Rect(x + 0.8, y + 0.8, wide - 1.6, high - 1.6, None, style.inset, 0.5))
    baseline = y + STRIP / 2 + _STRIP_SIZE * MM_PER_POINT * 0.36 + (0.2 if style.inset else 0.0)
    strip = wide - 3.4
    tag = one_line(number, strip / 2, _STRIP_SIZE, bold=True).lines[0]
    left = strip - width(tag, _STRIP_SIZE, bold=True) - 1.2
    shown = fit(time, left, (_STRIP_SIZE, 6.4, 6.0), 1, bold=True)
    end = x + wide - 1.7
    items.append(Text(Point(x + 1.7, baseline), tag, _STRIP_SIZE, style.ink, bold=True))
    items.append(Text(Point(end, baseline), shown.lines[0], shown.size, style.time_ink, "end", bold=True))
    if style.strike_time and shown.lines[0]:
        run = width(shown.lines[0], shown.size, bold=True)
        items.append(_struck(end - run - 0.3, end + 0.3, baseline, shown.size, style.pen.colour))
    rows = tag_rows(tags, max(wide - 2.4, LEAST_WIDTH))
    foot = TAG_ROW * len(rows) + (0.5 if rows else 0.0)
    body = high - STRIP - foot
    room = wide - (3.4 if style.inset else 2.4)
    most = max(1, int((body - 0.6) / line_height(_SIZES[-1])))
    label = next(
        (
            found
            for size in _SIZES
            if not (found := fit(name, room, (size,), most)).cut and len(found.lines) * line_height(size) <= body - 0.4
        ),
        fit(name, room, _SIZES[-1:], most),
    )
    step = line_height(label.size)
    first = y + STRIP + (body - step * (len(label.lines) - 1)) / 2 + label.size * MM_PER_POINT * 0.36
    ink = style.pen.colour if style.strike_name else palette.INK
    for i, line in enumerate(label.lines):
        middle = x + wide / 2
        halo = palette.WHITE if style.hatch else None
        items.append(
            Text(Point(middle, first + i * step), line, label.size, ink, "middle", italic=style.italic, halo=halo)
        )
        if style.strike_name:
            half = width(line, label.size) / 2 + 0.3
            items.append(_struck(middle - half, middle + half, first + i * step, label.size, ink))
    for i, row in enumerate(rows):
        at = x + 1.2
        for one in row:
            items += tag_shapes(one, Point(at, y + high - foot + TAG_ROW * i + 0.1))
            at += one.width + 1.0
    return items, label


def tag_shapes(tag: Tag, corner: Point) -> list[Shape]:
    """The patch of a tag from its top left corner."""
    middle = corner.y + _TAG / 2
    at = Point(corner.x + 3.6, middle + _TAG_SIZE * MM_PER_POINT * 0.36)
    return [
        Rect(corner.x, corner.y, tag.width, _TAG, TAG_COLOURS[tag.change], None, 0.5),
        *sign(TAG_SIGNS[tag.change], Point(corner.x + 2.0, middle), 0.95, Pen(palette.WHITE, 0.8)),
        Text(at, tag.words, _TAG_SIZE, palette.WHITE, bold=True),
    ]


def _struck(left: float, right: float, baseline: float, size: float, colour: str) -> Polyline:
    level = baseline - size * MM_PER_POINT * 0.3
    return Polyline((Point(left, level), Point(right, level)), Pen(colour, 0.8))
