"""Two versions of a catalogue compared: what changed, what was cut, which acts a change touches."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tthc_audit.api import Options, calendar_of, survey_of
from tthc_audit.catalog import git
from tthc_audit.catalog.loading import Loaded, load
from tthc_audit.differences import Differences, ProcedureDifference
from tthc_audit.engine import comparing, run
from tthc_audit.engine.comparing import Comparison, Differing
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts.cuts import cuts
from tthc_audit.facts.picture import picture
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.touched import touched
from tthc_audit.results import Notice
from tthc_audit.rules import selection

_REGISTERS = ("agencies.json", "catalog.json", "databases.json", "instruments.json", "waivers.json")


@dataclass(frozen=True, slots=True)
class Side:
    """One version: the folder or file that it is read from, and what outputs call it."""

    path: Path
    name: str


def sides(old: Path, new: Path) -> tuple[Side, Side]:
    """Two paths as versions, named by as much of their ends as tells them apart."""
    one, other = old.absolute().parts, new.absolute().parts
    for length in range(1, max(len(one), len(other)) + 1):
        names = "/".join(one[-length:]), "/".join(other[-length:])
        if names[0] != names[1]:
            return Side(old, names[0]), Side(new, names[1])
    return Side(old, old.name), Side(new, new.name)


@contextmanager
def revisions(path: Path, span: str) -> Iterator[tuple[Side, Side]]:
    """Two versions from the git repository that ``path`` lies in.

    ``A..B``: two revisions; ``A...B``: what B brought since it parted from A; ``A``: from A to the files as they lie
    there now. An empty side is ``HEAD``. Raises ``AuditError`` where there is no such revision.
    """
    found = git.repository(path)
    before, dots, after = span.partition("..")
    parted, after = dots and after.startswith("."), after.removeprefix(".")
    before = before or "HEAD"
    with ExitStack() as stack:
        first = git.commit(found, before)
        if parted:
            first = git.common_ancestor(found, first, git.commit(found, after or "HEAD"))
        old = Side(stack.enter_context(git.checked_out(found, first)), before)
        if dots:
            after = after or "HEAD"
            new = Side(stack.enter_context(git.checked_out(found, git.commit(found, after))), after)
        else:
            new = Side(path, path.name or found.top.name)
        yield old, new


def diff(old: Side, new: Side, options: Options, *, codes: Collection[str] = (), flows: bool = False) -> Differences:
    """Compare two folders or two files, and judge what changed by the rules on changes.

    ``codes``: only procedures of these codes; ``flows``: with the step graphs of what changed.
    Raises ``AuditError`` with every problem where a file of either version does not load, a code is in neither, or
    a rule or profile cannot be used.
    """
    selected, overrides = selection.chosen(options.profile, options.rules)
    before, after = _loaded(old, new, options)
    _known(codes, before, after)
    later = survey_of(after, options)
    earlier = replace(survey_of(before, options), as_of=later.as_of)
    plan = run.prepare(selected, overrides, after.instruments, later, versions=True)
    if plan.problems:
        raise AuditError(*plan.problems)
    found = Comparison(
        comparing.Side(before.procedures, before.agencies, earlier),
        comparing.Side(after.procedures, after.agencies, later),
        longest_only=not flows,
    )
    judged = found.judge(plan, after.settings.level, calendar_of(after), after.instruments)
    shown = [one for one in found.differing if not codes or one.codes & set(codes)]
    keys = {one.key for one in shown}
    return Differences(
        old=old.name,
        new=new.name,
        as_of=later.as_of,
        procedures=tuple(sorted((_told(one, later, flows=flows) for one in shown), key=lambda p: (p.key, p.was or ""))),
        unchanged=found.unchanged,
        registers=_registers(before, after),
        inputs=(before.inputs, after.inputs),
        rules=judged.rules,
        findings=tuple(f for f in judged.findings if not codes or f.procedure in keys),
        notices=_once((*before.notices, *after.notices, *judged.notices)),
        rule_failed=judged.rule_failed,
    )


def _loaded(old: Side, new: Side, options: Options) -> tuple[Loaded, Loaded]:
    both = []
    problems: list[Problem] = []
    tell = options.progress
    for side in (old, new):
        try:
            loaded = load((side.path,), progress=tell and (lambda done, total: tell("load", done, total)))
        except AuditError as error:
            problems += _within(side, error.problems)
        else:
            problems += _within(side, loaded.problems)
            both.append(loaded)
    if problems:
        raise AuditError(*problems)
    return both[0], both[1]


def _within(side: Side, problems: Collection[Problem]) -> Iterator[Problem]:
    """The problems with the version before the file."""
    for problem in problems:
        plain = side.path.name == problem.file or not problem.file
        yield replace(problem, file=side.name if plain else f"{side.name}/{problem.file}")


def _known(codes: Collection[str], before: Loaded, after: Loaded) -> None:
    known = {p.procedure.code for side in (before, after) for p in side.procedures}
    unknown = sorted(set(codes) - known)
    if unknown:
        raise AuditError(*(Problem("diff.no_such_code", {"code": code}) for code in unknown))


def _registers(before: Loaded, after: Loaded) -> tuple[str, ...]:
    """The files beside the procedures that are not the same in both versions."""
    was, now = ({i.file: i.sha256 for i in side.inputs if i.file in _REGISTERS} for side in (before, after))
    return tuple(name for name in _REGISTERS if was.get(name) != now.get(name))


def _once(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    return tuple(n for i, n in enumerate(notices) if n not in notices[:i])


def _told(one: Differing, survey: Survey, *, flows: bool) -> ProcedureDifference:
    """What became of a procedure."""
    old, new = one.measured
    both = one.both
    was = old.procedure.key if old else None
    return ProcedureDifference(
        key=one.key,
        name=one.loaded.procedure.name,
        status="removed" if new is None else "added" if old is None else "changed",
        was=was if was != one.key else None,
        old_file=old.file if old else None,
        new_file=new.file if new else None,
        into=one.match.into,
        out_of=one.match.out_of,
        changes=both.pair.changes if both else (),
        times=tuple(cuts(both.pair, both.old, both.new)) if both else (),
        acts=touched(both.pair, survey) if both else (),
        pairs={**both.pair.steps.same, **both.pair.steps.merged} if both else {},
        before=picture(old) if flows and old else None,
        after=picture(new) if flows and new else None,
    )
