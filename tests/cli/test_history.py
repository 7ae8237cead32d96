"""A catalogue's life in git: twelve changes, each with exactly its findings and its exit code."""

import json
import subprocess

import pytest
from support.command_line import AGENCIES, CATALOG, ITS_FINDING, LONG, SOUND

from tthc_audit.rules import predicate

WORDS = {"vi": "Thử", "en": "Trial"}
RULE = {
    "title": WORDS, "about": "procedure", "require": "documents_count <= 2", "severity": "warning", "legal_basis": [],
    "message": WORDS, "examples": {"pass": [{"documents_count": 2}], "fail": [{"documents_count": 3}]},
}  # fmt: skip
PROFILE = {
    "title": WORDS,
    "rules": [
        {"match": m, "on": True}
        for m in (ITS_FINDING, "waiver/*", "quality/same-code-two-names", "quality/ended-agency-named", "thu/*")
    ],
}
TWO_NAMES, ENDED, PAPERS = "quality/same-code-two-names", "quality/ended-agency-named", "thu/giay-to"
SHORT = SOUND.replace("Xác nhận thử", "Xác nhận thử hai")


@pytest.fixture
def repository(tmp_path, tthc):
    return Repository(tmp_path / "kho có dấu", tthc)


class Repository:
    """A repository with a catalogue and a rule pack, and the gate in front of it."""

    def __init__(self, top, tthc):
        self.top, self.root, self.tthc = top, top / "danh mục", tthc
        self.root.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        for name, text in {
            "danh mục/catalog.json": CATALOG,
            "danh mục/agencies.json": AGENCIES,
            "danh mục/1.000002.json": LONG,
            "danh mục/1.000005.json": LONG.replace("1.000002", "1.000005"),
            "quy tắc/gate.json": json.dumps(PROFILE),
            "quy tắc/thu/giay-to.json": json.dumps(RULE),
        }.items():
            self.put(name, text)

    def git(self, *words):
        settings = (
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@y",
            "-c",
            "commit.gpgsign=false",
            "-c",
            "advice.detachedHead=false",
        )
        return subprocess.run(
            ["git", "-C", self.top, *settings, *words], check=True, capture_output=True, text=True
        ).stdout

    def put(self, name, text):
        file = self.top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")

    @property
    def options(self):
        return ["--rules", self.top / "quy tắc", "--profile", "gate", "--fail-on", "warning"]

    def gate(self, *more, since="main~1", baseline=True):
        """The exit code, and what is new: (rule, procedure)."""
        known = ["--baseline", self.top / "baseline.json"] if baseline else []
        change = ["--changed-since", since] if since else []
        outcome = self.tthc("check", self.root, *self.options, *known, *change, "--format", "json", *more)
        assert outcome.out, outcome.err
        told = json.loads(outcome.out)
        self.told = told
        return outcome.code, sorted(
            (f["rule"], f["subject"]["keys"].get("procedure"))
            for f in told["findings"]
            if f["outcome"] == "fail" and f["status"] == "new"
        )


