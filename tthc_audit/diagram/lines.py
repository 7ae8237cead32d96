"""The shapes of the links: casings under the lines, arrows, labels beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tthc_audit.diagram import palette
from tthc_audit.diagram.labels import Label
from tthc_audit.diagram.lettering import line_height
from tthc_audit.diagram.model import MM_PER_POINT, Group, Pen, Point, Polyline, Shape, Text
from tthc_audit.diagram.network import Link, Network
from tthc_audit.i18n import Lang, say

_CASING = 2.6
_RADIUS = 1.3


def pen(link: Link) -> Pen:
    """The pen by the meaning of the link."""
    if link.alert:
        return palette.FLOW_ALERT
    if link.back:
        return palette.FLOW_BACK
    return palette.FLOW_CRITICAL if link.critical else palette.FLOW


def link_groups(
    lang: Lang, network: Network, points: Sequence[tuple[Point, ...]], labels: Mapping[int, Label],
    tag: Mapping[str, str],
) -> list[Group]:  # fmt: skip
    """All links: by bundle its casings first, then its lines; critical ones last, loops before them; then all words."""
    groups = []
    for bundle in _bundles(network.links):
        for number in bundle:
            stroke = pen(network.links[number])
            casing = Polyline(points[number], Pen(palette.WHITE, stroke.width + _CASING), "none", _RADIUS)
            groups.append(Group("link", _key(network, number), (casing,), link=number))
        groups += [_link(lang, network, number, points[number], tag) for number in bundle]
    for number, label in sorted(labels.items()):
        link = network.links[number]
        groups.append(Group("link", _key(network, number), _words(label, link), "", link.label, number))
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


def _words(label: Label, link: Link) -> tuple[Shape, ...]:
    """The lines of a label in its rectangle."""
    area, size = label.area, label.lines.size
    x = {"start": area.left, "middle": (area.left + area.right) / 2, "end": area.right}[label.anchor]
    step = line_height(size)
    first = area.top + step / 2 + size * MM_PER_POINT * 0.36
    return tuple(
        Text(
            Point(x, first + i * step), line, size, _ink(link), label.anchor, bold=link.critical, italic=link.back,
            halo=palette.WHITE,
        )
        for i, line in enumerate(label.lines.lines)
    )  # fmt: skip
