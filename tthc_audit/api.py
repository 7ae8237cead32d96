"""The few calls that a script, or the command line, needs: check, report, facts, draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from tthc_audit.auditing import Options, audited, files_of, loading, pairs_of, survey_of, told, whole
from tthc_audit.catalog import lists as registers
from tthc_audit.catalog.loading import load
from tthc_audit.catalog.register_told import Told
from tthc_audit.database import parquet
from tthc_audit.diagram.forms import Form, Paper
from tthc_audit.engine import places, run
from tthc_audit.engine.surveying import calendar_of
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts import TABLES
from tthc_audit.facts.table import Table
from tthc_audit.facts.wanted import EVERYTHING
from tthc_audit.report.forms import PAGES, Wanted
from tthc_audit.results import Audit, Error, Notice, Value
from tthc_audit.rules import basis, selection
from tthc_audit.rules.examples import run_examples
from tthc_audit.verdict import exit_code
from tthc_audit.worktime.calendar import Calendar

REPORTED = ("procedure", "case", "citation", "overlap", "target", "target_total")
"""The tables whose rows a report shows."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of a fact table, their day, what was left out because it does not load, and what is odd."""

    table: Table
    as_of: date
    rows: list[dict[str, Value]]
    errors: tuple[Error, ...]
    notices: tuple[Notice, ...] = ()


def check(paths: Sequence[Path], options: Options, *, lines: Literal["all", "failures"] = "all") -> Audit:
    """Judge what loads by the rules that can be read; what cannot is told in ``errors``.

    ``lines``: which findings get line and column. Raises ``AuditError`` where nothing can be judged: no procedure,
    a profile that cannot be used.
    """
    return audited(load(paths, progress=loading(options)), options, (), flows=False, lines=lines, partial=True)


def audit(catalog: Path, options: Options, *, partial: bool = False) -> Audit:
    """Judge a catalogue with everything that a report shows.

    Raises ``AuditError`` with every problem where a file does not load, unless ``partial``.
    """
    loaded = whole((catalog,), options, partial=partial)
    return audited(loaded, options, REPORTED, flows=True, lines="all", partial=partial)


def report(
    catalog: Path, folder: Path, options: Options, *, partial: bool = False, wanted: Wanted = PAGES
) -> tuple[Audit, Path]:
    """Write the inspection report of a catalogue in the forms wanted; returns the audit and the file to open first."""
    from tthc_audit.report.forms import write

    found = audit(catalog, options, partial=partial)
    return found, write(found, folder, options.lang, wanted, tail=options.beside, tell=options.progress)[0]


def facts(paths: Sequence[Path], table: str, options: Options, *, partial: bool = False) -> Facts:
    """The rows of one fact table of a catalogue.

    Raises ``AuditError`` with every problem where a file does not load, unless ``partial``.
    """
    loaded = whole(paths, options, partial=partial)
    survey = survey_of(loaded, options)
    plan = run.prepare((), {}, loaded.instruments, survey)
    errors = places.of_problems([*loaded.problems, *plan.wrong_scopes], files_of(loaded))
    if errors and not partial:
        raise AuditError(*errors)
    odd = Told()
    with run.measure(
        survey, pairs_of(loaded), calendar_of(loaded), plan, EVERYTHING.with_only(table),
        registers=loaded.registers, told=odd, every_duty=True, tell=options.progress,
    ) as db:  # fmt: skip
        rows = run.table_rows(db, table)
    return Facts(
        TABLES[table],
        survey.as_of,
        rows,
        tuple(told(p, options.lang) for p in (*errors, *odd.problems)),
        tuple(odd.notices),
    )


def draw(
    file: Path,
    options: Options,
    *,
    form: Form = "svg",
    findings: bool = True,
    time_axis: bool = False,
    case: str | None = None,
    paper: Paper = "none",
) -> tuple[bytes, ...]:
    """The diagram of the one procedure in a file, as the bytes of one file, or of one a page.

    ``findings`` numbers them on the steps; ``time_axis`` draws the steps against days; ``case`` (id or name) leaves
    out what other cases take. Raises ``AuditError`` where nothing can be drawn.
    """
    from tthc_audit.diagram.cases import case_named, of_case
    from tthc_audit.diagram.rendering import drawn, rendered
    from tthc_audit.report.numbering import badges, chapters

    loaded = whole((file,), options, partial=False)
    if len(loaded.procedures) != 1:
        raise AuditError(Problem("engine.one_procedure", {"n": len(loaded.procedures)}, file=file.name))
    tables = ("case", "target") if time_axis else ()
    found = audited(loaded, options, tables, flows=True, lines="failures", partial=False)
    key = loaded.procedures[0].procedure.key
    flow = found.flows[key]
    if not flow.nodes:
        raise AuditError(Problem("diagram.no_steps", {"procedure": key}, file=file.name))
    chosen = None if case is None else case_named(flow, case)
    if chosen is not None:
        flow = of_case(flow, chosen)
    if time_axis:
        from tthc_audit.diagram.time_axis import lay_out_time_axis
        from tthc_audit.report.limits import limit_and_target

        limit, target = limit_and_target(found, key, chosen)
        axis = lay_out_time_axis(flow, options.lang, limit=limit, target=target, case=chosen or "")
        return rendered((axis,), form, paper)
    chapter = next(c for c in chapters(found, options.lang) if c.key == key)
    return drawn(flow, badges(chapter) if findings else {}, options.lang, form=form, paper=paper)


def write_parquet(file: Path, found: Facts) -> None:
    """Write the rows of a fact table as Parquet, replacing what is there."""
    columns = [(c.name, c.type.value) for c in found.table.columns]
    parquet.write(file, columns, ([row[name] for name, _ in columns] for row in found.rows))


def run_examples_of(extra: Sequence[Path], pattern: str | None = None) -> tuple[int, int, tuple[Problem, ...]]:
    """Run the examples of the rules whose id matches ``pattern`` (all by default).

    Returns how many rules and examples were run, and everything that is wrong: an example that comes out
    otherwise, a predicate that cannot be read, a cited act that no register knows.
    """
    readable, unread = selection.readable(extra)
    rules = [r for r in readable if pattern is None or fnmatchcase(r.id, pattern)]
    if not rules and not unread:
        raise AuditError(Problem("engine.no_such_rules", {"pattern": pattern}))
    known = registers.instruments()
    results, problems = run_examples(rules, TABLES, Calendar.load().rows())
    unlisted = [p for rule in rules for p in basis.unknown_instruments(rule, known)]
    return len(rules), len(results), (*unread, *problems, *unlisted)


__all__ = ["Options", "audit", "calendar_of", "check", "exit_code", "report", "survey_of"]
