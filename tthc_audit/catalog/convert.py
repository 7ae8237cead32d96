"""A valid JSON tree made into the types: short forms spelt out, letters composed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from tthc_audit.catalog.explain import place_name
from tthc_audit.catalog.position import pointer_to
from tthc_audit.errors import Problem

T = TypeVar("T")
_NAMED = ("applicants", "conditions", "forms")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no XML, and so no office file or diagram, can hold."""
_PERHAPS = tuple(
    map(
        re.compile,
        (
            rb"\x7f",
            rb"\xc2[\x80-\x9f]",
            rb"\xef\xbf[\xbe\xbf]",
            rb"\\(?:[bf]|u(?:00[0189]|007[fF]|[dD][89a-fA-F]|[fF]{3}[eEfF]))",
        ),
    )
)
"""How any of it stands in a JSON text, as it is or as an escape; a text without this need not be walked through.

Searched one by one: a pattern that begins with one letter is found ten times faster than several at once.
"""


def composed(data: bytes, tree: Any) -> Any:
    """The tree with every text in composed letters (NFC); the tree itself where it is so already.

    Latin letters are taken apart with marks from U+0300 to U+036F only; a text without these bytes is left alone.
    """
    if b"\xcc" not in data and b"\xcd" not in data and not (b"\\" in data and b"\\u" in data):
        return tree
    return _compose(tree)


def unprintable(data: bytes, tree: Any) -> Iterator[Problem]:
    """The texts that hold control characters other than a line break or a tab."""
    if not any(perhaps.search(data) for perhaps in _PERHAPS):
        return
    for path, text in _texts(tree):
        match = _UNPRINTABLE.search(text)
        if match:
            values = {"part": place_name(path), "code": f"U+{ord(match[0]):04X}", "n": match.start() + 1}
            yield Problem("load.control_character", values, pointer=pointer_to(path))


def spell_out(tree: dict[str, Any]) -> dict[str, Any]:
    """Write out, in place, what a procedure may state in short: ``{"none": true}``, names and ids alone."""
    _empty_lists(tree)
    for key in _NAMED:
        entries = tree.get(key)
        if entries:
            tree[key] = [{"name": e} if e.__class__ is str else e for e in entries]
    for step in tree.get("steps") or ():
        _empty_lists(step)
        following = step.get("next")
        if following:
            step["next"] = [{"to": e} if e.__class__ is str else e for e in following]
    return tree


def spell_out_entries(tree: Any) -> Any:
    """The same for the registers that stand beside the procedures."""
    _empty_lists_below(tree)
    for entry in tree if isinstance(tree, list) else ():
        papers = entry.get("papers")
        if papers:
            entry["papers"] = [{"name": p} if p.__class__ is str else p for p in papers]
    return tree


def typed(tree: Any, kind: type[T]) -> T:
    """The tree as a value of that type.

    Raises ``msgspec.ValidationError`` where a valid tree says something no type can hold (the year 0000).
    """
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError:
        _empty_lists_below(tree)
        return msgspec.convert(_whole_numbers(tree), kind)


def _compose(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_compose(v) for v in value]
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", k): _compose(v) for k, v in value.items()}
    return value


def _whole_numbers(value: Any) -> Any:
    """Write 1.0, which JSON holds to be an integer, as one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole_numbers(v) for v in value]
    if isinstance(value, dict):
        return {k: _whole_numbers(v) for k, v in value.items()}
    return value


def _empty_lists(tree: dict[str, Any]) -> None:
    """Put ``[]`` for ``{"none": true}``, save in a limit, where it is a key among others."""
    for key, value in tree.items():
        if value.__class__ is dict and value.get("none") is True and not key.endswith("time_limit"):
            tree[key] = []


def _empty_lists_below(tree: Any) -> None:
    """The same at every level; seldom needed, so only done where the types do not fit without."""
    if isinstance(tree, dict):
        _empty_lists(tree)
    for value in tree.values() if isinstance(tree, dict) else tree:
        if isinstance(value, dict | list):
            _empty_lists_below(value)


def _texts(tree: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), tree)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            waiting.extend(((*path, k), v) for k, v in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend(((*path, i), value[i]) for i in reversed(range(len(value))))
