"""The clock runs from where the limit counts to where it ends, and leaves out what is off it."""

from __future__ import annotations

from random import Random

import pytest
from msgspec import convert, structs
from timed_flows import DAY, figures, grown, lasting, measured, runs, step

from tthc_audit.catalog.model import Duration, Limit, Procedure
from tthc_audit.flow.clock import extended, is_stated, span_of
from tthc_audit.flow.graph import of_case
from tthc_audit.worktime.span import ZERO, Span

APPLICANT = {"agency": "applicant"}


def days(span):
    return span and (span.low / DAY, None if span.high is None else span.high / DAY)


def timed(steps):
    graph = of_case(Procedure(code="x", name="x", steps=tuple(steps)))
    times = [int(s.duration.value) * DAY for s in graph.steps]
    return graph, runs(graph, times)


@pytest.mark.parametrize("seed", range(10))
def test_a_window_ends_with_its_step_in_every_run_that_passes_it(seed):
    for n in range(40):
        steps = grown(seed * 40 + n, with_odds=n % 2 == 0, with_loops=n % 3 == 0)
        graph, every = timed(steps)
        ends = Random(n).randrange(len(steps))
        found = measured(graph, limit=Limit(ends_at=steps[ends].id))
        takes = [r.ends.get(ends, r.takes) for r in every]
        assert days(found.worst) == (max(takes) / DAY, max(takes) / DAY)
        assert days(found.best) == (min(takes) / DAY, min(takes) / DAY)
        assert found.typical.low in takes
        if found.expected is not None and n % 2 == 0 and n % 3:
            mean = sum(r.chance * t for r, t in zip(every, takes, strict=True))
            assert found.expected.low <= mean <= found.expected.high < found.expected.low + 2


@pytest.mark.parametrize("seed", range(10))
def test_without_a_stated_end_the_last_step_that_yields_a_result_ends_the_window(seed):
    for n in range(40):
        steps = grown(1000 + seed * 40 + n)
        random = Random(n)
        yields = {random.randrange(len(steps)) for _ in range(random.randint(1, 3))}
        steps = [structs.replace(s, outputs=("licence", "draft")) if i in yields else s for i, s in enumerate(steps)]
        graph, every = timed(steps)
        found = measured(graph, results=("licence",))
        takes = [max((r.ends[i] for i in yields if i in r.ends), default=r.takes) for r in every]
        assert days(found.worst) == (max(takes) / DAY, max(takes) / DAY)
        assert days(found.best) == (min(takes) / DAY, min(takes) / DAY)
        assert found.typical.low in takes


@pytest.mark.parametrize("seed", range(10))
def test_a_window_opens_with_the_end_of_its_step(seed):
    exact = 0
    for n in range(40):
        steps = grown(2000 + seed * 40 + n, with_loops=False)
        graph, every = timed(steps)
        opens = Random(n).randrange(len(steps))
        found = measured(graph, limit=Limit(counts_from=steps[opens].id))
        if not all(opens in r.ends for r in every):
            assert found.worst is None
            assert found.elapsed_worst.low == max(r.takes for r in every)
            continue
        takes = [r.takes - r.ends[opens] for r in every]
        assert found.worst.low <= max(takes) <= found.worst.high
        assert found.best.low <= min(takes) <= found.best.high
        exact += found.worst.exact
        assert steps[opens].id not in found.critical_path
    assert exact > 1


INTAKE = [
    step("submit", None, ("receive",), kind="submit", **APPLICANT),
    step("receive", "1", ("check",), kind="receive", agency="desk"),
    step("check", "2", ("appraise", "ask"), kind="check", agency="room"),
    step("ask", "1", ("mend",), kind="supplement", agency="room"),
    step("mend", "30d", ("receive",), kind="supplement", **APPLICANT),
    step("appraise", "4", ("sign",), agency="tax"),
    step("sign", "8", ("hand",), outputs=("licence",)),
    step("hand", "16", kind="return"),
]


def test_from_the_valid_dossier_to_the_result_neither_intake_nor_return_counts():
    found = figures(
        INTAKE, limit=Limit(counts_from="valid_dossier"), results=("licence",), bodies={"desk": "u", "room": "u"}
    )
    assert days(found.worst) == (12, 12)
    assert found.critical_path == ("appraise", "sign")
    assert found.slack[1] is None
    assert found.elapsed_worst == Span(31 * DAY, None, None)


def test_the_last_check_before_another_body_acts_makes_the_dossier_valid():
    apart = figures(INTAKE, limit=Limit(counts_from="valid_dossier"), results=("licence",), bodies={})
    assert days(apart.worst) == (14, 14)


def test_where_another_body_acts_before_any_intake_no_dossier_is_valid():
    steps = [step("confirm", "1", ("receive",), agency="tax"), *INTAKE[1:]]
    found = figures(steps, limit=Limit(counts_from="valid_dossier"))
    assert (found.worst, found.best, found.critical_path) == (None, None, ())
    assert figures([step("a", "1")], limit=Limit(counts_from="valid_dossier")).worst is None


def test_submission_leaves_out_what_is_done_before_it():
    steps = [step("advise", "1", ("submit",)), *INTAKE]
    found = figures(steps, limit=Limit(counts_from="submission"), results=("licence",))
    assert days(found.worst) == (15, 15)
    assert days(figures(steps, results=("licence",)).worst) == (16, 16)


