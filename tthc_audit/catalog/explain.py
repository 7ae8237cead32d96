"""Schema errors as sentences that say what is there, what was expected, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from tthc_audit.catalog.position import joined, pointer_to
from tthc_audit.errors import Phrase, Problem

if TYPE_CHECKING:
    from jsonschema import ValidationError

_SHOWN = 60
_NEAR = 60
_LISTED = 24
_COMPARED = 2000
_MOST = 1000
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


class _Refusal(NamedTuple):
    """One schema error: the keyword that refused, what it says, and what it was held against."""

    keyword: str
    rule: Any
    instance: Any
    schema: Mapping[str, Any]
    path: tuple[str | int, ...]
    message: str


def explain(errors: Iterable[ValidationError]) -> list[Problem]:
    """One problem for each thing that is wrong, in the order of the document's pointers.

    What only follows from a misspelt key (its right name "is missing") is left out.
    """
    found: dict[tuple[str, str, str], Problem] = {}
    told = chain.from_iterable(_EXPLAINED.get(str(e.validator), _other)(_refusal(e)) for e in errors)
    for problem in islice(told, _MOST):
        found.setdefault((problem.pointer, problem.key, repr(problem.values)), problem)
    kept = list(found.values())
    misspelt = {(_above(p.pointer), p.values["nearest"]) for p in kept if p.key == "load.misspelt_key"}
    return [p for p in kept if not _follows(p, misspelt, kept)]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is nearly the same; ``None`` where there is none, or too many to compare."""
    words = list(islice(known, _COMPARED + 1))
    if len(words) > _COMPARED:
        return None
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415  # only wrong input needs it

    best = process.extractOne(word, words, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_NEAR)
    return best[0] if best else None


