"""The language of predicates: what it lets through, and the sentence for everything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tthc_audit import i18n
from tthc_audit.database import Database
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts import TABLES
from tthc_audit.rules import Compiled, Rule, compile_rule, compile_rules

ON = date(2026, 6, 1)
PARAMS = {
    "days": [{"from": "2017-09-25", "value": 5}],
    "kinds": [{"from": "2017-09-25", "value": ["citizen", "internal"]}],
}
Make = Callable[..., Rule]


def refused(database: Database, rule: Rule) -> Problem:
    with pytest.raises(AuditError) as caught:
        compile_rule(database, rule, TABLES[rule.about], as_of=ON)
    (problem,) = caught.value.problems
    for lang in i18n.LANGS:
        assert all(i18n.problem_words(lang, problem))
    return problem


def compiled(database: Database, rule: Rule) -> Compiled:
    return compile_rule(database, rule, TABLES[rule.about], as_of=ON)


REFUSED = [
    ("step_count > 0", "unknown_column", 1),
    ("Steps_count > 0", "unknown_column", 1),
    ("true and stepscount = 1", "unknown_column", 10),
    ("zzzzzzzzzzzzzzzz = 1", "unlisted_column", 1),
    ('procedure_kind = "citizen"', "unlisted_column", 18),
    ("worst <= 480", "stem_as_column", 1),
    ("worst is null", "stem_as_column", 1),
    ("at_most(worst_max, statutory)", "not_a_time", 9),
    ("at_most(worst, 480)", "not_a_time", 16),
    ("at_most(worst, statutry)", "unknown_time", 16),
    ("at_most(worst)", "arguments", 1),
    ("at_most(a := worst, b := statutory)", "call_form", 1),
    ("$day > 1", "unknown_parameter", 1),
    ("steps_count > ?", "unlisted_parameter", None),
    ("true; true", "two_statements", 7),
    ("true; select 1", "two_statements", 1),
    ("true; drop table case_", "two_statements", 1),
    ("steps_count > 0; steps_count", "two_statements", 18),
    ("", "empty", 1),
    ("-- steps_count > 0", "empty", 1),
    ("steps_count >", "syntax", None),
    ("steps_count > 0)", "syntax", 16),
    ("steps_count > 0, flow_sound", "not_one_expression", 1),
    ("flow_sound as sound", "not_one_expression", 1),
    ("flow_sound from procedure", "not_one_expression", 1),
    ("flow_sound where true", "not_one_expression", 1),
    ("flow_sound limit 1", "not_one_expression", 1),
    ("true union select true", "not_one_expression", 1),
    ("(select true)", "subquery", 1),
    ("exists (select 1)", "subquery", 1),
    ("steps_count in (select 1)", "subquery", None),
    ("steps_count = any([1, 2])", "subquery", 1),
    ("sum(steps_count) over () > 1", "window", 1),
    ("row_number() over (order by case_name) = 1", "window", 1),
    ("count(*) > 1", "aggregate", 1),
    ("max(steps_count) > 1", "aggregate", 1),
    ("* exclude (file)", "star", 1),
    ("columns(*) > 1", "star", None),
    ("steps_count / 2 > 1", "division", 1),
    ("steps_count // 2 > 1", "division", 1),
    ("steps_count % 2 = 1", "division", 1),
    ("coalesce(flow_sound, true)", "stand_in", None),
    ("ifnull(flow_sound, true)", "stand_in", None),
    ("nullif(steps_count, 1) = 1", "stand_in", 1),
    ("try(flow_sound)", "stand_in", None),
    ("today() > $as_of", "varying", 1),
    ("now() is null", "varying", 1),
    ("current_date > $as_of", "varying", 1),
    ("random() > 0.5", "varying", 1),
    ("read_csv('/etc/passwd')", "reads", 1),
    ("contains(read_text('/etc/passwd'), 'root')", "reads", 10),
    ("steps_count::boolean", "cast", 1),
    ("cast(steps_count as boolean)", "cast", 1),
    ("try_cast('2025-01-01' as date) = $as_of", "cast", 1),
    ("'t'::boolean", "cast", None),
    ("case_name collate nocase = 'a'", "collate", 1),
    ("case.case_name = 'a'", "syntax", None),
    ("step.name = 'a'", "qualified", 1),
    ("procedure.code = 'a'", "qualified", 1),
    ("critical_path[1] = 'a'", "inside", 1),
    ("critical_path[1:2] = critical_path", "inside", 1),
    ("contains(list_transform(critical_path, x -> x), 'a')", "unlisted_function", 10),
    ("(lambda x: x)", "lambda", None),
    ("flow_sound is true", "distinct", None),
    ("flow_sound is distinct from true", "distinct", None),
    ("case_name like 'a%'", "unknown_operator", None),
    ("case_name || 'a' = 'ba'", "unknown_operator", None),
    ("regexp_matches(case_name, 'a')", "unlisted_function", 1),
    ("lowr(case_name) = 'a'", "unknown_function", 1),
    ("main.lower(case_name) = 'a'", "call_form", 1),
    ("length(distinct case_name) = 1", "call_form", 1),
    ("length(case_name) filter (where true) = 1", "call_form", 1),
    ("{'a': 1} is null", "unlisted_function", None),
    ("#1", "not_listed", 1),
    ("steps_count", "wrong_kind", 1),
    ("steps_count and true", "wrong_kind", 1),
    ("not case_name", "wrong_kind", 5),
    ("flow_sound + 1 = 2", "wrong_kind", 1),
    ("length(steps_count) = 1", "wrong_kind", 8),
    ("working_days_between($as_of, case_name) > 1", "wrong_kind", 30),
    ("null", "wrong_kind", 1),
    ("steps_count = 'a'", "unlike", 1),
    ("steps_count in (1, 'a')", "unlike", None),
    ("case_name in (critical_path)", "unlike", None),
    ("critical_path = 'a'", "unlike", 1),
    ("flow_sound > false", "no_order", 1),
    ("critical_path < critical_path", "no_order", 1),
    ("steps_count = null", "compared_with_null", 15),
    ("steps_count in (1, null)", "compared_with_null", 20),
    ("null is null", "compared_with_null", 1),
    ("case when flow_sound then 1 else 'a' end = 1", "case_kinds", 1),
    ("case when flow_sound then null end is null", "case_kinds", 1),
    ("steps_count > 1e3", "number", 15),
    ("steps_count > 1234567890123456789012", "number", 15),
    ("$as_of > '2025-02-30'", "date", 10),
    ("$as_of > date 'hôm qua'", "date", None),
    ("worst_max * worst_max * worst_max > 1", "too_large", 1),
    ("not " * 100 + "flow_sound", "too_deep", None),
    ("not " * 2000 + "flow_sound", "too_deep", None),
    ("flow_sound or " * 1000 + "flow_sound", "too_long", 10_001),
    ("flow_sound\u0000", "control_character", 11),
]


@pytest.mark.parametrize(("predicate", "key", "position"), REFUSED, ids=[repr(r[0][:40]) for r in REFUSED])
def test_what_is_not_in_the_language_is_refused_with_its_place(
    database: Database, make_rule: Make, predicate: str, key: str, position: int | None
) -> None:
    if "\u0000" in predicate or not predicate:
        rule = make_rule(params=PARAMS)
        rule = type(rule)(**{name: getattr(rule, name) for name in rule.__struct_fields__} | {"require": predicate})
    else:
        rule = make_rule(require=predicate, params=PARAMS)
    problem = refused(database, rule)
    assert problem.key == f"rules.{key}"
    assert problem.pointer == "/require"
    assert problem.file == "rules/time/some-rule.json"
    assert (problem.line or 0) > 1
    if position is not None:
        assert problem.values["position"] == position


@pytest.mark.parametrize(
    ("predicate", "near"),
    [
        ("step_count > 0", "steps_count"),
        ("statutry_max > 0", "statutory_max"),
        ("worts is null", "worst"),
        ("starts_wth(case_name, 'a')", "starts_with"),
        ("at_most(wors, statutory)", "worst"),
        ("$dayz > 1", "days"),
    ],
)
def test_a_misspelt_name_is_told_with_the_nearest(
    database: Database, make_rule: Make, predicate: str, near: str
) -> None:
    problem = refused(database, make_rule(require=predicate, params=PARAMS))
    assert problem.values["near"] == near
    assert near in i18n.problem_words("vi", problem)[1]


def test_the_line_and_column_are_those_of_the_word_in_the_file(database: Database, make_rule: Make) -> None:
    rule = make_rule(require="case_name = '\"\\ ệ😀'\n and step_count > 0")
    problem = refused(database, rule)
    line = rule.source.decode().split("\n")[(problem.line or 0) - 1]
    assert line[(problem.column or 0) - 1 :].startswith("step_count")


def test_escaped_letters_in_the_file_do_not_shift_the_column(database: Database, make_rule: Make) -> None:
    rule = make_rule(require="case_name = 'X' and step_count > 0")
    source = rule.source.replace(b"'X'", b"'\\u1ec7\\ud83d\\ude00\\n'")
    fields = {name: getattr(rule, name) for name in rule.__struct_fields__}
    changed = type(rule)(**fields | {"source": source, "require": "case_name = 'ệ😀\n' and step_count > 0"})
    problem = refused(database, changed)
    line = source.decode().split("\n")[(problem.line or 0) - 1]
    assert line[(problem.column or 0) - 1 :].startswith("step_count")


def test_many_brackets_are_read_or_told_as_too_deep(database: Database, make_rule: Make) -> None:
    rule = make_rule(require="(" * 3000 + "flow_sound" + ")" * 3000)
    made, problems = compile_rules(database, [rule], TABLES, as_of=ON)
    assert [one.require_sql for one in made] == ['"flow_sound"'] or [p.key for p in problems] == ["rules.too_deep"]


def test_every_part_that_is_refused_is_told(database: Database, make_rule: Make) -> None:
    rule = make_rule(require="step_count > 0 and (coalesce(flow_sound, true) or steps_count / 2 > 1) and flow_sound")
    _, problems = compile_rules(database, [rule], TABLES, as_of=ON)
    assert [p.key for p in problems] == ["rules.unknown_column", "rules.stand_in", "rules.division"]


def test_a_problem_in_applies_when_is_placed_there(database: Database, make_rule: Make) -> None:
    problem = refused(database, make_rule(applies_when="coalesce(flow_sound, true)"))
    assert (problem.key, problem.pointer) == ("rules.stand_in", "/applies_when")


ACCEPTED = [
    ("true", True),
    ("TRUE AND NOT FALSE", True),
    ("steps_count = 3", True),
    ("steps_count <> 3", False),
    ("steps_count between 1 and 3.5", True),
    ("steps_count not between 1 and 3", False),
    ("steps_count in (1, 2, 3)", True),
    ("steps_count not in (1, 2)", True),
    ("steps_count + 1 - 2 * 3 = -2", True),
    ("-steps_count = -3", True),
    ("+steps_count = 3", True),
    ("worst_max * 0.5 = 240", True),
    ("worst_max = 480.0000", True),
    ("steps_count * 1.5 = 4.5", True),
    ("999999999999 * 999999999999 > 1", True),
    ("procedure_kind = 'citizen'", True),
    ("procedure_kind = 'it''s; -- /*'", False),
    ("procedure_kind in $kinds", True),
    ("contains($kinds, procedure_kind)", True),
    ("contains(critical_path, 'b')", True),
    ("contains(procedure_name, 'sinh')", True),
    ("starts_with(procedure_name, 'Đăng')", True),
    ("lower(procedure_name) = 'đăng ký khai sinh'", True),
    ("length(procedure_name) = 17", True),
    ("list_length(critical_path) = 2", True),
    ("length(critical_path) = 2", True),
    ("case_name is null", True),
    ("case_name is not null", False),
    ("case_name = 'a'", None),
    ("case_name = 'a' or true", True),
    ("case_name = 'a' and false", False),
    ("not (case_name = 'a')", None),
    ("case when flow_sound then null else true end", None),
    ("case when flow_sound then steps_count end = 3", True),
    ("case procedure_kind when 'citizen' then true else false end", True),
    ("steps_count > $days - 3", True),
    ("$as_of = date '2026-06-01'", True),
    ("$as_of >= '2026-06-01'", True),
    ("$as_of between '2026-01-01' and '2026-12-31'", True),
    ("$as_of in ('2026-06-01')", True),
    ("calendar_days_between(date '2026-05-29', $as_of) = 3", True),
    ("working_days_between('2026-05-29', $as_of) = 1", True),
    ("working_days_between('1990-01-01', $as_of) = 1", None),
    ("share_at_least(steps_count, 6, 0.5)", True),
    ("share_at_least(steps_count, 7, 0.5)", False),
    ("at_most(worst, statutory)", True),
    ("at_least(worst, statutory)", False),
    ("at_most(worst, committed)", None),
    ("/* a note */ flow_sound -- and a half", True),
    ("flow_sound;", True),
    ("((flow_sound))", True),
]


@pytest.mark.parametrize(("predicate", "expected"), ACCEPTED)
def test_what_is_in_the_language_means_what_it_says(
    database: Database, make_rule: Make, predicate: str, *, expected: bool | None
) -> None:
    made = compiled(database, make_rule(require=predicate, params=PARAMS))
    values = {
        "steps_count": "CAST(3 AS BIGINT)",
        "flow_sound": "TRUE",
        "procedure_kind": "'citizen'",
        "procedure_name": "'Đăng ký khai sinh'",
        "critical_path": "['a', 'b']",
        "worst_min": "CAST(480 AS DECIMAL(38,4))",
        "worst_max": "CAST(480 AS DECIMAL(38,4))",
        "statutory_min": "CAST(960 AS DECIMAL(38,4))",
        "statutory_max": "CAST(960 AS DECIMAL(38,4))",
    }
    row = ", ".join(
        f'{values.get(column.name, f"CAST(NULL AS {column.type.value})")} AS "{column.name}"'
        for column in TABLES["case"].columns
    )
    assert database.rows(f"SELECT typeof(r), r FROM (SELECT {made.require_sql} AS r FROM (SELECT {row}))") == [
        ("BOOLEAN", expected)
    ]


def test_the_text_of_the_author_never_reaches_the_database(database: Database, make_rule: Make) -> None:
    made = compiled(database, make_rule(require="/* hidden */ flow_sound -- words"))
    assert made.require_sql == '"flow_sound"'
