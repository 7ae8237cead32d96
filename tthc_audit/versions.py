"""Two versions of a catalogue compared: what changed, what was cut, which acts a change touches."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tthc_audit.api import Options, survey_of
from tthc_audit.catalog import git
from tthc_audit.catalog.loading import Loaded, load
from tthc_audit.catalog.model import Procedure
from tthc_audit.compare.catalogues import Match, match_procedures
from tthc_audit.compare.pair import Pair, compare
from tthc_audit.compare.version import same_units
from tthc_audit.differences import Differences, ProcedureDifference
from tthc_audit.errors import AuditError, Problem
from tthc_audit.facts.cuts import cuts
from tthc_audit.facts.measured import Measured
from tthc_audit.facts.picture import picture
from tthc_audit.facts.survey import Survey
from tthc_audit.facts.touched import touched
from tthc_audit.results import Notice

_REGISTERS = ("agencies.json", "catalog.json", "databases.json", "instruments.json", "waivers.json")


@dataclass(frozen=True, slots=True)
class Side:
    """One version: the folder or file that it is read from, and what outputs call it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Both versions as loaded and what they are measured against."""

    old: Loaded
    new: Loaded
    surveys: tuple[Survey, Survey]
    units: tuple[dict[str, str], dict[str, str]]

    def compare(self, old: Procedure, new: Procedure) -> Pair:
        """Compare two versions of a procedure."""
        return compare(old, new, (self.old.agencies, self.new.agencies), self.units)


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
    """Compare two folders or two files.

    ``codes``: only procedures of these codes; ``flows``: with the step graphs of what changed.
    Raises ``AuditError`` with every problem where a file of either version does not load, or a code is in neither.
    """
    found = _loaded(old, new, options)
    _known(codes, found)
    matches, unchanged = match_procedures(found.old, found.new)
    if codes:
        matches = [m for m in matches if {p.procedure.code for p in (m.old, m.new) if p} & set(codes)]
    told = [_told(m, found, flows=flows) for m in matches]
    same = [p for p in told if p.status == "changed" and not p.changes]
    return Differences(
        old=old.name,
        new=new.name,
        as_of=found.surveys[1].as_of,
        procedures=tuple(sorted((p for p in told if p not in same), key=lambda p: (p.key, p.was or ""))),
        unchanged=unchanged + len(same),
        registers=_registers(found),
        inputs=(found.old.inputs, found.new.inputs),
        notices=_once((*found.old.notices, *found.new.notices)),
    )


def _loaded(old: Side, new: Side, options: Options) -> Sides:
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
    later = survey_of(both[1], options)
    earlier = replace(survey_of(both[0], options), as_of=later.as_of)
    return Sides(both[0], both[1], (earlier, later), same_units(both[0].agencies, both[1].agencies))


def _within(side: Side, problems: Collection[Problem]) -> Iterator[Problem]:
    """The problems with the version before the file."""
    for problem in problems:
        plain = side.path.name == problem.file or not problem.file
        yield replace(problem, file=side.name if plain else f"{side.name}/{problem.file}")


def _known(codes: Collection[str], found: Sides) -> None:
    known = {p.procedure.code for side in (found.old, found.new) for p in side.procedures}
    unknown = sorted(set(codes) - known)
    if unknown:
        raise AuditError(*(Problem("diff.no_such_code", {"code": code}) for code in unknown))


def _registers(found: Sides) -> tuple[str, ...]:
    """The files beside the procedures that are not the same in both versions."""
    was, now = ({i.file: i.sha256 for i in side.inputs if i.file in _REGISTERS} for side in (found.old, found.new))
    return tuple(name for name in _REGISTERS if was.get(name) != now.get(name))


def _once(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    return tuple(n for i, n in enumerate(notices) if n not in notices[:i])


def _told(match: Match, found: Sides, *, flows: bool) -> ProcedureDifference:
    loaded = match.new or match.old
    assert loaded is not None
    told = ProcedureDifference(
        key=loaded.procedure.key,
        name=loaded.procedure.name,
        status="removed" if match.new is None else "added" if match.old is None else "changed",
        was=match.old.procedure.key if match.old and match.old.procedure.key != loaded.procedure.key else None,
        old_file=match.old.file if match.old else None,
        new_file=match.new.file if match.new else None,
        into=match.into,
        out_of=match.out_of,
    )
    before, after = (
        None if side is None else Measured(side.procedure, side.file, survey)
        for side, survey in zip((match.old, match.new), found.surveys, strict=True)
    )
    if before is not None and after is not None:
        pair = found.compare(before.procedure, after.procedure)
        told = replace(
            told,
            changes=pair.changes,
            times=tuple(cuts(pair, before, after)) if pair.changes else (),
            acts=touched(pair, found.surveys[1]),
            pairs={**pair.steps.same, **pair.steps.merged},
        )
    if flows:
        told = replace(told, before=picture(before) if before else None, after=picture(after) if after else None)
    return told
