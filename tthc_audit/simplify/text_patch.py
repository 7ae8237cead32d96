"""JSON Patch (RFC 6902) over a text whose layout stays as it is, with an inverse that restores every byte.

Operations are ``add``, ``remove``, ``replace`` and ``test``. An inverse carries, in members that other programs
ignore as the RFC demands, the text that was there: ``x-text`` of what comes back, ``x-left`` of what an emptied list
or object held, ``x-index`` of where a member stood among its siblings.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Operation = Mapping[str, Any]
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_MARK = "\ufeff"


class PatchError(ValueError):
    """An operation that does not fit the text: a path that is not there, a test that fails."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a list or object in the text: its key, where it begins (at the key), its value and its end."""

    key: str | None
    begin: int
    value: int
    end: int


def apply(text: str, patch: Iterable[Operation]) -> tuple[str, tuple[Operation, ...]]:
    """The patched text, and the patch that turns it back byte for byte.

    Raises ``PatchError`` where an operation does not fit; then nothing is applied.
    """
    undo: list[Operation] = []
    for operation in patch:
        text, inverse = _applied(text, operation)
        if inverse is not None:
            undo.append(inverse)
    return text, tuple(reversed(undo))


def _applied(text: str, operation: Operation) -> tuple[str, Operation | None]:
    path = str(operation["path"])
    match operation["op"]:
        case "test":
            begin, end = _value_at(text, _keys(path))
            if _composed(json.loads(text[begin:end])) != _composed(operation["value"]):
                raise PatchError(path)
            return text, None
        case "replace":
            begin, end = _value_at(text, _keys(path))
            return _replaced(text, path, begin, end, operation)
        case "remove":
            return _removed(text, path, operation)
        case "add":
            return _added(text, path, operation)
    raise PatchError(path)


def _replaced(text: str, path: str, begin: int, end: int, operation: Operation) -> tuple[str, Operation]:
    old = text[begin:end]
    new = operation["x-text"] if "x-text" in operation else _written(operation["value"])
    undo = {"op": "replace", "path": path, "value": json.loads(old), "x-text": old}
    return text[:begin] + new + text[end:], undo


def _removed(text: str, path: str, operation: Operation) -> tuple[str, Operation]:
    *parents, last = _keys(path)
    start, stop = _value_at(text, parents)
    entries = _entries(text, start)
    n = _number(entries, last, len(entries) - 1, path)
    entry = entries[n]
    undo: dict[str, Any] = {"op": "add", "path": path, "value": json.loads(text[entry.value : entry.end])}
    if entry.key is not None:
        undo["x-index"] = n
    if len(entries) == 1:
        begin, end, left = start + 1, stop - 1, str(operation.get("x-left", ""))
    elif n + 1 < len(entries):
        begin, end, left = entry.begin, entries[n + 1].begin, ""
    else:
        begin, end, left = entries[n - 1].end, entry.end, ""
    undo["x-text"] = text[begin:end]
    return text[:begin] + left + text[end:], undo


def _added(text: str, path: str, operation: Operation) -> tuple[str, Operation]:
    *parents, last = _keys(path)
    start, stop = _value_at(text, parents)
    entries = _entries(text, start)
    in_object = text[start] == "{"
    if in_object:
        known = next((e for e in entries if e.key == last), None)
        if known is not None:
            return _replaced(text, path, known.value, known.end, operation)
        n = int(operation.get("x-index", len(entries)))
    else:
        n = len(entries) if last == "-" else _number(entries, last, len(entries), path)
        path = f"{path[:-1]}{n}" if last == "-" else path
    own = _written(operation["value"])
    if in_object:
        own = f"{json.dumps(last, ensure_ascii=False)}: {own}"
    raw = operation.get("x-text")
    undo: dict[str, Any] = {"op": "remove", "path": path}
    if not entries:
        begin, end = start + 1, stop - 1
        undo["x-left"] = text[begin:end]
        new = own if raw is None else raw
    elif n < len(entries):
        begin = end = entries[n].begin
        new = f"{own},{_between(text, start, entries) or ' '}" if raw is None else raw
    else:
        begin = end = entries[-1].end
        new = f",{_between(text, start, entries) or ' '}{own}" if raw is None else raw
    return text[:begin] + new + text[end:], undo


def _between(text: str, start: int, entries: Sequence[_Entry]) -> str:
    """The space that stands before the last entry of a list or object."""
    before = entries[-2].end if len(entries) > 1 else start + 1
    found = text[before : entries[-1].begin]
    return found.replace(",", "")


def _value_at(text: str, keys: Sequence[str]) -> tuple[int, int]:
    """Where the value at a path begins and ends."""
    begin = _skip(text, 1 if text.startswith(_MARK) else 0)
    end = _DECODER.raw_decode(text, begin)[1]
    for key in keys:
        entries = _entries(text, begin)
        entry = entries[_number(entries, key, len(entries) - 1, key)]
        begin, end = entry.value, entry.end
    return begin, end


def _entries(text: str, start: int) -> list[_Entry]:
    """The entries of the list or object that begins there."""
    opened = text[start]
    if opened not in "[{":
        raise PatchError(text[start : start + 20])
    found: list[_Entry] = []
    at = _skip(text, start + 1)
    while text[at] not in "]}":
        begin, key = at, None
        if opened == "{":
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        end = _DECODER.raw_decode(text, at)[1]
        found.append(_Entry(key, begin, at, end))
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _number(entries: Sequence[_Entry], key: str, most: int, path: str) -> int:
    """The number of the entry that a part of a path names."""
    if entries and entries[0].key is not None:
        for n, entry in enumerate(entries):
            if entry.key == key:
                return n
    elif key.isdigit() and int(key) <= most:
        return int(key)
    raise PatchError(path)


def _keys(path: str) -> list[str]:
    return [key.replace("~1", "/").replace("~0", "~") for key in path.split("/")[1:]]


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match is not None
    return match.end()


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _composed(value: Any) -> Any:
    """A value with its texts in composed letters, so that two ways to write one letter are the same."""
    return json.loads(unicodedata.normalize("NFC", json.dumps(value, ensure_ascii=False, sort_keys=True)))
