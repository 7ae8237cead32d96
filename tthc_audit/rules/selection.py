"""The rules of a run: those that ship and those of further folders, as a profile chooses them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tthc_audit import resources
from tthc_audit.database import Database
from tthc_audit.errors import AuditError
from tthc_audit.facts import TABLES
from tthc_audit.rules import profiles
from tthc_audit.rules.compiling import compile_rules
from tthc_audit.rules.loading import ids, load_rules
from tthc_audit.rules.model import Rule
from tthc_audit.rules.profiles import Selection


def every(extra: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """All rules, sorted by id. Raises ``AuditError`` with every problem of every rule file."""
    rules, problems = load_rules(resources.bundled("rules"), extra)
    if problems:
        with Database.open() as db:
            _, more = compile_rules(db, rules, TABLES, as_of=None)
        raise AuditError(*problems, *more)
    return rules


def chosen(profile: str, extra: Sequence[Path] = ()) -> Selection:
    """The rules that a profile turns on, and what it changes in them.

    Rules of ``extra`` are on unless the profile turns them off. Raises ``AuditError`` with every problem of
    rule files and profile.
    """
    rules = every(extra)
    found, problems = profiles.load(profile, resources.bundled("rules"), extra, rules)
    if found is None:
        raise AuditError(*problems)
    return profiles.select(found, rules, frozenset[str]().union(*(ids(folder) for folder in extra)))
