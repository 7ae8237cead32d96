"""What a change itself amounts to is judged by the gate, beside what it leads to."""

import json
import subprocess

import pytest
from support.drafts import Case, Draft, procedure

GIT = ["-c", "user.name=x", "-c", "user.email=x@y", "-c", "commit.gpgsign=false"]


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "kho").mkdir()
    _, new = Case("", None, [dict(procedure())], [dict(procedure())]).lay(tmp_path / "kho")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run(["git", "-C", new, *GIT, *words], check=True, capture_output=True)
    return new


def write(root, change):
    (file,) = [f for f in root.glob("*.json") if "code" in json.loads(f.read_text("utf-8"))]
    draft = Draft(json.loads(file.read_text("utf-8")))
    change(draft)
    file.write_text(json.dumps(dict(draft), ensure_ascii=False), "utf-8")


def judged(tthc, root, *options):
    outcome = tthc("check", root, "--changed-since", "HEAD", "--format", "json", *options)
    told = json.loads(outcome.out)
    return outcome.code, {
        f["rule"]: f for f in told["findings"] if f["outcome"] == "fail" and f["subject"]["table"] == "change"
    }


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda d: d.limit(20), "change/limit-grew"),
        (lambda d: d["documents"].append({"id": "x", "name": "Bản cam kết"}), "change/paper-added-without-basis"),
        (lambda d: d.step("trinh").update(agency="so"), "change/agency-added-without-basis"),
        (lambda d: d.limit(14), "change/decision-number-same"),
        (lambda d: d.pop("documents"), "draft/component-lost"),
    ],
)
def test_what_a_change_has_to_explain_is_found_by_the_gate(repository, tthc, change, rule):
    assert judged(tthc, repository)[1] == {}
    write(repository, change)
    code, found = judged(tthc, repository, "--fail-on", "warning")
    assert code == 1
    assert found[rule]["location"]["line"] is not None
    assert rule not in {f["rule"] for f in json.loads(tthc("check", repository, "--format", "json").out)["findings"]}


def test_it_can_be_accepted_beforehand_and_not_by_itself(repository, tthc):
    waiver = [
        {
            "rule": "change/limit-grew",
            "subject": {"procedure": json_code(repository)},
            "reason": "Thí điểm",
            "approved_by": "Chủ tịch",
        }
    ]
    (repository / "waivers.json").write_text(json.dumps(waiver), "utf-8")
    write(repository, lambda d: d.limit(20))
    assert judged(tthc, repository)[1]["change/limit-grew"]["status"] == "new"
    subprocess.run(["git", "-C", repository, "checkout", "-q", "--", "."], check=True)
    subprocess.run(["git", "-C", repository, *GIT, "add", "-A"], check=True)
    subprocess.run(["git", "-C", repository, *GIT, "commit", "-qm", "x"], check=True)
    write(repository, lambda d: d.limit(20))
    assert judged(tthc, repository)[1]["change/limit-grew"]["status"] == "waived"


def json_code(root):
    (code,) = [
        t["code"]
        for t in (json.loads(f.read_text("utf-8")) for f in root.glob("*.json"))
        if isinstance(t, dict) and "code" in t
    ]
    return code


def test_a_file_that_only_moved_or_was_laid_out_otherwise_is_no_change(repository, tthc):
    (file,) = [f for f in repository.glob("*.json") if "code" in json.loads(f.read_text("utf-8"))]
    text = json.dumps(json.loads(file.read_text("utf-8")), indent=3)
    file.unlink()
    (repository / "khác.json").write_text(text, "utf-8")
    assert judged(tthc, repository)[1] == {}
