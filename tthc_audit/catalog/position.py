"""Where a JSON pointer stands in a text: one pass, made only for what is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

import orjson

Place = tuple[int, int]
"""Line and column, both from 1; the column counts characters."""
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_MEMBER = re.compile(
    rf'[\s,]*+(?:({_STRING})\s*+:\s*+)?(?:([\[{{])|([\]}}])|({_STRING}|[^\s\[\]{{}},:"]++))', re.DOTALL
)
_KEY, _OPEN, _CLOSE, _SCALAR = 1, 2, 3, 4
_TO_BRACKET = re.compile(rf'(?:[^"\[\]{{}}]++|{_STRING})*+([\[\]{{}}])', re.DOTALL)
_USUAL_LEVELS = 5


def _whole(levels: int) -> str:
    inner = f"|{_whole(levels - 1)}" if levels > 1 else ""
    return rf'[\[{{](?:[^"\[\]{{}}]++|{_STRING}{inner})*+[\]}}]'


_WHOLE = re.compile(_whole(_USUAL_LEVELS), re.DOTALL)
"""A container with no more levels than most have, in one stride."""


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
    left = set(wanted)
    for value in _values(text, above):
        if value.pointer in wanted or value.pointer in above:
            as_key = value.pointer in keys and value.key_at >= 0
            offsets[value.pointer] = value.key_at if as_key else value.value_at
            left.discard(value.pointer)
            if not left:
                break
    at = {pointer: offsets[_nearest(pointer, offsets)] for pointer in wanted}
    places = _places(text, set(at.values()))
    return {pointer: places[offset] for pointer, offset in at.items()}


def duplicate_keys(data: bytes, most: int = 200) -> list[tuple[str, Place, Place]]:
    """The first keys that stand twice in one object: pointer, place of the first, place of the second."""
    text = data.decode("utf-8-sig")
    again = list(islice(_repeated(text), most))
    places = _places(text, {offset for _, one, two in again for offset in (one, two)})
    return [(pointer, places[one], places[two]) for pointer, one, two in again]


def _repeated(text: str) -> Iterator[tuple[str, int, int]]:
    first: dict[str, int] = {}
    inside = ""
    for value in _values(text, None):
        if value.pointer not in first:
            first[value.pointer] = value.key_at
        elif not inside or not value.pointer.startswith(inside):
            yield value.pointer, first[value.pointer], value.key_at
            inside = f"{value.pointer}/"


def deeper_than(data: bytes, levels: int) -> Place:
    """The place of the first bracket that is nested deeper; of the beginning where none is."""
    text = data.decode("utf-8-sig")
    depth = 0
    for bracket in _TO_BRACKET.finditer(text):
        depth += 1 if bracket[1] in "[{" else -1
        if depth > levels:
            return place_of(text, bracket.start(1))
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
    outer: list[tuple[str, int]] = []
    here, count = "", -1
    at = 0
    while token := _MEMBER.match(text, at):
        at = token.end()
        if token.start(_CLOSE) >= 0:
            here, count = outer.pop()
        else:
            key = token[_KEY]
            if key is not None:
                pointer = joined(here, _plain(key))
            elif outer:
                count += 1
                pointer = f"{here}/{count}"
            else:
                pointer = ""
            opens = token.start(_OPEN) >= 0
            yield _Value(pointer, token.start(_KEY), token.start(_OPEN if opens else _SCALAR))
            if opens and (above is None or pointer in above):
                outer.append((here, count))
                here, count = pointer, -1
            elif opens:
                at = _end(text, token.start(_OPEN))
        if not outer:
            return


def _end(text: str, at: int) -> int:
    """Where the container that opens there ends."""
    usual = _WHOLE.match(text, at)
    if usual:
        return usual.end()
    depth = 0
    while bracket := _TO_BRACKET.match(text, at):
        at = bracket.end()
        depth += 1 if bracket[1] in "[{" else -1
        if depth == 0:
            break
    return at


def _plain(key: str) -> str:
    plain = orjson.loads(key) if "\\" in key else key[1:-1]
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


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
