"""Time shared with another step, and deadlines counted from an event."""

from __future__ import annotations

from random import Random

import pytest
from msgspec import structs
from timed_flows import DAY, days, figures, grown, lasting, measured, runs, step, timed

from tthc_audit.catalog.model import Duration, Procedure
from tthc_audit.flow.graph import of_case
from tthc_audit.worktime.span import ZERO, Span


def test_time_shared_with_another_step_is_stated_and_adds_nothing():
    shared = Duration(shared_with="a")
    found = figures([step("a", "3", ("b",)), step("b", shared)])
    assert days(found.worst) == (3, 3)
    assert found.steps_without_duration == ()
    assert found.slack[1] == ZERO


def test_time_shared_with_a_step_that_may_be_passed_by_is_missing():
    steps = [step("s", "1", ("a", "b")), step("a", "3", ("b",)), step("b", Duration(shared_with="a"))]
    found = figures(steps)
    assert found.worst == Span(4 * DAY, None, None)
    assert found.steps_without_duration == ("b",)
    assert figures([step("b", Duration(shared_with="nobody"))]).steps_without_duration == ("b",)
    assert figures([step("b", Duration(shared_with="b"))]).steps_without_duration == ("b",)


def test_steps_that_share_their_time_in_a_circle_have_none():
    found = figures([
        step("s", Duration(shared_with="a"), ("a",)),
        step("a", Duration(shared_with="b"), ("b",)),
        step("b", Duration(shared_with="a")),
    ])  # fmt: skip
    assert found.steps_without_duration == ("a", "b")
    assert found.worst == Span(0, None, None)


def test_time_shared_with_a_later_step_of_the_same_branch_counts():
    steps = [
        step("s", "1", ("a", "c")),
        step("a", Duration(shared_with="b"), ("b",)),
        step("b", "3", ("c",)),
        step("c", "1"),
    ]
    assert days(figures(steps).worst) == (5, 5)


def deadline(value, event):
    return Duration(value=lasting(value).value, unit="working_day", from_step=event)


def counted(between, within):
    return figures(
        [step("a", "1", ("b",)), step("b", between, ("c",)), step("c", deadline(within, "a"), ("d",)), step("d", "1")]
    )


def test_a_deadline_is_counted_from_the_end_of_its_event():
    found = counted("2", "10")
    assert days(found.worst) == days(found.best) == (12, 12)
    assert found.critical_path == ("a", "c", "d")
    assert days(found.slack[1]) == (8, 8)
    assert days(found.slack[2]) == (0, 0)
    assert found.deadlines_contradict is False


def test_a_predecessor_that_ends_after_the_deadline_contradicts_it():
    found = counted("12", "10")
    assert days(found.worst) == (14, 14)
    assert found.deadlines_contradict is True
    assert days(found.slack[2]) == (2, 2)
    assert counted("10", "10").deadlines_contradict is False
    assert counted(None, "10").deadlines_contradict is None
    assert counted("14d", "10").deadlines_contradict is False
    assert counted("15d", "10").deadlines_contradict is True
    assert counted("1m", "21").deadlines_contradict is None


def test_a_deadline_from_an_event_that_may_not_happen_is_missing():
    steps = [step("s", "1", ("a", "c")), step("a", "1", ("c",)), step("c", deadline("10", "a"))]
    found = figures(steps)
    assert found.steps_without_duration == ("c",)
    assert found.worst.high is None
    later = figures([step("a", deadline("3", "b"), ("b",)), step("b", "1")])
    assert later.steps_without_duration == ("a",)


def test_a_deadline_may_be_counted_from_a_step_beside():
    found = figures([
        step("s", "1", ("a", "b"), split="all"),
        step("b", "1", ("c",)),
        step("c", deadline("4", "a"), ("j",)),
        step("a", "3", ("j",)),
        step("j", "1", join="all"),
    ])  # fmt: skip
    assert days(found.worst) == days(found.best) == (9, 9)
    assert found.critical_path == ("s", "a", "c", "j")
    assert found.deadlines_contradict is False


def test_the_event_of_a_deadline_counts_though_only_the_deadline_leads_to_the_end():
    found = figures([
        step("s", "1", ("a", "b"), split="all"),
        step("a", "3", ("j",)),
        step("b", "1", ("c",)),
        step("c", deadline("4", "a"), ("j",), outputs=("licence",)),
        step("j", "9", join="all"),
    ], results=("licence",))  # fmt: skip
    assert days(found.worst) == days(found.best) == (8, 8)


def test_a_deadline_on_a_loop_may_be_partly_over():
    found = figures([
        step("a", "1", ("b",)),
        step("b", "1", (("mend", "1/2"), ("c", "1/2"))),
        step("mend", deadline("2", "a"), ("b",)),
        step("c", "1"),
    ])  # fmt: skip
    assert days(found.worst) == (3, 3)
    assert days(found.expected) == (4, 6)


def test_deadlines_that_wait_for_each_other_are_missing():
    found = figures([
        step("s", "1", ("a", "b"), split="all"),
        step("a", deadline("4", "b"), ("j",)),
        step("b", deadline("4", "a"), ("j",)),
        step("j", "1", join="all"),
    ])  # fmt: skip
    assert found.steps_without_duration == ("b",)


@pytest.mark.parametrize("seed", range(10))
def test_deadlines_agree_with_the_runs(seed):
    checked = 0
    for n in range(40):
        steps = grown(5000 + seed * 40 + n, with_loops=False, with_odds=True)
        random = Random(n)
        event, late = random.randrange(len(steps)), random.randrange(len(steps))
        graph, every = timed(steps)
        together = all(event in r.ends for r in every if late in r.ends)
        if (
            event == late
            or not together
            or late == 0
            or any(r.ends[late] < r.ends[event] for r in every if late in r.ends)
        ):
            continue
        value = random.randint(1, 30)
        steps[late] = structs.replace(steps[late], duration=deadline(str(value), steps[event].id))
        found = measured(of_case(Procedure(code="x", name="x", steps=tuple(steps))))
        if steps[late].id in found.steps_without_duration or found.worst is None:
            continue
        times = [int(s.duration.value) * DAY for s in graph.steps]
        times[late] = 0
        every = runs(graph, times, {late: (event, value * DAY)})
        assert days(found.worst)[0] == max(r.takes for r in every) / DAY
        assert days(found.best)[0] == min(r.takes for r in every) / DAY
        mean = sum(r.chance * r.takes for r in every)
        assert found.expected.low <= mean <= found.expected.high < found.expected.low + 2
        checked += 1
    assert checked > 3
