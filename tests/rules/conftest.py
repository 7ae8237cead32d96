"""Rules made from what a test states of them, read from a file as every rule is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tthc_audit.database import Database, calendar
from tthc_audit.errors import Problem
from tthc_audit.rules import Rule, load_rules
from tthc_audit.worktime.calendar import Calendar

MakeRule = Callable[..., Rule]


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    """A locked database that knows the working calendar."""
    with Database.open(threads=1) as opened:
        calendar.define(opened, Calendar.load().rows())
        opened.lock()
        yield opened


@pytest.fixture
def write_rule(tmp_path: Path) -> Callable[..., Path]:
    """Writes a rule file, small and right but for what the test states; the folder of rules."""

    def write(identity: str = "time/some-rule", **stated: Any) -> Path:
        rule = {
            "title": {"vi": "Quy tắc", "en": "A rule"},
            "about": "case",
            "require": "at_most(worst, statutory)",
            "severity": "violation",
            "legal_basis": [{"document": "63/2010/NĐ-CP", "provision": "Điều 7", "verified": True}],
            "message": {"vi": "Dấu hiệu", "en": "A sign"},
            "examples": {"pass": [{"worst": 480, "statutory": 480}], "fail": [{"worst": 481, "statutory": 480}]},
        } | stated
        file = tmp_path / "rules" / f"{identity}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = {key: value for key, value in rule.items() if value is not None}
        file.write_text(json.dumps(kept, ensure_ascii=False, indent=2), encoding="utf-8")
        return tmp_path / "rules"

    return write


@pytest.fixture
def make_rule(write_rule: Callable[..., Path]) -> MakeRule:
    """A loaded rule."""

    def make(**stated: Any) -> Rule:
        rules, problems = load_rules(write_rule(**stated))
        assert problems == ()
        return rules[0]

    return make


@pytest.fixture
def problems_of(write_rule: Callable[..., Path]) -> Callable[..., tuple[Problem, ...]]:
    """What is wrong with a rule when it is loaded."""

    def problems(**stated: Any) -> tuple[Problem, ...]:
        return load_rules(write_rule(**stated))[1]

    return problems
