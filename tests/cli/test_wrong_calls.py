"""A wrong call ends with 2 and a sentence that says what would be right, in both languages, and writes nothing."""

import os
import sys
from pathlib import Path

import pytest
from support.command_line import LONG, spawn, tree

from tthc_audit.i18n import LANGS

CALLS = {
    "no command": ([], "Cần nêu một lệnh: report, check", "Name a command: report, check"),
    "no command of a group": (["rules"], "Cần nêu một lệnh: check, diff, docs, list", "Name a command: check, diff, docs, list"),
    "a misspelt command": (["chekc"], "Có phải check?", "Did you mean check?"),
    "another command": (["zzz"], "Các lệnh: report, check", "The commands: report, check"),
    "a misspelt option": (["check", ".", "--fail-onn", "x"], "Có phải --fail-on?", "Did you mean --fail-on?"),
    "an unknown severity": (["check", ".", "--fail-on", "grave"], "dùng một trong: violation", "use one of: violation"),
    "an unknown format": (["check", ".", "--format", "pdf"], "dùng một trong: text, json", "use one of: text, json"),
    "an option without its value": (["check", ".", "--as-of"], "Sau --as-of cần có", "--as-of needs a value"),
    "a value for a flag": (["check", ".", "--quiet=1"], "--quiet không đi kèm", "--quiet takes no value"),
    "a day that is none": (["check", ".", "--as-of", "2026-02-30"], "viết dạng YYYY-MM-DD", "write YYYY-MM-DD"),
    "a day of another form": (["check", ".", "--as-of", "30/02/2026"], "viết dạng YYYY-MM-DD", "write YYYY-MM-DD"),
    "a path that is not there": (["check", "không có"], "không có tệp hay thư mục không có", "no file or folder không có"),
    "no path": (["check"], "Còn thiếu PATH.", "PATH is missing."),
    "an empty path": (["check", ""], "không có tệp hay thư mục", "no file or folder"),
    "a path with a null": (["check", "a\0b"], "không có tệp hay thư mục", "no file or folder"),
    "an unknown profile": (["check", ".", "--profile", "stritc"], "Dùng một trong: default", "Use one of: default"),
    "a folder of rules that is not there": (["check", ".", "--rules", "zz"], "không có tệp hay thư mục zz", "no file or folder zz"),
    "a file as folder of rules": (["check", ".", "--rules", "tệp"], "tệp là một tệp; cần nêu tên thư mục", "tệp is a file; name a folder"),
    "a report into a file": (["report", ".", "-o", "tệp"], "tệp là một tệp; cần nêu tên thư mục", "tệp is a file; name a folder"),
    "a report below a file": (["report", ".", "-o", "tệp/a/b"], "tệp là một tệp", "tệp is a file"),
    "a report without a place": (["report", "."], "Còn thiếu --output.", "--output is missing."),
    "facts into a folder that is not there": (
        ["facts", ".", "--table", "step", "-o", "zz/a.csv"], "chưa có thư mục zz; tạo", "the folder zz is not there; make it",
    ),
    "facts into a folder": (["facts", ".", "--table", "step", "-o", "."], "là một thư mục", "is a folder"),
    "facts without a table": (["facts", "."], "Cần nêu danh mục và --table", "Name a catalogue and a --table"),
    "facts of no such table": (["facts", ".", "--table", "stpe"], "dùng một trong: procedure", "use one of: procedure"),
    "parquet to the screen": (["facts", ".", "--table", "step", "--format", "parquet"], "thêm -o TỆP", "add -o FILE"),
    "a diagram of another kind": (["draw", "1.json", "-o", "x.jpg"], "một trong .svg, .png, .pdf, .mmd, .bpmn", ".svg, .png, .pdf, .mmd, .bpmn"),
    "a diagram into a folder that is not there": (["draw", "1.json", "-o", "zz/x.svg"], "chưa có thư mục zz", "zz is not there"),
    "a rule that is not there": (["rules", "show", "time/process-longer-than-limt"], "Có phải time/process-longer-than-limit?", "Did you mean time/process-longer-than-limit?"),
    "a pattern that matches nothing": (["rules", "test", "zz/*"], "rules list", "rules list"),
    "a rule with a bad name": (["rules", "new", "Quy tắc"], "chữ thường không dấu", "lower-case"),
    "a rule outside": (["rules", "new", "../../x"], "chữ thường không dấu", "lower-case"),
    "a rule about no table": (["rules", "new", "a/b", "--about", "stpe"], "Dùng một trong các bảng", "Use one of"),
    "a procedure without a code": (["new", "procedure", " "], "ví dụ 1.009994", "such as 1.009994"),
    "too many words": (["new", "procedure", "1.2", "danh", "mục"], "Thừa các từ: danh mục", "too many: danh mục"),
    "a language that is not spoken": (["check", ".", "--lang=fr"], "fr", "fr"),
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_call_is_told(name, lang, tmp_path, tthc, monkeypatch):
    words, *told = CALLS[name]
    (tmp_path / "tệp").write_text("", "utf-8")
    (tmp_path / "1.json").write_text(LONG, "utf-8")
    monkeypatch.chdir(tmp_path)
    before = tree(tmp_path)
    monkeypatch.setenv("TTHC_AUDIT_LANG", lang)
    outcome = tthc(*words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert told[LANGS.index(lang)] in outcome.err
    assert tree(tmp_path) == before


def test_nothing_that_is_there_is_overwritten_by_a_start(tmp_path, tthc, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for command in (
        ["new", "catalog", "danh mục"],
        ["new", "procedure", "1.2", "-o", "danh mục"],
        ["rules", "new", "a/b"],
    ):
        assert tthc(*command).code == 0
        before = tree(tmp_path)
        outcome = tthc(*command)
        assert outcome.code == 2
        assert "không ghi đè" in outcome.err
        assert tree(tmp_path) == before


def test_a_start_passes_check_and_rules_test(tmp_path, tthc, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert tthc("new", "catalog", "danh mục").code == 0
    assert tthc("new", "procedure", "1.009994", "-o", "danh mục").code == 0
    assert tthc("check", "danh mục").code == 0
    assert tthc("rules", "new", "rieng/han-xu-ly", "--about", "case").code == 0
    assert tthc("rules", "test", "rieng/*", "--rules", "rules").code == 0


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place where nobody can write")
@pytest.mark.parametrize(
    "command", [["report", ".", "-o", "/proc/báo-cáo"], ["facts", ".", "--table", "step", "-o", "/proc/x.csv"], ["draw", "1.json", "-o", "/proc/x.svg"]]
)  # fmt: skip
def test_a_place_where_nothing_can_be_written_is_told(tmp_path, tthc, monkeypatch, command):
    (tmp_path / "1.json").write_text(LONG, "utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = tthc(*command)
    assert outcome.code == 2
    assert f"Không đọc hoặc ghi được {command[-1]}: " in outcome.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_full_disk_is_told_and_never_ends_with_0(catalogue):
    with Path("/dev/full").open("w") as full:
        outcome = spawn("check", catalogue, stdout=full)
    assert outcome.code == 2
    assert "ổ đĩa đã đầy" in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close otherwise there")
@pytest.mark.parametrize(
    "command",
    [["check", "{}"], ["check", "{}", "--format", "json"], ["rules", "list"], ["facts", "{}", "--table", "step"]],
)
def test_a_reader_who_has_seen_enough_gets_no_traceback(catalogue, command):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as pipe:
        outcome = spawn(*(w.format(catalogue) for w in command), "--quiet", stdout=pipe)
    assert outcome.code == 2
    assert outcome.err == ""


@pytest.mark.parametrize(
    "command",
    [
        "",
        "report",
        "check",
        "facts",
        "draw",
        "rules",
        "rules list",
        "rules show",
        "rules test",
        "rules new",
        "new",
        "new catalog",
        "new procedure",
    ],
)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("help_option", ["-h", "--help"])
def test_help_is_whole_in_the_language(command, lang, help_option, tthc):
    outcome = tthc(*command.split(), help_option, "--lang", lang)
    assert outcome.code == 0
    assert outcome.err == ""
    english = ("Usage:", "Options", "Commands", "Show this page", "[required]", "[default", "Language of")
    assert any(word in outcome.out for word in english) == (lang == "en")
    assert ("Cách dùng:" in outcome.out) == (lang == "vi")
