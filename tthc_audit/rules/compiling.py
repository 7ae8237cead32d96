"""A rule turned into SQL over its fact table, with what the engine must know to tell its outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tthc_audit.database import Database, syntax
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts.table import Table
from tthc_audit.results import Severity
from tthc_audit.rules import basis, parameters, place, placeholders, terms
from tthc_audit.rules.basis import Instruments
from tthc_audit.rules.model import AS_OF, NO_OVERRIDE, Override, Period, Rule
from tthc_audit.rules.nodes import Node
from tthc_audit.rules.predicate import LONGEST, Reader
from tthc_audit.rules.terms import Kind, RefusedError, Term, Uses

AS_OF_COLUMN = "$as_of"
"""The column that holds the day of the audit where none was given to ``compile_rule``."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule ready to run over its table.

    ``applies_sql`` and ``require_sql`` are yes-or-no expressions, ``law_date_sql`` is a date, all over the
    columns of ``table``. ``used`` are the columns they read, ``shown`` those that message and remedy need besides
    the parameters ``shown_params`` (name, SQL). ``missing`` pairs each reason for an unknown outcome (a column,
    a stem, or ``$`` and a parameter) with the SQL that is true where it is missing; where none is, the bounds
    do not decide. ``stale``: outside its time on the day of the audit, so it applies to nothing.
    ``derives_from_steps``: a column it reads comes from the step graph.
    """

    rule: Rule
    table: Table
    severity: Severity
    stale: bool
    applies_sql: str
    require_sql: str
    law_date_sql: str
    used: tuple[str, ...]
    shown: tuple[str, ...]
    shown_params: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]
    derives_from_steps: bool


def compile_rules(
    database: Database,
    rules: Sequence[Rule],
    tables: Mapping[str, Table],
    *,
    as_of: date | None,
    overrides: Mapping[str, Override] | None = None,
    instruments: Instruments | None = None,
) -> tuple[tuple[Compiled, ...], tuple[Problem, ...]]:
    """Compile rules in their order, and tell everything that is wrong with the others.

    ``overrides`` come from a profile, by rule id; ``instruments`` limit each rule to the time of its law.
    Without ``as_of`` the day of the audit is read from a column of that name (``AS_OF_COLUMN``), and neither the
    rule's time nor its law's limits it: so its examples are run.
    """
    texts = [text for rule in rules for text in (rule.applies_when, rule.require)]
    trees = syntax.trees(database, [text if _readable(text) is None else "" for text in texts])
    done: list[Compiled] = []
    problems: list[Problem] = []
    for i, rule in enumerate(rules):
        override = (overrides or {}).get(rule.id, NO_OVERRIDE)
        compiler = _Compiler(rule, tables[rule.about], override, as_of, instruments or {})
        compiled = compiler.compile(trees[2 * i], trees[2 * i + 1])
        problems.extend(compiler.problems)
        if compiled is not None:
            done.append(compiled)
    return tuple(done), tuple(problems)


def compile_rule(
    database: Database,
    rule: Rule,
    table: Table,
    *,
    as_of: date | None,
    override: Override = NO_OVERRIDE,
    instruments: Instruments | None = None,
) -> Compiled:
    """Compile one rule as ``compile_rules`` does; raises ``AuditError`` with everything that is wrong."""
    compiled, problems = compile_rules(
        database,
        [rule],
        {rule.about: table},
        as_of=as_of,
        overrides={rule.id: override},
        instruments=instruments,
    )
    if problems:
        raise AuditError(*problems)
    return compiled[0]


class _Compiler:
    """One rule on its way to SQL; what is wrong with it gathers in ``problems``."""

    def __init__(
        self, rule: Rule, table: Table, override: Override, as_of: date | None, instruments: Instruments
    ) -> None:
        self.problems: list[Problem] = []
        self._rule = rule
        self._table = table
        self._override = override
        self._as_of = as_of
        self._today = Term(f'"{AS_OF_COLUMN}"', Kind.DATE) if as_of is None else terms.literal(as_of)
        self._limits = _limits(rule, instruments) if as_of is not None else ()
        self._applying = Uses()
        self._requiring = Uses()

    def compile(self, applies_tree: Node, require_tree: Node) -> Compiled | None:
        """The compiled rule, or nothing where a problem was found."""
        law_date = self._law_date()
        params = parameters.of_rule(self._rule, self._override, law_date, self._today)
        applies = self._condition("applies_when", self._rule.applies_when, applies_tree, params, self._applying)
        require = self._condition("require", self._rule.require, require_tree, params, self._requiring)
        self.problems.extend(placeholders.problems(self._rule, self._table))
        if self.problems or applies is None or require is None:
            return None
        shown, shown_params = placeholders.needed(self._rule, self._table)
        limited = self._limited(law_date)
        applies = f"({limited} AND {applies})" if limited else applies
        read = _read(self._applying) | _read(self._requiring)
        if self._rule.law_date != AS_OF:
            read = read | {self._rule.law_date}
        return Compiled(
            rule=self._rule,
            table=self._table,
            severity=self._override.severity or self._rule.severity,
            stale=limited == "FALSE",
            applies_sql=applies,
            require_sql=require,
            law_date_sql=law_date.sql,
            used=tuple(sorted(read)),
            shown=shown,
            shown_params=tuple((name, params[name].sql) for name in shown_params),
            missing=self._missing(applies, law_date, params, dated=bool(limited)),
            derives_from_steps=any(self._table.column(name).from_steps for name in read),
        )

    def _law_date(self) -> Term:
        name = self._rule.law_date
        return self._today if name == AS_OF else Term(f'"{name}"', Kind.DATE)

    def _condition(self, key: str, text: str, tree: Node, params: Mapping[str, Term], uses: Uses) -> str | None:
        reader = Reader(text, self._table, params, uses)
        try:
            if unreadable := _readable(text):
                raise unreadable
            return reader.condition(tree)
        except RefusedError as refused:
            for one in sorted([refused, *reader.also], key=lambda one: one.offset):
                found = place.in_text(self._rule, f"/{key}", one.offset, f"rules.{one.key}", one.values)
                self.problems.append(found)
            return None

    def _limited(self, law_date: Term) -> str:
        """The condition that the law date is within the rule's time and its law's; empty where nothing limits it."""
        if self._as_of is not None and self._rule.law_date == AS_OF:
            inside = all(any(period.holds(self._as_of) for period in limit) for limit in self._limits)
            return "" if inside else "FALSE"
        conditions = [" OR ".join(_within(law_date, period) for period in limit) for limit in self._limits]
        return " AND ".join(f"({condition})" for condition in conditions)

    def _missing(
        self, applies: str, law_date: Term, params: Mapping[str, Term], *, dated: bool
    ) -> tuple[tuple[str, str], ...]:
        """Why a row is undecided: what lacks to tell whether the rule applies, or else whether it is kept."""
        found: dict[str, list[str]] = {}
        for uses, undecided, limited in (
            (self._applying, f"({applies}) IS NULL", dated),
            (self._requiring, f"({applies})", False),
        ):
            for name, lacks in self._lacking(uses, law_date, params, limited=limited).items():
                found.setdefault(name, []).append(f"({undecided} AND {lacks})")
        return tuple((name, f"({' OR '.join(ways)})") for name, ways in sorted(found.items()))

    def _lacking(self, uses: Uses, law_date: Term, params: Mapping[str, Term], *, limited: bool) -> dict[str, str]:
        found = {name: f'"{name}" IS NULL' for name in uses.columns | uses.tested}
        found |= {stem: f'("{stem}_min" IS NULL OR "{stem}_max" IS NULL)' for stem in uses.stems}
        by_date = uses.params - {AS_OF} - set(self._override.params)
        if self._rule.law_date != AS_OF and (by_date or limited):
            found[self._rule.law_date] = f"{law_date.sql} IS NULL"
        found |= {f"${name}": f"({law_date.sql} IS NOT NULL AND {params[name].sql} IS NULL)" for name in by_date}
        return found


def _read(uses: Uses) -> set[str]:
    """The columns that a condition reads."""
    return uses.columns | uses.tested | {part for stem in uses.stems for part in _parts(stem)}


def _readable(text: str) -> RefusedError | None:
    if len(text) > LONGEST:
        return RefusedError("too_long", LONGEST, longest=LONGEST)
    for i, letter in enumerate(text):
        if (letter < " " and letter not in "\t\n\r") or "\ud800" <= letter <= "\udfff":
            return RefusedError("control_character", i)
    return None


def _limits(rule: Rule, instruments: Instruments) -> tuple[tuple[Period, ...], ...]:
    """Each limit holds where one of its periods does."""
    own = () if rule.in_force == Period() else ((rule.in_force,),)
    by_law = basis.periods(rule, instruments)
    return (*own, by_law) if by_law else own


def _within(law_date: Term, period: Period) -> str:
    sides = []
    if period.first is not None:
        sides.append(f"{law_date.sql} >= {terms.literal(period.first).sql}")
    if period.last is not None:
        sides.append(f"{law_date.sql} <= {terms.literal(period.last).sql}")
    return f"({' AND '.join(sides)})"


def _parts(stem: str) -> tuple[str, str, str]:
    return f"{stem}_min", f"{stem}_max", f"{stem}_days"
