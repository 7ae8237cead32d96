"""The shapes of what stands in a lane: step boxes with finding badges, gateways, rings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tthc_audit.diagram import palette
from tthc_audit.diagram.geometry import BOX_LEAST, GATEWAY, RING
from tthc_audit.diagram.lettering import Lines, fit, line_height, one_line, width
from tthc_audit.diagram.model import MM_PER_POINT, Circle, Diamond, Group, Pen, Point, Polyline, Rect, Shape, Text
from tthc_audit.diagram.network import Node
from tthc_audit.diagram.words import APPLICANT, lane_name, step_time
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Flow, FlowNode

STRIP = 4.1
BADGE = 2.35
_LABEL_SIZES = (7.6, 7.2, 6.9, 6.6)
_STRIP_SIZE = 6.8
_MOST_BADGES = 3

Badge = tuple[int, str]
"""The number of a finding in the table beside the diagram, and its severity (or ``unknown``)."""


class Writing(NamedTuple):
    """What is written in a step box, broken to fit."""

    label: Lines
    tag: Lines
    time: Lines


def write(lang: Lang, node: FlowNode, tag: Mapping[str, str], badges: Sequence[Badge], box_width: float) -> Writing:
    """The label in three lines if it fits at a readable size, else in up to five; number and time on the strip."""
    room = box_width - (2 * BADGE + 1.6 if len(badges) > 1 else 2.4)
    label = fit(node.name, room, _LABEL_SIZES, 3)
    if label.cut:
        label = fit(node.name, room, (6.9, 6.6), 5)
    strip = box_width - 3.0 - (BADGE + 0.4 if badges else 0.0)
    number = one_line(tag[node.id], strip / 2, _STRIP_SIZE, bold=True)
    left = strip - width(number.lines[0], _STRIP_SIZE, bold=True) - 1.5
    return Writing(label, number, one_line(step_time(lang, node, tag), left, _STRIP_SIZE, bold=True))


def height(writing: Writing, badges: Sequence[Badge]) -> float:
    """How high the box must be for its label and its badges."""
    label = STRIP + len(writing.label.lines) * line_height(writing.label.size) + 1.7
    return max(BOX_LEAST, label, 5.0 * min(len(badges), _MOST_BADGES))


def off_clock(node: FlowNode) -> bool:
    """Whether the time of the step does not count: the applicant's own, or off the clock."""
    return node.off_clock is not None or node.lane == APPLICANT


def alarming(flow: Flow, node: FlowNode) -> bool:
    """Whether the step is part of what breaks the flow."""
    return not node.reachable or (flow.sound is False and node.id in flow.trace)


def step_box(
    lang: Lang, flow: Flow, node: Node, tag: Mapping[str, str], *,
    centre: Point, size: tuple[float, float], writing: Writing, badges: Sequence[Badge],
) -> Group:  # fmt: skip
    """A step: border by its meaning, a strip with number and time, its label, its badges."""
    step = node.step
    box_width, box_height = size
    x, y = centre.x - box_width / 2, centre.y - box_height / 2
    waits, alarm = off_clock(step), alarming(flow, step)
    pen, strip, ink = palette.BOX, palette.STRIP, palette.INK
    if alarm:
        pen, strip, ink = palette.BOX_ALERT, palette.ALERT_GROUND, palette.ALERT
    elif waits:
        pen = Pen(palette.CRITICAL, 1.4, (1.0, 0.9)) if node.critical else palette.BOX_OFF_CLOCK
        strip, ink = palette.WHITE, palette.CRITICAL if node.critical else palette.GREY
    elif node.critical:
        pen, strip, ink = palette.BOX_CRITICAL, palette.CRITICAL, palette.WHITE
    items: list[Shape] = [
        Rect(x, y, box_width, box_height, palette.WHITE, None, 0.9),
        Rect(x, y, box_width, STRIP, strip, None, 0.9),
        Rect(x, y, box_width, box_height, None, pen, 0.9),
    ]
    baseline = y + STRIP / 2 + _STRIP_SIZE * MM_PER_POINT * 0.36
    end = x + box_width - 1.5 - (BADGE + 0.4 if badges else 0.0)
    items += [
        Text(Point(x + 1.5, baseline), writing.tag.lines[0], _STRIP_SIZE, ink, bold=True),
        Text(Point(end, baseline), writing.time.lines[0], _STRIP_SIZE, ink, "end", bold=True),
        *_label(writing.label, Point(centre.x, y + STRIP + (box_height - STRIP) / 2), waits),
        *_badges(x + box_width, y, badges),
    ]
    return Group("step", (step.id,), tuple(items), _told(lang, flow, node, tag, badges), step.name)


