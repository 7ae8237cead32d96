"""Folders of rules: what is read, and the sentence and place for everything that is wrong with a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tthc_audit import i18n
from tthc_audit.errors import Problem
from tthc_audit.results import LegalBasis, Words
from tthc_audit.rules import Rule, load_rules
from tthc_audit.rules.loading import ids
from tthc_audit.rules.model import Period

Make = Callable[..., Rule]
ProblemsOf = Callable[..., tuple[Problem, ...]]
Write = Callable[..., Path]


def test_a_rule_says_what_its_file_says(make_rule: Make) -> None:
    rule = make_rule(
        identity="time/longer-than-limit",
        applies_when="steps_count > 0",
        params={
            "share": [{"from": "2026-01-01", "value": 0.5}, {"from": "2025-01-01", "value": 0.1, "source": "66/NQ-CP"}]
        },
        addressee="process_owner",
        in_force={"from": "2025-01-01"},
        remedy={"vi": "Sửa", "en": "Mend"},
        why={"vi": "Vì", "en": "For"},
    )
    assert (rule.id, rule.file) == ("time/longer-than-limit", "rules/time/longer-than-limit.json")
    assert [(v.first, v.value, v.source) for v in rule.params["share"]] == [
        (date(2025, 1, 1), Decimal("0.1"), "66/NQ-CP"),
        (date(2026, 1, 1), Decimal("0.5"), None),
    ]
    assert rule.in_force == Period(date(2025, 1, 1), None)
    assert rule.legal_basis == (LegalBasis("63/2010/NĐ-CP", "Điều 7", verified=True),)
    assert (rule.title, rule.remedy, rule.why) == (Words("Quy tắc", "A rule"), Words("Sửa", "Mend"), Words("Vì", "For"))
    assert (rule.law_date, rule.addressee, rule.severity) == ("as_of", "process_owner", "violation")


def test_rules_come_sorted_by_their_path_and_hidden_files_are_not_read(write_rule: Write) -> None:
    for identity in ("b/two", "a/one", "b/one", "a/.hidden", ".git/x"):
        folder = write_rule(identity=identity)
    (folder / "a" / "README.md").write_text("x")
    rules, problems = load_rules(folder)
    assert ([rule.id for rule in rules], problems) == (["a/one", "b/one", "b/two"], ())
    assert ids(folder) == {"a/one", "b/one", "b/two"}


def test_decomposed_letters_are_read_as_composed_ones(make_rule: Make) -> None:
    assert make_rule(require="field = 'Hô\u0323 ti\u0323ch'").require == "field = 'Hộ tịch'"


WRONG = [
    ({"titel": {"vi": "a", "en": "b"}, "title": None}, "load.misspelt_key", "/titel"),
    ({"require": None}, "load.missing_key", ""),
    ({"require": 5}, "load.number_for_text", "/require"),
    ({"require": ""}, "load.empty_text", "/require"),
    ({"severity": "error"}, "load.not_allowed", "/severity"),
    ({"addressee": "everybody"}, "load.not_allowed", "/addressee"),
    ({"legal_basis": {"document": "x"}}, "load.wrong_type", "/legal_basis"),
    ({"message": {"vi": "x"}}, "load.missing_key", "/message"),
    ({"examples": {"pass": [], "fail": [{}]}}, "rules.no_pass", "/examples/pass"),
    ({"examples": {"pass": [{}], "fail": []}}, "rules.no_fail", "/examples/fail"),
    ({"examples": {"pass": [{}]}}, "load.missing_key", "/examples"),
    ({"in_force": {"from": "01/07/2025"}}, "load.wrong_date", "/in_force/from"),
    ({"in_force": {"from": "2025-07-01", "to": "2025-06-30"}}, "rules.period", "/in_force"),
    ({"about": "cases"}, "rules.unknown_table", "/about"),
    ({"law_date": "case_name"}, "rules.law_date", "/law_date"),
    ({"params": {"as_of": [{"from": "2025-01-01", "value": 1}]}}, "rules.taken_name", "/params/as_of"),
    ({"params": {"worst": [{"from": "2025-01-01", "value": 1}]}}, "rules.taken_name", "/params/worst"),
    ({"params": {"p": [{"from": "2025-01-01", "value": 1e300}]}}, "rules.long_number", "/params/p"),
    ({"params": {"p": [{"from": "2025-01-01", "value": 0.1234567}]}}, "rules.long_number", "/params/p"),
    (
        {"params": {"p": [{"from": "2025-01-01", "value": 1}, {"from": "2026-01-01", "value": "x"}]}},
        "rules.mixed_values",
        "/params/p",
    ),
    (
        {"params": {"p": [{"from": "2025-01-01", "value": 1}, {"from": "2025-01-01", "value": 2}]}},
        "rules.same_day_twice",
        "/params/p",
    ),
]


@pytest.mark.parametrize(("stated", "key", "pointer"), WRONG, ids=[w[1] + w[2] for w in WRONG])
def test_what_is_wrong_with_a_rule_is_told_with_its_place(
    problems_of: ProblemsOf, stated: dict[str, object], key: str, pointer: str
) -> None:
    problem = next(p for p in problems_of(**stated) if p.key == key)
    assert (problem.pointer, problem.file) == (pointer, "rules/time/some-rule.json")
    assert problem.line is not None
    assert problem.column is not None
    for lang in i18n.LANGS:
        assert all(i18n.problem_words(lang, problem))


@pytest.mark.parametrize("name", ["", "0", "Số ngày", "a/b", "~"])
def test_a_parameter_that_cannot_be_named_so_is_told_whatever_it_holds(problems_of: ProblemsOf, name: str) -> None:
    problems = problems_of(params={name: [None]})
    assert {p.key for p in problems} >= {"load.wrong_form"}
    assert all(p.pointer.startswith("/params") and p.line for p in problems)


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{", b"[]", b"null", b'{"title": 1, "title": 2}', b"\xff\xfe{", "{\u00a0}".encode("utf-16"), b"[" * 10_000,
        b'{"title": "\\ud800"}', b'{"schema": "tthc-audit/check/v1"}', b"{'a': 1}",
    ],
)  # fmt: skip
def test_a_file_that_is_no_rule_is_told_and_the_others_are_read(write_rule: Write, text: bytes) -> None:
    folder = write_rule()
    (folder / "time" / "broken.json").write_bytes(text)
    rules, problems = load_rules(folder)
    assert [rule.id for rule in rules] == ["time/some-rule"]
    assert {problem.file for problem in problems} == {"rules/time/broken.json"}
    for problem in problems:
        for lang in i18n.LANGS:
            assert all(i18n.problem_words(lang, problem))


def test_two_folders_may_not_hold_one_id(write_rule: Write, tmp_path: Path) -> None:
    folder = write_rule()
    other = tmp_path / "own"
    (other / "time").mkdir(parents=True)
    (other / "time" / "some-rule.json").write_bytes((folder / "time" / "some-rule.json").read_bytes())
    rules, (problem,) = load_rules(folder, [other])
    assert [rule.file for rule in rules] == ["rules/time/some-rule.json"]
    assert (problem.key, problem.file) == ("rules.same_id", "own/time/some-rule.json")


@pytest.mark.parametrize("place", ["loose.json", "pack/deeper/rule.json"])
def test_a_rule_outside_a_pack_is_told(write_rule: Write, place: str) -> None:
    folder = write_rule()
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((folder / "time" / "some-rule.json").read_bytes())
    _, (problem,) = load_rules(folder)
    assert (problem.key, problem.file) == ("rules.outside_packs", f"rules/{place}")


def test_a_broken_profile_beside_the_packs_is_told(write_rule: Write) -> None:
    folder = write_rule()
    (folder / "mine.json").write_text(json.dumps({"title": {"vi": "a", "en": "b"}, "rulse": []}))
    assert {p.file for p in load_rules(folder)[1]} == {"rules/mine.json"}


def test_a_folder_that_is_not_there_is_told(write_rule: Write, tmp_path: Path) -> None:
    rules, (problem,) = load_rules(write_rule(), [tmp_path / "nowhere"])
    assert len(rules) == 1
    assert problem.key == "rules.no_folder"
    assert str(tmp_path) not in str(problem)
    assert all(i18n.problem_words("vi", problem))


def test_a_circle_of_folder_links_ends(write_rule: Write) -> None:
    folder = write_rule()
    (folder / "time" / "again").symlink_to(folder)
    rules, problems = load_rules(folder)
    assert len(rules) == 1
    assert {p.key for p in problems} == {"rules.outside_packs"}
