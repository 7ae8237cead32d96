"""One audit from files to findings: what ``check``, ``report`` and ``draw`` have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from tthc_audit.catalog import repository
from tthc_audit.catalog.loading import Loaded, load
from tthc_audit.catalog.model import Procedure
from tthc_audit.catalog.register_told import Told
from tthc_audit.catalog.revision import Revision
from tthc_audit.engine import places, publication, run, settling, surveying, terms, updates
from tthc_audit.engine.since import judge_since
from tthc_audit.engine.surveying import calendar_of
from tthc_audit.engine.touched import touched
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts import TABLES
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.picture import picture
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.wanted import EVERYTHING
from tthc_audit.i18n import Lang, problem_words
from tthc_audit.results import Audit, Error, Flow, Notice, Words
from tthc_audit.rules import selection

Tell = Callable[[str, int, int], None]


_DRAWN = 5
"""Of a change no more flows are brought along to be drawn."""


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


def whole(paths: Sequence[Path], options: Options, *, partial: bool) -> Loaded:
    """What is under the paths.

    Raises ``AuditError`` with every problem where a file does not load, unless ``partial``.
    """
    loaded = load(paths, progress=loading(options))
    if loaded.problems and not (partial and loaded.procedures):
        raise AuditError(*loaded.problems)
    return loaded


def loading(options: Options) -> Callable[[int, int], None] | None:
    """What is told while files are read."""
    tell = options.progress
    return None if tell is None else lambda done, total: tell("load", done, total)


def pairs_of(loaded: Loaded) -> list[tuple[Procedure, str]]:
    """The procedures with their files."""
    return [(p.procedure, p.file) for p in loaded.procedures]


def files_of(loaded: Loaded) -> dict[str, Path]:
    """The file behind each name that places use."""
    return {p.file: p.path for p in loaded.procedures} | {
        name: loaded.root / name for name in ("catalog.json", "waivers.json")
    }


def survey_of(loaded: Loaded, options: Options) -> Survey:
    """What the facts are measured against."""
    return surveying.survey_of(loaded, options.as_of, terms.of(*selection.usable(options.profile, options.rules)[0]))


def audited(
    loaded: Loaded,
    options: Options,
    tables: Sequence[str],
    *,
    flows: bool,
    lines: Literal["all", "failures"],
    partial: bool,
    revision: Revision | None = None,
) -> Audit:
    """Measure and judge what was loaded.

    ``tables``: the fact tables whose rows the audit brings; ``flows``: whether it brings the step graphs; ``lines``:
    which findings get line and column; ``partial``: whether errors are told in the audit rather than raised;
    ``revision``: judge only what changed since then, with all that depends on it.
    """
    if flows:
        selected, overrides = selection.chosen(options.profile, options.rules)
        unread: tuple[Problem, ...] = ()
    else:
        (selected, overrides), unread = selection.usable(options.profile, options.rules)
    survey = surveying.survey_of(loaded, options.as_of, terms.of(selected, overrides))
    change = None if revision is None else touched(loaded, revision, selected, options.rules)
    every = pairs_of(loaded)
    pairs = every if change is None else [pair for pair in every if change.measures(pair[0].key)]
    plan = run.prepare(selected, overrides, loaded.instruments, survey)
    if change is not None and change.measured is not None:
        plan = plan.of_parts()
    files = files_of(loaded)
    errors = places.of_problems([*loaded.problems, *plan.wrong_scopes, *unread, *plan.problems], files)
    if (errors and not partial) or (plan.problems and flows):
        raise AuditError(*errors)
    wanted = EVERYTHING if tables or flows else plan.wanted
    if change is not None and loaded.registers:
        wanted = wanted.beside("posting", updates.COLUMNS)
    audit = Audit(
        name=loaded.name,
        as_of=survey.as_of,
        inputs=loaded.inputs,
        errors=tuple(told(p, options.lang) for p in errors),
        rules=(),
        findings=(),
        notices=(*loaded.notices, *_day_notices(loaded, options, survey)),
        flows=_flows(pairs, survey, None if flows else change.changed[:_DRAWN] if change else ()),
        agencies={a.id: a.name for a in loaded.agencies.values()},
        sources={p.key: file for p, file in pairs if change is None or change.shows(p.key)},
        names={p.key: p.name for p, _ in pairs},
        meanings=_meanings(),
        reviews=loaded.reviews,
        owner=loaded.settings.owner,
        level=loaded.settings.level,
        within=repository.within(loaded.root),
        pack=plan.pack,
        since=None if change is None else change.commit,
    )
    instruments, calendar = loaded.instruments, calendar_of(loaded)
    every_one = loaded.whole and (change is None or change.measured is None)
    given = settling.Given(
        loaded.waivers, None if change is None else change.added, None if every_one else {p.key for p, _ in pairs}
    )
    registers, odd = loaded.registers, Told()
    # What the change itself amounts to, beside what it leads to.
    of_change = None if change is None else judge_since(loaded, change.was, survey, selected, overrides)
    with run.measure(
        survey, pairs, calendar, plan, wanted, registers=registers, told=odd, tell=options.progress, beside=every
    ) as db:
        # The documents of thousands of procedures are not needed any more: findings take their place in memory.
        del loaded, survey, pairs, every
        judged = run.judge(db, plan, instruments, tell=options.progress).beside(of_change)
        rows = {name: run.table_rows(db, name) for name in tables}
        rows |= publication.figures(db) if tables and registers else {}
        noticed = run.conversions(db)
        stale = updates.updates(db, change.changed) if change and wanted.reads("posting") else ()
    settled = settling.settle(judged, plan, calendar, instruments, given)
    return replace(
        audit,
        errors=(*audit.errors, *(told(p, options.lang) for p in odd.problems)),
        rules=settled.rules,
        findings=places.of_findings(
            settled.findings if change is None else [f for f in settled.findings if change.holds(f)],
            files,
            undecided=lines == "all",
            by_line=frozenset(r.shown for r in registers),
        ),
        notices=(*audit.notices, *odd.notices, *noticed, *settled.notices),
        rule_failed=settled.rule_failed,
        tables=rows,
        updates=stale,
    )


def _flows(pairs: Sequence[tuple[Procedure, str]], survey: Survey, keys: Collection[str] | None) -> dict[str, Flow]:
    """The step graphs of these procedures, ``None`` for all."""
    return {p.key: picture(Measured(p, file, survey)) for p, file in pairs if keys is None or p.key in keys}


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


def told(problem: Problem, lang: Lang) -> Error:
    """A problem in the words of the language."""
    message, hint = problem_words(lang, problem)
    return Error(problem.file, problem.line, problem.column, problem.pointer, message, hint)
