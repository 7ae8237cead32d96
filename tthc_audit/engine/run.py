"""One audit: facts of a catalogue into the database, every rule over its table, findings out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from tthc_audit.catalog.model import Instrument, Procedure
from tthc_audit.catalog.register_files import RegisterFile
from tthc_audit.catalog.register_told import Told
from tthc_audit.database import Database
from tthc_audit.database import calendar as calendar_macros
from tthc_audit.engine import findings, outcomes, responsible, scopes
from tthc_audit.engine.fingerprints import Fingerprints
from tthc_audit.engine.scopes import Scope
from tthc_audit.errors import Problem
from tthc_audit.facts import OF_VERSIONS, TABLES, build, posting_fill, waiver
from tthc_audit.facts.build import ROW
from tthc_audit.facts.cells import Row
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.wanted import EVERYTHING, Wanted, union
from tthc_audit.results import Finding, Notice, RuleSummary, Value
from tthc_audit.rules import Compiled, Override, Rule, compile_rules
from tthc_audit.worktime.calendar import Calendar

_FEW = 500
"""Procedures whose rows one session goes through faster than two agree on who does what."""
_MANY = 100_000
_CONVERTED = ("mixes_hours_and_days", "uses_calendar_days")
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of a catalogue."""

    rules: tuple[RuleSummary, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    rule_failed: bool

    def beside(self, other: Judged | None) -> Judged:
        """Both together, of rules that are not the same."""
        if other is None:
            return self
        return Judged(
            rules=tuple(sorted((*self.rules, *other.rules), key=lambda rule: rule.id)),
            findings=(*self.findings, *other.findings),
            notices=(*self.notices, *other.notices),
            rule_failed=self.rule_failed or other.rule_failed,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Rules and scopes ready to run; ``problems`` of rules, ``wrong_scopes`` of the catalogue's targets.

    ``pack`` tells the rules, with what the profile changes in them, from any others.
    """

    compiled: tuple[Compiled, ...]
    scopes: tuple[Scope, ...]
    problems: tuple[Problem, ...]
    wrong_scopes: tuple[Problem, ...]
    as_of: date
    pack: str

    def of_parts(self) -> Plan:
        """The plan without the rules about what a catalogue amounts to as a whole: parts do not tell that."""
        kept = tuple(c for c in self.compiled if "procedure" in c.table.names or c.table.after_rules)
        return replace(self, compiled=kept)

    @property
    def wanted(self) -> Wanted:
        """The columns that the rules, their words, and the findings' owners read."""
        read = [(one.table.name, (*one.used, *one.shown, *one.table.carried)) for one in self.compiled]
        read += [("case", scope.compiled.used) for scope in self.scopes]
        return union([*read, ("procedure", responsible.COLUMNS), ("case", _CONVERTED)])


def prepare(
    rules: Sequence[Rule],
    overrides: Mapping[str, Override],
    instruments: Mapping[str, Instrument],
    survey: Survey,
    *,
    versions: bool = False,
) -> Plan:
    """Compile the rules and the targets' scopes for the day of the audit.

    ``versions``: the rules on what changed between two versions; else those on one catalogue.
    """
    rules = [rule for rule in rules if (rule.about in OF_VERSIONS) is versions]
    with Database.open(threads=1) as db:
        compiled, problems = compile_rules(
            db, rules, TABLES, as_of=survey.as_of, overrides=overrides, instruments=instruments
        )
        compiled_scopes, wrong = scopes.compile_scopes(db, survey.targets, survey.as_of)
    return Plan(compiled, compiled_scopes, problems, wrong, survey.as_of, _pack(rules, overrides))


def _pack(rules: Sequence[Rule], overrides: Mapping[str, Override]) -> str:
    digest = hashlib.sha256()
    for rule in sorted(rules, key=lambda r: r.id):
        changed = overrides.get(rule.id)
        params = sorted(changed.params.items()) if changed else []
        digest.update(repr((rule.id, rule.source, changed and changed.severity, params)).encode())
    return digest.hexdigest()[:16]


def measure(
    survey: Survey,
    procedures: Sequence[tuple[Procedure, str]],
    calendar: Calendar,
    plan: Plan,
    wanted: Wanted = EVERYTHING,
    *,
    registers: Sequence[RegisterFile] = (),
    told: Told | None = None,
    every_duty: bool = False,
    tell: Tell | None = None,
    beside: Sequence[tuple[Procedure, str]] | None = None,
) -> Database:
    """A locked database with every fact table filled with the columns that are wanted. Close it.

    What is wrong with ``registers`` is put into ``told``. ``every_duty``: duties to publish are listed where nobody
    looked too, even if no register belongs to the catalogue. ``beside``: all procedures of the catalogue where only
    some are measured, for what is made of pairs of them.
    """
    advance = (lambda done: tell("measure", done, len(procedures))) if tell else (lambda _: None)
    spool = build.measure(survey, procedures, wanted, tell=advance, beside=beside)
    if registers or every_duty:
        db = Database.open()
    else:
        db = Database.open(threads=1, sessions=1 if len(procedures) < _FEW else 2)
    build.fill(db, spool, wanted)
    calendar_macros.define(db, calendar.rows())
    build.fill_targets(db, survey, procedures, scopes.select(db, plan.scopes), wanted)
    if wanted.reads("posting"):
        posting_fill.fill(
            db, survey, wanted=wanted,
            registers=registers, told=told or Told(), every_duty=every_duty or bool(registers),
        )  # fmt: skip
        if beside is not None and len(beside) > len(procedures):
            # Registers are read whole; rows of procedures that are not judged would be counted with the others.
            aside = sorted({p.key for p, _ in beside} - {p.key for p, _ in procedures})
            db.rows("DELETE FROM posting WHERE procedure IN (SELECT unnest(?))", [aside])
    if not (wanted.reads("posting") and _many(db)):
        db.answer_plainly()
    db.lock()
    return db


def _many(db: Database) -> bool:
    """Whether so many places are to be judged that questions repay being optimised."""
    return bool(db.rows("SELECT count(*) > ? FROM posting", [_MANY])[0][0])


def judge(db: Database, plan: Plan, instruments: Mapping[str, Instrument], *, tell: Tell | None = None) -> Judged:
    """Run every rule over its table, save those about what becomes of things when rules run."""
    return _judged(db, tuple(c for c in plan.compiled if not c.table.after_rules), plan.as_of, instruments, tell)


def judge_waivers(rows: Iterable[Row], plan: Plan, calendar: Calendar, instruments: Mapping[str, Instrument]) -> Judged:
    """Run the rules about what became of the waivers, whose rows are known once all others have run."""
    compiled = tuple(c for c in plan.compiled if c.table.after_rules)
    rows = list(rows)
    if not rows:
        return Judged(tuple(_summary(one, outcomes.Counts()) for one in compiled), (), (), rule_failed=False)
    with Database.open(threads=1) as db:
        build.fill_rows(db, waiver.TABLE, rows)
        calendar_macros.define(db, calendar.rows())
        db.answer_plainly()
        db.lock()
        return _judged(db, compiled, plan.as_of, instruments, None)


def _judged(
    db: Database,
    compiled: Sequence[Compiled],
    as_of: date,
    instruments: Mapping[str, Instrument],
    tell: Tell | None,
) -> Judged:
    by_table: dict[str, list[Compiled]] = {}
    for one in compiled:
        by_table.setdefault(one.table.name, []).append(one)
    decided: dict[str, outcomes.Decided] = {}
    failing: list[str] = []
    asked = [partial(outcomes.decide, table=TABLES[table], rules=of_table) for table, of_table in by_table.items()]
    for found, failed in db.together(asked):
        decided |= found
        failing += failed
    return Judged(
        rules=tuple(_summary(one, decided[one.rule.id].counts) for one in compiled),
        findings=tuple(_findings(db, compiled, decided, instruments=instruments, as_of=as_of, tell=tell)),
        notices=tuple(Notice("engine.rule_failed", {"rule": rule}) for rule in sorted(failing)),
        rule_failed=bool(failing),
    )


def table_rows(db: Database, name: str) -> list[dict[str, Value]]:
    """The rows of a fact table as plain values, in their order."""
    columns = [c.name for c in TABLES[name].columns]
    asked = ", ".join(f'"{c}"' for c in columns)
    rows = db.rows(f'SELECT {asked} FROM "{name}" ORDER BY {ROW}')
    return [{c: findings.plain(v) for c, v in zip(columns, row, strict=True)} for row in rows]


def _findings(
    db: Database,
    compiled: Sequence[Compiled],
    decided: Mapping[str, outcomes.Decided],
    *,
    instruments: Mapping[str, Instrument],
    as_of: date,
    tell: Tell | None,
) -> list[Finding]:
    """What fails and what stays undecided, made of the rows of one rule while those of the next are looked up."""
    stated = responsible.facts(db) if any("procedure" in one.table.names for one in compiled) else {}
    fingerprints = Fingerprints()
    twins = {
        name: outcomes.twins(db, TABLES[name])
        for name in sorted({one.table.name for one in compiled if decided[one.rule.id].counts.failed})
    }
    made: list[Finding] = []
    asked = [partial(outcomes.of_interest, compiled=one, decided=decided[one.rule.id]) for one in compiled]
    for number, (one, (failing, groups)) in enumerate(zip(compiled, db.together(asked), strict=True), 1):
        made += findings.failed(
            one,
            failing,
            stated,
            instruments=instruments,
            twins=twins.get(one.table.name, frozenset()),
            fingerprints=fingerprints,
        )
        made += findings.undecided(one, groups, stated, instruments=instruments, as_of=as_of, fingerprints=fingerprints)
        if tell:
            tell("rules", number, len(compiled))
    return sorted(made, key=_order)


_SEVERITIES = {"violation": 0, "warning": 1, "suggestion": 2}


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    """By procedure; fails before undecided; most severe first; then rule and fingerprint."""
    return (
        finding.procedure or "",
        finding.outcome == "unknown",
        _SEVERITIES[finding.severity],
        finding.rule,
        finding.fingerprint,
    )


def _summary(compiled: Compiled, counts: outcomes.Counts) -> RuleSummary:
    rule = compiled.rule
    return RuleSummary(
        id=rule.id,
        title=rule.title,
        severity=compiled.severity,
        addressee=rule.addressee,
        stale=compiled.stale,
        passed=counts.passed,
        failed=counts.failed,
        unknown=counts.unknown,
        not_applicable=counts.not_applicable,
        legal_basis=findings.cited(compiled),
        why=rule.why,
    )


def conversions(db: Database) -> tuple[Notice, ...]:
    """What the times owe to conversions: hours taken as parts of days, calendar days bounded without holidays."""
    mixed, bounded = db.rows(
        "SELECT count(DISTINCT procedure) FILTER (mixes_hours_and_days), "
        'count(DISTINCT procedure) FILTER (uses_calendar_days) FROM "case"'
    )[0]
    found = {"engine.hours_and_days": mixed, "engine.calendar_days": bounded}
    return tuple(Notice(key, {"n": number}) for key, number in found.items() if number)
