"""What no output can show is found however a text writes it, and nothing else is taken for it."""

from __future__ import annotations

import orjson
import pytest

from tthc_audit.catalog import convert

ODD = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF]
"""The characters that no XML holds."""


def found(text: bytes) -> list[str]:
    return [str(p.values["code"]) for p in convert.unprintable(text, orjson.loads(text))]


def written(code: int) -> list[bytes]:
    """The ways in which JSON may write a character."""
    ways = [f'"a\\u{code:04x}"', f'"a\\u{code:04X}"']
    if code >= 0x20:
        ways.append(f'"a{chr(code)}"')
    short = {0x08: "b", 0x09: "t", 0x0A: "n", 0x0C: "f", 0x0D: "r"}.get(code)
    if short:
        ways.append(f'"a\\{short}"')
    return [way.encode() for way in ways]


@pytest.mark.parametrize("code", ODD)
def test_a_character_that_cannot_be_shown_is_found_in_every_way_of_writing_it(code):
    for text in written(code):
        assert found(text) == [f"U+{code:04X}"], text


@pytest.mark.parametrize("code", [0x09, 0x0A, 0x0D, 0x20, 0xA0, 0xC2, 0xEF, 0x1EA1, 0xFFFD])
def test_any_other_is_left_alone(code):
    for text in written(code):
        assert found(text) == [], text


@pytest.mark.parametrize("text", [rb'"\\b"', rb'"\\u0001"', rb'"\ud83d\ude00"'])
def test_what_only_looks_like_an_escape_of_one_is_left_alone(text):
    assert found(text) == []
