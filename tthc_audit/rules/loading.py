"""Folders of rules, ``<pack>/<slug>.json``, read into rules; every file is read and everything wrong is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tthc_audit.errors import Problem, reason
from tthc_audit.facts import TABLES
from tthc_audit.facts.table import Type
from tthc_audit.results import LegalBasis, Words
from tthc_audit.rules import documents, parameters, place
from tthc_audit.rules.model import AS_OF, DatedValue, Examples, Period, Rule
from tthc_audit.rules.names import nearest

_SUFFIX = ".json"
_DEEPEST = 8


def load_rules(folder: Traversable, extra: Sequence[Path] = ()) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules of ``folder`` and of further folders laid out like it, sorted by id, and all problems.

    A rule of a further folder that has the id of another is a problem. Predicates and placeholders are not
    checked here but when a rule is compiled, for they need the database.
    """
    rules: dict[str, Rule] = {}
    problems: list[Problem] = []
    for root in (folder, *extra):
        try:
            for pack, file in _files(root):
                rule, found = _load(file, _identity(pack, file), f"{root.name}/{pack}/{file.name}")
                problems.extend(found)
                if rule is None:
                    continue
                if rule.id in rules:
                    other = rules[rule.id].file
                    problems.append(Problem("rules.same_id", {"id": rule.id, "other": other}, file=rule.file))
                else:
                    rules[rule.id] = rule
            problems.extend(
                problem for file in _profiles(root) for problem in _outside(file, f"{root.name}/{file.name}")
            )
        except OSError as error:
            values: dict[str, object] = {"folder": root.name, "reason": reason(error)}
            problems.append(Problem("rules.no_folder", values, file=root.name))
    return tuple(rules[identity] for identity in sorted(rules)), tuple(problems)


def ids(folder: Traversable) -> frozenset[str]:
    """The ids of the rule files of a folder."""
    return frozenset(_identity(pack, file) for pack, file in _files(folder))


def _identity(pack: str, file: Traversable) -> str:
    return f"{pack}/{file.name.removesuffix(_SUFFIX)}"


def _files(root: Traversable) -> Iterator[tuple[str, Traversable]]:
    """The rule files with the path of their pack; those of a pack within a pack are told when they are read."""
    for entry in _sorted(root):
        if entry.is_dir():
            yield from _inside(entry, entry.name)


def _inside(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in _sorted(folder):
        if entry.is_dir() and path.count("/") < _DEEPEST:
            yield from _inside(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(_SUFFIX):
            yield path, entry


def _profiles(root: Traversable) -> list[Traversable]:
    return [entry for entry in _sorted(root) if entry.name.endswith(_SUFFIX) and not entry.is_dir()]


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted((e for e in folder.iterdir() if not e.name.startswith((".", "_"))), key=lambda entry: entry.name)


def _outside(file: Traversable, name: str) -> tuple[Problem, ...]:
    """What is wrong with a file beside the packs, which is a profile, or a rule that lies in no pack."""
    document = documents.read(file, name, "profile")
    if document.problems and isinstance(document.tree, dict) and "require" in document.tree:
        return (Problem("rules.outside_packs", file=name, line=1, column=1),)
    return document.problems


def _load(file: Traversable, identity: str, name: str) -> tuple[Rule | None, tuple[Problem, ...]]:
    document = documents.read(file, name, "rule")
    if identity.count("/") > 1:
        return None, (Problem("rules.outside_packs", file=name, line=1, column=1),)
    if document.problems:
        return None, document.problems
    rule = _rule(document.tree, identity, name, document.data)
    found = (*_about(rule), *_params(rule))
    return (None if found else rule), found


def _rule(tree: dict[str, Any], identity: str, name: str, source: bytes) -> Rule:
    examples = tree["examples"]
    return Rule(
        id=identity,
        file=name,
        source=source,
        title=_words(tree["title"]),
        about=tree["about"],
        require=tree["require"],
        applies_when=tree.get("applies_when", "true"),
        params={
            key: tuple(
                DatedValue(_day(v["from"]), documents.scalar(v["value"]), v.get("source"))
                for v in sorted(values, key=lambda v: str(v["from"]))
            )
            for key, values in tree.get("params", {}).items()
        },
        law_date=tree.get("law_date", AS_OF),
        severity=tree["severity"],
        addressee=tree.get("addressee"),
        in_force=_period(tree.get("in_force", {})),
        legal_basis=tuple(
            LegalBasis(b["document"], b.get("provision"), b.get("verified", False)) for b in tree["legal_basis"]
        ),
        message=_words(tree["message"]),
        remedy=_words(tree["remedy"]) if "remedy" in tree else None,
        why=_words(tree["why"]) if "why" in tree else None,
        examples=Examples(
            tuple(examples["pass"]),
            tuple(examples["fail"]),
            tuple(examples.get("unknown", ())),
            tuple(examples.get("not_applicable", ())),
        ),
    )


def _words(tree: dict[str, str]) -> Words:
    return Words(tree["vi"], tree["en"])


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _period(tree: dict[str, str]) -> Period:
    first, last = tree.get("from"), tree.get("to")
    return Period(_day(first) if first else None, _day(last) if last else None)


def _about(rule: Rule) -> tuple[Problem, ...]:
    if rule.about not in TABLES:
        values = {"name": rule.about, "near": nearest(rule.about, TABLES), "tables": sorted(TABLES)}
        return (place.problem(rule, "/about", "rules.unknown_table", values),)
    table = TABLES[rule.about]
    days = sorted(column.name for column in table.columns if column.type is Type.DATE)
    if rule.law_date != AS_OF and rule.law_date not in days:
        values = {"name": rule.law_date, "table": rule.about, "days": [AS_OF, *days]}
        return (place.problem(rule, "/law_date", "rules.law_date", values),)
    first, last = rule.in_force.first, rule.in_force.last
    if first is not None and last is not None and last < first:
        return (place.problem(rule, "/in_force", "rules.period", {}),)
    return ()


def _params(rule: Rule) -> Iterator[Problem]:
    table = TABLES.get(rule.about)
    for name, values in rule.params.items():
        if name == AS_OF or (table is not None and name in table.names | table.stems):
            yield place.problem(rule, f"/params/{name}", "rules.taken_name", {"name": name}, at_key=True)
        if len({parameters.kind_of(value.value) for value in values}) > 1:
            yield place.problem(rule, f"/params/{name}", "rules.mixed_values", {"name": name}, at_key=True)
        if not all(parameters.is_short(value.value) for value in values):
            yield place.problem(rule, f"/params/{name}", "rules.long_number", {"name": name}, at_key=True)
        if len({value.first for value in values}) < len(values):
            yield place.problem(rule, f"/params/{name}", "rules.same_day_twice", {"name": name}, at_key=True)
