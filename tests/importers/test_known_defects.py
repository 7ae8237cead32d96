"""The defects that are known of published records are found in what was imported of them."""

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


@pytest.mark.parametrize(("code", "rule"), KNOWN.items())
def test_a_known_defect_is_found(failed, code, rule):
    assert (code, rule) in failed
