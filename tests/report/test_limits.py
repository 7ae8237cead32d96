"""The lines across a time axis: told only where they are one."""

from dataclasses import replace
from datetime import date

import pytest

from tthc_audit.report.limits import limit_and_target
from tthc_audit.results import Audit, Time


def case(name, minutes):
    return {"procedure": "p", "case": name, "statutory_min": minutes, "statutory_max": minutes, "statutory_days": None}


def target(name, minutes, cut, measure="time_limit", days=None):
    return {
        "procedure": "p", "case": name, "measure": measure, "required_cut": cut,
        "baseline_min": minutes, "baseline_max": minutes, "baseline_days": days,
    }  # fmt: skip


@pytest.fixture
def audit():
    tables = {
        "case": [case("a", "4800"), case("b", "2400"), case("a", "1") | {"procedure": "q"}],
        "target": [target("a", "4800", "1/2"), target("a", "4800", "0.3"), target("b", "4800", "1/2")],
    }
    return Audit("x", date(2026, 10, 15), (), (), (), (), (), tables=tables)


def exactly(minutes):
    return Time(minutes, minutes, None)


def test_a_case_has_its_limit_and_its_strictest_target(audit):
    assert limit_and_target(audit, "p", "a") == (exactly("4800"), exactly("2400"))
    assert limit_and_target(audit, "p", "b") == (exactly("2400"), exactly("2400"))


def test_of_several_cases_only_what_all_share_is_told(audit):
    assert limit_and_target(audit, "p") == (None, exactly("2400"))


def test_a_target_that_not_every_case_has_is_not_that_of_the_whole(audit):
    fewer = replace(audit, tables=audit.tables | {"target": audit.tables["target"][:2]})
    assert limit_and_target(fewer, "p") == (None, None)


def test_nothing_is_told_of_what_is_not_known(audit):
    tables = {
        "case": [case("", None)],
        "target": [target("", None, "1/2"), target("", "480", None), target("", "480", "1/2", "cost")],
    }
    assert limit_and_target(replace(audit, tables=tables), "p") == (None, None)
    assert limit_and_target(replace(audit, tables={}), "p") == (None, None)


def test_calendar_days_are_cut_as_days_and_rounded_to_four_decimals(audit):
    tables = {"case": [case("", "480")], "target": [target("", "4800", "1/3", days="14")]}
    _, aim = limit_and_target(replace(audit, tables=tables), "p")
    assert aim == Time("3200", "3200", "9.3333")
