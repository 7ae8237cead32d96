"""Rule packs as products: how rules stand on a day, and what a new pack finds otherwise than the old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from tthc_audit import api
from tthc_audit.auditing import Options
from tthc_audit.catalog import lists
from tthc_audit.database import Database
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts import TABLES
from tthc_audit.results import Audit, Finding
from tthc_audit.rules import compile_rules, selection
from tthc_audit.rules.boundaries import Untested, untested
from tthc_audit.rules.standing import Remark, remarks
from tthc_audit.worktime.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new pack finds and an old one does not (``added``), the other way round, and what changed its severity.

    ``altered`` pairs a finding of the old pack with that of the new one.
    """

    as_of: date
    added: tuple[Finding, ...]
    removed: tuple[Finding, ...]
    altered: tuple[tuple[Finding, Finding], ...]
    same: int


def standing(options: Options, on: date) -> tuple[int, tuple[Remark, ...]]:
    """How many rules there are, and what is to be known of them on that day.

    Raises ``AuditError`` with every problem of a rule file.
    """
    rules, overrides = selection.chosen(options.profile, options.rules)
    known = lists.instruments()
    with Database.open(threads=1) as db:
        compiled, problems = compile_rules(db, rules, TABLES, as_of=on, overrides=overrides, instruments=known)
    if problems:
        raise AuditError(*problems)
    return len(rules), remarks(compiled, known, on)


def boundaries(extra: Sequence[Path], pattern: str | None = None) -> tuple[Untested, ...]:
    """The comparisons of the rules whose id matches ``pattern`` that no example stands exactly at."""
    rules = [r for r in selection.every(extra) if pattern is None or fnmatchcase(r.id, pattern)]
    return untested(rules, TABLES, Calendar.load().rows())


def difference(catalog: Path, old: Sequence[Path], new: Sequence[Path], options: Options) -> Difference:
    """What the rules of folders ``new`` find in a catalogue otherwise than those of ``old``.

    Raises ``AuditError`` where the catalogue or a rule cannot be read: half a comparison tells nothing.
    """
    before, after = (_whole(catalog, replace(options, rules=tuple(folders))) for folders in (old, new))
    one, other = _failing(before), _failing(after)
    shared = [(one[key], other[key]) for key in one if key in other]
    return Difference(
        as_of=after.as_of,
        added=tuple(f for key, f in other.items() if key not in one),
        removed=tuple(f for key, f in one.items() if key not in other),
        altered=tuple((was, now) for was, now in shared if was.severity != now.severity),
        same=sum(was.severity == now.severity for was, now in shared),
    )


def _whole(catalog: Path, options: Options) -> Audit:
    found = api.check([catalog], options, lines="failures")
    if found.errors or found.rule_failed:
        told = [
            Problem("gate.as_told", {"told": e.message, "hint": e.hint}, e.file, e.line, e.column) for e in found.errors
        ]
        raise AuditError(*told or [Problem("gate.pack_failed")])
    return found


def _failing(audit: Audit) -> dict[tuple[str, str], Finding]:
    return {(f.rule, f.fingerprint): f for f in audit.findings if f.outcome == "fail"}
