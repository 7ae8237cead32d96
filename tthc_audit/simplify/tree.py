"""Steps and edges of a procedure as they stand in the JSON tree of its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tthc_audit.simplify.change import StaleError, Tree


def step(tree: Tree, name: str) -> dict[str, Any]:
    """The step of that id; raises ``StaleError`` where it is gone."""
    return entry(tree, "steps", name)


def entry(tree: Tree, key: str, name: str) -> dict[str, Any]:
    """The entry of that id in a list of the document; raises ``StaleError`` where it is gone."""
    for one in _list(tree.get(key)):
        if isinstance(one, dict) and one.get("id") == name:
            return one
    raise StaleError(f"{key}: {name}")


def drop(tree: Tree, key: str, name: str) -> None:
    """Take an entry out of a list of the document; the last one leaves a list that is stated as empty."""
    listed = _list(tree.get(key))
    listed.remove(entry(tree, key, name))


def targets(one: dict[str, Any]) -> list[str]:
    """Where a step goes next, in stated order."""
    return [edge if isinstance(edge, str) else str(edge["to"]) for edge in _list(one.get("next"))]


def only_target(one: dict[str, Any], name: str) -> None:
    """Make sure that a step leads to that one alone; raises ``StaleError`` where it does not."""
    if targets(one) != [name]:
        raise StaleError(f"{one.get('id')} → {name}")


def redirect(tree: Tree, old: str, new: str) -> None:
    """Let every edge that led to ``old`` lead to ``new``."""
    for one in _list(tree.get("steps")):
        following = _list(one.get("next"))
        for n, edge in enumerate(following):
            if edge == old:
                following[n] = new
            elif isinstance(edge, dict) and edge.get("to") == old:
                edge["to"] = new


def renamed_inputs(tree: Tree, handed: Mapping[str, str]) -> None:
    """Let every step that took something under one name take it under another."""
    for one in _list(tree.get("steps")):
        if isinstance(one.get("inputs"), list) and any(name in handed for name in one["inputs"]):
            one["inputs"] = list(dict.fromkeys(handed.get(name, name) for name in one["inputs"]))


def names(one: dict[str, Any], key: str) -> list[str]:
    """What a step takes or hands on, as far as stated."""
    return [str(name) for name in _list(one.get(key))]


def united(first: dict[str, Any], second: dict[str, Any], key: str, *, but: list[str]) -> list[Any] | None:
    """The entries of both steps without repetitions; ``None`` where neither states any."""
    if key not in first and key not in second:
        return None
    found: list[Any] = []
    for value in (*_list(first.get(key)), *_list(second.get(key))):
        if value not in found and value not in but:
            found.append(value)
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
