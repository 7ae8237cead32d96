"""A compiled rule: parameters by date, law dates, limits in time, reasons, and what it reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tthc_audit.catalog.model import Instrument
from tthc_audit.database import Database
from tthc_audit.facts import TABLES
from tthc_audit.rules import Compiled, Override, Rule, compile_rule, compile_rules

Make = Callable[..., Rule]
ON = date(2026, 6, 1)
DATED = {"days": [{"from": "2017-09-25", "value": 5}, {"from": "2020-01-01", "value": 7.5, "source": "x"}]}
BY_SIGNING = {
    "about": "procedure",
    "law_date": "publication_signed_on",
    "params": DATED,
    "require": "steps_count <= $days",
}


def answers(database: Database, made: Compiled, sql: str, rows: list[dict[str, str]]) -> list[object]:
    """The SQL over rows given as SQL by column."""
    selects = " UNION ALL ".join(
        f"SELECT {i} AS place, "
        + ", ".join(f'CAST({row.get(c.name, "NULL")} AS {c.type.value}) AS "{c.name}"' for c in made.table.columns)
        for i, row in enumerate(rows)
    )
    return [answer for _, answer in database.rows(f"SELECT place, ({sql}) FROM ({selects}) ORDER BY place")]


def test_the_value_in_force_on_the_law_date_is_used(database: Database, make_rule: Make) -> None:
    made = compile_rule(database, make_rule(**BY_SIGNING), TABLES["procedure"], as_of=ON)
    days = ["2017-09-24", "2017-09-25", "2019-12-31", "2020-01-01", "2026-01-01"]
    rows = [{"steps_count": "6", "publication_signed_on": f"'{day}'"} for day in days] + [{"steps_count": "6"}]
    assert answers(database, made, made.require_sql, rows) == [None, False, False, True, True, None]


def test_an_undecided_row_names_the_law_date_or_the_parameter_that_is_missing(
    database: Database, make_rule: Make
) -> None:
    made = compile_rule(database, make_rule(**BY_SIGNING), TABLES["procedure"], as_of=ON)
    assert [name for name, _ in made.missing] == ["$days", "publication_signed_on", "steps_count"]
    rows = [
        {"publication_signed_on": "'2017-01-01'", "steps_count": "1"},
        {"steps_count": "1"},
        {"publication_signed_on": "'2021-01-01'"},
    ]
    reasons = [answers(database, made, sql, rows) for _, sql in made.missing]
    assert reasons == [[True, False, False], [False, True, False], [False, False, True]]


def test_by_default_the_law_of_the_day_of_the_audit_is_used(database: Database, make_rule: Make) -> None:
    rule = make_rule(params=DATED, require="steps_count <= $days")
    for day, expected in ((date(2016, 1, 1), None), (date(2018, 1, 1), False), (ON, True)):
        made = compile_rule(database, rule, TABLES["case"], as_of=day)
        assert answers(database, made, made.require_sql, [{"steps_count": "6"}]) == [expected]


def test_a_profile_s_value_replaces_all_dates(database: Database, make_rule: Make) -> None:
    override = Override("warning", {"days": Decimal(3)})
    made = compile_rule(database, make_rule(**BY_SIGNING), TABLES["procedure"], as_of=ON, override=override)
    rows = [{"steps_count": "3", "publication_signed_on": "'2000-01-01'"}, {"steps_count": "3"}, {"steps_count": "4"}]
    assert answers(database, made, made.require_sql, rows) == [True, True, False]
    assert made.severity == "warning"
    assert [name for name, _ in made.missing] == ["steps_count"]


@pytest.mark.parametrize(
    ("value", "predicate", "expected"),
    [
        ("citizen", "procedure_kind = $p", True),
        ("2025-07-01", "$as_of > $p", True),
        (True, "flow_sound = $p", True),
        (["citizen", "x"], "procedure_kind in $p", True),
        (-2.5, "steps_count > $p", True),
        (0.1, "steps_count * $p = 0.3", True),
    ],
)
def test_parameters_of_every_kind_can_be_used(
    database: Database, make_rule: Make, value: object, predicate: str, expected: object
) -> None:
    rule = make_rule(params={"p": [{"from": "2020-01-01", "value": value}]}, require=predicate)
    row = {"procedure_kind": "'citizen'", "flow_sound": "TRUE", "steps_count": "3"}
    made = compile_rule(database, rule, TABLES["case"], as_of=ON)
    assert answers(database, made, made.require_sql, [row]) == [expected]
    early = compile_rule(database, rule, TABLES["case"], as_of=date(2019, 1, 1))
    assert answers(database, early, early.require_sql, [row]) == [None]


def test_outside_its_time_a_rule_is_stale_and_applies_to_nothing(database: Database, make_rule: Make) -> None:
    rule = make_rule(in_force={"from": "2025-07-01", "to": "2026-06-30"})
    for day, stale in (
        (date(2025, 6, 30), True),
        (date(2025, 7, 1), False),
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
    ):
        made = compile_rule(database, rule, TABLES["case"], as_of=day)
        assert made.stale is stale
        assert answers(database, made, made.applies_sql, [{}]) == [not stale]


def test_with_a_law_date_each_row_is_judged_by_its_own_day(database: Database, make_rule: Make) -> None:
    rule = make_rule(**BY_SIGNING | {"in_force": {"from": "2018-01-01", "to": "2019-12-31"}})
    made = compile_rule(database, rule, TABLES["procedure"], as_of=ON)
    days = ["'2017-12-31'", "'2018-01-01'", "'2019-12-31'", "'2020-01-01'", "NULL"]
    rows = [{"publication_signed_on": day} for day in days]
    assert answers(database, made, made.applies_sql, rows) == [False, True, True, False, None]
    assert not made.stale


def test_a_lapsed_basis_makes_a_rule_stale(database: Database, make_rule: Make) -> None:
    rule = make_rule(legal_basis=[{"document": "61/2018/NĐ-CP", "verified": True}])
    acts = {"61/2018/NĐ-CP": Instrument(number="61/2018/NĐ-CP", in_force_to=date(2025, 6, 30))}
    assert compile_rule(database, rule, TABLES["case"], as_of=ON, instruments=acts).stale
    assert not compile_rule(database, rule, TABLES["case"], as_of=date(2025, 6, 30), instruments=acts).stale
    assert not compile_rule(database, rule, TABLES["case"], as_of=ON, instruments={}).stale


def test_the_law_s_time_limits_rows_by_their_law_date(database: Database, make_rule: Make) -> None:
    rule = make_rule(**BY_SIGNING | {"legal_basis": [{"document": "a"}, {"document": "b"}]})
    acts = {
        "a": Instrument(number="a", in_force_from=date(2010, 1, 1), in_force_to=date(2014, 12, 31)),
        "b": Instrument(number="b", in_force_from=date(2020, 1, 1)),
    }
    made = compile_rule(database, rule, TABLES["procedure"], as_of=ON, instruments=acts)
    rows = [{"publication_signed_on": day} for day in ("'2009-12-31'", "'2014-12-31'", "'2018-01-01'", "'2020-01-01'")]
    assert answers(database, made, made.applies_sql, rows) == [False, True, False, True]


def test_what_a_rule_reads_is_told_sorted(database: Database, make_rule: Make) -> None:
    made = compile_rule(
        database,
        make_rule(
            applies_when="limit_text is null and statutory_max is not null",
            require="at_most(worst, statutory) or steps_count > 3",
            message={"vi": "{case_name}: {worst}, {as_of}", "en": "{worst} {case_name} {as_of}"},
            remedy={"vi": "{limit_unit}", "en": "{limit_unit}"},
        ),
        TABLES["case"],
        as_of=ON,
    )
    assert made.used == (
        "limit_text", "statutory_days", "statutory_max", "statutory_min", "steps_count", "worst_days", "worst_max",
        "worst_min",
    )  # fmt: skip
    assert [name for name, _ in made.missing] == ["limit_text", "statutory", "statutory_max", "steps_count", "worst"]
    assert made.shown == ("case_name", "limit_unit", "worst_days", "worst_max", "worst_min")
    assert made.shown_params == (("as_of", "DATE '2026-06-01'"),)
    assert made.law_date_sql == "DATE '2026-06-01'"


@pytest.mark.parametrize(
    ("predicate", "derives"),
    [
        ("limit_stated", False),
        ("steps_count > 1", True),
        ("at_most(statutory, worst)", True),
        ("worst_max is null", True),
    ],
)
def test_a_rule_over_the_steps_is_known_to_derive_from_them(
    database: Database, make_rule: Make, predicate: str, *, derives: bool
) -> None:
    made = compile_rule(database, make_rule(require=predicate), TABLES["case"], as_of=ON)
    assert made.derives_from_steps is derives


def test_what_is_wrong_with_one_rule_does_not_stop_the_others(database: Database, make_rule: Make) -> None:
    bad = make_rule(require="nope", applies_when="1 / 0 = 1")
    good = make_rule()
    made, problems = compile_rules(database, [bad, good], TABLES, as_of=ON)
    assert [one.rule for one in made] == [good]
    assert [p.pointer for p in problems] == ["/applies_when", "/require"]


def test_a_column_is_a_reason_only_where_its_own_condition_is_undecided(database: Database, make_rule: Make) -> None:
    made = compile_rule(
        database,
        make_rule(applies_when="limit_kind is null or limit_kind = 'result'", require="at_most(worst, statutory)"),
        TABLES["case"],
        as_of=ON,
    )
    known = {"worst_min": "480", "worst_max": "960", "statutory_min": "500", "statutory_max": "500"}
    reasons = {name: answers(database, made, sql, [known, {}]) for name, sql in made.missing}
    assert reasons == {"limit_kind": [False, False], "statutory": [False, True], "worst": [False, True]}
