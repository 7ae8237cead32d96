"""Where a JSON pointer stands in a text: one pass, made only for what is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import orjson

Place = tuple[int, int]
"""Line and column, both from 1; the column counts characters."""
_TOKEN = re.compile(r'"((?:[^"\\]+|\\.)*)"(\s*:)?|([\[{])|([\]}])|([^\s\[\]{},:"]+)', re.DOTALL)
_STRING, _KEY, _OPEN, _CLOSE = 1, 2, 3, 4


class _Value(NamedTuple):
    pointer: str
    key_at: int
    value_at: int


def locate(data: bytes, pointers: Iterable[str], keys: Collection[str] = ()) -> dict[str, Place]:
    """Line and column of each pointer in a well-formed JSON text in UTF-8.

    A pointer in ``keys`` is answered with the place of its key, every other with that of its value.
    A pointer that leads nowhere is answered with its nearest ancestor that is there.
    """
    text = data.decode("utf-8-sig")
    wanted = set(pointers)
    above = {pointer[:i] for pointer in wanted for i, letter in enumerate(pointer) if letter == "/"}
    offsets: dict[str, int] = {}
    for value in _values(text, above):
        if value.pointer in wanted or value.pointer in above:
            as_key = value.pointer in keys and value.key_at >= 0
            offsets[value.pointer] = value.key_at if as_key else value.value_at
    at = {pointer: offsets[_nearest(pointer, offsets)] for pointer in wanted}
    places = _places(text, set(at.values()))
    return {pointer: places[offset] for pointer, offset in at.items()}


def duplicate_keys(data: bytes) -> list[tuple[str, Place, Place]]:
    """The keys that stand twice in one object: pointer, place of the first, place of the second."""
    text = data.decode("utf-8-sig")
    first: dict[str, int] = {}
    again: list[tuple[str, int, int]] = []
    inside: tuple[str, ...] = ()
    for value in _values(text, None):
        if value.pointer not in first:
            first[value.pointer] = value.key_at
        elif not value.pointer.startswith(inside):
            again.append((value.pointer, first[value.pointer], value.key_at))
            inside = (*inside, f"{value.pointer}/")
    places = _places(text, {offset for _, one, two in again for offset in (one, two)})
    return [(pointer, places[one], places[two]) for pointer, one, two in again]


def deeper_than(data: bytes, levels: int) -> Place:
    """The place of the first bracket that is nested deeper; of the beginning where none is."""
    text = data.decode("utf-8-sig")
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token.lastindex == _OPEN) - (token.lastindex == _CLOSE)
        if depth > levels:
            return place_of(text, token.start())
    return 1, 1


def place_of(text: str, offset: int) -> Place:
    """Line and column of an offset in a text."""
    return _places(text, {offset})[offset]


def pointer_to(path: Iterable[str | int]) -> str:
    """The pointer of a path of keys and list places.

    >>> pointer_to(["steps", 0, "a/b"])
    '/steps/0/a~1b'
    """
    pointer = ""
    for key in path:
        pointer = joined(pointer, key)
    return pointer


def joined(pointer: str, key: str | int) -> str:
    """The pointer one level deeper, as RFC 6901 writes it.

    >>> joined("/steps/0", "a/b")
    '/steps/0/a~1b'
    """
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def _values(text: str, above: Collection[str] | None) -> Iterator[_Value]:
    """Every value of the text; with ``above``, only those right inside a container named there, and the whole."""
    outer: list[tuple[str | None, int]] = []
    here: str | None = None
    count = -1
    key, key_at = "", -1
    top = True
    for token in _TOKEN.finditer(text):
        kind = token.lastindex
        if kind == _KEY:
            if here is not None:
                key, key_at = token[1], token.start()
            continue
        if kind == _CLOSE:
            here, count = outer.pop()
            continue
        pointer: str | None = None
        if top:
            pointer, top = "", False
            yield _Value("", -1, token.start())
        elif here is not None:
            if key_at >= 0:
                pointer = joined(here, _plain(key))
                yield _Value(pointer, key_at, token.start())
                key_at = -1
            else:
                count += 1
                pointer = f"{here}/{count}"
                yield _Value(pointer, -1, token.start())
        if kind == _OPEN:
            outer.append((here, count))
            here = pointer if above is None or pointer in above else None
            count = -1


def _plain(key: str) -> str:
    if "\\" in key:
        key = orjson.loads(f'"{key}"')
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def _nearest(pointer: str, known: Collection[str]) -> str:
    while pointer not in known:
        pointer = pointer[: pointer.rfind("/")]
    return pointer


def _places(text: str, offsets: Collection[int]) -> dict[int, Place]:
    places: dict[int, Place] = {}
    line, seen = 1, 0
    for offset in sorted(offsets):
        line += text.count("\n", seen, offset)
        seen = offset
        places[offset] = (line, offset - text.rfind("\n", 0, offset))
    return places
