"""Compliance cost: to the đồng where everything is known, from low to high where it is bounded, else unknown."""

from fractions import Fraction

import msgspec
import pytest
from support.measured import procedure

from tthc_audit.facts import cost
from tthc_audit.facts.cost import Money
from tthc_audit.simplify.cost import compared

SOURCE = {"source": "1811/QĐ-TTPVHCC", "year": 2025}


def given(value):
    return {"value": value, **SOURCE}


def between(low, high):
    return {"low": low, "high": high, **SOURCE}


def whole(amount, subjects=3228, **more):
    """A procedure of which only the cost of a dossier is known."""
    activity = {"name": "Toàn bộ", "kind": "other", "hours": given(0), "other_vnd": given(amount)}
    stated = {
        "activities": [activity],
        "subjects_per_year": given(subjects),
        "times_per_year": given(1),
        "fees_vnd": given(0),
    }
    return procedure(cost={**stated, **more})


def test_the_verified_example_to_the_dong():
    told = compared(whole(1_024_000), whole(231_000))
    assert (told.before.low, told.after.low) == ("1024000", "231000")
    assert told.least == told.most == str(Fraction(1_024_000 - 231_000, 1_024_000))
    assert round(Fraction(told.least) * 10_000) == 7744
    assert (told.year_before.low, told.year_after.low, told.saved.low) == ("3305472000", "745668000", "2559804000")
    assert told.missing == ()
    assert ("subjects_per_year", "1811/QĐ-TTPVHCC", 2025) in told.sources


def test_hours_rates_expenses_and_fees_are_added():
    made = procedure(
        cost={
            "hourly_income_vnd": given(54_000),
            "activities": [
                {"name": "Chuẩn bị", "kind": "prepare", "hours": given(2.5), "other_vnd": given(15_000)},
                {"name": "Nộp", "kind": "submit", "hours": between(1, 2)},
            ],
        },
        fees=[{"kind": "le_phi", "amount_vnd": 8_000}, {"kind": "phi", "amount_vnd": 5_000, "cases": []}],
    )
    assert cost.dossier(made).money == Money(
        Fraction(135_000 + 15_000 + 54_000 + 8_000), Fraction(135_000 + 15_000 + 108_000 + 13_000)
    )


@pytest.mark.parametrize(
    ("stated", "missing"),
    [
        ({}, {"activities", "fees"}),
        ({"activities": [{"name": "Nộp", "kind": "submit"}]}, {"Nộp: hours", "hourly_income_vnd", "fees"}),
        ({"activities": [{"name": "Nộp", "kind": "submit", "hours": given(1)}]}, {"hourly_income_vnd", "fees"}),
    ],
)
def test_what_is_not_known_stays_unknown_and_is_named(stated, missing):
    told = cost.dossier(procedure(cost=stated))
    assert told.money is None
    assert set(told.missing) == missing


def test_a_fee_set_elsewhere_is_unknown_and_a_fee_stated_as_none_is_nothing():
    activities = {"activities": []}
    assert cost.dossier(procedure(cost=activities, fees=[{"kind": "phi", "text": "theo HĐND tỉnh"}])).money is None
    assert cost.dossier(procedure(cost=activities, fees=())).money == Money(Fraction(0), Fraction(0))


def test_an_activity_falls_away_with_its_paper():
    activity = {
        "name": "Xin xác nhận",
        "kind": "prepare",
        "hours": given(0),
        "other_vnd": given(50_000),
        "documents": ["x"],
    }
    paper = {"id": "x", "name": "Giấy xác nhận", "handling": "submit"}
    before = procedure(cost={"activities": [activity], "fees_vnd": given(0)}, documents=[paper], annual_cases=10)
    after = msgspec.structs.replace(
        before, documents=(msgspec.structs.replace(before.documents[0], handling="lookup"),)
    )
    told = compared(before, after)
    assert (told.before.low, told.after.low, told.saved.low, told.least) == ("50000", "0", "500000", "1")


def test_bounds_of_a_saving_hold_whatever_the_parameters_are():
    paper = {"name": "Giấy", "kind": "prepare", "hours": between(1, 3), "documents": ["x"]}
    rest = {"name": "Nộp", "kind": "submit", "hours": between(2, 4)}
    stated = {"activities": [paper, rest], "hourly_income_vnd": between(40_000, 60_000), "fees_vnd": given(0)}
    before = procedure(cost=stated, documents=[{"id": "x", "name": "Giấy", "handling": "submit"}])
    told = compared(before, msgspec.structs.replace(before, documents=()))
    least, most = Fraction(told.least), Fraction(told.most)
    for saved in (1, 2, 3):
        for kept in (2, 3, 4):
            assert least <= Fraction(saved, saved + kept) <= most


def test_bounds_the_wrong_way_round_are_no_bounds():
    stated = {
        "activities": [{"name": "Nộp", "kind": "submit", "hours": between(2, 1)}],
        "hourly_income_vnd": given(1),
        "fees_vnd": given(0),
    }
    assert cost.dossier(procedure(cost=stated)).missing == ("Nộp: hours",)


def test_nothing_is_told_where_nothing_is_stated():
    assert compared(procedure(), procedure()) is None
    assert cost.dossier(procedure()).missing == ("cost",)
