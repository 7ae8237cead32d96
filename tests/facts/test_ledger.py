"""A target counted in every way: exact, side by side, and never met or missed without proof."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.measured import days, procedure, survey

from tthc_audit.catalog.baseline import Frozen, FrozenRow, FrozenTime
from tthc_audit.catalog.model import Duration, Target
from tthc_audit.catalog.shares import percent, stated_percent
from tthc_audit.facts import target, target_total
from tthc_audit.facts.ledger import METHODS, Compared, ways
from tthc_audit.facts.measured import Measured
from tthc_audit.worktime.span import SCALE, Span

WORKING, CALENDAR = "working_day", "day"


def time(value, unit=WORKING):
    return {"value": value, "unit": unit}


def one(code, before, after, **more):
    baseline = {"baseline": {"on": "2024-12-31", "time_limit": before}} if before else {}
    return procedure(code=code, time_limit=after, **baseline, **more)


def counted(*procedures, frozen=None, **stated):
    """The rows of both tables for one target over these procedures."""
    aim = msgspec.convert({"id": "t", "measure": "time_limit", "cut": "50%", "method": "each", **stated}, Target)
    registers = survey(targets=[aim], baseline=frozen)
    totals = target_total.Totals(registers)
    rows = [r for p in procedures for r in target.rows(Measured(p, "x.json", registers), {}, totals.note)]
    (total,) = totals.rows()
    return rows, total


@pytest.mark.parametrize(
    ("before", "after", "cut", "rounded", "met"),
    [
        (time(15), time(8), "7/15", "46.67", False),
        (time(15), time(7.5), "1/2", "50.00", True),
        (time(15), time(7.51), "749/1500", "49.93", False),
        (time(30, CALENDAR), time(15, CALENDAR), "1/2", "50.00", True),
        (time(30, CALENDAR), time(15), None, None, False),
        (time(30, CALENDAR), time(11), None, None, None),
        (time(30, CALENDAR), time(5), None, None, True),
        (None, time(8), None, None, None),
    ],
)
def test_the_verdict_of_one_procedure_is_exact_or_open(before, after, cut, rounded, met):
    (row,), total = counted(one("1", before, after))
    assert (row["cut"], row["cut_percent"], row["met"]) == (cut, rounded, met)
    assert total["met"] is met
    assert total["verdict"] == {True: "met", False: "not_met", None: "unproven"}[met]


def test_all_ways_stand_side_by_side_and_the_declared_one_decides():
    procedures = [one("1", days(20), days(10), annual_cases=1), one("2", days(10), days(7), annual_cases=9)]
    _, total = counted(*procedures, method="total", cut="40%", required_share="50%")
    assert (total["share_numerator"], total["share_denominator"], total["share_verdict"]) == ("1", "2", "met")
    assert (total["total_numerator"], total["total_denominator"], total["total_fraction"]) == ("13", "30", "13/30")
    assert (total["mean_fraction"], total["mean_percent"], total["mean_verdict"]) == ("2/5", "40.00", "met")
    assert (total["weighted_numerator"], total["weighted_denominator"]) == ("37", "110")
    assert (total["each_verdict"], total["weighted_verdict"]) == ("not_met", "not_met")
    assert (total["verdict"], total["met"]) == ("met", True)


def test_a_procedure_without_an_earlier_version_is_outside_the_denominator_and_counted_apart():
    new = one(
        "2", None, days(9), decisions=[{"role": "national_publication", "change": "new", "signed_on": "2025-03-01"}]
    )
    rows, total = counted(
        one("1", days(10), days(5)), new, baseline_on="2024-12-31", method="share", required_share="100%"
    )
    assert rows[1]["no_earlier_version"] is True
    assert (total["share_numerator"], total["share_denominator"], total["procedures_newer"]) == ("1", "1", 1)
    assert total["verdict"] == "met"


def test_an_abolished_procedure_is_no_cut_and_no_failure():
    _, total = counted(one("1", days(10), days(5)), one("2", days(10), days(10), status="abolished"))
    assert (total["procedures_count"], total["procedures_abolished"], total["verdict"]) == (1, 1, "met")


def test_without_a_required_share_a_share_is_neither_met_nor_missed():
    _, total = counted(one("1", days(10), days(9)), method="share")
    assert total["verdict"] == "unproven"


def test_one_procedure_that_cannot_be_counted_leaves_the_totals_open():
    _, total = counted(one("1", days(10), days(5)), one("2", None, days(5)), method="total")
    assert (total["total_verdict"], total["total_left_out"]) == ("unproven", 1)
    assert (total["mean_verdict"], total["each_verdict"], total["weighted_verdict"]) == ("unproven",) * 3


def test_one_procedure_that_surely_misses_is_enough_for_each():
    _, total = counted(one("1", days(10), days(9)), one("2", None, days(5)))
    assert total["verdict"] == "not_met"


def test_cases_of_one_procedure_are_one_procedure():
    cases = [{"id": "a", "time_limit": days(5)}, {"id": "b", "time_limit": days(8)}]
    _, total = counted(one("1", days(10), days(5), cases=cases, annual_cases=4))
    assert (total["procedures_count"], total["procedures_not_met"]) == (1, 1)
    assert total["weighted_fraction"] is None
    assert total["weighted_verdict"] == "unproven"


class TestAgainstTheStatutoryLimit:
    def test_the_commitment_is_compared_with_the_limit(self):
        rows, total = counted(
            one("1", None, days(15), committed_time_limit=days(7.5)),
            one("2", None, days(10)),
            against="statutory_limit",
            method="share",
            required_share="50%",
        )
        assert [r["cut"] for r in rows] == ["1/2", "0"]
        assert (total["share_fraction"], total["verdict"]) == ("1/2", "met")


class TestAFrozenSnapshot:
    FROZEN = Frozen(
        "b.json",
        True,
        None,
        {"1": {"": FrozenRow(procedure="1", case="", time_limit=Duration(value=Decimal(15), unit="working_day"))}},
    )

    def test_it_comes_before_the_own_baseline_of_the_procedure(self):
        (row,), total = counted(one("1", days(100), days(8)), frozen=self.FROZEN)
        assert (row["cut"], row["baseline_from"]) == ("7/15", "snapshot")
        assert total["baseline_intact"] is True

    def test_a_procedure_that_is_not_in_it_has_no_earlier_version(self):
        (row,), total = counted(one("2", days(10), days(10)), frozen=self.FROZEN)
        assert row["no_earlier_version"] is True
        assert (total["procedures_count"], total["procedures_newer"]) == (0, 1)
        assert total["verdict"] == "unproven"

    def test_a_procedure_under_a_new_code_keeps_its_baseline(self):
        (row,), _ = counted(one("3", None, days(8), replaces=["1"]), frozen=self.FROZEN)
        assert row["cut"] == "7/15"

    def test_one_that_was_changed_proves_nothing(self):
        (row,), total = counted(one("1", days(16), days(8)), frozen=Frozen("b.json", False, None, {}))
        assert (row["met"], row["why_unproven"]) == (None, "baseline_changed")
        assert (total["verdict"], total["baseline_intact"]) == ("unproven", False)

    def test_a_new_case_is_not_compared_with_another_case(self):
        frozen = Frozen(
            "b.json",
            True,
            None,
            {"1": {"a": FrozenRow(procedure="1", case="a", time_limit=Duration(value=Decimal(9), unit="day"))}},
        )
        rows, _ = counted(one("1", None, days(1), cases=[{"id": "a"}, {"id": "b"}]), frozen=frozen)
        assert [r["baseline_days"] for r in rows] == [9, None]

    def test_process_times_are_compared_in_days_where_all_are(self):
        time = FrozenTime(min=Decimal(9600), max=Decimal(10560), days=Decimal(30))
        frozen = Frozen("b.json", True, None, {"1": {"": FrozenRow(procedure="1", case="", process_time=time)}})
        steps = [{"id": "a", "kind": "check", "agency": "phong", "duration": {"value": 15, "unit": "day"}}]
        (row,), _ = counted(procedure(code="1", steps=steps), frozen=frozen, measure="process_time")
        assert (row["cut"], row["met"]) == ("1/2", True)


class TestACost:
    def cut(self, amount, baseline=1_024_000, **stated):
        known = {"source": "1811/QĐ-TTPVHCC", "year": 2025}
        activity = {
            "name": "Toàn bộ",
            "kind": "other",
            "hours": {"value": 0, **known},
            "other_vnd": {**amount, **known},
        }
        made = procedure(
            code="1", cost={"activities": [activity], "fees_vnd": {"value": 0, **known}},
            baseline={"on": "2024-12-31", "cost_vnd": baseline} if baseline is not None else None,
        )  # fmt: skip
        (row,), total = counted(made, measure="cost", **stated)
        return row, total

    def test_it_is_compared_exactly(self):
        row, total = self.cut({"value": 231_000})
        assert (row["cut_percent"], row["met"], row["baseline_vnd"]) == ("77.44", True, 1_024_000)
        assert (total["total_numerator"], total["total_denominator"], total["time_unit"]) == (
            "793000",
            "1024000",
            "vnd",
        )

    def test_bounds_decide_or_leave_it_open(self):
        assert self.cut({"low": 100_000, "high": 500_000})[0]["met"] is True
        assert self.cut({"low": 100_000, "high": 600_000})[0]["met"] is None
        assert self.cut({"low": 600_000, "high": 700_000})[0]["met"] is False

    def test_without_a_baseline_or_against_a_limit_nothing_is_proven(self):
        assert self.cut({"value": 1}, None)[0]["why_unproven"] == "baseline"
        assert self.cut({"value": 1}, against="statutory_limit")[0]["why_unproven"] == "cost"


class TestAClaim:
    def claim(self, *procedures, **stated):
        return counted(*procedures, method="share", required_share="90%", claim=stated)[1]

    def test_its_division_is_done_again(self):
        row = self.claim(met=329, of=355, percent="92,67%")
        assert (row["claim_computed_percent"], row["claim_adds_up"]) == ("92.68", False)
        assert self.claim(met=329, of=355, percent="92,68%")["claim_adds_up"] is True
        assert self.claim(met=329, of=355, percent="92,7")["claim_adds_up"] is True
        assert self.claim(met=2, of=1)["claim_adds_up"] is False

    def test_a_catalogue_with_fewer_procedures_says_nothing_about_it(self):
        assert self.claim(one("1", days(10), days(5)), met=2, of=2)["claim_agrees"] is None

    def test_the_count_agrees_or_not(self):
        both = one("1", days(10), days(5)), one("2", days(10), days(9))
        assert self.claim(*both, met=1, of=2)["claim_agrees"] is True
        assert self.claim(*both, met=2, of=2)["claim_agrees"] is False
        assert self.claim(*both, met=1, of=1)["claim_agrees"] is False


def test_percentages_are_rounded_half_away_from_zero():
    assert [percent(Fraction(n, 1000), 0) for n in (5, 15, -5, 4)] == ["1", "2", "-1", "0"]
    assert stated_percent("92,670 %") == (Decimal("92.670"), 3)


SPANS = st.builds(
    lambda low, more, open_: Span(low, None if open_ else low + more, None),
    st.integers(1, 50).map(lambda n: n * SCALE), st.integers(0, 5).map(lambda n: n * SCALE), st.booleans(),
)  # fmt: skip


@given(st.lists(st.tuples(SPANS, SPANS, st.integers(1, 9)), min_size=1, max_size=6), st.fractions(0, 1), st.data())
def test_no_verdict_is_given_that_times_within_the_bounds_contradict(pairs, required, data):
    cases = [
        Compared(str(i), "compared", b, a, target.cut_bounds(b, a), target._met(*target.cut_bounds(b, a), required), n)
        for i, (b, a, n) in enumerate(pairs)
    ]
    told = ways(cases, required, required)

    def within(span):
        return Fraction(data.draw(st.integers(span.low, span.high or span.low * 3)))

    drawn = [(within(b), within(a), n) for b, a, n in pairs]
    cuts = [1 - a / b for b, a, _ in drawn]
    reached = [cut >= required for cut in cuts]
    truth = {
        "each": all(reached),
        "share": Fraction(sum(reached), len(reached)) >= required,
        "total": 1 - sum(a for _, a, _ in drawn) / sum(b for b, _, _ in drawn) >= required,
        "mean": sum(cuts) / len(cuts) >= required,
        "weighted": 1 - sum(n * a for _, a, n in drawn) / sum(n * b for b, _, n in drawn) >= required,
    }
    for name in METHODS:
        assert told[name].met in (None, truth[name]), name
