"""The shapes of the links: casings under the lines, arrows, labels beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tthc_audit.diagram import palette
from tthc_audit.diagram.lettering import Lines, fit, line_height, one_line
from tthc_audit.diagram.lettering import width as text_width
from tthc_audit.diagram.model import MM_PER_POINT, Group, Pen, Point, Polyline, Shape, Text
from tthc_audit.diagram.network import Link, Network
from tthc_audit.i18n import Lang, say

LABEL_SIZE = 6.6
LABEL_WIDTH = 24.0
_CASING = 2.6
_RADIUS = 1.3
_LEAST_RUN = 14.0
BESIDE_TIP = 3.6
_PITCHES, _LEAST_PITCH, _PITCH_AT_TIP = {2: 6.4, 3: 5.6}, 3.6, 2.0
"""How far apart labelled lines enter a box, by their number; at the tip of a gateway they must be close."""


def pen(link: Link) -> Pen:
    """The pen by the meaning of the link."""
    if link.alert:
        return palette.FLOW_ALERT
    if link.back:
        return palette.FLOW_BACK
    return palette.FLOW_CRITICAL if link.critical else palette.FLOW


def entries(network: Network) -> tuple[dict[int, float], dict[int, int], dict[int, float]]:
    """Where labelled links that share their target enter it, so that each label has a line of its own.

    Returns, by link, the distance from the middle in millimetres and how many lines its label may
    take; and, by node, how high a box must be for its entries.
    """
    beside: dict[int, float] = {}
    lines: dict[int, int] = {}
    heights: dict[int, float] = {}
    into: dict[int, list[int]] = {}
    for number, link in enumerate(network.links):
        if not link.back:
            into.setdefault(link.target, []).append(number)
    for target, numbers in into.items():
        labelled = [n for n in numbers if network.links[n].label]
        lines |= dict.fromkeys(labelled, 3)
        if not labelled or len(numbers) == 1:
            continue
        narrow = network.nodes[target].kind != "step"
        slots = len(labelled) + (len(labelled) < len(numbers))
        pitch = _PITCH_AT_TIP if narrow else _PITCHES.get(slots, _LEAST_PITCH)
        heights[target] = 0.0 if narrow else pitch * (slots - 1) + 5.0
        for place, number in enumerate(labelled):
            beside[number] = (place - (slots - 1) / 2) * pitch
            lines[number] = 2 if pitch > 2 * line_height(LABEL_SIZE) or (narrow and slots == 2 and place == 0) else 1
    return beside, lines, heights


def label(link: Link, most: int) -> Lines:
    """The label of a link that leads on, broken to stand before its target."""
    return fit(link.label, LABEL_WIDTH, (LABEL_SIZE,), most)


def link_groups(
    lang: Lang, network: Network, points: Sequence[tuple[Point, ...]], *, labels: Mapping[int, Lines],
    runs: Mapping[int, int], tag: Mapping[str, str],
) -> list[Group]:  # fmt: skip
    """All links: by bundle its casings first, then its lines; critical ones last, loops before them.

    ``labels`` are those before a target; ``runs`` tell on which segment a loop's label stands.
    """
    groups = []
    for bundle in _bundles(network.links):
        for number in bundle:
            stroke = pen(network.links[number])
            casing = Polyline(points[number], Pen(palette.WHITE, stroke.width + _CASING), "none", _RADIUS)
            groups.append(Group("link", _key(network, number), (casing,), link=number))
        groups += [_link(lang, network, number, points[number], tag) for number in bundle]
    for number, link in enumerate(network.links):
        shapes: list[Shape] = []
        if number in labels:
            shapes = _before_target(labels[number], points[number], network, link)
        elif number in runs:
            shapes = [_over_run(link, points[number][runs[number]], points[number][runs[number] + 1], points)]
        if shapes:
            groups.append(Group("link", _key(network, number), tuple(shapes), "", link.label, number))
    return groups


def _bundles(links: Sequence[Link]) -> list[list[int]]:
    """Links that share an end, drawn together so that no casing cuts a trunk."""
    parent = list(range(len(links)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    ends: dict[tuple[str, int], int] = {}
    for i, link in enumerate(links):
        if link.back:
            continue
        for end in (("source", link.source), ("target", link.target)):
            parent[root(i)] = root(ends.setdefault(end, i))
    bundles: dict[int, list[int]] = {}
    for i in range(len(links)):
        bundles.setdefault(root(i), []).append(i)
    for bundle in bundles.values():
        bundle.sort(key=lambda i: (links[i].critical, links[i].alert, i))
    return sorted(bundles.values(), key=lambda b: (any(links[i].critical for i in b), not links[b[0]].back, b))


def _key(network: Network, number: int) -> tuple[str, ...]:
    link = network.links[number]
    return (network.nodes[link.source].step.id, network.nodes[link.target].step.id, str(number))


def _link(lang: Lang, network: Network, number: int, points: tuple[Point, ...], tag: Mapping[str, str]) -> Group:
    link = network.links[number]
    line = Polyline(points, pen(link), "hollow" if link.back and not link.alert else "filled", _RADIUS)
    if link.edge is None:
        return Group("link", _key(network, number), (line,), link=number)
    ends = {"source": tag[link.edge.source], "target": tag[link.edge.target]}
    name = f"diagram.edge{'.back' if link.back else ''}{'.when' if link.label else ''}"
    told = say(lang, name, when=link.label, **ends)
    return Group("edge", (link.edge.source, link.edge.target), (line,), told, told if link.label else "", number)


def _ink(link: Link) -> str:
    if link.alert:
        return palette.ALERT
    if link.back:
        return palette.LOOP
    return palette.CRITICAL if link.critical else palette.SLATE


def _before_target(lines: Lines, points: Sequence[Point], network: Network, link: Link) -> list[Shape]:
    """The label on the last level run; beside the tip of a gateway that run is a little longer."""
    end = points[-1]
    right = end.x - 1.2
    if network.nodes[link.target].kind != "step":
        right -= BESIDE_TIP
    step = line_height(lines.size)
    base = end.y - 1.3 - step * (len(lines.lines) - 1)
    return [
        Text(Point(right, base + i * step), line, lines.size, _ink(link), "end", bold=link.critical, halo=palette.WHITE)
        for i, line in enumerate(lines.lines)
    ]


def _over_run(link: Link, one: Point, other: Point, lines: Sequence[tuple[Point, ...]]) -> Text:
    """The label above a level run, as near its middle as no upright line passes through it."""
    room = max(abs(one.x - other.x) - 2.0, _LEAST_RUN)
    line = one_line(link.label, room, LABEL_SIZE).lines[0]
    half = text_width(line, LABEL_SIZE) / 2 + 0.6
    upright = [
        a.x for points in lines for a, b in pairwise(points)
        if a.x == b.x and min(a.y, b.y) < one.y - 0.5 and max(a.y, b.y) > one.y - line_height(LABEL_SIZE)
    ]  # fmt: skip
    middle, slack = (one.x + other.x) / 2, max(room / 2 + 1.0 - half, 0.0)
    places = [middle + sign * 2.0 * step for step in range(int(slack / 2.0) + 1) for sign in (1, -1)]
    x = min(places, key=lambda p: sum(abs(p - u) < half for u in upright))
    return Text(
        Point(x, one.y - LABEL_SIZE * MM_PER_POINT * 0.36), line, LABEL_SIZE, _ink(link), "middle",
        italic=True, halo=palette.WHITE,
    )  # fmt: skip
