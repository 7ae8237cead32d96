"""What holds of the printed sheets of procedures of real shape, and of the worst that is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from tthc_audit.diagram import palette
from tthc_audit.diagram.layout import lay_out, lay_out_pages
from tthc_audit.diagram.model import Circle, Diamond, Group, Point, Polyline, Rect, Scene, Text
from tthc_audit.diagram.svg import svg
from tthc_audit.results import Flow, FlowEdge, FlowLane, FlowNode

FLOWS = range(200)
Area = tuple[float, float, float, float]


def _area(group: Group) -> Area:
    shape = next(s for s in group.items if isinstance(s, Rect | Circle | Diamond))
    if isinstance(shape, Rect):
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    half = shape.radius if isinstance(shape, Circle) else shape.size / 2
    return shape.centre.x - half, shape.centre.y - half, shape.centre.x + half, shape.centre.y + half


def _runs(scene: Scene) -> list[tuple[int, bool, list[tuple[Point, Point]]]]:
    """By link: its number, whether it is decisive, and its straight parts."""
    found: dict[int, tuple[bool, list[tuple[Point, Point]]]] = {}
    for group in scene.groups:
        for shape in group.items:
            if group.link is not None and isinstance(shape, Polyline) and shape.pen.colour != palette.WHITE:
                _, parts = found.setdefault(group.link, (shape.pen.colour == palette.CRITICAL, []))
                parts += [(a, b) for a, b in pairwise(shape.points) if a != b]
    return [(number, critical, parts) for number, (critical, parts) in found.items()]


def _crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    for (a, b), (c, d) in ((one, other), (other, one)):
        if a.x == b.x and c.y == d.y:
            level, upright = sorted((c.x, d.x)), sorted((a.y, b.y))
            return level[0] + 0.01 < a.x < level[1] - 0.01 and upright[0] + 0.01 < c.y < upright[1] - 0.01
    return False


@pytest.fixture(scope="module")
def sheets(procedure_flow: Callable[..., Flow]) -> dict[int, tuple[Flow, tuple[Scene, ...]]]:
    flows = {seed: procedure_flow(seed) for seed in FLOWS}
    return {seed: (flow, lay_out_pages(flow, {}, "vi")) for seed, flow in flows.items()}


def test_lines_rarely_cross_and_the_decisive_path_never_crosses_itself(
    sheets: dict[int, tuple[Flow, tuple[Scene, ...]]],
) -> None:
    crossings = 0
    for seed, (_, scenes) in sheets.items():
        for scene in scenes:
            for (_, decisive, one), (_, also, other) in combinations(_runs(scene), 2):
                met = sum(_crosses(a, b) for a in one for b in other)
                assert not (met and decisive and also), seed
                crossings += met
    assert crossings / len(sheets) <= 1.0


def test_every_sheet_is_a4_with_letters_of_six_points_and_all_of_it_on_the_paper(
    sheets: dict[int, tuple[Flow, tuple[Scene, ...]]],
) -> None:
    for seed, (_, scenes) in sheets.items():
        for scene in scenes:
            _on_paper(scene, seed)


def _on_paper(scene: Scene, seed: int) -> None:
    assert scene.width <= 277.01, seed
    assert scene.height <= 166.01 + 14.0, seed
    for group in scene.groups:
        for shape in group.items:
            if isinstance(shape, Text):
                assert shape.size >= 6.0, (seed, shape)
            elif isinstance(shape, Polyline):
                assert all(-1.2 <= p.x <= scene.width and -1.2 <= p.y <= scene.height for p in shape.points), seed


def test_every_step_stands_on_one_sheet_and_no_box_lies_on_another(
    sheets: dict[int, tuple[Flow, tuple[Scene, ...]]],
) -> None:
    for seed, (flow, scenes) in sheets.items():
        shown = Counter(g.key[0] for s in scenes for g in s.groups if g.kind == "step")
        assert shown == Counter(n.id for n in flow.nodes), seed
        drawn = {g.key for s in scenes for g in s.groups if g.kind == "edge"}
        assert drawn == {(e.source, e.target) for e in flow.edges}, seed
        for scene in scenes:
            areas = [_area(g) for g in scene.groups if g.kind in ("step", "gateway", "ring")]
            for a, b in combinations(areas, 2):
                assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]), seed


def test_no_line_runs_through_a_box(sheets: dict[int, tuple[Flow, tuple[Scene, ...]]]) -> None:
    for seed, (_, scenes) in sheets.items():
        for scene in scenes:
            areas = [_area(g) for g in scene.groups if g.kind in ("step", "gateway", "ring")]
            for _, _, parts in _runs(scene):
                for a, b in parts:
                    low, high = (min(a.x, b.x), min(a.y, b.y)), (max(a.x, b.x), max(a.y, b.y))
                    assert not [
                        n
                        for n in areas
                        if low[0] < n[2] - 0.3 and n[0] + 0.3 < high[0] and low[1] < n[3] - 0.3 and n[1] + 0.3 < high[1]
                    ], seed


@pytest.mark.parametrize("seed", range(4))
def test_sixty_steps_are_parted_and_every_cut_line_bears_its_letter_on_both_sheets(
    seed: int, procedure_flow: Callable[..., Flow]
) -> None:
    scenes = lay_out_pages(procedure_flow(seed, 60), {}, "vi")
    assert len(scenes) > 1
    ends = Counter(g.key for s in scenes for g in s.groups if g.kind == "link" and len(g.key) == 2)
    letters = {letter for letter, _ in ends}
    assert letters
    assert ends == Counter({(letter, way): 1 for letter in letters for way in ("to", "from")})
    for scene in scenes:
        _on_paper(scene, seed)


def _odd(names: list[str], lanes: int) -> Flow:
    nodes = tuple(FlowNode(f"b{i}", name, "other", f"l{i % lanes}") for i, name in enumerate(names))
    edges = tuple(FlowEdge(a.id, b.id, when=b.name[:60]) for a, b in pairwise(nodes))
    units = tuple(FlowLane(f"l{i}", f"Đơn vị có tên khá dài số {i}") for i in range(lanes))
    return Flow("1.000001", names[0], units, nodes, edges, "b0", sound=True)


@pytest.mark.parametrize(
    "flow",
    [
        _odd(["Thẩm định hồ sơ theo quy định " * 14, "a" * 80, "مرحبا بالعالم", "e\u0301" * 30, "", "<script>]]>"], 3),
        _odd([f"Bước {i}" for i in range(60)], 30),
        _odd([f"Bước {i}" for i in range(150)], 4),
    ],
    ids=["odd names", "30 lanes", "150 steps"],
)
def test_whatever_is_given_is_drawn(flow: Flow) -> None:
    for scene in (lay_out(flow, {}, "vi"), *lay_out_pages(flow, {}, "vi", titled=False)):
        assert svg(scene).endswith("</svg>\n")
    shown = Counter(g.key[0] for s in lay_out_pages(flow, {}, "vi") for g in s.groups if g.kind == "step")
    assert shown == Counter(n.id for n in flow.nodes)


def test_an_unsound_flow_shows_where_it_breaks_and_no_decisive_path(procedure_flow: Callable[..., Flow]) -> None:
    flow = procedure_flow(3, 9)
    broken = replace(flow, sound=False, problem="deadlock", trace=(flow.nodes[0].id, flow.nodes[1].id))
    for scene in lay_out_pages(broken, {}, "vi", titled=False):
        pens = [s.pen for g in scene.groups for s in g.items if isinstance(s, Rect | Polyline) and s.pen]
        assert any(pen.colour == palette.ALERT for pen in pens)
        assert all(pen.colour != palette.CRITICAL for pen in pens)


def test_the_units_of_a_body_stand_under_its_name(small_flow: Flow) -> None:
    lanes = tuple(replace(lane, body="xa", body_name="Ủy ban nhân dân xã") for lane in small_flow.lanes)
    for scene in lay_out_pages(replace(small_flow, lanes=lanes), {}, "vi"):
        words = [s.text for g in scene.groups if g.kind == "lane" for s in g.items if isinstance(s, Text)]
        assert "Ủy ban" in " ".join(words)