def _label(lines: Lines, middle: Point, italic: bool) -> list[Shape]:
    step = line_height(lines.size)
    first = middle.y - step * (len(lines.lines) - 1) / 2 + lines.size * MM_PER_POINT * 0.36
    return [
        Text(Point(middle.x, first + i * step), line, lines.size, palette.INK, "middle", italic=italic)
        for i, line in enumerate(lines.lines)
    ]


def _badges(x: float, y: float, badges: Sequence[Badge]) -> list[Shape]:
    shown = list(badges[:_MOST_BADGES])
    items: list[Shape] = []
    for place, (number, severity) in enumerate(shown):
        rest = len(badges) - _MOST_BADGES + 1
        text = f"+{rest}" if place == _MOST_BADGES - 1 and rest > 1 else str(number)
        items += badge(Point(x, y + place * (2 * BADGE + 0.35)), text, severity)
    return items


def badge(centre: Point, text: str, severity: str) -> list[Shape]:
    """A numbered circle whose fill tells the severity: full, ringed, thin, dotted."""
    fill, pen, ink = {
        "violation": (palette.ALERT, Pen(palette.ALERT, 0.8), palette.WHITE),
        "warning": (palette.WHITE, Pen(palette.ALERT, 1.5), palette.ALERT),
        "suggestion": (palette.WHITE, Pen(palette.GREY, 0.7), palette.GREY),
    }.get(severity, (palette.WHITE, Pen(palette.GREY, 1.0, (0.4, 0.7)), palette.GREY))
    items: list[Shape] = [Circle(centre, BADGE + 0.45, palette.WHITE), Circle(centre, BADGE, fill, pen)]
    if severity == "violation" and len(text) < 3:
        items.append(Circle(centre, BADGE - 0.45, None, Pen(palette.WHITE, 0.7)))
    size = 6.8 if len(text) < 2 else 6.6
    items.append(Text(Point(centre.x, centre.y + size * MM_PER_POINT * 0.36), text, size, ink, "middle", bold=True))
    return items


def _told(lang: Lang, flow: Flow, node: Node, tag: Mapping[str, str], badges: Sequence[Badge]) -> str:
    step = node.step
    lanes = {lane.id: lane_name(lang, lane) for lane in flow.lanes}
    parts = [
        say(
            lang, "diagram.step", lane=lanes.get(step.lane, step.lane), tag=tag[step.id], name=step.name,
            time=step_time(lang, step, tag),
        )
    ]  # fmt: skip
    if node.critical:
        parts.append(say(lang, "diagram.step.critical"))
    if step.off_clock is not None:
        parts.append(say(lang, "diagram.step.off_clock", reason=step.off_clock))
    if not step.reachable:
        parts.append(say(lang, "diagram.step.unreachable"))
    elif alarming(flow, step):
        parts.append(say(lang, "diagram.step.trace"))
    if badges:
        parts.append(say(lang, "diagram.step.badges", numbers=", ".join(str(number) for number, _ in badges)))
    return " ".join(parts)


def gateway(lang: Lang, node: Node, centre: Point, tag: Mapping[str, str]) -> Group:
    """A diamond: × where one way is taken, + where all are taken or waited for."""
    colour = palette.CRITICAL if node.critical else palette.SLATE
    label = say(lang, f"diagram.gateway.{node.kind}", tag=tag[node.step.id])
    items = gateway_sign(centre, GATEWAY, colour, 1.9 if node.critical else 0.95, cross=node.kind == "one")
    return Group("gateway", (node.step.id, node.kind), tuple(items), label)


def gateway_sign(centre: Point, span: float, colour: str, line: float, *, cross: bool) -> list[Shape]:
    """The diamond with its sign, also for the legend."""
    arm = span * (0.14 if cross else 0.2)
    slanted = (((-arm, -arm), (arm, arm)), ((-arm, arm), (arm, -arm)))
    straight = (((-arm, 0.0), (arm, 0.0)), ((0.0, -arm), (0.0, arm)))
    pen = Pen(colour, max(line, 1.3))
    return [
        Diamond(centre, span, palette.WHITE, Pen(colour, line)),
        *(
            Polyline(tuple(Point(centre.x + dx, centre.y + dy) for dx, dy in ends), pen)
            for ends in (slanted if cross else straight)
        ),
    ]


def ring(lang: Lang, node: Node, centre: Point) -> Group:
    """Where runs begin (thin ring) or end (thick ring)."""
    pen = palette.RING_START if node.kind == "start" else palette.RING_END
    shape = Circle(centre, RING / 2 - pen.width * MM_PER_POINT / 2, palette.WHITE, pen)
    return Group("ring", (node.step.id, node.kind), (shape,), say(lang, f"diagram.ring.{node.kind}"))