def test_twelve_changes(repository, monkeypatch):
    r = repository

    # 1. First adoption: two findings are there, the baseline makes them known.
    r.commit()
    assert r.gate(since=None, baseline=False) == (1, [(ITS_FINDING, "1.000002"), (ITS_FINDING, "1.000005")])
    assert r.tthc("check", r.root, *r.options, "--write-baseline", r.top / "baseline.json").code == 0
    r.commit()
    assert r.gate() == (0, [])
    assert r.gate(since=None) == (0, [])

    # 2. A new violation.
    r.put("danh mục/1.000003.json", LONG.replace("1.000002", "1.000003"))
    r.commit()
    assert r.gate() == (1, [(ITS_FINDING, "1.000003")])

    # 3. It is mended.
    r.put("danh mục/1.000003.json", SHORT.replace("1.000001", "1.000003"))
    r.commit()
    assert r.gate() == (0, [])

    # 4. A known one is mended, and told as gone.
    r.put("danh mục/1.000002.json", SHORT.replace("1.000001", "1.000002"))
    r.commit()
    assert r.gate() == (0, [])
    assert [(g["rule"], g["procedure"]) for g in r.told["baseline"]["gone"]] == [(ITS_FINDING, "1.000002")]

    # 5. A waiver in the same change covers nothing.
    waiver = {
        "rule": ITS_FINDING,
        "subject": {"procedure": "1.000004"},
        "reason": "Thí điểm",
        "approved_by": "Chủ tịch",
    }
    waiver["expires_on"] = "2026-10-15"
    r.put("danh mục/1.000004.json", LONG.replace("1.000002", "1.000004"))
    r.put("danh mục/waivers.json", json.dumps([waiver]))
    r.commit()
    assert r.gate() == (1, [(ITS_FINDING, "1.000004"), ("waiver/added-in-the-same-change", None)])

    # 6. The change after it, it does.
    r.put("danh mục/1.000004.json", LONG.replace("1.000002", "1.000004").replace("Thẩm định", "Thẩm tra"))
    r.commit()
    assert r.gate() == (0, [])
    assert [f["status"] for f in r.told["findings"] if f["outcome"] == "fail"] == ["waived"]

    # 7. Overnight it expires, without any change.
    assert r.gate(since=None) == (0, [])
    assert r.gate("--as-of", "2026-10-16", since=None) == (1, [(ITS_FINDING, "1.000004"), ("waiver/expired", None)])

    # 8. The rule pack is made stricter: it speaks of every procedure.
    r.put(
        "quy tắc/thu/giay-to.json",
        json.dumps(
            RULE
            | {
                "require": "documents_count <= 1",
                "examples": {"pass": [{"documents_count": 1}], "fail": [{"documents_count": 2}]},
            }
        ),
    )
    r.commit()
    every = [f"1.00000{n}" for n in (2, 3, 4, 5)]
    assert r.gate() == (1, [(PAPERS, p) for p in every])
    assert not r.told["baseline"]["same_rules"]
    r.put("quy tắc/thu/giay-to.json", json.dumps(RULE))
    r.commit()
    assert r.gate() == (0, [])

    # 9. A crash in one rule is never 0, whatever changed.
    with monkeypatch.context() as patched:
        patched.setattr(predicate, "DIGITS", 1000)
        huge = " * ".join(["documents_count", *["999999999999999999"] * 8])
        r.put(
            "quy tắc/thu/do.json",
            json.dumps(
                RULE
                | {
                    "require": f"{huge} > 0",
                    "examples": {"pass": [{"documents_count": 1}], "fail": [{"documents_count": 0}]},
                }
            ),
        )
        r.commit()
        assert r.gate()[0] == 2
        assert r.gate(since=None)[0] == 2
    (r.top / "quy tắc/thu/do.json").unlink()
    r.commit()
    assert r.gate() == (0, [])

    # 10. Two clean branches that together break a rule.
    variants = {
        v: json.dumps(json.loads(SHORT) | {"code": "1.000007", "variant": v, "name": f"Cấp giấy {v}"})
        for v in ("a", "b")
    }
    for name, text in variants.items():
        r.git("checkout", "-q", "-b", f"nhánh-{name}", "main")
        r.put(f"danh mục/1.000007@{name}.json", text)
        r.commit()
        assert r.gate(since="main") == (0, [])
    r.git("checkout", "-q", "main")
    for name in variants:
        r.git("merge", "-q", "--no-ff", "-m", "x", f"nhánh-{name}")
    assert r.gate(since="nhánh-b") == (1, [(TWO_NAMES, "1.000007@a"), (TWO_NAMES, "1.000007@b")])
    (r.top / "danh mục/1.000007@b.json").unlink()
    r.commit()
    assert r.gate() == (0, [])

    # 11. An agency ends: every procedure that names it is judged again.
    ended = json.loads(AGENCIES)
    ended[1]["valid_to"] = "2025-06-30"
    r.put("danh mục/agencies.json", json.dumps(ended))
    r.commit()
    code, new = r.gate()
    assert (code, {rule for rule, _ in new}) == (1, {ENDED})
    assert {p for _, p in new} == {*every, "1.000007@a"}
    r.put("danh mục/agencies.json", AGENCIES)
    r.commit()
    assert r.gate() == (0, [])

    # 12. Files are renamed, moved and laid out otherwise: nothing is new, and the full run says the same.
    for name, place in (("1.000005", "đất đai/năm.json"), ("1.000004", "bốn.json")):
        text = json.dumps(json.loads((r.root / f"{name}.json").read_text("utf-8")), indent=1, ensure_ascii=True)
        (r.root / f"{name}.json").unlink()
        r.put(f"danh mục/{place}", text)
    r.commit()
    assert r.gate() == (0, [])
    assert {(f["status"], f["location"]["file"]) for f in r.told["findings"] if f["outcome"] == "fail"} == {
        ("known", "đất đai/năm.json"),
        ("waived", "bốn.json"),
    }
    assert r.gate(since=None) == (0, [])


