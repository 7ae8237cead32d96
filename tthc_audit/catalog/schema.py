"""The JSON Schemas at work: one library decides, the other explains what it refused."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import orjson

from tthc_audit import resources
from tthc_audit.catalog.explain import explain
from tthc_audit.catalog.position import pointer_to
from tthc_audit.errors import Problem

if TYPE_CHECKING:
    import jsonschema

MOST = 500
"""Of one file, no more errors than this are explained."""


def problems(schema: str, tree: Any) -> list[Problem]:
    """Everything in which a JSON tree departs from the schema of that name; empty where it is valid.

    The problems carry pointers, no file and no lines.
    """
    try:
        if _decider(schema).is_valid(tree):
            return []
    except ValueError as error:
        return [Problem("load.other", {"detail": str(error)})]
    return explained(schema, tree)


def explained(schema: str, tree: Any) -> list[Problem]:
    """What is wrong with a tree that was refused, in plain problems; never empty."""
    found = explain(islice(_explainer(schema).iter_errors(tree), MOST))
    return found or [
        Problem("load.other", {"detail": error.message}, pointer=pointer_to(error.instance_path))
        for error in islice(_decider(schema).iter_errors(tree), MOST)
    ]


@cache
def _read(schema: str) -> dict[str, Any]:
    loaded: dict[str, Any] = orjson.loads(resources.data("schemas", f"{schema}.schema.json"))
    return loaded


@cache
def _decider(schema: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(_read(schema), validate_formats=True)


@cache
def _explainer(schema: str) -> jsonschema.Draft202012Validator:
    import jsonschema  # noqa: PLC0415  # three times as slow to import as all else, and seldom needed

    kind = jsonschema.Draft202012Validator
    return kind(_read(schema), format_checker=kind.FORMAT_CHECKER)
