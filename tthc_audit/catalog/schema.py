"""The JSON Schemas at work: one library decides, the other explains what it refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import orjson

from tthc_audit import resources
from tthc_audit.catalog.explain import explain
from tthc_audit.catalog.position import pointer_to
from tthc_audit.errors import Problem

if TYPE_CHECKING:
    from jsonschema import ValidationError

MOST = 200
"""Of one file, no more errors than this are told."""
_WORDS = ("title", "x-title-en", "description", "x-description-en")
Path = tuple[str | int, ...]


def problems(schema: str, tree: Any, *, large: bool = False) -> Iterator[Problem]:
    """Everything in which a JSON tree departs from the schema of that name; nothing where it is valid.

    The problems carry pointers, no file and no lines. The library that decides lists all errors at once: of a
    ``large`` tree, which may hold a million, the other one is asked alone, and no further than anybody reads.
    """
    if _decider(schema).is_valid(tree):
        return
    if large:
        found = explain(islice(_explainer(_read(schema)).iter_errors(tree), MOST + 1))
        yield from found or [Problem("load.other", {"detail": schema})]
        return
    refused: dict[Path, str] = {}
    for error in _decider(schema).iter_errors(tree):
        refused.setdefault(tuple(error.instance_path), error.message)
    for path, told in refused.items():
        yield from _explained(schema, tree, path, told)


def impossible(schema: str, tree: Any, told: str) -> list[Problem]:
    """What is wrong with a tree that is valid to the library that decides, but that no type can hold."""
    return explain(_explainer(_read(schema)).iter_errors(tree)) or [Problem("load.other", {"detail": told})]


def _explained(schema: str, tree: Any, path: Path, told: str) -> list[Problem]:
    """The problems of the one value at that path; in the words of the other library where they find nothing.

    That library leaves empty keys out of its paths and takes keys of digits for places in a list; such a path
    ends where it can still be followed.
    """
    here = tree
    followed: list[str | int] = []
    for stated in path:
        key = str(stated) if isinstance(here, dict) else stated
        try:
            here = here[key]
        except (KeyError, IndexError, TypeError):
            return [Problem("load.other", {"detail": told}, pointer=pointer_to(followed))]
        followed.append(key)
    explainer = _explainer_at(schema, tuple(key if isinstance(key, str) else 0 for key in followed))
    return explain(_moved(explainer.iter_errors(here), followed)) or [
        Problem("load.other", {"detail": told}, pointer=pointer_to(followed))
    ]


@lru_cache(maxsize=1000)
def _explainer_at(schema: str, path: Path) -> Any:
    """The rule for the value at a path; places in a list have one rule."""
    whole = _read(schema)
    rule = _resolved(whole, whole)
    for key in path:
        rule = _resolved(whole, _inside(rule, key))
    return _explainer(_without_parts(rule))


def _moved(errors: Iterator[ValidationError], path: Sequence[str | int]) -> Iterator[ValidationError]:
    """Errors of a part, told from the whole document."""
    for error in errors:
        error.relative_path.extendleft(reversed(path))
        yield error


def _inside(rule: Mapping[str, Any], key: str | int) -> Mapping[str, Any]:
    found = rule.get("items") if isinstance(key, int) else rule.get("properties", {}).get(key)
    if found is None:
        found = rule.get("additionalProperties")
    return found if isinstance(found, dict) else {}


def _resolved(whole: Mapping[str, Any], rule: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in rule:
        target = whole["$defs"][rule["$ref"].rpartition("/")[2]]
        rule = {**target, **{k: v for k, v in rule.items() if k != "$ref"}}
    return rule


def _without_parts(rule: Mapping[str, Any]) -> dict[str, Any]:
    """The rule for a value alone; of its parts only the names and what they mean."""
    alone = {k: v for k, v in rule.items() if k not in {"items", "$defs"}}
    if "properties" in rule:
        alone["properties"] = {
            key: {word: part[word] for word in _WORDS if word in part} for key, part in rule["properties"].items()
        }
    if isinstance(rule.get("additionalProperties"), dict):
        del alone["additionalProperties"]
    return alone


@cache
def _read(schema: str) -> dict[str, Any]:
    loaded: dict[str, Any] = orjson.loads(resources.data("schemas", f"{schema}.schema.json"))
    return loaded


@cache
def _decider(schema: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_read(schema), validate_formats=True)


def _explainer(rule: dict[str, Any]) -> Any:
    from jsonschema import Draft202012Validator as Explainer  # noqa: PLC0415  # slow to import, and seldom needed

    return Explainer(rule, format_checker=Explainer.FORMAT_CHECKER)
