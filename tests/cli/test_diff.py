"""``tthc-audit diff``: folders, files and revisions; wrong calls and damaged input in a sentence."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess

import pytest
from cli.test_published_schemas import checked
from support.command_line import SOUND

from tthc_audit import resources

SHORTER = SOUND.replace('"value": 5', '"value": 4').replace('"value": 2', '"value": 1')


@pytest.fixture
def two(catalogue, tmp_path):
    """A catalogue and a later version of it, in which one procedure changed, one came and one went."""
    (catalogue / "1.000001.json").write_text(SOUND, "utf-8")
    (catalogue / "1.000003.json").write_text(
        SOUND.replace("1.000001", "1.000003").replace("Xác nhận", "Đăng ký"), "utf-8"
    )
    later = tmp_path / "mới"
    shutil.copytree(catalogue, later)
    (later / "1.000001.json").write_text(SHORTER, "utf-8")
    (later / "1.000003.json").unlink()
    new = {
        "code": "1.000004",
        "name": "Thủ tục mới",
        "steps": [{"id": "x", "name": "Đo đạc", "kind": "other", "agency": "mot-cua"}],
    }
    (later / "1.000004.json").write_text(json.dumps(new), "utf-8")
    return catalogue, later


def git(folder, *arguments):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    who = ["-c", "user.name=Thử", "-c", "user.email=thu@example.vn", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(two, tmp_path):
    """Both versions as two revisions, in a sub-folder of a repository."""
    old, new = two
    root = tmp_path / "kho git"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    inside = root / "danh mục"
    for folder, tag in ((old, "v1"), (new, "v2")):
        shutil.rmtree(inside, ignore_errors=True)
        # Files of one size and time would be one file to git.
        shutil.copytree(folder, inside, copy_function=shutil.copy)
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", tag)
        git(root, "tag", tag)
    return root


def test_two_folders_as_text(tthc, two):
    out = tthc("diff", *two).out
    assert "rút ngắn, 5 ngày làm việc → 4 ngày làm việc" in out
    assert "giảm 20% (1/5)" in out
    assert "1 thủ tục thay đổi, 1 mới, 1 không còn, 1 giữ nguyên." in out


def test_two_folders_in_english(tthc, two):
    out = tthc("diff", *two, "--lang", "en").out
    assert "shortened, 5 working days → 4 working days" in out


def test_the_json_is_what_its_schema_says(tthc, two):
    document = checked(tthc("diff", *two, "--format", "json").out)
    status = {p["procedure"]: p["status"] for p in document["procedures"]}
    assert status == {"1.000001": "changed", "1.000003": "removed", "1.000004": "added"}
    (changed,) = (p for p in document["procedures"] if p["status"] == "changed")
    cuts = {t["measure"]: t["cut"] for t in changed["times"]}
    assert cuts == {"statutory": "1/5"}
    assert document["unchanged"] == 1


def test_two_files(tthc, two):
    document = checked(tthc("diff", *(f / "1.000001.json" for f in two), "--format", "json").out)
    assert [c["kind"] for c in document["procedures"][0]["changes"]] == ["shortened", "shortened"]


def test_markdown_for_a_comment(tthc, two):
    out = tthc("diff", *two, "--format", "markdown").out.replace("\N{NO-BREAK SPACE}", " ")
    assert "| Thời hạn giải quyết | 5 ngày làm việc | 4 ngày làm việc |" in out
    assert len(out.encode()) < 65_000


def test_a_page_with_both_flows_that_needs_nothing_else(tthc, two):
    out = tthc("diff", *two, "--format", "html").out
    assert out.count("<svg") == 1
    assert "Thẩm định" in out
    assert not re.search(r"(?:src|href)=\"https?:", out)
    assert out == tthc("diff", *two, "--format", "html").out


def test_what_a_file_says_is_never_a_mark_of_a_page_or_a_comment(tthc, two):
    name = "<script>alert(1)</script> | `x` [a](http://b)"
    for folder, limit in zip(two, (5, 4), strict=True):
        (folder / "1.000001.json").write_text(SOUND.replace("Xác nhận thử", name).replace("5", str(limit)), "utf-8")
    assert "<script>alert" not in tthc("diff", *two, "--format", "html").out
    markdown = tthc("diff", *two, "--format", "markdown").out
    assert "<script>" not in markdown
    assert "[a](http" not in markdown


def test_signs_and_refusals_stand_in_every_format(tthc, two):
    limit = '"time_limit": {"value": 5, "unit": "working_day"},'
    (two[1] / "1.000001.json").write_text(SOUND.replace(limit, ""), "utf-8")
    for form in ("text", "markdown", "html"):
        assert "Dự thảo chưa thể thông qua" in tthc("diff", *two, "--format", form).out
    document = checked(tthc("diff", *two, "--format", "json").out)
    assert [r["rule"] for r in document["draft"]["reasons"]] == ["draft/component-lost"]
    assert document["draft"]["reasons"][0]["clauses"] == ["63/2010/NĐ-CP Điều 8 khoản 2"]


def test_the_table_of_changes_takes_two_versions(tthc, two):
    outcome = tthc("facts", two[0], "--table", "change")
    assert outcome.code == 2
    assert "tthc-audit diff" in outcome.err


def test_one_code_only(tthc, two):
    document = checked(tthc("diff", *two, "--format", "json", "--code", "1.000004").out)
    assert [p["procedure"] for p in document["procedures"]] == ["1.000004"]


def test_into_a_file(tthc, two, tmp_path):
    assert tthc("diff", *two, "--format", "json", "-o", tmp_path / "x.json").out == ""
    checked((tmp_path / "x.json").read_text("utf-8"))


def test_the_same_twice_is_no_change(tthc, two):
    assert "Không có thay đổi nào" in tthc("diff", two[0], two[0]).out


def test_two_revisions(tthc, two, repository):
    inside = repository / "danh mục"
    by_folder = checked(tthc("diff", *two, "--format", "json").out)
    for span in ("v1..v2", "v1", "v1..", "v1...v2"):
        document = checked(tthc("diff", "--git", span, inside, "--format", "json").out)
        assert document["procedures"] == by_folder["procedures"]


def test_a_file_in_a_revision(tthc, repository):
    document = checked(
        tthc("diff", "--git", "v1..v2", repository / "danh mục" / "1.000001.json", "--format", "json").out
    )
    assert [p["procedure"] for p in document["procedures"]] == ["1.000001"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--git", "v1..không-có"], "không có phiên bản “không-có”"),
        (["--git=--output=x..v1"], "không có phiên bản"),
        (["--git", "v1..v2", "--code", "9.9"], "Không phiên bản nào có thủ tục mã “9.9”"),
    ],
)
def test_what_is_not_in_the_repository_is_told(tthc, repository, arguments, said):
    outcome = tthc("diff", *arguments, repository / "danh mục")
    assert outcome.code == 2
    assert said in outcome.err


def test_a_folder_that_a_revision_does_not_have(tthc, repository):
    (repository / "khác").mkdir()
    outcome = tthc("diff", "--git", "v1..v2", repository / "khác")
    assert outcome.code == 2
    assert "không có tệp thủ tục nào tại “khác”" in outcome.err


def test_a_folder_outside_any_repository(tthc, catalogue):
    outcome = tthc("diff", "--git", "a..b", catalogue)
    assert outcome.code == 2
    assert "không nằm trong kho git nào" in outcome.err


def test_a_part_of_the_history(tthc, repository, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "nông")
    outcome = tthc("diff", "--git", "v1..HEAD", tmp_path / "nông" / "danh mục")
    assert outcome.code == 2
    assert "chỉ tải về một phần lịch sử" in outcome.err


def test_a_draft_that_does_not_load_is_told_with_its_version(tthc, two):
    (two[1] / "1.000001.json").write_text("{", "utf-8")
    outcome = tthc("diff", *two)
    assert outcome.code == 2
    assert "mới/1.000001.json:1" in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize("count", [0, 1, 3])
def test_two_paths_are_needed(tthc, catalogue, count):
    outcome = tthc("diff", *[catalogue] * count)
    assert outcome.code == 2
    assert "hai đường dẫn" in outcome.err


def test_with_git_one_path(tthc, two):
    outcome = tthc("diff", "--git", "a..b", *two)
    assert outcome.code == 2
    assert "một đường dẫn" in outcome.err


def test_findings_have_one_form_in_every_json():
    ours, theirs = (json.loads(resources.data("schemas", f"{name}.schema.json")) for name in ("diff", "check"))
    for name in ("findings", "rules", "notices"):
        here, there = (schema["properties"][name]["items"] for schema in (ours, theirs))
        assert here["properties"].keys() == there["properties"].keys()