def shown(value: Any) -> str:
    """A value as JSON on one line, cut where it is long; control characters appear as escapes."""
    text = _json(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def listed(words: Iterable[str]) -> str | Phrase:
    """Words in quotation marks, the first ones where they are many."""
    some = list(islice(words, _LISTED + 1))
    if not some:
        return Phrase("load.nothing")
    return ", ".join(f"“{w}”" for w in some[:_LISTED]) + (", …" if len(some) > _LISTED else "")


def _json(value: Any) -> str:
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        return "…"


def place_name(path: Iterable[str | int]) -> Phrase:
    """The part of a document that a path leads to: a key, an entry of a list, or the whole file."""
    keys = list(path)
    if not keys:
        return Phrase("load.part.whole")
    last = keys[-1]
    if isinstance(last, str):
        return Phrase("load.part.key", {"key": shown(last)[1:-1]})
    owner = next((k for k in reversed(keys[:-1]) if isinstance(k, str)), None)
    if owner is None:
        return Phrase("load.part.row", {"n": last + 1})
    return Phrase("load.part.entry", {"n": last + 1, "list": shown(owner)[1:-1]})


def _refusal(error: ValidationError) -> _Refusal:
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    path = tuple(error.absolute_path)
    return _Refusal(str(error.validator), error.validator_value, error.instance, schema, path, error.message)


def _above(pointer: str) -> str:
    return pointer.rpartition("/")[0]


def _follows(problem: Problem, misspelt: set[tuple[str, object]], found: list[Problem]) -> bool:
    if problem.key in {"load.missing_key", "load.missing_partner"}:
        return (problem.pointer, problem.values["key"]) in misspelt
    if problem.key == "load.no_choice":
        return any(p.key == "load.missing_partner" and p.pointer == problem.pointer for p in found) or any(
            place == problem.pointer for place, _ in misspelt
        )
    return False


def _problem(name: str, error: _Refusal, **values: object) -> Problem:
    values = {"part": place_name(error.path), **values}
    return Problem(f"load.{name}", values, pointer=pointer_to(error.path))


def _about(schema: Mapping[str, Any]) -> dict[str, str]:
    """The description of a part of a schema in both languages."""
    vi = schema.get("description", "")
    return {"vi": vi, "en": schema.get("x-description-en", vi)}


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def _is_list(schema: Mapping[str, Any]) -> bool:
    """Whether a schema is that of a list that may also be stated as none."""
    return schema.get("required") == ["none"]


def _type(error: _Refusal) -> Iterator[Problem]:
    wanted = [error.rule] if isinstance(error.rule, str) else error.rule
    found = _kind(error.instance)
    expected: object = Phrase("load.type.or_none") if _is_list(error.schema) else _either(wanted)
    values = {"expected": expected, "found": Phrase(f"load.type.{found}"), "value": shown(error.instance)}
    if found == "null":
        yield _problem("null_value", error, **values)
    elif found == "number" and "integer" in wanted:
        yield _problem("not_whole", error, **values)
    elif found == "number" and "string" in wanted:
        yield _problem("number_for_text", error, **values)
    elif found == "string" and {"number", "integer"} & set(wanted):
        yield _problem("text_for_number", error, **values)
    else:
        yield _problem("wrong_type", error, **values)


def _either(types: list[str]) -> Phrase:
    one, *more = (Phrase(f"load.type.{t}") for t in types)
    return Phrase("load.type.either", {"one": one, "other": more[0]}) if more else one


def _required(error: _Refusal) -> Iterator[Problem]:
    if _is_list(error.schema):
        yield _not_a_list(error)
        return
    properties = error.schema.get("properties", {})
    for key in error.rule:
        if key not in error.instance:
            yield _problem("missing_key", error, key=key, about=_about(properties.get(key, {})))


def _not_a_list(error: _Refusal) -> Problem:
    return _problem(
        "wrong_type", error, expected=Phrase("load.type.or_none"), found=Phrase("load.type.object"), value=""
    )


def _unknown(error: _Refusal) -> Iterator[Problem]:
    if _is_list(error.schema):
        yield _not_a_list(error)
        return
    known = error.schema.get("properties", {})
    for key in error.instance:
        if key in known or key.startswith("x-"):
            continue
        near = nearest(key, known)
        values = {"part": place_name(error.path), "key": shown(key)[1:-1]}
        pointer = joined(pointer_to(error.path), key)
        if near:
            yield Problem("load.misspelt_key", {**values, "nearest": near}, pointer=pointer)
        else:
            yield Problem("load.unknown_key", {**values, "known": listed(known)}, pointer=pointer)


def _enum(error: _Refusal) -> Iterator[Problem]:
    allowed = [str(v) for v in error.rule]
    near = nearest(error.instance, allowed) if isinstance(error.instance, str) else None
    ordered = listed(sorted(allowed, key=lambda v: v != near))
    yield _problem("not_allowed", error, value=shown(error.instance), allowed=ordered)


def _const(error: _Refusal) -> Iterator[Problem]:
    yield _problem("only_value", error, value=shown(error.instance), only=shown(error.rule))


def _shape(error: _Refusal) -> Iterator[Problem]:
    if not isinstance(error.instance, dict):
        return
    keys = [branch["required"][0] for branch in error.rule]
    stated = [k for k in keys if k in error.instance]
    values: dict[str, object] = {"keys": listed(keys), "example": _json(error.schema["examples"][0])}
    if stated:
        yield _problem("two_choices", error, **values, stated=listed(stated))
    else:
        yield _problem("no_choice", error, **values)


def _partner(error: _Refusal) -> Iterator[Problem]:
    properties = error.schema["properties"]
    for key, partners in error.rule.items():
        for partner in partners if key in error.instance else ():
            if partner not in error.instance:
                about = _about(properties[partner])
                yield _problem("missing_partner", error, key=partner, other=key, about=about)


def _text(error: _Refusal) -> Iterator[Problem]:
    yield _problem("empty_text", error)


def _bound(error: _Refusal) -> Iterator[Problem]:
    low = error.keyword in {"minimum", "exclusiveMinimum"}
    key = "too_small" if low else "too_large_number"
    yield _problem(key, error, value=shown(error.instance), bound=error.rule)


def _form(error: _Refusal) -> Iterator[Problem]:
    yield _problem("wrong_form", error, value=shown(error.instance), about=_about(error.schema))


def _date(error: _Refusal) -> Iterator[Problem]:
    match = _DAY_FIRST.fullmatch(str(error.instance).strip())
    try:
        meant = date(int(match[3]), int(match[2]), int(match[1])).isoformat() if match else "2026-03-31"
    except ValueError:
        meant = "2026-03-31"
    yield _problem("wrong_date", error, value=shown(error.instance), meant=meant)


def _other(error: _Refusal) -> Iterator[Problem]:
    yield _problem("other", error, detail=error.message)


_EXPLAINED: dict[str, Callable[[_Refusal], Iterator[Problem]]] = {
    "type": _type,
    "required": _required,
    "additionalProperties": _unknown,
    "enum": _enum,
    "const": _const,
    "oneOf": _shape,
    "dependentRequired": _partner,
    "minLength": _text,
    "minimum": _bound,
    "exclusiveMinimum": _bound,
    "maximum": _bound,
    "exclusiveMaximum": _bound,
    "pattern": _form,
    "format": _date,
}
