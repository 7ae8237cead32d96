"""The drawing of two versions: each change by line, tag and colour together, nothing over anything."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from tthc_audit.diagram import palette
from tthc_audit.diagram.change_words import headline
from tthc_audit.diagram.changed_boxes import TAG_COLOURS
from tthc_audit.diagram.lettering import width
from tthc_audit.diagram.model import Group, Pen, Polyline, Rect, Scene, Text
from tthc_audit.diagram.overlay import lay_out_overlay
from tthc_audit.diagram.svg import svg
from tthc_audit.results import Flow, FlowEdge, FlowLane, FlowNode, Stated, Time

HOSTILE = "<script>alert(1)</script> ]]> \u202eđảo\u0000 & \"'" + "x" * 80 + " á" * 160


def work(days: str) -> Time:
    minutes = f"{float(days) * 480:g}"
    return Time(minutes, minutes, None)


def step(name: str, title: str, lane: str = "a", days: str | None = None, **more: object) -> FlowNode:
    stated = None if days is None else Stated(value=days, unit="working_day")
    return FlowNode(name, title, "other", lane, duration=stated, time=None if days is None else work(days), **more)  # type: ignore[arg-type]


LANES = (FlowLane("a", "Bộ phận Một cửa"), FlowLane("b", "Phòng chuyên môn"))


def flow(*nodes: FlowNode, edges: str) -> Flow:
    return Flow(
        "1.000001", "Thử", LANES, nodes, tuple(FlowEdge(*e.split(">")) for e in edges.split()), nodes[0].id, sound=True
    )


@pytest.fixture(scope="module")
def before() -> Flow:
    return flow(
        step("b1", "Tiếp nhận", days="0.5"), step("b2", "Phân công", "b", "1"), step("b3", "Thẩm định", "b", "5"),
        step("b4", "Kiểm tra thực địa", "b", "4"), step("b5", "Dự thảo", "b", "2"), step("b6", "Đóng dấu", days="0.5"), step("b7", "Trả kết quả", days="0.5"),
        edges="b1>b2 b2>b3 b3>b4 b4>b5 b5>b6 b6>b7",
    )  # fmt: skip


@pytest.fixture(scope="module")
def after() -> Flow:
    return flow(
        step("1", "Tiếp nhận", days="0.5", split="all"), step("2", "Thẩm định", "b", "3"), step("3", "Kiểm tra thực địa", "b", "4"),
        step("4", "Tổng hợp", "b", "0.5", join="all"), step("5", "Dự thảo", "a", "3"), step("6", "Trả kết quả", days="0.5"),
        edges="1>2 1>3 2>4 3>4 4>5 5>6",
    )  # fmt: skip


@pytest.fixture(scope="module")
def scene(before: Flow, after: Flow) -> Scene:
    return lay_out_overlay(before, after, "vi", pairs={"b6": "6", "b7": "6"})


def boxes(scene: Scene) -> dict[str, Group]:
    return {g.key[0]: g for g in scene.groups if g.kind == "step"}


def named(scene: Scene, title: str) -> list[Group]:
    return [g for g in scene.groups if g.kind == "step" and f": {title}." in g.label]


def words(group: Group) -> str:
    return " ".join(s.text for s in group.items if isinstance(s, Text)).replace("\u00a0", " ")


def border(group: Group) -> Pen:
    return next(s.pen for s in group.items if isinstance(s, Rect) and s.pen)


def test_each_change_has_its_line_its_tag_and_its_colour(scene: Scene) -> None:
    told = {
        "Phân công": (palette.BOX_REMOVED, "BỎ"), "Thẩm định": (palette.BOX_SHORTER, "5 → 3 ngày"),
        "Kiểm tra thực địa": (palette.BOX_PARALLEL, "SONG SONG"), "Tổng hợp": (palette.BOX_ADDED, "MỚI"),
        "Đóng dấu": (palette.BOX_MERGED, "GỘP VÀO 6"), "Trả kết quả": (palette.BOX, "0,5 ngày"),
    }  # fmt: skip
    for title, (pen, tag) in told.items():
        (group,) = named(scene, title)
        assert border(group) == pen
        assert tag in words(group)


def test_a_moved_step_leaves_a_ghost_in_its_old_lane(scene: Scene) -> None:
    ghost, new = sorted(named(scene, "Dự thảo"), key=lambda g: border(g) != palette.BOX_GHOST)
    assert (border(ghost), border(new)) == (palette.BOX_GHOST, palette.BOX_MOVED)
    assert "CHUYỂN" in words(new)
    assert "2 → 3 ngày" in words(new)
    assert ghost.label.startswith("Phòng chuyên môn")
    assert new.label.startswith("Bộ phận Một cửa")


def test_removed_edges_bear_a_cross_and_added_ones_are_thick(scene: Scene) -> None:
    edges = [g for g in scene.groups if g.kind == "edge"]
    removed = [g for g in edges if any(isinstance(s, Polyline) and s.pen == palette.FLOW_REMOVED for s in g.items)]
    added = [g for g in edges if any(isinstance(s, Polyline) and s.pen == palette.FLOW_ADDED for s in g.items)]
    assert len(removed) == 4
    assert all(sum(isinstance(s, Polyline) for s in g.items) == 3 for g in removed)
    assert added


def test_the_heading_tells_both_times_and_the_cut(scene: Scene) -> None:
    heading = " ".join(s.text for g in scene.groups if g.kind == "heading" for s in g.items if isinstance(s, Text))
    assert "Trước: 13,5 ngày làm việc → Sau: 8,5 ngày làm việc (giảm 37%)" in heading.replace("\u00a0", " ")
    assert "bỏ 1 bước" in heading


def test_the_lanes_tell_their_steps_before_and_after(scene: Scene) -> None:
    lanes = {g.key[0]: g.label for g in scene.groups if g.kind == "lane" and g.key}
    assert lanes == {
        "a": "Bộ phận Một cửa: trước 3 bước, sau 3 bước",
        "b": "Phòng chuyên môn: trước 4 bước, sau 3 bước",
    }


def test_nothing_is_critical_in_an_overlay(before: Flow, after: Flow) -> None:
    flagged = replace(after, nodes=tuple(replace(n, on_critical_path=True) for n in after.nodes))
    scene = lay_out_overlay(before, flagged, "vi")
    pens = [s.pen for g in scene.groups for s in g.items if isinstance(s, Polyline | Rect) and s.pen]
    assert palette.CRITICAL not in {p.colour for p in pens}


def test_two_versions_alike_show_no_change(before: Flow) -> None:
    scene = lay_out_overlay(before, before, "vi")
    assert all(border(g) == palette.BOX for g in scene.groups if g.kind == "step")
    assert "giữ nguyên 7 bước" in scene.description


def varied(flow: Flow, seed: int) -> Flow:
    """The flow with steps left out, moved and renamed at random."""
    source = random.Random(seed)
    nodes, edges = list(flow.nodes), list(flow.edges)
    for n in source.sample(nodes[1:-1], k=min(3, len(nodes) - 2)):
        between = [e for e in edges if n.id in (e.source, e.target)]
        fate = source.choice(("remove", "move", "rename") if len(between) == 2 else ("move", "rename"))
        at = next(i for i, m in enumerate(nodes) if m.id == n.id)
        if fate == "move":
            nodes[at] = replace(n, lane=source.choice(flow.lanes).id)
        elif fate == "rename":
            nodes[at] = replace(n, name=f"Bước mới {seed}")
        else:
            into = [e for e in edges if e.target == n.id and e.source != n.id]
            onward = [e for e in edges if e.source == n.id and e.target != n.id]
            edges = [e for e in edges if n.id not in (e.source, e.target)]
            edges += [FlowEdge(a.source, b.target, back=a.back or b.back) for a in into for b in onward]
            del nodes[at]
    return replace(flow, nodes=tuple(nodes), edges=tuple(edges))


@pytest.fixture(scope="module")
def pairs_of_versions(procedure_flow: Callable[..., Flow]) -> list[tuple[Flow, Flow]]:
    flows = [procedure_flow(seed, 6 + seed % 10) for seed in range(30)]
    return [(f, varied(f, seed)) for seed, f in enumerate(flows)]


@pytest.fixture(scope="module")
def many(pairs_of_versions: list[tuple[Flow, Flow]]) -> list[Scene]:
    return [lay_out_overlay(one, other, "vi") for one, other in pairs_of_versions]


def outline(group: Group) -> Rect:
    return next(s for s in group.items if isinstance(s, Rect))


def test_no_two_boxes_overlap(many: list[Scene]) -> None:
    for scene in many:
        for a, b in combinations([outline(g) for g in boxes(scene).values()], 2):
            assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y


def test_words_and_tags_stay_in_their_box(many: list[Scene], scene: Scene) -> None:
    for one in (*many, scene):
        for group in boxes(one).values():
            box = outline(group)
            for shape in group.items:
                if isinstance(shape, Text):
                    wide = width(shape.text, shape.size, bold=shape.bold)
                    left = shape.at.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
                    assert left >= box.x - 0.01
                    assert left + wide <= box.x + box.width + 0.01
                    assert box.y < shape.at.y <= box.y + box.height
                elif isinstance(shape, Rect):
                    assert shape.x >= box.x - 0.01
                    assert shape.x + shape.width <= box.x + box.width + 0.01
                    assert shape.y + shape.height <= box.y + box.height + 0.01


def test_no_label_runs_over_its_tag(many: list[Scene], scene: Scene) -> None:
    for one in (*many, scene):
        for group in boxes(one).values():
            patches = [s for s in group.items if isinstance(s, Rect) and s.fill in TAG_COLOURS.values()]
            label = [s for s in group.items if isinstance(s, Text) and s.anchor == "middle"]
            assert all(t.at.y + 0.3 <= p.y for t in label for p in patches)


def test_everything_lies_on_the_page(many: list[Scene]) -> None:
    for scene in many:
        for group in scene.groups:
            for shape in group.items:
                if isinstance(shape, Rect):
                    assert shape.x + shape.width <= scene.width
                    assert shape.y + shape.height <= scene.height
                if isinstance(shape, Polyline):
                    assert all(-1 <= p.x <= scene.width and -1 <= p.y <= scene.height for p in shape.points)


def test_every_edge_of_the_later_version_is_drawn(
    pairs_of_versions: list[tuple[Flow, Flow]], many: list[Scene]
) -> None:
    for (_, later), scene in zip(pairs_of_versions, many, strict=True):
        drawn = [g for g in scene.groups if g.kind == "edge"]
        kept = [
            g
            for g in drawn
            if not any(isinstance(s, Polyline) and s.pen in (palette.FLOW_REMOVED, palette.FLOW_MOVED) for s in g.items)
        ]
        assert len(kept) == len(later.edges)


def test_no_line_runs_through_a_box_it_does_not_touch(many: list[Scene]) -> None:
    for scene in many:
        areas = {step: outline(g) for step, g in boxes(scene).items()}
        for group in (g for g in scene.groups if g.kind == "edge"):
            line = next(s for s in group.items if isinstance(s, Polyline))
            for step, box in areas.items():
                if step in group.key:
                    continue
                for a, b in pairwise(line.points):
                    left, right = sorted((a.x, b.x))
                    top, bottom = sorted((a.y, b.y))
                    beside = right <= box.x + 0.1 or left >= box.x + box.width - 0.1
                    assert beside or bottom <= box.y + 0.1 or top >= box.y + box.height - 0.1, (group.key, step)


def test_no_letter_is_under_6_points(many: list[Scene]) -> None:
    assert all(s.size >= 6 for scene in many for g in scene.groups for s in g.items if isinstance(s, Text))


def test_the_same_versions_give_the_same_drawing(before: Flow, after: Flow) -> None:
    assert svg(lay_out_overlay(before, after, "vi")) == svg(lay_out_overlay(before, after, "vi"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_hostile_text_is_drawn(before: Flow, lang: str) -> None:
    nodes = tuple(replace(n, name=HOSTILE if i % 2 else "") for i, n in enumerate(before.nodes))
    worse = replace(before, nodes=nodes, name=HOSTILE, lanes=(FlowLane("a", HOSTILE), FlowLane("b", "")))
    text = svg(lay_out_overlay(before, worse, lang))  # type: ignore[arg-type]
    assert "<script" not in text
    assert "\u202e" not in text


def test_two_versions_without_steps_are_refused_with_a_sentence() -> None:
    empty = Flow("1", "Thử", (), (), (), None, sound=None)
    assert "chưa nêu bước nào" in lay_out_overlay(empty, empty, "vi").description


def test_a_version_without_steps_shows_all_as_removed_or_added(before: Flow) -> None:
    empty = replace(before, nodes=(), edges=(), start=None)
    assert {border(g) for g in lay_out_overlay(before, empty, "vi").groups if g.kind == "step"} == {palette.BOX_REMOVED}
    assert {border(g) for g in lay_out_overlay(empty, before, "vi").groups if g.kind == "step"} == {palette.BOX_ADDED}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (work("16"), work("6.5"), "(giảm 59,4%)"),
        (Time(None, None, "15"), Time(None, None, "10"), "(giảm 33,3%)"),
        (work("4"), work("5"), "(tăng 25%)"),
        (work("4"), work("4"), "(không đổi)"),
    ],
)
def test_the_cut_is_exact(old: Time, new: Time, said: str) -> None:
    assert said in headline("vi", old, new)


@pytest.mark.parametrize("new", [None, Time("480", None, None), Time("480", "960", None)])
def test_no_cut_is_told_where_a_time_is_not_exact(new: Time | None) -> None:
    assert "%" not in headline("vi", work("4"), new)


def test_the_target_stands_behind_the_times() -> None:
    assert (
        headline("vi", work("16"), work("6.5"), work("8"))
        .replace("\u00a0", " ")
        .endswith("| Mục tiêu: 8 ngày làm việc")
    )
