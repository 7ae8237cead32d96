"""The sentences of load errors: all there, in both languages, about the same values, each of them used."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import tthc_audit
from tthc_audit import resources

SOURCES = "\n".join(p.read_text("utf-8") for p in Path(tthc_audit.__file__).parent.rglob("*.py"))
NEAREST = ("dangling_next", "dangling_step", "unknown_agency", "unknown_case")
USED = {
    *re.findall(r'"load\.([\w.]+)"', SOURCES),
    *re.findall(r'_problem\(\s*"(\w+)"', SOURCES),
    *("too_small", "too_large_number"),
    *(f"type.{kind}" for kind in ("null", "boolean", "number", "integer", "string", "array", "object")),
    *NEAREST,
    *(f"{name}_near" for name in NEAREST),
}


def read(lang):
    return json.loads(resources.data(f"locales/{lang}", "load.json"))


def placeholders(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_sentences_about_the_same_values():
    vi, en = read("vi"), read("en")
    assert list(vi) == list(en)
    assert [k for k in vi if placeholders(vi[k]) != placeholders(en[k])] == []


def test_every_sentence_is_used_and_every_one_used_is_there():
    there = {key.removesuffix(".hint") for key in read("vi")}
    assert there - USED == set()
    assert {key for key in USED if key not in read("vi")} == set()


def test_vietnamese_sentences_hold_no_words_of_programmers():
    said = re.sub(r"{\w+}", "", " ".join(read("vi").values())).casefold()
    for word in ("lỗi", "error", "key", "string", "array", "object", "schema", "pointer", "parse"):
        assert not re.search(rf"\b{word}\b", said), word
