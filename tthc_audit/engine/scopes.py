"""Which cases a target speaks about: its scope is a predicate over table ``case`` in the rules' language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import orjson

from tthc_audit.catalog.model import Target
from tthc_audit.database import Database
from tthc_audit.errors import Problem
from tthc_audit.facts import TABLES
from tthc_audit.facts.target import Scopes
from tthc_audit.results import Words
from tthc_audit.rules import Compiled, Rule, compile_rules
from tthc_audit.rules.model import Examples

_NO_WORDS = Words("", "")


@dataclass(frozen=True, slots=True)
class Scope:
    """The scope of one target, ready to run over table ``case``."""

    target: str
    compiled: Compiled


def compile_scopes(
    db: Database, targets: Sequence[Target], as_of: date
) -> tuple[tuple[Scope, ...], tuple[Problem, ...]]:
    """The scopes of the targets that have one; what cannot be read is a problem of ``catalog.json``."""
    scopes: list[Scope] = []
    problems: list[Problem] = []
    for number, target in enumerate(targets):
        if target.scope is None:
            continue
        compiled, wrong = compile_rules(db, [_as_rule(target)], TABLES, as_of=as_of)
        scopes += [Scope(target.id, one) for one in compiled]
        problems += [
            replace(p, file="catalog.json", line=None, column=None, pointer=f"/targets/{number}/scope") for p in wrong
        ]
    return tuple(scopes), tuple(problems)


def select(db: Database, scopes: Sequence[Scope]) -> Scopes:
    """The (procedure, case) that each scope selects, by target id; ``None`` where it may or may not."""
    selected: dict[str, dict[tuple[str, str], bool | None]] = {}
    for scope in scopes:
        rows = db.rows(
            f'SELECT procedure, "case", ({scope.compiled.require_sql}) AS meant FROM "case" WHERE meant IS NOT FALSE'
        )
        selected[scope.target] = {(procedure, case): meant for procedure, case, meant in rows}
    return selected


def _as_rule(target: Target) -> Rule:
    return Rule(
        id=f"targets/{target.id}",
        file="catalog.json",
        source=orjson.dumps({"require": target.scope}),
        title=_NO_WORDS,
        about="case",
        require=target.scope or "true",
        severity="suggestion",
        message=_NO_WORDS,
        legal_basis=(),
        examples=Examples(),
    )
