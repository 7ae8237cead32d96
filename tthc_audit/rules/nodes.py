"""The parser's syntax tree, read with suspicion: places, constants, and that a statement is one bare expression.

The database describes constants, arguments and types differently before and since its version 2; both are read here.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

from tthc_audit.database.syntax import PREFIX
from tthc_audit.rules import terms
from tthc_audit.rules.terms import Kind, RefusedError, Term

Node = dict[str, Any]
_NO_PLACE = 2**64 - 1
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,6})?")
_WHOLE = frozenset(("TINYINT", "SMALLINT", "INTEGER", "BIGINT"))
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def offset(node: Node, text: str) -> int:
    """Where in the predicate a node begins, in characters: the first place that it or a part of it has."""
    first = _NO_PLACE
    waiting: list[object] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            first = min(first, part.get("query_location", _NO_PLACE))
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return 0 if first == _NO_PLACE else characters(first, text)


def characters(place: int, text: str) -> int:
    """A place that the parser counts in bytes, in characters of the predicate."""
    counted = max(0, place - len(PREFIX))
    return min(len(text), len(text.encode()[:counted].decode(errors="ignore")))


def expression(tree: Node, text: str) -> Node:
    """The one expression of a parsed predicate; anything beside it is refused."""
    if tree["error"]:
        raise _syntax_error(tree, text)
    statements = tree["statements"]
    if len(statements) != 1:
        raise RefusedError("two_statements")
    select = dict(statements[0]["node"])
    chosen = select.pop("select_list", [])
    bare = (
        select.pop("type") == "SELECT_NODE"
        and len(chosen) == 1
        and (select.pop("from_table") or {}).get("type") == "EMPTY"
        and select.pop("aggregate_handling") == "STANDARD_HANDLING"
        and select.pop("cte_map") == {"map": []}
        and not any(select.values())
    )
    if not bare:
        raise RefusedError("not_one_expression")
    return dict(chosen[0])


def _syntax_error(tree: Node, text: str) -> RefusedError:
    said = str(tree.get("error_message", ""))
    place = characters(int(tree.get("position", len(PREFIX))), text)
    if "expression depth" in said:
        return RefusedError("too_deep")
    if "Only SELECT" in said or text[:place].rstrip().endswith(";"):
        return RefusedError("two_statements", place)
    if not text.strip() or "without selection" in said:
        return RefusedError("empty")
    return RefusedError("syntax", place, near=text[place : place + 20].strip())


def arguments(node: Node) -> list[Node] | None:
    """The arguments of a function; ``None`` where one is named."""
    given = node.get("arguments")
    if given is None:
        return None if any(child["alias"] for child in node["children"]) else list(node["children"])
    return None if any(item["name"] for item in given) else [item["expression"] for item in given]


def constant(node: Node, at: int) -> Term:
    """The term of a constant."""
    literal = node.get("literal")
    if literal is None:
        return _earlier_constant(node["value"], at)
    kind, text = literal["kind"], literal["text"]
    if kind == "NULL_LITERAL":
        return Term("NULL", Kind.NOTHING)
    if kind == "BOOLEAN":
        return terms.literal(text.lower() == "true")
    if kind == "STRING":
        return _text(text, at)
    return _number(text.replace("_", ""), at)


def _earlier_constant(value: Node, at: int) -> Term:
    kind = value["type"]["id"]
    if value["is_null"]:
        return Term("NULL", Kind.NOTHING)
    if kind == "BOOLEAN":
        return terms.literal(bool(value["value"]))
    if kind == "VARCHAR":
        return _text(value["value"], at)
    if kind == "DECIMAL" and isinstance(value["value"], int):
        scale = value["type"]["type_info"]["scale"]
        digits = str(abs(value["value"])).rjust(scale + 1, "0")
        sign = "-" if value["value"] < 0 else ""
        return _number(f"{sign}{digits[:-scale]}.{digits[-scale:]}" if scale else sign + digits, at)
    return _number(str(value["value"]) if kind in _WHOLE else "", at)


def _number(written: str, at: int) -> Term:
    if not _NUMBER.fullmatch(written):
        raise RefusedError("number", at)
    return terms.number(written)


def _text(value: str, at: int) -> Term:
    if "\0" in value:
        raise RefusedError("control_character", at)
    return terms.literal(value)


def cast(node: Node, at: int) -> Term:
    """A date literal; every other conversion is refused."""
    child = node["child"]
    if child.get("class") == "CONSTANT" and not node["try_cast"]:
        said = constant(child, at)
        target = _type_name(node)
        if target == "date" and said.text is not None:
            return day(said.text, at)
        written_as_word = node["query_location"] == _NO_PLACE and "cast_type" in node
        if target == "boolean" and written_as_word and said.text in ("t", "f"):
            return terms.literal(said.text == "t")
    raise RefusedError("cast", at)


def _type_name(node: Node) -> str:
    earlier = node.get("cast_type")
    if earlier is not None:
        return "" if earlier["type_info"] else str(earlier["id"]).lower()
    named = node["type_expr"]
    plain = not (named.get("children") or named.get("schema") or named.get("catalog"))
    return str(named.get("type_name", "")).lower() if plain else ""


def day(text: str, at: int) -> Term:
    """The term of a day written ``yyyy-mm-dd``."""
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return terms.literal(date.fromisoformat(text))
    raise RefusedError("date", at, text=text)
