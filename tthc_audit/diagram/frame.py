"""The shapes around a flow: lanes with their heads, the heading above, the legend below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tthc_audit.diagram import palette
from tthc_audit.diagram.boxes import Badge, alarming, badge, gateway_sign, off_clock
from tthc_audit.diagram.geometry import HEAD_WIDTH, Extent
from tthc_audit.diagram.legend import Sign
from tthc_audit.diagram.legend import legend as rows_of
from tthc_audit.diagram.lettering import Lines, fit, line_height, one_line, width
from tthc_audit.diagram.model import MM_PER_POINT, Circle, Group, Pen, Point, Polyline, Rect, Shape, Text
from tthc_audit.diagram.network import Network
from tthc_audit.diagram.words import lane_name
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Flow

if TYPE_CHECKING:
    from tthc_audit.diagram.drawing import Drawing, Plan
    from tthc_audit.diagram.paging import Page

HEADING = 12.5
_BRACKET = 1.5
_SMALL = 6.6


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of a page: how wide it is, what stands over it, which of how many; ``small``: hard to read."""

    width: float
    headline: str
    headed: bool
    number: int = 1
    count: int = 1
    small: bool = False


def head(name: str) -> Lines:
    """The name of a lane, broken to fit its head."""
    return fit(name, HEAD_WIDTH - 2 * _BRACKET - 0.6, (7.6, 7.2, 6.8), 5, bold=True)


def head_height(lines: Lines) -> float:
    """How high a lane must be for its head."""
    return len(lines.lines) * line_height(lines.size) + line_height(_SMALL) + 4.0


def head_heights(planned: Plan) -> list[float]:
    """How high each lane must be for its head, and for the name of its body above the first of several."""
    tabs = _tabs(planned.flow, planned.net)
    return [head_height(lines) + (tabs[i][0] if i in tabs else 0.0) for i, lines in enumerate(planned.heads)]


def _tabs(flow: Flow, network: Network) -> dict[int, tuple[float, Lines]]:
    """By lane that is the first of several of one body: the name of the body, and how high it stands."""
    spread = _bracketed(flow, network)
    bodies = [flow.lanes[n] for n in network.lanes]
    found = {}
    for place in sorted(spread):
        if place - 1 in spread and bodies[place].body == bodies[place - 1].body:
            continue
        name = bodies[place].body_name or ""
        if name:
            lines = fit(name, HEAD_WIDTH - _BRACKET - 1.6, (_SMALL,), 2, bold=True)
            found[place] = len(lines.lines) * line_height(_SMALL) + 1.8, lines
    return found


def lanes(lang: Lang, drawn: Drawing, page: Page, sheet: Sheet) -> list[Group]:
    """Bands across the page, each with its name, the number of its steps, and the bracket of its body."""
    flow, network = drawn.flow, drawn.net
    groups = []
    counts = [sum(n.kind == "step" and n.lane == i for n in network.nodes) for i in range(len(page.lanes))]
    spread, tabs = _bracketed(flow, network), _tabs(flow, network)
    for place, extent in enumerate(page.lanes):
        lane = flow.lanes[network.lanes[place]] if network.lanes else None
        shown = place in page.shown
        ground = palette.LANE_ODD if place % 2 else palette.LANE_EVEN
        items: list[Shape] = [
            Rect(0, extent.start, sheet.width, extent.length, ground),
            Rect(0, extent.start, HEAD_WIDTH, extent.length, palette.LANE_HEAD),
            Polyline((Point(0, extent.end), Point(sheet.width, extent.end)), palette.RULE_PEN),
        ]
        bracket = _BRACKET if place in spread else 0.0
        if bracket:
            items.append(Rect(0, extent.start, _BRACKET, extent.length, palette.SLATE))
        start = extent.start
        if place in tabs and shown:
            start += tabs[place][0]
            items.append(Rect(0, extent.start, HEAD_WIDTH, tabs[place][0], palette.SLATE))
            items += _written(tabs[place][1], Extent(extent.start, start), palette.WHITE)
        name = lane_name(lang, lane) if lane else ""
        told = say(lang, "diagram.lane", name=name, n=counts[place])
        if shown or (counts[place] == 0 and len(page.lanes) == 1):
            number = say(lang, "diagram.steps.one" if counts[place] == 1 else "diagram.steps.many", n=counts[place])
            items += _written(drawn.heads[place], Extent(start, extent.end), palette.INK, number)
        else:
            most = max(int((extent.length - 0.6) / line_height(_SMALL)), 1)
            items += _written(fit(name, HEAD_WIDTH - _BRACKET - 1.4, (_SMALL,), most, bold=True), extent, palette.SLATE)
            items += _note(lang, extent, page, sheet)
        groups.append(Group("lane", (lane.id if lane else "",), tuple(items), told, name))
    return groups


