"""A baseline is frozen once, named with its hash, and a change of it is told and proves nothing."""

import json

import pytest

TARGET = {
    "id": "t50",
    "name": "Cắt 50%",
    "measure": "time_limit",
    "cut": "50%",
    "method": "each",
    "baseline_on": "2024-12-31",
}
PROCEDURE = {"code": "1.000001", "name": "Xác nhận", "time_limit": {"value": 15, "unit": "working_day"}}


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "danh mục"
    folder.mkdir()
    lay(folder)
    return folder


def lay(folder, limit=15, **settings):
    (folder / "catalog.json").write_text(
        json.dumps({"name": "Thử", "as_of": "2026-10-15", "targets": [TARGET], **settings})
    )
    (folder / "a.json").write_text(json.dumps(PROCEDURE | {"time_limit": {"value": limit, "unit": "working_day"}}))


def frozen(tthc, root):
    outcome = tthc("baseline", "freeze", root, "--on", "2024-12-31")
    assert outcome.code == 0
    return json.loads(outcome.out)


def target_findings(tthc, root, *more):
    outcome = tthc("check", root, "--format", "json", *more)
    found = json.loads(outcome.out)["findings"]
    return outcome.code, {f["rule"]: f["outcome"] for f in found if f["rule"].startswith("targets/")}


def test_what_is_frozen_is_what_targets_compare_with(tthc, root):
    named = frozen(tthc, root)
    lay(root, 8, **named)
    code, found = target_findings(tthc, root)
    assert (code, found) == (0, {"targets/target-not-met": "fail"})
    lay(root, 7.5, **named)
    assert target_findings(tthc, root, "--require-evidence")[1] == {}


def test_the_same_catalogue_gives_the_same_bytes(tthc, root):
    first = frozen(tthc, root)
    (root / "b.json").write_bytes((root / first["baseline"]["file"]).read_bytes())
    (root / first["baseline"]["file"]).unlink()
    assert frozen(tthc, root) == first


def test_a_changed_snapshot_is_a_finding_and_proves_nothing(tthc, root):
    named = frozen(tthc, root)
    lay(root, 7.5, **named)
    file = root / named["baseline"]["file"]
    file.write_text(file.read_text().replace('"value": 15', '"value": 30'))
    code, found = target_findings(tthc, root, "--require-evidence", "--fail-on", "never")
    assert code == 3
    assert found == {"targets/baseline-changed": "fail", "targets/target-not-met": "unknown"}


def test_without_a_baseline_nothing_is_proven(tthc, root):
    code, found = target_findings(tthc, root, "--require-evidence", "--fail-on", "never")
    assert code == 3
    assert found["targets/target-not-met"] == "unknown"


def test_a_snapshot_is_never_overwritten(tthc, root):
    frozen(tthc, root)
    assert tthc("baseline", "freeze", root, "--on", "2024-12-31").code == 2


def test_a_snapshot_outside_the_catalogue_is_refused(tthc, root):
    outcome = tthc("baseline", "freeze", root, "--on", "2024-12-31", "-o", root.parent / "b.json")
    assert outcome.code == 2
    assert not (root.parent / "b.json").exists()


@pytest.mark.parametrize("file", ["không-có.json", "../catalog.json"])
def test_a_snapshot_that_is_not_there_is_a_load_error(tthc, root, file):
    lay(root, baseline={"file": file, "sha256": "0" * 64})
    outcome = tthc("check", root)
    assert outcome.code == 2
    assert file in outcome.said


def test_a_procedure_that_does_not_load_is_not_frozen(tthc, root):
    (root / "b.json").write_text("{")
    assert tthc("baseline", "freeze", root, "--on", "2024-12-31").code == 2
    assert not list(root.glob("baseline*"))
