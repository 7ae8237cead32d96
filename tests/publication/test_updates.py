"""A new decision makes postings stale: which, whose, and by which day they must be updated."""

import json
import subprocess
from datetime import date

import pytest
from support.published import NEW, OLD, procedure

from tthc_audit import api, gate
from tthc_audit.report.common import Showing
from tthc_audit.report.formats import render

HEAD = "agency,procedure,channel,means,decision_number,posted_on,seen_on\n"
GIT = ["-c", "user.name=x", "-c", "user.email=x@y", "-c", "commit.gpgsign=false"]


def git(catalogue, *words):
    subprocess.run(["git", "-C", catalogue.root, *GIT, *words], check=True, capture_output=True)


@pytest.fixture
def decided(catalogue):
    """The catalogue in git with the old decision, and a procedure beside it that nobody touches."""
    catalogue.procedures(procedure(decisions=[OLD]), procedure("1.000002", decisions=[OLD]))
    rows = [
        "mc-a,1.000001,office,board,100/QĐ-BTP,2025-01-15,2026-10-01",
        "mc-b,1.000001,office,board,,2025-01-15,2026-10-01",
        ",1.000001,portal,web,163/QĐ-BTP,2026-01-20,2026-10-01",
        "mc-a,1.000002,office,board,99/QĐ-BTP,2025-01-15,2026-10-01",
    ]
    catalogue.write("postings.csv", HEAD + "\n".join(rows) + "\n")
    git(catalogue, "init", "-q")
    git(catalogue, "add", "-A")
    git(catalogue, "commit", "-qm", "x")
    catalogue.procedures(procedure(decisions=[OLD, NEW]))
    return catalogue


def judged(catalogue):
    return gate.check([catalogue.root], api.Options(), gate=gate.Gate(since="HEAD"))


def test_each_place_that_shows_the_old_decision_is_told_with_its_day(decided):
    told = {(u.agency, u.channel): u for u in judged(decided).updates}
    assert set(told) == {("TTPVHCC xã A", "office"), ("TTPVHCC xã B", "office")}
    sure, likely = told["TTPVHCC xã A", "office"], told["TTPVHCC xã B", "office"]
    assert (sure.shown, sure.decision, sure.deadline, sure.certain) == (
        "100/QĐ-BTP",
        "163/QĐ-BTP",
        date(2026, 2, 5),
        True,
    )
    assert (likely.shown, likely.certain) == (None, False)


def test_only_what_the_change_touches_is_counted(decided):
    audit = judged(decided)
    assert set(audit.sources) == {"1.000001"}
    assert {f.procedure for f in audit.findings} <= {"1.000001"}
    full = api.check([decided.root], api.Options())
    of_it = [f for f in full.findings if f.procedure == "1.000001"]
    assert sorted(audit.findings, key=lambda f: f.fingerprint) == sorted(of_it, key=lambda f: f.fingerprint)


def test_every_format_that_has_room_tells_them(decided):
    audit = judged(decided)
    for form in ("text", "markdown"):
        text = render(form, audit, Showing("en")).decode()
        assert "TTPVHCC xã A" in text
        assert "To be updated by 2026-02-05." in text.replace("\\", "")
    for form in ("github", "gitlab", "junit", "sarif", "markdown"):
        assert "2 postings must follow the new decision, the first of them by 2026-02-05" in render(
            form, audit, Showing("en")
        ).decode().replace("\\", "")
    told = json.loads(render("json", audit, Showing()))["updates"]
    assert [u["deadline"] for u in told] == ["2026-02-05", "2026-02-05"]


def test_a_register_that_is_altered_touches_every_posting(decided):
    git(decided, "commit", "-qam", "x")
    text = (decided.root / "postings.csv").read_text("utf-8")
    decided.write("postings.csv", text.replace("163/QĐ-BTP", "1/QĐ-BTP"))
    audit = judged(decided)
    assert {"1.000001", "1.000002"} <= {f.procedure for f in audit.findings if f.table == "posting"}
    assert audit.updates == ()


def test_without_a_register_nothing_is_called_stale(decided):
    (decided.root / "postings.csv").unlink()
    git(decided, "add", "-A")
    git(decided, "commit", "-qm", "x")
    decided.procedures(procedure(decisions=[OLD, {**NEW, "number": "200/QĐ-BTP"}]))
    assert judged(decided).updates == ()