def _written(lines: Lines, extent: Extent, ink: str, below: str = "") -> list[Shape]:
    """Lines in the middle of a head, and a small one below them."""
    middle = (HEAD_WIDTH + _BRACKET) / 2
    step = line_height(lines.size)
    whole = step * len(lines.lines) + (line_height(_SMALL) if below else 0.0)
    y = extent.middle - whole / 2 + lines.size * MM_PER_POINT * 0.93
    items: list[Shape] = [
        Text(Point(middle, y + i * step), line, lines.size, ink, "middle", bold=True)
        for i, line in enumerate(lines.lines)
    ]
    if below:
        items.append(Text(Point(middle, y + len(lines.lines) * step), below, _SMALL, palette.SLATE, "middle"))
    return items


def _note(lang: Lang, extent: Extent, page: Page, sheet: Sheet) -> list[Shape]:
    """That a low lane has no step on this page, unless a line runs there."""
    words = say(lang, "diagram.lane.empty.page" if sheet.count > 1 else "diagram.lane.empty")
    left = HEAD_WIDTH + 3.0
    right = left + width(words, _SMALL)
    for courses in page.courses.values():
        for course in courses:
            for a, b in pairwise(course.points):
                if (
                    min(a.x, b.x) < right + 1 and left - 1 < max(a.x, b.x)
                    and min(a.y, b.y) < extent.end and extent.start < max(a.y, b.y)
                ):  # fmt: skip
                    return []
    return [Text(Point(left, extent.middle + 0.85), words, _SMALL, palette.GREY, italic=True)]


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


def title(lang: Lang, flow: Flow, sheet: Sheet) -> str:
    """Code and name of the procedure, and which page this is of how many."""
    name = say(lang, "diagram.title", code=flow.procedure, name=flow.name)
    if sheet.count == 1:
        return name
    return f"{name} ({say(lang, 'diagram.page', page=sheet.number, pages=sheet.count)})"


def heading(lang: Lang, flow: Flow, network: Network, sheet: Sheet) -> Group:
    """Code and name, what the flow amounts to, and the headline at the right; what breaks it, if anything."""
    page = sheet.width
    right = one_line(sheet.headline, page * 0.45, 8.0, bold=True)
    mark = f" ({say(lang, 'diagram.page', page=sheet.number, pages=sheet.count)})" if sheet.count > 1 else ""
    room = page - width(right.lines[0], 8.0, bold=True) - 4 - width(mark, 10.5, bold=True)
    name = one_line(say(lang, "diagram.title", code=flow.procedure, name=flow.name), room, 10.5, bold=True)
    loops = sum(link.back for link in network.links)
    summary = say(
        lang, "diagram.summary" if loops else "diagram.summary.no_loop",
        steps=len(flow.nodes), lanes=len(flow.lanes), loops=loops,
    )  # fmt: skip
    items: list[Shape] = [
        Text(Point(0, 4.2), name.lines[0] + mark, name.size, palette.INK, bold=True),
        Text(Point(page, 4.2), right.lines[0], 8.0, palette.INK, "end", bold=True),
    ]
    if flow.sound is False:
        broken = one_line(problem(lang, flow), page * 0.7, 8.0, bold=True).lines[0]
        items.append(Text(Point(0, 9.2), broken, 8.0, palette.ALERT, bold=True))
        items.append(Text(Point(page, 9.2), summary, 7.2, palette.GREY, "end"))
    else:
        items.append(Text(Point(0, 9.2), summary, 7.2, palette.GREY))
    return Group("heading", (), tuple(items), "", flow.name if name.cut else "")


