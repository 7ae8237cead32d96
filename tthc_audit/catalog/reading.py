"""Bytes from the disk to a JSON tree: bounded, in UTF-8, and with a sentence for whatever is wrong."""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path
from typing import Any

import orjson

from tthc_audit.catalog.position import deeper_than, duplicate_keys, place_of
from tthc_audit.errors import AuditError, Problem, reason

MAX_BYTES = 16 * 1024 * 1024
"""No file of a catalogue comes near: the longest real procedures take some hundred kilobytes."""
MAX_LEVELS = 250
"""Nesting beyond this says nothing about a procedure, and libraries stop near it."""
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_BEYOND_JSON = re.compile(r"-?(?:NaN|Infinity|inf|nan)")
_QUOTES = "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}“”"
_SHOWN = 20


def read(path: Path) -> bytes:
    """The bytes of a regular file of at most ``MAX_BYTES``; anything else is told, and not opened.

    Raises ``AuditError`` with a problem that does not name the file yet.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise AuditError(Problem("load.not_a_file"))
        if state.st_size <= MAX_BYTES:
            with path.open("rb", buffering=0) as stream:
                data = stream.read(MAX_BYTES + 1)
            if len(data) <= MAX_BYTES:
                return data
    except FileNotFoundError:
        raise AuditError(Problem("load.not_found")) from None
    except (OSError, ValueError) as error:
        raise AuditError(Problem("load.unreadable", {"reason": reason(error)})) from None
    raise AuditError(Problem("load.too_large", {"limit": MAX_BYTES // (1024 * 1024)}))


def parse(data: bytes) -> Any:
    """The JSON tree of a text in UTF-8, with or without its mark; strings are not yet normalised.

    Raises ``AuditError`` with one problem that has its line and column.
    """
    plain = data.removeprefix(codecs.BOM_UTF8)
    try:
        return orjson.loads(plain)
    except orjson.JSONDecodeError as error:
        raise AuditError(_why(plain, error)) from None


def repeated_keys(data: bytes, tree: Any) -> list[Problem]:
    """The keys that stand twice in one object of the text that ``tree`` was read from.

    Every key brings a colon, and strings keep theirs: only where the text has other colons than what was
    kept of it (or hides one as an escape) is it searched.
    Raises ``AuditError`` where the tree is nested too deeply.
    """
    try:
        kept = orjson.dumps(tree)
    except orjson.JSONEncodeError:
        raise AuditError(_too_deep(data)) from None
    hidden = b"\\" in data and b"\\u003" in data
    if data.count(b":") == kept.count(b":") and not hidden:
        return []
    return [
        Problem(
            "load.duplicate_key",
            {"key": pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~"), "first": first[0]},
            line=again[0],
            column=again[1],
            pointer=pointer,
        )
        for pointer, first, again in duplicate_keys(data)
    ]


def _why(data: bytes, error: orjson.JSONDecodeError) -> Problem:
    if not data.strip():
        return Problem("load.empty_file", line=1, column=1)
    other = _other_encoding(data)
    if other:
        return Problem("load.encoding", {"encoding": other}, line=1, column=1)
    try:
        text = data.decode()
    except UnicodeDecodeError as broken:
        before = data[: broken.start].decode()
        line, column = place_of(before, len(before))
        return Problem("load.not_utf8", {"byte": f"0x{data[broken.start]:02X}"}, line=line, column=column)
    if "depth" in error.msg or "ecursion" in error.msg:
        return _too_deep(data)
    at = min(error.pos, len(text))
    key, values = _broken(text, at, error.msg)
    line, column = place_of(text, at)
    return Problem(key, values, line=line, column=column)


def _broken(text: str, at: int, told: str) -> tuple[str, dict[str, object]]:
    rest = text[at:]
    if "surrogate" in told:
        return "load.lone_surrogate", {}
    if _BEYOND_JSON.match(rest) or _BEYOND_JSON.match(text[max(at - 1, 0) :]):
        return "load.not_a_number", {}
    if "infinity" in told:
        return "load.number_too_large", {}
    if not rest.strip():
        return "load.cut_short", {}
    if "control character" in told:
        return "load.raw_control", {"code": f"U+{ord(rest[0]):04X}"}
    if re.match(r",\s*[\]}]", rest):
        return "load.trailing_comma", {}
    if rest[0] in _QUOTES:
        return "load.wrong_quotes", {"found": rest[0]}
    if rest.startswith(("//", "/*", "#")):
        return "load.comment", {}
    if "escape" in told:
        return "load.bad_escape", {}
    found = "".join(letter if letter.isprintable() else " " for letter in rest[:_SHOWN].split("\n")[0])
    return "load.broken_json", {"found": found.strip()}


def _too_deep(data: bytes) -> Problem:
    line, column = deeper_than(data, MAX_LEVELS)
    return Problem("load.too_deep", {"limit": MAX_LEVELS}, line=line, column=column)


def _other_encoding(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:4]
    if head.count(b"\0") == 3:
        return "UTF-32"
    return "UTF-16" if head[:1] == b"\0" or head[1:2] == b"\0" else None
