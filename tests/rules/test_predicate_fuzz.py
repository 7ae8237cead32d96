"""Whatever is written as a predicate, it is refused in a sentence or it can be run."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tthc_audit import i18n
from tthc_audit.database import Database, syntax
from tthc_audit.facts import TABLES
from tthc_audit.results import Words
from tthc_audit.rules import Compiled, Rule, compile_rules
from tthc_audit.rules.model import DatedValue, Examples

CASE = TABLES["case"]
ON = date(2026, 6, 1)
PARAMS = {
    "days": (DatedValue(date(2020, 1, 1), Decimal(5)),),
    "kinds": (DatedValue(date(2020, 1, 1), ("citizen", "internal")),),
    "since": (DatedValue(date(2020, 1, 1), date(2025, 7, 1)),),
}
WORDS = """
and or not ( ) ( ) , = <> < <= > >= + - * / % || :: -> ; . is null in between case when then else end select
from where limit union over distinct filter collate like date true false null * ? $days $kinds $since $as_of
at_most at_least share_at_least length list_length contains starts_with lower working_days_between
calendar_days_between coalesce sum count today now random read_csv 0 1 2.5 1e9 99999999999999999999 'a'
'citizen' '2025-07-01' '' 'it''s' -- /* */ [ ] { } # @
"""
FRAGMENTS = [
    *sorted(CASE.names),
    *sorted(CASE.stems),
    *WORDS.split(),
]
numbers = st.sampled_from(["steps_count", "worst_min", "statutory_max", "0", "1", "2.5", "999999999999", "$days"])
texts = st.sampled_from(["case_name", "procedure_kind", "'citizen'", "''", "limit_unit"])
dates = st.sampled_from(["$as_of", "$since", "date '2025-07-01'", "date '1900-01-01'"])
lists = st.sampled_from(["critical_path", "levels", "$kinds"])
stems = st.sampled_from(sorted(CASE.stems))


def called(name: str, *given_: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*given_).map(lambda parts: f"{name}({', '.join(parts)})")


def infix(sign: st.SearchStrategy[str], *sides: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(sides[0], sign, sides[-1]).map(lambda parts: f"({' '.join(parts)})")


sums = st.recursive(
    numbers
    | called("length", texts | lists)
    | called("list_length", lists)
    | called("working_days_between", dates, dates)
    | called("calendar_days_between", dates, dates),
    lambda inner: infix(st.sampled_from("+-*"), inner, inner) | inner.map(lambda a: f"(-{a})"),
    max_leaves=4,
)
equality, order = st.sampled_from(["=", "<>"]), st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
conditions = st.recursive(
    st.sampled_from(["true", "false", "flow_sound", "deadlines_contradict"])
    | infix(order, sums)
    | infix(order, texts)
    | infix(order, dates)
    | infix(equality, lists)
    | called("at_most", stems, stems)
    | called("at_least", stems, stems)
    | called("share_at_least", sums, numbers, numbers)
    | called("contains", texts | lists, texts)
    | called("starts_with", texts, texts.map(lambda a: f"lower({a})"))
    | st.tuples(sums, sums, sums).map(lambda p: f"({p[0]} between {p[1]} and {p[2]})")
    | st.tuples(texts, texts, texts).map(lambda p: f"({p[0]} not in ({p[1]}, {p[2]}))")
    | (sums | texts | dates | lists).map(lambda a: f"({a} is null)"),
    lambda inner: (
        infix(st.sampled_from(["and", "or"]), inner, inner)
        | inner.map(lambda a: f"(not {a})")
        | st.tuples(inner, inner, inner).map(lambda p: f"(case when {p[0]} then {p[1]} else {p[2]} end)")
        | st.tuples(inner, inner).map(lambda p: f"(case when {p[0]} then null else {p[1]} end)")
    ),
    max_leaves=6,
)


def as_rule(predicate: str) -> Rule:
    words = Words("", "")
    return Rule(
        id="a/b",
        file="a/b.json",
        source=b'{"require": ""}',
        title=words,
        about="case",
        require=predicate,
        severity="warning",
        message=words,
        legal_basis=(),
        examples=Examples(),
        params=PARAMS,
    )


@pytest.fixture(scope="module")
def filled(database: Database) -> Database:
    """Two rows of table case: one with every value, one with none."""
    full = {
        "VARCHAR": "'citizen'",
        "BOOLEAN": "TRUE",
        "BIGINT": "3",
        "DECIMAL(38,4)": "480.5",
        "DATE": "DATE '2025-07-01'",
        "VARCHAR[]": "['citizen', 'b']",
    }
    given_ = ", ".join(f'CAST({full[c.type.value]} AS {c.type.value}) AS "{c.name}"' for c in CASE.columns)
    nulls = ", ".join(f'CAST(NULL AS {c.type.value}) AS "{c.name}"' for c in CASE.columns)
    database.execute(f"CREATE OR REPLACE TABLE fuzzed AS SELECT {given_} UNION ALL SELECT {nulls}")
    return database


def run(database: Database, compiled: Compiled) -> list[object]:
    missing = "".join(f", ({sql})" for _, sql in compiled.missing)
    rows = database.rows(f"SELECT typeof(r), r FROM (SELECT ({compiled.require_sql}) AS r{missing} FROM fuzzed)")
    assert {kind for kind, _ in rows} == {"BOOLEAN"}
    return [answer for _, answer in rows]


def judged(database: Database, predicate: str) -> list[object] | None:
    """The answers of an accepted predicate; ``None`` where it was refused in sentences of both languages."""
    compiled, problems = compile_rules(database, [as_rule(predicate)], TABLES, as_of=ON)
    for problem in problems:
        for lang in i18n.LANGS:
            assert all(i18n.problem_words(lang, problem))
    assert bool(compiled) != bool(problems)
    return run(database, compiled[0]) if compiled else None


fuzz = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@fuzz
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join))
def test_any_row_of_words_is_refused_in_a_sentence_or_runs(filled: Database, predicate: str) -> None:
    judged(filled, predicate)


@fuzz
@given(st.text(max_size=40))
def test_any_text_is_refused_in_a_sentence_or_runs(filled: Database, predicate: str) -> None:
    judged(filled, predicate)


@fuzz
@given(conditions)
def test_what_the_language_can_say_is_accepted_and_runs(filled: Database, predicate: str) -> None:
    compiled, problems = compile_rules(filled, [as_rule(predicate)], TABLES, as_of=ON)
    assert {problem.key for problem in problems} <= {"rules.too_large"}
    if compiled:
        run(filled, compiled[0])


@fuzz
@given(conditions)
def test_the_sql_means_what_the_author_wrote(filled: Database, predicate: str) -> None:
    """Where no stem, parameter or exact sum makes the two differ, the author's words are asked directly."""
    if any(word in predicate for word in ("$", "at_most", "at_least", "*", "+", "list_length")):
        return
    compiled, _ = compile_rules(filled, [as_rule(predicate)], TABLES, as_of=ON)
    for one in compiled:
        asked = filled.rows(f"SELECT ({predicate}) FROM fuzzed")
        assert run(filled, one) == [answer for (answer,) in asked]


@fuzz
@given(conditions)
def test_a_row_is_undecided_only_for_a_reason_or_for_its_bounds(filled: Database, predicate: str) -> None:
    """A predicate without times and nulls of its own is undecided only where something it reads is missing."""
    if "null" in predicate or "at_" in predicate or "1900" in predicate:
        return
    compiled, _ = compile_rules(filled, [as_rule(predicate)], TABLES, as_of=ON)
    for one in compiled:
        lacking = " OR ".join(f"({sql})" for _, sql in one.missing) or "FALSE"
        assert filled.rows(f"SELECT count(*) FROM fuzzed WHERE ({one.require_sql}) IS NULL AND NOT ({lacking})") == [
            (0,)
        ]


def test_a_tree_too_deep_for_its_reader_is_told_as_such(database: Database) -> None:
    (tree,) = syntax.trees(database, ["case when a then " * 400 + "a" + " end" * 400])
    assert tree["error"] or tree["statements"]
