"""The clock runs from where the limit counts to where it ends, and leaves out what is off it."""

from __future__ import annotations

from random import Random

import pytest
from msgspec import convert, structs
from timed_flows import DAY, days, figures, grown, measured, step, timed

from tthc_audit.catalog.model import Duration, Limit
from tthc_audit.flow.clock import extended, is_stated, span_of
from tthc_audit.worktime.span import Span

APPLICANT = {"agency": "applicant"}


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