def problem(lang: Lang, flow: Flow) -> str:
    """What breaks the flow, in one sentence."""
    known = flow.problem if flow.problem in ("deadlock", "double_finish", "unreachable", "no_exit") else "other"
    return say(lang, f"diagram.problem.{known}")


def legend(lang: Lang, drawn: Drawing, sheet: Sheet, *, top: float, shown: Page) -> tuple[Group, float]:
    """The signs in use on a page with their meaning, in rows that fit it; and where the legend ends."""
    signs = _signs(drawn.flow, drawn.net, drawn.badges, shown.nodes, shown.courses)
    found = [Sign(say(lang, f"diagram.legend.{name}"), shapes, wide) for name, shapes, wide in signs]
    if sheet.count > 1:
        circle = [Circle(Point(2.6, 0), 2.3, palette.WHITE, Pen(palette.SLATE, 1.2))]
        found.append(Sign(say(lang, "diagram.legend.connector"), [*circle], 5.2))
        if not sheet.headed:
            found.append(Sign(say(lang, "diagram.page", page=sheet.number, pages=sheet.count), [], 0.0))
    if sheet.small:
        found.append(Sign(say(lang, "diagram.legend.small"), [], 0.0))
    return rows_of(found, top=top, page=sheet.width)


def legend_height(lang: Lang, planned: Plan | Drawing, page: float, *, count: int) -> float:
    """How high the legend is at most, with all signs of the flow."""
    signs = _signs(
        planned.flow, planned.net, planned.badges, range(len(planned.net.nodes)), range(len(planned.net.links))
    )
    found = [Sign(say(lang, f"diagram.legend.{name}"), [], wide) for name, _, wide in signs]
    if count > 1:
        found.append(Sign(say(lang, "diagram.legend.connector"), [], 5.2))
        found.append(Sign(say(lang, "diagram.page", page=count, pages=count), [], 0.0))
    return rows_of(found, top=0.0, page=page)[1]


def _signs(
    flow: Flow, network: Network, badges: Mapping[str, Sequence[Badge]], shown: Iterable[int], led: Iterable[int]
) -> list[tuple[str, list[Shape], float]]:
    """Name, shapes around the middle of their left edge, and width of every sign in use."""
    found: list[tuple[str, list[Shape], float]] = []

    def box(name: str, pen: Pen, strip: str | None) -> None:
        shapes: list[Shape] = [Rect(0.4, -2, 8, 4, palette.WHITE, None, 0.6)]
        if strip:
            shapes.append(Rect(0.4, -2, 8, 1.5, strip, None, 0.6))
        found.append((name, [*shapes, Rect(0.4, -2, 8, 4, None, pen, 0.6)], 8.8))

    nodes = [network.nodes[i] for i in shown]
    steps = [n for n in nodes if n.kind == "step"]
    plain = [n for n in steps if not off_clock(n.step) and not alarming(flow, n.step)]
    if any(n.critical for n in plain):
        box("critical", palette.BOX_CRITICAL, palette.CRITICAL)
        if any(not n.critical for n in plain):
            box("step", palette.BOX, palette.STRIP)
    if any(off_clock(n.step) for n in steps):
        box("off_clock", palette.BOX_OFF_CLOCK, None)
    if any(alarming(flow, n.step) for n in steps):
        box("alert", palette.BOX_ALERT, palette.ALERT_GROUND)
    if any(network.links[i].back for i in led):
        found.append(("back", [Polyline((Point(0, 0), Point(10, 0)), palette.FLOW_BACK, "hollow")], 10.0))
    kinds = {n.kind for n in nodes}
    for name, wanted in (("one", {"one"}), ("all", {"all", "join"})):
        if kinds & wanted:
            found.append((name, gateway_sign(Point(2.6, 0), 5.2, palette.SLATE, 0.95, cross=name == "one"), 5.2))
    severities = {severity for n in steps for _, severity in badges.get(n.step.id, ())}
    graded = [name for name in ("violation", "warning", "suggestion", "unknown") if name in severities]
    found += [(name, badge(Point(2.35, 0), "n", name), 4.7) for name in graded]
    if _bracketed(flow, network):
        found.append(("body", [Rect(0, -2.2, 1.5, 4.4, palette.SLATE)], 1.5))
    if any(n.step.duration is not None and n.step.duration.unit == "working_day" for n in steps):
        found.append(("days", [], 0.0))
    return found
