"""From a flow to a drawing: a pure function that places, leads and writes, and draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tthc_audit.diagram import boxes, drawing, frame, lines
from tthc_audit.diagram.boxes import Badge
from tthc_audit.diagram.drawing import Drawing
from tthc_audit.diagram.model import Group, Point, Scene
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Flow

_LEAST_PAGE = 170.0
_MARGIN = 1.0


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
    headed = titled or flow.sound is False
    planned = drawing.plan(flow, badges, lang, foot=foot)
    drawn = drawing.draw(
        planned, top=frame.HEADING if headed else _MARGIN, head_heights=frame.head_heights(lang, planned)
    )
    net = drawn.net
    page = max(drawn.right, _LEAST_PAGE)
    groups: list[Group] = []
    if headed:
        groups.append(frame.heading(lang, flow, net, headline, page))
    groups += frame.lanes(lang, flow, net, heads=drawn.heads, extents=drawn.geometry.lanes, page=page)
    groups.append(frame.frame(drawn.geometry.lanes, page))
    groups += lines.link_groups(lang, net, drawn.points, drawn.labels, drawn.tag)
    groups += nodes(lang, drawn)
    legend, bottom = frame.legend(lang, flow, net, drawn.badges, top=drawn.geometry.lanes[-1].end + 2.0, page=page)
    groups.append(legend)
    return Scene(
        width=page + 2 * _MARGIN,
        height=bottom + 2 * _MARGIN,
        margin=_MARGIN,
        title=say(lang, "diagram.title", code=flow.procedure, name=flow.name),
        description=description(lang, drawn),
        lang=lang,
        groups=tuple(groups),
    )


def nodes(lang: Lang, drawn: Drawing) -> list[Group]:
    """The shapes of all nodes, in their order."""
    groups = []
    for number, node in enumerate(drawn.net.nodes):
        area = drawn.geometry.areas[number]
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


def description(lang: Lang, drawn: Drawing) -> str:
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
