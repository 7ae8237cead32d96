"""Rules over a small table: the four outcomes, their counts, and a rule that cannot be worked out on every row."""

from datetime import date
from decimal import Decimal

import pytest
from support.measured import survey

from tthc_audit.catalog.model import Limit, Procedure
from tthc_audit.engine import run
from tthc_audit.results import LegalBasis, Words
from tthc_audit.rules import predicate
from tthc_audit.rules.model import Examples, Rule
from tthc_audit.worktime.calendar import Calendar


def rule(identity="a/b", **stated):
    told = {
        "about": "procedure",
        "require": "annual > 1",
        "severity": "violation",
        "message": Words("{procedure}", "{procedure}"),
        "legal_basis": (LegalBasis("63/2010/NĐ-CP", "Điều 8", verified=True),),
        "examples": Examples(),
        "title": Words("Tên", "Title"),
        "addressee": "publisher",
    } | stated
    return Rule(id=identity, file=f"{identity}.json", source=b"{}", **told)


DAY = Limit(value=Decimal(1), unit="working_day")
PROCEDURES = [
    (Procedure(code="1.000001", time_limit=DAY, name="Một", field="Đất đai", dossier_sets=1), "1.json"),
    (Procedure(code="1.000002", time_limit=DAY, name="Hai", field="Hộ tịch", dossier_sets=2), "2.json"),
    (Procedure(code="1.000003", time_limit=DAY, name="Ba", dossier_sets=3), "3.json"),
    (Procedure(code="x", time_limit=DAY, name="Bốn", field="Hộ tịch"), "4.json"),
]


def judged(*rules, as_of=date(2026, 10, 15)):
    registers = survey(as_of=as_of, procedures={p.key: p for p, _ in PROCEDURES})
    instruments = {"63/2010/NĐ-CP": registers.instrument("63/2010/NĐ-CP")}
    plan = run.prepare(rules, {}, instruments, registers)
    assert not plan.problems
    with run.measure(registers, PROCEDURES, Calendar.load(), plan, plan.wanted) as db:
        return run.judge(db, plan, instruments)


def test_a_row_passes_fails_is_undecided_or_not_spoken_of():
    found = judged(rule(applies_when="field = 'Hộ tịch'", require="code_standard"))
    (told,) = found.rules
    assert (told.passed, told.failed, told.unknown, told.not_applicable) == (1, 1, 1, 1)
    assert told.applicable == 3
    outcomes = {f.procedure: (f.outcome, f.severity) for f in found.findings}
    assert outcomes == {"x": ("fail", "violation"), "1.000003": ("unknown", "violation")}
    assert next(f.reasons for f in found.findings if f.outcome == "unknown") == ("field",)


def test_a_basis_that_was_not_verified_only_warns():
    loose = rule(require="code_standard", legal_basis=(LegalBasis("63/2010/NĐ-CP", "Điều 8", verified=False),))
    assert {f.severity for f in judged(loose).findings} == {"warning"}


def test_a_duty_of_officials_is_never_laid_at_a_procedure_s_door():
    assert {f.severity for f in judged(rule(require="code_standard", addressee="official")).findings} == {"warning"}


def test_a_rule_before_its_law_speaks_of_nothing_and_is_stale():
    (told,) = judged(rule(require="code_standard"), as_of=date(2009, 1, 1)).rules
    assert told.stale
    assert told.applicable == 0


@pytest.mark.parametrize("others", [0, 2])
def test_a_rule_that_cannot_be_worked_out_is_unknown_on_those_rows_and_told(others, monkeypatch):
    monkeypatch.setattr(predicate, "DIGITS", 1000)
    n = "999999999999999999"
    overflowing = f"case when code_standard then statutory_min * statutory_min * statutory_min * statutory_min * {n} * {n} * {n} >= 0 else false end"
    rest = [rule(f"a/fine{i}", require="code_standard") for i in range(others)]
    found = judged(rule("a/huge", require=overflowing), *rest)
    huge = next(r for r in found.rules if r.id == "a/huge")
    assert (huge.passed, huge.failed, huge.unknown) == (0, 1, 3)
    assert found.rule_failed
    assert [(n.key, n.values) for n in found.notices] == [("engine.rule_failed", {"rule": "a/huge"})]
    assert all(r.failed == 1 and r.unknown == 0 for r in found.rules if r.id != "a/huge")


def test_findings_come_in_one_order_by_procedure_then_gravest_first():
    found = judged(
        rule("a/hint", severity="suggestion", require="code_standard"), rule("z/grave", require="code_standard")
    ).findings
    assert [(f.procedure, f.rule) for f in found] == [("x", "z/grave"), ("x", "a/hint")]
