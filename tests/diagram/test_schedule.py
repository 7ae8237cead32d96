"""When steps begin: exact, from where the limit counts, without ways back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tthc_audit.diagram.schedule import Planned, Schedule, schedule
from tthc_audit.results import Flow, FlowEdge, FlowLane, FlowNode, Stated, Time


def work(days: str) -> Time:
    minutes = str(int(Fraction(days) * 480))
    return Time(minutes, minutes, None)


def node(name: str, days: str | None = None, **more: object) -> FlowNode:
    stated = None if days is None else Stated(value=days, unit="working_day")
    return FlowNode(
        name, f"Bước {name}", "other", "a", duration=stated, time=None if days is None else work(days), **more
    )  # type: ignore[arg-type]


def flow(nodes: tuple[FlowNode, ...], *edges: str | FlowEdge, **more: object) -> Flow:
    links = tuple(e if isinstance(e, FlowEdge) else FlowEdge(*e.split(">")) for e in edges)
    return Flow("1", "Thử", (FlowLane("a", "Đơn vị A"),), nodes, links, nodes[0].id, sound=True, **more)  # type: ignore[arg-type]


def planned(plan: Schedule | None) -> dict[str, Planned]:
    assert plan is not None
    return {p.step.id: p for p in plan.steps}


def test_a_step_begins_when_the_longest_way_to_it_has_ended() -> None:
    plan = planned(
        schedule(flow((node("a", "1"), node("b", "3"), node("c", "0.5"), node("d", "1")), "a>b", "a>c", "b>d", "c>d"))
    )
    assert [plan[s].start for s in "abcd"] == [0, 1, 1, 4]


def test_slack_is_how_much_later_a_step_may_end() -> None:
    plan = planned(
        schedule(flow((node("a", "1"), node("b", "3"), node("c", "0.5"), node("d", "1")), "a>b", "a>c", "b>d", "c>d"))
    )
    assert plan["c"].slack == Fraction(5, 2)
    assert plan["b"].slack == 0


def test_a_way_back_is_taken_zero_times() -> None:
    plan = schedule(flow((node("a", "1"), node("b", "2")), "a>b", FlowEdge("b", "a", back=True)))
    assert plan is not None
    assert plan.end == 3


def test_a_branch_that_leads_only_back_adds_nothing_to_the_whole_and_has_no_slack() -> None:
    plan = schedule(flow((node("a", "1"), node("b", "9"), node("c", "2")), "a>b", "a>c", FlowEdge("b", "a", back=True)))
    assert plan is not None
    assert plan.most == 3
    assert planned(plan)["b"].slack is None


def test_a_step_off_the_clock_moves_nothing_behind_it() -> None:
    plan = planned(schedule(flow((node("a", "1"), node("b", "9", off_clock="bổ sung"), node("c", "2")), "a>b", "b>c")))
    assert plan["c"].start == 1
    assert plan["b"].length == 9


def test_a_step_said_to_be_off_the_clock_without_a_basis_may_take_up_to_its_time() -> None:
    plan = schedule(
        flow((node("a", "1"), node("b", "9", off_clock="bổ sung", counts=None), node("c", "2")), "a>b", "b>c")
    )
    assert plan is not None
    assert (plan.least, plan.most) == (3, 12)


def test_an_unknown_duration_is_never_zero() -> None:
    plan = schedule(flow((node("a", "1"), node("b"), node("c", "2")), "a>b", "b>c"))
    assert plan is not None
    assert (plan.least, plan.most) == (3, None)
    assert planned(plan)["b"].most is None


def test_a_deadline_is_counted_from_the_end_of_the_step_it_names() -> None:
    late = replace(node("c", "5"), duration=Stated(value="5", unit="working_day", from_step="a"))
    plan = planned(schedule(flow((node("a", "1"), node("b", "2"), late), "a>b", "b>c")))
    assert (plan["c"].event, plan["c"].due, plan["c"].start, plan["c"].finish) == (1, 6, 3, 6)


def test_day_zero_is_where_the_limit_begins_to_count() -> None:
    early = replace(node("a", "2"), clock="before")
    plan = schedule(flow((early, node("b", "3"), replace(node("c", "4"), clock="after")), "a>b", "b>c"))
    assert plan is not None
    assert [p.start for p in plan.steps] == [-2, 0, 3]
    assert (plan.least, plan.most) == (3, 3)


def test_days_of_the_calendar_are_counted_only_where_all_times_are_in_them() -> None:
    lunar = replace(node("b"), time=Time("2880", "3840", "10"))
    assert (one := schedule(flow((lunar,)))) is not None
    assert (one.unit, one.most) == ("day", 10)
    assert (both := schedule(flow((node("a", "1"), lunar), "a>b"))) is not None
    assert (both.unit, both.least, both.most) == ("working_day", 7, 9)


def test_a_case_takes_its_own_edges_and_the_unmarked_ones() -> None:
    edges = (FlowEdge("a", "b", cases=("x",)), FlowEdge("a", "c", cases=("y",)))
    plan = schedule(flow((node("a", "1"), node("b", "2"), node("c", "3")), *edges), "y")
    assert [p.step.id for p in plan.steps if plan] == ["a", "c"]  # type: ignore[union-attr]


def test_steps_in_a_circle_have_no_earliest_start() -> None:
    assert schedule(flow((node("a", "1"), node("b", "1")), "a>b", "b>a")) is None


def test_steps_that_wait_for_each_other_s_deadline_are_planned_by_their_edges() -> None:
    a = replace(node("a", "5"), duration=Stated(value="5", unit="working_day", from_step="b"))
    assert (plan := schedule(flow((a, node("b", "1")), "a>b"))) is not None
    assert plan.end == 6


def test_no_step_begins_before_one_that_leads_to_it_has_ended(random_flow: Callable[[int], Flow]) -> None:
    for seed in range(100):
        made = random_flow(seed)
        timed = replace(
            made, nodes=tuple(replace(n, time=n.duration and work(n.duration.value or "0")) for n in made.nodes)
        )
        plan = schedule(timed)
        if plan is None:
            continue
        at = planned(plan)
        for e in timed.edges:
            if not e.back:
                before, after = at[e.source], at[e.target]
                assert after.start >= (before.start if before.off_clock else before.finish)


def test_the_whole_is_the_measured_time_of_every_sample_case() -> None:
    from tthc_audit import api

    folder = Path(__file__).parents[2] / "procedures"
    audit = api.audit(folder, api.Options())
    compared = 0
    for row in audit.tables["case"]:
        flow_ = audit.flows[str(row["procedure"])]
        plan = schedule(flow_, str(row["case"]), "working_day")
        if flow_.sound is False or plan is None or row["worst_min"] is None:
            continue
        most = None if row["worst_max"] is None else Fraction(str(row["worst_max"]))
        assert plan.least * 480 == Fraction(str(row["worst_min"])), row["case"]
        assert (None if plan.most is None else plan.most * 480) == most, row["case"]
        compared += 1
    assert compared > 40


@pytest.mark.parametrize("days", ["0.0001", "0.5", "1000000"])
def test_times_stay_exact(days: str) -> None:
    minutes = f"{Decimal(days) * 480:f}"
    one = replace(node("a"), time=Time(minutes, minutes, None))
    assert (plan := schedule(flow((one,)))) is not None
    assert plan.most == Fraction(days)
