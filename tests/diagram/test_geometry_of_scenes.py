"""What holds of every drawing, whatever the flow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest

from tthc_audit.diagram.layout import lay_out
from tthc_audit.diagram.lettering import width
from tthc_audit.diagram.model import MM_PER_POINT, Circle, Diamond, Group, Point, Polyline, Rect, Scene, Text
from tthc_audit.results import Flow

HARD = 8
"""Flows in which every step goes to any unit: far denser than what offices do."""
FLOWS = range(HARD + 92)
Area = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def scenes() -> dict[int, tuple[Flow, Scene]]:
    return {}


@pytest.fixture(scope="module")
def make(random_flow: Callable[[int], Flow], procedure_flow: Callable[..., Flow]) -> Callable[[int], Flow]:
    return lambda seed: random_flow(seed) if seed < HARD else procedure_flow(seed)


def _scene(scenes: dict[int, tuple[Flow, Scene]], make: Callable[[int], Flow], seed: int) -> tuple[Flow, Scene]:
    if seed not in scenes:
        flow = make(seed)
        badges = {n.id: tuple((i + 1, "warning") for i in range(k % 5)) for k, n in enumerate(flow.nodes)}
        scenes[seed] = flow, lay_out(flow, badges, "vi")
    return scenes[seed]


def _area(group: Group) -> Area:
    shape = next(s for s in group.items if isinstance(s, Rect | Circle | Diamond))
    if isinstance(shape, Rect):
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    half = shape.radius if isinstance(shape, Circle) else shape.size / 2
    return shape.centre.x - half, shape.centre.y - half, shape.centre.x + half, shape.centre.y + half


def _nodes(scene: Scene) -> list[Area]:
    return [_area(g) for g in scene.groups if g.kind in ("step", "gateway", "ring")]


def _overlap(a: Area, b: Area, inset: float) -> bool:
    return (
        a[0] + inset < b[2] - inset and b[0] + inset < a[2] - inset and a[1] + inset < b[3] - inset and b[1] + inset < a[3] - inset
    )  # fmt: skip


def _lines(scene: Scene) -> Iterator[tuple[Group, Polyline]]:
    for group in scene.groups:
        if group.kind in ("edge", "link"):
            for shape in group.items:
                if isinstance(shape, Polyline) and shape.arrow != "none":
                    yield group, shape


def _segments(line: Polyline) -> Iterator[tuple[Point, Point]]:
    return zip(line.points, line.points[1:], strict=False)


@pytest.mark.parametrize("seed", FLOWS)
def test_nothing_overlaps_and_every_edge_is_led_around_foreign_boxes(
    seed: int, make: Callable[[int], Flow], scenes: dict[int, tuple[Flow, Scene]]
) -> None:
    flow, scene = _scene(scenes, make, seed)
    nodes = _nodes(scene)
    assert sum(g.kind == "step" for g in scene.groups) == len(flow.nodes)
    assert not [pair for pair in combinations(nodes, 2) if _overlap(*pair, 0.0)]
    drawn = Counter(g.key for g in scene.groups if g.kind == "edge")
    assert drawn == Counter((e.source, e.target) for e in flow.edges)
    for group, line in _lines(scene):
        for a, b in _segments(line):
            assert abs(a.x - b.x) < 1e-6 or abs(a.y - b.y) < 1e-6, (group.key, line.points)
            run = (min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))
            hit = [
                n
                for n in nodes
                if run[0] < n[2] - 0.3 and n[0] + 0.3 < run[2] and run[1] < n[3] - 0.3 and n[1] + 0.3 < run[3]
            ]
            hit += [
                n
                for n in nodes
                if run[0] == run[2] and n[0] + 0.3 < run[0] < n[2] - 0.3 and run[1] < n[3] - 0.3 and n[1] + 0.3 < run[3]
            ]
            hit += [
                n
                for n in nodes
                if run[1] == run[3] and n[1] + 0.3 < run[1] < n[3] - 0.3 and run[0] < n[2] - 0.3 and n[0] + 0.3 < run[2]
            ]
            assert all(_end_of_diamond(n, line) for n in hit), (group.key, line.points, hit)


def _end_of_diamond(node: Area, line: Polyline) -> bool:
    """An entry beside the tip of a gateway ends on its slanted side, inside its square."""
    end = line.points[-1]
    return node[2] - node[0] < 10 and node[0] <= end.x <= node[2] and node[1] <= end.y <= node[3]


@pytest.mark.parametrize("seed", FLOWS)
def test_edges_begin_and_end_at_their_boxes(
    seed: int, make: Callable[[int], Flow], scenes: dict[int, tuple[Flow, Scene]]
) -> None:
    _, scene = _scene(scenes, make, seed)
    of_step: dict[str, list[Area]] = {}
    for group in scene.groups:
        if group.kind in ("step", "gateway"):
            of_step.setdefault(group.key[0], []).append(_area(group))
    for group, line in _lines(scene):
        if group.kind == "edge":
            for step, end in zip(group.key, (line.points[0], line.points[-1]), strict=True):
                assert any(
                    a[0] - 0.01 <= end.x <= a[2] + 0.01 and a[1] - 0.01 <= end.y <= a[3] + 0.01 for a in of_step[step]
                )


@pytest.mark.parametrize("seed", FLOWS)
def test_lines_of_unrelated_edges_never_lie_on_each_other(
    seed: int, make: Callable[[int], Flow], scenes: dict[int, tuple[Flow, Scene]]
) -> None:
    _, scene = _scene(scenes, make, seed)
    edges = [(g, line) for g, line in _lines(scene) if g.kind == "edge"]
    for (one, a), (other, b) in combinations(edges, 2):
        if one.key[0] == other.key[0] or one.key[1] == other.key[1]:
            continue
        for p, q in _segments(a):
            for r, s in _segments(b):
                for axis in (0, 1):
                    if abs(p[axis] - q[axis]) + abs(r[axis] - s[axis]) + abs(p[axis] - r[axis]) < 1e-6:
                        low = max(min(p[1 - axis], q[1 - axis]), min(r[1 - axis], s[1 - axis]))
                        high = min(max(p[1 - axis], q[1 - axis]), max(r[1 - axis], s[1 - axis]))
                        assert high - low < 0.1, (one.key, other.key, a.points, b.points)


@pytest.mark.parametrize("seed", FLOWS)
def test_text_stays_in_its_box_and_everything_on_the_page(
    seed: int, make: Callable[[int], Flow], scenes: dict[int, tuple[Flow, Scene]]
) -> None:
    _, scene = _scene(scenes, make, seed)
    nodes = _nodes(scene)
    for group in scene.groups:
        for shape in group.items:
            for p in _extremes(shape):
                assert -scene.margin - 0.01 <= p.x <= scene.width - scene.margin + 0.01
                assert -scene.margin - 0.01 <= p.y <= scene.height - scene.margin + 0.01
        if group.kind == "step":
            x0, y0, x1, y1 = _area(group)
            inside = [
                a
                for s in group.items
                if isinstance(s, Text) and s.size > 6 and not _in_badge(s, x1)
                for a in [_text_area(s)]
            ]
            assert all(x0 <= a[0] and a[2] <= x1 and y0 <= a[1] and a[3] <= y1 for a in inside), group.key
        if group.kind == "link":
            for shape in group.items:
                if isinstance(shape, Text):
                    assert not [n for n in nodes if _overlap(_text_area(shape), n, 0.25)], (group.key, shape.text)


def _in_badge(text: Text, right: float) -> bool:
    return text.anchor == "middle" and abs(text.at.x - right) < 0.01


def _text_area(text: Text) -> Area:
    run = width(text.text, text.size, bold=text.bold) / 1.03
    left = text.at.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * run
    size = text.size * MM_PER_POINT
    return left, text.at.y - 0.75 * size, left + run, text.at.y + 0.2 * size


def _extremes(shape: object) -> list[Point]:
    if isinstance(shape, Rect):
        return [Point(shape.x, shape.y), Point(shape.x + shape.width, shape.y + shape.height)]
    if isinstance(shape, Circle):
        return [Point(shape.centre.x + d * shape.radius, shape.centre.y + d * shape.radius) for d in (-1, 1)]
    if isinstance(shape, Diamond):
        return [Point(shape.centre.x + d * shape.size / 2, shape.centre.y + d * shape.size / 2) for d in (-1, 1)]
    if isinstance(shape, Text):
        area = _text_area(shape)
        return [Point(area[0], area[1]), Point(area[2], area[3])]
    assert isinstance(shape, Polyline)
    return list(shape.points)
