"""A new rule passes its own examples, and its page can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tthc_audit import i18n
from tthc_audit.errors import AuditError
from tthc_audit.facts import TABLES
from tthc_audit.i18n import Lang
from tthc_audit.rules import Rule, load_rules, page, scaffold
from tthc_audit.rules.examples import run_examples


def made(folder: Path, about: str = "procedure") -> Rule:
    (folder / "own").mkdir()
    (folder / "own" / "new-rule.json").write_text(scaffold.text("own/new-rule", about), encoding="utf-8")
    (rule,), problems = load_rules(folder)
    assert problems == ()
    return rule


@pytest.mark.parametrize("about", TABLES)
def test_a_new_rule_about_any_table_passes_its_examples(tmp_path: Path, about: str) -> None:
    results, problems = run_examples([made(tmp_path, about)], TABLES, [])
    assert problems == ()
    assert {result.expected for result in results} == {"pass", "fail", "unknown", "not_applicable"}


@pytest.mark.parametrize(
    "identity", ["", "x", "a/b/c", "../x", "a/../b", "Time/x", "a/Hạn", "a/b.json", "a\\b", "/a/b"]
)
def test_what_is_no_id_is_refused(identity: str) -> None:
    with pytest.raises(AuditError) as caught:
        scaffold.text(identity)
    assert all(i18n.problem_words("vi", caught.value.problems[0]))


def test_an_unknown_table_is_told_with_those_there_are() -> None:
    with pytest.raises(AuditError) as caught:
        scaffold.text("a/b", "cases")
    assert "case" in i18n.problem_words("vi", caught.value.problems[0])[1]


@pytest.mark.parametrize(("lang", "heading"), [("vi", "Phải đạt"), ("en", "Must hold")])
def test_the_page_of_a_rule_tells_all_of_it(tmp_path: Path, lang: Lang, heading: str) -> None:
    told = page.of_rule(made(tmp_path), lang)
    sections = dict(told.sections)
    assert told.id == "own/new-rule"
    assert sections[heading] == ("length(procedure_name) <= $longest",)
    assert len(told.examples) == 4
    assert all(lines for lines in sections.values())
