"""Every rule that ships, by its path: it is read, and its examples come out as it states them."""

from __future__ import annotations

import pytest

from tthc_audit import i18n, resources
from tthc_audit.errors import Problem
from tthc_audit.facts import TABLES
from tthc_audit.rules import Rule, load_rules
from tthc_audit.rules.examples import ExampleResult, run_examples
from tthc_audit.worktime.calendar import Calendar

FOLDER = resources.bundled("rules")
RULES, _ = load_rules(FOLDER)


@pytest.fixture(scope="module")
def outcomes() -> tuple[dict[str, list[ExampleResult]], dict[str, list[Problem]]]:
    results, problems = run_examples(RULES, TABLES, Calendar.load().rows())
    by_rule: dict[str, list[ExampleResult]] = {rule.id: [] for rule in RULES}
    by_file: dict[str, list[Problem]] = {rule.file: [] for rule in RULES}
    for result in results:
        by_rule[result.rule].append(result)
    for problem in problems:
        by_file[problem.file].append(problem)
    return by_rule, by_file


def test_no_file_is_passed_over() -> None:
    packs = [pack for pack in FOLDER.iterdir() if pack.is_dir()]
    assert len(RULES) == sum(file.name.endswith(".json") for pack in packs for file in pack.iterdir())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_shipped_rule_proves_its_examples(
    rule: Rule, outcomes: tuple[dict[str, list[ExampleResult]], dict[str, list[Problem]]]
) -> None:
    by_rule, by_file = outcomes
    assert [(p.pointer, *i18n.problem_words("en", p)) for p in by_file[rule.file]] == []
    found = {result.expected for result in by_rule[rule.id]}
    assert {"pass", "fail"} <= found
    assert all(result.found == result.expected for result in by_rule[rule.id])
