"""Exit codes that a build can trust: 2 before 1 before 3 before 0, and a crash is never 0."""

import json

import pytest
from support.command_line import ITS_FINDING, LONG, SOUND

from tthc_audit.rules import predicate

FAILING = {
    "title": {"vi": "Thử", "en": "Trial"},
    "about": "procedure",
    "require": "steps_count > 100",
    "severity": "violation",
    "addressee": "publisher",
    "legal_basis": [{"document": "63/2010/NĐ-CP", "provision": "Điều 8 khoản 2", "verified": True}],
    "message": {"vi": "Có {steps_count} bước.", "en": "{steps_count} steps."},
    "examples": {"pass": [{"steps_count": 101}], "fail": [{"steps_count": 100}]},
}
WARNING = ["--fail-on", "warning"]


def rules(folder, **changes):
    """A folder of rules with one rule."""
    file = folder / "quy tắc" / "thu" / "thu.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({**FAILING, **changes}), "utf-8")
    return folder / "quy tắc"


def profile(folder, *entries):
    """A folder of rules whose profile ``vai`` turns on nothing but what it says."""
    folder = folder / "bộ chọn"
    (folder / "trong").mkdir(parents=True, exist_ok=True)
    told = {"title": {"vi": "Vài", "en": "Few"}, "rules": [{"match": m, "on": True} for m in entries]}
    (folder / "vai.json").write_text(json.dumps(told), "utf-8")
    return ["--rules", folder, "--profile", "vai"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (WARNING, 1),
        (["--fail-on", "suggestion"], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "violation"], 0),
    ],
)
def test_a_warning_ends_with_1_only_where_warnings_do(catalogue, tthc, options, code):
    outcome = tthc("check", catalogue, *options)
    assert outcome.code == code
    assert ITS_FINDING in outcome.out


def test_a_violation_ends_with_1_by_default(catalogue, tthc):
    outcome = tthc("check", catalogue, "--rules", rules(catalogue.parent), "--format", "json")
    severity = {f["severity"] for f in json.loads(outcome.out)["findings"] if f["rule"] == "thu/thu"}
    assert severity == {"violation"}
    assert outcome.code == 1


def test_a_violation_without_a_verified_basis_is_a_warning(catalogue, tthc):
    basis = [{"document": "63/2010/NĐ-CP", "provision": "Điều 8 khoản 2"}]
    outcome = tthc("check", catalogue, "--rules", rules(catalogue.parent, legal_basis=basis), "--format", "json")
    found = json.loads(outcome.out)
    assert {f["severity"] for f in found["findings"] if f["rule"] == "thu/thu"} == {"warning"}
    assert {r["severity"] for r in found["rules"] if r["id"] == "thu/thu"} == {"violation"}
    assert outcome.code == 0


def test_what_cannot_be_decided_ends_with_3_only_where_evidence_is_required(catalogue, tthc):
    assert tthc("check", catalogue).code == 0
    assert tthc("check", catalogue, "--require-evidence").code == 3


def test_where_all_is_decided_required_evidence_changes_nothing(catalogue, tthc):
    only = profile(catalogue.parent, ITS_FINDING)
    assert tthc("check", catalogue, "--require-evidence", *only).code == 0
    assert tthc("check", catalogue, "--require-evidence", *WARNING, *only).code == 1


def test_1_comes_before_3_and_2_before_1(catalogue, tthc):
    assert tthc("check", catalogue, "--require-evidence", *WARNING).code == 1
    (catalogue / "x.json").write_text("{", "utf-8")
    assert tthc("check", catalogue, "--require-evidence", *WARNING).code == 2
    assert tthc("check", catalogue, "--require-evidence").code == 2
    assert tthc("check", catalogue, "--fail-on", "never").code == 2


def test_a_rule_that_fails_while_running_is_unknown_noticed_and_ends_with_2(catalogue, tthc, monkeypatch):
    monkeypatch.setattr(predicate, "DIGITS", 1000)
    huge = "worst_min * worst_min * worst_min * worst_min * 999999999999999999 * 999999999999999999 * 999999999999999999 > 0"
    folder = rules(catalogue.parent, about="case", require=huge, message={"vi": "Thử", "en": "Trial"})
    for lang, notice in (("vi", "Quy tắc thu/thu không tính được"), ("en", "Rule thu/thu could not be worked out")):
        outcome = tthc("check", catalogue, "--rules", folder, "--lang", lang)
        assert outcome.code == 2
        assert notice in outcome.out
        assert ITS_FINDING in outcome.out
    found = json.loads(tthc("check", catalogue, "--rules", folder, "--format", "json").out)
    summary = next(r for r in found["rules"] if r["id"] == "thu/thu")
    assert summary["unknown"] == summary["applicable"] == 1
    assert any(f["rule"] == "thu/thu" and f["outcome"] == "unknown" for f in found["findings"])
    assert found["notices"]


