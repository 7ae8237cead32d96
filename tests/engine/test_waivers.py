from datetime import date

import pytest

from tthc_audit.catalog.settings import Waiver
from tthc_audit.engine.waivers import apply
from tthc_audit.results import Finding, Location, Words

DAY = date(2026, 10, 15)


def finding(fingerprint="a1", outcome="fail", **keys):
    return Finding(
        rule="time/late",
        severity="warning",
        outcome=outcome,
        table="step",
        subject_keys=keys,
        message=Words("", ""),
        evidence={},
        location=Location("1.json"),
        fingerprint=fingerprint,
        procedure=keys.get("procedure"),
    )


def waiver(**stated):
    return Waiver(**{"rule": "time/late", "reason": "đã thống nhất", "approved_by": "Chủ tịch", **stated})


def statuses(findings, *waivers):
    marked, told = apply(findings, waivers, DAY)
    return [f.status for f in marked], [n.key for n in told]


def test_a_waiver_names_a_finding_by_its_fingerprint():
    assert statuses([finding("a1"), finding("b2")], waiver(fingerprint="a1")) == (["waived", "new"], [])


def test_a_waiver_names_findings_by_every_key_of_its_subject():
    found = [finding(procedure="1.000001", step="a"), finding(procedure="1.000001", step="b")]
    assert statuses(found, waiver(subject={"procedure": "1.000001"}))[0] == ["waived", "waived"]
    assert statuses(found, waiver(subject={"procedure": "1.000001", "step": "b"}))[0] == ["new", "waived"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (waiver(fingerprint="a1", approved_by=None), "engine.waiver_no_approver"),
        (waiver(fingerprint="a1", expires_on=date(2026, 10, 14)), "engine.waiver_expired"),
        (waiver(fingerprint="zz"), "engine.waiver_unused"),
        (waiver(fingerprint="a1", rule="time/other"), "engine.waiver_unused"),
        (waiver(), "engine.waiver_unused"),
    ],
)
def test_a_waiver_that_covers_nothing_is_told(given, told):
    assert statuses([finding()], given) == (["new"], [told])


def test_a_waiver_holds_on_its_last_day():
    assert statuses([finding()], waiver(fingerprint="a1", expires_on=DAY)) == (["waived"], [])


def test_what_is_undecided_cannot_be_accepted():
    assert statuses([finding(outcome="unknown")], waiver(fingerprint="a1"))[0] == ["new"]


def test_a_waiver_of_a_file_that_was_not_judged_is_not_called_unused():
    assert apply([], [waiver(fingerprint="a1")], DAY, whole=False) == ((), ())
