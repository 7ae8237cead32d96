from datetime import date

import pytest

from tthc_audit import resources
from tthc_audit.catalog import lists
from tthc_audit.facts import TABLES
from tthc_audit.rules import basis, load_rules, profiles
from tthc_audit.rules.examples import run_examples
from tthc_audit.worktime.calendar import Calendar

FOLDER = resources.bundled("rules")
RULES, PROBLEMS = load_rules(FOLDER)
INSTRUMENTS = lists.instruments()
JARGON = ("lỗi", "error", "deadlock", "null", "boolean", "json", "vòng lặp", "slack", "đường găng là", "chưa đủ căn cứ")


@pytest.fixture(scope="module")
def ran():
    return run_examples(RULES, TABLES, Calendar.load().rows())


def test_every_rule_file_can_be_read():
    assert PROBLEMS == ()
    assert len(RULES) >= 45


def test_every_example_comes_out_as_stated(ran):
    results, problems = ran
    assert problems == ()
    assert all(result.found == result.expected for result in results)


def test_every_rule_shows_a_row_that_it_does_not_speak_about_or_cannot_decide():
    assert [r.id for r in RULES if not (r.examples.unknown or r.examples.not_applicable)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestEachRule:
    def test_names_its_addressee_its_remedy_and_its_reason(self, rule):
        assert rule.addressee is not None
        assert rule.remedy is not None
        assert rule.why is not None

    def test_says_no_programmers_words_in_vietnamese(self, rule):
        told = " ".join(words.vi for words in (rule.title, rule.message, rule.remedy, rule.why)).lower()
        assert [word for word in JARGON if word in told.split() or (" " in word and word in told)] == []

    def test_cites_only_acts_that_a_register_knows(self, rule):
        assert basis.unknown_instruments(rule, INSTRUMENTS) == ()

    def test_keeps_its_severity_under_its_law(self, rule):
        assert basis.cap(rule, rule.severity, INSTRUMENTS, date(2026, 10, 15)) == rule.severity

    def test_tells_where_each_number_comes_from(self, rule):
        assert all(value.source for values in rule.params.values() for value in values)


def test_the_duties_of_officials_accuse_nobody():
    cited = {b.provision or "" for r in RULES for b in r.legal_basis if b.document == "63/2010/NĐ-CP"}
    assert [p for p in cited if p.startswith(("Điều 6", "Điều 20"))] == []


def test_internal_procedures_are_outside_the_rules_on_publishing():
    of_publishing = [r for r in RULES if r.id.startswith("components/")]
    assert of_publishing
    for rule in of_publishing:
        assert any(row.get("procedure_kind") == "internal" for row in rule.examples.not_applicable), rule.id


@pytest.mark.parametrize("name", profiles.names(FOLDER))
def test_every_profile_chooses_rules_that_exist(name):
    profile, problems = profiles.load(name, FOLDER, (), RULES)
    assert problems == ()
    assert profile is not None
    assert len(profiles.select(profile, RULES).rules) >= 45


def test_six_clears_are_on_by_default_and_five_in_their_profile():
    def clears(name):
        profile, _ = profiles.load(name, FOLDER, (), RULES)
        chosen = {rule.id for rule in profiles.select(profile, RULES).rules}
        return {i.removeprefix("clarity/") for i in chosen if i.startswith("clarity/")} - {"one-intake", "one-return"}

    assert clears("default") == {"person", "task", "time", "responsibility", "result", "authority"}
    assert clears("five-clear") == {"person", "task", "responsibility", "process", "result"}


def test_the_strict_profile_loosens_nothing():
    order = ("suggestion", "warning", "violation")
    profile, _ = profiles.load("strict", FOLDER, (), RULES)
    selection = profiles.select(profile, RULES)
    assert {r.id for r in selection.rules} == {r.id for r in RULES}
    for rule in selection.rules:
        severity = selection.overrides[rule.id].severity or rule.severity
        assert order.index(severity) >= order.index(rule.severity), rule.id
