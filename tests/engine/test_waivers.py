from datetime import date

import pytest
from msgspec import structs

from tthc_audit.catalog.settings import DoubleControl, Waiver
from tthc_audit.engine.waivers import apply, rows
from tthc_audit.report.common import accepted_words
from tthc_audit.results import Finding, Location, Words
from tthc_audit.settled import Accepted

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


def statuses(findings, *waivers, added=()):
    marked, uses = apply(findings, waivers, DAY, added)
    return [f.status for f in marked], [use.matches for use in uses]


def test_a_waiver_names_a_finding_by_its_fingerprint():
    assert statuses([finding("a1"), finding("b2")], waiver(fingerprint="a1")) == (["waived", "new"], [1])


def test_a_waiver_names_findings_by_every_key_of_its_subject():
    found = [finding(procedure="1.000001", step="a"), finding(procedure="1.000001", step="b")]
    assert statuses(found, waiver(subject={"procedure": "1.000001"})) == (["waived", "waived"], [2])
    assert statuses(found, waiver(subject={"procedure": "1.000001", "step": "b"})) == (["new", "waived"], [1])


@pytest.mark.parametrize(
    ("given", "matches"),
    [
        (waiver(fingerprint="a1", expires_on=date(2026, 10, 14)), 1),
        (waiver(fingerprint="zz"), 0),
        (waiver(fingerprint="a1", rule="time/other"), 0),
        (waiver(), 0),
    ],
)
def test_a_waiver_that_covers_nothing(given, matches):
    assert statuses([finding()], given) == (["new"], [matches])


def test_a_waiver_holds_on_its_last_day():
    assert statuses([finding()], waiver(fingerprint="a1", expires_on=DAY)) == (["waived"], [1])


def test_a_waiver_that_names_more_than_was_accepted_covers_none_of_them():
    found = [finding("a1", procedure="1.000001"), finding("b2", procedure="1.000001")]
    by_subject = {"subject": {"procedure": "1.000001"}}
    assert statuses(found, waiver(covers=2, **by_subject)) == (["waived", "waived"], [2])
    assert statuses(found, waiver(covers=1, **by_subject)) == (["new", "new"], [2])


def test_a_waiver_of_the_change_that_is_judged_does_not_cover_it():
    one = waiver(fingerprint="a1")
    assert statuses([finding()], one, added=[one]) == (["new"], [1])
    assert statuses([finding()], one, added=[waiver(fingerprint="b2")]) == (["waived"], [1])


def test_what_is_undecided_cannot_be_accepted():
    assert statuses([finding(outcome="unknown")], waiver(fingerprint="a1")) == (["new"], [0])


def test_who_accepted_a_finding_stays_with_it():
    (marked,), _ = apply([finding()], [waiver(fingerprint="a1", decision="12/QĐ", expires_on=DAY)], DAY)
    assert marked.accepted == Accepted("đã thống nhất", "Chủ tịch", "12/QĐ", DAY)


def test_what_a_waiver_names_outside_of_what_was_judged_is_not_known():
    _, uses = apply([], [waiver(fingerprint="a1"), waiver(subject={"procedure": "1.000001"})], DAY)
    assert [row["matches"] for row in rows(uses, None, None)] == [0, 0]
    assert [row["matches"] for row in rows(uses, None, {"1.000001"})] == [None, 0]
    assert [row["matches"] for row in rows(uses, None, set())] == [None, None]


def test_whether_a_waiver_came_with_the_change_is_known_only_where_a_change_is_judged():
    one, other = waiver(fingerprint="a1"), waiver(fingerprint="b2")
    _, uses = apply([], [one, other], DAY)
    assert [row["added"] for row in rows(uses, [other], None)] == [False, True]
    assert [row["added"] for row in rows(uses, None, None)] == [None, None]


def test_a_double_control_that_is_wanted_covers_overlaps_only_and_names_its_clause():
    wanted = waiver(
        subject={"procedure": "1"}, double_control=DoubleControl(field="fire", clause="Điều 5, 1/2030/NĐ-CP")
    )
    pair = structs.replace(finding(procedure="1"), table="overlap")
    assert statuses([finding(procedure="1")], wanted) == (["new"], [0])
    ((marked,), _) = apply([pair], [wanted], DAY)
    assert (marked.status, marked.accepted.control, marked.accepted.clause) == (
        "waived",
        "fire",
        "Điều 5, 1/2030/NĐ-CP",
    )
    assert "phòng cháy, theo Điều 5, 1/2030/NĐ-CP" in accepted_words("vi", marked.accepted)