def test_a_step_that_is_no_part_of_the_case_opens_no_window_and_ends_none():
    assert figures([step("a", "1")], limit=Limit(counts_from="gone")).worst is None
    assert days(figures([step("a", "1")], limit=Limit(ends_at="gone")).worst) == (1, 1)


def test_a_window_that_ends_before_it_opens_is_unknown():
    steps = [step("a", "1", ("b",)), step("b", "1")]
    assert figures(steps, limit=Limit(counts_from="b", ends_at="a")).worst is None
    assert figures(steps, limit=Limit(counts_from="b", ends_at="b")).worst is None
    assert days(figures(steps, limit=Limit(counts_from="a", ends_at="b")).worst) == (1, 1)


def test_what_runs_beside_the_opening_may_count_wholly_or_not_at_all():
    found = figures([
        step("s", "1", ("a", "b"), split="all"), step("a", "2", ("j",)), step("b", "5", ("j",)), step("j", "1", join="all"),
    ], limit=Limit(counts_from="a"))  # fmt: skip
    assert days(found.worst) == (1, 6)


def test_repetitions_before_the_window_are_left_out_and_the_last_passage_counts():
    def again(back):
        return [
            step("receive", "1", ("check",), kind="receive"),
            step("check", "2", ((back, "1/4"), ("sign", "3/4")), kind="check"),
            step("sign", "8", (("sign", "1/5"), ("hand", "4/5")), outputs=("licence",)),
            step("hand", "16", (("receive", "1/2"), ("end", "1/2"))),
            step("end", "1"),
        ]

    for back in ("receive", "check"):
        found = figures(again(back), limit=Limit(counts_from="check"), results=("licence",))
        assert days(found.expected) == (8, 8)
        assert days(figures(again(back), results=("licence",)).expected)[0] == pytest.approx(
            {"receive": 4, "check": 1 + 8 / 3}[back] + 8
        )


def test_where_going_back_tilts_several_choices_nothing_is_expected():
    found = figures([
        step("check", "2", (("a", "1/2"), ("b", "1/2"))),
        step("a", "1", (("check", "1/3"), ("end", "2/3"))),
        step("b", "5", (("check", "1/2"), ("end", "1/2"))),
        step("end", "1"),
    ], limit=Limit(counts_from="check"))  # fmt: skip
    assert found.expected is None
    assert days(found.worst) == (6, 6)


def test_off_the_clock_counts_nothing_with_a_basis_and_is_undecided_without():
    def flow(**told):
        return figures([step("a", "1", ("b",)), step("b", "5d", ("c",), off=True, **told), step("c", "1")])

    assert days(flow(basis="Điều 5").worst) == (2, 2)
    assert days(flow().worst) == (2, 7)
    assert days(flow(basis="Điều 5").elapsed_worst) == (5, 7)
    assert flow(basis="Điều 5").slack[1] is None


def test_unstated_time_off_the_clock_harms_only_where_it_may_count():
    def flow(**told):
        return figures([step("a", "1", ("b",)), step("b", None, off=True, **told)])

    assert flow(basis="Điều 5").worst == Span(DAY, DAY, None)
    assert flow(basis="Điều 5").steps_without_duration == ()
    assert flow().worst == Span(DAY, None, None)
    assert flow().steps_without_duration == ("b",)


def test_the_time_of_the_applicant_never_counts_but_passes():
    found = figures([step("a", "3d", ("b",), **APPLICANT), step("b", "4d")])
    assert found.worst.days == 4 * 10_000
    assert found.elapsed_worst.days == 7 * 10_000
    assert found.steps_without_duration == ()


def test_days_are_exact_over_a_flow_in_days_and_weeks_only():
    found = figures([step("a", "3d", ("b", "c")), step("b", "1w", ("d",)), step("c", "2d", ("d",)), step("d", "4d")])
    assert (found.best.days, found.worst.days) == (9 * 10_000, 14 * 10_000)
    assert not found.uses_calendar_days
    mixed = figures([step("a", "3d", ("b",)), step("b", "2h")])
    assert mixed.worst.days is None
    assert mixed.uses_calendar_days
    assert mixed.mixes_hours_and_days


def test_the_longest_way_in_days_is_told_in_days_though_a_short_way_is_in_hours():
    found = figures([step("a", "1d", ("b", "c")), step("b", "20d"), step("c", "2h")])
    assert found.worst.days == 21 * 10_000
    assert found.best.days is None


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


def test_a_limit_with_its_extensions_is_the_longest_that_the_law_allows():
    limit = {"value": 10, "unit": "working_day"}
    add, becomes = {"value": 5, "unit": "working_day"}, {"value": 20, "unit": "working_day"}

    def told(*extensions):
        ways = [{"when": "x", **e} for e in extensions]
        return days(extended(convert({**limit, "extensions": ways}, Limit)))

    assert told() == (10, 10)
    assert told({"add": add}) == (15, 15)
    assert told({"becomes": becomes}) == (20, 20)
    assert told({"becomes": becomes}, {"add": add}) == (25, 25)
    assert told({"becomes": add}) == (10, 10)
    assert told({"add": {"text": "theo thỏa thuận"}}) == (10, None)
    assert extended(Limit(text="ngay")) is None


def test_words_alone_are_no_stated_time():
    assert not is_stated(None)
    assert not is_stated(Duration(text="ngay"))
    assert span_of(Duration(text="ngay")) is None
    assert is_stated(Duration(same_day=True))
    assert span_of(Duration(same_day=True)) == Span(0, DAY, None)
    assert is_stated(Duration(shared_with="a"))
    assert figures([step("a", "?")]).steps_without_duration == ("a",)
