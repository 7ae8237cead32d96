"""Baselines and waivers from the command line: only what is new fails, and nothing goes green by accident."""

import json

import pytest
from support.command_line import ITS_FINDING, LONG

WARNING = ["--fail-on", "warning"]
ALL = ["--fail-on", "suggestion"]


def waivers(catalogue, *entries):
    given = [{"reason": "Đang sửa", "approved_by": "Chủ tịch", **entry} for entry in entries]
    (catalogue / "waivers.json").write_text(json.dumps(given), "utf-8")


def found(tthc, catalogue, *options):
    outcome = tthc("check", catalogue, "--format", "json", *options)
    return outcome.code, json.loads(outcome.out)


def rules(told, status=None):
    return sorted({f["rule"] for f in told["findings"] if f["outcome"] == "fail" and status in (None, f["status"])})


LONGER = {"rule": ITS_FINDING, "subject": {"procedure": "1.000002"}}


def test_from_the_day_of_the_baseline_only_new_findings_fail(catalogue, tthc, tmp_path):
    file = tmp_path / "đã biết.json"
    assert tthc("check", catalogue, *ALL).code == 1
    outcome = tthc("check", catalogue, *ALL, "--write-baseline", file)
    assert outcome.code == 0
    assert "Đã ghi" in outcome.err
    code, told = found(tthc, catalogue, *ALL, "--baseline", file)
    assert code == 0
    assert ITS_FINDING in rules(told, "known")
    assert told["baseline"]["entries"] == told["totals"]["known"] == told["totals"]["warning"]
    (catalogue / "1.000003.json").write_text(LONG.replace("1.000002", "1.000003"), "utf-8")
    code, told = found(tthc, catalogue, *ALL, "--baseline", file)
    assert code == 1
    assert {
        f["subject"]["keys"]["procedure"] for f in told["findings"] if f["status"] == "new" and f["outcome"] == "fail"
    } == {"1.000003"}


def test_what_is_mended_is_told_as_gone(catalogue, tthc, tmp_path):
    file = tmp_path / "b.json"
    tthc("check", catalogue, "--write-baseline", file)
    (catalogue / "1.000002.json").write_text(LONG.replace('"value": 9', '"value": 2'), "utf-8")
    code, told = found(tthc, catalogue, *ALL, "--baseline", file)
    assert code == 0
    assert [g["rule"] for g in told["baseline"]["gone"]] == [ITS_FINDING]
    text = tthc("check", catalogue, "--baseline", file, "--lang", "en").out
    assert "1 of them do not occur any more" in text
    sarif = json.loads(tthc("check", catalogue, "--baseline", file, "--format", "sarif").out)
    states = {r["baselineState"] for r in sarif["runs"][0]["results"]}
    assert states == {"absent"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"catalogue": "Khác"}, "thuộc danh mục “Khác”"),
        ({"tool": "99.0"}, "phiên bản mới hơn"),
        ({"schema": "tthc-audit/check/v1"}, "b.json:"),
    ],
)
def test_a_baseline_that_does_not_fit_ends_with_2(catalogue, tthc, tmp_path, change, told):
    file = tmp_path / "b.json"
    tthc("check", catalogue, "--write-baseline", file)
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | change), "utf-8")
    outcome = tthc("check", catalogue, "--baseline", file)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err


def test_no_baseline_is_made_of_what_could_not_be_read_or_of_a_part(catalogue, tthc, tmp_path):
    file = tmp_path / "b.json"
    assert tthc("check", catalogue / "1.000002.json", "--write-baseline", file).code == 2
    (catalogue / "x.json").write_text("{", "utf-8")
    outcome = tthc("check", catalogue, "--write-baseline", file)
    assert outcome.code == 2
    assert "Chưa ghi" in outcome.err
    assert not file.exists()


def test_an_accepted_finding_counts_no_more_and_is_shown(catalogue, tthc):
    waivers(catalogue, {**LONGER, "decision": "12/QĐ-UBND"})
    outcome = tthc("check", catalogue, *WARNING)
    assert outcome.code == 0
    assert "12/QĐ-UBND" in outcome.out
    assert rules(found(tthc, catalogue)[1], "waived") == [ITS_FINDING]


@pytest.mark.parametrize(
    ("given", "rule", "code"),
    [
        ({**LONGER, "expires_on": "2026-10-14"}, "waiver/expired", 1),
        ({"rule": ITS_FINDING, "subject": {"procedure": "9.999999"}}, "waiver/unused", 1),
    ],
)
def test_what_becomes_of_a_waiver_is_a_finding(catalogue, tthc, given, rule, code):
    waivers(catalogue, given)
    outcome, told = found(tthc, catalogue, *WARNING)
    assert outcome == code
    (finding,) = [f for f in told["findings"] if f["rule"] == rule]
    assert finding["location"]["file"] == "waivers.json"
    assert finding["location"]["line"] == 1
    assert {f["status"] for f in told["findings"] if f["rule"] == ITS_FINDING and f["outcome"] == "fail"} == {"new"}


def test_a_waiver_that_expires_overnight_fails_the_next_day(catalogue, tthc):
    waivers(catalogue, {**LONGER, "expires_on": "2026-10-15"})
    assert tthc("check", catalogue, *WARNING).code == 0
    assert tthc("check", catalogue, *WARNING, "--as-of", "2026-10-16").code == 1


def test_a_waiver_that_grew_covers_nothing(catalogue, tthc):
    words = {"vi": "Thử", "en": "Trial"}
    rule = {
        "title": words, "about": "step", "require": "kind = 'other'", "severity": "suggestion", "legal_basis": [], "message": words,
        "examples": {"pass": [{"kind": "other"}], "fail": [{"kind": "sign"}]},
    }  # fmt: skip
    folder = catalogue.parent / "quy tắc"
    (folder / "thu").mkdir(parents=True)
    (folder / "thu" / "thu.json").write_text(json.dumps(rule), "utf-8")
    of_all = {"rule": "thu/thu", "subject": {"procedure": "1.000002"}}
    for covers, status, told_too in ((3, "new", True), (4, "waived", False)):
        waivers(catalogue, {**of_all, "covers": covers})
        told = found(tthc, catalogue, "--rules", folder)[1]
        assert {f["status"] for f in told["findings"] if f["rule"] == "thu/thu"} == {status}
        assert ("waiver/names-more-than-accepted" in rules(told)) == told_too


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ([{"rule": "a/b", "fingerprint": "x", "approved_by": "Chủ tịch"}], "reason"),
        ([{"rule": "a/b", "fingerprint": "x", "reason": "vì"}], "approved_by"),
        ([{"rule": "a/b", "fingerprint": "x", "reason": " ", "approved_by": ""}], "waivers.json:"),
        ([{"rule": "a/b", "fingerprint": "x", "reason": "vì", "approved_by": "Chủ tịch"}] * 2, "thứ 2 nêu lại"),
    ],
)
def test_a_waiver_without_reason_or_approver_or_twice_ends_with_2(catalogue, tthc, text, told):
    (catalogue / "waivers.json").write_text(json.dumps(text), "utf-8")
    outcome = tthc("check", catalogue)
    assert outcome.code == 2
    assert told in outcome.out
    assert ITS_FINDING in outcome.out
