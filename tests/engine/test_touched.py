"""What a change touches is judged as a full run judges it, and nothing else became otherwise."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tthc_audit import api, gate

SAMPLES = Path(__file__).parents[2] / "procedures"
GIT = ["-c", "user.name=x", "-c", "user.email=x@y", "-c", "commit.gpgsign=false"]


def full(root):
    return {(f.rule, f.fingerprint, f.outcome): f for f in api.check([root], api.Options()).findings}


@pytest.fixture(scope="module")
def committed(tmp_path_factory):
    root = tmp_path_factory.mktemp("kho") / "danh mục"
    shutil.copytree(SAMPLES, root)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", root, *GIT, *words], check=True)
    return root, full(root)


@pytest.fixture
def sample(committed):
    root, before = committed
    yield root, before
    subprocess.run(["git", "-C", root, "checkout", "-q", "--", "."], check=True)
    subprocess.run(["git", "-C", root, "clean", "-qfd"], check=True)


def altered(root, name, alter):
    file = root / name
    tree = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(alter(tree) or tree, ensure_ascii=False), "utf-8")


def procedures(root):
    return sorted(p.name for p in root.glob("[0-9]*.json"))


def one_step_longer(root):
    def longer(tree):
        tree["steps"][1] |= {"name": "Việc khác", "duration": {"value": 90, "unit": "working_day"}}

    altered(root, "1.001612.json", longer)


def without_limit(root):
    altered(root, "1.000656.json", lambda t: {k: v for k, v in t.items() if k != "time_limit"})


def gone(root):
    members = [
        m["code"]
        for name in procedures(root)
        for m in json.loads((root / name).read_text("utf-8")).get("interlinked", {}).get("members", ())
    ]
    (root / f"{next(m for m in members if (root / f'{m}.json').exists())}.json").unlink()


def other_results(root):
    members = [
        m["code"]
        for name in procedures(root)
        for m in json.loads((root / name).read_text("utf-8")).get("interlinked", {}).get("members", ())
    ]
    name = f"{next(m for m in members if (root / f'{m}.json').exists())}.json"
    altered(root, name, lambda t: {**t, "results": [{"id": "khac", "name": "Giấy khác"}]})


def agency_ended(root):
    def end(agencies):
        used = json.loads((root / "1.001612.json").read_text("utf-8"))["steps"]
        names = {s["agency"] for s in used}
        for agency in agencies:
            if agency["id"] in names:
                agency["valid_to"] = "2025-01-01"
                return agencies
        raise AssertionError

    altered(root, "agencies.json", end)


def body_ended(root):
    def end(agencies):
        body = next(a["body"] for a in agencies if a.get("body") and any(b["id"] == a["body"] for b in agencies))
        return [{**a, "kind": "vertical", "level": "province"} if a["id"] == body else a for a in agencies]

    altered(root, "agencies.json", end)


def act_lapsed(root):
    act = {"number": "123/2015/NĐ-CP", "kind": "nghị định", "issuer": "Chính phủ", "rank": "decree", "in_force_from": "2016-01-01",
           "in_force_to": "2020-01-01", "verified": True, "source": "thử"}  # fmt: skip
    file = root / "instruments.json"
    stated = json.loads(file.read_text("utf-8")) if file.exists() else []
    file.write_text(
        json.dumps([*(i for i in stated if i["number"] != act["number"]), act], ensure_ascii=False), "utf-8"
    )


def base_of_rules_lapsed(root):
    act = {"number": "63/2010/NĐ-CP", "kind": "nghị định", "issuer": "Chính phủ", "rank": "decree", "in_force_from": "2010-10-14",
           "in_force_to": "2020-01-01", "verified": True, "source": "thử"}  # fmt: skip
    file = root / "instruments.json"
    stated = json.loads(file.read_text("utf-8")) if file.exists() else []
    file.write_text(
        json.dumps([*(i for i in stated if i["number"] != act["number"]), act], ensure_ascii=False), "utf-8"
    )


def database_holds(root):
    source = {
        "id": "csdl-thu",
        "name": "CSDL thử",
        "papers": [{"name": "Giấy chứng sinh", "held_since": "2020-01-01", "by": "63/2010/NĐ-CP"}],
    }
    file = root / "databases.json"
    stated = json.loads(file.read_text("utf-8")) if file.exists() else []
    file.write_text(json.dumps([*stated, source], ensure_ascii=False), "utf-8")


def targets_altered(root):
    altered(
        root, "catalog.json", lambda t: {**t, "targets": [{**target, "cut": "0.9"} for target in t.get("targets", ())]}
    )


def other_day(root):
    altered(root, "catalog.json", lambda t: {**t, "as_of": "2026-10-16"})


def laid_out_otherwise(root):
    for name in procedures(root)[:3]:
        altered(root, name, lambda t: dict(reversed(t.items())))


CHANGES = [
    one_step_longer, without_limit, gone, other_results, agency_ended, body_ended, act_lapsed, base_of_rules_lapsed,
    database_holds, targets_altered, other_day, laid_out_otherwise,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_the_touched_part_is_as_in_a_full_run_and_nothing_else_is_otherwise(sample, change):
    root, before = sample
    change(root)
    after = full(root)
    audit = gate.check([root], api.Options(), gate=gate.Gate(since="HEAD"))
    of_parts = [f for f in audit.findings if f.table != "change"]
    found = {(f.rule, f.fingerprint, f.outcome): f for f in of_parts}
    assert len(found) == len(of_parts)
    assert {key: after.get(key) for key in found} == found
    assert found == {k: f for k, f in after.items() if k in found or f.procedure in audit.sources}
    there = {key for key, f in after.items() if before.get(key) != f and _told(before.get(key)) != _told(f)}
    assert there <= found.keys()
    if change in (one_step_longer, without_limit, laid_out_otherwise):
        assert len(audit.sources) < len(procedures(root)) // 2


def _told(finding):
    """A finding without its place: a document that is laid out otherwise has other lines."""
    return finding and (finding.severity, finding.message, finding.evidence, finding.responsible)


def test_one_procedure_changed_touches_it_and_the_groups_it_belongs_to(sample):
    root, _ = sample
    without_limit(root)
    audit = gate.check([root], api.Options(), gate=gate.Gate(since="HEAD"))
    naming = {p.stem for p in root.glob("*.json") if '"1.000656"' in p.read_text("utf-8")}
    assert set(audit.sources) == naming
    assert set(audit.flows) == {"1.000656"}
