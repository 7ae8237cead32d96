"""Damaged and unusual files: a sentence with the place, and everything that can be read is read."""

import gzip

import orjson
import pytest

from tthc_audit.errors import AuditError
from tthc_audit.i18n import LANGS, problem_words
from tthc_audit.importers.records import Gathered, read


def taken(tmp_path, data, name="in.json"):
    file = tmp_path / name
    file.write_bytes(data)
    met = Gathered()
    found = [(r.line, r.tree) for r in read([file], met)]
    for problem in met.problems:
        assert all(problem_words(lang, problem) for lang in LANGS)
    return found, [(p.key, p.line) for p in met.problems]


ONE, TWO = {"code": "1", "name": "a"}, {"code": "2", "name": "b"}
WRAPPED = {"code": "OK", "message": "", "data": ONE}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (orjson.dumps(ONE), [ONE]),
        (orjson.dumps(ONE, option=orjson.OPT_INDENT_2), [ONE]),
        (orjson.dumps([ONE, TWO]), [ONE, TWO]),
        (orjson.dumps([ONE, TWO], option=orjson.OPT_INDENT_2), [ONE, TWO]),
        (orjson.dumps(WRAPPED), [ONE]),
        (orjson.dumps(WRAPPED, option=orjson.OPT_INDENT_2), [ONE]),
        (orjson.dumps({"code": "OK", "data": [ONE, TWO]}), [ONE, TWO]),
        (orjson.dumps(WRAPPED) + b"\r\n\n" + orjson.dumps(TWO) + b"\n", [ONE, TWO]),
        (b"\xef\xbb\xbf" + orjson.dumps(ONE), [ONE]),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_records_are_found_bare_wrapped_in_lists_on_lines_and_packed(tmp_path, data, expected, pack):
    found, problems = taken(tmp_path, pack(data))
    assert [tree for _, tree in found] == expected
    assert problems == []


def test_a_packed_file_in_several_parts_is_read_to_its_end(tmp_path):
    data = b"".join(gzip.compress(orjson.dumps(r) + b"\n") for r in (ONE, TWO))
    assert [tree for _, tree in taken(tmp_path, data)[0]] == [ONE, TWO]


def test_what_was_read_before_a_packed_file_was_cut_off_is_kept(tmp_path):
    lines = b"".join(orjson.dumps({"code": str(i), "name": f"{i * 7919 % 100003}"}) + b"\n" for i in range(5000))
    packed = gzip.compress(lines, mtime=0)
    found, problems = taken(tmp_path, packed[: len(packed) // 2])
    assert 1000 < len(found) < 5000
    assert [tree["code"] for _, tree in found] == [str(i) for i in range(len(found))]
    assert problems == [("import.cut_gzip", len(found) + 1)]


def test_what_was_read_before_the_damage_is_kept(tmp_path):
    lines = b"".join(orjson.dumps({"code": str(i), "name": f"{i * 7919 % 100003}"}) + b"\n" for i in range(50000))
    packed = bytearray(gzip.compress(lines, mtime=0))
    packed[len(packed) // 2 :] = b"\xff" * (len(packed) // 2)
    found, problems = taken(tmp_path, bytes(packed))
    assert found
    assert problems[0][0] in {"import.damaged_gzip", "import.broken_line"}


@pytest.mark.parametrize("broken", [b'{"code": ', b"rubbish", b'{"code": "\xff"}', b'{"a":"\\ud800"}', b"[" * 2000])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_broken_line_is_told_and_the_others_are_read(tmp_path, broken, place):
    lines = [orjson.dumps(ONE), orjson.dumps(TWO)]
    lines.insert(place, broken)
    found, problems = taken(tmp_path, b"\n".join(lines), "in.jsonl")
    assert [tree for _, tree in found] == [ONE, TWO]
    assert problems == [("import.broken_line", place + 1)]


@pytest.mark.parametrize("data", [b"", b"\n \n", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_told(tmp_path, data):
    assert taken(tmp_path, data) == ([], [("import.nothing", None)])


def test_what_is_no_object_is_told_with_its_line(tmp_path):
    assert taken(tmp_path, b'{"code":"1","name":"a"}\n5\n"x"\n')[1] == [
        ("import.no_object", 2),
        ("import.no_object", 3),
    ]


def test_of_very_many_problems_the_first_are_told(tmp_path):
    _, problems = taken(tmp_path, orjson.dumps(ONE) + b"\n" + b"x\n" * 5000)
    assert len(problems) == 201
    assert problems[-1][0] == "import.more"


def test_a_folder_is_told_and_other_files_are_read(tmp_path):
    (tmp_path / "in.json").write_bytes(orjson.dumps(ONE))
    (tmp_path / "folder").mkdir()
    met = Gathered()
    found = list(read([tmp_path / "folder", tmp_path / "in.json"], met))
    assert [r.tree for r in found] == [ONE]
    assert [p.key for p in met.problems] == ["import.unreadable"]


def test_nothing_is_written_where_nothing_can_be_read(import_portal, tmp_path):
    with pytest.raises(AuditError):
        import_portal(data=b"rubbish")
    assert [f.name for f in tmp_path.iterdir()] == ["in.jsonl"]


def test_a_folder_that_holds_something_is_left_alone(import_portal, tmp_path, record):
    (tmp_path / "out-in.jsonl").mkdir()
    (tmp_path / "out-in.jsonl" / "mine.txt").write_text("mine")
    with pytest.raises(AuditError) as refused:
        import_portal(record)
    assert [p.key for p in refused.value.problems] == ["import.folder_used"]
    assert [f.name for f in (tmp_path / "out-in.jsonl").iterdir()] == ["mine.txt"]
