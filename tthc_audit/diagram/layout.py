"""From a flow to a drawing: a pure function that places, leads and writes, and draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tthc_audit.diagram import boxes, drawing, frame, lines
from tthc_audit.diagram.boxes import Badge
from tthc_audit.diagram.drawing import Drawing, Plan
from tthc_audit.diagram.geometry import BOX_WIDTHS
from tthc_audit.diagram.model import Group, Point, Scene
from tthc_audit.diagram.paging import Page, pages, stretched
from tthc_audit.diagram.parting import LEAST_SCALE, MOST_SCALE, PAGE_HEIGHT, PAGE_WIDTH, Parts, part
from tthc_audit.diagram.scaling import scaled
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Flow

_LEAST_PAGE = 170.0
_MARGIN = 1.0
_LEGEND_GAP = 2.0
_TARGETS = (0.93, 1.0, 1.08)
"""The scales that pages are planned for, one after the other, until all that is led and written fits."""


def lay_out(
    flow: Flow, badges: Mapping[str, Sequence[Badge]], lang: Lang, *, headline: str = "", titled: bool = True,
    foot: Mapping[str, float] | None = None,
) -> Scene:  # fmt: skip
    """The drawing of a flow with at least one step, as wide as it must be.

    ``badges`` are the numbered findings of each step by its id; ``headline`` stands at the top right;
    without ``titled`` there is no heading (the page around the drawing has one), save for what breaks
    an unsound flow. ``foot`` is room to be left free at the foot of the boxes of steps, in millimetres.
    The same flow gives the same drawing, whatever the machine.
    """
    top = _top(flow, titled=titled)
    planned = drawing.plan(flow, badges, lang, foot=foot)
    drawn = drawing.draw(planned, top=top, head_heights=frame.head_heights(planned))
    (page,) = pages(drawn, (), ())
    wide = max(page.right, _LEAST_PAGE)
    return _scene(lang, drawn, page, frame.Sheet(wide, headline, top > _MARGIN), scale=1.0)


def lay_out_pages(
    flow: Flow, badges: Mapping[str, Sequence[Badge]], lang: Lang, *, headline: str = "", titled: bool = True
) -> tuple[Scene, ...]:
    """The drawing of a flow with at least one step on sheets of A4 landscape, at the size of the print.

    A flow that fits one sheet with letters of 6 points stands on one; a wider one is cut between steps,
    and every line cut bears a letter on both sheets. All sheets have one scale. Only where steps above
    each other are too many for a sheet are letters smaller than 6 points, and the legend says so. A sheet
    is 277 mm wide and, without its heading, at most 166 mm high.
    """
    top = _top(flow, titled=titled)
    tried = [_sheets(flow, badges, lang, top, _TARGETS[0])]
    for target in _TARGETS[1:]:
        if tried[-1].scale >= LEAST_SCALE:
            break
        tried.append(_sheets(flow, badges, lang, top, target))
    best = max(tried, key=lambda t: min(t.scale, LEAST_SCALE))
    drawn, found, scale = best.drawn, best.pages, best.scale
    wide = PAGE_WIDTH / scale - 2 * _MARGIN
    sheets = []
    for number, page in enumerate(found, 1):
        spare = PAGE_HEIGHT / scale - best.foot - (page.lanes[-1].end - top)
        sheet = frame.Sheet(wide, headline, top > _MARGIN, number, len(found), small=scale < LEAST_SCALE - 1e-9)
        sheets.append(_scene(lang, drawn, stretched(page, spare), sheet, scale=scale))
    return tuple(sheets)


@dataclass(frozen=True, slots=True)
class _Sheets:
    """A drawing cut into pages, the height below its lanes, and the scale at which all pages fit."""

    drawn: Drawing
    pages: tuple[Page, ...]
    foot: float
    scale: float


def _sheets(flow: Flow, badges: Mapping[str, Sequence[Badge]], lang: Lang, top: float, target: float) -> _Sheets:
    parted = _parted(flow, badges, lang, target)
    heights = frame.head_heights(parted.planned)
    drawn = drawing.draw(parted.planned, top=top, head_heights=heights, zones=parted.zones)
    found = pages(drawn, parted.zones, heights)
    wide = max(*(p.right for p in found), PAGE_WIDTH / MOST_SCALE - 2 * _MARGIN)
    foot = _LEGEND_GAP + frame.legend_height(lang, drawn, wide, count=len(found)) + 2 * _MARGIN
    tall = max(p.lanes[-1].end - top for p in found) + foot
    return _Sheets(drawn, found, foot, min(PAGE_WIDTH / (wide + 2 * _MARGIN), PAGE_HEIGHT / tall, MOST_SCALE))


def _parted(flow: Flow, badges: Mapping[str, Sequence[Badge]], lang: Lang, target: float) -> Parts:
    """The widest boxes with which the flow stands on the fewest sheets, at a scale of ``target`` or more."""
    best: tuple[int, Parts] | None = None
    for width in BOX_WIDTHS:
        planned = drawing.plan(flow, badges, lang, width)
        found = part(planned, frame.head_heights(planned), _legend_room(lang, planned), target)
        if best is None or len(found.zones) < best[0]:
            best = len(found.zones), found
        if not found.zones:
            break
    assert best is not None
    return best[1]


def _legend_room(lang: Lang, planned: Plan) -> float:
    return _LEGEND_GAP + frame.legend_height(lang, planned, PAGE_WIDTH, count=2) + 2 * _MARGIN


def _top(flow: Flow, *, titled: bool) -> float:
    return frame.HEADING if titled or flow.sound is False else _MARGIN


def _scene(lang: Lang, drawn: Drawing, page: Page, sheet: frame.Sheet, *, scale: float) -> Scene:
    flow, net = drawn.flow, drawn.net
    groups: list[Group] = []
    if sheet.headed:
        groups.append(frame.heading(lang, flow, net, sheet))
    groups += frame.lanes(lang, drawn, page, sheet)
    groups.append(frame.frame(page.lanes, sheet.width))
    groups += lines.link_groups(lang, net, page.courses, page.labels, drawn.tag)
    heights = [end.centre.y for end in page.connectors]
    for end in page.connectors:
        others = [y - end.centre.y for y in heights if y != end.centre.y]
        below = not any(1.5 < y < 8.2 for y in others)
        above = not any(-8.2 < y < -1.5 for y in others)
        groups.append(lines.connector(lang, net, end, above=False if below else True if above else None))
    groups += _nodes(lang, drawn, page)
    foot, bottom = frame.legend(lang, drawn, sheet, top=page.lanes[-1].end + _LEGEND_GAP, shown=page)
    groups.append(foot)
    whole = Scene(
        width=sheet.width + 2 * _MARGIN,
        height=bottom + 2 * _MARGIN,
        margin=_MARGIN,
        title=frame.title(lang, flow, sheet),
        description=_description(lang, drawn),
        lang=lang,
        groups=tuple(groups),
    )
    return whole if scale == 1.0 else scaled(whole, scale)


def _nodes(lang: Lang, drawn: Drawing, page: Page) -> list[Group]:
    """The shapes of all nodes of a page, in their order."""
    groups = []
    for number, area in sorted(page.nodes.items()):
        node = drawn.net.nodes[number]
        centre = Point((area.left + area.right) / 2, (area.top + area.bottom) / 2)
        if node.kind == "step":
            step = node.step.id
            groups.append(
                boxes.step_box(
                    lang, drawn.flow, node, drawn.tag, centre=centre,
                    size=(area.right - area.left, area.bottom - area.top), writing=drawn.writing[step],
                    badges=drawn.badges[step],
                )
            )  # fmt: skip
        elif node.kind in ("start", "end"):
            groups.append(boxes.ring(lang, node, centre))
        else:
            groups.append(boxes.gateway(lang, node, centre, drawn.tag))
    return groups


def _description(lang: Lang, drawn: Drawing) -> str:
    """The whole drawing in a sentence or two, for those who do not see it."""
    flow = drawn.flow
    critical = ", ".join(drawn.tag[n.id] for n in flow.nodes if n.on_critical_path)
    if flow.sound is False:
        path = frame.problem(lang, flow) + "."
    else:
        path = say(lang, "diagram.description.path", steps=critical) if critical else ""
    return say(
        lang, "diagram.description", code=flow.procedure, steps=len(flow.nodes), lanes=len(flow.lanes), path=path
    ).strip()
