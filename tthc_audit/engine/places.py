"""Line and column of findings: one look at each file that has any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from tthc_audit import hands
from tthc_audit.catalog import reading
from tthc_audit.catalog.position import locate
from tthc_audit.errors import AuditError, Problem
from tthc_audit.results import Finding, Location

Places = Mapping[str, Mapping[str, tuple[int, int]]]
"""Line and column by file and pointer."""


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
            for place in (finding.location, *finding.related):
                wanted.setdefault(place.file, set()).add(place.pointer)
    places = hands.each(list(wanted.items()), lambda one: _places(paths.get(one[0]), one[1]))
    found = dict(zip(wanted, places, strict=True))
    return tuple(_placed(f, found, by_line) if undecided or f.outcome == "fail" else f for f in findings)


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


def _placed(finding: Finding, places: Places, by_line: frozenset[str]) -> Finding:
    location = _at(finding.location, places, by_line)
    related = tuple(_at(place, places, by_line) for place in finding.related)
    if location is finding.location and related == finding.related:
        return finding
    return structs.replace(finding, location=location, related=related)


def _at(place: Location, places: Places, by_line: frozenset[str]) -> Location:
    if place.file in by_line and (line := place.pointer.removeprefix("/")).isdigit():
        return Location(place.file, place.pointer, int(line), 1)
    found = places.get(place.file, {}).get(place.pointer)
    return place if found is None else Location(place.file, place.pointer, *found)


def _with_place(problem: Problem, places: Mapping[str, tuple[int, int]]) -> Problem:
    line, column = places.get(problem.pointer, (None, None))
    return replace(problem, line=line, column=column)
