"""The shapes of the links: casings under the lines, arrows, labels beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tthc_audit.diagram import palette
from tthc_audit.diagram.labels import Label
from tthc_audit.diagram.lettering import line_height
from tthc_audit.diagram.model import MM_PER_POINT, Circle, Group, Pen, Point, Polyline, Shape, Text
from tthc_audit.diagram.network import Link, Network
from tthc_audit.i18n import Lang, say

if TYPE_CHECKING:
    from tthc_audit.diagram.paging import Connector

_CASING = 2.6
_RADIUS = 1.3
_RANK = (palette.ALERT, palette.CRITICAL, palette.SLATE, palette.LOOP)


@dataclass(frozen=True, slots=True)
class Course:
    """A part of a line on a page; ``tip`` where it reaches its target."""

    points: tuple[Point, ...]
    tip: bool


def pen(link: Link) -> Pen:
    """The pen by the meaning of the link."""
    if link.alert:
        return palette.FLOW_ALERT
    if link.back:
        return palette.FLOW_BACK
    return palette.FLOW_CRITICAL if link.critical else palette.FLOW


def link_groups(
    lang: Lang, network: Network, courses: Mapping[int, Sequence[Course]], labels: Mapping[int, Label],
    tag: Mapping[str, str],
) -> list[Group]:  # fmt: skip
    """All links: by bundle its casings first, then its lines; critical ones last, loops before them; then all words."""
    groups = []
    for bundle in _bundles(network.links):
        for number in bundle:
            casing = Pen(palette.WHITE, pen(network.links[number]).width + _CASING)
            seams = tuple(Polyline(part.points, casing, "none", _RADIUS) for part in courses.get(number, ()))
            if seams:
                groups.append(Group("link", _key(network, number), seams, link=number))
        groups += [_link(lang, network, number, courses[number], tag) for number in bundle if courses.get(number)]
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


def _link(lang: Lang, network: Network, number: int, courses: Sequence[Course], tag: Mapping[str, str]) -> Group:
    link = network.links[number]
    head: Literal["hollow", "filled"] = "hollow" if link.back and not link.alert else "filled"
    line = tuple(Polyline(part.points, pen(link), head if part.tip else "none", _RADIUS) for part in courses)
    if link.edge is None:
        return Group("link", _key(network, number), line, link=number)
    ends = {"source": tag[link.edge.source], "target": tag[link.edge.target]}
    name = f"diagram.edge{'.back' if link.back else ''}{'.when' if link.label else ''}"
    told = say(lang, name, when=link.label, **ends)
    return Group("edge", (link.edge.source, link.edge.target), line, told, told if link.label else "", number)


def connector(lang: Lang, network: Network, end: Connector, *, above: bool | None) -> Group:
    """The lettered circle where a line goes on, on another page; ``above``: where its words stand, if anywhere."""
    colour = min((_ink(network.links[i]) for i in end.links), key=_RANK.index)
    name = "to" if end.leaves else "from"
    size = 6.8 if len(end.letter) == 1 else 6.6
    middle = Point(end.centre.x, end.centre.y + size * MM_PER_POINT * 0.36)
    items: list[Shape] = [
        Circle(end.centre, 2.6, palette.WHITE, Pen(colour, 1.2)),
        Text(middle, end.letter, size, colour, "middle", bold=True),
    ]
    if above is not None:
        at = Point(end.centre.x, end.centre.y + (-3.4 if above else 5.3))
        items.append(Text(at, say(lang, f"diagram.connector.{name}.short", page=end.page), 6.6, palette.GREY, "middle"))
    told = say(lang, f"diagram.connector.{name}", letter=end.letter, page=end.page)
    return Group("link", (end.letter, name), tuple(items), told, told)


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
