"""The extract for one agency: its findings with the numbers of the whole report, and nobody else's."""

from dataclasses import replace

import pytest
from support.word import opened, paragraphs, tables

from tthc_audit.errors import AuditError
from tthc_audit.report.numbering import chapters
from tthc_audit.report.word.extract import agency_named, write_extract


def test_it_holds_the_findings_of_the_agency_and_no_others(audit, tmp_path):
    made = opened(write_extract(audit, tmp_path / "x.docx", "vi", "UBND cấp xã").read_bytes())
    wanted = {
        f"{c.number}.{n.number}" for c in chapters(audit, "vi") for n in c.findings
        if n.finding.responsible == "UBND cấp xã"
    }  # fmt: skip
    first = {row[0] for table in tables(made) for row in table if len(row) == 4 and row[0][0].isdigit()}
    assert {next(w for w in sorted(wanted, key=len, reverse=True) if f.startswith(w)) for f in first} == wanted
    assert "DỰ THẢO" in " ".join(text for _, text in paragraphs(made))
    assert all(section.page_width < section.page_height for section in made.sections)


def test_an_agency_is_named_by_its_name_or_its_id(audit):
    audit = replace(audit, agencies={"x": "UBND cấp xã"})
    assert agency_named(audit, "UBND cấp xã") == agency_named(audit, "x") == "UBND cấp xã"


def test_an_agency_without_findings_is_told_with_those_that_have_some(audit):
    with pytest.raises(AuditError) as refused:
        agency_named(audit, "UBND cấp xa")
    (problem,) = refused.value.problems
    assert problem.values["near"] == ["UBND cấp xã"]
