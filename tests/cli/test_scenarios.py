"""Whatever is wrong with the input is told in a sentence with its place and what would be right."""

import json
import shlex

import pytest
from support.command_line import ITS_FINDING, SOUND, tree
from support.scenario import scenarios

from tthc_audit.i18n import LANGS

DOCUMENTS, FLOWS, RULES = scenarios("documents"), scenarios("flows"), scenarios("rules")


def check(tthc, scenario, catalogue, lang):
    words = [w.format(catalogue=catalogue, root=catalogue.parent) for w in shlex.split(scenario.command)]
    outcome = tthc(*words, "--lang", lang)
    assert outcome.code == scenario.exit, outcome.said
    assert scenario.place in outcome.said
    for piece in scenario.says[lang]:
        assert piece in outcome.said
    return outcome


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_wrong_document_is_told_and_the_others_are_checked(name, lang, catalogue, tthc):
    scenario = DOCUMENTS[name]
    scenario.lay(catalogue, SOUND)
    before = tree(catalogue.parent)
    outcome = check(tthc, scenario, catalogue, lang)
    assert outcome.err == ""
    assert "1.000002.json:" in outcome.out
    assert ITS_FINDING in outcome.out
    assert str(catalogue.parent) not in outcome.said
    assert tree(catalogue.parent) == before


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_report_stops_at_a_wrong_document_and_writes_nothing(name, catalogue, tthc):
    scenario = DOCUMENTS[name]
    scenario.lay(catalogue, SOUND)
    outcome = tthc("report", catalogue, "-o", catalogue.parent / "báo cáo")
    assert outcome.code == 2
    assert outcome.out == ""
    assert scenario.place in outcome.err
    assert scenario.says["vi"][0] in outcome.err
    assert not (catalogue.parent / "báo cáo").exists()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", FLOWS)
def test_an_unsound_flow_is_a_finding_with_its_place_and_no_load_error(name, lang, catalogue, tthc):
    scenario = FLOWS[name]
    scenario.lay(catalogue, SOUND)
    outcome = check(tthc, scenario, catalogue, lang)
    assert outcome.code in (0, 1)
    assert outcome.err == ""
    assert ITS_FINDING in outcome.out


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", RULES)
def test_a_wrong_rule_is_told_and_the_other_rules_are_run(name, lang, catalogue, tthc):
    scenario = RULES[name]
    scenario.lay(catalogue.parent, SOUND)
    outcome = check(tthc, scenario, catalogue, lang)
    if "--rules" in scenario.command:
        assert outcome.err == ""
        assert ITS_FINDING in outcome.out
    assert "root:" not in outcome.said
    assert str(catalogue.parent) not in outcome.said


@pytest.mark.parametrize("name", [n for n in RULES if "--rules" in RULES[n].command])
def test_a_report_stops_at_a_wrong_rule_and_writes_nothing(name, catalogue, tthc):
    scenario = RULES[name]
    scenario.lay(catalogue.parent, SOUND)
    outcome = tthc("report", catalogue, "-o", catalogue.parent / "báo cáo", "--rules", catalogue.parent / "quy tắc")
    assert outcome.code == 2
    assert scenario.place in outcome.err
    assert not (catalogue.parent / "báo cáo").exists()


@pytest.mark.parametrize("name", [n for n in RULES if "--rules" in RULES[n].command])
def test_rules_test_tells_the_same(name, catalogue, tthc):
    scenario = RULES[name]
    scenario.lay(catalogue.parent, SOUND)
    outcome = tthc("rules", "test", "--rules", catalogue.parent / "quy tắc")
    assert outcome.code == 2
    assert scenario.place in outcome.err
    assert scenario.says["vi"][0] in outcome.err


def test_every_wrong_rule_file_is_told_at_once(catalogue, tthc):
    wrong = [s for s in RULES.values() if "--rules" in s.command]
    for i, scenario in enumerate(wrong):
        for name, content in scenario.files.items():
            file = catalogue.parent / name.replace("quy-tac", f"quy-tac-{i}")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
    outcome = tthc("check", catalogue, "--rules", catalogue.parent / "quy tắc", "--format", "json")
    assert outcome.code == 2
    assert outcome.err == ""
    told = json.loads(outcome.out)
    assert len({(e["file"], e["line"], e["column"]) for e in told["errors"]}) >= len(wrong)
    assert {f["rule"] for f in told["findings"]} >= {ITS_FINDING}
    for i, scenario in enumerate(wrong):
        of_file = [e for e in told["errors"] if e["file"] == f"quy tắc/thu/quy-tac-{i}.json"]
        assert scenario.says["vi"] in [[e["message"], e["hint"]] for e in of_file]


def test_every_scenario_says_what_a_person_hears():
    for scenario in (*DOCUMENTS.values(), *FLOWS.values(), *RULES.values()):
        assert set(scenario.says) == set(LANGS)
        assert all(scenario.says.values()), scenario.title
        assert scenario.title[0].isupper()
