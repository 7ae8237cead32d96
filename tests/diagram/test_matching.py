"""Steps are matched by what they say: ids may change as they like."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from tthc_audit.diagram.matching import match
from tthc_audit.diagram.union import Union, overlay
from tthc_audit.results import Flow, FlowEdge, FlowLane, FlowNode, Stated, Time


def renumbered(flow: Flow, seed: int) -> tuple[Flow, dict[str, str]]:
    """The same flow under other ids, which are ids of other steps of the flow."""
    source = random.Random(seed)
    ids = [n.id for n in flow.nodes]
    shuffled = ids[:]
    source.shuffle(shuffled)
    new = dict(zip(ids, shuffled, strict=True))

    def stated(one: Stated | None) -> Stated | None:
        if one is None:
            return None
        return replace(one, shared_with=new.get(one.shared_with or ""), from_step=new.get(one.from_step or ""))

    nodes = tuple(replace(n, id=new[n.id], duration=stated(n.duration)) for n in flow.nodes)
    edges = tuple(replace(e, source=new[e.source], target=new[e.target]) for e in flow.edges)
    return replace(flow, nodes=nodes, edges=edges, start=new.get(flow.start or "")), new


def work(days: int) -> Time:
    return Time(str(days * 480), str(days * 480), None)


def step(name: str, lane: str = "a", days: int | None = None, kind: str = "other", **more: object) -> FlowNode:
    stated = None if days is None else Stated(value=str(days), unit="working_day")
    return FlowNode(name[:1], name, kind, lane, duration=stated, time=None if days is None else work(days), **more)  # type: ignore[arg-type]


def flow(*nodes: FlowNode, edges: str) -> Flow:
    links = tuple(FlowEdge(*e.split(">")) for e in edges.split())
    lanes = (FlowLane("a", "Đơn vị A"), FlowLane("b", "Đơn vị B"))
    return Flow("1", "Thử", lanes, nodes, links, nodes[0].id, sound=True)


def changes(union: Union) -> dict[str, tuple[str, ...]]:
    return {m.node.name: tuple(m.changes) for m in union.marks.values() if m.changes}


@pytest.mark.parametrize("seed", range(100))
def test_renumbering_the_steps_changes_nothing(random_flow: Callable[[int], Flow], seed: int) -> None:
    before = random_flow(seed)
    after, new = renumbered(before, seed)
    union = overlay(before, after)
    assert not union.changed
    assert not changes(union)
    assert {m.was.id: m.now.id for m in union.marks.values() if m.was and m.now}.keys() == new.keys()


@pytest.mark.parametrize("seed", range(20))
def test_steps_in_another_order_under_other_ids_are_the_same_steps(
    random_flow: Callable[[int], Flow], seed: int
) -> None:
    before = random_flow(seed)
    after, _ = renumbered(before, seed)
    nodes = list(after.nodes)
    random.Random(seed).shuffle(nodes)
    assert not changes(overlay(before, replace(after, nodes=tuple(nodes))))


@pytest.mark.parametrize("seed", range(20))
def test_every_step_of_both_versions_is_there_once(random_flow: Callable[[int], Flow], seed: int) -> None:
    before, after = random_flow(seed), random_flow(seed + 1)
    union = overlay(before, after)
    assert sorted(m.was.id for m in union.marks.values() if m.was) == sorted(n.id for n in before.nodes)
    assert sorted(m.now.id for m in union.marks.values() if m.now) == sorted(n.id for n in after.nodes)
    states = [link.state for link in union.links]
    assert states.count("kept") + states.count("added") == len(after.edges)
    assert states.count("kept") + states.count("removed") + union.dropped == len(before.edges)


def test_the_same_id_alone_is_no_match() -> None:
    before = flow(step("x Thẩm định", kind="appraise"), edges="")
    after = flow(replace(step("x Nộp phí", kind="pay"), lane="b"), edges="")
    assert match(before, after).same == {}
    assert changes(overlay(before, after)) == {"x Thẩm định": ("removed",), "x Nộp phí": ("added",)}


def test_given_pairs_come_before_content() -> None:
    before = flow(step("x Ký"), edges="")
    after = flow(step("y Ký"), step("z Duyệt"), edges="y>z")
    assert match(before, after, {"x": "z"}).same == {"x": "z"}


def test_pairs_of_unknown_steps_are_left_aside() -> None:
    one = flow(step("x Ký"), edges="")
    assert match(one, one, {"x": "nowhere", "gone": "x"}).same == {"x": "x"}


def test_several_steps_given_to_one_are_merged_into_it() -> None:
    before = flow(step("1 Đóng dấu"), step("2 Trả kết quả"), edges="1>2")
    after = flow(step("3 Trả kết quả"), edges="")
    before = replace(before, nodes=(before.nodes[0], replace(before.nodes[1], name="Trả kết quả")))
    after = replace(after, nodes=(replace(after.nodes[0], name="Trả kết quả"),))
    found = match(before, after, {"1": "3", "2": "3"})
    assert (found.same, found.merged) == ({"2": "3"}, {"1": "3"})


def test_a_step_whose_name_went_into_its_neighbour_s_is_merged() -> None:
    before = Flow("1", "Thử", (FlowLane("a", "A"),), (
        FlowNode("1", "Đóng dấu", "issue", "a"), FlowNode("2", "Trả kết quả", "return", "a"),
    ), (FlowEdge("1", "2"),), "1", sound=True)  # fmt: skip
    after = replace(before, nodes=(FlowNode("9", "Đóng dấu, trả kết quả", "return", "a"),), edges=(), start="9")
    found = match(before, after, {"2": "9"})
    assert found.merged == {"1": "9"}


def test_a_new_name_between_the_same_neighbours_is_the_same_step() -> None:
    before = flow(step("1 Nhận"), step("2 Thẩm tra", kind="appraise"), step("3 Ký"), edges="1>2 2>3")
    after = flow(step("1 Nhận"), step("5 Thẩm định", kind="appraise"), step("3 Ký"), edges="1>5 5>3")
    assert changes(overlay(before, after)) == {"5 Thẩm định": ("renamed",)}


def test_a_step_in_another_lane_has_moved() -> None:
    before = flow(step("1 Nhận"), step("2 Ký", "a"), edges="1>2")
    assert changes(overlay(before, flow(step("1 Nhận"), step("2 Ký", "b"), edges="1>2"))) == {"2 Ký": ("moved",)}


def test_a_lane_under_another_id_is_known_by_its_name() -> None:
    before = flow(step("1 Nhận"), step("2 Ký"), edges="1>2")
    lanes = (FlowLane("new", "Đơn vị A"), FlowLane("b", "Đơn vị B"))
    after = replace(before, lanes=lanes, nodes=tuple(replace(n, lane="new") for n in before.nodes))
    assert not changes(overlay(before, after))


def test_a_shorter_time_is_told_from_a_longer_one() -> None:
    before = flow(step("1 Nhận", days=2), step("2 Ký", days=2), edges="1>2")
    after = flow(step("1 Nhận", days=1), step("2 Ký", days=3), edges="1>2")
    assert changes(overlay(before, after)) == {"1 Nhận": ("shorter",), "2 Ký": ("longer",)}


def test_times_that_bounds_cannot_compare_are_told_as_stated_otherwise() -> None:
    before = flow(step("1 Nhận", days=7), edges="")
    after = replace(before, nodes=(replace(before.nodes[0], time=Time("2880", "3840", "10")),))
    assert changes(overlay(before, after)) == {"1 Nhận": ("retimed",)}


def test_steps_one_behind_the_other_that_now_run_at_once_are_parallel() -> None:
    before = flow(step("1 Nhận"), step("2 Thẩm định"), step("3 Kiểm tra"), step("4 Ký"), edges="1>2 2>3 3>4")
    after = flow(
        step("1 Nhận", split="all"),
        step("2 Thẩm định"),
        step("3 Kiểm tra"),
        step("4 Ký", join="all"),
        edges="1>2 1>3 2>4 3>4",
    )
    assert changes(overlay(before, after)) == {"3 Kiểm tra": ("parallel",)}


def test_ways_of_which_one_is_taken_are_not_parallel() -> None:
    before = flow(step("1 Nhận"), step("2 Thẩm định"), step("3 Kiểm tra"), step("4 Ký"), edges="1>2 2>3 3>4")
    after = flow(
        step("1 Nhận", split="one"), step("2 Thẩm định"), step("3 Kiểm tra"), step("4 Ký"), edges="1>2 1>3 2>4 3>4"
    )
    assert not changes(overlay(before, after))


def test_removed_edges_between_steps_that_stay_are_counted_but_not_kept() -> None:
    before = flow(step("1 Nhận"), step("2 Ký"), step("3 Trả"), edges="1>2 2>3 1>3")
    union = overlay(before, flow(step("1 Nhận"), step("2 Ký"), step("3 Trả"), edges="1>2 2>3"))
    assert union.dropped == 1
    assert [link.state for link in union.links] == ["kept", "kept"]


def test_of_steps_alike_the_one_with_the_same_neighbours_stays() -> None:
    before = flow(step("1 Ký"), step("2 Chuyển"), step("3 Chuyển"), edges="1>2 2>3")
    same_name = tuple(replace(n, name=n.name[2:]) for n in before.nodes)
    before = replace(before, nodes=same_name)
    after = replace(before, nodes=(same_name[0], same_name[2]), edges=(FlowEdge("1", "3"),))
    union = overlay(before, after)
    assert sum(m.now is None for m in union.marks.values()) == 1
