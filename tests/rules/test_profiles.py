"""Profiles choose rules by pattern; what comes later wins."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tthc_audit import i18n
from tthc_audit.rules import Rule, load_rules, profiles

Write = Callable[..., Path]
P = [{"from": "2025-01-01", "value": 5}]


@pytest.fixture
def folder(write_rule: Write) -> Path:
    write_rule(identity="time/a", params={"p": P})
    write_rule(identity="time/b")
    return write_rule(identity="law/c", params={"p": [{"from": "2025-01-01", "value": "x"}]})


def put(folder: Path, name: str, *entries: dict[str, Any], **keys: str) -> None:
    profile = {"title": {"vi": name, "en": name}, "rules": list(entries), **keys}
    (folder / f"{name}.json").write_text(json.dumps(profile), encoding="utf-8")


def chosen(folder: Path, name: str, on: tuple[str, ...] = ()) -> profiles.Selection:
    rules, problems = load_rules(folder)
    profile, found = profiles.load(name, folder, (), rules)
    assert (problems, found) == ((), ())
    assert profile is not None
    return profiles.select(profile, rules, on)


def ids(rules: tuple[Rule, ...]) -> list[str]:
    return [rule.id for rule in rules]


def test_nothing_is_on_that_no_entry_turns_on(folder: Path) -> None:
    put(folder, "empty")
    assert ids(chosen(folder, "empty").rules) == []
    assert ids(chosen(folder, "empty", ("time/b",)).rules) == ["time/b"]


def test_later_entries_win(folder: Path) -> None:
    put(folder, "p", {"match": "*", "on": True}, {"match": "time/*", "on": False}, {"match": "time/b", "on": True})
    assert ids(chosen(folder, "p").rules) == ["law/c", "time/b"]


def test_a_profile_may_turn_off_what_is_on_of_its_own(folder: Path) -> None:
    put(folder, "p", {"match": "time/b", "on": False})
    assert ids(chosen(folder, "p", ("time/a", "time/b")).rules) == ["time/a"]


def test_severity_and_parameters_are_changed_without_turning_on(folder: Path) -> None:
    put(folder, "p", {"match": "time/*", "severity": "suggestion"}, {"match": "time/a", "params": {"p": 2.5}})
    selected = chosen(folder, "p", ("time/a", "time/b"))
    assert ids(selected.rules) == ["time/a", "time/b"]
    assert selected.overrides["time/a"].params == {"p": Decimal("2.5")}
    assert (selected.overrides["time/a"].severity, selected.overrides["time/b"].params) == ("suggestion", {})


def test_a_profile_begins_with_what_it_extends(folder: Path) -> None:
    put(folder, "base", {"match": "*", "on": True})
    put(folder, "more", {"match": "law/*", "on": False}, {"match": "time/a", "severity": "warning"}, extends="base")
    put(folder, "most", {"match": "time/a", "severity": "violation"}, extends="more")
    selected = chosen(folder, "most")
    assert ids(selected.rules) == ["time/a", "time/b"]
    assert selected.overrides["time/a"].severity == "violation"
    assert profiles.names(folder) == ("base", "more", "most")


def test_a_further_folder_s_profile_comes_before_the_shipped_one(folder: Path, tmp_path: Path) -> None:
    put(folder, "default", {"match": "*", "on": True})
    own = tmp_path / "own"
    own.mkdir()
    put(own, "default", {"match": "law/*", "on": True})
    rules, _ = load_rules(folder)
    profile, problems = profiles.load("default", folder, [own], rules)
    assert problems == ()
    assert profile is not None
    assert ids(profiles.select(profile, rules).rules) == ["law/c"]


@pytest.mark.parametrize(
    ("entry", "key", "pointer"),
    [
        ({"match": "tmie/*", "on": True}, "rules.matches_nothing", "/rules/0/match"),
        ({"match": "time/*", "params": {"q": 1}}, "rules.no_such_parameter", "/rules/0/params/q"),
        ({"match": "time/*", "params": {"as_of": "2025-01-01"}}, "rules.no_such_parameter", "/rules/0/params/as_of"),
        ({"match": "*", "params": {"p": True}}, "rules.other_kind_of_value", "/rules/0/params/p"),
        ({"match": "time/*", "params": {"p": 1e100}}, "rules.long_number", "/rules/0/params/p"),
        ({"match": "time/*", "sevrity": "warning"}, "load.misspelt_key", "/rules/0/sevrity"),
    ],
)
def test_an_entry_that_changes_nothing_is_an_error(folder: Path, entry: dict[str, Any], key: str, pointer: str) -> None:
    put(folder, "p", entry)
    rules, _ = load_rules(folder)
    profile, problems = profiles.load("p", folder, (), rules)
    assert profile is None
    assert [(p.key, p.pointer, p.file) for p in problems] == [(key, pointer, "p.json")]
    assert problems[0].line is not None
    assert all(i18n.problem_words("vi", problems[0]))


def test_profiles_that_extend_one_another_in_a_circle_are_told(folder: Path) -> None:
    put(folder, "a", extends="b")
    put(folder, "b", extends="a")
    profile, (problem,) = profiles.load("a", folder)
    assert (profile, problem.key) == (None, "rules.profile_circle")
    assert "a, b, a" in i18n.problem_words("en", problem)[0]


@pytest.mark.parametrize("name", ["defualt", "../default", "/etc/passwd", "", "a/b", "C:x"])
def test_a_profile_that_is_not_there_is_told_with_those_that_are(folder: Path, name: str) -> None:
    put(folder, "default")
    profile, (problem,) = profiles.load(name, folder)
    assert (profile, problem.key) == (None, "rules.unknown_profile")
    assert "default" in i18n.problem_words("vi", problem)[1]
