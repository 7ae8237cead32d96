"""From a flow to a drawing: a pure function that places, leads and writes, and draws nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tthc_audit.diagram import boxes, frame, lines
from tthc_audit.diagram.boxes import Badge
from tthc_audit.diagram.geometry import GATEWAY, Geometry, measure, point, size
from tthc_audit.diagram.lettering import Lines
from tthc_audit.diagram.lettering import width as text_width
from tthc_audit.diagram.model import Group, Point, Scene
from tthc_audit.diagram.network import Network, network
from tthc_audit.diagram.placing import Placing, place
from tthc_audit.diagram.routing import At, routes
from tthc_audit.diagram.tracks import Tracks, assign
from tthc_audit.diagram.words import lane_name, tags
from tthc_audit.i18n import Lang, say
from tthc_audit.results import Flow

_LEAST_PAGE = 170.0
_MARGIN = 1.0


def lay_out(
    flow: Flow, badges: Mapping[str, Sequence[Badge]], lang: Lang, *, headline: str = "", titled: bool = True
) -> Scene:
    """The drawing of a flow with at least one step.

    ``badges`` are the numbered findings of each step by its id; ``headline`` stands at the top right;
    without ``titled`` there is no heading (the page around the drawing has one), save for what breaks
    an unsound flow. The same flow gives the same drawing, whatever the machine.
    """
    net = network(flow)
    placing = place(net)
    beside, label_lines, entry_heights = lines.entries(net)
    tracks = assign(net.links, routes(net, placing, beside))
    tag = tags(flow)
    of_step = {n.id: tuple(badges.get(n.id, ())) for n in flow.nodes}
    writing = {n.id: boxes.write(lang, n, tag, of_step[n.id]) for n in flow.nodes}
    labels = {i: lines.label(net.links[i], most) for i, most in label_lines.items()}
    runs = {i: _longest_level(tracks, i) for i, link in enumerate(net.links) if link.back and link.label}
    heads = [frame.head(lane_name(lang, flow.lanes[n])) for n in net.lanes] or [frame.head("")]
    headed = titled or flow.sound is False
    geometry = measure(
        net, placing, tracks,
        top=frame.HEADING if headed else _MARGIN,
        row_heights=_row_heights(net, placing, writing, of_step, entry_heights),
        label_widths=_label_widths(net, placing, labels),
        labelled_tracks={(tracks.routes[i][run].y.position, tracks.across[i, run]) for i, run in runs.items()},
        head_heights=[frame.head_height(h) for h in heads],
    )  # fmt: skip
    page = max(geometry.right + 2.0, _LEAST_PAGE)
    centres = [Point(geometry.columns[c.column].middle, geometry.rows[c.row].middle) for c in placing.cells]
    points = [_points(net, placing, tracks, geometry, i) for i in range(len(net.links))]
    legend, bottom = frame.legend(lang, flow, net, of_step, top=geometry.bottom + 2.0, page=page)
    groups: list[Group] = []
    if headed:
        groups.append(frame.heading(lang, flow, net, headline, page))
    groups += frame.lanes(lang, flow, net, heads=heads, extents=geometry.lanes, page=page)
    groups.append(frame.frame(geometry.lanes, page))
    groups += lines.link_groups(lang, net, points, labels=labels, runs=runs, tag=tag)
    for number, node in enumerate(net.nodes):
        height = geometry.rows[placing.cells[number].row].length
        if node.kind == "step":
            step = node.step.id
            groups.append(
                boxes.step_box(
                    lang, flow, node, tag, centre=centres[number], box_height=height, writing=writing[step],
                    badges=of_step[step],
                )
            )  # fmt: skip
        elif node.kind in ("start", "end"):
            groups.append(boxes.ring(lang, node, centres[number]))
        else:
            groups.append(boxes.gateway(lang, node, centres[number], tag))
    groups.append(legend)
    critical = ", ".join(tag[n.id] for n in flow.nodes if n.on_critical_path)
    if flow.sound is False:
        path = frame.problem(lang, flow) + "."
    else:
        path = say(lang, "diagram.description.path", steps=critical) if critical else ""
    return Scene(
        width=page + 2 * _MARGIN,
        height=bottom + 2 * _MARGIN,
        margin=_MARGIN,
        title=say(lang, "diagram.title", code=flow.procedure, name=flow.name),
        description=say(
            lang, "diagram.description", code=flow.procedure, steps=len(flow.nodes), lanes=len(flow.lanes), path=path
        ).strip(),
        lang=lang,
        groups=tuple(groups),
    )


def _longest_level(tracks: Tracks, link: int) -> int:
    """The segment of a loop over which its label has most room."""
    route = tracks.routes[link]
    level = [s for s in range(len(route) - 1) if (link, s) in tracks.across]
    return max(level, key=lambda s: (abs(route[s].x.position - route[s + 1].x.position), -s))


def _row_heights(
    net: Network, placing: Placing, writing: Mapping[str, boxes.Writing],
    badges: Mapping[str, Sequence[Badge]], entry_heights: Mapping[int, float],
) -> list[float]:  # fmt: skip
    heights = [GATEWAY] * placing.rows
    for number, (node, cell) in enumerate(zip(net.nodes, placing.cells, strict=True)):
        if node.kind == "step":
            step = node.step.id
            need = max(boxes.height(writing[step], badges[step]), entry_heights.get(number, 0.0))
            heights[cell.row] = max(heights[cell.row], need)
    return heights


def _label_widths(net: Network, placing: Placing, labels: Mapping[int, Lines]) -> dict[int, float]:
    """The room that labels want before each column."""
    wanted: dict[int, float] = {}
    for number, text in labels.items():
        bold = net.links[number].critical
        room = max(text_width(line, text.size, bold=bold) for line in text.lines)
        target = net.links[number].target
        room += 0.0 if net.nodes[target].kind == "step" else lines.BESIDE_TIP
        column = placing.cells[target].column
        wanted[column] = max(wanted.get(column, 0.0), room)
    return wanted


def _points(net: Network, placing: Placing, tracks: Tracks, geometry: Geometry, number: int) -> tuple[Point, ...]:
    route = tracks.routes[number]
    link = net.links[number]
    found = []
    for i, corner in enumerate(route):
        width = height = 0.0
        if i in (0, len(route) - 1):
            node = link.source if i == 0 else link.target
            width, height = size(net.nodes[node], geometry.rows[placing.cells[node].row].length)
            if net.nodes[node].kind in ("one", "all", "join"):
                width -= 2 * abs(corner.y.offset)
        lanes = _track(tracks.down, number, i, corner.x), _track(tracks.across, number, i, corner.y)
        found.append(point(geometry, corner.x, corner.y, tracks=lanes, span=(width, height)))
    return tuple(found)


def _track(of: Mapping[tuple[int, int], int], link: int, corner: int, at: At) -> int | None:
    """The track of the run before or after a corner, where it lies in a channel."""
    if at.position % 4:
        return None
    return of[link, corner] if (link, corner) in of else of[link, corner - 1]
