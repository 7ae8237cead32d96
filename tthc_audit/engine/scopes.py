"""Which cases a target speaks about: its scope is a predicate over table ``case`` in the rules' language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import orjson

from tthc_audit.catalog.model import Target
from tthc_audit.database import Database
from tthc_audit.errors import Problem
from tthc_audit.facts import TABLES
from tthc_audit.facts.target import Scopes
from tthc_audit.results import Words
from tthc_audit.rules import Rule, compile_rules
from tthc_audit.rules.model import Examples

_NO_WORDS = Words("", "")


def select(db: Database, targets: Sequence[Target], as_of: date) -> tuple[Scopes, tuple[Problem, ...]]:
    """The (procedure, case) that each target with a scope selects, by target id; ``None`` where it may or may not.

    A scope that cannot be read selects nothing and is a problem of ``catalog.json``.
    """
    selected: dict[str, dict[tuple[str, str], bool | None]] = {}
    problems: list[Problem] = []
    for number, target in enumerate(targets):
        if target.scope is None:
            continue
        compiled, wrong = compile_rules(db, [_as_rule(target)], TABLES, as_of=as_of)
        problems += [
            replace(p, file="catalog.json", line=None, column=None, pointer=f"/targets/{number}/scope") for p in wrong
        ]
        rows = (
            db.rows(
                f'SELECT procedure, "case", ({compiled[0].require_sql}) AS meant FROM "case" WHERE meant IS NOT FALSE'
            )
            if compiled
            else []
        )
        selected[target.id] = {(procedure, case): meant for procedure, case, meant in rows}
    return selected, tuple(problems)


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