def test_a_change_cannot_add_to_what_is_known_about_itself(repository):
    r = repository
    r.commit()
    r.tthc("check", r.root, *r.options, "--write-baseline", r.top / "baseline.json")
    r.commit()
    r.put("danh mục/1.000003.json", LONG.replace("1.000002", "1.000003"))
    r.tthc("check", r.root, *r.options, "--write-baseline", r.top / "baseline.json")
    r.commit()
    assert r.gate() == (1, [(ITS_FINDING, "1.000003")])
    assert r.gate(since=None) == (0, [])


def test_what_is_not_committed_yet_is_judged_too(repository):
    r = repository
    r.commit()
    r.put("danh mục/1.000003.json", LONG.replace("1.000002", "1.000003"))
    assert r.gate(since="HEAD", baseline=False) == (1, [(ITS_FINDING, "1.000003")])


def test_a_file_that_git_leaves_aside_is_judged_too(repository):
    r = repository
    r.put(".gitignore", "1.000003.json\n")
    r.commit()
    r.put("danh mục/1.000003.json", LONG.replace("1.000002", "1.000003"))
    assert r.gate(since="HEAD", baseline=False) == (1, [(ITS_FINDING, "1.000003")])


def test_a_detached_head_and_a_commit_by_its_number_are_fine(repository):
    r = repository
    r.commit()
    r.put("danh mục/1.000003.json", LONG.replace("1.000002", "1.000003"))
    r.commit()
    r.git("checkout", "-q", "--detach", "HEAD")
    first = r.git("rev-parse", "HEAD~1").strip()
    assert r.gate(since=first, baseline=False) == (1, [(ITS_FINDING, "1.000003")])


def test_nothing_changed_is_nothing_found(repository):
    r = repository
    r.commit()
    assert r.gate(since="HEAD", baseline=False) == (0, [])
    assert r.told["totals"]["procedures"] == 0


def test_a_hook_that_points_git_elsewhere_does_no_harm(repository, monkeypatch, tmp_path):
    r = repository
    r.commit()
    r.put("danh mục/1.000003.json", LONG.replace("1.000002", "1.000003"))
    r.git("add", "-A")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "no-index"))
    assert r.gate(since="HEAD", baseline=False) == (1, [(ITS_FINDING, "1.000003")])


@pytest.mark.parametrize("revision", ["không-có", "", "--all", "-x", "main..HEAD~9", "HEAD:x", "a\nb"])
def test_a_revision_that_is_not_there_ends_with_2(repository, revision):
    repository.commit()
    outcome = repository.tthc("check", repository.root, f"--changed-since={revision}")
    assert (outcome.code, outcome.out) == (2, "")
    assert "không có mốc" in outcome.err
    assert "git fetch" in outcome.err


def test_a_shallow_clone_without_the_base_ends_with_2(repository, tmp_path):
    r = repository
    r.commit()
    r.git("tag", "gốc")
    r.commit()
    clone = tmp_path / "bản sao"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{r.top}", clone], check=True)
    for revision in ("gốc", "HEAD~1"):
        outcome = r.tthc("check", clone / "danh mục", "--changed-since", revision, "--lang", "en")
        assert (outcome.code, outcome.out) == (2, "")
        assert "part of its history only" in outcome.err
        assert "fetch-depth: 0" in outcome.err


def test_histories_that_share_nothing_end_with_2(repository):
    r = repository
    r.commit()
    r.git("checkout", "-q", "--orphan", "khác")
    r.put("khác.txt", "khác")
    r.commit()
    outcome = r.tthc("check", r.root, "--changed-since", "main")
    assert (outcome.code, outcome.out) == (2, "")
    assert "không có chung lịch sử" in outcome.err


def test_no_commit_no_repository_and_no_git_end_with_2(repository, catalogue, tthc, monkeypatch):
    outcome = tthc("check", repository.root, "--changed-since", "main")
    assert (outcome.code, outcome.out) == (2, "")
    assert "chưa có lần ghi nhận nào" in outcome.err
    outcome = tthc("check", catalogue, "--changed-since", "main")
    assert outcome.code == 2
    assert "không nằm trong kho git nào" in outcome.err
    monkeypatch.setenv("PATH", "")
    outcome = tthc("check", repository.root, "--changed-since", "main")
    assert outcome.code == 2
    assert "Chưa cài git" in outcome.err


def test_a_baseline_is_not_made_of_a_change(repository):
    repository.commit()
    outcome = repository.tthc(
        "check", repository.root, "--changed-since", "HEAD", "--write-baseline", repository.top / "b.json"
    )
    assert outcome.code == 2
    assert "chỉ lập được từ cả danh mục" in outcome.err
