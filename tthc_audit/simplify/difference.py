"""The JSON Patch between two JSON trees: entries of lists are told by their ids, everything else by its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tthc_audit.simplify.text_patch import Operation


def patch(old: Any, new: Any) -> tuple[Operation, ...]:
    """The operations that turn one tree into the other, each preceded by a test of what it relies on."""
    return tuple(_tests(old, new)) + tuple(_changes(old, new, ""))


def _tests(old: Any, new: Any) -> Iterator[Operation]:
    """What must still hold for the patch to mean what it meant: the entries that it changes are those it knew."""
    for operation in _changes(old, new, ""):
        if operation["op"] in {"remove", "replace"}:
            value = old
            for key in operation["path"].split("/")[1:]:
                value = value[int(key)] if isinstance(value, list) else value[_plain(key)]
            yield {"op": "test", "path": operation["path"], "value": value}


def _changes(old: Any, new: Any, path: str) -> Iterator[dict[str, Any]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [k for k in old if k not in new]:
            yield {"op": "remove", "path": f"{path}/{_escaped(key)}"}
        for key, value in new.items():
            at = f"{path}/{_escaped(key)}"
            if key not in old:
                yield {"op": "add", "path": at, "value": value}
            else:
                yield from _changes(old[key], value, at)
    elif _told_by_id(old) and _told_by_id(new):
        yield from _entries(old, new, path)
    elif old != new or type(old) is not type(new):
        yield {"op": "replace", "path": path, "value": new}


def _entries(old: list[Any], new: list[Any], path: str) -> Iterator[dict[str, Any]]:
    """Changes of a list whose entries have ids: what stays is changed in place, before anything moves."""
    after = {entry["id"]: entry for entry in new}
    kept = [entry["id"] for entry in old if entry["id"] in after]
    if kept != [entry["id"] for entry in new if entry["id"] in set(kept)]:
        yield {"op": "replace", "path": path, "value": new}
        return
    for n, entry in enumerate(old):
        if entry["id"] in after:
            yield from _changes(entry, after[entry["id"]], f"{path}/{n}")
    for n in reversed(range(len(old))):
        if old[n]["id"] not in after:
            yield {"op": "remove", "path": f"{path}/{n}"}
    known = set(kept)
    for n, entry in enumerate(new):
        if entry["id"] not in known:
            yield {"op": "add", "path": f"{path}/{n}", "value": entry}


def _told_by_id(value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    ids = [entry.get("id") if isinstance(entry, dict) else None for entry in value]
    return None not in ids and len(set(ids)) == len(ids)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _plain(key: str) -> str:
    return key.replace("~1", "/").replace("~0", "~")
