"""Profiles: which rules are on, how severe they are, and with which parameters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatchcase
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct, field

from tthc_audit.catalog.document import Document
from tthc_audit.errors import Problem
from tthc_audit.results import Severity, Words
from tthc_audit.rules import documents, parameters
from tthc_audit.rules.model import AS_OF, Override, Rule, Scalar
from tthc_audit.rules.names import nearest

DEFAULT = "default"
_SUFFIX = ".json"


class Entry(Struct, frozen=True):
    """What a profile says of the rules whose id its pattern matches; later entries win."""

    match: str
    on: bool | None
    severity: Severity | None
    params: dict[str, Scalar] = field(default_factory=dict)


class Profile(Struct, frozen=True):
    """A profile with the entries of those it extends before its own."""

    name: str
    title: Words
    entries: tuple[Entry, ...]


class Selection(NamedTuple):
    """The rules that are on, in their order, and what the profile changes in them."""

    rules: tuple[Rule, ...]
    overrides: dict[str, Override]


def names(folder: Traversable, extra: Sequence[Path] = ()) -> tuple[str, ...]:
    """The names of the profiles that lie beside the packs."""
    found = {
        file.name.removesuffix(_SUFFIX) for root in (folder, *extra) for file in root.iterdir() if _is_profile(file)
    }
    return tuple(sorted(found))


def load(
    name: str, folder: Traversable, extra: Sequence[Path] = (), rules: Sequence[Rule] = ()
) -> tuple[Profile | None, tuple[Problem, ...]]:
    """The profile of that name, from the last of the folders that has it, with what it extends.

    Every entry must match one of ``rules``, and every parameter it sets must be one of a rule it matches, of
    the same kind. The profile is ``None`` where there is any problem.
    """
    entries: list[Entry] = []
    title = Words("", "")
    chain: list[str] = []
    waiting: str | None = name
    problems: list[Problem] = []
    while waiting is not None:
        if waiting in chain:
            return None, (Problem("rules.profile_circle", {"names": [*chain, waiting]}, file=f"{waiting}{_SUFFIX}"),)
        file = next((f for f in _places(waiting, folder, extra) if f.is_file()), None)
        if file is None:
            known = names(folder, extra)
            values: dict[str, object] = {"name": waiting, "near": nearest(waiting, known), "known": list(known)}
            return None, (Problem("rules.unknown_profile", values, file=f"{chain[-1]}{_SUFFIX}" if chain else ""),)
        document = documents.read(file, f"{waiting}{_SUFFIX}", "profile")
        if document.problems:
            return None, document.problems
        own = [_entry(tree) for tree in document.tree["rules"]]
        problems.extend(_unfit(document, own, rules))
        title = title if chain else Words(document.tree["title"]["vi"], document.tree["title"]["en"])
        entries = own + entries
        chain.append(waiting)
        waiting = document.tree.get("extends")
    return (None if problems else Profile(name, title, tuple(entries))), tuple(problems)


def select(profile: Profile, rules: Sequence[Rule], on: Collection[str] = ()) -> Selection:
    """The rules that the profile turns on; those whose id is in ``on`` are on unless it turns them off."""
    chosen: list[Rule] = []
    overrides: dict[str, Override] = {}
    for rule in rules:
        is_on, severity, params = rule.id in on, None, dict[str, Scalar]()
        for entry in profile.entries:
            if fnmatchcase(rule.id, entry.match):
                is_on = is_on if entry.on is None else entry.on
                severity = entry.severity or severity
                params |= {name: value for name, value in entry.params.items() if name in rule.params}
        if is_on:
            chosen.append(rule)
            overrides[rule.id] = Override(severity, params)
    return Selection(tuple(chosen), overrides)


def _places(name: str, folder: Traversable, extra: Sequence[Path]) -> list[Traversable]:
    """Where the profile may lie; a name with a path in it lies nowhere."""
    if not name.replace("-", "").replace("_", "").isalnum():
        return []
    return [root.joinpath(f"{name}{_SUFFIX}") for root in (*reversed(extra), folder)]


def _is_profile(file: Traversable) -> bool:
    return file.name.endswith(_SUFFIX) and not file.name.startswith(".") and file.is_file()


def _entry(tree: Mapping[str, Any]) -> Entry:
    params = {name: documents.scalar(value) for name, value in tree.get("params", {}).items()}
    return Entry(tree["match"], tree.get("on"), tree.get("severity"), params)


def _unfit(document: Document, entries: Sequence[Entry], rules: Sequence[Rule]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for i, entry in enumerate(entries):
        matched = [rule for rule in rules if fnmatchcase(rule.id, entry.match)]
        if rules and not matched:
            values: dict[str, object] = {
                "match": entry.match,
                "near": nearest(entry.match, (rule.id for rule in rules)),
            }
            found.append(Problem("rules.matches_nothing", values, pointer=f"/rules/{i}/match"))
        for name, value in entry.params.items() if matched else ():
            dated = [rule.params[name] for rule in matched if name in rule.params]
            pointer = f"/rules/{i}/params/{name}"
            if not dated or name == AS_OF:
                found.append(Problem("rules.no_such_parameter", {"name": name, "match": entry.match}, pointer=pointer))
            elif not parameters.is_short(value):
                found.append(Problem("rules.long_number", {"name": name}, pointer=pointer))
            elif any(parameters.kind_of(one[0].value) is not parameters.kind_of(value) for one in dated):
                found.append(Problem("rules.other_kind_of_value", {"name": name}, pointer=pointer))
    return document.placed(found)
