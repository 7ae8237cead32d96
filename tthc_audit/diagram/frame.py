"""The shapes around a flow: lanes with their heads, the heading above, the legend below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tthc_audit.diagram import palette
from tthc_audit.diagram.boxes import Badge, alarming, badge, gateway_sign, off_clock
from tthc_audit.diagram.geometry import HEAD_WIDTH, Extent
from tthc_audit.diagram.lettering import Lines, fit, line_height, one_line, width
from tthc_audit.diagram.model import MM_PER_POINT, Group, Pen, Point, Polyline, Rect, Shape, Text
from tthc_audit.diagram.network import Network
from tthc_audit.diagram.words import lane_name
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Flow

if TYPE_CHECKING:
    from tthc_audit.diagram.drawing import Plan

HEADING = 12.5
_BRACKET = 1.5
_SMALL = 6.5
_LEGEND_SIZE = 6.8
_LEGEND_ROW = 6.2


def head(name: str) -> Lines:
    """The name of a lane, broken to fit its head."""
    return fit(name, HEAD_WIDTH - 2 * _BRACKET - 0.6, (7.6, 7.2, 6.8), 5, bold=True)


def head_height(lines: Lines) -> float:
    """How high a lane must be for its head."""
    return len(lines.lines) * line_height(lines.size) + line_height(_SMALL) + 4.0


def head_heights(lang: Lang, planned: Plan) -> list[float]:
    """How high each lane must be for its head."""
    return [head_height(lines) for lines in planned.heads]


def lanes(
    lang: Lang, flow: Flow, network: Network, *, heads: Sequence[Lines], extents: Sequence[Extent], page: float
) -> list[Group]:
    """Bands across the page, each with its name, the number of its steps, and the bracket of its body."""
    groups = []
    counts = [sum(n.kind == "step" and n.lane == i for n in network.nodes) for i in range(len(extents))]
    for place, extent in enumerate(extents):
        lane = flow.lanes[network.lanes[place]] if network.lanes else None
        ground = palette.LANE_ODD if place % 2 else palette.LANE_EVEN
        items: list[Shape] = [
            Rect(0, extent.start, page, extent.length, ground),
            Rect(0, extent.start, HEAD_WIDTH, extent.length, palette.LANE_HEAD),
            Polyline((Point(0, extent.end), Point(page, extent.end)), palette.RULE_PEN),
        ]
        if place in _bracketed(flow, network):
            items.append(Rect(0, extent.start, _BRACKET, extent.length, palette.SLATE))
        lines = heads[place]
        step = line_height(lines.size)
        middle = (HEAD_WIDTH + _BRACKET) / 2
        y = extent.middle - (step * len(lines.lines) + line_height(_SMALL)) / 2 + lines.size * MM_PER_POINT * 0.8
        items += [
            Text(Point(middle, y + i * step), line, lines.size, palette.INK, "middle", bold=True)
            for i, line in enumerate(lines.lines)
        ]
        number = say(lang, "diagram.steps.one" if counts[place] == 1 else "diagram.steps.many", n=counts[place])
        items.append(Text(Point(middle, y + len(lines.lines) * step), number, _SMALL, palette.SLATE, "middle"))
        name = lane_name(lang, lane) if lane else ""
        told = say(lang, "diagram.lane", name=name, n=counts[place])
        groups.append(Group("lane", (lane.id if lane else "",), tuple(items), told, name))
    return groups


def frame(extents: Sequence[Extent], page: float) -> Group:
    """The border around all lanes and the line that parts the heads from the flow."""
    top, bottom = extents[0].start, extents[-1].end
    return Group(
        "lane", (),
        (
            Rect(0, top, page, bottom - top, None, palette.FRAME),
            Polyline((Point(HEAD_WIDTH, top), Point(HEAD_WIDTH, bottom)), palette.FRAME),
        ),
    )  # fmt: skip


def _bracketed(flow: Flow, network: Network) -> set[int]:
    """The lanes beside one of the same body."""
    bodies = [flow.lanes[n].body for n in network.lanes]
    pairs = [i for i in range(len(bodies) - 1) if bodies[i] is not None and bodies[i] == bodies[i + 1]]
    return {*pairs, *(i + 1 for i in pairs)}


def heading(lang: Lang, flow: Flow, network: Network, headline: str, page: float) -> Group:
    """Code and name, what the flow amounts to, and the headline at the right; what breaks it, if anything."""
    right = one_line(headline, page * 0.45, 8.0, bold=True)
    room = page - width(right.lines[0], 8.0, bold=True) - 4
    title = one_line(say(lang, "diagram.title", code=flow.procedure, name=flow.name), room, 10.5, bold=True)
    loops = sum(link.back for link in network.links)
    summary = say(
        lang, "diagram.summary" if loops else "diagram.summary.no_loop",
        steps=len(flow.nodes), lanes=len(flow.lanes), loops=loops,
    )  # fmt: skip
    items: list[Shape] = [
        Text(Point(0, 4.2), title.lines[0], title.size, palette.INK, bold=True),
        Text(Point(page, 4.2), right.lines[0], 8.0, palette.INK, "end", bold=True),
    ]
    if flow.sound is False:
        broken = one_line(problem(lang, flow), page * 0.7, 8.0, bold=True).lines[0]
        items.append(Text(Point(0, 9.2), broken, 8.0, palette.ALERT, bold=True))
        items.append(Text(Point(page, 9.2), summary, 7.2, palette.GREY, "end"))
    else:
        items.append(Text(Point(0, 9.2), summary, 7.2, palette.GREY))
    return Group("heading", (), tuple(items), "", flow.name if title.cut else "")


def problem(lang: Lang, flow: Flow) -> str:
    """What breaks the flow, in one sentence."""
    known = flow.problem if flow.problem in ("deadlock", "double_finish", "unreachable", "no_exit") else "other"
    return say(lang, f"diagram.problem.{known}")


def legend(
    lang: Lang, flow: Flow, network: Network, badges: Mapping[str, Sequence[Badge]], *, top: float, page: float
) -> tuple[Group, float]:
    """The signs in use with their meaning, in rows that fit the page; and where the legend ends."""
    items: list[Shape] = []
    x, y = 0.0, top + _LEGEND_ROW / 2
    for name, sign, sign_width in _signs(flow, network, badges):
        words = say(lang, f"diagram.legend.{name}")
        taken = sign_width + 1.4 + width(words, _LEGEND_SIZE)
        if x and x + taken > page:
            x, y = 0.0, y + _LEGEND_ROW
        items += [_moved(shape, x, y) for shape in sign]
        place = Point(x + sign_width + (1.4 if sign_width else 0.0), y + _LEGEND_SIZE * MM_PER_POINT * 0.36)
        items.append(Text(place, words, _LEGEND_SIZE, palette.SLATE))
        x += taken + 5.0
    return Group("legend", (), tuple(items)), y + _LEGEND_ROW / 2


def _signs(flow: Flow, network: Network, badges: Mapping[str, Sequence[Badge]]) -> list[tuple[str, list[Shape], float]]:
    """Name, shapes around the middle of their left edge, and width of every sign in use."""
    found: list[tuple[str, list[Shape], float]] = []

    def box(name: str, pen: Pen, strip: str | None) -> None:
        shapes: list[Shape] = [Rect(0.4, -2, 8, 4, palette.WHITE, None, 0.6)]
        if strip:
            shapes.append(Rect(0.4, -2, 8, 1.5, strip, None, 0.6))
        found.append((name, [*shapes, Rect(0.4, -2, 8, 4, None, pen, 0.6)], 8.8))

    steps = [n for n in network.nodes if n.kind == "step"]
    plain = [n for n in steps if not off_clock(n.step) and not alarming(flow, n.step)]
    if any(n.critical for n in plain):
        box("critical", palette.BOX_CRITICAL, palette.CRITICAL)
        if any(not n.critical for n in plain):
            box("step", palette.BOX, palette.STRIP)
    if any(off_clock(n.step) for n in steps):
        box("off_clock", palette.BOX_OFF_CLOCK, None)
    if any(alarming(flow, n.step) for n in steps):
        box("alert", palette.BOX_ALERT, palette.ALERT_GROUND)
    if any(link.back for link in network.links):
        found.append(("back", [Polyline((Point(0, 0), Point(10, 0)), palette.FLOW_BACK, "hollow")], 10.0))
    kinds = {n.kind for n in network.nodes}
    for name, wanted in (("one", {"one"}), ("all", {"all", "join"})):
        if kinds & wanted:
            found.append((name, gateway_sign(Point(2.6, 0), 5.2, palette.SLATE, 0.95, cross=name == "one"), 5.2))
    severities = {severity for several in badges.values() for _, severity in several}
    graded = [name for name in ("violation", "warning", "suggestion", "unknown") if name in severities]
    found += [(name, badge(Point(2.35, 0), "n", name), 4.7) for name in graded]
    if _bracketed(flow, network):
        found.append(("body", [Rect(0, -2.2, 1.5, 4.4, palette.SLATE)], 1.5))
    if any(n.step.duration is not None and n.step.duration.unit == "working_day" for n in steps):
        found.append(("days", [], 0.0))
    return found


def _moved(shape: Shape, dx: float, dy: float) -> Shape:
    if isinstance(shape, Rect):
        return replace(shape, x=shape.x + dx, y=shape.y + dy)
    if isinstance(shape, Polyline):
        return replace(shape, points=tuple(Point(p.x + dx, p.y + dy) for p in shape.points))
    if isinstance(shape, Text):
        return replace(shape, at=Point(shape.at.x + dx, shape.at.y + dy))
    return replace(shape, centre=Point(shape.centre.x + dx, shape.centre.y + dy))
