"""The section of a page on overlaps: both places, the units that meet, and the time before and after."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from tthc_audit.report.overlaps import matrix
from tthc_audit.report.view import build
from tthc_audit.results import Audit, Finding, Location, Value, Words


def pair(kind: str = "repeated_examination", **told: Value) -> Finding:
    evidence: dict[str, Value] = {
        "a_name": "Kiểm tra hồ sơ", "a_agency_name": "Sở A", "b_name": "Ký", "b_agency_name": "Sở B",
        "other_procedure": "1.000001", "subject": "quy hoạch", "keep_agency_name": "Sở A", "saved_min": "480",
        "saved_max": "480", "saved_days": None, "saving_case": "", "papers_saved": None,
    }  # fmt: skip
    keys: dict[str, Value] = {
        "procedure": "1.000001",
        "kind": kind,
        "a_step": "b2",
        "b_step": "b4",
        "other_procedure": "1.000001",
    }
    return Finding(
        rule=f"overlap/{kind}",
        severity="warning",
        outcome="fail",
        table="overlap",
        subject_keys=keys,
        message=Words("Trùng", "Twice"),
        evidence=evidence | told,
        location=Location("1.json", "/steps/1", 9, 3),
        fingerprint=f"{kind}{told}",
        procedure="1.000001",
        title=Words("Hai cơ quan cùng xem xét", "Two bodies examine"),
    )


@pytest.fixture
def page(audit: Audit):  # type: ignore[no-untyped-def]
    def of(*findings: Finding):  # type: ignore[no-untyped-def]
        report = build(replace(audit, findings=(*audit.findings, *findings)), "vi")
        return report.page(next(c for c in report.chapters if c.key == "1.000001"))

    return of


def test_a_page_without_overlaps_says_nothing_of_them(page) -> None:  # type: ignore[no-untyped-def]
    assert page().overlaps is None
    assert "overlaps" not in page().sections


def test_both_places_stand_side_by_side(page) -> None:  # type: ignore[no-untyped-def]
    found = page(pair())
    (row,) = found.overlaps.pairs
    assert "overlaps" in found.sections
    assert (row.first.name, row.first.unit, row.second.name, row.second.unit) == (
        "Kiểm tra hồ sơ",
        "Sở A",
        "Ký",
        "Sở B",
    )
    assert (row.subject, row.keeps) == ("quy hoạch", "Sở A")
    assert "ngày làm việc" in row.saved


def test_a_place_in_another_procedure_names_it(page) -> None:  # type: ignore[no-untyped-def]
    (row,) = page(pair(other_procedure="2.000002")).overlaps.pairs
    assert "2.000002" in row.second.unit


def test_before_and_after_are_told_for_the_finding_that_saves_most(page) -> None:  # type: ignore[no-untyped-def]
    found = page(pair(), pair("ping_pong", saved_min="960", saved_max="960")).overlaps
    assert ("3,5" in found.before, "1,5" in found.after) == (True, True)
    nothing = page(pair(saved_min=None, saved_max=None)).overlaps
    assert (nothing.before, nothing.after) == ("", "")


def test_copies_of_one_paper_are_counted_once(page) -> None:  # type: ignore[no-untyped-def]
    papers = [
        structs.replace(
            pair("repeated_paper", papers_saved=2, b_agency_name=name),
            subject_keys={"procedure": "1.000001", "a_document": "d"},
        )
        for name in ("Sở B", "Sở C")
    ]
    assert page(*papers).overlaps.papers == 2


def test_the_matrix_counts_every_two_units_and_the_same_unit_twice() -> None:
    found = matrix([pair(), pair("ping_pong"), pair("mergeable", b_agency_name="Sở A"), pair(b_agency_name="Sở C")])
    assert [row.name for row in found] == ["Sở A", "Sở B", "Sở C"]
    assert [[count for count, _ in row.cells] for row in found] == [[1], [2, 0], [1, 0, 0]]
    assert found[1].cells[0] == (2, 4)
    assert found[2].cells[1] == (0, 0)


def test_one_unit_alone_makes_no_matrix() -> None:
    assert matrix([pair("mergeable", b_agency_name="Sở A")]) == ()
    assert matrix([pair("pass_through", b_name=None, b_agency_name=None)]) == ()
