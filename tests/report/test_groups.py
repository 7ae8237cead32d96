"""Findings by authority and by agency: all of them, each once, under the rule that found it."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from tthc_audit.report.groups import MOST_NUMBERS, duties
from tthc_audit.report.numbering import chapters
from tthc_audit.results import Audit


def test_every_failed_finding_is_counted_once_in_each_grouping(audit: Audit) -> None:
    found = duties(chapters(audit, "vi"), "vi")
    live = sum(f.outcome == "fail" and f.status != "waived" for f in audit.findings)
    for groups in (found.authorities, found.agencies):
        assert sum(line.count for group in groups for line in group.lines) == live
        assert all(group.count == sum(line.count for line in group.lines) for group in groups)


def test_authorities_come_from_the_commune_upwards_and_in_their_words(audit: Audit) -> None:
    names = [g.name for g in duties(chapters(audit, "vi"), "vi").authorities]
    assert names == ["Thuộc thẩm quyền cấp xã", "Kiến nghị bộ, ngành"]


def test_what_nobody_is_responsible_for_stands_last(audit: Audit) -> None:
    assert [g.name for g in duties(chapters(audit, "vi"), "vi").agencies] == ["UBND cấp xã", "Chưa xác định"]


def test_numbers_lead_to_the_first_findings_and_the_rest_is_counted(audit: Audit) -> None:
    one = next(f for f in audit.findings if f.outcome == "fail")
    many = tuple(structs.replace(one, fingerprint=str(i)) for i in range(MOST_NUMBERS + 5))
    (group,) = duties(chapters(replace(audit, findings=many), "vi"), "vi").authorities
    (line,) = group.lines
    assert (line.count, line.procedures, line.more) == (MOST_NUMBERS + 5, 1, 5)
    assert line.numbers == tuple((1, i) for i in range(1, MOST_NUMBERS + 1))
