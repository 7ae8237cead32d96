"""Examples are run as the rules' tests; what comes out otherwise is told at its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tthc_audit import i18n
from tthc_audit.errors import Problem
from tthc_audit.facts import TABLES
from tthc_audit.rules import Rule
from tthc_audit.rules.examples import ExampleResult, run_examples
from tthc_audit.worktime.calendar import Calendar

Make = Callable[..., Rule]
DAY = [{"from": "2020-01-01", "value": 5}, {"from": "2027-01-01", "value": 6}]


def run(*rules: Rule) -> tuple[tuple[ExampleResult, ...], tuple[Problem, ...]]:
    return run_examples(rules, TABLES, Calendar.load().rows())


def test_every_outcome_comes_out_as_expected(make_rule: Make) -> None:
    rule = make_rule(
        applies_when="steps_count > 0",
        examples={
            "pass": [{"steps_count": 1, "worst": 480, "statutory": {"value": 1, "unit": "working_day"}}],
            "fail": [{"steps_count": 1, "worst": {"min": 481, "max": None}, "statutory": 480}],
            "unknown": [
                {"steps_count": 1, "worst": None, "statutory": 480},
                {"worst": 480, "statutory": 480, "x-note": "không rõ số bước"},
                {
                    "steps_count": 1,
                    "worst": {"value": 3, "unit": "day"},
                    "statutory": {"value": 1, "unit": "working_day"},
                },
            ],
            "not_applicable": [{"steps_count": 0}],
        },
    )
    results, problems = run(rule)
    assert problems == ()
    assert [(r.pointer, r.found) for r in results] == [
        ("/examples/pass/0", "pass"),
        ("/examples/fail/0", "fail"),
        ("/examples/unknown/0", "unknown"),
        ("/examples/unknown/1", "unknown"),
        ("/examples/unknown/2", "unknown"),
        ("/examples/not_applicable/0", "not_applicable"),
    ]


def test_what_comes_out_otherwise_is_told(make_rule: Make) -> None:
    rule = make_rule(examples={"pass": [{"worst": 481, "statutory": 480}], "fail": [{"worst": 480}]})
    results, problems = run(rule)
    assert [r.found for r in results] == ["fail", "unknown"]
    assert [(p.key, p.pointer) for p in problems] == [
        ("rules.other_outcome", "/examples/pass/0"),
        ("rules.other_outcome", "/examples/fail/0"),
    ]
    assert i18n.problem_words("vi", problems[0])[0] == "Ví dụ phải cho kết quả “Đạt”, nhưng kết quả là “Chưa đạt”."
    assert all(p.line is not None for p in problems)


@pytest.mark.parametrize(
    ("example", "key", "pointer"),
    [
        ({"wrost": 1}, "rules.unknown_example_column", "/examples/pass/0/wrost"),
        ({"zzzzzzzzzzz": 1}, "rules.unlisted_example_column", "/examples/pass/0/zzzzzzzzzzz"),
        ({"steps_count": "three"}, "rules.example_value", "/examples/pass/0/steps_count"),
        ({"steps_count": 1.5}, "rules.example_value", "/examples/pass/0/steps_count"),
        ({"steps_count": True}, "rules.example_value", "/examples/pass/0/steps_count"),
        ({"flow_sound": 1}, "rules.example_value", "/examples/pass/0/flow_sound"),
        ({"critical_path": "a"}, "rules.example_value", "/examples/pass/0/critical_path"),
        ({"critical_path": [1]}, "rules.example_value", "/examples/pass/0/critical_path"),
        ({"worst_max": 1e300}, "rules.example_value", "/examples/pass/0/worst_max"),
        ({"worst": "long"}, "rules.example_value", "/examples/pass/0/worst"),
        ({"worst": {"value": 1}}, "rules.example_value", "/examples/pass/0/worst"),
        ({"worst": {"value": 1, "unit": "fortnight"}}, "rules.example_value", "/examples/pass/0/worst"),
        ({"worst": {"value": -1, "unit": "day"}}, "rules.example_value", "/examples/pass/0/worst"),
        ({"worst": []}, "rules.example_value", "/examples/pass/0/worst"),
        ({"$as_of": "yesterday"}, "rules.example_value", "/examples/pass/0/$as_of"),
    ],
)
def test_an_example_that_fits_no_row_is_told(make_rule: Make, example: dict[str, Any], key: str, pointer: str) -> None:
    rule = make_rule(examples={"pass": [example], "fail": [{"worst": 481, "statutory": 480}]})
    results, (problem,) = run(rule)
    assert (problem.key, problem.pointer) == (key, pointer)
    assert problem.line is not None
    assert [r.expected for r in results] == ["fail"]
    for lang in i18n.LANGS:
        assert all(i18n.problem_words(lang, problem))


def test_an_example_may_state_the_day_of_the_audit(make_rule: Make) -> None:
    rule = make_rule(
        require="steps_count <= $days",
        params={"days": DAY},
        examples={
            "pass": [{"steps_count": 6}, {"steps_count": 5, "$as_of": "2026-12-31"}],
            "fail": [{"steps_count": 6, "$as_of": "2026-12-31"}],
            "unknown": [{"steps_count": 1, "$as_of": "2019-12-31"}],
        },
    )
    results, problems = run(rule)
    assert problems == ()
    assert results[0].values["$as_of"] == date(2027, 1, 1)


def test_a_rule_that_has_lapsed_still_proves_its_examples(make_rule: Make) -> None:
    rule = make_rule(in_force={"from": "2018-01-01", "to": "2019-12-31"})
    results, problems = run(rule)
    assert problems == ()
    assert {r.values["$as_of"] for r in results} == {date(2019, 12, 31)}


def test_the_calendar_is_there_for_examples(make_rule: Make) -> None:
    rule = make_rule(
        about="procedure",
        require="working_days_between(publication_signed_on, publication_effective_on) >= 5",
        examples={
            "pass": [{"publication_signed_on": "2026-05-29", "publication_effective_on": "2026-06-05"}],
            "fail": [{"publication_signed_on": "2026-05-29", "publication_effective_on": "2026-06-04"}],
            "unknown": [{"publication_signed_on": "1926-05-29", "publication_effective_on": "2026-06-04"}],
        },
    )
    assert run(rule)[1] == ()


def test_a_rule_that_cannot_be_compiled_is_told_and_the_others_run(make_rule: Make) -> None:
    good, bad = make_rule(identity="a/a"), make_rule(identity="a/a", require="nope")
    results, (problem,) = run(bad, good)
    assert problem.key == "rules.unlisted_column"
    assert [r.found for r in results] == ["pass", "fail"]


def test_a_rule_that_cannot_be_computed_is_told(make_rule: Make) -> None:
    big = 99999999999999999999999999
    rule = make_rule(
        require="worst_max * statutory_max > 0",
        examples={"pass": [{"worst": big, "statutory": big}], "fail": [{"worst": 0, "statutory": 0}]},
    )
    results, (problem,) = run(rule)
    assert (problem.key, problem.pointer) == ("rules.not_computed", "/require")
    assert {r.found for r in results} == {None}
