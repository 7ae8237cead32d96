"""The examples of rules, run: they are the rules' tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from tthc_audit.database import Database, QueryError, calendar
from tthc_audit.errors import Phrase, Problem
from tthc_audit.facts.table import Table, Type
from tthc_audit.results import Outcome
from tthc_audit.rules import example_rows, place
from tthc_audit.rules.compiling import AS_OF_COLUMN, Compiled, compile_rules
from tthc_audit.rules.model import Examples, Rule

_KEYS: tuple[tuple[str, Outcome], ...] = (
    ("pass", "pass"),
    ("fail", "fail"),
    ("unknown", "unknown"),
    ("not_applicable", "not_applicable"),
)
_NUMBER = "$example"
_DEFAULT_DAY = date(2026, 1, 1)
"""The day of the audit in examples of rules that no date limits."""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What came out for an example: ``found`` is ``None`` where it could not be run.

    ``values`` are the full row, ``$as_of`` among them.
    """

    rule: str
    pointer: str
    expected: Outcome
    found: Outcome | None
    values: Mapping[str, object]


class _Example(NamedTuple):
    number: int
    pointer: str
    expected: Outcome
    values: dict[str, object]


def run_examples(
    rules: Sequence[Rule], tables: Mapping[str, Table], working_days: Iterable[tuple[date, bool, int]]
) -> tuple[tuple[ExampleResult, ...], tuple[Problem, ...]]:
    """Check every rule and run its examples; what is wrong with the rules or comes out otherwise are problems.

    ``working_days`` are the rows of the working calendar. An example that names no ``$as_of`` is audited on
    the last day of its rule's time, else on the day its newest parameter begins to hold.
    """
    with Database.open() as database:
        calendar.define(database, working_days)
        compiled, problems = compile_rules(database, rules, tables, as_of=None)
        told = list(problems)
        rows: dict[str, list[_Example]] = {}
        for each in compiled:
            rows[each.rule.id], wrong = _examples(each)
            told.extend(wrong)
        _fill(database, compiled, rows)
        database.lock()
        results = []
        for each in compiled:
            outcomes = _outcomes(database, each, told)
            for example in rows[each.rule.id]:
                found = outcomes.get(example.number)
                results.append(ExampleResult(each.rule.id, example.pointer, example.expected, found, example.values))
                if found is not None and found != example.expected:
                    told.append(_otherwise(each.rule, example, found))
    return tuple(results), tuple(told)


def _examples(compiled: Compiled) -> tuple[list[_Example], list[Problem]]:
    rule = compiled.rule
    found: list[_Example] = []
    problems: list[Problem] = []
    for key, expected, given in _listed(rule.examples):
        for i, example in enumerate(given):
            pointer = f"/examples/{key}/{i}"
            values, wrong = example_rows.row(rule, compiled.table, pointer, example)
            problems.extend(wrong)
            if not wrong:
                values.setdefault(AS_OF_COLUMN, _day_of(rule))
                found.append(_Example(len(found), pointer, expected, values))
    return found, problems


def _listed(examples: Examples) -> list[tuple[str, Outcome, tuple[dict[str, Any], ...]]]:
    given = (examples.passes, examples.fails, examples.unknown, examples.not_applicable)
    return [(key, expected, rows) for (key, expected), rows in zip(_KEYS, given, strict=True)]


def _day_of(rule: Rule) -> date:
    if rule.in_force.last is not None:
        return rule.in_force.last
    starts = [value.first for values in rule.params.values() for value in values]
    return max([*starts, rule.in_force.first or _DEFAULT_DAY, _DEFAULT_DAY])


def _fill(database: Database, compiled: Sequence[Compiled], rows: Mapping[str, Sequence[_Example]]) -> None:
    by_table: dict[str, list[Compiled]] = defaultdict(list)
    for each in compiled:
        by_table[each.table.name].append(each)
    for name, of_table in by_table.items():
        columns = of_table[0].table.columns
        database.load(
            name,
            [("$rule", Type.TEXT.value), (_NUMBER, Type.INTEGER.value), (AS_OF_COLUMN, Type.DATE.value)]
            + [(column.name, column.type.value) for column in columns],
            (
                (
                    each.rule.id,
                    example.number,
                    example.values[AS_OF_COLUMN],
                    *(example.values.get(c.name) for c in columns),
                )
                for each in of_table
                for example in rows[each.rule.id]
            ),
        )


def _outcomes(database: Database, compiled: Compiled, problems: list[Problem]) -> dict[int, Outcome]:
    applies, require = compiled.applies_sql, compiled.require_sql
    sql = (
        f"SELECT \"{_NUMBER}\", CASE WHEN applies IS NULL THEN 'unknown' WHEN NOT applies THEN 'not_applicable' "
        "WHEN required IS NULL THEN 'unknown' WHEN required THEN 'pass' ELSE 'fail' END FROM (SELECT "
        f'"{_NUMBER}", {applies} AS applies, {require} AS required FROM "{compiled.table.name}" WHERE "$rule" = ?)'
    )
    try:
        found: list[tuple[Any, ...]] = database.rows(sql, [compiled.rule.id])
    except QueryError as error:
        problems.append(place.problem(compiled.rule, "/require", "rules.not_computed", {"detail": str(error)}))
        return {}
    return dict(found)


def _otherwise(rule: Rule, example: _Example, found: Outcome) -> Problem:
    values = {"expected": Phrase(f"common.outcome.{example.expected}"), "found": Phrase(f"common.outcome.{found}")}
    return place.problem(rule, example.pointer, "rules.other_outcome", values)