def test_every_format_lists_the_errors_and_ends_with_2(catalogue, tthc):
    (catalogue / "x.json").write_text(SOUND.replace('"citizen"', '"citzen"'), "utf-8")
    for form in ("text", "json"):
        outcome = tthc("check", catalogue, "--format", form)
        assert outcome.code == 2
        assert "x.json" in outcome.out
        assert "citizen" in outcome.out
        assert ITS_FINDING in outcome.out


@pytest.mark.parametrize("command", [["report", "-o", "báo cáo"], ["facts", "--table", "step", "--format", "json"]])
def test_report_and_facts_stop_at_what_does_not_load_unless_partial(catalogue, tthc, command, monkeypatch):
    monkeypatch.chdir(catalogue.parent)
    (catalogue / "x.json").write_text("{", "utf-8")
    stopped = tthc(*command, catalogue)
    assert (stopped.code, stopped.out) == (2, "")
    assert stopped.err.startswith("x.json:1:2: ")
    assert not (catalogue.parent / "báo cáo").exists()
    went_on = tthc(*command, catalogue, "--partial")
    assert went_on.code == 0
    if command[0] == "report":
        assert (catalogue.parent / "báo cáo" / "index.html").exists()
        assert "x.json" in (catalogue.parent / "báo cáo" / "appendix.html").read_text("utf-8")
    else:
        assert {r["procedure"] for r in json.loads(went_on.out)["rows"]} == {"1.000002"}
    assert "x.json" in went_on.err


def test_commands_that_write_end_with_0_whatever_was_found(catalogue, tthc, monkeypatch):
    monkeypatch.chdir(catalogue.parent)
    folder = rules(catalogue.parent)
    assert tthc("report", catalogue, "-o", "r", "--rules", folder).code == 0
    assert tthc("facts", catalogue, "--table", "procedure").code == 0
    assert tthc("draw", catalogue / "1.000002.json", "-o", "x.svg", "--rules", folder).code == 0


def test_rules_test_ends_with_2_where_an_example_comes_out_otherwise(tmp_path, tthc):
    folder = rules(tmp_path, examples={"pass": [{"steps_count": 1}], "fail": [{"steps_count": 1}]})
    outcome = tthc("rules", "test", "--rules", folder)
    assert outcome.code == 2
    assert "thu.json:" in outcome.err


def test_the_day_of_the_audit_is_always_printed(catalogue, tthc):
    assert "15/10/2026" in tthc("check", catalogue).out
    assert "01/03/2026" in tthc("check", catalogue, "--as-of", "2026-03-01").out
    assert (
        json.loads(tthc("check", catalogue, "--as-of", "2026-03-01", "--format", "json").out)["as_of"] == "2026-03-01"
    )
    assert json.loads(tthc("facts", catalogue, "--table", "case", "--format", "json").out)["as_of"] == "2026-10-15"


def test_one_file_is_checked_within_its_catalogue(catalogue, tthc):
    outcome = tthc("check", catalogue / "1.000002.json", "--format", "json")
    told = json.loads(outcome.out)
    assert {i["file"] for i in told["inputs"]} == {"1.000002.json", "agencies.json", "catalog.json"}
    assert told["as_of"] == "2026-10-15"
    assert any(f["location"]["file"] == "1.000002.json" for f in told["findings"])


def test_without_a_catalogue_agencies_are_taken_as_named_with_a_notice(tmp_path, tthc):
    (tmp_path / "x.json").write_text(LONG, "utf-8")
    outcome = tthc("check", tmp_path / "x.json")
    assert outcome.code == 0
    assert "catalog.json" in outcome.out


def test_a_target_with_a_wrong_scope_is_told_at_its_line(catalogue, tthc):
    target = '{"id": "t", "measure": "time_limit", "cut": "30%", "method": "each",\n "scope": "stepz_count > 1"}'
    (catalogue / "catalog.json").write_text(
        f'{{"name": "Thử", "as_of": "2026-10-15", "targets": [\n{target}]}}', "utf-8"
    )
    outcome = tthc("check", catalogue)
    assert outcome.code == 2
    assert "catalog.json:3:" in outcome.out
    assert "steps_count" in outcome.out
    assert ITS_FINDING in outcome.out
    for command in (["report", catalogue, "-o", catalogue.parent / "r"], ["facts", catalogue, "--table", "case"]):
        stopped = tthc(*command)
        assert stopped.code == 2
        assert stopped.err.startswith("catalog.json:3:")
    assert not (catalogue.parent / "r").exists()
