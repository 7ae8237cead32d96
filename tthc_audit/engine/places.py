"""Line and column of findings: one look at each file that has any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tthc_audit.catalog import reading
from tthc_audit.catalog.position import locate
from tthc_audit.errors import AuditError, Problem
from tthc_audit.results import Finding, Location


def of_findings(
    findings: Sequence[Finding],
    paths: Mapping[str, Path],
    *,
    undecided: bool,
    by_line: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """The findings with line and column; the undecided ones too where ``undecided`` asks for it.

    ``paths`` gives the file of each name that locations use; in files of ``by_line`` the pointer is the line.
    """
    wanted: dict[str, set[str]] = {}
    for finding in findings:
        if undecided or finding.outcome == "fail":
            wanted.setdefault(finding.location.file, set()).add(finding.location.pointer)
    found = {file: _places(paths.get(file), pointers) for file, pointers in wanted.items()}
    return tuple(_placed(finding, found.get(finding.location.file, {}), by_line) for finding in findings)


def of_problems(problems: Iterable[Problem], paths: Mapping[str, Path]) -> tuple[Problem, ...]:
    """Problems with line and column, where they lack them and their file can be read."""
    return tuple(
        problem
        if problem.line is not None or not problem.pointer
        else _with_place(problem, _places(paths.get(problem.file), {problem.pointer}))
        for problem in problems
    )


def _places(path: Path | None, pointers: set[str]) -> Mapping[str, tuple[int, int]]:
    if path is None:
        return {}
    try:
        return locate(reading.read(path), sorted(pointers))
    except AuditError:
        return {}  # the file went away while it was judged: the finding keeps its pointer


def _placed(finding: Finding, places: Mapping[str, tuple[int, int]], by_line: frozenset[str]) -> Finding:
    if finding.location.file in by_line and (line := finding.location.pointer.removeprefix("/")).isdigit():
        return replace(finding, location=Location(finding.location.file, finding.location.pointer, int(line), 1))
    at = places.get(finding.location.pointer)
    if at is None:
        return finding
    return replace(finding, location=Location(finding.location.file, finding.location.pointer, *at))


def _with_place(problem: Problem, places: Mapping[str, tuple[int, int]]) -> Problem:
    line, column = places.get(problem.pointer, (None, None))
    return replace(problem, line=line, column=column)
