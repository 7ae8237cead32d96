"""Files that no text editor would write: other encodings, other shapes, files that cannot be read at all."""

import json
import os
import sys
import unicodedata

import pytest
from support.command_line import ITS_FINDING, SOUND

from tthc_audit.i18n import LANGS

NESTED = "[" * 10_000 + "]" * 10_000


def told(tthc, catalogue, *pieces, lang="vi"):
    """The wrong file is told with what stands in ``pieces``, and the one beside it is checked."""
    outcome = tthc("check", catalogue, "--lang", lang)
    assert outcome.code == 2, outcome.said
    assert ITS_FINDING in outcome.out
    for piece in pieces:
        assert piece in outcome.out
    return outcome


def read(tthc, catalogue):
    """The file is read as if nothing were the matter."""
    outcome = tthc("check", catalogue, "--format", "json")
    assert outcome.code in (0, 1), outcome.said
    assert {i["file"] for i in json.loads(outcome.out)["inputs"]} >= {"x.json", "1.000002.json"}


def test_a_byte_order_mark_is_no_matter(catalogue, tthc):
    (catalogue / "x.json").write_bytes(b"\xef\xbb\xbf" + SOUND.encode())
    read(tthc, catalogue)


def test_letters_taken_apart_are_the_same_letters(catalogue, tthc):
    (catalogue / "x.json").write_text(unicodedata.normalize("NFD", SOUND), "utf-8")
    read(tthc, catalogue)
    assert "Thẩm định" in tthc("facts", catalogue, "--table", "step", "--format", "csv").out


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(("lang", "remedy"), [("vi", "lưu lại với bảng mã UTF-8"), ("en", "save it as UTF-8")])
def test_another_encoding_is_named(catalogue, tthc, encoding, lang, remedy):
    (catalogue / "x.json").write_bytes(SOUND.encode(encoding))
    told(tthc, catalogue, "x.json:1:1", encoding.upper()[:6], remedy, lang=lang)


@pytest.mark.parametrize(("lang", "remedy"), [("vi", "Windows-1258"), ("en", "Windows-1258")])
def test_an_old_code_page_is_told_with_its_line(catalogue, tthc, lang, remedy):
    (catalogue / "x.json").write_bytes(SOUND.encode().replace("Xác".encode(), b"X\xe1c"))
    told(tthc, catalogue, "x.json:3:", "0xE1", remedy, lang=lang)


@pytest.mark.parametrize("text", [NESTED, '{"x-a":' * 10_000 + "1" + "}" * 10_000, f'{{"x-a": {NESTED}}}'])
def test_ten_thousand_levels_are_told(catalogue, tthc, text):
    (catalogue / "x.json").write_text(text, "utf-8")
    told(tthc, catalogue, "x.json:1:", "250")


def test_a_hundred_megabytes_are_not_read(catalogue, tthc):
    with (catalogue / "x.json").open("wb") as file:
        file.write(b'{"code": "1.000001", "name": "')
        file.truncate(100 * 1024 * 1024)
    told(tthc, catalogue, "x.json", "16 MB")


def test_a_file_just_below_the_bound_is_read_and_told(catalogue, tthc):
    (catalogue / "x.json").write_bytes(SOUND.encode()[:-2] + b', "x-rong": "' + b"a" * 15_000_000 + b'"}')
    read(tthc, catalogue)


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_folder_is_told_with_a_way_to_start(tmp_path, tthc, lang):
    empty = tmp_path / "thư mục trống"
    empty.mkdir()
    for command in (["check", empty], ["report", empty, "-o", tmp_path / "r"], ["facts", empty, "--table", "step"]):
        outcome = tthc(*command, "--lang", lang)
        assert outcome.code == 2
        assert "thư mục trống" in outcome.err
        assert "tthc-audit new catalog" in outcome.err
        assert outcome.out == ""
    assert not (tmp_path / "r").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a file of the system that cannot be read")
def test_a_file_that_fails_while_it_is_read_is_told(catalogue, tthc):
    (catalogue / "x.json").symlink_to("/proc/self/mem")
    told(tthc, catalogue, "x.json Không đọc được: ổ đĩa không trả lời.")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(catalogue, tthc):
    (catalogue / "x.json").write_text(SOUND, "utf-8")
    (catalogue / "x.json").chmod(0)
    told(tthc, catalogue, "x.json")


def test_a_pipe_is_not_opened(catalogue, tthc):
    os.mkfifo(catalogue / "x.json")
    told(tthc, catalogue, "x.json")


def test_links_that_lead_nowhere_or_in_a_circle_are_told(catalogue, tthc):
    (catalogue / "x.json").symlink_to(catalogue / "y.json")
    (catalogue / "y.json").symlink_to(catalogue / "x.json")
    (catalogue / "z.json").symlink_to(catalogue / "không có.json")
    told(tthc, catalogue, "x.json Không đọc được: các liên kết dẫn vòng tròn.", "y.json ", "z.json ")


def test_a_folder_linked_into_itself_is_left_aside_with_a_word(catalogue, tthc):
    (catalogue / "vòng").symlink_to(catalogue, target_is_directory=True)
    outcome = tthc("check", catalogue)
    assert outcome.code in (0, 1)
    assert "vòng" in outcome.out
    assert outcome.out.count("1.000002.json") == tthc("check", catalogue / "1.000002.json").out.count("1.000002.json")


def test_a_name_that_is_no_text_is_shown_with_a_mark(catalogue, tthc):
    try:
        (catalogue / os.fsdecode(b"x\xff.json")).write_text("{", "utf-8")
    except OSError:
        pytest.skip("the file system takes names in UTF-8 only")
    told(tthc, catalogue, "x\N{REPLACEMENT CHARACTER}.json:1:2")


def test_a_name_with_a_line_break_cannot_forge_a_line(catalogue, tthc):
    (catalogue / "x\n1.000009.json:1:1 giả.json").write_text("{", "utf-8")
    outcome = told(tthc, catalogue)
    assert not any(line.startswith("1.000009.json:1:1") for line in outcome.said.splitlines())


@pytest.mark.parametrize(
    "content", [b"\0", b"\xff\xfe", b"{" * 300, b'"', b"\\", b"123", b"null", b'{"code": {}}', b"[]"]
)
def test_rubbish_is_told(catalogue, tthc, content):
    (catalogue / "x.json").write_bytes(content)
    told(tthc, catalogue, "x.json:1:")
