"""Runs a rule over its table: how many rows come out how, which fail, and which stay undecided for want of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tthc_audit.database import Database, QueryError
from tthc_audit.facts.build import ROW
from tthc_audit.facts.table import NEAR, Table
from tthc_audit.rules import Compiled

BOUNDS = "bounds"
"""The reason of an undecided row that lacks nothing: its bounds do not decide."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by outcome."""

    passed: int = 0
    failed: int = 0
    unknown: int = 0
    not_applicable: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """How many rows of a table came out how under a rule; ``rows`` and an outcome make a query for them."""

    counts: Counts
    rows: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """The two conditions of a rule as SQL; ``guarded`` ones give null on the rows that raise."""

    applies: str
    requires: str

    @classmethod
    def of(cls, compiled: Compiled, *, guarded: bool = False) -> Predicate:
        """The conditions as they are, or guarded against rows on which they cannot be worked out."""
        if guarded:
            return cls(f"TRY({compiled.applies_sql})", f"TRY({compiled.require_sql})")
        return cls(f"({compiled.applies_sql})", f"({compiled.require_sql})")

    @property
    def outcome(self) -> str:
        """What comes out for a row: 0 pass, 1 fail, 2 unknown, 3 not applicable."""
        return (
            f"CASE WHEN {self.applies} IS FALSE THEN 3 WHEN {self.applies} IS NULL THEN 2 "
            f"WHEN {self.requires} THEN 0 WHEN NOT {self.requires} THEN 1 ELSE 2 END"
        )


def decide(db: Database, table: Table, rules: Sequence[Compiled]) -> tuple[dict[str, Decided], list[str]]:
    """Decide all rules of a table on all its rows in one pass, and keep what came out for each row.

    Returns what came out by rule id, and the ids of rules that could not be worked out on every row: on those rows
    they are unknown.
    """
    predicates = [Predicate.of(c) for c in rules]
    failing: list[str] = []
    try:
        _keep(db, table, predicates)
    except QueryError:
        for i, compiled in enumerate(rules):
            try:
                _keep(db, table, predicates[i : i + 1])
            except QueryError:
                predicates[i] = Predicate.of(compiled, guarded=True)
                failing.append(compiled.rule.id)
        _keep(db, table, predicates)
    asked = ", ".join(f"count(*) FILTER (o{i} = {code})" for i in range(len(rules)) for code in (0, 1, 2))
    total, *numbers = db.rows(f"SELECT count(*), {asked} FROM {_kept(table)}")[0]
    found = {}
    for i, compiled in enumerate(rules):
        passed, failed, unknown = numbers[3 * i : 3 * i + 3]
        counts = Counts(passed, failed, unknown, total - passed - failed - unknown)
        found[compiled.rule.id] = Decided(counts, f"SELECT {ROW} FROM {_kept(table)} WHERE o{i}")
    return found, failing


def _keep(db: Database, table: Table, predicates: Sequence[Predicate]) -> None:
    outcomes = ", ".join(f"({p.outcome})::TINYINT AS o{i}" for i, p in enumerate(predicates))
    db.execute(f'CREATE OR REPLACE TABLE {_kept(table)} AS SELECT {ROW}, {outcomes} FROM "{table.name}"')


def _kept(table: Table) -> str:
    return f"outcome_of_{table.name}"


def of_interest(db: Database, compiled: Compiled, decided: Decided) -> tuple[list[dict[str, object]], list[Undecided]]:
    """The rows that fail under a rule, and those that stay undecided."""
    return (
        failures(db, compiled, decided) if decided.counts.failed else [],
        undecided(db, compiled, decided) if decided.counts.unknown else [],
    )


def failures(db: Database, compiled: Compiled, decided: Decided) -> list[dict[str, object]]:
    """The rows that fail, in the order of the table: keys, place, identity, and what the message needs."""
    table = compiled.table
    columns = dict.fromkeys(
        [*table.keys, *table.identity, "file", "pointer", "origin", *compiled.used, *compiled.shown]
    )
    if "procedure" in table.names:
        columns |= dict.fromkeys(["procedure", "steps_origin"])
    columns |= dict.fromkeys(place for column, place in table.places.items() if column in compiled.used)
    columns |= dict.fromkeys((*table.told, *(table.other_place or ())))
    columns |= dict.fromkeys(c for c in ("agency_name", "agency_level", "by_applicant") if c in table.names)
    asked = [f'"{c}"' for c in columns] + [ROW, NEAR, f"({compiled.law_date_sql}) AS _law_date"]
    asked += [f'({sql}) AS "${name}"' for name, sql in compiled.shown_params]
    names = [*columns, ROW, NEAR, "_law_date", *(f"${name}" for name, _ in compiled.shown_params)]
    rows = db.rows(
        f'SELECT {", ".join(asked)} FROM "{table.name}" SEMI JOIN ({decided.rows} = 1) USING ({ROW}) ORDER BY {ROW}'
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


@dataclass(frozen=True, slots=True)
class Undecided:
    """The undecided rows of one rule and one procedure; ``lacks``: what their table itself says is missing."""

    procedure: str | None
    count: int
    file: str
    pointer: str
    reasons: tuple[str, ...]
    lacks: tuple[str, ...] = ()


def undecided(db: Database, compiled: Compiled, decided: Decided) -> list[Undecided]:
    """The undecided rows, grouped by procedure in the order of the table, each with what is missing."""
    table = compiled.table
    names = [name for name, _ in compiled.missing]
    missing = [f"_m{i}" for i in range(len(names))]
    worked_out = "".join(f", {sql} AS {name}" for name, (_, sql) in zip(missing, compiled.missing, strict=True))
    told = "".join(f", bool_or({name})" for name in missing)
    none = " AND ".join(f"NOT {name}" for name in missing) or "TRUE"
    group = "procedure" if "procedure" in table.names else "NULL"
    lacks = f'"{table.lacks}"' if table.lacks else "NULL"
    all_lacks = "list_sort(list_distinct(flatten(list(_lacks))))" if table.lacks else "[]"
    rows = db.rows(
        f"SELECT _subject, count(*), arg_min(file, {ROW}), arg_min(pointer, {ROW}), {all_lacks}, bool_or({none}){told} "
        f'FROM (SELECT {group} AS _subject, file, pointer, {ROW}, {lacks} AS _lacks{worked_out} FROM "{table.name}" '
        f"SEMI JOIN ({decided.rows} = 2) USING ({ROW})) GROUP BY 1 ORDER BY min({ROW})"
    )
    return [
        Undecided(
            procedure=procedure,
            count=number,
            file=file or "",
            pointer=pointer or "",
            reasons=tuple(n for n, null in zip(names, lacking, strict=True) if null) + ((BOUNDS,) if bounds else ()),
            lacks=tuple(told or ()),
        )
        for procedure, number, file, pointer, told, bounds, *lacking in rows
    ]


def twins(db: Database, table: Table) -> frozenset[tuple[object, ...]]:
    """The identities that several rows of a table share."""
    identity = ", ".join(f'"{c}"' for c in table.identity)
    rows = db.rows(f'SELECT {identity} FROM "{table.name}" GROUP BY {identity} HAVING count(*) > 1')
    return frozenset(rows)
