from __future__ import annotations

import codecs
import json
import os
import unicodedata

import pytest

from tthc_audit.catalog import reading
from tthc_audit.i18n import problem_words

BROKEN = {
    "an empty file": (b"", "load.empty_file", 1, 1),
    "white space alone": (b" \n ", "load.empty_file", 1, 1),
    "half a file": (b'{"code": "1",\n', "load.cut_short", 2, 1),
    "a text without an end": (b'{"code": "1', "load.cut_short", 1, 12),
    "a comma too many": (b'{"code": "1",\n "name": "x",\n}', "load.trailing_comma", 2, 13),
    "a comma too few": (b'{"code": "1"\n "name": "x"}', "load.broken_json", 2, 2),
    "single quotes": (b"{'code': 1}", "load.wrong_quotes", 1, 2),
    "typographic quotes": ("{“code”: 1}".encode(), "load.wrong_quotes", 1, 2),
    "a comment": (b'{\n// x\n"code": 1}', "load.comment", 2, 1),
    "a word": (b"h\xc3\xa0", "load.broken_json", 1, 1),
    "two documents": (b'{"code": "1"}\n{"code": "2"}', "load.broken_json", 2, 1),
    "a line break in a text": (b'{"code": "1\n2"}', "load.raw_control", 1, 12),
    "a wrong escape": (b'{"code": "\\q"}', "load.bad_escape", 1, 11),
    "NaN": (b'{"code": NaN}', "load.not_a_number", 1, 10),
    "Infinity": (b'{"code": -Infinity}', "load.not_a_number", 1, 11),
    "a number without bounds": (b'{"dossier_sets": 1e400}', "load.number_too_large", 1, 18),
    "a lone surrogate": (b'{"code": "\\ud800"}', "load.lone_surrogate", 1, 11),
    "10,000 lists": (b"[" * 10_000 + b"]" * 10_000, "load.too_deep", 1, None),
    "10,000 objects": (b'{"x-a":' * 10_000 + b"1" + b"}" * 10_000, "load.too_deep", 1, None),
    "Latin letters in one byte": (b'{"code": "1",\n "name": "Th\xfa"}', "load.not_utf8", 2, 13),
    "UTF-16 with its mark": ('{"code": 1}'.encode("utf-16"), "load.encoding", 1, 1),
    "UTF-16 without": ('{"code": 1}'.encode("utf-16-be"), "load.encoding", 1, 1),
    "UTF-32": ('{"code": 1}'.encode("utf-32-le"), "load.encoding", 1, 1),
}  # fmt: skip


@pytest.mark.parametrize(("data", "key", "line", "column"), BROKEN.values(), ids=BROKEN)
def test_a_text_that_is_no_json_is_told_with_its_place(catalogue, data, key, line, column):
    (problem,) = catalogue.problems(data)
    assert (problem.key, problem.line) == (key, line)
    assert column is None or problem.column == column


def test_the_wrong_encoding_is_named(catalogue):
    (problem,) = catalogue.problems('{"code": 1}'.encode("utf-16"))
    assert "UTF-16" in problem_words("vi", problem)[0]


def test_300_levels_in_a_key_of_ones_own_are_too_deep(catalogue, sample):
    assert [p.key for p in catalogue.problems(sample(**{"x-deep": deep(300)}))] == ["load.too_deep"]


def test_200_levels_in_a_key_of_ones_own_are_not(catalogue, sample):
    assert catalogue.problems(sample(**{"x-deep": deep(200), "x-deeper": deep_object(200)})) == ()


def deep(levels):
    value = []
    for _ in range(levels):
        value = [value]
    return value


def deep_object(levels):
    value = {}
    for _ in range(levels):
        value = {"a": value}
    return value


def test_the_mark_of_utf_8_is_read_cleanly(catalogue, sample):
    assert catalogue.problems(codecs.BOM_UTF8 + json.dumps(sample()).encode()) == ()


@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_letters_taken_apart_are_read_as_whole_ones(catalogue, sample, ensure_ascii):
    text = json.dumps(sample(name=unicodedata.normalize("NFD", "Cấp giấy phép xây dựng")), ensure_ascii=ensure_ascii)
    assert catalogue.problems(text) == ()
    (read,) = [p for p in catalogue.load().procedures if p.file == "x.json"]
    assert read.procedure.name == unicodedata.normalize("NFC", "Cấp giấy phép xây dựng")


def test_letters_taken_apart_meet_whole_ones_in_references(catalogue, sample):
    there = unicodedata.normalize("NFD", "đầu")
    text = json.dumps(sample(start=there, steps=[{"id": "đầu", "name": "x", "kind": "check", "agency": "mot-cua"}]))
    assert catalogue.problems(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        '{"code": "1", "name": "x", "code": "2"}',
        '{"code": "1", "name": "x", "code" : "2"}',
        '{"code": "1", "name": "x", "c\\u006fde": "2"}',
        '{"code": "1", "name": "a\\u003a", "name": "b"}',
    ],
)
def test_a_key_that_stands_twice_is_told_at_the_second(catalogue, text):
    (problem,) = catalogue.problems(text)
    assert problem.key == "load.duplicate_key"
    assert (problem.line, problem.values["first"]) == (1, 1)
    assert problem.column > 10


@pytest.mark.parametrize("name", ["a:b", 'a": b', "a\\u003ab"])
def test_colons_in_texts_are_no_keys(catalogue, sample, name):
    assert catalogue.problems(sample(name=name)) == ()


def test_a_file_over_the_limit_is_not_read(catalogue, monkeypatch):
    path = catalogue.write("x.json", b"")
    os.truncate(path, 100 * 1024 * 1024)
    monkeypatch.setattr("pathlib.Path.open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(reading.AuditError) as told:
        reading.read(path)
    assert told.value.problems[0].key == "load.too_large"


def test_a_file_that_grows_meanwhile_is_not_read_beyond_the_limit(catalogue, monkeypatch):
    path = catalogue.write("x.json", b"[" + b" " * 40 + b"]")
    monkeypatch.setattr(reading, "MAX_BYTES", 64)
    assert len(reading.read(path)) == 42
    monkeypatch.setattr(reading, "MAX_BYTES", 16)
    with pytest.raises(reading.AuditError):
        reading.read(path)
