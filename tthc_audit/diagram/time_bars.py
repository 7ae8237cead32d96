"""The bars of a time axis: where each stands, where its words fit, and what it looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tthc_audit.diagram import palette
from tthc_audit.diagram.hatching import hatch
from tthc_audit.diagram.lettering import clean, one_line, width
from tthc_audit.diagram.model import MM_PER_POINT, Diamond, Pen, Point, Polyline, Rect, Shape, Text
from tthc_audit.diagram.schedule import ZERO, Planned
from tthc_audit.diagram.words import step_time
from tthc_audit.i18n import NBSP, Lang

BAR, ROW = 4.4, 6.8
MOMENT = 3.6
_SIZE = 7.0
_GAP = 1.4
_APART = 2.6
_OPEN = 11.0
_LEAST = 0.8
Look = Literal["moment", "open", "bar"]


@dataclass(frozen=True, slots=True)
class Axis:
    """From days to millimetres: day zero lies at ``zero``; drawn between ``left`` and ``right``."""

    zero: float
    per_day: float
    left: float
    right: float

    def at(self, day: Fraction) -> float:
        """The place of a day."""
        return self.zero + float(day) * self.per_day


@dataclass(frozen=True, slots=True)
class Bar:
    """A step on the axis: from ``left`` to ``right``, certain up to ``sure``, its words and where they begin.

    ``whisker`` is where its slack ends; ``torn`` tells that it goes on beyond the axis.
    """

    planned: Planned
    look: Look
    left: float
    sure: float
    right: float
    whisker: float | None
    bracket: tuple[float, float] | None
    torn: bool
    words: str
    words_at: float
    words_end: float
    inside: bool

    @property
    def extent(self) -> tuple[float, float]:
        """What the bar with all that belongs to it takes of its row."""
        ends = [self.left, self.right, self.words_at, self.words_end]
        ends += [] if self.whisker is None else [self.whisker + 0.3]
        ends += [] if self.bracket is None else list(self.bracket)
        return min(ends), max(ends)


def label(lang: Lang, planned: Planned, tag: Mapping[str, str]) -> str:
    """Number, name and stated time; no time where none is expected."""
    step = planned.step
    name = clean(f"{tag[step.id]} {step.name}")
    if planned.off_clock and step.duration is None:
        return name
    return f"{name} ·{NBSP}{step_time(lang, step, tag)}"


def bar(lang: Lang, planned: Planned, tag: Mapping[str, str], axis: Axis, lines: Sequence[float]) -> Bar:
    """A step placed; its words inside the bar if they fit, else right, else left (also off the ``lines``).

    Words for which there is no room on either side stand on a patch in the bar.
    """
    left, right = axis.at(planned.start), axis.at(planned.finish)
    sure, torn = axis.at(planned.start + planned.least), False
    look: Look = "bar"
    if planned.most is None and not planned.off_clock:
        look, right = "open", max(sure, left) + _OPEN
    elif planned.length == ZERO:
        look, left, right = "moment", left - MOMENT / 2, left + MOMENT / 2
        sure = right
    else:
        torn = planned.off_clock and right > axis.right
        right = max(min(right, axis.right), left + _LEAST)
        sure = min(sure, right)
    whisker = None
    if planned.slack and look == "bar" and not planned.off_clock:
        whisker = axis.at(planned.finish + planned.slack)
    bracket = None
    if planned.event is not None and planned.due is not None and planned.due > planned.event:
        bracket = axis.at(planned.event), axis.at(planned.due)
    words = label(lang, planned, tag)
    full = width(words, _SIZE, bold=False)
    after = (right if whisker is None else whisker) + _GAP
    before = left - _GAP
    solid = look == "bar" and planned.counted and not planned.off_clock
    bold = width(words, _SIZE, bold=planned.critical)
    clear = right - left if sure <= left else sure - left
    if solid and clear >= bold + 2 * _GAP:
        inside, start, end = True, left + _GAP, left + _GAP + bold
    else:
        inside = False
        room_after, room_before = axis.right - after, before - axis.left
        crosses = any(after < x < after + full for x in lines)
        if full <= room_after and not (crosses and full <= room_before):
            start, end = after, after + full
        elif full <= room_before:
            start, end = before - full, before
        elif look == "bar" and full + 2 * _GAP <= right - left:
            start, end = left + _GAP, left + _GAP + full
        else:
            words = one_line(words, max(room_after, room_before), _SIZE).lines[0]
            kept = width(words, _SIZE)
            start = after if room_after >= room_before else before - kept
            end = start + kept
    return Bar(planned, look, left, sure, right, whisker, bracket, torn, words, start, end, inside)


def rows(bars: Sequence[Bar]) -> list[int]:
    """The row of each bar: the first where nothing is in its way."""
    taken: list[list[tuple[float, float]]] = []
    row_of = [0] * len(bars)
    for i in sorted(range(len(bars)), key=lambda i: (bars[i].planned.start, bars[i].planned.finish, i)):
        low, high = bars[i].extent
        row = 0
        while row < len(taken) and any(low < end + _APART and start < high + _APART for start, end in taken[row]):
            row += 1
        if row == len(taken):
            taken.append([])
        taken[row].append((low, high))
        row_of[i] = row
    return row_of


def draw(bar: Bar, middle: float, ground: str) -> list[Shape]:
    """The shapes of a bar in a row, on a ground of that colour."""
    top = middle - BAR / 2
    planned = bar.planned
    items: list[Shape] = []
    if bar.whisker is not None:
        items += whisker(bar.right, bar.whisker, middle)
    if bar.look == "moment":
        items.append(moment(Point((bar.left + bar.right) / 2, middle), planned))
    elif bar.look == "open":
        items += open_bar(bar.left, bar.sure, bar.right, top, critical=planned.critical)
    elif planned.off_clock or not planned.counted:
        items += waiting(Rect(bar.left, top, bar.right - bar.left, BAR), torn=bar.torn)
    else:
        items += certain(Rect(bar.left, top, bar.right - bar.left, BAR), bar.sure, critical=planned.critical)
    if bar.bracket is not None:
        items += bracket(*bar.bracket, top - 1.2)
    if not bar.inside:
        patch = bar.words_end - bar.words_at + 0.8
        items.append(Rect(bar.words_at - 0.4, middle - 1.7, patch, 3.4, ground))
    ink = palette.WHITE if bar.inside and planned.critical and bar.sure > bar.left else palette.INK
    at = Point(bar.words_at, middle + _SIZE * MM_PER_POINT * 0.36)
    items.append(Text(at, bar.words, _SIZE, ink, bold=bar.inside and planned.critical, italic=planned.off_clock))
    return items


def certain(area: Rect, sure: float, *, critical: bool) -> list[Shape]:
    """A bar, light beyond what is certain."""
    fill, light, pen = (
        (palette.CRITICAL, palette.CRITICAL_LIGHT, Pen(palette.CRITICAL, 0.9))
        if critical
        else (palette.BAR, palette.BAR_LIGHT, palette.BOX)
    )
    items: list[Shape] = []
    if sure < area.x + area.width - 0.05:
        items.append(Rect(area.x, area.y, area.width, area.height, light, None, 0.5))
    if sure > area.x + 0.05:
        items.append(Rect(area.x, area.y, sure - area.x, area.height, fill, None, 0.5))
    return [*items, Rect(area.x, area.y, area.width, area.height, None, pen, 0.5)]


def waiting(area: Rect, *, torn: bool) -> list[Shape]:
    """A hatched bar off the clock; torn at its right where it goes on."""
    items: list[Shape] = [Rect(area.x, area.y, area.width, area.height, palette.WHITE)]
    items += hatch(area, Pen(palette.GREY, 0.5), 1.6)
    right, bottom = area.x + area.width, area.y + area.height
    if not torn:
        return [*items, Rect(area.x, area.y, area.width, area.height, None, palette.BOX_OFF_CLOCK, 0.5)]
    outline = (Point(right, area.y), Point(area.x, area.y), Point(area.x, bottom), Point(right, bottom))
    return [*items, Polyline(outline, palette.BOX_OFF_CLOCK)]


def open_bar(left: float, sure: float, right: float, top: float, *, critical: bool) -> list[Shape]:
    """A bar without an end: nobody said how long it takes."""
    colour = palette.CRITICAL if critical else palette.SLATE
    bottom, middle = top + BAR, top + BAR / 2
    outline = (Point(right - 2.0, top), Point(left, top), Point(left, bottom), Point(right - 2.0, bottom))
    items: list[Shape] = [Rect(left, top, right - left - 2.0, BAR, palette.WHITE)]
    if sure > left:
        items.append(Rect(left, top, sure - left, BAR, palette.CRITICAL if critical else palette.BAR))
    return [
        *items,
        Polyline(outline, Pen(colour, 1.4 if critical else 0.8, (1.6, 0.9))),
        Polyline((Point(max(left, sure) + 1.6, middle), Point(right, middle)), Pen(colour, 0.9), "filled"),
    ]


def moment(centre: Point, planned: Planned) -> Diamond:
    """A step that takes no time on the clock."""
    if planned.off_clock:
        return Diamond(centre, MOMENT, palette.WHITE, palette.BOX_OFF_CLOCK)
    if planned.critical:
        return Diamond(centre, MOMENT, palette.CRITICAL, Pen(palette.CRITICAL, 0.8))
    return Diamond(centre, MOMENT, palette.BAR, palette.BOX)


def whisker(start: float, end: float, middle: float) -> list[Shape]:
    """How much later the step may end."""
    tick = (Point(end, middle - 1.1), Point(end, middle + 1.1))
    return [
        Polyline((Point(start, middle), Point(end, middle)), Pen(palette.SLATE, 0.9, (0.8, 0.8))),
        Polyline(tick, Pen(palette.SLATE, 0.9)),
    ]


def bracket(start: float, end: float, level: float) -> list[Shape]:
    """From the event that a deadline is counted from to its last day."""
    points = (Point(start, level + 1.0), Point(start, level), Point(end, level), Point(end, level + 1.0))
    return [Polyline(points, Pen(palette.LOOP, 1.1))]
