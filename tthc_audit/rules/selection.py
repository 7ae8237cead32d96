"""The rules of a run: those that ship and those of further folders, as a profile chooses them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tthc_audit import resources
from tthc_audit.database import Database
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts import TABLES
from tthc_audit.rules import profiles
from tthc_audit.rules.compiling import compile_rules
from tthc_audit.rules.loading import ids, load_rules
from tthc_audit.rules.model import Rule
from tthc_audit.rules.profiles import Selection


def readable(extra: Sequence[Path] = ()) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules that can be read, sorted by id, and everything that is wrong with the others."""
    return load_rules(resources.bundled("rules"), extra)


def every(extra: Sequence[Path] = ()) -> tuple[Rule, ...]:
    """All rules, sorted by id. Raises ``AuditError`` with every problem of every rule file."""
    rules, problems = readable(extra)
    if problems:
        with Database.open() as db:
            _, more = compile_rules(db, rules, TABLES, as_of=None)
        raise AuditError(*problems, *more)
    return rules


def usable(profile: str, extra: Sequence[Path] = ()) -> tuple[Selection, tuple[Problem, ...]]:
    """The readable rules that a profile turns on, what it changes in them, and what is wrong with rule files.

    Rules of ``extra`` are on unless the profile turns them off. Raises ``AuditError`` where the profile cannot be used.
    """
    rules, problems = readable(extra)
    return _select(profile, extra, rules, problems), problems


def chosen(profile: str, extra: Sequence[Path] = ()) -> Selection:
    """The same where nothing may be wrong: raises ``AuditError`` with every problem of rule files and profile."""
    return _select(profile, extra, every(extra))


def _select(
    profile: str, extra: Sequence[Path], rules: tuple[Rule, ...], problems: tuple[Problem, ...] = ()
) -> Selection:
    found, wrong = profiles.load(profile, resources.bundled("rules"), extra, rules)
    if found is None:
        raise AuditError(*problems, *wrong)
    return profiles.select(found, rules, frozenset[str]().union(*(ids(folder) for folder in extra if folder.is_dir())))
