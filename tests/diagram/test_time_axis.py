"""What holds of every time axis, and what each sign on it says."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from statistics import median

import pytest

from tthc_audit.diagram import palette
from tthc_audit.diagram.lettering import width
from tthc_audit.diagram.model import Diamond, Group, Polyline, Rect, Scene, Text
from tthc_audit.diagram.svg import svg
from tthc_audit.diagram.time_axis import PAGE, lay_out_time_axis
from tthc_audit.results import Flow, FlowCase, FlowEdge, FlowLane, FlowNode, Stated, Time

HOSTILE = "<script>alert(1)</script> ]]> \u202eđảo\u0000 & \"'" + "x" * 80 + " á" * 160
FLOWS = range(60)


def work(days: float) -> Time:
    minutes = f"{days * 480:g}"
    return Time(minutes, minutes, None)


def timed(flow: Flow) -> Flow:
    lengths = (Time("240", "240", None), Time("0", "480", None), Time("3360", "3840", "10"), Time("0", "0", "0"), None)
    nodes = tuple(
        replace(n, time=lengths[i % 5], duration=n.duration or Stated(value="1", unit="working_day"))
        if i
        else replace(
            n, time=work(1), off_clock=None, lane=next(lane.id for lane in flow.lanes if lane.id != "applicant")
        )
        for i, n in enumerate(flow.nodes)
    )
    return replace(flow, nodes=nodes)


def step(name: str, days: str | None, lane: str = "a", **more: object) -> FlowNode:
    stated = None if days is None else Stated(value=days, unit="working_day")
    return FlowNode(
        name, f"Bước {name}", "other", lane, duration=stated, time=None if days is None else work(float(days)), **more
    )  # type: ignore[arg-type]


def flow(*nodes: FlowNode, edges: str = "") -> Flow:
    links = tuple(FlowEdge(*e.split(">")) for e in edges.split())
    return Flow("1.000001", "Thử", (FlowLane("a", "Đơn vị A"),), nodes, links, nodes[0].id, sound=True)


def area(shape: object) -> tuple[float, float, float, float]:
    if isinstance(shape, Rect):
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    if isinstance(shape, Diamond):
        half = shape.size / 2
        return shape.centre.x - half, shape.centre.y - half, shape.centre.x + half, shape.centre.y + half
    if isinstance(shape, Text):
        wide = width(shape.text, shape.size, bold=shape.bold)
        left = shape.at.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
        return left, shape.at.y - shape.size * 0.26, left + wide, shape.at.y + shape.size * 0.08
    assert isinstance(shape, Polyline)
    xs, ys = [p.x for p in shape.points], [p.y for p in shape.points]
    return min(xs), min(ys), max(xs), max(ys)


def of_step(scene: Scene, name: str) -> Group:
    return next(g for g in scene.groups if g.kind == "step" and g.key == (name,))


def whole(group: Group) -> tuple[float, float, float, float]:
    areas = [area(s) for s in group.items]
    return min(a[0] for a in areas), min(a[1] for a in areas), max(a[2] for a in areas), max(a[3] for a in areas)


@pytest.fixture(scope="module")
def scenes(random_flows: list[Flow]) -> list[tuple[Flow, Scene]]:
    return [(f, lay_out_time_axis(f, "vi", limit=work(20), target=work(10))) for f in random_flows]


@pytest.fixture(scope="module")
def random_flows(random_flow: Callable[[int], Flow]) -> list[Flow]:
    return [timed(random_flow(seed)) for seed in FLOWS]


def drawn(scenes: list[tuple[Flow, Scene]]) -> list[tuple[Flow, Scene]]:
    return [(f, s) for f, s in scenes if any(g.kind == "step" for g in s.groups)]


def test_most_flows_can_be_drawn(scenes: list[tuple[Flow, Scene]]) -> None:
    assert len(drawn(scenes)) > len(scenes) * 0.6


def test_every_step_is_drawn_once(scenes: list[tuple[Flow, Scene]]) -> None:
    for f, scene in drawn(scenes):
        assert sorted(g.key[0] for g in scene.groups if g.kind == "step") == sorted(n.id for n in f.nodes)


def test_no_bar_and_no_words_lie_over_those_of_another_step(scenes: list[tuple[Flow, Scene]]) -> None:
    for _, scene in drawn(scenes):
        for one, other in combinations([whole(g) for g in scene.groups if g.kind == "step"], 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 0.05 or other[3] <= one[1] + 0.05
            assert apart, (one, other)


def test_everything_lies_on_the_page(scenes: list[tuple[Flow, Scene]]) -> None:
    for _, scene in scenes:
        for group in scene.groups:
            left, top, right, bottom = whole(group)
            assert left >= -0.6
            assert top >= -0.6
            assert right <= scene.width - scene.margin + 0.1, (group.kind, group.key)
            assert bottom <= scene.height - scene.margin + 0.1, (group.kind, group.key)


def test_words_in_a_bar_do_not_stick_out(scenes: list[tuple[Flow, Scene]]) -> None:
    for _, scene in drawn(scenes):
        for group in scene.groups:
            if group.kind == "step" and isinstance(group.items[0], Rect) and group.items[0].pen is None:
                texts = [s for s in group.items if isinstance(s, Text)]
                outline = [s for s in group.items if isinstance(s, Rect) and s.pen is not None]
                if texts and outline and area(outline[0])[0] < area(texts[0])[0] < area(outline[0])[2]:
                    assert area(texts[0])[2] <= area(outline[0])[2]


def test_no_printed_letter_is_under_6_points_on_a4(scenes: list[tuple[Flow, Scene]]) -> None:
    for _, scene in scenes:
        scale = min(1.0, PAGE / (scene.width - 2 * scene.margin))
        assert all(s.size * scale >= 6 for g in scene.groups for s in g.items if isinstance(s, Text))


def test_the_same_flow_gives_the_same_drawing() -> None:
    f = flow(step("1", "1"), step("2", "2"), edges="1>2")
    first, second = (lay_out_time_axis(f, "vi", limit=work(5), target=None) for _ in range(2))
    assert first == second
    assert svg(first) == svg(second)


def test_the_width_of_a_bar_is_its_time() -> None:
    scene = lay_out_time_axis(flow(step("1", "1"), step("2", "4"), edges="1>2"), "vi", limit=None, target=None)
    one, other = (next(s for s in of_step(scene, n).items if isinstance(s, Rect) and s.pen) for n in "12")
    assert other.width == pytest.approx(4 * one.width)
    assert other.x == pytest.approx(one.x + one.width)


def test_limit_and_target_lie_under_the_bars_at_their_days() -> None:
    scene = lay_out_time_axis(flow(step("1", "4"), step("2", "4"), edges="1>2"), "vi", limit=work(8), target=work(4))
    kinds = [g.kind for g in scene.groups]
    lines = [i for i, g in enumerate(scene.groups) if g.key == ("line",)]
    assert max(lines) < kinds.index("step")
    xs = [s.points[0].x for i in lines for s in scene.groups[i].items if isinstance(s, Polyline)]
    bar = next(s for s in of_step(scene, "2").items if isinstance(s, Rect) and s.pen)
    assert xs == [pytest.approx(bar.x), pytest.approx(bar.x + bar.width)]
    pens = [s.pen for i in lines for s in scene.groups[i].items if isinstance(s, Polyline)]
    assert pens == [palette.TARGET_LINE, palette.LIMIT_LINE]
    assert pens[0].dash
    assert not pens[1].dash


def test_no_line_is_drawn_where_it_is_not_known_from_which_step_the_limit_counts() -> None:
    scene = lay_out_time_axis(flow(step("1", "4", clock=None)), "vi", limit=work(8), target=None)
    assert not any(g.key == ("line",) for g in scene.groups)
    assert "Chưa xác định được" in svg(scene)


def test_a_step_without_a_stated_time_has_an_open_end_and_says_so() -> None:
    scene = lay_out_time_axis(flow(step("1", "4"), step("2", None), edges="1>2"), "vi", limit=None, target=None)
    group = of_step(scene, "2")
    assert any(isinstance(s, Polyline) and s.arrow == "filled" for s in group.items)
    assert not any(isinstance(s, Rect) and s.pen for s in group.items)
    assert any(isinstance(s, Text) and "chưa nêu" in s.text for s in group.items)
    assert "ít nhất 4" in svg(scene)


def test_a_step_of_no_time_is_a_diamond() -> None:
    none = replace(step("2", "0"), time=Time("0", "0", "0"))
    scene = lay_out_time_axis(flow(step("1", "4"), none, edges="1>2"), "vi", limit=None, target=None)
    assert any(isinstance(s, Diamond) for s in of_step(scene, "2").items)


def test_time_off_the_clock_is_hatched() -> None:
    scene = lay_out_time_axis(
        flow(step("1", "4"), step("2", "2", off_clock="thông báo công khai"), edges="1>2"),
        "vi",
        limit=None,
        target=None,
    )
    slanted = [
        s
        for s in of_step(scene, "2").items
        if isinstance(s, Polyline) and s.points[0].x != s.points[1].x and s.points[0].y != s.points[1].y
    ]
    assert len(slanted) > 3
    assert "Không tính vào thời hạn" in of_step(scene, "2").label


def test_words_of_a_wait_over_the_whole_axis_stand_in_its_bar() -> None:
    scene = lay_out_time_axis(
        flow(step("1", "4"), step("2", "90", off_clock="chờ"), edges="1>2"), "vi", limit=None, target=None
    )
    long = lay_out_time_axis(flow(step("1", "4"), step("2", "90", off_clock="chờ")), "vi", limit=None, target=None)
    for one in (scene, long):
        assert any(isinstance(s, Text) and "90\u00a0ngày" in s.text for s in of_step(one, "2").items)


def test_words_of_limit_and_target_do_not_touch() -> None:
    scene = lay_out_time_axis(flow(step("1", "8")), "vi", limit=work(8), target=work(7.9))
    one, other = (area(next(s for s in g.items if isinstance(s, Text))) for g in scene.groups if g.key == ("line",))
    assert one[3] <= other[1] or other[3] <= one[1] or one[2] < other[0]


def test_slack_is_a_dotted_whisker() -> None:
    scene = lay_out_time_axis(
        flow(step("1", "1"), step("2", "4"), step("3", "1"), step("4", "1"), edges="1>2 1>3 2>4 3>4"),
        "vi",
        limit=None,
        target=None,
    )
    bar = next(s for s in of_step(scene, "3").items if isinstance(s, Rect) and s.pen)
    dotted = next(s for s in of_step(scene, "3").items if isinstance(s, Polyline) and s.pen.dash)
    assert dotted.points[1].x - dotted.points[0].x == pytest.approx(3 * bar.width)
    assert not any(isinstance(s, Polyline) for s in of_step(scene, "2").items)


def test_a_deadline_has_a_bracket_from_its_event_to_its_last_day() -> None:
    late = replace(step("3", "5"), duration=Stated(value="5", unit="working_day", from_step="1"))
    scene = lay_out_time_axis(
        flow(step("1", "1"), step("2", "2"), late, edges="1>2 2>3"), "vi", limit=None, target=None
    )
    first = next(s for s in of_step(scene, "1").items if isinstance(s, Rect) and s.pen)
    bracket = next(s for s in of_step(scene, "3").items if isinstance(s, Polyline) and len(s.points) == 4)
    assert bracket.points[0].x == pytest.approx(first.x + first.width)
    assert bracket.points[-1].x == pytest.approx(first.x + 6 * first.width)


def test_what_is_not_certain_is_light() -> None:
    wide = replace(step("1", "4"), time=Time("480", "1920", None))
    scene = lay_out_time_axis(flow(wide), "vi", limit=None, target=None)
    fills = [
        s.fill
        for s in of_step(scene, "1").items
        if isinstance(s, Rect) and s.pen is None and s.fill in (palette.CRITICAL, palette.CRITICAL_LIGHT)
    ]
    assert fills == [palette.CRITICAL_LIGHT, palette.CRITICAL]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_unsound_flow_is_refused_with_a_sentence(lang: str) -> None:
    scene = lay_out_time_axis(replace(flow(step("1", "4")), sound=False), lang, limit=work(3), target=None)  # type: ignore[arg-type]
    assert not any(g.kind == "step" for g in scene.groups)
    assert len(scene.description) > 40


def test_a_flow_that_states_no_time_is_refused_with_a_sentence() -> None:
    scene = lay_out_time_axis(flow(step("1", None), step("2", None), edges="1>2"), "vi", limit=work(3), target=None)
    assert "chưa bước nào" in scene.description


def test_a_flow_without_steps_is_refused_with_a_sentence() -> None:
    empty = Flow("1", "Thử", (), (), (), None, sound=None)
    assert lay_out_time_axis(empty, "vi", limit=None, target=None).description


def test_hostile_text_is_drawn_within_the_page() -> None:
    lanes = (FlowLane("a", HOSTILE), FlowLane("applicant", ""))
    made = replace(
        flow(replace(step("1", "4"), name=HOSTILE), replace(step("2", "1"), name=""), replace(step("3", "1"), name=HOSTILE, lane="gone"), edges="1>2 2>3"),
        lanes=lanes, name=HOSTILE, procedure=HOSTILE,
    )  # fmt: skip
    scene = lay_out_time_axis(made, "vi", limit=work(6), target=work(3))
    text = svg(scene)
    assert "<script" not in text
    assert "\u202e" not in text
    for group in scene.groups:
        assert whole(group)[2] <= scene.width
        assert whole(group)[0] >= -0.6


def test_a_drawing_takes_25_milliseconds_at_most(random_flows: list[Flow]) -> None:
    small = [f for f in random_flows if len(f.nodes) <= 15] or random_flows[:5]
    taken = []
    for f in small:
        start = time.perf_counter()
        lay_out_time_axis(f, "vi", limit=work(20), target=work(10))
        taken.append(time.perf_counter() - start)
    assert median(taken) < 0.025


def test_a_case_names_itself(small_flow: Flow) -> None:
    cases = (("x", "Trường hợp đặc biệt"),)
    made = replace(timed(small_flow), cases=cases)
    assert "Trường hợp đặc biệt" in svg(lay_out_time_axis(made, "vi", limit=None, target=None, case="x"))


def test_a_case_that_is_sound_is_drawn_though_another_is_not() -> None:
    made = flow(step("1", "1"), step("2", "2"), step("3", "9"))
    edges = (FlowEdge("1", "2", cases=("x",)), FlowEdge("1", "3", cases=("y",)))
    both = replace(
        made, edges=edges, sound=False, cases=(("x", "Thường"), ("y", "Khó")),
        by_case={"x": FlowCase(sound=True, critical_path=("1", "2")), "y": FlowCase(sound=False)},
    )  # fmt: skip
    drawn_steps = [
        g.key for g in lay_out_time_axis(both, "vi", limit=None, target=None, case="x").groups if g.kind == "step"
    ]
    assert drawn_steps == [("1",), ("2",)]
    assert not any(g.kind == "step" for g in lay_out_time_axis(both, "vi", limit=None, target=None, case="y").groups)
