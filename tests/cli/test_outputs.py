"""Several formats of one run, each in a file, beside what is printed."""

import json
import subprocess

import pytest
from support.command_line import tree
from support.sarif import assert_valid

from tthc_audit.report.formats import FORMATS

MACHINES = [form for form in FORMATS if form != "text"]


def test_every_format_is_written_beside_the_text_and_ends_with_the_same_code(catalogue, tthc, tmp_path):
    plain = tthc("check", catalogue, "--fail-on", "warning")
    outputs = [word for form in FORMATS for word in ("--output", f"{form}={tmp_path / form}")]
    outcome = tthc("check", catalogue, "--fail-on", "warning", *outputs)
    assert (outcome.code, outcome.out) == (plain.code, plain.out) == (1, plain.out)
    for form in MACHINES:
        alone = tthc("check", catalogue, "--fail-on", "warning", "--format", form)
        assert alone.code == 1
        assert (tmp_path / form).read_text("utf-8") == alone.out
    assert "\x1b" not in (tmp_path / "text").read_text("utf-8")
    assert assert_valid((tmp_path / "sarif").read_bytes())["runs"][0]["invocations"][0]["exitCode"] == 1


def test_the_suffix_tells_the_format(catalogue, tthc, tmp_path):
    assert tthc("check", catalogue, "-o", tmp_path / "a.sarif", "-o", tmp_path / "a.md").code == 0
    assert_valid((tmp_path / "a.sarif").read_bytes())
    assert (tmp_path / "a.md").read_text("utf-8").startswith("## ")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("a.pdf", "DẠNG=TỆP"),
        ("sarif=", "DẠNG=TỆP"),
        ("pdf=a.sarif.pdf", "DẠNG=TỆP"),
        ("sarif=không có/a.sarif", "chưa có thư mục không có"),
        ("sarif=danh mục thử", "là một thư mục"),
    ],
)
def test_an_output_that_cannot_be_written_is_told_before_anything_is_measured(
    catalogue, tthc, monkeypatch, value, told
):
    monkeypatch.chdir(catalogue.parent)
    before = tree(catalogue.parent)
    outcome = tthc("check", catalogue, "--output", value)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert tree(catalogue.parent) == before


def test_one_file_cannot_hold_two_formats(catalogue, tthc, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = tthc("check", catalogue, "--output", "sarif=x.json", "--output", "json=./x.json")
    assert outcome.code == 2
    assert "được nêu hai lần" in outcome.err


def test_places_are_those_of_the_repository(catalogue, tthc):
    subprocess.run(["git", "init", "-q", str(catalogue.parent)], check=True)
    outcome = tthc("check", catalogue, "--format", "gitlab")
    paths = {issue["location"]["path"] for issue in json.loads(outcome.out)}
    assert "danh mục thử/1.000002.json" in paths
