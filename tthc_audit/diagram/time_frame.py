"""What surrounds the bars of a time axis: lanes, day marks, the lines of limit and target, heading and legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tthc_audit.diagram import palette, time_bars
from tthc_audit.diagram.legend import Sign
from tthc_audit.diagram.lettering import Lines, fit, line_height, one_line, width
from tthc_audit.diagram.model import MM_PER_POINT, Diamond, Group, Pen, Point, Polyline, Rect, Shape, Text
from tthc_audit.diagram.schedule import MINUTES_PER_DAY, ZERO, Schedule, Unit, length
from tthc_audit.diagram.time_bars import Axis, Bar
from tthc_audit.diagram.words import lane_name
from tthc_audit.i18n import Lang, duration, number, say
from tthc_audit.results import Flow, FlowLane, Time

HEAD = 34.0
_LEAST_LANE = 9.0
_TICK_SIZE, _LINE_SIZE = 7.0, 7.4
_STEPS = (Fraction(1, 4), Fraction(1, 2), 1, 2, 5, 10, 15, 30, 60, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Line:
    """A time that everything is held against, as an upright line; where its days differ, as a band."""

    words: str
    least: Fraction
    most: Fraction
    pen: Pen
    ground: str


def line(lang: Lang, key: str, time: Time | None, unit: Unit, *, pen: Pen, ground: str) -> Line | None:
    """The line of a limit or a target; ``None`` where it is not known from both sides."""
    if time is None or time.min is None:
        return None
    least, most = length(time, unit)
    if most is None:
        return None
    return Line(say(lang, f"timeaxis.{key}", day=_days(lang, least, most)), least, most, pen, ground)


def _days(lang: Lang, least: Fraction, most: Fraction) -> str:
    low, high = number(lang, decimal(least)), number(lang, decimal(most))
    return low if low == high else f"{low}–{high}"


def decimal(value: Fraction) -> Decimal:
    """The value to four decimals at most, as times are written."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.0001"))


def total(lang: Lang, plan: Schedule) -> str:
    """The whole in words, from exact bounds."""
    least = decimal(plan.least * MINUTES_PER_DAY)
    most = None if plan.most is None else decimal(plan.most * MINUTES_PER_DAY)
    days = decimal(plan.least) if plan.unit == "day" and plan.most == plan.least else None
    return duration(lang, least, most, days)


def head(lang: Lang, lane: FlowLane) -> Lines:
    """The name of a lane, broken to fit its head."""
    return fit(lane_name(lang, lane), HEAD - 4.0, (7.6, 7.2, 6.8), 4, bold=True)


def lane_height(lines: Lines, rows: int) -> float:
    """How high a lane must be for its head and its rows."""
    return max(_LEAST_LANE, len(lines.lines) * line_height(lines.size) + 3.0, rows * time_bars.ROW + 2.4)


def lanes(lang: Lang, shown: Sequence[tuple[FlowLane, Lines, float, float]], page: float) -> list[Group]:
    """Bands across the page: lane, the lines of its name, where it begins and how high it is."""
    groups = []
    for place, (lane, lines, top, height) in enumerate(shown):
        step = line_height(lines.size)
        first = top + (height - step * (len(lines.lines) - 1)) / 2 + lines.size * MM_PER_POINT * 0.36
        items: list[Shape] = [
            Rect(0, top, page, height, ground(place)),
            Rect(0, top, HEAD, height, palette.LANE_HEAD),
            Polyline((Point(0, top + height), Point(page, top + height)), palette.RULE_PEN),
            *(
                Text(Point(HEAD / 2, first + i * step), text, lines.size, palette.INK, "middle", bold=True)
                for i, text in enumerate(lines.lines)
            ),
        ]
        name = lane_name(lang, lane)
        groups.append(Group("lane", (lane.id,), tuple(items), name, name if lines.cut else ""))
    return groups


def ground(place: int) -> str:
    """The colour of a lane."""
    return palette.LANE_ODD if place % 2 else palette.LANE_EVEN


def days(lang: Lang, plan: Schedule, axis: Axis, lines: Sequence[Line], *, top: float, bottom: float) -> Group:
    """Day marks with their numbers; no number where a line stands."""
    step = next((s for s in _STEPS if float(s) * axis.per_day >= (8.0 if s >= 1 else 16.0)), _STEPS[-1])
    while float(step) * axis.per_day < 8.0:
        step *= 2
    unit = say(lang, f"timeaxis.unit.{plan.unit}")
    items: list[Shape] = [Text(Point(HEAD - 2, top - 2.2), unit, _TICK_SIZE, palette.GREY, "end")]
    if plan.begin < 0:
        x = axis.at(ZERO)
        words = one_line(say(lang, "timeaxis.before"), x - HEAD - 4.0, _TICK_SIZE)
        items.append(Text(Point((HEAD + x) / 2, top - 2.2), words.lines[0], _TICK_SIZE, palette.GREY, "middle"))
        items.append(Polyline((Point(x, top - 1.2), Point(x, bottom)), palette.BOX))
    day = ZERO
    while axis.at(day) <= axis.right - 1.0:
        x = axis.at(day)
        items.append(Polyline((Point(x, top - 1.2), Point(x, bottom)), palette.GRID))
        if all(abs(axis.at(d) - x) > 3.2 for one in lines for d in (one.least, one.most)):
            items.append(Text(Point(x, top - 2.2), number(lang, decimal(day)), _TICK_SIZE, palette.GREY, "middle"))
        day += step
    return Group("axis", ("days",), tuple(items))


