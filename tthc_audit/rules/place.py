"""Problems of a rule file with their line and column, down to a word inside a predicate."""

from __future__ import annotations

from collections.abc import Mapping

from tthc_audit.catalog.position import locate
from tthc_audit.errors import Problem
from tthc_audit.rules.model import Rule

_ESCAPES = {"u": 6}
_HIGH_SURROGATES = ("d8", "d9", "da", "db")


def problem(rule: Rule, pointer: str, key: str, values: Mapping[str, object], *, at_key: bool = False) -> Problem:
    """A problem with a part of the rule's file; ``at_key`` points at the key of the part, not at its value."""
    line, column = locate(rule.source, [pointer], [pointer] if at_key else [])[pointer]
    return Problem(key, dict(values), file=rule.file, line=line, column=column, pointer=pointer)


def in_text(rule: Rule, pointer: str, offset: int, key: str, values: Mapping[str, object]) -> Problem:
    """A problem with a text of the rule's file, at a character of it; ``position`` counts from 1."""
    line, column = locate(rule.source, [pointer])[pointer]
    written = rule.source.decode("utf-8-sig").split("\n")[line - 1][column - 1 :]
    inside = _raw_offset(written, offset) if written.startswith('"') else 0
    return Problem(
        key, {**values, "position": offset + 1}, file=rule.file, line=line, column=column + inside, pointer=pointer
    )


def _raw_offset(written: str, offset: int) -> int:
    """How far into a JSON string, with its quotation mark and its escapes, a character of its text stands."""
    at = 1
    for _ in range(offset):
        if written[at : at + 1] == "\\":
            pair = written[at + 1 : at + 2] == "u" and written[at + 2 : at + 4].lower() in _HIGH_SURROGATES
            at += 2 * _ESCAPES["u"] if pair else _ESCAPES.get(written[at + 1 : at + 2], 2)
        else:
            at += 1
    return min(at, max(len(written) - 1, 0))
