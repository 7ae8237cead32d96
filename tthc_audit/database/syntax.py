"""Expressions as syntax trees: the database parses them and hands the tree over, without running anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from tthc_audit.database.session import Database

PREFIX = "SELECT "
"""What is put before an expression to parse it; positions in the tree count its bytes too."""


def trees(database: Database, expressions: Sequence[str]) -> list[dict[str, Any]]:
    """The tree of each expression: ``{"error": false, "statements": […]}``, or what the parser says.

    One question for all of them. The expressions hold no lone surrogates (``QueryError``).
    """
    texts = [PREFIX + expression for expression in expressions]
    if not texts:
        return []
    found = database.rows(
        "SELECT json_serialize_sql(line) FROM (SELECT unnest(?) AS line, unnest(range(?)) AS place) ORDER BY place",
        [texts, len(texts)],
    )
    return [_tree(str(tree)) for (tree,) in found]


def _tree(found: str) -> dict[str, Any]:
    try:
        tree: dict[str, Any] = orjson.loads(found)
    except orjson.JSONDecodeError:
        return {"error": True, "error_message": "Max expression depth limit of the reader exceeded"}
    return tree
