"""Findings about two places: both are named, with the agencies, the subject and what would be saved."""

import json

import pytest

from tthc_audit import api
from tthc_audit.report.json import render_json
from tthc_audit.report.numbering import badges, chapters
from tthc_audit.report.text import render_text

LIMIT = {"value": 10, "unit": "working_day"}


def step(name, agency, kind, after=(), **more):
    told = {
        "id": name,
        "name": f"Bước {name}",
        "kind": kind,
        "agency": agency,
        "next": list(after),
        "duration": {"value": 2, "unit": "working_day"},
    }
    return told | more


STEPS = [
    step("nhan", "mot-cua", "receive", ["xet"], inputs=["don"], outputs=["ho-so"]),
    step("xet", "so-a", "appraise", ["hoi"], inputs=["ho-so"], outputs=["bao-cao"], subject="Quy hoạch"),
    step("hoi", "so-b", "appraise", ["ky"], inputs=["bao-cao"], outputs=["y-kien"], subject="quy hoạch"),
    step("ky", "so-a", "sign", inputs=["y-kien"], outputs=["kq"]),
]


@pytest.fixture
def catalogue(tmp_path):
    def write(steps=STEPS, **more):
        (tmp_path / "catalog.json").write_text('{"name": "Thử", "as_of": "2026-10-15"}', "utf-8")
        agencies = [{"id": i, "name": f"Cơ quan {i}"} for i in ("mot-cua", "so-a", "so-b")]
        (tmp_path / "agencies.json").write_text(json.dumps(agencies), "utf-8")
        told = {
            "code": "1.000001",
            "name": "Cấp giấy",
            "time_limit": LIMIT,
            "steps": steps,
            "results": [{"id": "kq", "name": "Giấy"}],
        }
        (tmp_path / "1.json").write_text(json.dumps(told | more, indent=1), "utf-8")
        return api.check([tmp_path], api.Options())

    return write


def of(audit, rule, outcome="fail"):
    return [f for f in audit.findings if f.rule == rule and f.outcome == outcome]


def test_a_finding_about_a_pair_names_both_places_and_what_is_saved(catalogue):
    audit = catalogue()
    (found,) = of(audit, "overlap/repeated-examination")
    assert found.severity == "warning"
    assert (found.location.pointer, [at.pointer for at in found.related]) == ("/steps/1", ["/steps/2"])
    assert found.location.line < found.related[0].line
    assert "Cơ quan so-a" in found.message.vi
    assert "Cơ quan so-b" in found.message.vi
    assert "2\xa0ngày làm việc" in found.message.vi
    told = next(f for f in json.loads(render_json(audit))["findings"] if f["rule"] == found.rule)
    assert told["evidence"]["subject"] == "Quy hoạch"
    assert told["evidence"]["saved_min"] == 960
    assert [at["pointer"] for at in told["related"]] == ["/steps/2"]
    assert "↔" in render_text(audit, "vi", color=False, show_unknown=False)


def test_both_places_are_marked_in_the_diagram(catalogue):
    (chapter,) = chapters(catalogue(), "vi")
    (number,) = (n.number for n in chapter.findings if n.finding.rule == "overlap/repeated-examination")
    marked = badges(chapter)
    assert number in [n for n, _ in marked["xet"]]
    assert number in [n for n, _ in marked["hoi"]]


def test_what_is_not_stated_is_told_as_missing(catalogue):
    silent = [{k: v for k, v in s.items() if k != "subject"} for s in STEPS]
    (found,) = of(catalogue(silent), "overlap/repeated-examination", "unknown")
    assert found.reasons == ("a_subject",)
    assert found.count == 2
    assert "nội dung xem xét của bước" in found.message.vi


def test_the_same_finding_keeps_its_print_when_ids_and_order_change(catalogue):
    (before,) = of(catalogue(), "overlap/repeated-examination")
    again = json.loads(json.dumps(STEPS).replace('"xet"', '"b7"').replace('"hoi"', '"b9"'))
    (after,) = of(catalogue([again[0], again[2], again[1], again[3]], start="nhan"), "overlap/repeated-examination")
    assert after.fingerprint == before.fingerprint
