"""The few calls that a script, or the command line, needs: check, report, facts, draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from tthc_audit.catalog import lists as registers
from tthc_audit.catalog import repository
from tthc_audit.catalog.loading import Loaded, load
from tthc_audit.catalog.model import Procedure
from tthc_audit.catalog.register_told import Told
from tthc_audit.database import parquet
from tthc_audit.diagram.forms import Form, Paper
from tthc_audit.engine import places, publication, run, surveying, terms, waivers
from tthc_audit.engine.surveying import calendar_of
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts import TABLES
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.picture import picture
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.table import Table
from tthc_audit.facts.wanted import EVERYTHING
from tthc_audit.i18n import Lang, problem_words
from tthc_audit.report.forms import PAGES, Wanted
from tthc_audit.results import Audit, Error, Notice, Value, Words
from tthc_audit.rules import basis, selection
from tthc_audit.rules.examples import run_examples
from tthc_audit.verdict import exit_code
from tthc_audit.worktime.calendar import Calendar

Tell = Callable[[str, int, int], None]
REPORTED = ("procedure", "case", "citation", "target", "target_total")
"""The tables whose rows a report shows."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of a fact table, their day, what was left out because it does not load, and what is odd."""

    table: Table
    as_of: date
    rows: list[dict[str, Value]]
    errors: tuple[Error, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How an audit is run. ``as_of`` is the day of the audit, by default that of the catalogue, else today.

    ``beside`` is a second language for the headings of a report, written small.
    """

    as_of: date | None = None
    rules: tuple[Path, ...] = ()
    profile: str = "default"
    lang: Lang = "vi"
    progress: Tell | None = None
    beside: Lang | None = None


def check(paths: Sequence[Path], options: Options, *, lines: Literal["all", "failures"] = "all") -> Audit:
    """Judge what loads by the rules that can be read; what cannot is told in ``errors``.

    ``lines``: which findings get line and column. Raises ``AuditError`` where nothing can be judged: no procedure,
    a profile that cannot be used.
    """
    return _audit(load(paths, progress=_loading(options)), options, (), flows=False, lines=lines, partial=True)


def audit(catalog: Path, options: Options, *, partial: bool = False) -> Audit:
    """Judge a catalogue with everything that a report shows.

    Raises ``AuditError`` with every problem where a file does not load, unless ``partial``.
    """
    loaded = whole((catalog,), options, partial=partial)
    return _audit(loaded, options, REPORTED, flows=True, lines="all", partial=partial)


def report(
    catalog: Path, folder: Path, options: Options, *, partial: bool = False, wanted: Wanted = PAGES
) -> tuple[Audit, Path]:
    """Write the inspection report of a catalogue in the forms wanted; returns the audit and the file to open first."""
    from tthc_audit.report.forms import write

    found = audit(catalog, options, partial=partial)
    return found, write(found, folder, options.lang, wanted, tail=options.beside, tell=options.progress)[0]


def whole(paths: Sequence[Path], options: Options, *, partial: bool) -> Loaded:
    """A catalogue that loads; raises ``AuditError`` with every problem where it does not, unless ``partial``."""
    loaded = load(paths, progress=_loading(options))
    if loaded.problems and not (partial and loaded.procedures):
        raise AuditError(*loaded.problems)
    return loaded


def _loading(options: Options) -> Callable[[int, int], None] | None:
    tell = options.progress
    return None if tell is None else lambda done, total: tell("load", done, total)


def _pairs(loaded: Loaded) -> list[tuple[Procedure, str]]:
    return [(p.procedure, p.file) for p in loaded.procedures]


def _files(loaded: Loaded) -> dict[str, Path]:
    """The file behind each name that places use."""
    return {p.file: p.path for p in loaded.procedures} | {"catalog.json": loaded.root / "catalog.json"}


def survey_of(loaded: Loaded, options: Options) -> Survey:
    """What the facts are measured against."""
    return surveying.survey_of(loaded, options.as_of, terms.of(*selection.usable(options.profile, options.rules)[0]))


def _audit(
    loaded: Loaded,
    options: Options,
    tables: Sequence[str],
    *,
    flows: bool,
    lines: Literal["all", "failures"],
    partial: bool,
) -> Audit:
    if flows:
        selected, overrides = selection.chosen(options.profile, options.rules)
        unread: tuple[Problem, ...] = ()
    else:
        (selected, overrides), unread = selection.usable(options.profile, options.rules)
    survey = surveying.survey_of(loaded, options.as_of, terms.of(selected, overrides))
    pairs = _pairs(loaded)
    plan = run.prepare(selected, overrides, loaded.instruments, survey)
    files = _files(loaded)
    errors = places.of_problems([*loaded.problems, *plan.wrong_scopes, *unread, *plan.problems], files)
    if (errors and not partial) or (plan.problems and flows):
        raise AuditError(*errors)
    wanted = EVERYTHING if tables or flows else plan.wanted
    whole = Audit(
        name=loaded.name,
        as_of=survey.as_of,
        inputs=loaded.inputs,
        errors=tuple(_error(p, options.lang) for p in errors),
        rules=(),
        findings=(),
        notices=(*loaded.notices, *_day_notices(loaded, options, survey)),
        flows={p.key: picture(Measured(p, file, survey)) for p, file in pairs} if flows else {},
        agencies={a.id: a.name for a in loaded.agencies.values()},
        sources={p.procedure.key: p.file for p in loaded.procedures},
        names={p.procedure.key: p.procedure.name for p in loaded.procedures},
        meanings=_meanings(),
        owner=loaded.settings.owner,
        level=loaded.settings.level,
        within=repository.within(loaded.root),
    )
    instruments, accepted, as_of, everything = loaded.instruments, loaded.waivers, survey.as_of, loaded.whole
    registers, told = loaded.registers, Told()
    with run.measure(
        survey, pairs, calendar_of(loaded), plan, wanted, registers=registers, told=told, tell=options.progress
    ) as db:
        # The documents of thousands of procedures are not needed any more: findings take their place in memory.
        del loaded, survey, pairs
        judged = run.judge(db, plan, instruments, tell=options.progress)
        rows = {name: run.table_rows(db, name) for name in tables}
        rows |= publication.figures(db) if tables and registers else {}
        noticed = run.conversions(db)
    findings, of_waivers = waivers.apply(judged.findings, accepted, as_of, whole=everything)
    return replace(
        whole,
        errors=(*whole.errors, *(_error(p, options.lang) for p in told.problems)),
        rules=judged.rules,
        findings=places.of_findings(
            findings, files, undecided=lines == "all", by_line=frozenset(r.shown for r in registers)
        ),
        notices=(*whole.notices, *told.notices, *noticed, *judged.notices, *of_waivers),
        rule_failed=judged.rule_failed,
        tables=rows,
    )


def _meanings() -> dict[str, Words]:
    return {
        f"{table.name}.{name}": table.meaning(name)
        for table in TABLES.values()
        for name in (*table.by_name, *sorted(table.stems))
    }


def _day_notices(loaded: Loaded, options: Options, survey: Survey) -> tuple[Notice, ...]:
    """What must be known of the day of the audit: that nobody stated it, that its calendar is not issued."""
    told = []
    if not (options.as_of or loaded.settings.as_of):
        told.append(Notice("engine.as_of_today", {"day": survey.as_of}))
    if calendar_of(loaded).is_working(survey.as_of) is None:
        told.append(Notice("engine.calendar_missing", {"year": str(survey.as_of.year)}))
    return tuple(told)


def _error(problem: Problem, lang: Lang) -> Error:
    message, hint = problem_words(lang, problem)
    return Error(problem.file, problem.line, problem.column, problem.pointer, message, hint)


def facts(paths: Sequence[Path], table: str, options: Options, *, partial: bool = False) -> Facts:
    """The rows of one fact table of a catalogue.

    Raises ``AuditError`` with every problem where a file does not load, unless ``partial``.
    """
    loaded = whole(paths, options, partial=partial)
    survey = survey_of(loaded, options)
    plan = run.prepare((), {}, loaded.instruments, survey)
    errors = places.of_problems([*loaded.problems, *plan.wrong_scopes], _files(loaded))
    if errors and not partial:
        raise AuditError(*errors)
    told = Told()
    with run.measure(
        survey, _pairs(loaded), calendar_of(loaded), plan, EVERYTHING.with_only(table),
        registers=loaded.registers, told=told, every_duty=True, tell=options.progress,
    ) as db:  # fmt: skip
        rows = run.table_rows(db, table)
    return Facts(
        TABLES[table],
        survey.as_of,
        rows,
        tuple(_error(p, options.lang) for p in (*errors, *told.problems)),
        tuple(told.notices),
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
    found = _audit(loaded, options, tables, flows=True, lines="failures", partial=False)
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
