import json
from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from tthc_audit import __version__
from tthc_audit.engine import baseline
from tthc_audit.errors import AuditError
from tthc_audit.results import Audit, Finding, Location, RuleSummary, Words

DAY = date(2026, 10, 15)


def finding(fingerprint, severity="warning", **more):
    return Finding(
        rule="time/late",
        severity=severity,
        outcome="fail",
        table="step",
        subject_keys={},
        message=Words("", ""),
        evidence={},
        location=Location("1.json"),
        fingerprint=fingerprint,
        **{"procedure": "1.000001", **more},
    )


def audit(*findings, **more):
    rule = RuleSummary("time/late", Words("", ""), "warning", None, False, 0, len(findings), 0, 0)
    return Audit(
        name="Danh mục",
        inputs=(),
        errors=(),
        rules=(rule,),
        findings=findings,
        notices=(),
        **{"as_of": DAY, "pack": "p1", "sources": {"1.000001": "1.json"}, **more},
    )


def statuses(found, known, judged=None):
    after = baseline.applied(found, known, judged)
    return [f.status for f in after.findings], [g.fingerprint for g in after.baseline.gone]


def test_what_was_there_is_known_and_what_is_not_is_new():
    known = baseline.made(audit(finding("a"), finding("b")))
    assert statuses(audit(finding("a"), finding("c")), known) == (["known", "new"], ["b"])


def test_what_became_graver_is_new():
    known = baseline.made(audit(finding("a"), finding("b", "violation")))
    assert statuses(audit(finding("a", "violation"), finding("b")), known)[0] == ["new", "known"]


def test_past_its_last_day_a_baseline_knows_nothing():
    until = baseline.made(audit(finding("a")), DAY)
    assert statuses(audit(finding("a")), until)[0] == ["known"]
    late = baseline.applied(audit(finding("a"), as_of=date(2026, 10, 16)), until)
    assert [f.status for f in late.findings] == ["new"]
    assert late.baseline.expired


def test_accepted_and_undecided_findings_are_no_part_of_a_baseline():
    made = baseline.made(audit(finding("a", status="waived"), structs.replace(finding("b"), outcome="unknown")))
    assert made.findings == ()


def test_only_of_what_was_judged_can_be_said_that_it_occurs_no_more():
    known = baseline.made(audit(finding("a"), finding("b", procedure="1.000002")))
    assert statuses(audit(), known)[1] == ["a", "b"]
    assert statuses(audit(), known, {"1.000002"})[1] == ["b"]
    other_rule = replace(audit(), rules=())
    assert statuses(other_rule, known)[1] == []


def test_other_rules_are_told():
    known = baseline.made(audit(finding("a")))
    assert baseline.applied(audit(), known).baseline.same_rules
    assert not baseline.applied(audit(pack="p2"), known).baseline.same_rules


def test_a_baseline_reads_back_as_it_was_written(tmp_path):
    made = baseline.made(audit(finding("b"), finding("a"), finding("c", procedure=None)), DAY)
    file = tmp_path / "b.json"
    file.write_bytes(baseline.to_json(made))
    assert baseline.read(file, "Danh mục") == made
    assert baseline.to_json(made) == baseline.to_json(
        baseline.made(audit(finding("c", procedure=None), finding("a"), finding("b")), DAY)
    )
    assert len(file.read_text("utf-8").splitlines()) == 10 + 3
    empty = baseline.made(audit())
    file.write_bytes(baseline.to_json(empty))
    assert baseline.read(file, "Danh mục") == empty


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"tool": f"9{__version__}"}, "gate.newer_baseline"),
        ({"catalogue": "Danh mục khác"}, "gate.other_baseline"),
        ({"tool": None}, "load.null_value"),
        ({"findings": [{"rule": "a/b"}]}, "load.missing_key"),
        ({"lạ": 1}, "load.unknown_key"),
        ({"expires_on": "2026-02-30"}, None),
    ],
)
def test_a_baseline_that_cannot_be_used_is_told_at_its_place(tmp_path, change, key):
    tree = json.loads(baseline.to_json(baseline.made(audit(finding("a"))))) | change
    file = tmp_path / "đã biết.json"
    file.write_text(json.dumps(tree), "utf-8")
    with pytest.raises(AuditError) as told:
        baseline.read(file, "Danh mục")
    problem = told.value.problems[0]
    assert problem.file == "đã biết.json"
    assert problem.line == 1
    assert key in (None, problem.key) or problem.key.startswith(key)


def test_what_two_baselines_have_in_common():
    one, other = baseline.made(audit(finding("a"), finding("b"))), baseline.made(audit(finding("b"), finding("c")))
    assert [e.fingerprint for e in baseline.common(one, other).findings] == ["b"]
