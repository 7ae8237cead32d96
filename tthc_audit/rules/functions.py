"""The functions of the predicate language: what each takes, and the SQL it becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tthc_audit.rules import terms
from tthc_audit.rules.terms import Kind, Term

_SQL_TEXT = frozenset({Kind.TEXT})
_SQL_LIST = frozenset({Kind.TEXTS})
_EITHER = _SQL_TEXT | _SQL_LIST
_NUMBER = frozenset({Kind.NUMBER})
_DATE = frozenset({Kind.DATE})


@dataclass(frozen=True, slots=True)
class Function:
    """A listed function: the kinds each argument may have, the kind it answers, and its SQL."""

    takes: tuple[frozenset[Kind], ...]
    gives: Kind
    sql: Callable[[Sequence[Term]], str]
    digits: int = 0


def _called(name: str) -> Callable[[Sequence[Term]], str]:
    return lambda given: f"{name}({', '.join(term.sql for term in given)})"


def _length(given: Sequence[Term]) -> str:
    return f"{'len' if given[0].kind is Kind.TEXTS else 'length'}({given[0].sql})"


def _share_at_least(given: Sequence[Term]) -> str:
    part, whole, share = given
    return f"({part.sql} >= {terms.product(whole, share).sql})"


FUNCTIONS = {
    "share_at_least": Function((_NUMBER, _NUMBER, _NUMBER), Kind.BOOLEAN, _share_at_least),
    "length": Function((_EITHER,), Kind.NUMBER, _length, digits=9),
    "list_length": Function((_SQL_LIST,), Kind.NUMBER, _length, digits=9),
    "contains": Function((_EITHER, _SQL_TEXT), Kind.BOOLEAN, _called("contains")),
    "starts_with": Function((_SQL_TEXT, _SQL_TEXT), Kind.BOOLEAN, _called("starts_with")),
    "lower": Function((_SQL_TEXT,), Kind.TEXT, _called("lower")),
    "working_days_between": Function((_DATE, _DATE), Kind.NUMBER, _called("working_days_between"), digits=7),
    "calendar_days_between": Function((_DATE, _DATE), Kind.NUMBER, _called("calendar_days_between"), digits=7),
}
"""Functions over values, by name. Days are counted after the first day, up to and with the second."""

OVER_TIMES = ("at_most", "at_least")
"""Comparisons of two times, which take stems."""


def at_most(a: str, b: str) -> str:
    """Whether time ``a`` is at most time ``b``, by their stems, as far as that can be proven.

    Two times stated in days are compared in days, exactly. Else the bounds decide: true where the longest
    ``a`` is at most the shortest ``b``, false where the shortest ``a`` is above the longest ``b``, else null.
    """
    return (
        f'(CASE WHEN "{a}_days" IS NOT NULL AND "{b}_days" IS NOT NULL THEN "{a}_days" <= "{b}_days" '
        f'WHEN "{a}_max" <= "{b}_min" THEN TRUE WHEN "{a}_min" > "{b}_max" THEN FALSE '
        "ELSE CAST(NULL AS BOOLEAN) END)"
    )


AGGREGATES = frozenset({
    "any_value", "approx_count_distinct", "arg_max", "arg_min", "array_agg", "avg", "bit_and", "bit_or",
    "bool_and", "bool_or", "count", "count_star", "first", "group_concat", "last", "list", "listagg", "max",
    "mean", "median", "min", "mode", "product", "quantile", "stddev", "string_agg", "sum", "total", "variance",
})  # fmt: skip
DIVISIONS = frozenset({"/", "//", "%", "mod", "fmod", "divide"})
STAND_INS = frozenset({
    "coalesce", "ifnull", "nullif", "nvl", "try",
})  # fmt: skip
VARYING = frozenset({
    "current_database", "current_date", "current_localtime", "current_localtimestamp", "current_schema",
    "current_schemas", "current_setting", "current_time", "current_timestamp", "current_user", "currval",
    "gen_random_uuid", "get_current_time", "get_current_timestamp", "getenv", "getvariable", "localtime",
    "localtimestamp", "nextval", "now", "random", "session_user", "setseed", "today", "transaction_timestamp",
    "txid_current", "user", "uuid", "uuidv4", "uuidv7", "version",
})  # fmt: skip
READERS = frozenset({
    "arrow_scan", "glob", "json_execute_serialized_sql", "parquet_scan", "query", "query_table", "sniff_csv",
})  # fmt: skip


def refusal(name: str) -> str:
    """Why a function that is not listed is refused; ``function`` where nothing more is to be said of it."""
    if name in AGGREGATES:
        return "aggregate"
    if name in DIVISIONS:
        return "division"
    if name in STAND_INS:
        return "stand_in"
    if name in VARYING:
        return "varying"
    if name in READERS or name.startswith(("read_", "duckdb_", "pragma_")) or name.endswith("_scan"):
        return "reads"
    return "function" if name.isidentifier() else "unknown_operator"
