"""Whether the examples of a rule stand exactly at its boundaries: one that is moved by a hair must fail an example."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from tthc_audit.facts.table import Table
from tthc_audit.rules.examples import run_examples
from tthc_audit.rules.model import Rule

_COMPARED = re.compile(r"'[^']*'|(<=|>=|<>|<|>)")
_STRICTER = {"<=": "<", ">=": ">", "<": "<=", ">": ">="}
_OF_TIMES = re.compile(r"\b(at_most|at_least)\(([^()]*)\)")
_TURNED = {"at_most": "at_least", "at_least": "at_most"}
_KEYS = ("applies_when", "require")


class Untested(NamedTuple):
    """A comparison that no example of its rule stands exactly at: ``text`` is the comparison with what is around it."""

    rule: str
    key: str
    text: str


def untested(
    rules: Sequence[Rule], tables: Mapping[str, Table], working_days: Iterable[tuple[date, bool, int]]
) -> tuple[Untested, ...]:
    """The comparisons whose boundary could move by a hair without any example noticing."""
    moved = [(one, told) for rule in rules for one, told in _moved(rule)]
    results, _ = run_examples([one for one, _ in moved], tables, working_days)
    noticed = {r.rule for r in results if r.found != r.expected}
    return tuple(told for one, told in moved if one.id not in noticed)


def _moved(rule: Rule) -> Iterator[tuple[Rule, Untested]]:
    """The rule with each of its comparisons made strict, or no longer so, one at a time."""
    for key in _KEYS:
        text = getattr(rule, key)
        found = [(m.start(1), m.end(1), _STRICTER[m[1]]) for m in _COMPARED.finditer(text) if m[1] in _STRICTER]
        found += [(m.start(), m.end(), f"({m[0]} and not {_TURNED[m[1]]}({m[2]}))") for m in _OF_TIMES.finditer(text)]
        for number, (start, end, other) in enumerate(found):
            made = text[:start] + other + text[end:]
            around = text[max(start - 30, 0) : end + 30].strip()
            yield replace(rule, id=f"{rule.id}#{key}{number}", **{key: made}), Untested(rule.id, key, around)
