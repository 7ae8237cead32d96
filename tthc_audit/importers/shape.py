"""Values of the kind that is expected, out of JSON trees that may hold anything."""

from __future__ import annotations

from typing import Any

from tthc_audit.importers.words import plain


def text_of(value: object) -> str:
    """A text or a number as text; nothing for anything else."""
    return value if isinstance(value, str) else "" if value is None or isinstance(value, dict | list) else str(value)


def objects_of(value: object) -> list[dict[str, Any]]:
    """The objects of a list; none where it is no list."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def cleaned(value: Any) -> Any:
    """A whole value with every text in it made plain, to be kept as it is."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [cleaned(part) for part in value]
    if isinstance(value, dict):
        return {plain(str(key)): cleaned(part) for key, part in value.items()}
    return value
