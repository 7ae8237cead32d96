"""The defects that are known of published records are found in what was imported of them."""

import json
from datetime import date

import pytest

from tthc_audit import api
from tthc_audit.importers import run

KNOWN = {
    "1.013225": "quality/channel-limit-differs",
    "2.001610": "quality/fee-ratio-implausible",
    "1.004873": "quality/channel-limit-in-words",
    "2.000635": "quality/channel-limit-in-words",
    "2.000986": "law/cited-act-not-in-force",
    "2.001023": "quality/decider-implausible",
    "1.000656": "quality/district-words-in-agencies",
    "1.000894": "quality/district-words-in-agencies",
    "2.000702": "quality/clock-time-as-channel-limit",
    "2.000527": "quality/clock-time-as-channel-limit",
    "1.004837": "quality/channel-limit-differs",
    "1.013237": "quality/channel-limit-differs",
}


@pytest.fixture(scope="module")
def failed(published, tmp_path_factory):
    folder = tmp_path_factory.mktemp("known") / "catalogue"
    files = [published("portal_records.jsonl.gz"), published("sample_records.jsonl.gz")]
    run.from_portal(files, folder, name=None, taken_on=None, progress=None)
    audit = api.check([folder], api.Options(as_of=date(2026, 11, 21)))
    return {(f.subject_keys.get("procedure"), f.rule) for f in audit.findings if f.outcome == "fail"}


ALSO = [
    ("2.000986", "quality/district-words-in-steps"),
    ("2.000986", "law/legal-basis-partly-expired"),
    ("2.001023", "law/cited-act-not-in-force"),
    ("2.001023", "quality/district-words-in-steps"),
]
"""What else is wrong with records that have more than one known defect."""


@pytest.mark.parametrize(("code", "rule"), [*KNOWN.items(), *ALSO])
def test_a_known_defect_is_found(failed, code, rule):
    assert (code, rule) in failed


INTERNAL = {
    "Cấp đổi Giấy chứng nhận": ("10", ["0.5", "9", "2", "0.5"]),
    "Điều chỉnh quyết định giao đất": ("7", ["0.5", "8"]),
}
"""Internal workflows as published: the limit, and the days of their steps; the steps of the second add up to 8.5."""


@pytest.mark.parametrize("name", INTERNAL)
def test_a_workflow_longer_than_its_limit_is_found(name, tmp_path):
    limit, days = INTERNAL[name]
    steps = [
        {
            "order": str(i),
            "group": "LANH_DAO",
            "name": f"Việc {i}",
            "time": time,
            "tasks": [
                {"code": f"T{i}", "name": f"Việc {i}", "time": time, "next": f"T{i + 1}" if i < len(days) else "NULL"}
            ],
        }
        for i, time in enumerate(days, 1)
    ]
    file, folder = tmp_path / "w.json", tmp_path / "out"
    file.write_text(
        json.dumps([{"code": "DT01", "name": name, "totaltime": limit, "steps": steps, "other": []}]), "utf-8"
    )
    run.from_workflow(file, folder, name=None, taken_on=None, progress=None)
    audit = api.check([folder], api.Options(as_of=date(2026, 11, 21)))
    assert "time/process-longer-than-limit" in {f.rule for f in audit.findings if f.outcome == "fail"}
