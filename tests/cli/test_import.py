"""Imports from the command line: exit codes, what is told where, and nothing half-written."""

import gzip
import json

import pytest
from support.command_line import spawn

RECORD = {"code": "1.000001", "name": "Thử", "executionSteps": [{"name": "", "description": "Nộp hồ sơ tại UBND xã."}]}


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "in.json"
    made.write_text(json.dumps({"code": "OK", "data": RECORD}), "utf-8")
    return made


def test_an_import_is_a_catalogue_that_can_be_checked(tmp_path, file):
    done = spawn("import", "portal", file, "-o", tmp_path / "out", "--taken-on", "2026-07-18", "--name", "Danh mục")
    assert (done.code, done.out) == (0, "")
    assert str(tmp_path / "out" / "import-report.json") in done.err
    assert json.loads((tmp_path / "out" / "catalog.json").read_text("utf-8")) == {"name": "Danh mục"}
    made = json.loads((tmp_path / "out" / "1.000001.json").read_text("utf-8"))
    assert made["source"]["taken_on"] == "2026-07-18"
    assert spawn("check", tmp_path / "out").code in {0, 1}


def test_a_folder_in_use_ends_with_2_and_stays(tmp_path, file):
    assert spawn("import", "portal", file, "-o", tmp_path / "out").code == 0
    before = sorted((tmp_path / "out").iterdir())
    again = spawn("import", "portal", file, "-o", tmp_path / "out")
    assert again.code == 2
    assert sorted((tmp_path / "out").iterdir()) == before


def test_a_packed_file_that_is_cut_off_is_told_and_what_was_read_is_written(tmp_path):
    file = tmp_path / "in.jsonl.gz"
    lines = "".join(json.dumps(RECORD | {"code": f"1.{i:06d}", "name": str(i * 7919)}) + "\n" for i in range(3000))
    packed = gzip.compress(lines.encode())
    file.write_bytes(packed[: len(packed) // 2])
    done = spawn("import", "portal", file, "-o", tmp_path / "out", "--lang", "en")
    assert done.code == 0
    assert "in.jsonl.gz:" in done.err
    assert "cut off" in done.err
    assert len(list((tmp_path / "out").iterdir())) > 100


@pytest.mark.parametrize(
    "words",
    [
        ["import"],
        ["import", "portal"],
        ["import", "table", "{file}", "-o", "{out}"],
        ["import", "table", "{file}", "--mapping", "none", "-o", "{out}"],
        ["import", "workflow", "{out}", "-o", "{out}"],
    ],
)
def test_a_wrong_call_ends_with_2_and_writes_nothing(tmp_path, file, words):
    assert spawn(*(w.format(file=file, out=tmp_path / "out") for w in words)).code == 2
    assert not (tmp_path / "out").exists()


def test_the_template_is_written_once_and_empty_it_is_no_catalogue(tmp_path):
    book = tmp_path / "mẫu.xlsx"
    assert spawn("new", "workbook", book).code == 0
    assert spawn("new", "workbook", "-o", book).code == 2
    assert spawn("import", "table", book, "-o", tmp_path / "out").code == 2
    assert not (tmp_path / "out").exists()


def test_quiet_says_nothing_where_nothing_is_wrong(tmp_path, file):
    assert spawn("import", "portal", file, "-o", tmp_path / "out", "--quiet").said == ""