def _standing(lines: Sequence[Line], axis: Axis) -> list[tuple[Line, float, int]]:
    """The lines by their days, the middle of each one's words, and 1 where these must stand higher than the last."""
    found: list[tuple[Line, float, int]] = []
    taken = -1.0
    for one in sorted(lines, key=lambda i: (i.most, i.least)):
        half = width(one.words, _LINE_SIZE, bold=True) / 2
        middle = min(max(axis.at(one.most), HEAD + half), axis.right - half)
        found.append((one, middle, int(bool(found) and middle - half < taken + 2.0)))
        taken = middle + half
    return found


def crowded(lines: Sequence[Line], axis: Axis) -> bool:
    """Whether the words of the lines need a second row."""
    return any(row for _, _, row in _standing(lines, axis))


def marks(lines: Sequence[Line], axis: Axis, *, top: float, bottom: float) -> list[Group]:
    """The lines of limit and target with their words above, in a row of their own where they would touch."""
    groups = []
    for one, middle, row in _standing(lines, axis):
        x, low = axis.at(one.most), axis.at(one.least)
        level = top - 5.6 - 3.4 * row
        items: list[Shape] = []
        if low < x - 0.1:
            items.append(Rect(low, top, x - low, bottom - top, one.ground))
            items.append(Polyline((Point(low, top), Point(low, bottom)), Pen(one.pen.colour, 0.8, one.pen.dash)))
        items.append(Polyline((Point(x, level + 0.8), Point(x, bottom)), one.pen))
        items.append(Text(Point(middle, level), one.words, _LINE_SIZE, one.pen.colour, "middle", bold=True))
        groups.append(Group("axis", ("line",), tuple(items), one.words))
    return groups


def heading(lang: Lang, flow: Flow, plan: Schedule, lines: Sequence[Line], *, case: str, page: float) -> Group:
    """Code and name, what the axis shows, and the whole against limit and target."""
    whole = total(lang, plan) if plan.anchored else ""
    found = [say(lang, "timeaxis.total", time=whole)] if whole else [say(lang, "timeaxis.not_anchored")]
    right = " | ".join([*found, *(i.words for i in lines)])
    right_line = one_line(right, page * 0.5, 8.0, bold=True)
    room = page - width(right_line.lines[0], 8.0, bold=True) - 4
    title = one_line(say(lang, "diagram.title", code=flow.procedure, name=flow.name), room, 10.5, bold=True)
    name = dict(flow.cases).get(case, case)
    told = say(lang, "timeaxis.subtitle.case", case=name) if case else say(lang, "timeaxis.subtitle")
    below = one_line(told, page, 7.4)
    items = (
        Text(Point(0, 4.2), title.lines[0], 10.5, palette.INK, bold=True),
        Text(Point(page, 4.2), right_line.lines[0], 8.0, palette.INK, "end", bold=True),
        Text(Point(0, 9.0), below.lines[0], 7.4, palette.GREY, italic=True),
    )
    return Group("heading", (), items, "", flow.name if title.cut else "")


def signs(lang: Lang, bars: Sequence[Bar], lines: Sequence[Line]) -> list[Sign]:
    """The signs in use with their meaning."""
    found: list[Sign] = []
    area = Rect(0.4, -time_bars.BAR / 2, 8.0, time_bars.BAR)
    solid = [b for b in bars if b.look == "bar" and b.planned.counted and not b.planned.off_clock]

    def add(key: str, shapes: list[Shape], wide: float) -> None:
        found.append(Sign(say(lang, f"timeaxis.legend.{key}"), shapes, wide))

    if any(b.planned.critical for b in solid):
        add("critical", time_bars.certain(area, 8.4, critical=True), 8.8)
    if any(not b.planned.critical for b in solid):
        add("step", time_bars.certain(area, 8.4, critical=False), 8.8)
    if any(b.sure < b.right - 0.05 for b in solid):
        add("range", time_bars.certain(area, 4.0, critical=False), 8.8)
    if any(b.look == "open" for b in bars):
        add("open", time_bars.open_bar(0.4, 0.4, 10.4, -time_bars.BAR / 2, critical=False), 10.8)
    if any(b.look == "bar" and (b.planned.off_clock or not b.planned.counted) for b in bars):
        add("off_clock", time_bars.waiting(area, torn=False), 8.8)
    if any(b.look == "moment" for b in bars):
        add("moment", [Diamond(Point(1.9, 0), time_bars.MOMENT, palette.BAR, palette.BOX)], 3.8)
    if any(b.whisker is not None for b in bars):
        add("slack", time_bars.whisker(0.0, 9.0, 0.0), 9.4)
    if any(b.bracket is not None for b in bars):
        add("deadline", time_bars.bracket(0.3, 8.7, -0.8), 9.0)
    for one in lines:
        upright = Polyline((Point(0.8, -2.2), Point(0.8, 2.2)), one.pen)
        found.append(Sign(one.words.partition(":")[0], [upright], 1.6))
    return found
